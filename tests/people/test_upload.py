"""People from a file: everybody, or nobody."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import SignIn
from tevoet.people.actions.uploads import add_people
from tevoet.people.models import Organisation, Person, Role, Team
from tevoet.people.upload import MOST_ROWS, read_upload

TABLE = """name,address,phone,team,role
Eva,eva@voorbeeld.example,020 123 4567,Winkel,leader
Finn,finn@voorbeeld.example,,Winkel,
Gijs,gijs@voorbeeld.example,,,
"""
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Eva
EMAIL:eva@voorbeeld.example
TEL:+31201234567
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Finn
EMAIL;TYPE=work:finn@voorbeeld.example
TEL;VALUE=uri:tel:+31-20-123-4568
END:VCARD
"""


def wrongs(text: str) -> list[int]:
    """Return the lines on which something is wrong."""
    return [wrong.line for wrong in read_upload(text.encode(), country="NL").wrong]


def send(browser: Client, text: str) -> int:
    """Upload a text as a file; return the status."""
    file = SimpleUploadedFile("people.csv", text.encode())
    return browser.post("/organisation/upload/", {"file": file}).status_code


def test_a_table_is_read() -> None:
    upload = read_upload(TABLE.encode(), country="NL")
    assert [(row.line, row.name, row.team) for row in upload.rows] == [
        (2, "Eva", "Winkel"),
        (3, "Finn", "Winkel"),
        (4, "Gijs", ""),
    ]
    assert upload.wrong == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_of_all_offices_are_read(separator: str) -> None:
    text = TABLE.replace(",", separator)
    assert len(read_upload(text.encode("utf-8-sig"), country="NL").rows) == 3
    assert (
        read_upload(text.replace("Eva", "Zoë").encode("cp1252"), country="NL").rows[0].name == "Zoë"
    )


def test_dutch_columns_and_roles_are_read() -> None:
    text = "Naam;Adres;Team;Rol\nEva;eva@voorbeeld.example;Winkel;leidinggevende\n"
    upload = read_upload(text.encode(), country="NL")
    assert (upload.rows[0].role, upload.wrong) == ("leidinggevende", ())


def test_cards_are_read() -> None:
    upload = read_upload(CARDS.encode(), country="NL")
    assert [(row.name, row.address) for row in upload.rows] == [
        ("Eva", "eva@voorbeeld.example"),
        ("Finn", "finn@voorbeeld.example"),
    ]
    assert upload.wrong == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("name,address\n,eva@voorbeeld.example\n", [2]),
        ("name,address\nEva,eva@voorbeeld.example\nFinn,geen adres\n", [3]),
        ("name,address,phone\nEva,eva@voorbeeld.example,geen nummer\n", [2]),
        ("name,address,team,role\nEva,eva@voorbeeld.example,Winkel,baas\n", [2]),
        ("name,address,team,role\nEva,eva@voorbeeld.example,,leader\n", [2]),
        ("naam\nEva\n", [1]),
        ("", [0]),
        ("BEGIN:VCARD\nEND\n", [1]),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Eva\nEND:VCARD\n", [1]),
        ("name,address\n" + "Eva,eva@voorbeeld.example\n" * (MOST_ROWS + 1), [0]),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, lines: list[int]) -> None:
    assert wrongs(text) == lines


def test_everybody_is_added_with_team_and_role(organisation: Organisation) -> None:
    new = add_people(organisation, rows=read_upload(TABLE.encode(), country="NL").rows)
    assert [person.name for person in new] == ["Eva", "Finn", "Gijs"]
    kinds = Role.objects.filter(team__name="Winkel").values_list("person__name", "kind")
    assert set(kinds) == {("Eva", "leader"), ("Finn", "member")}
    assert new[0].phone_numbers.get().number == "+31201234567"
    assert not any(person.has_account for person in new)


def test_a_second_upload_changes_nothing(organisation: Organisation) -> None:
    rows = read_upload(TABLE.encode(), country="NL").rows
    add_people(organisation, rows=rows)
    assert add_people(organisation, rows=rows) == []
    assert (Person.objects.count(), Team.objects.count(), Role.objects.count()) == (3, 1, 2)


def test_one_wrong_line_adds_nobody(sign_in: SignIn, keeper: Person) -> None:
    browser = sign_in(keeper)
    assert send(browser, TABLE + "Hans,geen adres,,,\n") == 422
    assert Person.objects.count() == 1
    assert send(browser, TABLE) == 302
    assert Person.objects.count() == 4


def test_only_a_keeper_uploads(sign_in: SignIn, team: object, anna: Person) -> None:
    assert send(sign_in(anna), TABLE) == 404


def test_a_card_with_parameters_without_end_is_read_at_once() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEMAIL:anna@voorbeeld.example\n"
    hostile = "NOTE" + ";a" * 20_000 + ":x\nTEL" + ";a" * 20_000 + ":1\n"
    upload = read_upload(f"{card}{hostile}END:VCARD\n".encode(), country="NL")
    assert [(row.name, row.phone) for row in upload.rows] == [("Anna", "")]


def test_a_file_may_name_its_columns_in_plain_dutch() -> None:
    for heading in ("mailadres", "E-mail"):
        text = f"Naam;{heading};Telefoon;Team;Rol\nEva;eva@voorbeeld.example;;Buiten;teamlid\n"
        found = read_upload(text.encode(), country="NL")
        assert found.wrong == ()
        assert (found.rows[0].address, found.rows[0].team) == ("eva@voorbeeld.example", "Buiten")


@pytest.mark.parametrize(("language", "column"), [("nl", "adres"), ("en-gb", "address")])
def test_the_example_on_the_page_can_be_uploaded_as_it_stands(
    sign_in: SignIn, keeper: Person, language: str, column: str
) -> None:
    keeper.language = language
    keeper.save()
    table = sign_in(keeper).get("/organisation/upload/").text.split("<table>")[1]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    lines = [";".join(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)) for row in rows]
    assert column in lines[0].split(";")
    read = read_upload("\n".join(lines).encode(), country="NL")
    assert [(row.name, row.team) for row in read.rows] == [
        ("Anna", "Planning"),
        ("Bram", "Planning"),
    ]
    assert not read.wrong
