"""Who could want to read your words, and what each can and cannot: the threat model in plain words.

The page under Me and docs/use/who-can-read.md are both made from this.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Somebody:
    """Somebody who could want to read along: what they can, what they cannot, how you notice."""

    who: Words
    can: tuple[Words, ...]
    cannot: tuple[Words, ...]
    notice: Words = ""


SENTENCE = _(
    "Whoever gets hold of our database, a back-up or a log finds nothing of what you wrote."
    " Whoever changes the program itself could read along with people who open their words after"
    " that; below you read how you can notice."
)
SEALED = _(
    "Sealed means: locked in your own browser, before it is sent. The key is with you and with the"
    " people named on the page, and with nobody else."
)
EMPLOYER = Somebody(
    _("Your employer"),
    (
        _("Ask the keeper who has an account, who works in which team and who has a connection."),
        _("Ask for everything that the server can read. That stands in one list."),
    ),
    (
        _("Read what you sealed."),
        _("See your contact mirror. There is no page for it and no setting that makes one."),
    ),
)
KEEPER = Somebody(
    _("The keeper of the server"),
    (
        _("Read what stays readable: names, addresses, who with whom, when, how much."),
        _("Let you in again after a lost password, block you, end your sessions, remove you."),
        _("Throw sealed words away, or put an older back-up in their place."),
        _("Put false contact in your mirror, or take some out: it is sealed, and not signed."),
        _("See who wrote to you and when at a service you connected, until you take that back."),
        _("Change the program. Then the keeper is a lying server; see there."),
    ),
    (
        _("Open your words, not even after giving you a new password."),
        _("Add a reader to what is sealed, or look at pages as if they were you."),
        _("Forge your words without others noticing: they are signed."),
    ),
    _(
        "Under Me you read what was done to your account, and by whom. Your list of sessions shows"
        " who is signed in as you. Changed keys ask for five words."
    ),
)
COLLEAGUE = Somebody(
    _("A colleague"),
    (
        _("See your name, your number and your hours, when you two have a connection."),
        _("Read what you two sealed together, keep it, and show it or tell it to somebody else."),
    ),
    (
        _("Read what you wrote to yourself, or what is between you and another."),
        _("Change what you wrote without it showing that they did."),
        _("Shut what you two wrote: what they spoil is passed over, and the page says so."),
    ),
)
BACKUP_THIEF = Somebody(
    _("Whoever steals the database or a back-up"),
    (
        _("Read what stays readable: names, addresses, who with whom, when, how much."),
        _("Try your six words and your recovery code. There are too many to try them all."),
        _("Open it later with six words found on paper, even if you made new ones meanwhile."),
        _("Make the codes of your second step: what they are made from stands in it."),
    ),
    (
        _("Read a sealed word."),
        _("Use a key that was on loan: half of it is with you."),
        _("Come in as somebody: it holds no cookie, no link and no password."),
    ),
    _("You do not notice it yourself. Your keeper has to tell you."),
)
COOKIE_THIEF = Somebody(
    _("Whoever steals the cookie of your session"),
    (
        _("See and change most of your pages as you can, as long as the session lasts."),
        _("Fetch your sealed words, locked, and throw away your own."),
        _("Put something on top of your words that opens for nobody. What was there stays."),
        _("In the five minutes after you showed who you are: all that asks for proof later."),
    ),
    (
        _("Open a sealed word."),
        _("Remove your account, take everything along or change your keys: that asks for proof."),
        _("Use a key that you lent: for that the page itself is needed."),
    ),
    _("Look at your list of sessions now and then. There you sign another browser out."),
)
LYING_SERVER = Somebody(
    _("A server that lies"),
    (
        _("Give you another page or script, that sends away what you open or write from then on."),
        _("Hold words back, or show a new device an older version."),
        _("Hide from a new device that you compared keys. It then says that a key is new to you."),
        _("Hand you a wrong key for somebody, as long as you two did not compare five words."),
        _("Do this to you alone, while everybody else gets the real program."),
    ),
    (
        _("Read what you do not open any more."),
        _("Show an older version on a device that saw a newer one: that device refuses it."),
        _("Give somebody another key on a device that saw the first: you get a warning."),
        _("Pass off words as yours or as somebody else's: the signature does not fit."),
    ),
    _(
        "Anybody can compare with tevoet verify whether the program is the published one. Read"
        " each other the five words when you meet. A page that refuses something says so; ask then."
    ),
)
FINDER = Somebody(
    _("Somebody with your phone or computer"),
    (
        _("Read everything you can read, as long as your words are unlocked: up to 15 minutes."),
        _("Unlock them, when they know the code of your phone and your passkey is on it."),
        _("Find keys on the disk, when it is not encrypted and you unlocked your words there."),
        _("Read along with a program or a browser extension that you do not know of."),
    ),
    (_("Open locked words without your passkey, your six words or your recovery code."),),
    _("Lock with one tap when you walk away. Is a device gone? Sign it out and take its key away."),
)
PAPER_FINDER = Somebody(
    _("Whoever finds your paper with six words or the recovery code"),
    (_("Open all your words, together with your account or a stolen back-up."),),
    (_("Sign in with it. Signing in and unlocking are two things."),),
    _("Keep the paper at home. When it is gone, make new words at once."),
)
EVERYBODY = (
    EMPLOYER,
    KEEPER,
    COLLEAGUE,
    BACKUP_THIEF,
    COOKIE_THIEF,
    LYING_SERVER,
    FINDER,
    PAPER_FINDER,
)
UNPROTECTED = (
    _("That something was written: by whom, when, in which connection, and how large about."),
    _("What you open after somebody changed the program for you."),
    _("What is open on your screen, and a device that somebody else has in hands."),
    _("What the other does with it: a picture of the screen, telling it to somebody."),
    _("A new device cannot know whether there was a newer version."),
    _("What a browser sends on while you type: spelling checked on the internet, an extension."),
    _("Your contact mirror while you lend your key: the server reads it then, and you see that."),
    _("The password of a mailbox while it is being read: the server needs it then."),
    _(
        "The headers of a service you connected, while they are read in the background. What opens"
        " them lies here, under a key of the server: subjects too, but no text."
    ),
    _(
        "On your own computer with tevoet serve --mine: the key is a file there. Whoever signs in"
        " to that computer as you, reads."
    ),
    _("A copy that you took along and opened. You keep that safe yourself."),
    _("All your keys lost? Then nobody can open what you wrote to yourself, and neither can we."),
    _("Computers of much later may open what is stolen now. Nobody can promise otherwise."),
)
SIGNS = (
    _("Compare the program with the published one: tevoet verify. You need no account for it."),
    _("Read each other the five words when you meet. If they fit, the keys are real."),
    _("Look at your list of sessions. Do you not know one? Sign it out."),
    _("Does a page refuse words, or warn for another key? Call the other before you go on."),
    _("Does a page ask for your six words where it never did? Stop, and ask your keeper."),
)
