"""Who may open which address: one line for each, and the build fails where one is missing.

`PUBLIC` needs no account, `SIGNED_IN` any, `KEEPER` the administrator of the topmost unit.  `About`
names the kind of object that an address leads to: an account finds it in its own subtree, and where
`above_too` says so at the units above it; anywhere else it is not there.  `deed` names what a role
must be allowed for a POST to change anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qingyuan.server.organisations.permissions import Deed


class Open(StrEnum):
    """Addresses that lead to no object."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    KEEPER = "keeper"
    SET_UP = "set-up, gone once there is a unit"


@dataclass(frozen=True, slots=True)
class About:
    """An address that leads to an object."""

    kind: str
    deed: Deed | None = None
    above_too: bool = False
    only_own: bool = False  # belongs to one account, whatever lies below it
    fixed: Mapping[str, str] = field(default_factory=dict)  # what else the path takes


Rule = Open | About
PUBLIC, SIGNED_IN, KEEPER, SET_UP = Open.PUBLIC, Open.SIGNED_IN, Open.KEEPER, Open.SET_UP

POLICY: dict[str, Rule] = {
    # sign-in
    "account_login": PUBLIC,
    "account_inactive": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,  # after the password
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "openid_connect_login": PUBLIC,
    "openid_connect_callback": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    # reporting
    "reporting:home": SIGNED_IN,
    "reporting:preferences": PUBLIC,
    "reporting:alive": PUBLIC,
    "reporting:ready": PUBLIC,
    "reporting:system": KEEPER,
    "reporting:audit": KEEPER,
    "reporting:seal": KEEPER,
    "reporting:brief": SIGNED_IN,
    "reporting:progress": About("unit"),
    "reporting:missing": SIGNED_IN,  # of the account's own unit, or of one that a filter names
    "reporting:messages": SIGNED_IN,
    "reporting:message": About("message", only_own=True),
    "reporting:read_all": SIGNED_IN,
    "reporting:channels": SIGNED_IN,
    "reporting:history": About("unit", fixed={"object_type": "unit"}),
    "reporting:log": About("unit", Deed.SEE_HISTORY),
    "reporting:log_export": About("unit", Deed.SEE_HISTORY),
    "reporting:help": PUBLIC,
    "reporting:help_print": PUBLIC,
    "reporting:help_picture": PUBLIC,
    "reporting:help_page": PUBLIC,
    "reporting:accessibility": PUBLIC,
    # organisations
    "organisations:units": SIGNED_IN,
    "organisations:add_unit": SIGNED_IN,
    "organisations:export_units": SIGNED_IN,
    "organisations:template": SIGNED_IN,
    "organisations:unit": About("unit"),
    "organisations:rename_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:correct_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:move_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:merge_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:split_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:close_unit": About("unit", Deed.MANAGE_UNITS),
    "organisations:import": About("unit", Deed.MANAGE_ROSTER, fixed={"subject": "roster"}),
    "organisations:import_batch": About("import"),
    "organisations:apply_import": About("import", Deed.MANAGE_ROSTER),
    "organisations:adopt": About("import", Deed.MANAGE_ROSTER),
    "organisations:read_again": About("import", Deed.MANAGE_ROSTER),
    "organisations:batch_slips": About("import", Deed.MANAGE_ACCOUNTS),
    "organisations:roster": About("unit"),
    "organisations:add_person": About("unit", Deed.MANAGE_ROSTER),
    "organisations:paste_roster": About("unit", Deed.MANAGE_ROSTER),
    "organisations:leave": About("person", Deed.MANAGE_ROSTER),
    "organisations:accounts": SIGNED_IN,
    "organisations:lacking": SIGNED_IN,
    "organisations:add_account": SIGNED_IN,
    "organisations:slips": SIGNED_IN,
    "organisations:post": About("post"),
    "organisations:give_post": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:hand_over": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:end_post": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:disable": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:enable": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:second_factor": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:slip": About("post", Deed.MANAGE_ACCOUNTS),
    "organisations:activate": PUBLIC,
    "organisations:first_sign_in": SIGNED_IN,
    "organisations:set_up": SET_UP,
    # campaigns
    "campaigns:campaigns": SIGNED_IN,
    "campaigns:notices": SIGNED_IN,
    "campaigns:notice": About("notice", above_too=True),
    "campaigns:new_notice": SIGNED_IN,
    "campaigns:revise": About("notice", Deed.ISSUE_NOTICE, above_too=True),
    "campaigns:notice_units": About("notice", above_too=True),
    "campaigns:units_workbook": About("notice", above_too=True),
    "campaigns:notice_unreached": About("notice", above_too=True),
    "campaigns:unreached_workbook": About("notice", above_too=True),
    "campaigns:notice_chase": About("notice", above_too=True),
    "campaigns:notice_quiz": About("notice", above_too=True),
    "campaigns:notice_history": About("notice", Deed.SEE_HISTORY, above_too=True),
    "campaigns:draft": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:change_draft": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:discard_draft": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:issue": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:progress": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:resume_issue": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:notice_file": About("draft", Deed.ISSUE_NOTICE),
    "campaigns:receipt": About("receipt"),
    "campaigns:sign": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:pass_on": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:receipt_history": About("receipt", Deed.SEE_HISTORY),
    "campaigns:meeting": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:poster": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:personal_links": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:personal_slips": About("receipt", Deed.RECEIVE_NOTICE),
    "campaigns:passing_on_file": About("passing_on"),
    "campaigns:meeting_page": About("meeting"),
    "campaigns:meeting_file": About("meeting"),
    "campaigns:excuse": About("acknowledgement", Deed.MANAGE_ROSTER),
    "campaigns:personal": PUBLIC,
    "campaigns:personal_file": PUBLIC,
    "campaigns:school_code": PUBLIC,
    "campaigns:school_file": PUBLIC,
    "campaigns:done": PUBLIC,
    "campaigns:quiz": PUBLIC,
    "campaigns:new_campaign": SIGNED_IN,
    "campaigns:campaign": About("campaign", above_too=True),
    "campaigns:campaign_file": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:proposal": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:confirm": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:discard_campaign": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:expected_units": About("campaign", above_too=True),
    "campaigns:drift": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:freeze": About("campaign", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:expected_unit": About("expected", Deed.RUN_CAMPAIGN),
    "campaigns:deliverable": About("deliverable", Deed.RUN_CAMPAIGN, above_too=True),
    "campaigns:file": About("deliverable", Deed.SUBMIT, above_too=True),
    "campaigns:paper": About("deliverable", above_too=True),
    "campaigns:task_forces": SIGNED_IN,
    "campaigns:task_force": About("task_force"),
    "campaigns:contacts": About("task_force"),
    "campaigns:own_task_force": About("campaign", Deed.FILL_IN, above_too=True),
    "campaigns:channels": SIGNED_IN,
    "campaigns:channel": About("channel"),
    "campaigns:channel_file": About("channel"),
    "campaigns:channel_poster": About("channel"),
    "campaigns:own_channel": About("campaign", Deed.FILL_IN, above_too=True),
    "campaigns:public_channel": PUBLIC,
    "campaigns:submissions": SIGNED_IN,
    "campaigns:submission": About("submission"),
    "campaigns:accept_submission": About("submission", Deed.REVIEW),
    "campaigns:return_submission": About("submission", Deed.REVIEW),
    "campaigns:submission_file": About("submission"),
    "campaigns:submission_scan": About("submission"),
    "campaigns:submission_receipt": About("submission"),
}
