"""Mail in Microsoft 365: who wrote to whom and when, folder by folder, and then what is new."""

from tests.adapters.mail.mailboxes import OPTIONS
from tests.adapters.services.made import ANNA, BRAM, CARLA, index, letter, microsoft, recipient
from tests.adapters.services.standin.graph import INBOX, SENT, TRASH, folder
from tests.adapters.services.standin.schema import MESSAGE, misfits
from tests.adapters.services.standin.server import StandIn
from tevoet.adapters.services.graph_mail import mail_of
from tevoet.adapters.services.standing import Standing
from tevoet.engines.moments.message import read_message
from tevoet.engines.moments.records import Mail, Participant, Role


def one(message: object) -> Mail:
    """Return the mail of a message that is one."""
    mail = mail_of(message, OPTIONS)
    assert isinstance(mail, Mail), mail
    return mail


def test_the_stand_in_writes_messages_as_published() -> None:
    assert misfits(letter(1), MESSAGE) == []
    assert misfits({**letter(1), "isDraft": "no", "sentDateTime": "today"}, MESSAGE) == [
        "sentDateTime",
        "isDraft",
    ]


def test_a_mail_has_its_people_and_its_second() -> None:
    copied, blind = [recipient(CARLA, "Carla")], [recipient("dirk@elsewhere.example", "Dirk")]
    mail = one(letter(1, ccRecipients=copied, bccRecipients=blind))
    assert mail.at == 1_780_300_865
    assert mail.people == (
        Participant(BRAM, "", Role.SENDER),
        Participant(ANNA, "", Role.TO),
        Participant(CARLA, "Carla", Role.CC),
        Participant("dirk@elsewhere.example", "Dirk", Role.CC),
    )


def test_it_is_the_same_mail_that_a_mailbox_holds() -> None:
    head = (
        b"From: bram@example.org\nTo: anna@example.org\nMessage-ID: <1@example.org>\n"
        b"Date: Mon, 1 Jun 2026 10:01:05 +0200\n\n"
    )
    held = read_message(head)
    assert isinstance(held, Mail)
    assert one(letter(1)).key == held.key


def test_what_was_sent_is_tied_by_the_index_of_the_conversation() -> None:
    question = one(letter(1, internetMessageHeaders=None))
    answer = one(letter(2, ANNA, BRAM, conversationIndex=index(1)))
    other = one(letter(3))
    assert question.parents[0] == answer.parents[0] != other.parents[0]


def test_without_an_index_the_id_of_the_conversation_ties() -> None:
    for wrong in (None, "", "not base64!", "AAAA", 7):
        first = one(letter(1, conversationIndex=wrong, conversationId="c"))
        second = one(letter(2, conversationIndex=wrong, conversationId="c"))
        assert first.parents == second.parents != ()


def test_a_newsletter_is_no_contact() -> None:
    said = [{"name": "List-Id", "value": "<news.example.org>"}]
    assert one(letter(1, internetMessageHeaders=said)).automatic == "list"


def test_all_folders_are_read_without_the_trash(standin: StandIn) -> None:
    way, standing = microsoft(standin), Standing()
    standin.graph.folders.append(folder("AAMkTeam", "Team", inside=1))
    standin.graph.inside["AAMkTeam"] = [folder("AAMkProject", "Project")]
    for number, place in enumerate((INBOX, SENT, TRASH, "AAMkTeam", "AAMkProject"), start=1):
        standin.graph.messages[place] = [letter(number)]
    batch = way.mails(standing)
    assert len(batch.mails) == 4
    assert standing.is_over
    assert set(standing.marks) == {INBOX, SENT, "AAMkTeam", "AAMkProject"}


def test_only_what_is_new_comes_the_second_time(standin: StandIn) -> None:
    way, standing = microsoft(standin), Standing()
    standin.graph.messages[INBOX] = [letter(number) for number in range(7)]
    standin.graph.largest = 3
    assert len(way.mails(standing).mails) == 7
    assert way.mails(standing).mails == []
    standin.graph.messages[INBOX].append(letter(8))
    standin.graph.messages[INBOX].append({"id": "AAMk1", "@removed": {"reason": "deleted"}})
    batch = way.mails(standing)
    assert (len(batch.mails), batch.read_bytes) == (1, 1)


def test_a_place_that_is_not_known_any_more_is_read_anew(standin: StandIn) -> None:
    way, standing = microsoft(standin), Standing()
    standin.graph.messages[INBOX] = [letter(number) for number in range(3)]
    way.mails(standing)
    standin.graph.forget()
    assert len(way.mails(standing).mails) == 3
    assert way.mails(standing).mails == []


def test_a_round_is_cut_and_goes_on_where_it_was(standin: StandIn) -> None:
    way, standing = microsoft(standin), Standing()
    standin.graph.largest = 2
    standin.graph.messages = {INBOX: [letter(n) for n in range(5)], SENT: [letter(9, ANNA, BRAM)]}
    sizes: list[int] = []
    while not sizes or not standing.is_over:
        standing = Standing.of(standing.written())  # as it is kept in between
        sizes.append(len(way.mails(standing, most=2).mails))
    assert sizes == [2, 2, 2]


def test_a_folder_that_went_meanwhile_ends_nothing(standin: StandIn) -> None:
    way, standing = microsoft(standin), Standing()
    standin.graph.messages[INBOX] = [letter(1)]
    standing.left = {"AAMkGone": "", INBOX: ""}
    assert len(way.mails(standing).mails) == 1
    assert standing.is_over


def test_what_cannot_be_read_is_counted_by_itself(standin: StandIn) -> None:
    way = microsoft(standin)
    exchange = recipient("/O=FIRM/OU=SITE/CN=RECIPIENTS/CN=X")
    standin.graph.messages[INBOX] = [
        letter(1),
        {**letter(2), "from": exchange, "sender": None},
        letter(3, sentDateTime="soon", receivedDateTime=7),
        letter(4, isDraft=True),
        letter(5, toRecipients={"not": "a list"}, ccRecipients=[7, None, "x"]),
    ]
    batch = way.mails(Standing())
    assert [one.reason for one in batch.refused] == ["no_sender", "no_date"]
    assert batch.set_aside == {"draft": 1}
    assert len(batch.mails) == 2
    assert batch.read_bytes == 5


def test_no_text_and_no_subject_is_ever_asked_for(standin: StandIn) -> None:
    standin.graph.messages[INBOX] = [letter(1)]
    microsoft(standin).mails(Standing())
    asked = " ".join(standin.heard).lower()
    assert "body" not in asked
    assert "subject" not in asked
