"""What people do with their keys in a browser, step by step."""

from playwright.sync_api import Page, expect

STRETCHING_MS = 60_000  # scrypt is slow on purpose, and slower beside other tests


def make_keys(page: Page, first: str = "[data-part=next]") -> tuple[list[str], str]:
    """Walk through the steps to new keys; return the six words and the code that stood on paper."""
    page.locator(first).click()
    shown = page.locator(".six li")
    expect(shown).to_have_count(6)
    six = shown.all_inner_texts()
    page.locator("[data-part=written]").click()
    answer_two(page, six)
    expect(page.locator(".code")).to_be_visible()
    code = page.locator(".code").inner_text().replace(" ", "")
    page.locator("#kept-code").check()
    page.locator("[data-part=kept] [type=submit]").click()
    expect(page.locator(".five li")).to_have_count(5, timeout=STRETCHING_MS)
    return six, code


def answer_two(page: Page, six: list[str]) -> None:
    """Type the two words that are asked back."""
    for number in (1, 2):
        label = page.locator(f"label[for=asked-{number}]").inner_text()
        place = int("".join(one for one in label if one.isdigit()))
        page.locator(f"#asked-{number}").fill(six[place - 1])
    page.locator("[data-part=asked] [type=submit]").click()


def open_dialog(page: Page) -> None:
    """Open the page's lock."""
    page.locator("sealed-lock [data-part=open]").click()
    expect(page.locator("sealed-lock dialog")).to_be_visible()


def unlock_with(page: Page, way: str, typed: str) -> None:
    """Type six words or a code into the lock."""
    details = page.locator(f"sealed-lock details[data-way={way}]")
    expect(details).to_be_visible()
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("input").fill(typed)
    details.locator("[type=submit]").click()


def expect_open(page: Page) -> None:
    """See that words are open."""
    expect(page.locator("sealed-lock[open]")).to_have_count(1, timeout=STRETCHING_MS)
    expect(page.locator("sealed-lock [data-part=lock]")).to_be_visible()


def expect_locked(page: Page) -> None:
    """See that words are locked."""
    expect(page.locator("sealed-lock [data-part=open]")).to_be_visible()
    expect(page.locator("sealed-lock[open]")).to_have_count(0)


SIX = ["lantaarn", "gitaar", "zeepaard", "wandelen", "fietspad", "aardig"]
MAKE = """
async ([six, passkey]) => {
  const k = await import("/static/vault/keyring.js");
  const {canonical} = await import("/static/vault/canonical.js");
  const {importKeys} = await import("/static/vault/keys.js");
  const {askWell, toBase64} = await import("/static/vault/asking.js");
  const secret = await k.make(), code = k.newRecoveryCode();
  const keys = await importKeys(secret);
  const [words, paper] = await Promise.all(
    [k.wrapForPhrase(secret, six), k.wrapForRecovery(secret, code)]);
  const values = {public: canonical(keys.public), for_phrase: toBase64(words),
    for_recovery: toBase64(paper)};
  if (passkey) Object.assign(values, {passkey, name: "Laptop",
    for_passkey: toBase64(await k.wrapForPasskey(secret, passkey))});
  await askWell("/me/keys/", values);
  return code;
}
"""


def make_at_once(page: Page, passkey: str = "") -> str:
    """Make keys that the six words above open, without the steps; return the code. Stays locked.

    The page is one with a lock; it is loaded again afterwards.
    """
    code: str = page.evaluate(MAKE, [SIX, passkey])
    page.reload()
    expect_locked(page)
    return code
