"""Walking a scheme's conditions meets each of them once, in order."""

from __future__ import annotations

from hypothesis import given

from amends.scheme.model import Scheme
from amends.scheme.walk import children, descendants
from lib.strategies import examples, schemes
from lib.walking import CONDITION_KINDS, nodes


@examples(100)
@given(schemes(depth=3))
def test_descendants_are_every_condition_inside(scheme: Scheme) -> None:
    for part in scheme.parts:
        inside = [node for node in nodes(part.body) if isinstance(node, CONDITION_KINDS)]
        assert list(descendants(part.body)) == inside


@examples(50)
@given(schemes())
def test_children_are_the_descendants_that_no_child_holds(scheme: Scheme) -> None:
    for part in scheme.parts:
        below = [node for child in children(part.body) for node in descendants(child)]
        assert [part.body, *below] == list(descendants(part.body))
