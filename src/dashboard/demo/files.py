"""The files the invented suppliers send: what would come by mail in a real county, byte for byte."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.demo import figures, suppliers
from dashboard.demo.figures import Counts
from dashboard.demo.places import NAMES
from dashboard.demo.shelters import FLAT, QUARTERS, Shelter, position
from dashboard.demo.suppliers import Supplier
from dashboard.formats import day

MISSED = ("PM-1", 6, 3)
"""Supplier's key, quarter (2026-Q2) and how many people the first table forgot; the corrected one has them."""
CORRECTED_ON = date(2026, 8, 25)
"""After the quarter's release: the other circles see the old figure until it is released anew."""
STALE = (suppliers.GLEICHNISRODE, 5)
"""Whose table of the quarter before was handed in again for 2026-Q1, and taken back two days later."""
STALE_ON = date(2026, 4, 22)


@dataclass(frozen=True)
class File:
    """One file as it was handed in."""

    name: str
    content: bytes
    supplier: str
    arrived: date
    period: str | None = None
    """Chosen in the dialog where the file itself does not say its period."""


def facilities() -> list[File]:
    """All regular facilities tables in the order of their arrival."""
    files = [
        _facilities(supplier, quarters)
        for supplier in suppliers.SUPPLIERS
        for quarters in suppliers.batches(supplier.silent, supplier.first)
    ]
    return sorted(files, key=lambda file: (file.arrived, file.name))


def correction() -> File:
    """The corrected table of a quarter that was already released."""
    file = _facilities(suppliers.PROBENMUEHLEN, (MISSED[1],), complete=True)
    return replace(file, name=file.name.replace(".csv", "_korrigiert.csv"), arrived=CORRECTED_ON)


def stale() -> File:
    """A table of old figures handed in for a new quarter: the upload that is taken back."""
    supplier, quarter = STALE
    file = _facilities(supplier, (quarter,), counted=quarter - 1)
    return replace(file, name=file.name.replace(".csv", "_Vorquartal.csv"), arrived=STALE_ON)


def _facilities(
    supplier: Supplier, quarters: tuple[int, ...], *, counted: int | None = None, complete: bool = False
) -> File:
    """A supplier's table of some quarters; ``counted``: with the numbers of another one."""
    columns = supplier.columns_of(quarters)
    rows = [
        row
        for quarter in quarters
        for row in _houses(supplier, quarter, quarter if counted is None else counted, complete)
    ]
    return File(
        name=f"Beispieldaten_{supplier.short}_Unterkuenfte_{suppliers.span(quarters)}.csv",
        content=supplier.style.table(columns, rows),
        supplier=supplier.name,
        arrived=suppliers.arrival(quarters, supplier.days_until(quarters[-1])),
        period=None if "quartal" in columns else QUARTERS[quarters[0]],
    )


def _houses(supplier: Supplier, quarter: int, counted: int, complete: bool) -> list[dict[str, str]]:
    """The rows for ``quarter`` with the numbers of the quarter ``counted``."""
    rows = []
    for shelter in figures.in_use(supplier.areas, counted):
        if shelter.kind == FLAT and supplier.flats_one_by_one:
            flats = enumerate(figures.flats(shelter, counted), start=1)
            rows += [_row(supplier, shelter, quarter, counts, f"Wohnung {number}") for number, counts in flats]
            continue
        counts = figures.counts(shelter, counted)
        if (shelter.key, quarter) == MISSED[:2] and not complete:
            counts = _without(counts, MISSED[2])
        name = "Angemietete Wohnungen" if shelter.kind == FLAT else shelter.name_in(counted)
        rows.append(_row(supplier, shelter, quarter, counts, name))
    return rows


def _row(supplier: Supplier, shelter: Shelter, quarter: int, counts: Counts, name: str) -> dict[str, str]:
    style = supplier.style
    is_flat = shelter.kind == FLAT
    row = {
        "quartal": style.quarter(QUARTERS[quarter]),
        "ags": shelter.area,
        "gemeinde": NAMES[shelter.area],
        "unterkunft_id": "" if is_flat else shelter.key,
        "unterkunft": name,
        "art": shelter.kind,
        "traeger": shelter.body,
        "betreiber": shelter.operator,
        "anrechnung": shelter.credited,
        "geschuetzt": "ja" if shelter.protected else "nein",
        "befristet_bis": day(shelter.lease_until) if shelter.lease_until else "",
        "barrierefrei": "ja" if shelter.accessible else "nein",
        "zielgruppe": shelter.group,
        "bemerkung": shelter.remark,
    }
    for figure in figures.FIGURES:
        number = getattr(counts, figure)
        row[figure] = "" if number is None else str(number)
    if not (is_flat or shelter.protected):
        longitude, latitude = position(shelter)
        row["breite"], row["laenge"] = style.degrees(latitude), style.degrees(longitude)
    return row


def _without(counts: Counts, people: int) -> Counts:
    """The same house with newly arrived people forgotten."""
    assert counts.davon_asylblg is not None
    return replace(
        counts,
        belegt=counts.belegt - people,
        abgaenge=counts.abgaenge + people,
        davon_asylblg=counts.davon_asylblg - people,
    )
