"""A real Chromium, one a module; every context notes what is asked of the network and what the console says."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

PROGRAM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",  # root may not have Chromium's own
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """A window, and all that happened in it: addresses asked for, what the console said, what asked for attention."""

    context: BrowserContext
    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """Note a dialog and close it."""
        self.alarms.append(dialog.message)
        dialog.dismiss()

    def strangers(self, address: str) -> list[str]:
        """What was asked of another host or port than that of this address; data: stays in the page."""
        return [
            asked
            for asked in self.asked
            if urlsplit(asked).scheme != "data" and urlsplit(asked).netloc != urlsplit(address).netloc
        ]


Window = Callable[..., AbstractContextManager[Visit]]


# For a module and no longer: while it is open an event loop runs in this thread, and tests that follow may want one.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Window:
    """Opens a window of a width and height in pixels, for a with-statement."""

    @contextmanager
    def opened(width: int = 1280, height: int = 850) -> Iterator[Visit]:
        context = chromium.new_context(viewport={"width": width, "height": height})
        visit = Visit(context, context.new_page())
        context.on("request", lambda request: visit.asked.append(request.url))
        context.on("console", lambda message: visit.said.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: visit.alarms.append(str(error.error)))
        context.on("dialog", visit.refuse)
        context.on("page", lambda page: visit.alarms.append(f"a window opened: {page.url}"))
        context.on("download", lambda download: visit.alarms.append(f"a download: {download.url}"))
        try:
            yield visit
        finally:
            context.close()

    return opened
