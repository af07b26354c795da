"""The theme reaches old browsers, and its colours can be told apart."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[3] / "src" / "qingyuan" / "server" / "static"
SHEETS = sorted((STATIC / "look").glob("*.css"))
THEME = (STATIC / "look" / "theme.css").read_text(encoding="utf-8")
# What Chromium 86 and iOS 14 do not know; a rule that needs it is dropped whole.
TOO_NEW = {
    ":has(": r":has\(",
    ":is(": r":(is|where)\(",
    ":not with a list": r":not\([^()]*,",
    "color-mix": r"color-mix\(",
    "oklch": r"\b(ok)?l(ch|ab)\(",
    "light-dark": r"light-dark\(",
    "layers": r"@layer",
    "container queries": r"@container",
    "aspect-ratio": r"aspect-ratio",
    "inset": r"[;{]\s*inset\s*:",
    "logical shorthands": r"(margin|padding)-(inline|block)\s*:",
    "dynamic viewport": r"\d[sld]v[hw]\b",
    "range queries": r"@media[^{]*[<>]",
    "nesting": r"\{[^{}]*&",
    "scripts inside": r"expression\(|javascript:",
}


@pytest.mark.parametrize(
    ("sheet", "feature"),
    list(product(SHEETS, TOO_NEW)),
    ids=lambda value: getattr(value, "name", value),
)
def test_no_rule_needs_a_newer_browser(sheet: Path, feature: str) -> None:
    assert re.findall(TOO_NEW[feature], _without_comments(sheet.read_text("utf-8"))) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_flex_box_relies_on_gap(sheet: Path) -> None:
    for block in re.findall(r"\{([^{}]*)\}", _without_comments(sheet.read_text("utf-8"))):
        assert not (re.search(r"display:\s*(inline-)?flex", block) and "gap" in block), block


def test_sheets_load_nothing() -> None:
    for sheet in SHEETS:
        assert "url(" not in sheet.read_text("utf-8")
        assert "@import" not in sheet.read_text("utf-8")


def test_type_is_never_below_14_pixels() -> None:
    sizes = [float(size) for size in re.findall(r"font-size:\s*([\d.]+)rem", THEME)]
    assert min(sizes) >= 0.875
    assert "px" not in "".join(re.findall(r"font-size:[^;]+", THEME))


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _tokens(selector: str) -> dict[str, str]:
    block = THEME[THEME.index(selector) :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", block))


LIGHT = _tokens(":root")
DARK = {**LIGHT, **_tokens('[data-bs-theme="dark"]')}
TEXT_ON = [
    ("ink", "page"), ("ink", "surface"), ("ink", "shade"), ("ink-2", "page"),
    ("ink-2", "surface"), ("ink-2", "shade"), ("primary", "surface"), ("primary", "page"),
    ("primary-strong", "primary-bg"), ("on-primary", "primary"),
    ("on-primary", "primary-strong"), ("danger", "surface"), ("danger", "danger-bg"),
    ("danger", "page"), ("warn", "surface"), ("warn", "warn-bg"), ("ok", "surface"),
    ("ok", "ok-bg"), ("on-navy", "navy"), ("on-navy-2", "navy"), ("ink", "warn-bg"),
    ("ink", "danger-bg"), ("ink", "ok-bg"), ("ink", "primary-bg"),
]  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_ON, ids="-on-".join)
def test_text_can_be_read(theme: dict[str, str], pair: tuple[str, str]) -> None:
    assert _contrast(theme[pair[0]], theme[pair[1]]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_can_be_seen(theme: dict[str, str]) -> None:
    assert _contrast(theme["field"], theme["surface"]) >= 3
    assert _contrast(theme["ring-in"], theme["ring-out"]) >= 3


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
