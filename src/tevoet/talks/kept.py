"""What this app keeps, field by field. Words stand in the vault; here is who, and when."""

from django.utils.translation import gettext_lazy as _

from tevoet.people.declared import NUMBER, Group, Table, readable

BETWEEN = _("between")
BOTH = _("Only the two of a connection see it.")
WHEN = _("when")
ABOUT = _("which talk")
ONE_TALK = _("It belongs to one talk.")
WORDS = _("the sealed words")
SAID_BY = _("said by")
TWO = ("connection__first", "connection__second")
OF_TALK = ("talk__connection__first", "talk__connection__second")

WISH = Table(
    "talks.Wish",
    Group.TALKS,
    _("wishes to be heard"),
    {
        "id": NUMBER,
        "connection": readable(BETWEEN, BOTH),
        "by": readable(_("who wants to be heard"), _("The other sees this name.")),
        "at": readable(WHEN, _("Both see how long it waits for a real contact.")),
        "told_at": readable(_("mailed at"), _("The other is mailed once.")),
        "ended_at": readable(_("ended at"), _("What was answered is not asked again.")),
        "ending": readable(
            _("how it ended"), _("Who wished sees the answer: withdrawn, not now, or met.")
        ),
        "meeting": readable(_("which meeting"), _("The time until the real contact ends there.")),
    },
    mine=("by", *TWO, "meeting__by"),
    is_narrowed=True,
)
TALK = Table(
    "talks.Talk",
    Group.TALKS,
    _("talks"),
    {
        "id": NUMBER,
        "connection": readable(BETWEEN, BOTH),
        "by": readable(_("begun by"), _("Both see who asked for the talk.")),
        "at": readable(WHEN, _("The newest talk stands on top.")),
        "planned_on": readable(_("planned on"), _("It stands on Today on that day.")),
        "planned_at": readable(_("at what time"), _("Both see when the talk is.")),
        "planned_by": readable(_("planned by"), _("At whose desk: that of the other.")),
        "where": readable(_("where"), _("Both see where to find each other.")),
        "ended_at": readable(_("ended at"), _("One talk at a time is ahead of you two.")),
        "kept_back": readable(
            _("what waits for the other"), _("It opens when both have looked back.")
        ),
    },
    mine=("by", "planned_by", "kept_back__connection__first", *TWO),
    is_narrowed=True,
)
POSTPONEMENT = Table(
    "talks.Postponement",
    Group.TALKS,
    _("talks moved"),
    {
        "id": NUMBER,
        "talk": readable(ABOUT, ONE_TALK),
        "by": readable(_("moved by"), _("Both see who moved the talk.")),
        "at": readable(WHEN, _("Both see when it was moved.")),
        "from_on": readable(_("from which day"), _("Both see from which day it was moved.")),
    },
    mine=("by", *OF_TALK),
)
DECLINING = Table(
    "talks.Declining",
    Group.TALKS,
    _("talks that one of you declined"),
    {
        "id": NUMBER,
        "talk": readable(ABOUT, ONE_TALK),
        "by": readable(SAID_BY, _("The other sees that it is not now. A reason is not asked.")),
        "at": readable(WHEN, _("Both see when it was said.")),
    },
    mine=("by", *OF_TALK),
)
MEETING = Table(
    "talks.Meeting",
    Group.TALKS,
    _("talks held"),
    {
        "id": NUMBER,
        "talk": readable(ABOUT, ONE_TALK),
        "by": readable(SAID_BY, _("Both see who noted that you met.")),
        "at": readable(WHEN, _("It stands on the path of you two.")),
        "channel": readable(_("how"), _("The path shows how you met.")),
        "minutes": readable(_("about how many minutes"), _("Screen time is set beside it.")),
        "made_at": readable(_("noted at"), _("What was noted by mistake can be taken back.")),
    },
    mine=("by", *OF_TALK),
)
PREPARATION = Table(
    "talks.Preparation",
    Group.TALKS,
    _("your preparations"),
    {
        "id": NUMBER,
        "talk": readable(ABOUT, ONE_TALK),
        "by": readable(_("whose it is"), _("Only you see that you prepared.")),
        "sealed": readable(WORDS, _("Your page opens them by this number.")),
        "at": readable(_("begun at"), _("You go on where you were.")),
        "done_at": readable(
            _("done at"), _("Who leads does the own steps before asking the other something.")
        ),
    },
    mine=("by", "sealed__made_by"),
    others=("talk",),
    theirs=_("whether somebody prepared a talk with you"),
)
LOOK_BACK = Table(
    "talks.LookBack",
    Group.TALKS,
    _("looking back"),
    {
        "id": NUMBER,
        "talk": readable(ABOUT, ONE_TALK),
        "by": readable(_("whose it is"), _("The server knows by it when both are in.")),
        "sealed": readable(WORDS, _("Your page opens them by this number.")),
        "at": readable(WHEN, _("It waits two weeks for the other.")),
    },
    mine=("by", "sealed__made_by", *OF_TALK),
)
PROMISE = Table(
    "talks.Promise",
    Group.TALKS,
    _("promises"),
    {
        "id": NUMBER,
        "connection": readable(BETWEEN, BOTH),
        "by": readable(_("promised by"), _("Who promised is reminded, and nobody else.")),
        "talk": readable(ABOUT, _("It is shown with the talk it came from.")),
        "sealed": readable(WORDS, _("Your page opens them by this number.")),
        "at": readable(WHEN, _("It stands on the path of you two.")),
        "due_on": readable(_("by when"), _("You are reminded on that day.")),
        "judged_at": readable(_("answered at"), _("What was answered is not asked again.")),
        "judgement": readable(
            _("the sealed answer"), _("What the receiver says of it is sealed for you two.")
        ),
    },
    mine=("by", *TWO, "talk__by", "sealed__made_by", "judgement__made_by"),
    is_narrowed=True,
)
TABLES = (WISH, TALK, POSTPONEMENT, DECLINING, MEETING, PREPARATION, LOOK_BACK, PROMISE)
