"""A page in its shell runs and draws what its policy names, and nothing that is put into it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from amends.pages.shell import NOWHERE, Shell, page_in_shell
from amends.pages.style import THEMES

HOSTILE = "</script></title><script>alert(1)</script>\u2028"
FORM = {
    "as_at": "As it stood.",
    "changed_since": "",
    "warning": "",
    "form": {"opening": (), "sections": (), "closing": ()},
}


def made(**changes: object) -> str:
    """A page about nothing."""
    values: dict[str, object] = {"service": "A check", "told": (("The law", "An Act"),), **changes}
    return page_in_shell("paper_form.html", Shell(**values), {**FORM, "routes": ()})  # type: ignore[arg-type]


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1].replace("&#39;", "'")


def hashes(page: str, element: str) -> list[str]:
    """The hash of each text of an element, as a browser sees it."""
    texts = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
    return [b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts]


@pytest.mark.parametrize("theme", THEMES)
def test_the_policy_names_the_style_and_the_scripts_by_hash_alone(theme: str) -> None:
    page = made(theme=theme, scripts=("one();", "two();"))
    scripts = " ".join(f"'sha256-{one}'" for one in hashes(page, "script"))
    (style,) = hashes(page, "style")
    assert len(hashes(page, "script")) == 3  # before them the shell's own
    assert policy(page) == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_page_without_scripts_runs_none() -> None:
    assert "<script" not in made()
    assert "script-src 'none'" in policy(made())


def test_no_data_ends_its_element_and_all_of_it_is_read_back() -> None:
    page = made(scripts=("read();",), islands={"law": {"title": HOSTILE}})
    (island,) = re.findall(r'<script type="application/json" id="law">(.*?)</script>', page)
    assert json.loads(island) == {"title": HOSTILE}
    assert "alert" not in re.sub(r'<script type="application/json".*?</script>', "", page)


def test_what_is_told_is_only_text() -> None:
    page = made(service=HOSTILE, told=((HOSTILE, HOSTILE),))
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") == 4  # title, head, and a name with its value


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", 'https://a" b', "/"]
)
def test_a_way_out_leads_to_the_web_or_nowhere(address: str) -> None:
    with pytest.raises(ValueError, match="no address of the web"):
        Shell("A check", (), way_out=address)


def test_a_way_out_is_shown_only_where_there_is_one() -> None:
    assert 'id="exit"' not in made()
    assert f'id="exit" class="govuk-button govuk-button--warning" href="{NOWHERE}"' in made(
        way_out=NOWHERE
    )
    assert 'href="https://weather.example/"' in made(way_out="https://weather.example/")


def test_large_print_is_said_to_the_style() -> None:
    assert 'class="govuk-template amends-large"' in made(large=True)
    assert "amends-large" not in made().split("<style>")[0]
