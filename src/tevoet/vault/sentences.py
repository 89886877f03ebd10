"""What the scripts of sealed words say: by name, in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tevoet.engines.sealing.refusals import SealRefusal

SENTENCES: dict[str, str | Promise] = {
    "otherwise": _("Something went wrong here. Your draft stays; load the page again."),
    # who can read it
    "only-you": _("Only you can read this."),
    "you-two": _("You and {name} can read this, and nobody else."),
    "you-two-later": _("Only you can read this, until {name} has keys."),
    "new-key": _("{name}'s key is new to you. Compare your five words when you meet."),
    "other-key": _(
        "{name} has other keys than before. Nothing is shared until you have compared your five"
        " words, aloud."
    ),
    "no-keys": _(
        "{name} has no keys yet. What you write waits on this device, sealed for you alone."
    ),
    # while writing
    "room": _("There is room for 64 kB, some thirty pages."),
    "room-used": _("{used} of 64 kB used."),
    "no-room": _("This is longer than 64 kB. Make it shorter before you keep it."),
    "nothing": _("Write something first."),
    "draft-back": _("Your draft is back. It was not kept yet."),
    "draft-gone": _("The draft is gone."),
    "throw-away": _("Throw the draft away"),
    "leave": _("Leave it as it was"),
    "keeping": _("Sealing and keeping …"),
    "kept": _("Kept, sealed."),
    "waits": _("This waits on this device, sealed. Keep it once {name} has keys."),
    # between this page and the server
    "no-connection": _("There is no connection. Your words stay here as a draft; try again."),
    "no-answer": _("The server does not answer. Your words stay here as a draft; try again."),
    "signed-out": _("You are signed out. Sign in and come back here; your draft stays."),
    "not-there": _("This is no longer there. What you were writing stays here as a draft."),
    # two versions
    "two-versions": _("Two versions were written"),
    "two-versions-why": _(
        "While one was being written, the other was kept. Choose which to go on with, or put them"
        " together. Until you have chosen, both stay."
    ),
    "my-version": _("What you wrote now"),
    "their-version": _("What {name} kept on {at}"),
    "take-this": _("Go on with this one"),
    "take-both": _("Put both together"),
    "put-together": _("Both stand below each other. Make one text of them, and keep it."),
    # reading
    "you": _("you"),
    "written": _("{name}, {at}"),
    "written-with-earlier-keys": _("{name}, {at}, with keys from before"),
    "earlier": _("Earlier versions"),
    "opening": _("Opening …"),
    "unlock-to-read": _("Open my words"),
    "change": _("Change"),
    "remove": _("Remove"),
    "found": _("{found} of {all}"),
    "not-shown": _("{number} not shown. {why}"),
    "newer-not-shown": _("What was put here later is not shown. {why}"),
}


def sentences() -> dict[str, str]:
    """Return every sentence, those of refused records among them."""
    refused = {one.slug: gettext(one.message) for one in SealRefusal.__subclasses__()}
    return {**refused, **{name: str(words) for name, words in SENTENCES.items()}}
