"""All settings, in one place. What an installation may change is read from TEVOET_* names."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tevoet.web import environment

PACKAGE = Path(__file__).parents[1]
HOME = environment.folder("TEVOET_HOME", Path("~/.local/share/tevoet"))

# Who is served, and where
DEBUG = False
SECRET_KEY = environment.secret_key(HOME)
ADDRESS = environment.text("TEVOET_ADDRESS", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = environment.names("TEVOET_HOSTS", "localhost,127.0.0.1,[::1]")
EXAMPLE = environment.flag("TEVOET_EXAMPLE")
EXAMPLE_PERSON = environment.text("TEVOET_EXAMPLE_PERSON") if EXAMPLE else ""
MINE = environment.flag("TEVOET_MINE")
PROXIED = environment.flag("TEVOET_BEHIND_PROXY")
HTTPS = ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ADDRESS]
ROOT_URLCONF = "tevoet.web.urls"
WSGI_APPLICATION = "tevoet.web.wsgi.application"

INSTALLED_APPS = [
    "tevoet.home",
    "tevoet.smallthings",
    "tevoet.talks",
    "tevoet.contact",
    "tevoet.vault",
    "tevoet.people",
    "tevoet.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "tevoet.people.library.SessionsConfig",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tevoet.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",  # before the files of the pages, which get a policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tevoet.people.middleware.AskingMiddleware",
    "tevoet.people.middleware.LanguageMiddleware",
    "tevoet.people.middleware.ClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

if MINE:
    own = MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")
    MIDDLEWARE.insert(own, "tevoet.web.mine.OnlyMineMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "tevoet.ui.forms.Renderer"
NAVIGATION = (  # url name, label, icon, and what somebody must be to see it
    ("home:today", _("Today"), "today", ""),
    ("home:people", _("People"), "people", ""),
    ("people:me", _("Me"), "me", ""),
    ("people:organisation", _("Organisation"), "organisation", "is_keeper"),
)

ME_PAGES = (  # what other apps add to the page about oneself: heading, and url names with labels
    (
        _("My own words"),
        (
            ("vault:reflection", _("Reflection")),
            ("vault:keys", _("My keys")),
            ("vault:who_can_read", _("Who can read my words?")),
        ),
    ),
    (
        _("Where my contact comes from"),
        (
            ("contact:sources", _("My sources: mail, calendars and calls")),
            ("contact:hints", _("Hints: better as a call")),
        ),
    ),
    (
        _("What reaches me"),
        (("smallthings:mail", _("Mail from Tevoet")),),
    ),
)
VISITOR_SCRIPTS = ("vault/signed-out.js",)  # what pages load for whoever is not signed in

# What is kept
DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "uploads"
UPLOAD_LIMIT_BYTES = environment.number("TEVOET_UPLOAD_LIMIT_MB", 4096, least=1) * 1024 * 1024
WAITING_LIMIT_BYTES = environment.number("TEVOET_WAITING_LIMIT_MB", 8192, least=1) * 1024 * 1024
WORDS_LIMIT_BYTES = environment.number("TEVOET_WORDS_LIMIT_MB", 100, least=1) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["tevoet.web.receiving.BeginningUploadHandler"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tries",  # all processes count wrong tries together
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Who is asking
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["tevoet.people.signin.Backend"]
PASSWORD_HASHERS = ["tevoet.people.passwords.Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "tevoet.people.passwords.WornPasswordValidator"},
]
LOGIN_URL = "vault:mine_closed" if MINE else "account_login"
MINE_BEGINS_AT = "contact:sources"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "tevoet.people.signin.Adapter"
ACCOUNT_FORMS = {
    "login": "tevoet.people.forms.entrance.SignInForm",
    "reset_password": "tevoet.people.forms.entrance.ForgottenForm",
    "reset_password_from_key": "tevoet.people.forms.entrance.NewPasswordForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to who has no account
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = False  # we count by account and place, see people/actions/tries.py
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tevoet.people.links.ResetTokens"  # noqa: S105 - a name
PASSWORD_RESET_TIMEOUT = 4 * 3600
MFA_ADAPTER = "tevoet.people.signin.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = "Tevoet"
MFA_TOTP_TOLERANCE = 1  # half a minute early or late
OIDC = environment.oidc()
SOCIALACCOUNT_ADAPTER = "tevoet.people.oidc.Adapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "tevoet.people.oidc.Provider", "OAUTH_PKCE_ENABLED": True}
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PROXIED else 0
EXPORTS = [  # what is taken along besides rows of tables
    "tevoet.contact.export.files_of",
    "tevoet.vault.export.files_of",
]
KEPT = [  # what each app keeps, field by field, and why
    "tevoet.people.kept",
    "tevoet.contact.kept",
    "tevoet.smallthings.kept",
    "tevoet.vault.kept",
    "tevoet.talks.kept",
    "tevoet.web.kept",
]
NEW_KEYS = ["tevoet.contact.sealing.seal_what_stands_open"]  # when somebody makes keys
REMOVALS = ["tevoet.contact.export.remove_uploads"]  # besides the rows that hang on a person
STAYS = [  # what stays with the other when somebody goes
    "tevoet.vault.staying.between_two",
    "tevoet.talks.staying.talks_with_words",
]
STAYED_PAGE = "vault:remember"  # where the other reads it

# Cookies and headers
SESSION_ENGINE = "tevoet.people.cookies"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
COOKIES = "__Host-" if HTTPS else "tevoet-mine-" if MINE else "tevoet-"  # ports share cookies
SESSION_COOKIE_NAME = f"{COOKIES}session"
CSRF_COOKIE_NAME = f"{COOKIES}csrf"
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "tevoet-device"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict" if MINE else "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PROXIED:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # an intranet's parent domain is not ours to pin
    "security.W021",  # an intranet has no preload list
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],  # passphrases are stretched apart from the page
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words
LANGUAGE_CODE = environment.text("TEVOET_LANGUAGE", "nl")
LANGUAGES = [("nl", _("Dutch")), ("en-gb", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "tevoet-language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = environment.text("TEVOET_TIME_ZONE", "Europe/Amsterdam")
USE_TZ = True

# Files of the pages
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tevoet.web.statics.Statics"},
}

# Mail
MAIL_SERVERS = environment.names("TEVOET_MAIL_SERVERS")  # mailboxes that may be read; none: any
SERVICES = {} if MINE else environment.services()  # on an own machine no page can come back to us
EMAIL_HOST = environment.text("TEVOET_SMTP_HOST")
EMAIL_USER = environment.text("TEVOET_SMTP_USER")
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "smtp" if EMAIL_HOST else "console"
)
EMAIL_PORT = environment.number("TEVOET_SMTP_PORT", 587 if EMAIL_USER else 25, least=1)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_USER, environment.text("TEVOET_SMTP_PASSWORD")
EMAIL_USE_TLS, EMAIL_USE_SSL = environment.encryption("TEVOET_SMTP_TLS", signs_in=bool(EMAIL_USER))
EMAIL_TIMEOUT = 30  # seconds, for each answer of a mail server
DEFAULT_FROM_EMAIL = environment.text("TEVOET_MAIL_FROM", "tevoet@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_secrets": {"()": "tevoet.web.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_secrets"]}},
    "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore")},  # they name all
    "root": {"handlers": ["console"], "level": environment.text("TEVOET_LOG_LEVEL", "WARNING")},
}
