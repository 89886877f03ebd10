"""Phone numbers: typed as people type them, kept as E.164, shown as people read them."""

from typing import ClassVar

import phonenumbers
from django.utils.translation import gettext_noop

from tevoet.refusal import Refusal


class NotAPhoneNumber(Refusal):
    """Nobody can be called on this."""

    slug: ClassVar[str] = "not-a-phone-number"
    message: ClassVar[str] = gettext_noop(
        "“{number}” is not a phone number. Write it as you would dial it, or with the country in"
        " front: +31 6 …"
    )


def e164(number: str, *, country: str) -> str:
    """Return a number in E.164 form; a number without a country is of the country given."""
    try:
        read = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber(number=number) from None
    if not phonenumbers.is_possible_number(read):
        raise NotAPhoneNumber(number=number)
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """Return an E.164 number with the spaces that people read."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
