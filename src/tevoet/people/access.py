"""Who may come in. A person, else the way to the sign-in page; not yours is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from tevoet.people.models import Person
from tevoet.people.sessions import is_fresh

P = ParamSpec("P")


class Asked(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
    htmx: HtmxDetails


View = Callable[Concatenate[Asked, P], HttpResponse]
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Show the way to the sign-in page, and back to the page that was asked for."""
    sign_in = resolve_url(settings.LOGIN_URL)
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if htmx:
        way = redirect_to_login(htmx.current_url_abs_path or "/", sign_in)
        return HttpResponseClientRedirect(way.url)
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), sign_in)
    return redirect_to_login("/", sign_in)


def signed_in(view: View[P]) -> OpenView[P]:
    """Let only people in who are signed in."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # its user is a Person now

    return asked


def freshly_proved(view: View[P]) -> OpenView[P]:
    """Let only people in who showed who they are in the last minutes; else ask them first."""

    @signed_in
    @wraps(view)
    def asked(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_fresh(request):
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
            return redirect_to_login(back, resolve_url("account_reauthenticate"))
        return view(request, *args, **kwargs)

    return asked


def for_keepers(view: View[P]) -> OpenView[P]:
    """Let only keepers in; for anybody else the page is not there."""

    @signed_in
    @wraps(view)
    def asked(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_keeper:
            raise Http404
        return view(request, *args, **kwargs)

    return asked
