"""Columns that look like data of single persons: such a file is stopped before a byte of it is kept.

The header decides where it is beyond doubt („Geburtsdatum“). Elsewhere the content does: most of a column has to look
like names of persons, birth dates or file numbers. Houses and streets are called after persons too („Haus Elisabeth“,
„Anne-Frank-Straße 5“), so a text with a word of that kind, or with a digit, is no name of a person.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date

from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.first_names import FIRST_NAMES
from dashboard.catalogue.free_text import FILE_NUMBERS, NOT_A_PERSON
from dashboard.catalogue.headers import Layout, normalise
from dashboard.catalogue.vocabulary import PersonalData
from dashboard.intake.findings import Findings
from dashboard.intake.mapping import Column
from dashboard.intake.recognition import Table
from dashboard.periods import Period, PeriodInvalid, read

LOOKED_AT = 2000
"""Distinct values of a column that are looked at."""
FEWEST = 3
"""Distinct values below which the content alone decides nothing."""
WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
TEXTS = frozenset({"unterkunft", "unterkunft_id", "betreiber", "traeger", "zielgruppe"})
"""Known columns of free text in which persons may still stand."""
DOUBTFUL = "Spaltenname und Inhalt sprechen dafür; sind es keine Personen, benennen Sie die Spalte bitte genauer"
OPEN = (None, "dimension")
"""Kinds of columns in which anything may stand."""
LAYOUTS: dict[str, Layout] = {"wide": "wide", "classic": "wide", "long": "long"}
Test = Callable[[str], object]


def stop_personal_data(
    table: Table, columns: Sequence[Column], catalogue: Catalogue, places: Collection[str], findings: Findings
) -> None:
    """Add an error for every column that looks like data of single persons; ``places`` are known names of places."""
    known_places = {normalise(place) for place in places}
    layout: Layout = LAYOUTS.get(table.layout or "", "facilities")
    for column in columns:
        if column.kind in ("period", "place", "indicator") or table.layout in ("flat", "directory"):
            continue
        texts = [text for text in table.cells[column.position].unique()[:LOOKED_AT].tolist() if text]
        if not texts:
            continue
        announced = _announced(table, column, catalogue, layout)
        if announced is not None and announced[1]:
            _stop(findings, table, column, announced[0].title, "der Spaltenname sagt es")
        elif announced and column.kind in OPEN and _mostly(texts, lambda text: _could_be_name(text, known_places), 0.5):
            _stop(findings, table, column, announced[0].title, DOUBTFUL)
        elif (column.kind in OPEN or column.name in TEXTS) and (what := _by_content(texts)) is not None:
            _stop(findings, table, column, what, "der Inhalt spricht dafür")


def _announced(table: Table, column: Column, catalogue: Catalogue, layout: Layout) -> tuple[PersonalData, bool] | None:
    """What the header announces; of a header of several rows every one of them, the surest first."""
    if table.parts and catalogue.headers.find(table.asked(column.position), layout) is not None:
        return None
    texts = table.parts[column.position] if table.parts else (column.header,)
    found = [one for text in texts if text and (one := catalogue.headers.personal(text, layout)) is not None]
    return max(found, key=lambda one: one[1], default=None)


def _stop(findings: Findings, table: Table, column: Column, what: str, why: str) -> None:
    # Where no header was recognised, what stands in its place may be a person's name itself.
    named = column.header if column.header and table.layout is not None else ""
    where = f"Die Spalte „{named}“" if named else f"Die {column.position + 1}. Spalte"
    where += f" im Blatt „{table.sheet}“" if table.sheet else ""
    facts = {"where": where, "what": what, "why": why, "where_from": "die Spalte"}
    findings.add("personal-data", row=table.header_line, column=named or f"Spalte {column.position + 1}", facts=facts)


def _by_content(texts: Sequence[str]) -> str | None:
    if len(texts) < FEWEST:
        return None
    if _mostly(texts, is_name_of_person, 0.6):
        return "Namen von Personen"
    for what, pattern in FILE_NUMBERS.items():
        if _mostly(texts, pattern.fullmatch, 0.6):
            return what
    return "Geburtsdaten" if _are_birth_dates(texts) else None


def _mostly(texts: Sequence[str], test: Test, share: float) -> bool:
    return sum(bool(test(text)) for text in texts) >= share * len(texts)


def is_name_of_person(text: str) -> bool:
    """Two to four words without digits, one of them a common first name, none of them a house's or a street's."""
    words = WORD.findall(text)
    if not 2 <= len(words) <= 4 or any(sign.isdigit() for sign in text) or NOT_A_PERSON.search(text):
        return False
    return any(part in FIRST_NAMES for word in words for part in [normalise(word), *map(normalise, word.split("-"))])


def _could_be_name(text: str, places: Collection[str]) -> bool:
    """Under a header that may announce persons, every short text that is no house, place or number counts."""
    words = WORD.findall(text)
    if not 1 <= len(words) <= 4 or any(sign.isdigit() for sign in text) or NOT_A_PERSON.search(text):
        return False
    return normalise(text) not in places and all(word[:1].isupper() for word in words)


def _are_birth_dates(texts: Sequence[str]) -> bool:
    """At least five different days, scattered over the months and over more than twenty years."""
    days = [day for text in texts if isinstance(day := _day(text), date)]
    if len(days) < max(5, 0.6 * len(texts)):
        return False
    in_year = {(day.month, day.day) for day in days}
    years = {day.year for day in days}
    return len(in_year) >= 5 and max(years) - min(years) > 20 and max(days) <= date.today()


def _day(text: str) -> Period | date | None:
    try:
        return read(text)
    except PeriodInvalid:
        return None
