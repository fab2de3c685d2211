"""A ZIP file of XML parts, as XLSX and ODS are: parts are streamed, limits hold for what really comes out.

Only what is asked for is unpacked. A part with a document type (the only place where XML declares entities) is
refused, so that nothing can multiply itself.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.parsers import expat

from dashboard.tables.room import Room

_CHUNK = 1 << 18
_LONGEST_TAG = 1 << 22  # bytes between two events of the parser
_FIRST_CHUNK, _LONGEST_FIRST = 1 << 12, 1 << 17  # the same before the root of a part
_MAX_SMALL = 30 * 1024 * 1024  # bytes of a part that is kept as a whole
_MAX_MEMBERS = 20_000
_MEMBER = b"PK\x01\x02"  # begins each entry of the directory at the end
_ENCRYPTED = 1
Attributes = dict[str, str]


class Archive:
    """A ZIP file in memory. `names` are its members; FileUnusable where it is damaged or protected."""

    def __init__(self, data: bytes, room: Room) -> None:
        self.room = room
        if data.count(_MEMBER) > _MAX_MEMBERS:
            room.refuse("enthält zu viele einzelne Dateien. Bitte in Excel oder LibreOffice neu speichern.")
        with self._damage():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {_tidy(info.filename): info for info in self._zip.infolist()}
        self.names = frozenset(self._members)

    def holds(self, folder: str) -> bool:
        """Whether it has any member below a folder."""
        return any(name.startswith(folder.lower()) for name in self.names)

    def start_of(self, name: str, count: int = 1000) -> bytes:
        """The first bytes of a member; nothing where it is absent."""
        if _tidy(name) not in self._members:
            return b""
        with self._damage(), self._open(name) as file:
            return bytes(file.read(count))

    def parse(self, name: str, parser: Any) -> None:
        """Stream a part through an expat parser whose handlers are set."""
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.buffer_text = True
        fed = 0
        with self._damage(), self._open(name) as file:
            self.room.check_bytes(self._members[_tidy(name)].file_size)
            while chunk := file.read(_CHUNK):
                self.room.take_bytes(len(chunk))
                fed += len(chunk)
                parser.Parse(chunk, False)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                    self.room.refuse_damaged()
            parser.Parse(b"", True)

    def each(self, name: str, handle: Callable[[str, Attributes], None]) -> None:
        """Hand local name and attributes of every element of a small part over; an absent part has none."""
        member = self._members.get(_tidy(name))
        if member is None:
            return
        if member.file_size > _MAX_SMALL:
            self.room.refuse_damaged()
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: handle(tag.rpartition(":")[2], attributes)
        self.parse(name, parser)

    def refuse_doctypes(self) -> None:
        """Refuse a document type also in XML parts that are not read."""
        for name in self.names:
            if name.endswith((".xml", ".rels", ".vml")):
                self._look_before_root(name)

    def _look_before_root(self, name: str) -> None:
        rooted: list[str] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, _: rooted.append(tag)
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        fed = 0
        with self._damage(), self._open(name) as file:
            while not rooted and (chunk := file.read(_FIRST_CHUNK)):
                self.room.take_bytes(len(chunk))
                fed += len(chunk)
                try:
                    parser.Parse(chunk, False)
                except expat.ExpatError:
                    return  # what is not read may be damaged
                if fed - parser.CurrentByteIndex > _LONGEST_FIRST:
                    self.room.refuse_damaged()

    def _open(self, name: str) -> Any:
        member = self._members.get(_tidy(name))
        if member is None:
            self.room.refuse_damaged()
        if member.flag_bits & _ENCRYPTED:
            self.room.refuse(
                "ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern und noch einmal einreichen."
            )
        return self._zip.open(member)

    def _refuse_doctype(self, *_: object) -> None:
        self.room.refuse(
            "enthält eine Dokumenttyp-Angabe (DTD), die in Arbeitsmappen nicht vorkommt und den Rechner überlasten "
            "könnte. Bitte in Excel oder LibreOffice öffnen und neu speichern."
        )

    @contextmanager
    def _damage(self) -> Iterator[None]:
        try:
            yield
        except (
            zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
            LookupError, expat.ExpatError,
        ):  # fmt: skip
            self.room.refuse_damaged()


def target_of(part: str, target: str) -> str:
    """The member a relationship of `part` points to."""
    return _tidy(posixpath.join("/", posixpath.dirname(part), target))


def _tidy(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
