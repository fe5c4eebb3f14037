"""Walking a scheme's conditions meets each of them once, in order."""

from __future__ import annotations

from hypothesis import given

from amends.scheme.conditions import Total
from amends.scheme.model import Scheme
from amends.scheme.walk import children, descendants
from lib.strategies import examples, schemes
from lib.walking import CONDITION_KINDS, nodes


@examples(100)
@given(schemes(depth=3))
def test_descendants_are_every_condition_inside(scheme: Scheme) -> None:
    for part in scheme.parts:
        everything = list(nodes(part.body))
        inside = [node for node in everything if isinstance(node, CONDITION_KINDS)]
        # The condition by which a list is gone through to add it up is made, not written.
        made = [node.adding for node in everything if isinstance(node, Total)]
        unwritten = {each for one in made for each in (one, one.where)}
        found = [node for node in descendants(part.body) if node not in unwritten]
        assert found == inside
        assert unwritten <= set(descendants(part.body))


@examples(50)
@given(schemes())
def test_children_are_the_descendants_that_no_child_holds(scheme: Scheme) -> None:
    for part in scheme.parts:
        below = [node for child in children(part.body) for node in descendants(child)]
        assert [part.body, *below] == list(descendants(part.body))
