"""A page for anybody: one file with its own style, which runs its own scripts and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from amends.pages.page import named_in_policy, render
from amends.pages.style import THEMES, style_sheet

NOWHERE: Final = "about:blank"
"""Where the way out leads unless somebody says otherwise: a page that is asked of nobody."""

_WEB: Final = re.compile(r"https?://[^\s\"'<>]+")

# Before anything is drawn: where scripts run, what is for paper is put by. A browser too old for
# the page's scripts, and a script that fails before it shows anything, bring it back.
_SCRIPTED: Final = """"use strict";
(() => {
  const all = document.documentElement.classList;
  if (!("noModule" in HTMLScriptElement.prototype)) return;
  all.add("amends-scripted");
  addEventListener("error", () => {
    const app = document.getElementById("app");
    if (!app || !app.firstChild) all.remove("amends-scripted");
  });
})();"""


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around the content of a page.

    `service` is the name in its head; `told` are names and values for its foot. `theme` is one of
    `THEMES`. `scripts` run in order at the end of the page; `islands` are what they read as JSON,
    by the id of the element. `way_out` is the address behind the quick exit: "" for none, NOWHERE,
    or an address of the web; anything else raises ValueError. `large` is for large print.
    """

    service: str
    told: tuple[tuple[str, str], ...]
    theme: str = THEMES[0]
    scripts: tuple[str, ...] = ()
    islands: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    way_out: str = ""
    large: bool = False

    def __post_init__(self) -> None:
        """Refuse a way out that is no address to leave for."""
        if self.way_out not in ("", NOWHERE) and not _WEB.fullmatch(self.way_out):
            msg = "the way out is no address of the web"
            raise ValueError(msg)


def page_in_shell(template: str, shell: Shell, values: Mapping[str, object]) -> str:
    """The page that one of this package's templates makes of the values, inside a shell.

    The template extends `pages/shell.html`. The policy in the page names its style and each of its
    scripts by hash, so that nothing else runs and nothing is asked of any other place.
    """
    style = style_sheet(shell.theme)
    scripts = (_SCRIPTED, *shell.scripts) if shell.scripts else ()
    inside = {
        "shell": shell,
        "style": style,
        "policy": _policy(style, scripts),
        "scripts": scripts,
        "islands": {name: _island(data) for name, data in shell.islands.items()},
    }
    return render("amends.pages", template, {**values, **inside})


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    run = " ".join(map(named_in_policy, scripts)) or "'none'"
    return (
        f"default-src 'none'; style-src {named_in_policy(style)}; script-src {run}; "
        "base-uri 'none'; form-action 'none'"
    )


def _island(data: object) -> str:
    """Data as JSON that no markup can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
