"""What is shown when something failed: a reference number, and what can be done."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from tevoet.refusal import Refusal

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a number that stands in the log too. Asks nothing of the database."""
    reference = secrets.token_hex(4)
    logger.error("Reference %s for %s %s", reference, request.method, request.path)
    return HttpResponseServerError(render_to_string("500.html", {"reference": reference}))


def words(refusal: Refusal) -> str:
    """Translate a refusal."""
    return gettext(refusal.message).format(**refusal.parameters)


def refused(request: HttpRequest, refusal: Refusal, back: str = "/") -> HttpResponse:
    """Answer 422 with the reason on a page of its own."""
    context = {"reason": words(refusal), "back": back}
    return render(request, "422.html", context, status=422)
