"""Filing numbers as they are mistyped, and what else stands in that column."""

from benchmarks.inbox.mess import Mess

PROVINCES: dict[int, str] = {
    11: "北京",
    12: "天津",
    13: "河北",
    21: "辽宁",
    31: "上海",
    32: "江苏",
    33: "浙江",
    34: "安徽",
    35: "福建",
    36: "江西",
    37: "山东",
    41: "河南",
    42: "湖北",
    43: "湖南",
    44: "广东",
    50: "重庆",
    51: "四川",
    53: "云南",
    61: "陕西",
}
PLATES = "京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇陕甘"
NO_NUMBER = (
    "",
    "",
    "无",
    "无",
    "/",
    "已备案",
    "正在办理",
    "暂无",
    "未备案",
    "备案中",
    "—",
    "无备案号",
    "没有",
    "-",
    "不清楚",
    "未查到",
    "有备案",
    "正在备案",
    "暂未备案",
    "无。",
    "未取得备案号",
    "--",
    "查询不到",
    "待查",
)


def full_width(text: str) -> str:
    """ASCII letters, digits and signs in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def sloppy_spellings(digits: str) -> tuple[str, ...]:
    """The seven digits of a filing number in every spelling that still says which number it is."""
    spaced = f"{digits[:3]} {digits[3:]}"
    return (
        f"教App备{digits}号",
        f"教app备{digits}号",
        f"教APP备 {digits} 号",
        f"教 APP 备 {digits} 号",
        f"教APP备{digits}",
        f"教APP备{digits}號",
        f"教APP备{full_width(digits)}号",
        f"教ＡＰＰ备{digits}号",
        full_width(f"教APP备{digits}号"),
        f"教APP备案号：{digits}",
        f"教APP备案{digits}号",
        f"备案号：教APP备{digits}号",
        f"教APP备第{digits}号",
        f"教育APP备{digits}号",
        f"（教APP备{digits}号）",
        f"教APP备{digits}号。",
        f" 教APP备{digits}号 ",
        f"教APP备{spaced}号",
        f"教APP备:{digits}号",
        f"教APP備{digits}號",
        f"教APP备{digits}\n号",
        f"备案编号:教APP备{digits}号",
        f"教APP备\xa0{digits}号",
        f"教APP备\u3000{digits}号",
        f"已备案，教APP备{digits}号",
        f"教APP备（{digits}）号",
        f"教APP备案编号:{digits}",
        f"教AAP备{digits}号",
        f"教APP备：{digits}",
        f"\u200b教APP备{digits}号",
    )


def spell(mess: Mess, digits: str) -> str | int:
    """A filing number as a school types it."""
    if mess.on("bare_number"):
        forms: tuple[str | int, ...] = (digits, int(digits), f"{digits} ", f"{digits}号")
        return mess.pick(forms)
    if mess.on("sloppy_number"):
        return mess.pick(sloppy_spellings(digits))
    return f"教APP备{digits}号"


def icp(mess: Mess) -> str:
    """An ICP number of a site."""
    rng = mess.rng
    main = (
        rng.randint(10000000, 23999999) if mess.chance(0.7) else rng.randint(2020000000, 2024999999)
    )
    return f"{mess.pick(PLATES)}ICP备{main}号{mess.pick(('', '-1', '-2', '-5'))}"


def other_kind(mess: Mess) -> str:
    """A number of another kind: ICP, public security, copyright, licence."""
    rng = mess.rng
    plate = mess.pick(PLATES)
    return mess.pick(
        (
            icp(mess),
            icp(mess).split("-")[0] + f"-{rng.randint(1, 40)}A",
            icp(mess).split("-")[0] + f"-{rng.randint(1, 40)}X",
            f"{plate}B2-{rng.randint(20050001, 20239999)}-{rng.randint(1, 1900)}X",
            f"{plate}公网安备{rng.randint(11010102000000, 65010902999999)}号",
            f"{plate}公网安备 {rng.randint(11010102000000, 65010902999999)}号",
            f"软著登字第{rng.randint(1000000, 9999999)}号",
            f"{rng.randint(2018, 2023)}SR{rng.randint(100000, 1999999):07d}",
            f"APP备案号：{icp(mess).split('-')[0]}-{rng.randint(1, 9)}A",
            f"ICP备案号：{icp(mess)}",
        )
    )


def malformed(mess: Mess) -> str:
    """An attempt at a filing number that names none."""
    rng = mess.rng
    return mess.pick(
        (
            f"教APP备{rng.randint(110000, 619999)}号",
            f"教APP备{rng.randint(11000000, 61999999)}号",
            f"教APP备{rng.randint(11000, 61999)}号",
            f"教APP备{rng.randint(110000, 619999)}X号",
            f"教App备 {rng.randint(110000, 619999)} 号",
            f"教APP备0{rng.randint(100000, 999999)}号",
        )
    )
