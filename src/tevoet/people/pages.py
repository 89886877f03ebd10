"""A page with one form: show it, do one act, or say what is not right yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from tevoet.refusal import Refusal

OK, NOT_YET = 200, 422


F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class FormPage:
    """What stands around a form: its title, its button, and where one goes afterwards."""

    title: str
    label: str
    back: str
    text: str = ""
    done: str = ""
    template: str = "people/form.html"
    more: Mapping[str, object] = field(default_factory=dict)
    onward: Callable[[object], str] | None = None

    def next(self, made: object) -> str:
        """Return where one goes after the act: to what was made, or back."""
        return self.onward(made) if self.onward else self.back


def told(refusal: Refusal) -> str:
    """Return a refusal in the language of whoever asks."""
    return gettext(refusal.message).format(**refusal.parameters)


def answer(
    request: HttpRequest, form: F, page: FormPage, *, act: Callable[[F], object]
) -> HttpResponse:
    """Show the form, or do its act and go on; refused or invalid is shown with 422."""
    if request.method != "POST":
        return draw(request, form, page)
    if form.is_valid():
        try:
            made = act(form)
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            if page.done:
                messages.success(request, page.done)
            return redirect(page.next(made))
    return draw(request, form, page, status=NOT_YET)


def draw(request: HttpRequest, form: Form, page: FormPage, *, status: int = 200) -> HttpResponse:
    """Draw the page with its form."""
    context = {"form": form, "page": page, **page.more}
    return render(request, page.template, context, status=status)


def perform(
    request: HttpRequest, act: Callable[[], object], *, back: str, done: str = "", undo: str = ""
) -> HttpResponse:
    """Do an act that needs no form, and go back; `undo` is where it can be taken back."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, told(refusal))
    else:
        if done:
            messages.success(request, done, extra_tags=undo)
    return redirect(back)


def filled(request: HttpRequest) -> QueryDict | None:
    """Return what was filled in, or nothing when a page is only asked for."""
    return request.POST if request.method == "POST" else None


def in_house(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a page of the sign-in library say 422 when its form is not right yet."""

    @wraps(page)
    def answered(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        response = page(request, **kwargs)
        form = getattr(response, "context_data", {}).get("form")
        if response.status_code == OK and form is not None and form.errors:
            response.status_code = NOT_YET
        return response

    return answered


def onward(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that `next` names, or another when it names none."""
    way = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(way, {request.get_host()}, request.is_secure())
    return way if is_ours else resolve_url(otherwise)


def above(path: str) -> str:
    """Return the page that an act stands under: `/with/7/` of `/with/7/mute/`."""
    return path.rstrip("/").rpartition("/")[0] + "/"


def confirm(
    request: HttpRequest, *, question: str, text: str, label: str, back: str = ""
) -> HttpResponse:
    """Ask whether somebody is sure of the act at this address."""
    context = {"question": question, "text": text, "label": label, "action": request.path}
    return render(request, "ui/confirm.html", {**context, "back": back or above(request.path)})
