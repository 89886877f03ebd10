"""Whatever runs or loads in a page is seen, however it is written."""

import gzip

import pytest

from tevoet.adapters.served.asking import joined, unpacked
from tevoet.adapters.served.comparing import read_policy
from tevoet.adapters.served.page import Loaded, read

HERE = "https://tevoet.example/"
FINE = """<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">
<link rel="stylesheet" href="/static/ui/page.css"><link rel="icon" href="/static/ui/icon.svg">
<script src="/static/htmx.js" defer></script>
<script type="module" src="/static/vault/sealed.js"></script>
<script type="application/json" id="x">{"a": 1}</script></head>
<body><p>Wat &lt;script&gt; is</p><form method="post" action="/me/"></form></body></html>"""


def kinds(page: str) -> set[str]:
    """Return what is odd about a page."""
    return {one.what for one in read(page, HERE).odd}


def test_a_page_of_ours_is_not_odd() -> None:
    found = read(FINE, HERE)
    assert found.odd == []
    assert found.loaded == [
        Loaded("style", "/static/ui/page.css"),
        Loaded("script", "/static/htmx.js"),
        Loaded("script", "/static/vault/sealed.js"),
    ]


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("<script>steal()</script>", "inline-script"),
        ("<ScRiPt\n>steal()</sCrIpT >", "inline-script"),
        ("<script type=module>import '/x.js'</script>", "inline-script"),
        ('<script type="importmap">{"imports": {}}</script>', "inline-script"),
        ('<script type="speculationrules">{}</script>', "inline-script"),
        ('<script src="//evil.example/x.js"></script>', "elsewhere"),
        ('<script src="data:text/javascript,steal()"></script>', "elsewhere"),
        ('<img src=x onerror="steal()">', "inline-script"),
        ("<svg/onload=steal()>", "inline-script"),
        ('<a href="java\nscript:steal()">x</a>', "inline-script"),
        ('<a href="&#106;avascript:steal()">x</a>', "inline-script"),
        ('<form><button formaction="javascript:steal()">x</button></form>', "inline-script"),
        ("<style>p{}</style>", "inline-style"),
        ('<p style="color:red">x</p>', "inline-style"),
        ('<link rel="stylesheet" href="https://evil.example/x.css">', "elsewhere"),
        ('<link rel="import" href="/x.html">', "link"),
        ('<iframe src="/x"></iframe>', "frame"),
        ('<object data="/x"></object>', "frame"),
        ('<base href="https://evil.example/">', "frame"),
        ('<meta http-equiv="refresh" content="0;url=https://evil.example/">', "header-in-page"),
        ("<!--><script>steal()</script>-->", "inline-script"),
        ("<textarea><!--</textarea><script src=/x.js></script>-->", "unreadable"),
        ("<script", "unreadable"),
    ],
)
def test_what_runs_or_loads_is_seen(planted: str, kind: str) -> None:
    found = kinds(FINE.replace("</body>", f"{planted}</body>"))
    assert kind in found or "unreadable" in found, found


def test_a_preloaded_script_counts_as_a_script() -> None:
    page = FINE.replace("</head>", '<link rel="modulepreload" href="/x.js"></head>')
    assert Loaded("script", "/x.js") in read(page, HERE).loaded


def test_what_cannot_be_unpacked_is_not_whole() -> None:
    assert unpacked(gzip.compress(b"x"), "gzip") == (b"x", True)
    assert unpacked(b"no gzip", "gzip") == (b"", False)
    assert unpacked(b"x", "br") == (b"", False)


def test_two_headers_of_one_name_are_both_read() -> None:
    headers = joined([("A", "x"), ("a", "y")])
    assert headers == {"a": "x, y"}
    policy = read_policy("script-src 'self'; script-src *")
    assert policy == {"script-src": {"'self'"}}, "the first one counts, as in a browser"
