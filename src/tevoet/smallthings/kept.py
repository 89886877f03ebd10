"""What this app keeps, field by field."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import NUMBER, Group, Table, readable

TO = _("to whom")
MAILING = Table(
    "smallthings.Mailing",
    Group.CONTACT,
    _("mail to you"),
    {
        "id": NUMBER,
        "to": readable(TO, _("The mail goes to you.")),
        "kind": readable(_("kind"), _("You can stop each kind.")),
        "about": readable(_("about"), _("No mail goes twice.")),
        "made_at": readable(_("made at"), _("What waits too long is not sent any more.")),
        "due_at": readable(_("tried next at"), _("A mail server that is down is tried again.")),
        "tries": readable(_("tries"), _("The time between tries grows.")),
        "sent_at": readable(_("sent at"), _("You get one letter a week at most.")),
        "dropped_at": readable(_("not sent, since"), _("You see which mail did not go.")),
    },
    mine=("to",),
)
MAIL_STOP = Table(
    "smallthings.MailStop",
    Group.CONTACT,
    _("mail you stopped"),
    {
        "id": NUMBER,
        "person": readable(_("whose it is"), _("Only you see it.")),
        "kind": readable(_("kind"), _("This mail does not come any more.")),
        "at": readable(_("since"), _("You see since when.")),
    },
    mine=("person",),
)
TABLES = (MAILING, MAIL_STOP)
