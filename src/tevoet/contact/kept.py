"""What this app keeps, field by field."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import NUMBER, Group, Table, opaque, readable, sealed
from tevoet.people.shown import a_size

MINE = _("Only you see it.")
WHOSE = _("whose it is")
ABOUT = _("about")
PROGRESS = _("You see how far the reading is, and whether it still goes on.")
FOR_YOU = _("Only your mirror key opens it; the server does so while you lend it.")
KEYRING = readable(_("sealed with"), _("What lost keys sealed is not opened in vain."))

ARCHIVE = Table(
    "contact.Archive",
    Group.CONTACT,
    _("the archive of your contact"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "keyring": KEYRING,
        "content": sealed(_("moments of contact"), FOR_YOU),
        "format": readable(_("format"), _("A later version of Tevoet can still read it.")),
        "revision": readable(_("version"), _("Of two readings at once none is lost.")),
        "replaced_at": readable(_("made at"), _("You see how old it is.")),
        "behind_since": readable(
            _("behind since"), _("What came in is joined when you open your mirror.")
        ),
        "busy_until": readable(_("being made until"), _("Two pages at once do it one time.")),
    },
    mine=("owner", "keyring__person"),
)
ARRIVAL = Table(
    "contact.Arrival",
    Group.CONTACT,
    _("moments that came in sealed"),
    {
        "id": NUMBER,
        "reading": readable(_("reading"), _("You see of which reading it came.")),
        "keyring": KEYRING,
        "content": sealed(_("moments of contact"), FOR_YOU),
        "replaces": opaque(_("in place of"), _("A calendar that is read whole is here once.")),
    },
    mine=("reading__source__owner", "keyring__person"),
)
SUMMARY = Table(
    "contact.Summary",
    Group.CONTACT,
    _("the summary of your contact"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "keyring": KEYRING,
        "content": sealed(_("figures and hints"), FOR_YOU),
        "others": sealed(_("figures of people you do not work with"), FOR_YOU),
        "made_at": readable(_("made at"), _("You see how old it is.")),
    },
    mine=("owner", "keyring__person"),
)
HINT_NOTE = Table(
    "contact.HintNote",
    Group.CONTACT,
    _("what you said of hints"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "keyring": KEYRING,
        "content": sealed(_("settings, hints that were shown, and your answers"), FOR_YOU),
    },
    mine=("owner", "keyring__person"),
)
LIMIT = Table(
    "contact.Limit",
    Group.CONTACT,
    _("limits of your own"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "connection": readable(ABOUT, _("You have limits of your own for each person.")),
        "voice_days": readable(_("days without voice"), _("After that many days you get a hint.")),
        "in_person_days": readable(
            _("days without meeting"), _("After that many days you get a hint.")
        ),
    },
    mine=("owner",),
    others=("connection",),
    theirs=_("after how many days somebody wants to speak you again"),
)
MANNER = Table(
    "contact.Manner",
    Group.CONTACT,
    _("how you meet"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "connection": readable(ABOUT, _("You are asked once for each person.")),
        "channel": readable(_("how"), _("Meetings without a place count like that for you.")),
    },
    mine=("owner",),
    others=("connection",),
    theirs=_("how somebody says that you two usually meet"),
)
LEFT_OUT = Table(
    "contact.LeftOut",
    Group.CONTACT,
    _("mirrors you are left out of"),
    {
        "id": NUMBER,
        "connection": readable(ABOUT, _("The mirror of the other leaves you out.")),
        "by": readable(_("who asked"), _("The other sees that you asked.")),
        "at": readable(_("asked at"), _("You see since when.")),
    },
    mine=("by",),
    others=("connection",),
    theirs=_("that somebody asked to be left out of your mirror"),
)
NOT_NOW = Table(
    "contact.NotNow",
    Group.CONTACT,
    _("people put off or planned"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "connection": readable(ABOUT, _("You are not asked about this person for now.")),
        "until": readable(_("put off until"), _("From that day you are asked again.")),
        "planned_on": readable(_("planned on"), _("You are reminded of it on that day.")),
        "at": readable(_("said at"), _("Who speaks after all is not reminded any more.")),
    },
    mine=("owner",),
    others=("connection",),
    theirs=_("whether somebody put you off or planned you"),
)
PROPOSAL = Table(
    "contact.Proposal",
    Group.CONTACT,
    _("answers about addresses"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "address": readable(_("mail address"), _("You are asked once about an address.")),
        "person": readable(_("belongs to"), _("Mail from it counts as mail from this person.")),
        "at": readable(_("said at"), _("Your last answer stands on top.")),
    },
    mine=("owner",),
    others=("person",),
    theirs=_("which addresses somebody counts as yours"),
)
SOURCE = Table(
    "contact.Source",
    Group.CONTACT,
    _("sources"),
    {
        "id": NUMBER,
        "owner": readable(WHOSE, MINE),
        "kind": readable(_("kind"), _("The program knows how to read it.")),
        "count": readable(_("number of files"), _("The reading knows how many there are.")),
        "bytes": readable(_("size"), _("You see how far the reading is."), show=a_size),
        "origin": opaque(
            _("where it came along from"), _("Given twice, the same source is here once.")
        ),
        "names": sealed(_("names of files"), FOR_YOU),
        "day_first": readable(
            _("day before month"), _("The reading knows which comes first in the dates of chats.")
        ),
        "folder": opaque(_("waiting in"), _("The place of files that still wait to be read.")),
        "uploaded_at": readable(_("given at"), _("Files that wait longer than a day go.")),
        "removed_at": readable(
            _("removed at"), _("What came of it goes when you open your mirror.")
        ),
    },
    mine=("owner",),
)
MAILBOX = Table(
    "contact.Mailbox",
    Group.CONTACT,
    _("mailboxes on a server"),
    {
        "id": NUMBER,
        "source": readable(_("source"), _("It says which source this mailbox is.")),
        "keyring": KEYRING,
        "access": sealed(_("server and user"), FOR_YOU),
        "password": sealed(_("password"), FOR_YOU),
        "standing": sealed(_("how far each folder was read"), FOR_YOU),
        "changed_at": readable(_("password given at"), _("You see how old it is.")),
    },
    mine=("source__owner", "keyring__person"),
)
GRANT = Table(
    "contact.Grant",
    Group.CONTACT,
    _("permissions of services to read headers"),
    {
        "id": NUMBER,
        "source": readable(_("source"), _("It says which source this permission is for.")),
        "service": readable(_("service"), _("The program knows how to read it.")),
        "content": readable(
            _("what opens the headers there, and how far they were read"),
            _("The server reads new headers without you, under a key of its own. No text opens."),
        ),
        "given_at": readable(_("given at"), _("You see how old it is.")),
        "next_at": readable(
            _("read again at"), _("The service is asked now and then, not always.")
        ),
        "checked_at": readable(_("last read at"), _("You see whether it still works.")),
        "stopped_at": readable(_("stopped at"), _("Nothing is read in the background then.")),
        "ended_at": readable(_("ended at the service"), _("You are asked to connect again.")),
    },
    mine=("source__owner",),
)
READING = Table(
    "contact.Reading",
    Group.CONTACT,
    _("readings of your sources"),
    {
        "id": NUMBER,
        "source": readable(_("source"), _("It says what was read.")),
        "started_at": readable(_("begun at"), PROGRESS),
        "last_sign_at": readable(_("last sign of life"), PROGRESS),
        "stop_requested_at": readable(_("asked to stop at"), _("The reading stops when you say.")),
        "ended_at": readable(_("ended at"), PROGRESS),
        "bytes_read": readable(_("read so far"), PROGRESS, show=a_size),
        "bytes_total": readable(_("to read"), PROGRESS, show=a_size),
        "joined_at": readable(_("joined at"), _("You see what still waits for your mirror.")),
        "outcome": readable(
            _("what came of it"), _("You see how many messages counted and which did not.")
        ),
        "details": sealed(_("names and addresses in it"), FOR_YOU),
        "refusal": readable(_("name of the message"), _("You can look up why it was refused.")),
        "message": readable(_("message"), _("You read why nothing was taken over.")),
        "parameters": readable(_("details of it"), _("You read why nothing was taken over.")),
    },
    mine=("source__owner",),
)
SPOKEN = Table(
    "contact.Spoken",
    Group.CONTACT,
    _("times you said that you spoke"),
    {
        "id": NUMBER,
        "connection": readable(ABOUT, _("Your page shows how long ago you spoke.")),
        "by": readable(WHOSE, MINE),
        "channel": readable(_("how"), _("Meeting counts apart from calling.")),
        "at": readable(_("when"), _("Your page shows how long ago you spoke.")),
        "minutes": readable(_("minutes"), _("It counts in your own figures.")),
        "made_at": readable(_("said at"), _("Today it stands on your page, so you can undo it.")),
        "taken_back_at": readable(_("taken back at"), _("What you took back does not count.")),
    },
    mine=("by",),
    others=("connection",),
    theirs=_("when somebody said that you two spoke"),
)
TABLES = (
    *(SPOKEN, LIMIT, NOT_NOW, LEFT_OUT, MANNER, PROPOSAL, SOURCE, MAILBOX, READING, ARRIVAL),
    *(GRANT, SUMMARY, ARCHIVE, HINT_NOTE),
)
