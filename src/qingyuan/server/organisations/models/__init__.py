"""Units, people, accounts, messages."""

from qingyuan.server.organisations.models.accounts import ActivationCode, Post, Role, User
from qingyuan.server.organisations.models.messages import Message
from qingyuan.server.organisations.models.people import Person
from qingyuan.server.organisations.models.units import Unit, UnitChange, UnitKind, UnitName

__all__ = [
    "ActivationCode",
    "Message",
    "Person",
    "Post",
    "Role",
    "Unit",
    "UnitChange",
    "UnitKind",
    "UnitName",
    "User",
]
