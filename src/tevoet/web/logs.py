"""What never goes into the log: the secrets in links."""

import logging
import re
from typing import Final

SECRET: Final = re.compile(r"(/(?:mine|first-run|invitations|coaching|accounts/forgotten)/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Cut the secret out of every path that is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the record anew without secrets, and let it through."""
        record.msg, record.args = SECRET.sub(r"\1…", record.getMessage()), ()
        return True
