"""A page as a reader's browser shows it: Chromium, with no network to reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The address of everything that the page asks for; none of it is given but files."""
    found: list[str] = []

    def refuse(route: Route) -> None:
        found.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    page.route("**/*", refuse)
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
