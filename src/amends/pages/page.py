"""Filling a template with values: escaped, and nothing left out silently."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from amends.pages.wording import share
from amends.problems import counted, visible


def render(package: str, template: str, values: Mapping[str, object]) -> str:
    """The page that `template` makes of the values.

    `package` is the dotted name of the package whose folder `templates` holds it. A
    template extends a frame of this package and takes its parts from `pages/parts.html`. Every
    value is escaped; one that the template names and `values` lacks raises
    jinja2.UndefinedError. The same values give the same text.
    """
    return _environment(package).get_template(template).render(values)


def named_in_policy(text: str) -> str:
    """How a page's policy names a script or a style that stands in the page: by its hash."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _environment(package: str) -> Environment:
    own, shared = PackageLoader(package), PackageLoader("amends.pages")
    environment = Environment(
        loader=ChoiceLoader([own, PrefixLoader({"pages": shared})]),
        autoescape=True,  # whatever a template's name ends in
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    script = files("amends.pages").joinpath("templates", "page.js").read_text(encoding="utf-8")
    environment.globals |= {"script": script, "script_in_policy": named_in_policy(script)}
    environment.filters |= {"counted": counted, "share": share, "visible": visible}
    return environment
