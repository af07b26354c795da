"""Other numbers that turn up where a filing number is asked for.

They are recognised so that their digits are not mistaken for a filing number and the clerk can
be told what was entered; they are not validated.

    京网文〔2022〕1234-056号          internet culture licence
    网信算备110108823483901220019号   filing of an algorithm
    41150013001-21001                 classified-protection filing (等保)
    91110108MA01ABCD2X                unified social credit code of a firm
    新出网证（京）字第123号           and any other "…字第…号" or "许可证…号"

>>> find("等保备案 41150013001-21001")
['41150013001-21001']
>>> find("（京）字第05671号")
['(京)字第05671号']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.identifiers.found import Found, numbers

_NUMBER = re.compile(
    r"网 ?文 ?[〔\[【(《] ?\d{4} ?[〕\]】)》] ?\d{1,5} ?-+ ?\d{1,4} ?号?"
    r"|网 ?信 ?算 ?备 ?\d{15,24} ?号?"
    r"|(?<![\dA-Z-])\d{11}-\d{5}(?![\d-])"
    r"|(?<![\dA-Z])[159][1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![\dA-Z])"
    r"|字 ?第? ?[A-Z]{0,3}\d{3,10} ?号"
    r"|许可证[^\d|]{0,8}\d{5,12} ?号?"
)
# What belongs to the number in front of the match: "（京）" of "（京）字第…", "京" of "京网文".
_HEAD = re.compile(r"(?:\([一-鿿]\)|[一-鿿A-Z])(?:[一-鿿]|\([一-鿿]\)){0,11}$")


def locate_folded(folded: str) -> list[Found]:
    """Every such number in text that went through `folding.fold`, with its position."""
    found = []
    for match in _NUMBER.finditer(folded):
        start = match.start()
        if match[0][0] in "字网":
            head = _HEAD.search(folded[max(0, start - 14) : start])
            start -= len(head[0]) if head else 0
        number = folded[start : match.end()].replace(" ", "")
        found.append(Found(start, match.end(), number))
    return found


def find(text: str) -> list[str]:
    """Every such number in the text, half width and without spaces, each once."""
    return numbers(locate_folded(fold(text)))
