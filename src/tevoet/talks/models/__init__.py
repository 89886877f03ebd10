"""The records of two people who really meet. What they say stands in sealed words."""

from tevoet.talks.models.lookback import LookBack
from tevoet.talks.models.preparation import Preparation
from tevoet.talks.models.promise import Promise
from tevoet.talks.models.talk import Declining, Meeting, Postponement, Talk
from tevoet.talks.models.wish import Wish

__all__ = [
    "Declining",
    "LookBack",
    "Meeting",
    "Postponement",
    "Preparation",
    "Promise",
    "Talk",
    "Wish",
]
