"""What failed is said in our own words, without asking the database anything."""

import logging

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tevoet.refusal import Refusal
from tevoet.ui import failures


class TooEarly(Refusal):
    """Something foreseen, for this test."""

    message = "Wait until {hour}."


def test_a_page_that_is_not_there_says_so(db: None) -> None:
    answer = Client().get("/nowhere/", headers={"accept-language": "nl"})
    assert answer.status_code == 404
    assert '<a class="skip" href="#page">' in answer.text


def test_a_page_that_is_not_there_asks_nothing_of_people(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get("/nowhere/")
    assert [query["sql"] for query in asked if "people_person" in query["sql"]] == []


def test_a_mistake_of_ours_has_a_number_that_stands_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failures.server_error(RequestFactory().get("/with/7/"))
    assert answer.status_code == 500
    reference = caplog.messages[-1].split()[1]
    assert f"<strong>{reference}</strong>" in answer.text


def test_a_mistake_is_shown_without_a_database() -> None:
    answer = failures.server_error(RequestFactory().get("/"))  # this test has no database
    assert "<h1>" in answer.text


def test_a_form_from_elsewhere_is_refused_in_our_words(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert answer.status_code == 403
    assert '<main id="page" tabindex="-1">' in answer.text


def test_a_refusal_is_translated_with_its_parameters(db: None) -> None:
    with translation.override("en-gb"):
        assert failures.words(TooEarly(hour=9)) == "Wait until 9."
        answer = failures.refused(RequestFactory().get("/"), TooEarly(hour=9), back="/people/")
    assert answer.status_code == 422
    assert "Wait until 9." in answer.text
    assert 'href="/people/"' in answer.text
