"""What the import contracts cannot see: models, templates and texts that point at another app."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from tests.rules.tree import ROOT, SOURCE, files, short


def depths() -> dict[str, int]:
    """Return how deep each layer lies, from the same list that the import contract uses."""
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:direction"]["layers"].strip().split("\n")
    return {app: number for number, line in enumerate(lines) for app in re.findall(r"\w+", line)}


def may_point(source: str, target: str) -> bool:
    """Say whether something of one app may point at something of another."""
    return source == target or depths()[source] < depths()[target]


def targets(text: str) -> list[str]:
    """Return the apps whose templates a template includes or extends."""
    return re.findall(r"{%-? *(?:include|extends) +[\"'](\w+)/", text)


OURS = [m for m in apps.get_models() if m.__module__.startswith("tevoet.")]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_relations_point_down(model: type[Model]) -> None:
    for field in model._meta.get_fields(include_parents=False):
        other = field.related_model
        if field.auto_created or not isinstance(other, type):
            continue
        if other.__module__.startswith("tevoet."):
            assert may_point(model._meta.app_label, other._meta.app_label), str(field)


@pytest.mark.parametrize("path", files(".html"), ids=short)
def test_templates_point_down(path: Path) -> None:
    app = path.relative_to(SOURCE).parts[0]
    ours = [target for target in targets(path.read_text()) if target in depths()]
    assert [target for target in ours if not may_point(app, target)] == []


def test_pointing_up_is_seen() -> None:
    assert not may_point("ui", "people")
    assert not may_point("contact", "home")
    assert targets('{% include "home/part.html" %}{% extends "ui/page.html" %}') == ["home", "ui"]
