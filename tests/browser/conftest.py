"""The house that the walk over every page goes through: filled, and kept until the last of these tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.filling import Filled
from tests.browser.looking import looking
from tests.stack import Stack, running

Open = Callable[..., BrowserContext]


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running(Stack(tmp_path_factory.mktemp("house"))) as stack:
        yield stack


@pytest.fixture(scope="package")
def filled(house: Stack) -> Filled:
    return Filled.on(house)


@pytest.fixture(scope="package")
def of_owner(house: Stack, filled: Filled) -> dict[str, list[str]]:
    from tests.browser import pages  # not before Django is set up, which is after this file is read

    return pages.sorted_by_kind(house.url, pages.addresses(filled.rows))


@pytest.fixture(scope="package")
def of_newcomer(house: Stack, filled: Filled) -> dict[str, list[str]]:
    from tests.browser import pages

    return pages.sorted_by_kind(house.url, pages.shared_addresses(), filled.sessions["newcomer"])


@pytest.fixture
def window(browser: Browser, house: Stack, filled: Filled) -> Iterator[Open]:
    """Opens windows on the house: `window("newcomer", 360, "dark")`; without a name, the local owner's."""
    with ExitStack() as stack:

        def open_one(name: str = "", width: int = 1440, theme: str = "light", **more: Any) -> BrowserContext:
            session = filled.sessions[name] if name else ""
            return stack.enter_context(looking(browser, house.url, width, theme, session, **more))

        yield open_one
