"""Minutes of sixty pages and forty items to PDF and to DOCX, against the two seconds promised for each."""

import io
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter

import pikepdf

from bench.report import Line, milliseconds
from dashboard.documents.files import WRITERS
from dashboard.documents.minutes import Beside, document
from dashboard.meetings.kinds import BodyKind, MeetingKind, MeetingState, Presence, ResolutionKind, TaskState
from dashboard.meetings.minuted import Attendance, MinutedItem, MinutedResolution, MinutedTask, Minutes
from dashboard.store import Circle

ITEMS, PAGES = 40, 60
SECONDS = 2.0
SENTENCE = "Das Jobcenter berichtet über die **Gemeinschaftsunterkünfte** und die Sprachkurse im Landkreis. "
PARAGRAPHS = 11
BEGIN = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def long_minutes() -> Minutes:
    """Sixty pages: 40 items with text, list, resolution and three tasks each, and 60 organisations."""
    presence = tuple(Attendance(f"Organisation {n}", "labour", Presence.PRESENT, 2) for n in range(60))
    return Minutes(
        1, "Koordinierungsstab", BodyKind.STAFF, MeetingKind.SITTING, "", BEGIN, None, "Kreishaus", MeetingState.HELD,
        True, None, None, None, Circle.INTERNAL, presence, 120, (("labour", 120),),
        tuple(_item(number) for number in range(1, ITEMS + 1)), (),
    )  # fmt: skip


def measure(rounds: int) -> list[Line]:
    """The promise for each kind of file; the shortest way first, what a document is made of counts too."""
    minutes, beside = long_minutes(), Beside({}, {"labour": "Arbeitsmarkt"}, "Landkreis Messung, Koordinierungsstab")
    lines = []
    for suffix, write in WRITERS.items():
        times, data = [], b""
        for _ in range(rounds):
            started = perf_counter()
            data = write(document(minutes, beside))
            times.append(perf_counter() - started)
        size = f"{pages(data)} pages" if suffix == ".pdf" else f"{len(data) // 1024} KiB"
        what = f"minutes, {ITEMS} items, to {suffix} ({size})"
        lines.append(Line(what, milliseconds(median(times)), f"{SECONDS:.0f} s", median(times) / SECONDS, 1.0))
    return lines


def pages(data: bytes) -> int:
    """How many a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def _item(number: int) -> MinutedItem:
    text = "\n\n".join([*[SENTENCE * 5] * PARAGRAPHS, "- eins\n- zwei\n- drei"])
    resolution = MinutedResolution(
        number, f"2026-{number:02d}", ResolutionKind.AGREEMENT, SENTENCE, "einstimmig", "", Circle.PUBLIC
    )
    tasks = tuple(
        MinutedTask(place, "Räume suchen und der Geschäftsführung berichten", "Jobcenter, Leitung", date(2027, 1, 31),
                    resolution.number, Circle.PUBLIC, TaskState.OPEN)
        for place in range(3)
    )  # fmt: skip
    return MinutedItem(
        str(number), f"Bericht {number}", False, number, Circle.PUBLIC, "09:30", "Jobcenter", f"{number}/2026",
        "Fachausschuss\nKreistag", ("https://kreis.example/vorlage",), text, resolutions=(resolution,), tasks=tasks,
    )  # fmt: skip
