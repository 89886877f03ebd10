"""What the libraries we build on keep, field by field."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import (
    NUMBER,
    Field,
    Group,
    Table,
    Words,
    key,
    of_nobody,
    opaque,
    readable,
)

WHOSE = _("whose it is")
SIGNED = _("It says that this browser signed in as you, and is signed against changes.")
DEVICE = _("You recognise a browser in which you did not sign in yourself.")
SECOND = _("It checks the code or the passkey you sign in with. It opens no words.")
ELSEWHERE = _("Who signs in at the organisation is recognised by it.")
TASK = _("The worker knows what waits, in what order, and what failed.")


def task(label: Words) -> Field:
    """Declare one field of a task."""
    return readable(label, TASK)


COOKIE = _("It is a fingerprint of what your browser's cookie holds. Nobody comes in with it.")
SESSION = Table(
    "sessions.Session",
    Group.SIGNING_IN,
    _("where you are signed in"),
    {
        "session_key": opaque(_("number of the session"), COOKIE),
        "session_data": readable(_("who signed in"), SIGNED),
        "expire_date": readable(_("works until"), _("After that you sign in again.")),
    },
)
USER_SESSION = Table(
    "usersessions.UserSession",
    Group.SIGNING_IN,
    _("browsers in which you are signed in"),
    {
        "id": NUMBER,
        "user": readable(WHOSE, _("You can sign out a lost phone from here.")),
        "created_at": readable(_("signed in at"), DEVICE),
        "ip": opaque(_("network address"), _("None is kept: it is 0.0.0.0 for everybody.")),
        "last_seen_at": readable(_("last seen at"), DEVICE),
        "session_key": opaque(_("number of the session"), COOKIE),
        "user_agent": readable(_("browser and system, in coarse words"), DEVICE),
        "data": readable(_("details of it"), DEVICE),
    },
    mine=("user",),
)
AUTHENTICATOR = Table(
    "mfa.Authenticator",
    Group.SIGNING_IN,
    _("passkeys and codes to sign in with"),
    {
        "id": NUMBER,
        "user": readable(WHOSE, SECOND),
        "type": readable(_("kind"), SECOND),
        "data": key(_("key to check with"), SECOND),
        "created_at": readable(_("made at"), _("You see which one is new.")),
        "last_used_at": readable(_("used at"), _("You see whether somebody else used it.")),
    },
    mine=("user",),
)
EMAIL_ADDRESS = Table(
    "account.EmailAddress",
    Group.SIGNING_IN,
    _("addresses to sign in with"),
    {
        "id": NUMBER,
        "user": readable(WHOSE, _("The address opens one account.")),
        "email": readable(_("mail address"), _("You sign in with it.")),
        "verified": readable(_("confirmed"), _("A new password goes to a confirmed address.")),
        "primary": readable(_("the first one"), _("Mail about signing in goes there.")),
    },
    mine=("user",),
)
EMAIL_CONFIRMATION = Table(
    "account.EmailConfirmation",
    Group.SIGNING_IN,
    _("addresses that wait to be confirmed"),
    {
        "id": NUMBER,
        "email_address": readable(_("mail address"), _("It is confirmed by the mail to it.")),
        "created": readable(_("made at"), _("An old link does not work.")),
        "sent": readable(_("sent at"), _("An old link does not work.")),
        "key": opaque(_("secret"), _("Only the mail holds it.")),
    },
    mine=("email_address__user",),
)
SOCIAL_ACCOUNT = Table(
    "socialaccount.SocialAccount",
    Group.SIGNING_IN,
    _("signing in at the organisation"),
    {
        "id": NUMBER,
        "user": readable(WHOSE, ELSEWHERE),
        "provider": readable(_("where"), ELSEWHERE),
        "uid": readable(_("your number there"), ELSEWHERE),
        "last_login": readable(_("used at"), _("You see whether somebody else used it.")),
        "date_joined": readable(_("made at"), _("You see which one is new.")),
        "extra_data": readable(_("what was said of you there"), ELSEWHERE),
    },
    mine=("user",),
)
SOCIAL_TOKEN = Table(
    "socialaccount.SocialToken",
    Group.SIGNING_IN,
    _("passes of the organisation"),
    {
        "id": NUMBER,
        "app": readable(_("where"), ELSEWHERE),
        "account": readable(WHOSE, ELSEWHERE),
        "token": key(_("pass"), ELSEWHERE),
        "token_secret": key(_("secret"), ELSEWHERE),
        "expires_at": readable(_("works until"), ELSEWHERE),
    },
    mine=("account__user",),
)
TRIES = Table(
    "tries",
    Group.SIGNING_IN,
    _("codes used and links sent"),
    {
        "cache_key": readable(
            _("of whom"), _("A code works once, and nobody gets more than three links an hour.")
        ),
        "value": readable(_("that it was so"), _("A code works once.")),
        "expires": readable(_("forgotten at"), _("After that it counts no more.")),
    },
)
TASKS = Table(
    "django_tasks_database.DBTaskResult",
    Group.SERVER,
    _("tasks of the server"),
    {
        "id": NUMBER,
        "status": task(_("how far")),
        "enqueued_at": task(_("asked at")),
        "started_at": task(_("begun at")),
        "finished_at": task(_("ended at")),
        "args_kwargs": readable(
            _("what for"), _("It is the number of a reading, or of who asked for a link.")
        ),
        "priority": task(_("in what order")),
        "task_path": task(_("which work")),
        "worker_ids": task(_("done by")),
        "queue_name": task(_("in which row")),
        "backend_name": task(_("in which row")),
        "run_after": task(_("not before")),
        "return_value": task(_("what came of it")),
        "exception_class_path": task(_("what failed")),
        "traceback": task(_("where it failed")),
    },
)
NOBODY = (
    of_nobody("django_migrations", "migrations", "id", "app", "name", "applied"),
    of_nobody("contenttypes.ContentType", "content types", "id", "app_label", "model"),
    of_nobody("auth.Permission", "permissions", "id", "name", "content_type", "codename"),
    of_nobody("auth.Group", "groups", "id", "name"),
    of_nobody("auth.Group_permissions", "permissions of groups", "id", "group", "permission"),
    of_nobody(
        "socialaccount.SocialApp",
        "where the organisation signs people in",
        *("id", "provider", "provider_id", "name", "client_id", "secret", "key", "settings"),
    ),
)
TABLES = (
    SESSION,
    USER_SESSION,
    AUTHENTICATOR,
    EMAIL_ADDRESS,
    EMAIL_CONFIRMATION,
    SOCIAL_ACCOUNT,
    SOCIAL_TOKEN,
    TRIES,
    TASKS,
    *NOBODY,
)
