"""Settings common to every environment. Each value that changes by site is read from the environment."""

import datetime as dt
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

JALON_TODAY = env.date("JALON_TODAY", default=None)
"""The day the program believes it is (demo and tests); None follows the calendar."""

PUBLIC_HOLIDAYS = env.str("JALON_HOLIDAYS", default="")
"""Where there are more public holidays than in all of France: `57` (Moselle), `6AE` (Alsace)…"""

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000/")
"""Where the site answers: the links of the files that leave it begin so."""

INSTALLED_APPS = [
    "jalon.web",  # first: its templates dress those of the administration and of the sign-in
    "jalon.accounts.apps.SettingsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "jalon.core",
    "jalon.reference",
    "jalon.audit",
    "jalon.organisations",
    "jalon.accounts",
    "jalon.protocols",
    "jalon.messaging",
    "jalon.documents",
    "jalon.people",
    "jalon.programme",
    "jalon.agenda",
    "jalon.referrals",
    "jalon.pathways",
    "jalon.roster",
    "jalon.worktime",
    "jalon.alerts",
    "jalon.indicators",
    "jalon.reports",
    "jalon.exchange",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jalon.web.recording.lost.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",  # last: what it answers to a locked visitor replaces every other answer
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jalon.web.context.frame",
            ],
        },
    },
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'jalon.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing in the middle of its work.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    # Compiling a statement took PostgreSQL up to 1.5 s, four times what running it took (docs/performance.md).
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c jit=off".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before any password is looked at
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},  # CNIL 2022-100: 14 characters when no class is imposed
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 3_600

ACCOUNT_ADAPTER = "jalon.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # django-axes counts these, in the database

# CNIL 2022-100: the door is held for a while after a few failures, by account and address together, so that
# nobody can lock someone else out from afar.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says how long: insisting does not lengthen it
AXES_USERNAME_CALLABLE = "jalon.accounts.adapter.typed_address"
AXES_CLIENT_IP_CALLABLE = "jalon.accounts.adapter.client_ip"
AXES_LOCKOUT_CALLABLE = "jalon.web.accounts.views.locked"
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True  # the journal has it
AXES_ENABLE_ADMIN = False

SESSION_COOKIE_AGE = 36_000
"""Ten hours from sign-in, a long working day; the cookie goes with the browser anyway."""
ACCOUNT_SESSION_REMEMBER = False

# `submission://user:password@host:587`; without it, messages are written where the server writes its own words.
EMAIL = env.dj_email_url("EMAIL_URL", default="console:")
if "EMAIL_BACKEND" not in EMAIL:  # passed over, the password would leave unencrypted, or nothing would leave
    raise ImproperlyConfigured("EMAIL_URL begins with submission:// (encrypted), smtp:// (not), or is console:")
globals().update(EMAIL, EMAIL_TIMEOUT=EMAIL["EMAIL_TIMEOUT"] or 30)
if EMAIL["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "jalon.messaging.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="jalon@localhost")
EMAIL_BOUNCES = env.str("EMAIL_BOUNCES", default="")
"""Where mail servers send back what did not arrive (the envelope’s sender); empty: to `EMAIL_FROM`."""

SMS_URL = env.str("SMS_URL", default="")
"""Who carries SMS: `brevo://KEY@SENDER`, or `console:` (written where the server writes); empty: no SMS is sent."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""What is done beside the pages waits in the database, and `manage db_worker` does it."""

# A breakdown is told to its visitor in one sentence; its traceback goes where the server writes its own words, without
# the secrets that an address may hold.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "jalon.core.secrets.HideSecrets"}},
    "handlers": {"server": {"class": "logging.StreamHandler", "level": "ERROR", "filters": ["secrets"]}},
    "loggers": {"django.request": {"handlers": ["server"]}},
}

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

ENTRY_DRAFT_DAYS = env.int("ENTRY_DRAFT_DAYS", default=90)
"""How long an entry may stay in preparation without being touched, before `erase_drafts` erases it."""

FILES_DIR = env.path("JALON_FILES", default=VAR_DIR / "files")
"""What the site keeps beside its database: never served as it is, for this account of the machine alone."""
FILES_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["jalon.core.uploads.LimitedUpload"]
FILE_UPLOAD_TEMP_DIR = FILES_DIR
UPLOAD_LIMIT = 100_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise wants it, empty or not

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
CSRF_FAILURE_VIEW = "jalon.web.recording.lost.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
