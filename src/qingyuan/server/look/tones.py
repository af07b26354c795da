"""Which tint a status word wears; the same word looks the same on every page."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """A tint of theme.css; the word beside it always says the same."""

    PLAIN = "plain"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


_WORDS = {
    Tone.PLAIN: "未开始 未下发 未启用 已关闭 已撤销 不适用 已停用 草稿 未打开 已送达",
    Tone.INFO: "填报中 清理中 进行中 已下发 已打开 办理中 已发出 在用",
    Tone.OK: "已通过 已核验 已清理 已签收 已完成 已接收 已启用 已传达 已成立 按时 全部完成 正常",
    Tone.WARN: "待审核 待县局审核 待市局审核 待签收 待确认 待核验 即将截止 待启用 待传达 已延期 "
    "未读 要留意",
    Tone.DANGER: "需修改 须清理 需整改 已退回 逾期 已逾期 未签收 未报 未送达 未传达 已锁定 缺少 "
    "要处理",
}
_TONES = {word: tone for tone, words in _WORDS.items() for word in words.split()}


def tone_of(word: str) -> Tone:
    """The tint of a status word; a word not listed stays plain."""
    return _TONES.get(word, Tone.PLAIN)
