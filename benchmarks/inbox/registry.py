"""An invented registry of filings with near neighbours, and the file that holds it."""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from benchmarks.inbox.words.numbers import PROVINCES

_HEADS = "晨知云智星慧海乐优明睿博启思远文清雅学诺灵小天蓝金百"
_TAILS = "辰途航阅练通课芽桥舟林帆格禾岚果题鹿羽叶贝森橙伴师"
_RESERVED, _RESERVED_TAILS = "玖沐柒榕禧峤珂闫", "岑沅霁樾翊屿穗鸢"
_SUBJECTS = (
    "数学",
    "语文",
    "英语",
    "物理",
    "化学",
    "生物",
    "历史",
    "地理",
    "科学",
    "口算",
    "作文",
    "拼音",
)
_PRODUCTS = (
    "课堂",
    "作业",
    "阅读",
    "听说",
    "家校通",
    "校园",
    "题库",
    "云课堂",
    "智慧教育",
    "成长册",
    "高分",
    "优学",
    "安全教育",
    "口语训练",
    "错题本",
    "体育",
    "素质评价",
    "阅卷",
    "幼教",
    "教研",
    "名校学习",
    "课后服务",
    "背单词",
    "电子书包",
)
_EDITIONS = ("教师版", "学生版", "家长版", "中学版", "小学版")
_HOMOPHONES = {
    "知": "智",
    "星": "兴",
    "晨": "辰",
    "慧": "惠",
    "启": "起",
    "思": "斯",
    "学": "雪",
    "途": "图",
    "航": "行",
    "桥": "乔",
    "林": "琳",
    "课": "刻",
    "阅": "悦",
    "通": "同",
    "清": "青",
    "明": "铭",
    "优": "悠",
    "博": "搏",
    "乐": "悦",
    "睿": "锐",
    "家": "佳",
    "题": "提",
    "作": "做",
    "听": "厅",
    "体": "休",
    "育": "玉",
    "名": "明",
    "语": "雨",
}
GENERAL_TOOLS = ("微信", "钉钉", "QQ", "学习强国", "腾讯会议", "微信群接龙")


@dataclass(frozen=True, slots=True)
class Filing:
    """One line of the registry."""

    name: str
    digits: str
    provider: str
    status: str
    aliases: tuple[str, ...]

    @property
    def number(self) -> str:
        """The canonical number."""
        return f"教APP备{self.digits}号"


@dataclass(slots=True)
class Registry:
    """All filings, and the indexes that a truthful verdict needs."""

    filings: list[Filing]
    by_digits: dict[str, Filing] = field(default_factory=dict)
    by_name: dict[str, Filing] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    brands: dict[str, list[Filing]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for filing in self.filings:
            self.by_digits[filing.digits] = filing
            self.by_name.setdefault(filing.name, filing)
            self.labels.update((filing.name, *filing.aliases))
            self.brands.setdefault(filing.name[:2], []).append(filing)


def unregistered_name(rng: random.Random) -> str:
    """A name whose brand no filing has."""
    brand = rng.choice(_RESERVED) + rng.choice(_RESERVED_TAILS)
    return brand + rng.choice(_SUBJECTS + _PRODUCTS)


def neighbour_name(rng: random.Random, registry: Registry) -> str | None:
    """A registered brand with a subject that it has not filed; None where none is clear."""
    filing = rng.choice(registry.filings)
    brand, subject = filing.name[:2], rng.choice(_SUBJECTS)
    name = brand + subject
    near = any(label.startswith(name) for label in labels_of(registry, brand))
    return None if near else name


def labels_of(registry: Registry, brand: str) -> list[str]:
    """Every label under a brand."""
    return [label for f in registry.brands.get(brand, ()) for label in (f.name, *f.aliases)]


def typo(name: str, registry: Registry) -> str | None:
    """One wrong character of the same sound in a name of five or more; None where impossible."""
    if len(name) < 5:
        return None
    for index in range(len(name) - 1, 1, -1):
        changed = name[:index] + _HOMOPHONES.get(name[index], "") + name[index + 1 :]
        if len(changed) == len(name) and changed not in registry.labels:
            return changed
    return None


def _names(rng: random.Random) -> Iterable[str]:
    """Endless names, near neighbours close to each other."""
    while True:
        brand = rng.choice(_HEADS) + rng.choice(_TAILS)
        if rng.random() < 0.1 and brand[0] in _HOMOPHONES:
            brand = _HOMOPHONES[brand[0]] + brand[1]
        stem = brand + rng.choice(rng.choice((_SUBJECTS, _PRODUCTS, _PRODUCTS)))
        if rng.random() < 0.3:
            stem += rng.choice(_PRODUCTS)
        yield stem
        if rng.random() < 0.25:
            yield stem + rng.choice(_EDITIONS)
        if rng.random() < 0.3:
            yield brand + rng.choice(_SUBJECTS)


def _alias(rng: random.Random, name: str, taken: set[str]) -> tuple[str, ...]:
    if rng.random() > 0.18:
        return ()
    options = [f"{name[:2]}{rng.choice(_PRODUCTS)}", f"{name[:2]}宝", f"新{name}", f"{name}平台"]
    fresh = [o for o in options if o not in taken and o != name]
    chosen = tuple(rng.sample(fresh, min(len(fresh), rng.choice((1, 1, 2)))))
    taken.update(chosen)
    return chosen


def make_registry(rng: random.Random, size: int) -> Registry:
    """`size` filings with unique numbers and names; aliases never equal another label."""
    names: dict[str, None] = {}
    for name in _names(rng):
        names[name] = None
        if len(names) == size:
            break
    taken = set(names)
    digits = rng.sample(range(100000), size)
    filings = []
    for name, serial in zip(names, digits, strict=True):
        province = 11 if rng.random() < 0.5 else rng.choice(list(PROVINCES))
        status = rng.choices(("正常", "暂时下线", "撤销"), (92, 4, 4))[0]
        trade = rng.choice(("科技", "教育科技", "网络", "信息技术"))
        provider = f"{PROVINCES[province]}{name[:2]}{trade}有限公司"
        filings.append(
            Filing(name, f"{province}{serial:05d}", provider, status, _alias(rng, name, taken))
        )
    return Registry(filings)


_COLUMNS = (
    ("name", ("应用名称", "APP名称", "名称", "教育APP名称")),
    ("number", ("备案号", "备案编号", "备案号码", "教育APP备案号")),
    ("provider", ("提供者", "主办者", "单位名称", "提供者名称")),
    ("province", ("备案地区", "省份", "备案省份", "所属地区")),
    ("status", ("状态", "备案状态")),
    ("aliases", ("别名", "其他名称", "应用别名")),
)


def registry_rows(rng: random.Random, registry: Registry) -> list[list[str]]:
    """Header and lines, wording and order of the columns by seed."""
    columns = [(key, rng.choice(words)) for key, words in _COLUMNS]
    if rng.random() < 0.5:
        rng.shuffle(columns)
    glue = rng.choice(("、", "；", ";"))
    rows = [[header for _, header in columns]]
    for filing in registry.filings:
        cells = {
            "name": filing.name,
            "number": filing.number,
            "provider": filing.provider,
            "province": PROVINCES[int(filing.digits[:2])],
            "status": filing.status,
            "aliases": glue.join(filing.aliases),
        }
        rows.append([cells[key] for key, _ in columns])
    return rows


def write_registry(rng: random.Random, registry: Registry, folder: Path, form: str) -> Path:
    """Write `registry.csv` (UTF-8 with BOM) or `registry.xlsx`."""
    rows = registry_rows(rng, registry)
    path = folder / f"registry.{form}"
    if form == "csv":
        text = StringIO()
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
        return path
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("备案名单")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return path
