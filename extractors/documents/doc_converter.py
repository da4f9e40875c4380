"""LibreOffice as a converter: a process of its own with a profile of its own, that runs no macro, follows no link and
reaches no network."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from extractors.errors import Refused

DEADLINE = 120.0  # seconds; a report takes 3 to 15 on one core, most of it for the start
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_NO_NETWORK = ("unshare", "--map-root-user", "--net")
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "docx")


def converter() -> str | None:
    """Where LibreOffice is; nothing where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def converted(body: bytes, suffix: str) -> bytes:
    """The document as DOCX. Raises Refused where LibreOffice cannot read it, or not in time."""
    with tempfile.TemporaryDirectory(prefix="nianbao-convert-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document.{suffix}"
        source.write_bytes(body)
        profile = folder / "profile" / "user" / "registrymodifications.xcu"
        profile.parent.mkdir(parents=True)
        profile.write_bytes(files("extractors.documents").joinpath("doc_profile.xml").read_bytes())
        _run(folder, source)
        result = folder / "document.docx"
        if not result.is_file():
            raise Refused(f"LibreOffice cannot read this {suffix.upper()} document: it is damaged or encrypted")
        return result.read_bytes()


def _run(folder: Path, source: Path) -> None:
    program = converter()
    if program is None:
        raise Refused("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [*_walls(), program, profile, *_OPTIONS, "--outdir", str(folder), str(source)]
    process = subprocess.Popen(  # noqa: S603 - the program is found by its own name, the document is only a file
        command,
        cwd=folder,
        env=_surroundings(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(DEADLINE)
    except subprocess.TimeoutExpired:
        raise Refused(f"LibreOffice has not converted it within {DEADLINE:.0f} seconds") from None
    finally:
        # The program starts others; all of them are of its session.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _surroundings(folder: Path) -> dict[str, str]:
    """Nothing of ours but where programs are; a proxy that leads nowhere."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


@cache
def _walls() -> tuple[str, ...]:
    """What starts a program without any network, where the system allows that."""
    if shutil.which(_NO_NETWORK[0]) is None:
        return ()
    tried = subprocess.run([*_NO_NETWORK, "true"], capture_output=True, check=False)  # noqa: S603 - a constant
    return _NO_NETWORK if tried.returncode == 0 else ()
