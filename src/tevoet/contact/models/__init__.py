"""The records of one owner's contact: what was tapped, read, wished and answered."""

from tevoet.contact.models.archive import Archive, Arrival, Summary
from tevoet.contact.models.grant import Grant
from tevoet.contact.models.hintnote import HintNote
from tevoet.contact.models.leftout import LeftOut
from tevoet.contact.models.limit import Limit
from tevoet.contact.models.mailbox import Mailbox
from tevoet.contact.models.manner import Manner
from tevoet.contact.models.notnow import NotNow
from tevoet.contact.models.proposal import Proposal
from tevoet.contact.models.source import Reading, Source
from tevoet.contact.models.spoken import Spoken

__all__ = [
    "Archive",
    "Arrival",
    "Grant",
    "HintNote",
    "LeftOut",
    "Limit",
    "Mailbox",
    "Manner",
    "NotNow",
    "Proposal",
    "Reading",
    "Source",
    "Spoken",
    "Summary",
]
