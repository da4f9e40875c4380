"""Show without a network. The archive that `nianbao demo` replays: made pages with published figures."""

from importlib.resources import files
from pathlib import Path


def sample_archives() -> tuple[Path, ...]:
    """The WARC files shipped with the package, as paths."""
    return (Path(str(files(__name__) / "sample.warc.gz")),)
