"""What this app keeps, field by field."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import NUMBER, Group, Table, key, opaque, readable, sealed

WHOSE = _("whose it is")
PUBLIC = _("It can only seal. Whoever has it reads nothing with it.")
WRAPPED = _("It is sealed with your own secret. The server cannot open it.")
HALF = _("It opens nothing without the half that your page keeps.")

KEYRING = Table(
    "vault.Keyring",
    Group.WORDS,
    _("keyrings"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("Others can seal words for you with it.")),
        "public": key(_("public part"), PUBLIC),
        "fingerprint": key(_("fingerprint"), _("It is a short name for the public part.")),
        "made_at": readable(_("made at"), _("You see which keyring is the newest.")),
        "replaced_at": readable(_("replaced at"), _("An old keyring is not used any more.")),
    },
    mine=("person",),
)
WRAPPING = Table(
    "vault.Wrapping",
    Group.WORDS,
    _("ways to unlock"),
    {
        "id": NUMBER,
        "keyring": readable(_("keyring"), _("It belongs to one keyring.")),
        "way": readable(_("how"), _("Your page asks for a passkey or for six words.")),
        "content": key(_("sealed keys"), WRAPPED),
        "passkey": opaque(_("passkey"), _("Your browser finds the passkey by it.")),
        "name": readable(_("name"), _("You tell your ways apart by it.")),
        "made_at": readable(_("made at"), _("You see which way is new.")),
    },
    mine=("keyring__person",),
)
LOAN = Table(
    "vault.Loan",
    Group.WORDS,
    _("keys on loan"),
    {
        "id": NUMBER,
        "person": readable(WHOSE, _("Only you can lend your key and take it back.")),
        "session": opaque(_("session"), _("The loan ends with the session.")),
        "half": key(_("half"), HALF),
        "begun_at": readable(_("begun at"), _("You see since when your key is on loan.")),
        "used_at": readable(_("used at"), _("A loan ends when it lies idle.")),
    },
    mine=("person",),
)
SEALED = Table(
    "vault.Sealed",
    Group.WORDS,
    _("sealed records"),
    {
        "id": NUMBER,
        "connection": readable(_("between"), _("Only the two of a connection get it.")),
        "made_by": readable(_("made by"), _("Only who made a record to oneself gets it.")),
        "made_at": readable(_("made at"), _("The newest stands on top.")),
        "kept_back": readable(_("kept back"), _("The other gets it when both have written.")),
    },
    mine=("made_by", "connection__first", "connection__second", "kept_back__connection__first"),
    is_narrowed=True,
)
KEPT_BACK = Table(
    "vault.KeptBack",
    Group.WORDS,
    _("words that wait for the other"),
    {
        "id": NUMBER,
        "connection": readable(_("between"), _("It opens for these two, and for nobody else.")),
        "lifted_at": readable(_("opened at"), _("It opens for both at the same moment.")),
    },
    mine=("connection__first", "connection__second"),
)
REVISION = Table(
    "vault.Revision",
    Group.WORDS,
    _("versions of sealed records"),
    {
        "id": NUMBER,
        "sealed": readable(_("record"), _("It belongs to one record.")),
        "number": readable(_("version"), _("Nobody overwrites what another just wrote.")),
        "content": sealed(_("words"), _("Only the people named on the page can read them.")),
        "by": readable(_("written by"), _("The page says who wrote last.")),
        "at": readable(_("when"), _("The page says when it was written.")),
    },
    mine=("by", "sealed__made_by", "sealed__connection__first", "sealed__connection__second"),
    is_narrowed=True,
)
TABLES = (SEALED, REVISION, KEPT_BACK, KEYRING, WRAPPING, LOAN)
