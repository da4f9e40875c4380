"""Libraries that come with an extra of the installation; a document that needs one names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from extractors.errors import FormatNotRead, NeedsRoom

# extra -> the libraries it brings, and what they read
_LIBRARIES = {
    "pdf": (("pypdfium2",), "PDF documents"),
    "office": (("python_calamine",), "workbooks"),
    "ocr": (("rapidocr", "onnxruntime", "cv2", "PIL", "pypdfium2"), "pictures"),
}


def is_installed(name: str) -> bool:
    """Whether the libraries of an extra are there; none of them is loaded."""
    return all(find_spec(library) is not None for library in _LIBRARIES[name][0])


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the import of a reader; raises FormatNotRead where the extra is not installed."""
    libraries, _ = _LIBRARIES[name]
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in libraries:
            raise
        raise FormatNotRead(_missing(name)) from error


def need_room(name: str, room: bool) -> None:
    """Ahead of what takes an extra and more room than a page: raises FormatNotRead without the one, NeedsRoom without
    the other."""
    if not is_installed(name):
        raise FormatNotRead(_missing(name))
    if not room:
        raise NeedsRoom


def _missing(name: str) -> str:
    return f"this installation does not read {_LIBRARIES[name][1]}: pip install 'nianbao[{name}]'"
