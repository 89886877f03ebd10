"""Which device somebody uses: in coarse words, and whether it signed in before.

A device that signed in to an account once keeps a cookie that says so. Its wrong tries are counted
apart from those of everybody else, so that others on the same network cannot make it wait. See
OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
"""

import secrets
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

SALT: Final = "tevoet.people.device"
LASTS_SECONDS: Final = 400 * 24 * 3600  # browsers keep no cookie longer
MOST_PEOPLE: Final = 5
NETWORK_BITS: Final = 64  # one household of IPv6
WAITING: Final = "new_device"

BROWSERS: Final = (  # the first that fits: many name themselves after another
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def describe(user_agent: str) -> str:
    """Return browser and system in coarse words, or nothing.

    >>> describe("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
    'Firefox · Linux'
    >>> describe("curl/8.0")
    ''
    """
    found = [
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, found))


def network(request: HttpRequest) -> str:
    """Return the network address a request comes from; of IPv6 the household's part."""
    try:
        address = ip_address(DefaultAccountAdapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, NETWORK_BITS), strict=False))
    return str(address)


def known(request: HttpRequest) -> dict[str, str]:
    """Return which accounts this device signed in to, and its number at each."""
    try:
        found = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=LASTS_SECONDS
        )
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def account(address: str) -> str:
    """Return how the cookie calls the account with this sign-in address."""
    return salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()[:16]


def place(request: HttpRequest, address: str, *, elsewhere: str = "") -> str:
    """Return where somebody tries to come in: a known device, else the network, or `elsewhere`."""
    number = known(request).get(account(address))
    return f"device {number}" if number else f"network {elsewhere or network(request)}"


def remember(request: HttpRequest, address: str) -> None:
    """Let this device be known at the account with this address, from the answer on."""
    before = known(request)
    name = account(address)
    number = before.pop(name, "") or secrets.token_urlsafe(12)
    latest = dict([*before.items(), (name, number)][-MOST_PEOPLE:])
    setattr(request, WAITING, signing.dumps(latest, salt=SALT))


def keep(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Give the device its cookie when it just became known."""
    if value := getattr(request, WAITING, None):
        answer.set_cookie(
            settings.DEVICE_COOKIE_NAME,
            value,
            max_age=LASTS_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
