"""Libraries that come with an extra of the installation; a document that needs one names it."""

from collections.abc import Iterator
from contextlib import contextmanager

from extractors.errors import FormatNotRead

# extra -> the library it brings, and what that reads
_LIBRARIES = {"pdf": ("pypdfium2", "PDF documents"), "office": ("python_calamine", "workbooks")}


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the import of a reader; raises FormatNotRead where the extra is not installed."""
    library, kind = _LIBRARIES[name]
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != library:
            raise
        raise FormatNotRead(f"this installation does not read {kind}: pip install 'nianbao[{name}]'") from error
