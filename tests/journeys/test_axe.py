"""No page has a violation that axe can see: in both languages and both schemes."""

from itertools import product

import pytest

from tests.browser import LANGUAGES, SCHEMES, check_axe
from tests.journeys.conftest import Walk
from tests.journeys.pages import PAGES, Stop


@pytest.mark.parametrize("stop", PAGES, ids=str)
@pytest.mark.usefixtures("team", "connection")
def test_a_page_has_no_violations(stop: Stop, walk: Walk, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(stop.who) if stop.who else None
    numbers = {name: request.getfixturevalue(name).pk for name in ("bram", "team")}
    path = stop.path.format(**numbers)
    for language, scheme in product(LANGUAGES, SCHEMES):
        page = walk(
            path, person=person, language=language, color_scheme=scheme, phone=scheme == "dark"
        )
        assert page.locator("html").get_attribute("lang") == language
        check_axe(page)


def test_a_planted_violation_is_seen(walk: Walk) -> None:
    page = walk("/accounts/login/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    with pytest.raises(AssertionError, match="html-has-lang"):
        check_axe(page)
