"""How every test runs: generated cases are the same each time, but fresh in a deep run.

Coverage is measured on tests written by hand. A generated test and a table of cases go over the
same lines hundreds of times, three times as slowly when each step is recorded: what only they reach
does not count towards the bar. A test of a whole register or of many laws, whose lines others
reach as well, bears the mark `unmeasured` itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# One browser for every folder of tests that asks for it.
pytest_plugins = ["lib.chromium"]

_UNMEASURED = {Path(__file__).with_name(name) for name in ("architecture", "generative", "schemes")}

# No deadline: a slow machine is not a failure. Derandomised: a red run is red again when repeated.
settings.register_profile("every run", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=2_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("every run")


def _is_measured(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(mark) for mark in ("hypothesis", "unmeasured"))
    return not marked and _UNMEASURED.isdisjoint(item.path.parents)


# The mark `no_cover` of pytest-cov does nothing in a worker of xdist: it starts two measurements
# there, and the second goes on when the first is stopped.
@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    if _is_measured(item) or not item.config.pluginmanager.hasplugin("_cov"):
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)
