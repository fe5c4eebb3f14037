"""What the tests of registers share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from amends.registers.catalogue import Catalogue


@pytest.fixture(autouse=True, scope="session")
def each_catalogue_is_read_once() -> Iterator[None]:
    """Hundreds of small archives have the same catalogue, and reading it is most of the work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalogue, "read", staticmethod(cache(Catalogue.read)))
        yield
