"""The scripts of a keyring, one by one, on a page that has nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import Walk
from tests.word_lists import LISTS
from tevoet.engines.sealing.keys import five_word_indices
from tevoet.engines.sealing.ways import passkey_identity

LOCK = """
  const lock = document.createElement("sealed-lock");
  for (const language of ["nl", "en"])
    lock.setAttribute(`words-${language}`, `/static/vault/words-${language}.txt`);
  lock.setAttribute("person", "1");
  document.body.append(lock);
"""
FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
Run = Callable[..., Any]


@pytest.fixture
def run(walk: Walk) -> Run:
    """Return a way to run a line of script: `m` is our module, `given` what is handed over."""
    page = walk("/accounts/login/")
    page.evaluate(LOCK)

    def ran(name: str, line: str, given: object = None) -> Any:  # whatever the line gives
        return page.evaluate(
            f"""async (given) => {{
              const m = await import("/static/vault/{name}.js");
              try {{ return await ({line}); }}
              catch (error) {{ return {{refused: error.slug, ...error.parts}}; }}
            }}""",
            given,
        )

    return ran


def words(language: str) -> list[str]:
    """Return a list as the pages load it."""
    return (LISTS / f"words-{language}.txt").read_text().splitlines()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_six_words_are_drawn_from_the_list(run: Run, language: str) -> None:
    drawn = [run("phrase", "m.newPhrase(given)", language) for _ in range(20)]
    assert all(len(six) == 6 for six in drawn)
    assert {word for six in drawn for word in six} <= set(words(language))
    assert len({word for six in drawn for word in six}) > 100


def test_words_are_read_however_they_are_typed(run: Run) -> None:
    typed = " Lantaarn,gitaar  ZEEPAARD.\nwandelen; t-shirt fietspad-aardig "
    seven = ["lantaarn", "gitaar", "zeepaard", "wandelen", "t-shirt", "fietspad", "aardig"]
    assert run("phrase", "m.readWords(given, 7)", typed) == seven


def test_the_word_that_is_in_no_list_is_named_with_the_nearest(run: Run) -> None:
    refused = run(
        "phrase", "m.readWords(given)", "lantaarn gitaar zeepard wandelen aardig fietspad"
    )
    assert refused["refused"] == "word-not-in-list"
    assert refused["word"] == "zeepard"
    assert refused["near"][0] == "zeepaard"


def test_five_words_instead_of_six_are_counted(run: Run) -> None:
    refused = run("phrase", "m.readWords(given)", "lantaarn gitaar zeepaard wandelen aardig")
    assert refused == {"refused": "another-number-of-words", "count": 5, "length": 6}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_five_words_stand_for_a_fingerprint_as_in_python(run: Run, language: str) -> None:
    five = [words(language)[index] for index in five_word_indices(FINGERPRINT)]
    assert run("phrase", f"m.fiveWords('{FINGERPRINT}', given)", language) == five
    matches = f"m.areFiveWordsOf('{FINGERPRINT}', given)"
    assert run("phrase", matches, " ".join(five)) is True
    assert run("phrase", matches, " ".join([*five[1:], five[0]])) is False


def test_a_recovery_code_is_read_as_it_was_made(run: Run) -> None:
    code = run("recovery", "m.newRecoveryCode()")
    groups = run("recovery", "m.inGroups(given)", code)
    assert len(code) == 26
    assert [len(group) for group in groups] == [4] * 6 + [2]
    assert run("recovery", "m.readRecoveryCode(given)", "-".join(groups).lower()) == code


def test_letters_that_look_like_digits_are_read_as_digits(run: Run) -> None:
    code = run("recovery", "m.newRecoveryCode()")
    written = code.replace("0", "o").replace("1", "l")
    assert run("recovery", "m.readRecoveryCode(given)", written) == code


def test_every_slip_in_a_recovery_code_is_noticed(run: Run) -> None:
    missed = run(
        "recovery",
        """(() => {
          const code = m.newRecoveryCode(), missed = [];
          const tried = (slip) => { try { m.readRecoveryCode(slip); missed.push(slip); } catch {} };
          for (let i = 0; i < code.length; i += 1) {
            for (const other of "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
              if (other !== code[i]) tried(code.slice(0, i) + other + code.slice(i + 1));
            if (i && code[i] !== code[i - 1])
              tried(code.slice(0, i - 1) + code[i] + code[i - 1] + code.slice(i + 1));
          }
          return missed;
        })()""",
    )
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("ABCD", {"refused": "code-of-another-length", "count": 4}),
        ("ABC*", {"refused": "code-with-another-character", "character": "*"}),
        ("0" * 25 + "1", {"refused": "code-mistyped"}),
    ],
)
def test_what_is_wrong_with_a_code_is_named(
    run: Run, typed: str, refused: dict[str, object]
) -> None:
    assert run("recovery", "m.readRecoveryCode(given)", typed) == refused


def test_a_passkey_is_named_as_the_library_names_it(run: Run) -> None:
    named = passkey_identity(bytes(range(1, 17)), "tevoet.example")
    decoded = run("age", "m.bech32.fromWords(m.bech32.decode(given, false).words)", named)
    read = list(decoded.values()) if isinstance(decoded, dict) else decoded
    assert bytes(read) == b"\x01\x50" + bytes(range(1, 17)) + b"\x6etevoet.example\x80"


def test_what_two_people_keep_in_one_browser_stays_apart(run: Run) -> None:
    run("store", "m.keepDraft(1, 'reflection', 'of one')")
    run("store", "m.keepDraft(2, 'reflection', 'of two')")
    assert run("store", "m.draftOf(1, 'reflection')") == "of one"
    assert run("store", "m.draftsOf(2)") == ["reflection"]
    run("store", "m.dropDraft(1, 'reflection')")
    assert run("store", "m.draftsOf(1)") == []
    assert run("store", "m.draftOf(2, 'reflection')") == "of two"


def test_an_older_revision_is_not_remembered_over_a_newer(run: Run) -> None:
    assert run("store", "m.seenOf({fingerprint: '1'}, 'a')") == {"revision": 0, "hash": ""}
    run("store", "m.see({fingerprint: '1'}, 'a', {revision: 3, hash: 'three'})")
    run("store", "m.see({fingerprint: '1'}, 'a', {revision: 2, hash: 'two'})")
    assert run("store", "m.seenOf({fingerprint: '1'}, 'a')") == {"revision": 3, "hash": "three"}
    assert run("store", "m.seenOf({fingerprint: '2'}, 'a')") == {"revision": 0, "hash": ""}


def test_keys_of_one_person_go_when_another_unlocks(run: Run) -> None:
    run("store", "m.keepKeys(1, {keys: 'of one'})")
    run("store", "m.keepKeys(2, {keys: 'of two'})")
    assert run("store", "m.keysOf(1)") is None
    assert run("store", "m.keysOf(2)") == {"keys": "of two"}
    run("store", "m.forgetKeys()")
    assert run("store", "m.keysOf(2)") is None


def test_unlocked_keys_cannot_be_read_back(run: Run) -> None:
    kept = run(
        "keyring",
        """(async () => {
          const {importKeys} = await import("/static/vault/keys.js");
          const {unlocked} = await import("/static/vault/unlocked.js");
          await unlocked(await importKeys(await m.make()), "number");
          const {keys, keyring, fingerprint, expires} = await m.current();
          return {keyring, fingerprint, left: expires - Date.now(),
            readable: keys.words.extractable || keys.signing.extractable};
        })()""",
    )
    assert kept["readable"] is False
    assert kept["keyring"] == "number"
    assert len(kept["fingerprint"]) == 64
    assert 14 * 60_000 < kept["left"] <= 15 * 60_000
    run("keyring", "m.lock()")
    assert run("keyring", "m.current()") is None
