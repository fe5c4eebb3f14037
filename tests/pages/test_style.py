"""The style sheets ask for nothing, look like no government's, and style what the pages use."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from amends.pages.style import THEMES, style_sheet

ROOT = Path(__file__).parents[2]
LICENCE = "without restriction, including without limitation the rights to use, copy, modify"
CLASS = re.compile(r"(?:govuk|amends)-[a-z0-9]+(?:[-_]+[a-z0-9]+)*(?![a-z0-9_-]|\$)")


CHOICES = {"govuk-radios", "govuk-checkboxes"}  # what is in them is styled


def own_words(theme: str) -> str:
    """The sheet without the notice of its licence."""
    return style_sheet(theme).split("*/", 1)[1]


def used_classes() -> set[str]:
    """Every class that a template or a script of the public pages names whole."""
    questionnaire = files("amends.questionnaire") / "page"
    sources = [one for one in questionnaire.iterdir() if one.name.endswith(".js")]
    templates = files("amends.pages") / "templates"
    pages = ("shell", "on_paper", "public_page", "paper_form", "telephone_script")
    sources += [templates / f"{name}.html" for name in pages]
    found = {name for one in sources for name in CLASS.findall(one.read_text(encoding="utf-8"))}
    inside = {f"{name}__{part}" for name in CHOICES for part in ("item", "input", "label", "hint")}
    return (found | inside) - {"govuk-frontend"}  # of whose license a comment may speak


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_in_it_is_a_governments_sign_or_asked_for_elsewhere(theme: str) -> None:
    sheet = own_words(theme).casefold()
    for sign in ("gds transport", "crest", "crown", "gov.uk", "url(", "@import", "@font-face"):
        assert sign not in sheet


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_small_and_brings_its_licence_and_version(theme: str) -> None:
    sheet = style_sheet(theme)
    assert len(sheet.encode("utf-8")) < 60_000
    assert LICENCE in " ".join(sheet.split("*/", 1)[0].split())
    pinned = json.loads((ROOT / "styles" / "package.json").read_text(encoding="utf-8"))
    for name in ("govuk-frontend", "@scottish-government/design-system"):
        assert f"{name} {pinned['devDependencies'][name]}" in sheet


@pytest.mark.parametrize("theme", THEMES)
def test_its_type_is_said_once_for_all_that_have_it(theme: str) -> None:
    assert own_words(theme).count("-moz-osx-font-smoothing") == 1
    assert ".govuk-body," in own_words(theme).split("{", 1)[0]


@pytest.mark.parametrize("theme", THEMES)
def test_every_class_that_a_page_names_is_styled(theme: str) -> None:
    styled = set(re.findall(r"\.([a-z][a-z0-9_-]*)", own_words(theme)))
    assert len(used_classes()) > 20
    assert used_classes() - styled == CHOICES


def test_there_is_no_other_theme() -> None:
    with pytest.raises(KeyError):
        style_sheet("../plain")
