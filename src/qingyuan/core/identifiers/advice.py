"""What the clerk is told about a filing-number cell: what is there, and what to do next."""

from __future__ import annotations

from functools import lru_cache

from qingyuan.core.identifiers.kinds import Kind
from qingyuan.core.reading import Problem

_SENTENCES = {
    "number_fullwidth_digits": "备案号里有全角数字，已按半角读取。请改用半角数字",
    "number_inner_space": "备案号中间有空格或换行，已去掉。请连着写",
    "number_inner_punctuation": "备案号数字中间有标点，已去掉。请连着写 7 位数字",
    "number_missing_hao": "备案号末尾少了“号”字，已补上。请写成“教APP备1234567号”的形式",
    "number_bare_digits": "只写了 7 位数字，已按教育 APP 备案号读取。请补全“教APP备”和“号”",
    "number_letter_for_digit": "备案号数字里有字母 O、I 或 l，已按 0、1 读取。请核对后改为数字",
    "number_chinese_digit": "备案号数字里有汉字数字或圆圈，已换成阿拉伯数字。请核对后改写",
    "number_traditional_hao": "备案号用了繁体“號”，已按“号”读取。请改为“号”",
    "number_prefix_written_otherwise": "备案号开头没有按“教APP备”书写，已按此读取。请改为“教APP备”",
    "number_province_before_prefix": "“教APP备”前多写了省份简称，已略去。请删去省份简称",
    "number_scientific": "备案号被表格软件显示成科学计数。请把单元格设为文本后重填",
    "number_six_digits": "备案号数字部分应为 7 位，现在是 6 位。请到备案查询官网核对",
    "number_wrong_length": "备案号数字部分应为 7 位，现在是 {count} 位。请到备案查询官网核对",
    "number_unknown_province": "备案号前两位“{province}”不是省份代码。请到备案查询官网核对",
    "number_missing_digits": "只写了“教APP备”，没有 7 位数字。请到备案查询官网查询后补全",
    "several_numbers": "一格里有 {count} 个备案号。请每个 APP 单独填一行，各写各的备案号",
    "number_claimed_only": "只写了“已备案”一类的话，没有号码。请到备案查询官网查询后填写备案号",
    "number_in_progress": "写的是正在办理，还没有备案号。取得备案号以前请填“正在办理”",
    "number_not_recognised": "这一格看不出备案号。请填“教APP备＋7 位数字＋号”，没有请填“无”",
}
_OTHER_KINDS = {
    Kind.ICP_SITE: "网站备案号（ICP）",
    Kind.ICP_APP: "工信部的 APP 备案号（ICP，末尾为 A）",
    Kind.ICP_MINI_PROGRAM: "工信部的小程序备案号（ICP，末尾为 X）",
    Kind.POLICE: "公安备案号",
    Kind.COPYRIGHT: "软件著作权号",
    Kind.OTHER_NUMBER: "别的证照或文件的编号",
}


@lru_cache(maxsize=1024)
def problem(code: str, *, digits: str = "", count: int = 0) -> Problem:
    """The problem with its sentence; `digits` as read, `count` of whatever the code counts."""
    sentence = _SENTENCES[code]
    return Problem(code, sentence.format(count=count or len(digits), province=digits[:2]))


def other_kind(kind: Kind) -> Problem:
    """A number of another kind stands where the education filing number belongs."""
    return Problem(
        f"number_is_{kind.value}",
        f"这是{_OTHER_KINDS[kind]}，不是教育 APP 备案号。没有教育 APP 备案号请填“无”",
    )
