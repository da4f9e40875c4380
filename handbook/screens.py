"""Pictures of the explorer's screens on the shipped sample, taken in a real browser on this machine."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from playwright.sync_api import sync_playwright

LISTED = Path(__file__).with_name("screens.toml")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
WIDTH, HEIGHT = 1280, 860
NIANBAO = (sys.executable, "-c", "from nianbao.cli.main import main; main()")


def listed() -> Sequence[Mapping[str, str]]:
    """The screens that are pictured: file, address and words of each."""
    screens: list[Mapping[str, str]] = tomllib.loads(LISTED.read_text("utf-8"))["screen"]
    return screens


@contextmanager
def explorer() -> Iterator[str]:
    """The explorer on the sample, in a home of its own that is gone afterwards; gives its address."""
    home = Path(mkdtemp(prefix="nianbao-handbook-"))
    # So that the account that serves root can enter it.
    home.chmod(0o755)
    surroundings = {**os.environ, "NIANBAO_HOME": str(home)}
    try:
        subprocess.run([*NIANBAO, "demo"], env=surroundings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        command = [*NIANBAO, "--sample", "explore", "--port", "0"]
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE, text=True) as serving:  # noqa: S603 - ours
            try:
                yield _address(serving.stderr or ())
            finally:
                serving.terminate()
    finally:
        subprocess.run([*NIANBAO, "--sample", "db", "stop"], env=surroundings, check=False)  # noqa: S603 - ours
        shutil.rmtree(home)


def _address(told: Iterable[str]) -> str:
    """Where it says that it listens. Raises SystemExit where it does not come up."""
    for line in told:
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
    raise SystemExit("the explorer did not start")


def take(address: str, folder: Path) -> None:
    """A picture of every screen into a folder. Raises SystemExit for a screen that is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for screen in listed():
            answer = page.goto(address + screen["address"], wait_until="networkidle")
            if answer is None or not answer.ok:
                raise SystemExit(f"{screen['address']}: {answer and answer.status}")
            page.screenshot(path=folder / f"{screen['file']}.png")
        browser.close()


def page_of_them() -> str:
    """A page that shows them, in Markdown."""
    parts = [f"## {screen['words']}\n\n![{screen['words']}](screens/{screen['file']}.png)\n" for screen in listed()]
    told = "Taken on the shipped sample when this site was built. Its pages are made, its figures are published ones.\n"
    return "\n".join(["# The explorer in pictures\n", told, *parts])
