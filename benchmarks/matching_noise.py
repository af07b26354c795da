"""An invented registry and invented ways of writing its names, with the truth kept. Seeded.

The registry is built as real ones are (brand, stage, subject, product word), so it is full of
neighbours that differ by one character. One written name in ten is not in it: half are new
names, half are near neighbours of registered ones, which a matcher must leave alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opencc import OpenCC

from qingyuan.core.naming.sound import syllable_of
from qingyuan.core.registry.filing import Filing, FilingStatus

if TYPE_CHECKING:
    from collections.abc import Callable

BRAND_CHARACTERS = (
    "星云晨启明远航海天宇博学思知行慧智优佳乐新未来育英才文华翰墨书香梦飞翔鹏程锦绣青蓝"
    "松柏竹梅兰菊荷桂枫桐山川江河湖泉溪林森原野禾苗芽蕾果实春夏秋冬阳光辉煌曙旭晓霞虹"
    "雨露霜雪风雷电火土金银铜铁玉石珠宝龙凤麟鹤鹿马牛羊鱼鸟燕鹰雁鸿鹄精灵童心趣味奇妙"
    "巧灵敏捷迅速锐勇毅恒信诚德仁义礼和平安康健美善真纯正直方圆广博厚深高升腾跃进步登攀"
)
STAGES = ("", "", "", "小学", "初中", "高中", "中学", "幼儿")
SUBJECTS = (
    "", "", "语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治", "阅读", "作文",
    "口语", "听力", "单词", "古诗", "书法", "编程", "科学", "美术", "音乐", "体育", "思维", "拼音",
)  # fmt: skip
PRODUCTS = (
    "课堂", "作业", "题库", "教育", "学堂", "高分", "优学", "同步", "练习", "网校", "辅导", "伴读",
    "阅卷", "测评", "家校通", "校园", "云课堂", "作业本", "学习机", "智学", "口算", "听写", "背诵",
    "微课", "直播课", "错题本", "学习圈", "小助手", "好老师", "成长树",
)  # fmt: skip
LATIN = "".join(map(chr, range(65, 123)))
SUFFIXES = (
    "APP", "app", "小程序", "微信小程序", "公众号", "（APP）", "学生端", "家长端", "教师端",
    "家长版", "学生版", "官方版", "手机APP", "APP学生端", "V3.2.1", "（家长端）", "安卓版",
    "客户端", "服务号",
)  # fmt: skip
QUOTES = ("“{}”", "《{}》", "「{}」", '"{}"', "【{}】", "‘{}’", "“{}”APP", "《{}》小程序")
PROVIDERS = ("星城", "云岭", "海湾", "江畔", "青原", "松峰")


@dataclass(frozen=True, slots=True)
class Written:
    """A name as written, the registered name it means (None: not in the registry), the noise."""

    text: str
    meant: str | None
    noise: str


def make_registry(count: int, seed: int) -> tuple[Filing, ...]:
    """`count` filings with distinct names."""
    rng = random.Random(seed)
    brands = _brands(rng, count // 8)
    names: dict[str, None] = {}
    while len(names) < count:
        names[_name(rng, brands)] = None
    return tuple(_filing(rng, position, name) for position, name in enumerate(names))


def make_written(filings: tuple[Filing, ...], count: int, seed: int) -> list[Written]:
    """`count` written names under the noise model."""
    rng = random.Random(seed)
    names = [filing.name for filing in filings]
    registered = frozenset(names)
    noises = list(NOISES)
    weights = [NOISES[noise] for noise in noises]
    noisy = Noise(rng, names)
    return [
        noisy.write(noise, registered) for noise in rng.choices(noises, weights=weights, k=count)
    ]


NOISES = {
    "exact": 28, "case_width": 5, "traditional": 8, "quotes": 9, "suffix": 16, "spaces": 6,
    "homophone": 8, "substitution": 2, "deletion": 2, "insertion": 2, "swap": 2, "truncated": 2,
    "unknown": 5, "neighbour": 5,
}  # fmt: skip


class Noise:
    """Writes names of a registry in the ways that people do."""

    def __init__(self, rng: random.Random, names: list[str]) -> None:
        self.rng = rng
        self.names = names
        self.brands = _brands(rng, 4000)
        self.to_traditional = OpenCC("s2t").convert
        self.characters = sorted({character for name in names for character in name})
        self.by_sound: dict[int, list[str]] = {}
        for row in range(0xB0, 0xD8):
            for column in range(0xA1, 0xFF):
                character = bytes([row, column]).decode("gb2312", "ignore")
                if character:
                    self.by_sound.setdefault(syllable_of(character), []).append(character)

    def write(self, noise: str, registered: frozenset[str]) -> Written:
        name = self.rng.choice(self.names)
        if noise in ("unknown", "neighbour"):
            changed = name
            while changed in registered:
                changed = getattr(self, noise)(self.rng.choice(self.names))
            return Written(self._dressed(changed), None, noise)
        change: Callable[[str], str] = getattr(self, noise)
        written = change(name)
        if noise in ("homophone", "substitution", "deletion", "insertion", "swap", "truncated"):
            # A slip that spells another registered name would be that name, whoever typed it.
            while written in registered:
                name = self.rng.choice(self.names)
                written = change(name)
            written = self._dressed(written)
        return Written(written, name, noise)

    def _dressed(self, name: str) -> str:
        return self.suffix(name) if self.rng.random() < 0.25 else name

    def exact(self, name: str) -> str:
        return name

    def case_width(self, name: str) -> str:
        return "".join(
            chr(ord(c) + 0xFEE0) if c.isascii() and self.rng.random() < 0.7 else c.swapcase()
            for c in name + self.rng.choice(("app", "APP", "App"))
        )

    def traditional(self, name: str) -> str:
        return str(self.to_traditional(name))

    def quotes(self, name: str) -> str:
        return self.rng.choice(QUOTES).format(name)

    def suffix(self, name: str) -> str:
        return name + self.rng.choice(SUFFIXES)

    def spaces(self, name: str) -> str:
        place = self.rng.randrange(1, len(name))
        return name[:place] + self.rng.choice((" ", "　", "\u200b", "  ")) + name[place:]

    def homophone(self, name: str) -> str:
        place = self.rng.randrange(len(name))
        alike = self.by_sound.get(syllable_of(name[place]), [])[:]
        others = [character for character in alike if character != name[place]]
        return name[:place] + self.rng.choice(others or [name[place]]) + name[place + 1 :]

    def substitution(self, name: str) -> str:
        place = self.rng.randrange(len(name))
        return name[:place] + self.rng.choice(self.characters) + name[place + 1 :]

    def deletion(self, name: str) -> str:
        place = self.rng.randrange(len(name))
        return name[:place] + name[place + 1 :]

    def insertion(self, name: str) -> str:
        place = self.rng.randrange(len(name))
        doubled = name[place] if self.rng.random() < 0.5 else self.rng.choice(self.characters)
        return name[:place] + doubled + name[place:]

    def swap(self, name: str) -> str:
        place = self.rng.randrange(len(name) - 1)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]

    def truncated(self, name: str) -> str:
        return name[: -self.rng.randint(1, 2)]

    def unknown(self, _name: str) -> str:
        return _name_of(self.rng, self.rng.choice(self.brands))

    def neighbour(self, name: str) -> str:
        """Another brand, stage or subject in one place of a registered name."""
        if self.rng.random() < 0.6:
            place = len(name) - len(name.lstrip(LATIN)) + self.rng.randrange(2)
            return name[:place] + self.rng.choice(BRAND_CHARACTERS) + name[place + 1 :]
        swaps = [(s, t) for words in (STAGES, SUBJECTS) for s in words for t in words]
        possible = [(s, t) for s, t in swaps if s and t and s != t and s in name]
        if not possible:
            return self.rng.choice(BRAND_CHARACTERS) + name.lstrip(LATIN)[1:]
        old, new = self.rng.choice(possible)
        return name.replace(old, new)


def _brands(rng: random.Random, count: int) -> list[str]:
    sizes = (2, 2, 2, 3)
    return ["".join(rng.sample(BRAND_CHARACTERS, rng.choice(sizes))) for _ in range(count)]


def _name(rng: random.Random, brands: list[str]) -> str:
    return _name_of(rng, rng.choice(brands))


def _name_of(rng: random.Random, brand: str) -> str:
    latin = rng.choice(("K", "Smart", "Edu", "Happy")) if rng.random() < 0.02 else ""
    name = latin + brand + rng.choice(STAGES) + rng.choice(SUBJECTS) + rng.choice(PRODUCTS)
    return name + (rng.choice(("宝", "通", "100", "盒子", "+")) if rng.random() < 0.05 else "")


def _filing(rng: random.Random, position: int, name: str) -> Filing:
    statuses = (FilingStatus.NORMAL,) * 18 + (FilingStatus.OFFLINE, FilingStatus.WITHDRAWN)
    provider = f"{rng.choice(PROVIDERS)}{name[:2]}教育科技有限公司"
    return Filing(f"教APP备{1100000 + position}号", name, provider, "北京", rng.choice(statuses))
