"""All addresses of the site; the table of who may open which stands in the tests."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as oidc
from allauth.socialaccount.views import login_cancelled
from allauth.usersessions import views as usersessions
from django.urls import include, path

handler400 = "qingyuan.server.web.errors.bad_request"
handler403 = "qingyuan.server.web.errors.forbidden"
handler404 = "qingyuan.server.web.errors.not_found"
handler500 = "qingyuan.server.web.errors.server_error"

_sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("sessions/", usersessions.list_usersessions, name="usersessions_list"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    *oidc,
    path("cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
]

urlpatterns = [
    path("account/", include(_sign_in)),
    path("", include("qingyuan.server.reporting.urls")),
    path("", include("qingyuan.server.organisations.urls")),
    path("", include("qingyuan.server.campaigns.urls")),
]
