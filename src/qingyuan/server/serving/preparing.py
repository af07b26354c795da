"""What stands before the first request: tables, static files, a way in for the first person."""

from __future__ import annotations

from django.db import connection

from qingyuan.server import environment
from qingyuan.server.evidence import leases
from qingyuan.server.keeping import schema
from qingyuan.server.keeping.folder import FIRST_START
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.set_up import new_link


def prepare() -> str:
    """Makes what is lacking.

    Returns:
        The path of the one-time set-up link where no unit exists, else nothing.

    Raises:
        Refused: the tables are older or newer than the program.
    """
    first_start = environment.data_folder() / FIRST_START
    if first_start.exists() or schema.standing() is schema.Standing.EMPTY:
        schema.make_tables()
        first_start.unlink(missing_ok=True)
    schema.check_ready()
    schema.make_static_files()
    if connection.vendor == "sqlite":  # the folder is held alone: a worker that was killed is gone
        leases.end_all()
    return "" if Unit.objects.exists() else new_link()
