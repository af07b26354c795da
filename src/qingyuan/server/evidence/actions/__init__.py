"""Deeds of evidence: record an event, keep a file, put a message into the outbox."""

from qingyuan.server.evidence.actions.bulk import EventDraft, record_all
from qingyuan.server.evidence.actions.events import record
from qingyuan.server.evidence.actions.files import store
from qingyuan.server.evidence.actions.outbox import post, post_all

__all__ = ["EventDraft", "post", "post_all", "record", "record_all", "store"]
