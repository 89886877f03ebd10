"""What this app keeps, field by field."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import NUMBER, Group, Table, opaque, readable
from tevoet.people.shown import a_day, a_language, a_number, a_role

LANGUAGE = _("language")
TIME_ZONE = _("time zone")
COUNTRY = _("country of the holidays")
REGION = _("region of the holidays")
HOLIDAYS = _("Nobody is told to call somebody who has a day off.")
NAME = _("name")
WHOSE = _("whose it is")
HOURS = _("Nobody is told to call outside your hours.")
UNTIL = _("until")

ORGANISATION = Table(
    "people.Organisation",
    Group.TWO,
    _("the organisation"),
    {
        "id": NUMBER,
        "name": readable(NAME, _("It stands on pages and in invitations.")),
        "language": readable(
            LANGUAGE, _("Pages and mail speak it to who chose none."), show=a_language
        ),
        "time_zone": readable(TIME_ZONE, _("Days are counted by it for who chose none.")),
        "country": readable(COUNTRY, HOLIDAYS),
        "subdivision": readable(REGION, HOLIDAYS),
    },
)
PERSON = Table(
    "people.Person",
    Group.YOU,
    _("you, and people you added for yourself"),
    {
        "id": NUMBER,
        "password": opaque(_("password"), _("It is a fingerprint. No password comes out of it.")),
        "organisation": readable(
            _("organisation"), _("Nothing is shown to people of another organisation.")
        ),
        "name": readable(NAME, _("The people you work with see it.")),
        "email": readable(
            _("address to sign in with"), _("You sign in with it, and get a new password there.")
        ),
        "added_by": readable(_("added by"), _("Only who added somebody sees that person.")),
        "language": readable(LANGUAGE, _("Pages and mail speak it to you."), show=a_language),
        "time_zone": readable(TIME_ZONE, _("Your days and hours are counted by it.")),
        "country": readable(COUNTRY, HOLIDAYS),
        "subdivision": readable(REGION, HOLIDAYS),
        "place": readable(_("where people find you"), _("Who wants to walk over can find you.")),
        "left_on": readable(_("gone since"), _("Who has left is not asked for any more.")),
        "removed_on": readable(
            _("removed on"), _("Of who removed everything, only this number is left with others.")
        ),
        "blocked_at": readable(_("blocked since"), _("Who is blocked does not sign in.")),
        "signed_out_at": readable(
            _("signed out everywhere at"), _("Every session that began before it has ended.")
        ),
    },
    mine=("pk", "added_by"),
)
ADDRESS = Table(
    "people.PersonAddress",
    Group.YOU,
    _("mail addresses"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("Mail from this address counts as mail from this person.")),
        "address": readable(_("mail address"), _("Mail is recognised as yours by it.")),
        "claimed_at": readable(
            _("added by oneself at"),
            _("With an address that only you said is yours, nobody comes in by the organisation."),
        ),
    },
    mine=("person", "person__added_by"),
)
PHONE = Table(
    "people.PhoneNumber",
    Group.YOU,
    _("phone numbers"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("A call with this number counts as one with this person.")),
        "number": readable(
            _("phone number"), _("Who works with you can call you with one tap."), show=a_number
        ),
        "label": readable(_("which one it is"), _("You tell your numbers apart by it.")),
    },
    mine=("person", "person__added_by"),
)
WORKING_DAY = Table(
    "people.WorkingDay",
    Group.YOU,
    _("days in the working week"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, HOURS),
        "weekday": readable(_("day of the week"), HOURS, show=a_day),
        "starts": readable(_("from"), HOURS),
        "ends": readable(UNTIL, HOURS),
    },
    mine=("person",),
)
AWAY = Table(
    "people.Away",
    Group.YOU,
    _("away"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("Nobody is told to call somebody who is away or ill.")),
        "since": readable(_("away from"), _("Nobody is told to call you from that day.")),
        "until": readable(_("away until"), _("After that day you may be called again.")),
    },
    mine=("person",),
)
TEAM = Table(
    "people.Team",
    Group.TWO,
    _("teams"),
    {
        "id": NUMBER,
        "organisation": readable(_("organisation"), _("A team belongs to one organisation.")),
        "name": readable(NAME, _("People find their team by it.")),
    },
)
ROLE = Table(
    "people.Role",
    Group.TWO,
    _("roles"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("Who is in a team sees who else is in it.")),
        "team": readable(_("team"), _("Who leads and who belongs to a team can find each other.")),
        "kind": readable(_("role"), _("It says who may add people, lead or coach."), show=a_role),
    },
    mine=("person",),
)
CONNECTION = Table(
    "people.Connection",
    Group.TWO,
    _("connections"),
    {
        "id": NUMBER,
        "first": readable(_("one"), _("It says who can speak with whom here.")),
        "second": readable(_("the other"), _("It says who can speak with whom here.")),
        "made_at": readable(_("connected since"), _("The path of the two begins there.")),
        "ended_at": readable(_("ended at"), _("What was ended is asked about no more.")),
        "ended_by": readable(_("ended by"), _("Only who ended it can begin it again.")),
    },
    mine=("first", "second", "ended_by"),
)
MUTE = Table(
    "people.Mute",
    Group.TWO,
    _("times you asked for quiet"),
    {
        "id": NUMBER,
        "connection": readable(_("about"), _("It says of whom you want to see nothing for now.")),
        "by": readable(WHOSE, _("Only you are left in peace by it; the other sees nothing of it.")),
        "until": readable(UNTIL, _("After that day this person comes back on your pages.")),
    },
    mine=("by",),
    others=("connection",),
    theirs=_("whether somebody wants quiet from you"),
)
INVITATION = Table(
    "people.Invitation",
    Group.SIGNING_IN,
    _("invitations"),
    {
        "id": NUMBER,
        "person": readable(_("for"), _("The link makes an account for this person only.")),
        "team": readable(_("team"), _("Who comes in by the link coaches this team.")),
        "by": readable(_("made by"), _("You can see who let you in.")),
        "digest": opaque(_("secret"), _("It is a fingerprint. No link comes out of it.")),
        "expires_at": readable(_("works until"), _("An old link does not work.")),
        "used_at": readable(_("used at"), _("A link works once.")),
    },
    mine=("person", "by"),
)
ACCOUNT_LINE = Table(
    "people.AccountLine",
    Group.SIGNING_IN,
    _("lines in the log of accounts"),
    {
        "id": NUMBER,
        "organisation": readable(_("organisation"), _("A keeper reads those of the own one.")),
        "whom": readable(_("about"), _("You see what happened to your account.")),
        "by": readable(_("done by"), _("You see who did it, also when it was your keeper.")),
        "kind": readable(_("what"), _("You see what happened to your account.")),
        "at": readable(_("when"), _("A line goes after a year.")),
    },
    mine=("whom", "by"),
)
WRONG_TRIES = Table(
    "people.WrongTries",
    Group.SIGNING_IN,
    _("wrong tries to sign in"),
    {
        "id": NUMBER,
        "key": opaque(
            _("which account, from where"), _("It is a fingerprint: it names neither of the two.")
        ),
        "count": readable(_("how often"), _("After ten wrong tries each next one has to wait.")),
        "last_at": readable(_("the last time"), _("The wait begins there, and ends by itself.")),
    },
)
TABLES = (
    PERSON,
    ADDRESS,
    PHONE,
    WORKING_DAY,
    AWAY,
    ORGANISATION,
    TEAM,
    ROLE,
    CONNECTION,
    MUTE,
    INVITATION,
    ACCOUNT_LINE,
    WRONG_TRIES,
)
