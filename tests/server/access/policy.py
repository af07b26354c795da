"""Who may open which address: one line for each, and the build fails where one is missing.

`PUBLIC` needs no account, `SIGNED_IN` any, `KEEPER` the administrator of the topmost unit.  `About`
names the kind of object that an address leads to: an account finds it in its own subtree, and where
`above_too` says so at the units above it; anywhere else it is not there.  `deed` names what a role
must be allowed for a POST to change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qingyuan.server.organisations.permissions import Deed


class Open(StrEnum):
    """Addresses that lead to no object."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    KEEPER = "keeper"


@dataclass(frozen=True, slots=True)
class About:
    """An address that leads to an object."""

    kind: str
    deed: Deed | None = None
    above_too: bool = False
    own_only: bool = False  # nobody acts for another unit, not even from above


Rule = Open | About
PUBLIC, SIGNED_IN, KEEPER = Open.PUBLIC, Open.SIGNED_IN, Open.KEEPER

POLICY: dict[str, Rule] = {
    # sign-in
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    # reporting
    "reporting:home": SIGNED_IN,
    "reporting:preferences": PUBLIC,
    "reporting:alive": PUBLIC,
    "reporting:ready": PUBLIC,
    "reporting:system": KEEPER,
    # organisations
    "organisations:units": SIGNED_IN,
    "organisations:first_sign_in": SIGNED_IN,
    # campaigns
    "campaigns:campaigns": SIGNED_IN,
    "campaigns:notices": SIGNED_IN,
    "campaigns:notice": About("notice", above_too=True),
    "campaigns:task_forces": SIGNED_IN,
    "campaigns:submissions": SIGNED_IN,
}
