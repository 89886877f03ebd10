"""Who is asking, in which language and by which clock. Nothing else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from tevoet.people import devices, sessions
from tevoet.people.models import Person, Visitor

Answer = Callable[[HttpRequest], HttpResponse]


class AskingMiddleware:
    """Say who asks, a person or a visitor, and keep a person's answers out of every cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer as private when somebody is signed in."""
        if not request.user.is_authenticated:
            request.user = Visitor()
        else:
            sessions.see(request)
        answer = self.get_response(request)
        devices.keep(request, answer)
        if request.user.is_authenticated:
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer


def language_for(request: HttpRequest) -> str:
    """Choose: what a person chose, else the cookie, else the organisation, else the house."""
    person = request.user if isinstance(request.user, Person) else None
    wishes = [
        person.language if person else "",
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        person.organisation.language if person else "",
    ]
    known = dict(settings.LANGUAGES)
    return next((wish for wish in wishes if wish in known), settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Speak the language of whoever asks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the language for this one answer."""
        language = language_for(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            answer = self.get_response(request)
            answer.headers.setdefault("Content-Language", language)
            return answer


class ClockMiddleware:
    """Show moments by the clock of whoever asks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the time zone for this one answer."""
        zone = request.user.zone if isinstance(request.user, Person) else None
        with timezone.override(zone):
            return self.get_response(request)
