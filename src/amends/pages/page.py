"""Filling a template with values: escaped, and nothing left out silently."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from amends.pages.wording import counted, share, visible


def render(package: str, template: str, values: Mapping[str, object]) -> str:
    """The page that `template` makes of the values.

    `package` is the dotted name of the package whose folder `templates` holds it. A
    template extends `pages/base.html` and takes its parts from `pages/parts.html`. Every
    value is escaped; one that the template names and `values` lacks raises
    jinja2.UndefinedError. The same values give the same text.
    """
    return _environment(package).get_template(template).render(values)


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
    environment.filters |= {"counted": counted, "share": share, "visible": visible}
    return environment
