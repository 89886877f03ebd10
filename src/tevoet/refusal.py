"""The one exception for what we foresee and a person can understand."""

from typing import ClassVar


class Refusal(Exception):
    """Something foreseen. Subclasses are named as a sentence and say what a person can do.

    `slug` names the refusal in the docs; `message` is the English sentence, with `{names}` for
    the parameters, and at the same time the key under which it is translated at the edge.
    """

    slug: ClassVar[str] = "refused"
    message: ClassVar[str] = "This could not be done."

    def __init__(self, **parameters: object) -> None:
        """Keep the parameters that fill the message."""
        self.parameters = parameters
        super().__init__(self.message.format(**parameters))
