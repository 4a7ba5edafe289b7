"""The one settings file. Values come from the environment (config/env.py); `make run` needs none."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Final

import pghistory
from psycopg.conninfo import conninfo_to_dict

from kraftsamling.config.env import env_bool, env_int, env_secret, env_str

PACKAGE: Final = Path(__file__).resolve().parent.parent

# -- mode -------------------------------------------------------------------------------------------
# "demo" holds invented people and lets anybody try them; "production" refuses all of that
# (`kraftsamling check-production` says what is missing).
MODE: Final = env_str("KRAFTSAMLING_MODE", default="demo")
IS_DEMO: Final = MODE == "demo"
DEBUG = env_bool("DEBUG", default=False)

UNSAFE_KEY: Final = "only-for-the-demo-and-for-tests-never-for-people"
SECRET_KEY = env_secret("SECRET_KEY", default=UNSAFE_KEY)
ALLOWED_HOSTS = [
    host.strip()
    for host in env_str(
        "ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1],testserver" if IS_DEMO else ""
    ).split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [
    origin for origin in env_str("CSRF_TRUSTED_ORIGINS", default="").split(",") if origin
]


def field_keys(text: str) -> dict[int, bytes]:
    """`id:base64 of 32 bytes`, comma between keys; the first one encrypts."""
    keys = {}
    for part in text.split(","):
        key_id, _, encoded = part.strip().partition(":")
        keys[int(key_id)] = base64.b64decode(encoded, validate=True)
    return keys


UNSAFE_FIELD_KEYS: Final = "1:" + base64.b64encode(b"demo only, not for real people..").decode()
FIELD_KEYS = field_keys(env_secret("KRAFTSAMLING_FIELD_KEYS", default=UNSAFE_FIELD_KEYS))
FIELD_INDEX_KEY = env_secret("KRAFTSAMLING_INDEX_KEY", default=UNSAFE_KEY).encode()

# -- database ---------------------------------------------------------------------------------------
# Two roles. `app` serves pages and works jobs; `owner` migrates, restores and loads. A process is one
# of them: KRAFTSAMLING_AS=owner is set by the commands that need it and never for a web process.
DATABASE_URL = env_str("DATABASE_URL", default="")
DATABASE_OWNER_URL = env_str("DATABASE_OWNER_URL", default="")
ACTS_AS: Final = env_str("KRAFTSAMLING_AS", default="app")


def database(url: str) -> dict[str, Any]:
    """A Django database from a libpq address; sockets and passwords included."""
    parts = conninfo_to_dict(url) if url else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "kraftsamling"),
        "USER": parts.pop("user", "app"),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": None if ACTS_AS == "app" else 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }


DATABASES = {"default": database(DATABASE_OWNER_URL if ACTS_AS == "owner" else DATABASE_URL)}
APP_ROLE: Final = str(conninfo_to_dict(DATABASE_URL).get("user", "app")) if DATABASE_URL else "app"
UNMODELLED_TABLES: Final = ("kraftsamling_cache",)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A row of the change log is found by the row it follows: an index for each of its other keys would be
# written with every change and never be read.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# -- applications -----------------------------------------------------------------------------------
OUR_APPS: Final = [
    "kraftsamling.common",
    "kraftsamling.confidentiality",
    "kraftsamling.organisations",
    "kraftsamling.notifications",
    "kraftsamling.documents",
    "kraftsamling.indicators",
    "kraftsamling.workforce",
    "kraftsamling.participation",
    "kraftsamling.improvement",
    "kraftsamling.publishing",
    "kraftsamling.casework",
    "kraftsamling.oversight",
    "kraftsamling.demo",
    "kraftsamling.config",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "template_partials",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
AUTH_USER_MODEL = "organisations.User"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kraftsamling.common.requests.ClockMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kraftsamling.organisations.sessions.SessionLimits",
    "kraftsamling.casework.family_lock.FamilyLock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "kraftsamling.config.urls"
WSGI_APPLICATION = "kraftsamling.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kraftsamling.config.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "kraftsamling.common.forms.KraftRenderer"

# -- language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# -- login ------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/idag/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kraftsamling.organisations.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "kraftsamling.organisations.forms.login.PasswordForm",
    "reauthenticate": "kraftsamling.organisations.forms.login.PasswordAgainForm",
    "change_password": "kraftsamling.organisations.forms.login.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "kraftsamling.organisations.forms.login.CodeForm",
    "reauthenticate": "kraftsamling.organisations.forms.login.CodeAgainForm",
    "add_webauthn": "kraftsamling.organisations.forms.login.PasskeyForm",
    "activate_totp": "kraftsamling.organisations.forms.login.FirstCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kraftsamling.organisations.login.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    # 5 failures for an address from a network (login.AccountAdapter), 20 from a network, in 15 minutes.
    # 20 for an address from anywhere close the login: organisations/attempts.py (access-and-secrecy §13)
    "login_failed": "5/15m/key,20/15m/ip",
    "login": "60/m/ip",
}
# How many proxies of ours stand in front: throttles count by the visitor's address, not by the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXIES", default=0 if IS_DEMO else 1)
MFA_ADAPTER = "kraftsamling.organisations.login.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey replaces the password too, so the device must always have seen whose finger or face it was.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMO  # http://localhost
MFA_TOTP_ISSUER = "Kraftsamling"
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
SECURE = not IS_DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", default=SECURE)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kraftsamling.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# -- files, mail, cache, jobs -----------------------------------------------------------------------
DATA = Path(env_str("KRAFTSAMLING_DATA", default=str(PACKAGE.parent.parent / "data"))).expanduser()
# Where the paper of deadlines is laid each morning, so that an outage makes nobody miss one.
DEADLINE_SHEETS = Path(
    env_str("KRAFTSAMLING_DEADLINE_SHEETS", default=str(DATA / "tider"))
).expanduser()
STATIC_URL = "/static/"
STATIC_ROOT = None if IS_DEMO else env_str("STATIC_ROOT", default=str(DATA / "static"))
WHITENOISE_USE_FINDERS = IS_DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if IS_DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
EMAIL_BACKEND = env_str(
    "EMAIL_BACKEND",
    default="django.core.mail.backends.filebased.EmailBackend"
    if IS_DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = DATA / "post"
EMAIL_HOST = env_str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env_int("EMAIL_PORT", default=25)
DEFAULT_FROM_EMAIL = env_str(
    "DEFAULT_FROM_EMAIL", default="Kraftsamling <kraftsamling@example.org>"
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kraftsamling_cache",
        # The throttles of login and codes live here. With Django's 300 rows a visitor could push them
        # out by making more; expired rows are cleared before anything else is.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_ON_APP_READY = "kraftsamling.config.jobs.on_app_ready"

# Where links in mail lead.
BASE_URL = env_str(
    "BASE_URL",
    default=f"https://{ALLOWED_HOSTS[0]}"
    if ALLOWED_HOSTS and not IS_DEMO
    else "http://127.0.0.1:8000",
)

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["kraftsamling.common.uploads.HeldInMemory"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kraftsamling": {"level": "INFO"}},
}
