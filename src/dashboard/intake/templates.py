"""Templates: tables with this county's places, ready to be filled in and handed in again as they are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.headers import Layout
from dashboard.errors import NotFound
from dashboard.formats import day
from dashboard.intake.context import Territory
from dashboard.intake.template_rows import last_houses, last_values
from dashboard.periods import Frequency, Period
from dashboard.store import Actor, Circle, Role
from dashboard.tables import write_csv

Shape = Literal["wide", "long"]
Value = str | int | float | date | None
PERIOD_COLUMNS = {
    Frequency.QUARTER: "quartal",
    Frequency.HALF: "halbjahr",
    Frequency.YEAR: "jahr",
    Frequency.MONTH: "monat",
}
YES_NO = ("ja", "nein")
NOT_ASKED = "bemerkung"
"""Internal remarks are nobody's to send round; a new quarter has new ones."""


@dataclass(frozen=True)
class Column:
    """One column: its header, and what the catalogue says about it."""

    name: str
    header: str
    explanation: str
    must: bool = False
    choices: tuple[str, ...] = ()
    """Words offered in a drop-down."""


@dataclass(frozen=True)
class Template:
    """A table to be filled in."""

    key: str
    """For the file name."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[dict[str, Value], ...]
    """By column name; what is missing is to be filled in."""
    hints: tuple[str, ...] = ()
    """German sentences for whoever fills it in."""
    closed: frozenset[tuple[int, str]] = frozenset()
    """Row and column of cells that stay empty: the figure is not known for such a place."""

    def csv(self) -> bytes:
        """A CSV that opens in Excel and can be handed in."""
        cells = {
            column.header: pd.Series([spelled(row.get(column.name)) for row in self.rows], dtype="str")
            for column in self.columns
        }
        return write_csv(pd.DataFrame(cells))


def facilities(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    period: Period,
    *,
    areas: Sequence[str] | None = None,
    figures: bool = False,
) -> Template:
    """The facilities known before ``period``, one row each; ``figures``: with their last numbers, to be overwritten.

    For editors of the internal circle. Protected houses are in it only for those allowed to see them.
    """
    territory = _allowed(session, actor)
    wanted = _inside(territory, areas)
    houses = last_houses(session, actor, wanted, period)
    label = Labels(territory)
    described = [column for column in catalogue.vocabulary.facilities if column.name != NOT_ASKED]
    choices = {
        "kind": tuple(kind.name for kind in catalogue.vocabulary.kinds), "yes_no": YES_NO,
        "place_name": label.all(wanted), "place": label.all(_inside(territory, None)),
    }  # fmt: skip
    columns = tuple(
        Column(
            one.name, header_of(catalogue, one.name, one.title, "facilities"), one.explanation, one.must,
            choices.get(one.kind, ()),
        )
        for one in described
    )  # fmt: skip
    rows = tuple(_house(house, period, label, figures) for house in houses.to_dict("records"))
    hints = [
        "Bitte eine Zeile je Unterkunft. Was schon darin steht, hatten Sie zuletzt so gemeldet.",
        "Löschen Sie die Zeile einer Unterkunft, die es nicht mehr gibt, und fügen Sie unten neue hinzu.",
        "Wohnungen genügen als eine Zeile je Ort; Namen und Anschriften von Wohnungen werden nie gespeichert.",
    ]
    if not actor.sees_protected:
        hints.append("Geschützte Häuser stehen nie in dieser Vorlage. Bitte sprechen Sie uns an, wie Sie sie melden.")
    older = houses[houses["period"] != period.previous().code].drop_duplicates("area")
    hints += [
        f"{territory.name(area)}: Die Angaben sind aus dem {Period.of(code).label}."
        for area, code in zip(older["area"], older["period"], strict=True)
    ]
    return Template(f"Unterkuenfte_{period.code}", f"Unterkünfte {period.label}", columns, rows, tuple(hints))


def values(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    period: Period,
    indicators: Collection[str],
    *,
    areas: Sequence[str] | None = None,
    figures: bool = False,
    shape: Shape = "wide",
) -> Template:
    """A row per place and a column per indicator (or a row per value); for editors of the internal circle.

    Only indicators of the period's frequency that files may bring; raises NotFound where none is left. ``figures``:
    with the values of the period before, to be overwritten.
    """
    territory = _allowed(session, actor)
    asked = [one for one in fillable(catalogue, period) if one.code in indicators]
    if not asked:
        raise NotFound(f"Für {period.label} gibt es in dieser Tabelle keine Kennzahl, die jemand melden könnte.")
    wanted = _inside(territory, areas) if areas is not None else _usual_places(territory, asked)
    label = Labels(territory)
    known = last_values(session, [one.code for one in asked], wanted, period) if figures else {}
    period_name = PERIOD_COLUMNS[period.frequency]
    start = [
        Column(
            period_name, header_of(catalogue, period_name, period_name.title(), shape), f"Immer {period.code}.", True
        ),
        Column("ags", "AGS", "Amtlicher Schlüssel des Ortes. In neuen Zeilen genügt der Name."),
        Column("gemeinde", "Gemeinde", "Name des Ortes.", True, label.all(wanted)),
    ]
    rows: list[dict[str, Value]] = [
        {period_name: period.code, "ags": area, "gemeinde": label.of(area)} for area in wanted
    ]
    closed: set[tuple[int, str]] = set()
    if shape == "wide":
        columns = [Column(one.code, header_of(catalogue, one.code, one.short, shape), _about(one)) for one in asked]
        for position, area in enumerate(wanted):
            rows[position] |= {one.code: known.get((one.code, area)) for one in asked}
            closed |= {(position, one.code) for one in asked if not _level_fits(one, area, territory)}
    else:
        columns = [
            Column("kennzahl", "Kennzahl", "Welche Zahl gemeint ist.", True, tuple(one.short for one in asked)),
            Column("wert", "Wert", "Die Zahl; leere Zeilen werden nicht übernommen.", True),
        ]
        rows = [
            {**row, "kennzahl": one.short, "wert": known.get((one.code, area))}
            for row, area in zip(rows, wanted, strict=True)
            for one in asked
            if _level_fits(one, area, territory)
        ]
    hints = (
        "Lassen Sie leer, was Sie nicht wissen. Ein „-“ heißt: genau null.",
        *sorted({one.trap for one in asked} - {""}),
    )
    return Template(
        f"Kennzahlen_{period.code}", f"Kennzahlen {period.label}", (*start, *columns), tuple(rows), hints,
        frozenset(closed),
    )  # fmt: skip


def fillable(catalogue: Catalogue, period: Period) -> list[Indicator]:
    """The indicators a table for this period can bring, without those that are sums of facilities."""
    every = (one for one in catalogue.enabled() if one.reported and one.frequency is period.frequency)
    return [one for one in every if one.code not in FIGURES]


class Labels:
    """What a place is called in a table so that it is read as this place again."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._kinds = dict(zip(territory.places["area"], territory.places["kind"], strict=True))
        self._short = dict(zip(territory.places["area"], territory.places["short_name"], strict=True))

    def of(self, area: str) -> str:
        """The name, with its kind where the name alone means several places; the code where nothing else helps."""
        for text in (self._territory.name(area), f"{self._kinds.get(area, '')} {self._short.get(area, '')}"):
            if self._territory.matcher.match(text).area == area:
                return text
        return area

    def all(self, areas: Sequence[str]) -> tuple[str, ...]:
        """The labels of several places."""
        return tuple(self.of(area) for area in areas)


def spelled(value: Value) -> str:
    """A cell of a CSV in German: decimal comma, 30.09.2026."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _allowed(session: Session, actor: Actor) -> Territory:
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    return Territory(session)


def _inside(territory: Territory, areas: Sequence[str] | None) -> list[str]:
    """These places in official order; without ``areas`` all below the district, or the city itself."""
    own = [area for area in territory.levels if area.startswith(territory.district.area)]
    if areas is not None:
        return [area for area in own if area in set(areas)]
    return [area for area in own if area != territory.district.area] or own


def _usual_places(territory: Territory, asked: Sequence[Indicator]) -> list[str]:
    """The Gemeinden, and the district where a figure is known only for it."""
    own = [area for area in _inside(territory, None) if territory.levels[area] != "association"]
    fitting = [area for area in own if any(_level_fits(one, area, territory) for one in asked)]
    rest = [one for one in asked if not any(_level_fits(one, area, territory) for area in fitting)]
    return fitting + ([territory.district.area] if rest and territory.district.area not in fitting else [])


def _level_fits(one: Indicator, area: str, territory: Territory) -> bool:
    is_city = territory.district.is_city and area == territory.district.area
    return territory.levels[area] in one.levels or (is_city and "municipality" in one.levels)


def _house(house: dict[Any, Any], period: Period, label: Labels, figures: bool) -> dict[str, Value]:
    row: dict[str, Value] = {name: value for name, value in house.items() if name not in ("area", "period", *FIGURES)}
    row |= {"quartal": period.code, "ags": house["area"], "gemeinde": label.of(house["area"])}
    row["anrechnung"] = label.of(house["anrechnung"]) if house["anrechnung"] else None
    return row | ({name: house[name] for name in FIGURES} if figures else {})


def header_of(catalogue: Catalogue, name: str, title: str, layout: Layout) -> str:
    """The catalogue's title where it is read back as this column, else the column's own name."""
    match = catalogue.headers.find(title, layout)
    return title if match is not None and match.name == name else name


def _about(one: Indicator) -> str:
    return " ".join(text for text in (f"{one.title} ({one.unit}).", one.definition) if text)
