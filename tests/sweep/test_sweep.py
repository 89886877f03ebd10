"""One sweep over every address × method × role × whose it is."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.conftest import prove
from tests.sweep.addresses import addresses, rules
from tests.sweep.rule import METHODS, ROLES, TARGETS, Rule
from tests.sweep.world import World

RULES = rules()
SIGN_IN = "/accounts/login/"
Case = tuple[str, str, str, str]


def cases(rule: Rule, name: str, world: World) -> Iterator[Case]:
    """Yield each role, target and method, with the address it asks."""
    for role in ROLES:
        for target in TARGETS if rule.kwargs else TARGETS[:1]:
            kwargs = rule.kwargs(world, role, target) if rule.kwargs else {}
            if kwargs is not None:
                url = reverse(name, kwargs=kwargs)
                yield from ((role, target, method, url) for method in METHODS)


def ask(client: Client, method: str, url: str, rule: Rule) -> HttpResponseBase:
    """Ask once, and undo whatever was done; also a session that got another number."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer: HttpResponseBase
        if method == "POST":
            answer = client.post(url, dict(rule.posted))
        else:
            answer = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def is_way_to_sign_in(answer: HttpResponseBase) -> bool:
    """Say whether an answer sends a stranger to the sign-in page."""
    return answer.status_code == 302 and answer.headers["Location"].startswith(SIGN_IN)


def is_as_declared(rule: Rule, case: Case, answer: HttpResponseBase) -> bool:
    """Compare an answer with the rule."""
    role, target, method, _ = case
    declared = rule.answer(method)
    let_in = role in rule.may[target]
    if declared is None:
        closed = answer.status_code == 405
        return closed or (not let_in and (answer.status_code == 404 or is_way_to_sign_in(answer)))
    if let_in:
        is_sent_away = is_way_to_sign_in(answer) and not rule.leads_out
        return answer.status_code == declared and (rule.is_public(role) or not is_sent_away)
    if role == "stranger" and "stranger" not in rule.may["own"] and rule.refused == 404:
        return is_way_to_sign_in(answer)
    return answer.status_code == rule.refused


def clients(world: World) -> dict[str, Client]:
    """Return a browser for each role."""
    found = {role: Client(raise_request_exception=True) for role in ROLES}
    for role, person in world.people.items():
        found[role].force_login(person)
        prove(found[role])
    return found


@pytest.mark.parametrize("name", addresses())
def test_an_address_has_a_rule(name: str) -> None:
    assert name in RULES, f"declare {name!r} in tests/sweep/rules/<app>.py"


@pytest.mark.parametrize("name", sorted(set(RULES) & set(addresses())))
def test_an_address_answers_as_declared(name: str, world: World) -> None:
    rule, browsers, wrong = RULES[name], clients(world), []
    for case in cases(rule, name, world):
        role, target, method, url = case
        answer = ask(browsers[role], method, url, rule)
        if not is_as_declared(rule, case, answer):
            wrong.append(f"{role} {method} {target} {url} answered {answer.status_code}")
    assert wrong == []


def test_a_rule_stands_for_an_address() -> None:
    assert sorted(set(RULES) - set(addresses())) == []


def test_an_open_door_is_seen() -> None:
    rule = Rule({"GET": 200})
    assert not is_as_declared(rule, ("stranger", "own", "GET", "/me/"), HttpResponse())
    assert not is_as_declared(rule, ("leader", "elsewhere", "GET", "/me/"), HttpResponse())
    assert not is_as_declared(rule, ("leader", "own", "DELETE", "/me/"), HttpResponse())
    assert is_as_declared(rule, ("leader", "own", "GET", "/me/"), HttpResponse())
