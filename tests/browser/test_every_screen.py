"""Every page of the URL table, as each role has it, in each width, theme and type size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.looks import (
    DESKTOP,
    LIGHT,
    LOOKS,
    PHONE,
    Ears,
    Look,
    findings,
    foreign_words,
    open_context,
)
from tests.browser.sites import Site
from tests.server.access.policy import POLICY

# Downloads, targets of forms, answers for programs, the bureau's own sign-in service.
NO_SCREENS = {
    *("campaigns:accept_submission", "campaigns:return_submission", "campaigns:sign"),
    *("campaigns:discard_campaign", "campaigns:discard_draft", "campaigns:resume_issue"),
    *("campaigns:campaign_file", "campaigns:channel_file", "campaigns:meeting_file"),
    *("campaigns:notice_file", "campaigns:passing_on_file", "campaigns:personal_file"),
    *("campaigns:school_file", "campaigns:submission_file", "campaigns:submission_scan"),
    *("campaigns:paper", "campaigns:units_workbook", "campaigns:unreached_workbook"),
    *("organisations:adopt", "organisations:apply_import", "organisations:read_again"),
    *("organisations:disable", "organisations:enable", "organisations:end_post"),
    *("organisations:second_factor",),
    *("organisations:export_units", "organisations:template", "mfa_download_recovery_codes"),
    *("reporting:alive", "reporting:ready", "reporting:seal", "reporting:log_export"),
    *("reporting:help_picture", "reporting:preferences", "reporting:read_all"),
    *("openid_connect_login", "openid_connect_callback"),
}
# Pages of a state that the world is not in; a person on a journey looks at them.
SEEN_ON_JOURNEYS = {
    *("campaigns:proposal", "campaigns:confirm", "campaigns:freeze"),
    *("account_logout", "mfa_activate_totp", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("organisations:set_up", "organisations:slip", "organisations:slips"),
    *("organisations:batch_slips", "reporting:message"),
}
# They name commands, settings and files as they are written.
FOR_TECHNICIANS = {"reporting:system", "reporting:help_print", "reporting:help_page"}
# The other roles' pages are made of the same parts as theirs: one look is enough there.
PLAIN_VIEWERS = {"visitor", "alice", "dora"}


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("world", QINGYUAN_SECOND_FACTOR="0")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_screen_can_be_used_by_everybody(
    browser: Any, site: Site, look: Look, width: int
) -> None:
    found: dict[str, list[str]] = {}  # the same finding is often on many pages: by what is wrong
    for viewer in site.facts["viewers"]:
        if (look, width) != (LIGHT, DESKTOP) and viewer["name"] not in PLAIN_VIEWERS:
            continue
        for name, problems in _walk(browser, site, viewer, look, width).items():
            for problem in problems:
                found.setdefault(problem, []).append(f"{viewer['name']} {name}")
    assert not found, "\n".join(f"{what}\n    {', '.join(at)}" for what, at in found.items())


def test_no_screen_is_left_out(site: Site) -> None:
    seen = {name for viewer in site.facts["viewers"] for name in viewer["pages"]}
    assert set(POLICY) - seen == NO_SCREENS | SEEN_ON_JOURNEYS


def _walk(
    browser: Any, site: Site, viewer: dict[str, Any], look: Look, width: int
) -> dict[str, list[str]]:
    context = open_context(browser, site.address, width=width, look=look)
    if viewer["session"]:
        context.add_cookies(
            [{"name": "sessionid", "value": viewer["session"], "url": site.address}]
        )
    page = context.new_page()
    ears = Ears(page, site.address)
    found = {}
    for name, path in viewer["pages"].items():
        page.goto(site.url(path))
        words = foreign_words(page) if look is LIGHT and name not in FOR_TECHNICIANS else []
        found[name] = [*findings(page, look), *words, *ears.empty()]
    context.close()
    return found
