"""Invented names of places, schools and people, drawn from lists."""

from __future__ import annotations

from itertools import product
from random import Random

CITY = "云溪"
COUNTIES = ("东湖", "西山")
_COUNTY_FIRST = "安宝昌春丰广和吉嘉金康兰宁平清瑞顺泰文新"
_COUNTY_SECOND = "川溪原谷浦塘洲源泽渡陵岭湾坪台"
TOWNS = (
    "柳河", "青石桥", "白塘", "桐花", "梨园", "双井", "南岗", "官渡口", "松坪", "竹溪",
    "石磨", "杨树湾", "高庄", "清水", "红枫", "麦香", "荷花", "古槐", "新桥", "龙泉铺",
)  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    "安邦晨春丹芳飞刚国海和红华佳建洁金静军兰丽敏明宁平琴"
    "青蓉瑞珊淑思涛婷维文霞晓欣雪雅艳怡英永玉媛云泽珍志"
)
_NUMERALS = "一二三四五六七八九十"


def county_names(count: int) -> tuple[str, ...]:
    """Names of counties; the first two are always the same."""
    more = (first + second for first, second in product(_COUNTY_FIRST, _COUNTY_SECOND))
    return (*COUNTIES, *more)[:count]


def town_names(count: int, random: Random) -> tuple[str, ...]:
    """Names of towns in one county."""
    drawn = random.sample(TOWNS, min(count, len(TOWNS)))
    more = [f"{first}{second}" for first, second in product(_COUNTY_SECOND, "河山林")]
    random.shuffle(more)
    return (*drawn, *more)[:count]


def person_name(random: Random) -> str:
    """A surname and one or two more characters."""
    length = 1 if random.random() < 0.25 else 2
    return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=length))


def numeral(number: int) -> str:
    """The n-th, as schools count: 一 to 九十九.

    >>> numeral(3), numeral(10), numeral(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    written = ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else ""
    return written + (_NUMERALS[ones - 1] if ones else "")
