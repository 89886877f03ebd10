"""Every text that a person may see, found in templates and Python without any tool of others.

Python: what is handed to gettext and its kin as plain text, and every `message` of a refusal.
Templates: what the translate tags and `_("…")` hold, as Django's own parser sees it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.template import Engine
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.rules.tree import SOURCE, files

SIMPLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
MANY_WITH_CONTEXT = {"npgettext", "npgettext_lazy"}
IN_FILTER = re.compile(r"""_\("((?:[^"\\]|\\.)*)"\)|_\('((?:[^'\\]|\\.)*)'\)""")


class Text(NamedTuple):
    """One text to translate: the English, its plural, and its context (both may be empty)."""

    one: str
    many: str = ""
    context: str = ""


def in_python(source: str) -> Iterator[Text]:
    """Yield the texts in a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from in_call(node)
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            yield from in_refusal(node)


def in_call(node: ast.Call) -> Iterator[Text]:
    """Yield what one call of gettext or its kin holds."""
    name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
    plain = [one.value for one in node.args if isinstance(one, ast.Constant)]
    words = [one for one in plain if isinstance(one, str)]
    if name in SIMPLE and words:
        yield Text(words[0])
    elif name in MANY and len(words) > 1:
        yield Text(words[0], many=words[1])
    elif name in WITH_CONTEXT and len(words) > 1:
        yield Text(words[1], context=words[0])
    elif name in MANY_WITH_CONTEXT and len(words) > 2:
        yield Text(words[1], many=words[2], context=words[0])


def in_refusal(node: ast.AnnAssign | ast.Assign) -> Iterator[Text]:
    """Yield the sentence of a refusal; a sentence that is only a parameter says nothing."""
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    value = node.value
    if getattr(target, "id", "") == "message" and isinstance(value, ast.Constant):
        text = str(value.value)
        if text and not re.fullmatch(r"\{\w+\}", text):
            yield Text(text)


def in_template(source: str) -> Iterator[Text]:
    """Yield the texts in a template."""
    for found in IN_FILTER.finditer(re.sub(r"{#.*?#}", "", source)):
        yield Text((found[1] or found[2]).replace("%", "%%"))
    template = Engine.get_default().from_string(source)
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            yield from in_tag(node)
        elif isinstance(node, BlockTranslateNode):
            yield in_block(node)


def in_tag(node: TranslateNode) -> Iterator[Text]:
    """Yield what one translate tag holds when it is plain text."""
    literal = getattr(node.filter_expression.var, "literal", None)
    if isinstance(literal, str):
        yield Text(literal.replace("%", "%%"), context=context_of(node))


def in_block(node: BlockTranslateNode) -> Text:
    """Return what one translate block holds, with names for its parts."""
    one, _ = node.render_token_list(node.singular)
    many = node.render_token_list(node.plural)[0] if node.plural and node.countervar else ""
    return Text(one, many=many, context=context_of(node))


def context_of(node: TranslateNode | BlockTranslateNode) -> str:
    """Return the context a tag names, or nothing."""
    given = node.message_context
    return str(getattr(given.var, "literal", given.var)) if given else ""


def collect(under: Path = SOURCE) -> dict[Text, list[str]]:
    """Return every text, with the files it stands in."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*files(".py", under), *files(".html", under), *files(".txt", under)]):
        source = path.read_text()
        texts = in_python(source) if path.suffix == ".py" else in_template(source)
        for text in texts:
            found.setdefault(text, []).append(str(path.relative_to(under)))
    return found
