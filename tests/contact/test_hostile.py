"""What no page of ours sends is answered as any other mistake."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import SignIn
from tevoet.people.models import Person


def test_a_thousand_addresses_of_ones_own_are_refused(sign_in: SignIn, anna: Person) -> None:
    addresses = " ".join(f"anna{number}@voorbeeld.example" for number in range(1000))
    file = SimpleUploadedFile("post.mbox", b"From ")
    answer = sign_in(anna).post("/sources/", {"addresses": addresses, "files": file})
    assert answer.status_code == 422
    assert anna.addresses.count() == 1


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "een", ""])
def test_an_answer_that_never_was_cannot_be_taken_back(
    number: str, sign_in: SignIn, anna: Person
) -> None:
    assert sign_in(anna).post("/proposals/", {"undo": number}).status_code == 404
