"""An app's name as people write it around the bare name."""

from dataclasses import dataclass, field

from benchmarks.inbox.mess import Mess
from benchmarks.inbox.words.numbers import full_width

_APP = (
    "{n}APP",
    "{n}App",
    "{n}app",
    "{n} APP",
    "{n}（APP）",
    "{n}(APP)",
    "APP：{n}",
    "“{n}”APP",
    "{n}ＡＰＰ",
    "“{n}”app",
    "{n}Ａpp",
    "《{n}》APP",
)
_MINI = (
    "{n}小程序",
    "{n}（小程序）",
    "微信小程序“{n}”",
    "{n}微信小程序",
    "小程序：{n}",
    "“{n}”小程序",
    "微信小程序：{n}",
    "{n}(微信小程序)",
    "{n} 小程序",
)
_ACCOUNT = (
    "{n}公众号",
    "{n}（公众号）",
    "微信公众号：{n}",
    "“{n}”微信公众号",
    "{n}微信公众号",
    "公众号：{n}",
    "“{n}”公众号",
    "{n}(公众号)",
)
_PLAIN = (
    "“{n}”",
    '"{n}"',
    "《{n}》",
    "「{n}」",
    "‘{n}’",
    "【{n}】",
    " {n}",
    "{n} ",
    "{n}。",
    "{n}；",
    "{n}\n",
    "\u3000{n}",
    "1.{n}",
    "①{n}",
    "1、{n}",
    "{n}、",
    "\u200b{n}",
)
_EDITION = (
    "{n}官方版",
    "{n}（官方版）",
    "{n}（学生端）",
    "{n}家长版",
    "{n}教师端",
    "{n}V3.2.1",
    "{n}最新版",
    "{n}客户端",
    "{n}软件",
)
_TRADITIONAL = dict(
    zip("课学云语数阅读习优题师园题启远灵乐", "課學雲語數閱讀習優題師園題啟遠靈樂", strict=True)
)


@dataclass(slots=True)
class Dressed:
    """The cell as written, the kind it tells, and further right readings of the name."""

    text: str
    kind: str = "app"
    also: list[str] = field(default_factory=list)


def _spaced(name: str) -> str:
    return " ".join(name)


def _noise(mess: Mess, name: str, *, alone: bool) -> Dressed:
    if name in ("微信", "QQ", "微信群接龙"):  # 微信小程序 would be another thing
        return Dressed(mess.pick(("{n} ", "“{n}”", "{n}")).format(n=name))
    kind, shapes = mess.weighted(
        ((("app", _APP), 5), (("mini_program", _MINI), 3), (("official_account", _ACCOUNT), 2),
         (("app", _PLAIN), 6), (("app", ("spaced",)), 1), (("app", ("wide",)), 0.5))
    )  # fmt: skip
    shape = mess.pick(shapes)
    if shape == "spaced":
        return Dressed(_spaced(name))
    if shape == "wide":
        return Dressed(full_width(name) + "ＡＰＰ")
    if not alone and any(mark in shape for mark in ("、", "；", "\n", "1", "①", "。", " ", "：")):
        return Dressed(f"“{name}”")
    return Dressed(shape.format(n=name), kind)


def dress_name(mess: Mess, name: str, *, alone: bool) -> Dressed:
    """A name with or without noise; where clerks might differ, `also` has the second reading."""
    if alone and mess.on("name_edition"):
        text = mess.pick(_EDITION).format(n=name)
        return Dressed(text, "app", [text])
    if alone and mess.on("name_traditional"):
        text = "".join(_TRADITIONAL.get(c, c) for c in name)
        return Dressed(text, "app", [text])
    if mess.on("name_noise"):
        return _noise(mess, name, alone=alone)
    return Dressed(name)
