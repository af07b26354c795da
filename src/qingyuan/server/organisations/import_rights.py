"""Who may import what, and how large an import still fits into a request."""

from __future__ import annotations

from qingyuan.server.organisations.models import ImportBatch, Unit, User
from qingyuan.server.organisations.permissions import Deed, check_can, may

DEEDS = {
    ImportBatch.Subject.UNITS: Deed.MANAGE_UNITS,
    ImportBatch.Subject.ROSTER: Deed.MANAGE_ROSTER,
    ImportBatch.Subject.ACCOUNTS: Deed.MANAGE_ACCOUNTS,
}
BYTES_IN_REQUEST = 256 * 1024
LINES_IN_REQUEST = 2_000


def check_can_import(user: User, subject: ImportBatch.Subject, unit: Unit) -> None:
    """Raises `Refused` where the account may not bring such a list in for a unit."""
    check_can(user, DEEDS[subject], unit)


def may_import(user: User, subject: ImportBatch.Subject, unit: Unit) -> bool:
    """Whether `check_can_import` would pass."""
    return may(user, DEEDS[subject], unit)
