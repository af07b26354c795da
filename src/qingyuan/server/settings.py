"""Django's settings: safe by default, everything that differs by place read from `environment`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from qingyuan.server import environment

HERE = Path(__file__).parent
LOCAL: dict[str, Any] = environment.settings_file()

SECRET_KEY = environment.secret("secret_key")
DEBUG = environment.flag("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = [
    *LOCAL.get("hosts", ()),
    *filter(None, os.environ.get("QINGYUAN_HOSTS", "").split(",")),
    *("localhost", "127.0.0.1", "[::1]"),
]
HTTPS = environment.flag("HTTPS", default=bool(LOCAL.get("https", False)))

ROOT_URLCONF = "qingyuan.server.urls"
WSGI_APPLICATION = "qingyuan.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database()}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "qingyuan.server.look",
    "qingyuan.server.evidence",
    "qingyuan.server.organisations",
    "qingyuan.server.campaigns",
    "qingyuan.server.reporting",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "qingyuan.server.web.maintenance.SayMaintenance",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "qingyuan.server.organisations.middleware.DenyByDefault",
    "qingyuan.server.web.refusals.SayRefusals",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "qingyuan.server.look.preferences.look",
                "qingyuan.server.reporting.frame.page_frame",
            ],
        },
    },
]

# People ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["qingyuan.server.organisations.passwords.OwaspArgon2"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {
        "NAME": "qingyuan.server.organisations.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "qingyuan.server.organisations.passwords.NotOfThisPlace"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "qingyuan.server.organisations.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = (
    False  # the lock-out is one place: axes, which knows a school behind one address
)
ACCOUNT_FORMS = {"login": "qingyuan.server.organisations.sign_in.LoginForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "清园"
MFA_TOTP_TOLERANCE = 1  # a phone's clock half a minute off, or a slow hand
MFA_ADAPTER = "qingyuan.server.organisations.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "qingyuan.server.organisations.sign_in.CodeForm",
    "reauthenticate": "qingyuan.server.organisations.sign_in.CodeAgainForm",
    "activate_totp": "qingyuan.server.organisations.sign_in.FirstCodeForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
SECOND_FACTOR_REQUIRED = environment.flag(
    "SECOND_FACTOR", default=bool(LOCAL.get("second_factor", True))
)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": LOCAL.get("oidc", [])}}
SOCIALACCOUNT_ADAPTER = "qingyuan.server.organisations.sign_in.SocialAdapter"
SOCIALACCOUNT_ONLY = False

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours: a stranger can keep nobody out for longer
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "qingyuan.server.organisations.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "qingyuan.server.web.address.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

# What leaves and enters ---------------------------------------------------------------------------

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "qingyuan.server.web.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = LOCAL.get("origins", [])
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "qingyuan.server.web.uploads.CountingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

EMAIL_HOST = LOCAL.get("mail", {}).get("host", "")
EMAIL_PORT = LOCAL.get("mail", {}).get("port", 465)
EMAIL_USE_SSL = LOCAL.get("mail", {}).get("ssl", True)
EMAIL_HOST_USER = LOCAL.get("mail", {}).get("user", "")
EMAIL_HOST_PASSWORD = environment.secret("mail_password") if EMAIL_HOST else ""
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = LOCAL.get("mail", {}).get("from", "qingyuan@localhost")
EMAIL_FILE_PATH = environment.outbox_folder()
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# Words, files, jobs -----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = Path(os.environ.get("QINGYUAN_STATIC", environment.data_folder() / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

CACHES = {  # counts of wrong guesses only; each process has its own
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
LEASE_SECONDS = 60  # a job whose worker has not been seen for so long starts again

PLATFORM_NAME = LOCAL.get("name", "教育移动应用排查整治平台")
HOST_NAME = LOCAL.get("host", "")  # 主办单位
SUPPORT_PHONE = LOCAL.get("support", "")  # 技术支持电话
IS_DEMO = bool(LOCAL.get("demo", False))
PUBLIC_ADDRESS = LOCAL.get("address", "")  # as phones reach it, for links and QR codes

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
