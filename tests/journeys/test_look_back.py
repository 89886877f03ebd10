"""Two people look back on a talk, each in a browser of their own: it opens for both."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Walk
from tests.journeys.sealed import Keys, make_keys
from tevoet.people.models import Connection, Person
from tevoet.talks.actions.meeting import Encounter, just_spoke
from tevoet.talks.models import LookBack, Promise, Talk


@dataclass(frozen=True)
class Side:
    """One of two, on the page of looking back."""

    keys: Keys
    page: Page

    def mark(self, question: str, answer: str, place: str = "look-back") -> None:
        """Answer one of the three questions."""
        field = self.page.locator(f'sealed-field[kind="{place}"]')
        field.get_by_role("group", name=question).get_by_text(answer, exact=True).click()

    def done(self) -> None:
        """Keep it."""
        self.page.get_by_role("button", name="Klaar", exact=True).click()

    def section(self, name: str) -> Locator:
        """Return a part of what opened."""
        return self.page.get_by_role("region", name=name)

    def opens(self) -> None:
        """Load the page again and wait until it is open."""
        self.page.reload()
        expect(self.page.locator("talk-opened")).to_have_attribute("aria-busy", "false")


@pytest.fixture
def talk(connection: Connection, anna: Person) -> Talk:
    """A talk that Anna and Bram had an hour ago."""
    now = timezone.now()
    how = Encounter(now - timedelta(hours=1), "in_person", 25)
    return just_spoke(connection, by=anna, how=how, now=now)


@pytest.fixture
def two(walk: Walk, anna: Person, bram: Person, talk: Talk) -> tuple[Side, Side]:
    """Anna at a desk and Bram on a phone."""
    annas, brams = make_keys(anna), make_keys(bram)
    found = []
    for keys in (annas, brams):
        page = walk(f"/talks/{talk.pk}/look-back/", person=keys.person, phone=keys is brams)
        keys.unlock(page)
        expect(page.locator('sealed-field[kind="look-back"][open]')).to_be_attached()
        found.append(Side(keys, page))
    return found[0], found[1]


def anna_looks_back(anna: Side) -> None:
    """Fill in all there is, and wait for the other."""
    anna.mark("Er is echt naar mij geluisterd.", "grotendeels")
    anna.mark("Wat ik inbracht, telde mee.", "helemaal")
    anna.page.get_by_text("Wat denk je dat Bram antwoordt?").click()
    anna.mark("Er is geluisterd", "helemaal", "guess")
    anna.page.get_by_label("Wat ik jou hoorde zeggen, Bram").fill("Dat het rooster te laat komt.")
    anna.page.get_by_text("Wat ik toezeg").click()
    anna.page.get_by_label("Wat zeg je Bram toe?").fill("Ik bel je voor het rooster.")
    anna.page.get_by_label("Wanneer is het klaar?").fill(
        f"{timezone.now() + timedelta(days=3):%Y-%m-%d}"
    )
    anna.done()
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Nu is Bram aan de beurt")
    assert LookBack.objects.count() == 1


def bram_looks_back(bram: Side) -> None:
    """Be the second: it opens, and the playback is answered."""
    bram.mark("Er is echt naar mij geluisterd.", "een beetje")
    bram.page.get_by_label("Wat ik jou hoorde zeggen, Anna").fill("Dat je het anders wilt.")
    bram.page.get_by_text("Wat ik nodig heb").click()
    bram.page.get_by_label("Wat heb je van Anna nodig?").fill("Het rooster een week eerder.")
    bram.done()
    expect(bram.page.get_by_role("heading", level=1)).to_have_text("Hoe het voor jullie was")
    expect(bram.page.get_by_text("Dat het rooster te laat komt.")).to_be_visible()
    expect(bram.page.get_by_text("Jij dacht dat").first).to_be_hidden()
    bram.section("Wat Anna jou hoorde zeggen").get_by_role("button", name="Niet helemaal").click()
    bram.page.get_by_label("Wat bedoelde je?").fill("Dat ik het graag samen maak.")
    bram.page.get_by_role("button", name="Dit bedoelde ik").click()
    expect(bram.page.get_by_text("Jij zei: niet helemaal.")).to_be_visible()


def anna_answers(anna: Side) -> None:
    """See what opened, answer the playback, and promise what is needed."""
    anna.opens()
    marks = anna.section("Gehoord, gezien, meegeteld")
    expect(marks).to_contain_text("Bram zegt minder dan je dacht.")
    expect(anna.page.get_by_text("Bram zegt: niet helemaal.")).to_be_visible()
    expect(anna.page.get_by_text("Dat ik het graag samen maak.")).to_be_visible()
    anna.section("Wat Bram jou hoorde zeggen").get_by_role("button", name="Dat is het").click()
    expect(anna.page.get_by_text("Jij zei: dat is het.")).to_be_visible()
    anna.section("Wat Bram van jou nodig heeft").get_by_role("button", name="Zeg iets toe").click()
    anna.page.get_by_label("Wat zeg je toe?").fill("Voortaan staat het er op maandag.")
    anna.page.get_by_label("Wanneer is het klaar?").fill(
        f"{timezone.now() + timedelta(days=7):%Y-%m-%d}"
    )
    anna.page.get_by_role("button", name="Zeg het toe", exact=True).click()
    expect(anna.page.get_by_text("Jij zegde iets toe.")).to_be_visible()
    anna.page.get_by_role("button", name="Leg het vast als toezegging").click()
    expect(anna.page.get_by_text("Vastgelegd als toezegging.")).to_be_visible()
    assert Promise.objects.filter(by=anna.keys.person).count() == 2


def test_it_opens_for_both_and_each_answers_the_other(two: tuple[Side, Side]) -> None:
    anna, bram = two
    anna_looks_back(anna)
    bram_looks_back(bram)
    anna_answers(anna)
    bram.opens()
    expect(bram.page.get_by_text("Anna zegde iets toe.")).to_be_visible()
    expect(bram.page.get_by_text("Voortaan staat het er op maandag.")).to_be_visible()
