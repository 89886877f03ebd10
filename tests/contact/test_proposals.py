"""Who of these do you work with? Nothing is joined without a yes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.adapters.outlook.building import Plain, msg
from tests.conftest import SignIn
from tests.contact.letters import ANNA, BRAM, EVI, letter, mailbox, ping_pong
from tests.keys import opened, overview_of, read_now
from tevoet.adapters.outlook import properties as of
from tevoet.contact import overview
from tevoet.contact.amounts import amount, likely_name
from tevoet.contact.joining import fall_behind
from tevoet.contact.models import Proposal
from tevoet.engines.mirror.summary import PersonSummary
from tevoet.people.models import Connection, Person, PhoneNumber, Team

PROPOSALS = "/proposals/"
OTHER = "bram@thuis.example"


@pytest.fixture
def read(connection: Connection, anna: Person, tmp_path: Path) -> None:
    """Anna has read mail with Bram, with Evi, and with Bram's own address at home."""
    text = ping_pong(BRAM, 2) + ping_pong(EVI, 4, first=50) + ping_pong(OTHER, 2, first=80)
    shop = letter(99, "winkel@reclame.example", ANNA)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", text + shop)])


def send(browser: Client, *answers: dict[str, str]) -> int:
    """Send answers and return the status."""
    fields = {"who-TOTAL_FORMS": str(len(answers)), "who-INITIAL_FORMS": str(len(answers))}
    for number, told in enumerate(answers):
        fields |= {f"who-{number}-{name}": value for name, value in told.items()}
    return browser.post(PROPOSALS, fields).status_code


def names(person: Person) -> list[str]:
    """Return who somebody has contact with, by name."""
    return sorted(one.other.name for one in overview_of(person).contacts)


@pytest.mark.usefixtures("read")
def test_the_people_most_in_contact_are_proposed(anna: Person, sign_in: SignIn) -> None:
    assert [one.key for one in overview.unknown_to(anna, opened(anna))] == [EVI, OTHER]
    assert overview_of(anna).proposals == 2
    page = sign_in(anna).get(PROPOSALS).content.decode()
    assert EVI in page
    assert "reclame" not in page


@pytest.mark.usefixtures("read")
def test_the_people_of_the_files_just_read_come_first(anna: Person, tmp_path: Path) -> None:
    new = [f"klant{number}@winkel.example" for number in range(11)]
    mails = (ping_pong(one, 1, first=300 + 10 * place) for place, one in enumerate(new))
    read_now(anna, paths=[mailbox(tmp_path / "new", "".join(mails))])
    asked = [one.key for one in overview.unknown_to(anna, opened(anna))]
    assert set(asked[: len(new)]) == set(new), "also who is less in contact"
    assert asked[len(new) :] == [EVI, OTHER]
    fall_behind(anna)
    assert [one.key for one in overview.unknown_to(anna, opened(anna))] == asked


@pytest.mark.usefixtures("read")
def test_a_yes_makes_a_person_of_my_own(
    anna: Person, bram: Person, keeper: Person, sign_in: SignIn
) -> None:
    assert send(sign_in(anna), {"address": EVI, "works": "on", "name": "Evi"}) == 302
    assert names(anna) == ["Bram", "Evi"]
    evi = Person.objects.get(name="Evi")
    assert (evi.organisation, evi.has_account, evi.added_by) == (anna.organisation, False, anna)
    for other in (bram, keeper):
        assert evi not in Person.objects.visible_to(other)
    seen = {one.other.name: one for one in overview_of(anna).contacts}
    assert sum(week.get("mail", 0) for week in seen["Evi"].weeks) == 5


@pytest.mark.usefixtures("read")
def test_an_address_joins_somebody_known_for_its_owner_alone(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    assert send(sign_in(anna), {"address": OTHER, "otherwise": str(bram.pk)}) == 302
    assert bram.addresses.count() == 1
    for _ in range(2):  # before and after the summary was made anew
        (seen,) = overview_of(anna).contacts
        assert seen.other.pk == bram.pk
        fall_behind(anna)
        opened(anna)
    assert sum(week.get("mail", 0) for week in seen.weeks) == 6


@pytest.mark.usefixtures("read")
def test_who_is_no_colleague_is_not_asked_about_again(anna: Person, sign_in: SignIn) -> None:
    browser = sign_in(anna)
    assert send(browser, {"address": EVI, "otherwise": "nobody"}) == 302
    assert [one.key for one in overview.unknown_to(anna, opened(anna))] == [OTHER]
    undo = {"undo": str(Proposal.objects.get().pk)}
    assert browser.post(PROPOSALS, undo).status_code == 302
    assert [one.key for one in overview.unknown_to(anna, opened(anna))] == [EVI, OTHER]


def test_a_reply_with_the_other_address_is_a_reason_to_propose(
    connection: Connection, anna: Person, bram: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    home = "b1973@thuis.example"
    mails = letter(1, ANNA, BRAM) + letter(2, home, ANNA, days=4, after=1)
    mails += letter(3, ANNA, home, days=3, after=2)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", mails)])
    (form,) = sign_in(anna).get(PROPOSALS).context["forms"]
    assert (form.initial["likely"].pk, form.initial["address"]) == (bram.pk, home)


@pytest.mark.usefixtures("read")
def test_my_other_address_is_me(anna: Person, sign_in: SignIn) -> None:
    browser = sign_in(anna)
    assert send(browser, {"address": OTHER, "otherwise": "me"}) == 302
    assert {own.address for own in anna.addresses.all()} == {ANNA, OTHER}
    browser.post(PROPOSALS, {"undo": str(Proposal.objects.get().pk)})
    assert {own.address for own in anna.addresses.all()} == {ANNA}


@pytest.mark.usefixtures("read")
def test_taking_a_yes_back_removes_the_person_it_made(anna: Person, sign_in: SignIn) -> None:
    browser = sign_in(anna)
    send(browser, {"address": EVI, "works": "on", "name": "Evi"})
    browser.post(PROPOSALS, {"undo": str(Proposal.objects.get().pk)})
    assert names(anna) == ["Bram"]
    assert not Person.objects.filter(name="Evi").exists()
    assert EVI in {one.key for one in overview.unknown_to(anna, opened(anna))}


@pytest.mark.usefixtures("read")
def test_a_yes_without_a_name_is_asked_again_and_nothing_is_kept(
    anna: Person, sign_in: SignIn
) -> None:
    told = ({"address": OTHER, "otherwise": "nobody"}, {"address": EVI, "works": "on", "name": " "})
    assert send(sign_in(anna), *told) == 422
    assert not Proposal.objects.exists()


@pytest.mark.usefixtures("read")
def test_leaving_everything_open_changes_nothing(anna: Person, sign_in: SignIn) -> None:
    assert send(sign_in(anna), {"address": EVI}, {"address": OTHER}) == 302
    assert not Proposal.objects.exists()


@pytest.mark.usefixtures("read")
def test_somebody_of_my_team_is_found_and_not_made_twice(
    anna: Person, carla: Person, sign_in: SignIn
) -> None:
    address = carla.addresses.get().address
    assert send(sign_in(anna), {"address": address, "works": "on", "name": "C."}) == 302
    assert names(anna) == ["Bram", "Carla"]
    assert Person.objects.filter(addresses__address=address).count() == 1


@pytest.mark.usefixtures("read")
def test_dirk_cannot_be_chosen_and_sees_no_proposals(
    anna: Person, bram: Person, dirk: Person, sign_in: SignIn
) -> None:
    assert send(sign_in(anna), {"address": EVI, "otherwise": str(dirk.pk)}) == 422
    send(sign_in(anna), {"address": EVI, "otherwise": "nobody"})
    for other in (bram, dirk):
        assert EVI not in sign_in(other).get(reverse("contact:proposals")).content.decode()
        undo = {"undo": str(Proposal.objects.get().pk)}
        assert sign_in(other).post(PROPOSALS, undo).status_code == 404


def test_twelve_are_asked_at_a_time_and_the_others_afterwards(
    team: Team, anna: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    addresses = [f"voor.beeld{number:02}@werk.example" for number in range(15)]
    mails = [ping_pong(one, 2, first=100 * place) for place, one in enumerate(addresses)]
    read_now(anna, paths=[mailbox(tmp_path / "inbox", "".join(mails))])
    browser = sign_in(anna)
    first, second = (browser.get(f"/proposals/{page}").content.decode() for page in ("", "?page=2"))
    shown = [{one for one in addresses if one in page} for page in (first, second)]
    assert [len(one) for one in shown] == [12, 3]
    assert shown[0] | shown[1] == set(addresses)
    assert "?page=2" in first
    assert browser.get("/proposals/?page=9").status_code == 200
    assert browser.get("/proposals/?page=x").status_code == 200


def test_a_name_is_likely_and_an_amount_in_words() -> None:
    with override("en-gb"):
        evi = PersonSummary("evi.van_dam@werk.example", (), (), sent=1, weekly={"phone": (0, 2)})
        assert amount(evi) == "1 mail · 2 calls and meetings"
        assert likely_name(evi) == "Evi Van Dam"
        unknown = PersonSummary("+31201234567", (), ())
        assert (amount(unknown), likely_name(unknown)) == ("", "")
        assert likely_name(PersonSummary("e@werk.example", (), ("Evi",))) == "Evi"


@pytest.mark.usefixtures("read")
def test_two_answers_about_one_address_are_refused(anna: Person, sign_in: SignIn) -> None:
    told = {"address": EVI, "works": "on", "name": "Evi", "otherwise": "me"}
    assert send(sign_in(anna), told) == 422
    assert not Proposal.objects.exists()


ALIKE = "bram+planning@voorbeeld.example"


@pytest.fixture
def alike(connection: Connection, anna: Person, tmp_path: Path) -> None:
    """Anna has read mail with Evi, and with an address much like Bram's."""
    text = ping_pong(EVI, 4, first=50) + ping_pong(ALIKE, 2, first=80)
    read_now(anna, paths=[mailbox(tmp_path / "inbox", text)])


@pytest.mark.usefixtures("alike")
def test_an_address_much_like_a_known_one_is_proposed_with_the_reason(
    anna: Person, bram: Person, sign_in: SignIn
) -> None:
    browser = sign_in(anna)
    page = browser.get(PROPOSALS).content.decode()
    assert page.count("Dit is Bram ook") == 1
    assert "dezelfde mailbox" in page
    assert names(anna) == ["Bram"]
    assert overview_of(anna).contacts[0].voice_days is None, "nothing is joined without a yes"
    assert send(browser, {"address": ALIKE, "alike": str(bram.pk)}) == 302
    assert Proposal.objects.get().person == bram
    browser.post(PROPOSALS, {"undo": str(Proposal.objects.get().pk)})
    assert page.count("Dit is Bram ook") == 1


@pytest.mark.usefixtures("alike")
def test_who_is_alike_is_one_answer_and_of_my_own_people(
    anna: Person, bram: Person, dirk: Person, sign_in: SignIn
) -> None:
    browser = sign_in(anna)
    twice = {"address": ALIKE, "alike": str(bram.pk), "works": "on", "name": "Bram"}
    assert send(browser, twice) == 422
    assert send(browser, {"address": ALIKE, "alike": str(dirk.pk)}) == 422
    assert not Proposal.objects.exists()


def test_who_is_known_by_a_path_of_exchange_is_no_telephone_number(
    anna: Person, connection: Connection, sign_in: SignIn, tmp_path: Path
) -> None:
    path = "/o=werk/ou=hier/cn=recipients/cn=evi"
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for number, (sender, receiver) in enumerate([(path, ANNA), (ANNA, path)] * 2):
        own: dict[int, Plain] = {0x0042: "Evi" if sender == path else "Anna", 0x0065: sender}
        own |= {of.CLASS: "IPM.Note", of.SUBMITTED: at + timedelta(hours=number), of.FLAGS: 1}
        to: dict[int, Plain] = {0x3003: receiver.upper(), of.RECEIVER_TYPE: 1}
        (tmp_path / f"{number}.msg").write_bytes(msg(own, [to]))
    read_now(anna, paths=sorted(tmp_path.glob("*.msg")))
    assert [one.key for one in overview.unknown_to(anna, opened(anna))] == [path]
    assert send(sign_in(anna), {"address": path, "works": "on", "name": "Evi"}) == 302
    assert "Evi" in names(anna)
    assert not PhoneNumber.objects.filter(person__name="Evi").exists()
