"""What waits to be mailed, and who does not want it."""

from tevoet.smallthings.models.mailing import Kind, Mailing
from tevoet.smallthings.models.stop import MailStop

__all__ = ["Kind", "MailStop", "Mailing"]
