"""As an installation serves them: under changed names, and under the policy of the pages."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.core.management import call_command
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.files import Files, served

NAMED = re.compile(r'"(\.{1,2}/[\w/.-]+\.js)"')
RUN = """async ([record, keys, stretch]) => {
  const [{ seal, open }, { importKeys, makeSecret }, { unwrap, wrap }] =
    await Promise.all([record, keys, stretch].map((address) => import(address)));
  const secret = await makeSecret();
  const mine = await importKeys(await unwrap(await wrap(secret, "zes woorden"), "zes woorden"));
  const place = { kind: "reflection", record: crypto.randomUUID(), revision: 1, previous: "" };
  const values = { ...place, at: "2026-11-24T12:00:00Z", readers: [mine.public], text: "ja" };
  const page = { record: place.record, readers: [mine.fingerprint], authors: [mine.public] };
  return (await open(await seal(values, mine), page, mine)).text;
}"""


@pytest.fixture(scope="module")
def storages() -> dict[str, dict[str, str]]:
    """The storages as they are set, before the tests make them plain."""
    return dict(ours.STORAGES)


@pytest.fixture
def gathered(
    storages: dict[str, dict[str, str]], settings: Settings, tmp_path: Path
) -> dict[str, str]:
    """Gather the static files and leave none under its own name; return the changed names."""
    settings.STORAGES, settings.STATIC_ROOT = storages, str(tmp_path)
    call_command("collectstatic", interactive=False, verbosity=0)
    names: dict[str, str] = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    for plain in names:
        (tmp_path / plain).unlink()
    return names


def test_modules_and_workers_are_loaded_under_changed_names(
    gathered: dict[str, str], tmp_path: Path
) -> None:
    scripts = [name for name in gathered.values() if name.startswith("vault/")]
    for script in (tmp_path / name for name in scripts if name.endswith(".js")):
        for address in NAMED.findall(script.read_text()):
            assert (script.parent / address).is_file(), f"{script.name} loads {address}"
    assert any("new URL" in (tmp_path / name).read_text() for name in scripts)


def test_sealing_runs_under_the_policy_of_the_pages(
    gathered: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    class Gathered(Files):
        folders = {"static": tmp_path}  # noqa: RUF012 - one test's own
        policy = "; ".join(
            f"{name} {' '.join(value)}"
            for name, value in ours.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
        )

    (tmp_path / "page.html").write_text("<!doctype html><title>Sealing</title>")
    with served(Gathered) as address:
        page = browser.new_page()
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text))
        page.goto(f"{address}/static/page.html")
        scripts = [f"{address}/static/{gathered[f'vault/{n}.js']}" for n in NAMES]
        assert page.evaluate(RUN, scripts) == "ja"
        page.close()
    assert [said for said in troubles if "favicon" not in said and "404" not in said] == []


NAMES = ("record", "keys", "stretch")
