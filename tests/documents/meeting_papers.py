"""Minutes, figures and tasks made up in memory, and what stands in the files made of them."""

import io
import shutil
import zipfile
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import docx
import pandas as pd
import pikepdf

from dashboard.documents.minutes import Beside
from dashboard.documents.minutes_items import Figure
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import Bars
from dashboard.exhibits.exhibit import Column, Kind
from dashboard.meetings.kinds import BodyKind, MeetingKind, MeetingState, Presence, ResolutionKind, TaskState
from dashboard.meetings.minuted import Approval, Attendance, MinutedItem, MinutedResolution, MinutedTask, Minutes
from dashboard.meetings.queries import NOT_PUBLIC
from dashboard.store import Circle

BEGIN = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
APPROVED = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
OFFICE = "Landkreis Musterland, Koordinierungsstab"
TODAY = date(2026, 11, 26)
TASK = MinutedTask(1, "Räume suchen", "Jobcenter, Leitung", date(2027, 1, 31), "2026-07", Circle.PUBLIC, TaskState.OPEN)
RESOLUTION = MinutedResolution(
    1, "2026-07", ResolutionKind.PROPOSAL, "Die Gemeinschaftsunterkünfte\nwerden *begangen*.", "einstimmig",
    "Kreisausschuss", Circle.PUBLIC,
)  # fmt: skip
PRESENCE = (
    Attendance("Jobcenter", "labour", Presence.PRESENT, 2),
    Attendance("Kirche", "", Presence.EXCUSED, 0),
    Attendance("", "education", Presence.GUEST, 1),
)


def item(number: int, **more: Any) -> MinutedItem:
    """An item that everybody reads."""
    facts = {"id": number, "circle": Circle.PUBLIC, "text": f"Satz zu {number}.", **more}
    return MinutedItem(str(number), f"Bericht {number}", False, **facts)


def closed(number: int) -> MinutedItem:
    """An item of which the circle knows the number."""
    return MinutedItem(str(number), NOT_PUBLIC, True)


def minutes(*items: MinutedItem, **more: Any) -> Minutes:
    """A draft for the Koordinierungsstab."""
    facts = {"for_circle": Circle.COORDINATION, "attendance": PRESENCE, "addenda": (), "approval": None, **more}
    return Minutes(
        meeting=12, body="Koordinierungsstab", body_kind=BodyKind.STAFF, kind=MeetingKind.SITTING, title="",
        starts_at=BEGIN, ends_at=None, place="Kreishaus", state=MeetingState.HELD, draft=facts["approval"] is None,
        draft_sent_on=None, objections_until=None, heads=3, heads_by_field=(("education", 1), ("labour", 2)),
        items=items, **facts,
    )  # fmt: skip


def approved(who: str = "Erika") -> Approval:
    return Approval(who, APPROVED, "ab" * 32)


def beside(**figures: Figure) -> Beside:
    """Two fields in another order than that of their codes; figures as ``f7=…``."""
    known = {int(name[1:]): one for name, one in figures.items()}
    return Beside(known, {"labour": "Arbeitsmarkt", "education": "Sprache und Bildung"}, OFFICE)


def exhibit(title: str = "Belegung", sentence: str = "In Aue sind 12 Personen untergebracht.") -> Exhibit:
    columns = (Column("n", "Ort"), Column("v", "Belegt", Kind.NUMBER, unit="Personen"))
    data = pd.DataFrame({"n": ["Aue", "Bach"], "v": [12.0, 30.0]})
    return Exhibit(
        "k", title, sentence, Bars("n", ("v",), "Personen"), data, columns, "Eigene Erhebung", "30.09.2026", (),
        f"Säulen: {sentence}",
    )  # fmt: skip


def figure(circle: Circle = Circle.COORDINATION) -> Figure:
    return Figure(exhibit(), circle, date(2026, 11, 20))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of the paragraphs of a DOCX, empty ones left out."""
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [(one.style.name, one.text) for one in found if one.text.strip()]


def headings(data: bytes) -> list[tuple[int, str]]:
    """Level and text of the headings of a DOCX."""
    found = paragraphs(data)
    return [(int(style[-1]), text) for style, text in found if style.startswith("Heading")]


def tables(data: bytes) -> list[list[list[str]]]:
    """The cells of the tables of a DOCX."""
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in docx.Document(io.BytesIO(data)).tables]


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """Level and text of the bookmarks of a PDF, in order."""
    found: list[tuple[int, str]] = []

    def walk(some: Any, level: int) -> None:
        for one in some:
            found.append((level, one.title))
            walk(one.children, level + 1)

    with pikepdf.open(io.BytesIO(data)) as opened, opened.open_outline() as outline:
        walk(outline.root, 1)
    return found


def everything_in(data: bytes) -> str:
    """Text and attributes of every part of a DOCX, also what nobody sees."""
    texts, rest = [], []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            rest.append(name)
            if name.endswith((".xml", ".rels")):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    texts.append(element.text or "")
                    rest += element.attrib.values()
    return " ".join("".join(texts).split()) + " ".join(rest)


def hidden_in(data: bytes) -> str:
    """What a PDF says beside its pages: properties, bookmarks and the descriptions of its tags."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        told = [str(value) for value in opened.docinfo.values()]
        if "/Metadata" in opened.Root:
            told.append(opened.Root.Metadata.read_bytes().decode())
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary):
                told += [
                    str(thing[key]) for key in ("/Alt", "/ActualText", "/Title", "/URI", "/Contents") if key in thing
                ]
    return " ".join([*told, *(title for _, title in bookmarks(data))])


def is_there(program: str) -> bool:
    return shutil.which(program) is not None
