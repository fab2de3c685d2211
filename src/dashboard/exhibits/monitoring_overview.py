"""The five fields side by side: what stands first in each, for the page that opens the dashboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard import formats
from dashboard.catalogue import Catalogue, Field
from dashboard.exhibits import monitoring_selection as select
from dashboard.exhibits.charts import Group, KeyFigure, KeyFigures
from dashboard.exhibits.exhibit import NOT_GIVEN, SIGN_MEANINGS, WITHHELD, Column, Exhibit, sign_notes
from dashboard.exhibits.monitoring_card import card
from dashboard.exhibits.monitoring_selection import Opened
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_targets import MONITORING, Target, with_targets
from dashboard.exhibits.readings import NAN, Area, Reading
from dashboard.exhibits.wording import sentence
from dashboard.periods import Period

MOST_PER_FIELD = 3
REFERENCE = "base"
"""The field of what others are measured by is none of the five."""
NO_VALUE = "Zurzeit liegt hier kein Wert vor."
ALL_WITHHELD = f"Die Werte sind {SIGN_MEANINGS[WITHHELD]}."
JUDGED = (("better", "besser"), ("worse", "schlechter"))
EXPLAINED = {note for mark in SIGN_MEANINGS for note in sign_notes([mark])}
COLUMNS = (
    Column("field", "Feld"),
    Column("label", "Kennzahl"),
    Column("text", "Wert"),
    Column("change_text", "Veränderung"),
    Column("as_of", "Stand"),
)


@dataclass(frozen=True)
class Shown:
    """A field with the indicators that are shown of it."""

    field: Field
    cards: tuple[Exhibit, ...]
    readings: tuple[tuple[Observed, Reading], ...]
    areas: tuple[Area, ...]
    withheld: bool
    """Whether there is nothing to show because all there is is withheld."""

    @property
    def figures(self) -> list[KeyFigure]:
        """Its key figures, which know their group and are called by their short titles: columns are narrow."""
        return [
            replace(figure, group=self.field.title, label=seen.indicator.short)
            for one, (seen, _) in zip(self.cards, self.readings, strict=True)
            if isinstance(one.chart, KeyFigures)
            for figure in one.chart.figures
        ]


def fields(catalogue: Catalogue, opened: Opened, until: Period, area: str | None = None) -> Exhibit:
    """Of each field the first three indicators that have a value up to the end of ``until``, as key figures.

    For the district, or one place. A change is judged only where the catalogue says which way is better; indicators
    that must not stand in an overview are left out.
    """
    seen = select.looked_at(catalogue, opened, ["overview"])
    found = [_shown(one, seen, until, area) for one in catalogue.fields.values() if one.code != REFERENCE]
    name = select.district_of(place for one in found for place in one.areas)
    message = _message(found, select.located(name))
    return Exhibit(
        key="overview-fields",
        title=f"Die Felder im Überblick, {until.label}",
        sentence=message,
        chart=KeyFigures(
            tuple(figure for one in found for figure in one.figures),
            tuple(Group(one.field.title, ALL_WITHHELD if one.withheld else NO_VALUE) for one in found),
        ),
        data=_data(found),
        columns=COLUMNS,
        source="; ".join(dict.fromkeys(single.source for one in found for single in one.cards)) or NOT_GIVEN,
        as_of=select.as_of(pair for one in found for pair in one.readings),
        notes=_notes(found),
        alt=f"Kennzahlen nach Feldern: {message}",
    )


def _shown(field: Field, seen: Sequence[Observed], until: Period, area: str | None) -> Shown:
    own = [(one, place) for one in seen if one.indicator.field == field.code and (place := select.whole(one, area))]
    last = [(one, place, one.last(place, until)) for one, place in own]
    known = [entry for entry in last if entry[2].known][:MOST_PER_FIELD]
    return Shown(
        field,
        tuple(card(one, until, place.area) for one, place, _ in known),
        tuple((one, reading) for one, _, reading in known),
        tuple(place for _, place in own),
        not known and any(reading.withheld for _, _, reading in last),
    )


def _message(found: Sequence[Shown], where: str) -> str:
    filled = [one for one in found if one.cards]
    silent = [f"„{one.field.title}“" for one in found if not one.cards and not one.withheld]
    hidden = [f"„{one.field.title}“" for one in found if one.withheld]
    parts = [_how_many(len(filled), len(found), where)]
    if filled and silent:
        parts.append(f"ohne Wert {'ist' if len(silent) == 1 else 'sind'} {formats.join(silent)}")
    if hidden:
        parts.append(f"die Werte zu {formats.join(hidden)} sind {SIGN_MEANINGS[WITHHELD]}")
    return sentence(*parts, _judged([figure for one in filled for figure in one.figures]))


def _how_many(filled: int, count: int, where: str) -> str:
    if not filled:
        return f"zu keinem der {count} Felder liegt{where} ein Wert vor"
    return f"zu {f'allen {count}' if filled == count else f'{filled} von {count}'} Feldern liegen{where} Werte vor"


def _judged(figures: Sequence[KeyFigure]) -> str:
    counts = [(sum(figure.judgement == judged for figure in figures), word) for judged, word in JUDGED]
    said = [f"{count} {word}" for count, word in counts if count]
    if not said:
        return ""
    first = next(count for count, _ in counts if count)
    verb = "ist" if first == 1 else "sind"
    return f"von {len(figures)} gezeigten Kennzahlen {verb} {formats.join(said)} als im Zeitraum davor"


def _data(found: Sequence[Shown]) -> pd.DataFrame:
    rows, leads = [], []
    for one in found:
        for figure, (_, reading) in zip(one.figures, one.readings, strict=True):
            unit = "" if "%" in figure.text else f" {figure.unit}"
            cells = (figure.label, figure.text + unit, figure.change_text, figure.as_of)
            rows.append((one.field.title, *cells, reading.value, reading.sign))
            leads.append(Target(MONITORING, figure.key, reading.place.area))
        if not one.cards:
            sign = WITHHELD if one.withheld else ""
            rows.append((one.field.title, NOT_GIVEN, sign or NOT_GIVEN, NOT_GIVEN, NOT_GIVEN, NAN, sign))
            leads.append(Target(MONITORING))
    names = [*(column.name for column in COLUMNS), "value", "value_sign"]
    return with_targets(pd.DataFrame(rows, columns=names), leads)


def _notes(found: Sequence[Shown]) -> tuple[str, ...]:
    """What must be known of each indicator; what a sign means is said once."""
    cards = [pair for one in found for pair in zip(one.cards, one.readings, strict=True)]
    own = [
        f"{seen.indicator.short}: {note}"
        for single, (seen, _) in cards
        for note in single.notes
        if note not in EXPLAINED
    ]
    explained = {note for single, _ in cards for note in single.notes if note in EXPLAINED}
    explained |= {*sign_notes(WITHHELD for one in found if one.withheld)}
    return (*dict.fromkeys(own), *(note for note in sign_notes(SIGN_MEANINGS) if note in explained))
