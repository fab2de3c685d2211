"""The first look at a file: what its beginning was taken for, before the whole of it is read and checked."""

from dataclasses import dataclass

from dashboard.catalogue.catalogue import Catalogue
from dashboard.intake.recognition import Layout, recognise
from dashboard.tables import Grid, read

HEAD_BYTES = 256 << 10
"""Of a longer text file only so much is looked at."""
PACKED = (b"\x1f\x8b", b"PK", b"\xd0\xcf", b"\xff\xfe", b"\xfe\xff")
"""Beginnings of files that cannot be cut at a line end: packed ones, workbooks, UTF-16."""


@dataclass(frozen=True)
class FirstLook:
    """What the beginning of a file says: no content, because nobody has looked for names in it yet."""

    layout: Layout | None
    why: str
    headers: tuple[str, ...]
    whole: bool
    """Whether this was the whole file."""


def first_look(data: bytes, name: str, catalogue: Catalogue) -> FirstLook:
    """Recognise the file by its beginning; of several sheets the first with a known layout.

    Raises FileUnusable for what is no table at all.
    """
    head = data if data.startswith(PACKED) else _head(data)
    looks = [_look(grid, catalogue, whole=len(head) == len(data)) for grid in read(head, name)]
    return next((look for look in looks if look.layout is not None), looks[0])


def _head(data: bytes) -> bytes:
    if len(data) <= HEAD_BYTES:
        return data
    end = data.rfind(b"\n", 0, HEAD_BYTES)
    return data if end < 0 else data[: end + 1]


def _look(grid: Grid, catalogue: Catalogue, *, whole: bool) -> FirstLook:
    table = recognise(grid, catalogue)
    return FirstLook(table.layout, table.why, table.headers, whole)
