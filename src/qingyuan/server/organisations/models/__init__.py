"""Units, people, accounts, messages, imports."""

from qingyuan.server.organisations.models.accounts import (
    ActivationCode,
    Post,
    Role,
    User,
    WrongCode,
)
from qingyuan.server.organisations.models.imports import ImportBatch, ImportLine
from qingyuan.server.organisations.models.messages import Message
from qingyuan.server.organisations.models.people import Person
from qingyuan.server.organisations.models.units import Unit, UnitChange, UnitKind, UnitName

__all__ = [
    "ActivationCode",
    "ImportBatch",
    "ImportLine",
    "Message",
    "Person",
    "Post",
    "Role",
    "Unit",
    "UnitChange",
    "UnitKind",
    "UnitName",
    "User",
    "WrongCode",
]
