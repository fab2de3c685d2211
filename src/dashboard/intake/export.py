"""What holds, as a table that could be handed in again as it is: facilities, or figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.accommodation.models import FIGURES, Facility, Occupancy, Report
from dashboard.catalogue.catalogue import Catalogue
from dashboard.catalogue.headers import normalise
from dashboard.errors import NotFound
from dashboard.formats import number
from dashboard.geography.places import within
from dashboard.intake.brought import FACILITIES, table_titles
from dashboard.intake.context import Territory
from dashboard.intake.template_rows import COLUMNS, house_of
from dashboard.intake.templates import YES_NO, Labels, header_of
from dashboard.observations.queries import breakdown_members, values
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role
from dashboard.tables import write_csv
from dashboard.tables.workbook_writing import Sheet, write_xlsx

Shape = Literal["long", "wide"]
SHAPES: tuple[Shape, ...] = ("long", "wide")
"""All figures in one table: a row per value with its breakdown, or a row per place and period with the totals."""
OTHER_NAMES = {"unterkuenfte": FACILITIES, "belegung": FACILITIES, "occupancy": FACILITIES, "kennzahlen": "long"}
PERIOD, AREA, PLACE = "Zeitraum", "AGS", "Gemeinde"
INDICATOR, VALUE, WHOLE = "Kennzahl", "Wert", "Insgesamt"
REMARK = "bemerkung"


@dataclass(frozen=True)
class Export:
    """A table to be written: its cells as they are to be read back, and German sentences about what is not in it."""

    title: str
    frame: pd.DataFrame
    signs: dict[str, str] = field(default_factory=dict)
    """Number column -> column with its signs."""
    remarks: tuple[str, ...] = ()

    def csv(self) -> bytes:
        """UTF-8 with the mark Excel needs, semicolon, decimal comma."""
        return write_csv(self.frame, signs=self.signs)

    def xlsx(self) -> bytes:
        """One sheet; FileUnusable where a sheet has no room for the rows."""
        return write_xlsx([Sheet(self.title, self.frame, signs=self.signs)])


WRITERS: dict[str, Callable[[Export], bytes]] = {"csv": Export.csv, "xlsx": Export.xlsx}


def export(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    table: str,
    period: Period | None = None,
    shape: Shape = "long",
) -> Export:
    """What holds for the own places in a table, of all periods or of one; for editors of the internal circle.

    ``table``: ``facilities``, ``long`` or ``wide`` (all figures in that shape), a field's or an indicator's code, or a
    field's title. Protected facilities are in it for those allowed to see them. NotFound where there is no such table
    or nothing in it.
    """
    actor.require(Role.EDITOR)
    actor.require_circle(Circle.INTERNAL)
    name = _table(catalogue, table)
    territory = Territory(session)
    if name == FACILITIES:
        found = _facilities(session, actor, catalogue, territory, period)
    else:
        codes = [
            one.code
            for one in catalogue.enabled()
            if one.reported and (name in SHAPES or name in (one.field, one.code))
        ]
        found = _figures(session, catalogue, territory, codes, period, "wide" if name == "wide" else shape)
    if found.frame.empty:
        when = f" für {period.label}" if period else ""
        raise NotFound(f"In der Tabelle „{table}“ liegt{when} nichts vor.")
    return found


def names(catalogue: Catalogue) -> list[str]:
    """What can be asked for, apart from single indicators."""
    return [FACILITIES, *SHAPES, *catalogue.fields]


def _table(catalogue: Catalogue, text: str) -> str:
    wanted = normalise(text)
    known = {normalise(name): name for name in (*catalogue.indicators, *names(catalogue))}
    titles = {normalise(title): name for name, title in table_titles(catalogue).items()}
    found = known.get(wanted) or titles.get(wanted) or OTHER_NAMES.get(wanted)
    if found is None:
        known_names = ", ".join(names(catalogue))
        raise NotFound(f"Eine Tabelle „{text}“ gibt es nicht. Möglich sind {known_names} und der Code jeder Kennzahl.")
    return found


def _facilities(
    session: Session, actor: Actor, catalogue: Catalogue, territory: Territory, period: Period | None
) -> Export:
    columns = {**COLUMNS, REMARK: Occupancy.remark}
    statement = (
        select(*(column.label(name) for name, column in columns.items()))
        .join(Report, Report.id == Occupancy.report)
        .join(Facility, Facility.id == Occupancy.facility)
        .where(Report.current)
        .order_by(Report.period_end, Report.area, Occupancy.kind, Occupancy.name, Occupancy.id)
    )
    if period is not None:
        statement = statement.where(Report.period == period.code)
    rows = [house_of(row) for row in session.execute(statement).mappings()]
    hidden = {(row["area"], row["period"]) for row in rows if row["geschuetzt"] == YES_NO[0]}
    remarks: tuple[str, ...] = ()
    if hidden and not actor.sees_protected:
        # Without its protected house a place would lose it when the table is handed in again: leave the place out.
        rows = [row for row in rows if (row["area"], row["period"]) not in hidden]
        left = ", ".join(sorted({territory.name(area) for area, _ in hidden}))
        remarks = (f"Orte mit einem geschützten Haus sind nicht enthalten: {left}.",)
    label = Labels(territory)
    for row in rows:
        row |= {"quartal": row["period"], "ags": row["area"], "gemeinde": label.of(row["area"])}
        row["anrechnung"] = label.of(row["anrechnung"]) if row["anrechnung"] else None
    described = [one for one in catalogue.vocabulary.facilities if one.name in {"quartal", "ags", "gemeinde", *columns}]
    cells = {
        header_of(catalogue, one.name, one.title, "facilities"): pd.Series(
            [row[one.name] for row in rows], dtype=object
        )
        for one in described
    }
    return Export("Unterkünfte", pd.DataFrame(cells), remarks=remarks)


def _figures(
    session: Session,
    catalogue: Catalogue,
    territory: Territory,
    codes: Sequence[str],
    period: Period | None,
    shape: Shape,
) -> Export:
    frame = values(session, Circle.INTERNAL, indicators=codes)
    if period is not None:
        frame = frame[frame["period"] == period.code]
    own = frame["area"].map(lambda area: within(area, territory.district.area)).astype(bool)
    remarks = []
    if not {*FIGURES}.isdisjoint(codes):
        remarks.append(f"Summen der einzelnen Unterkünfte sind nicht enthalten; sie stehen in „{FACILITIES}“.")
    if not own.all():
        other = ", ".join(sorted({territory.name(area) for area in frame.loc[~own, "area"]}))
        remarks.append(f"Werte anderer Gebiete, die zum Vergleich dienen, sind nicht enthalten: {other}.")
    frame = frame[own]
    if shape == "wide":
        totals = frame["breakdown"].eq("")
        if not totals.all():
            remarks.append(f"Gegliederte Werte sind nicht enthalten: {number(int((~totals).sum()))}.")
        frame = frame[totals]
    label = Labels(territory)
    named = {area: label.of(area) for area in frame["area"].unique()}
    head = pd.DataFrame({PERIOD: frame["period"], AREA: frame["area"], PLACE: frame["area"].map(named)}, dtype=object)
    titles = {code: _spelling(catalogue, code, shape) for code in codes}
    if shape == "wide":
        return _wide(frame, head, titles, tuple(remarks))
    return Export("Kennzahlen", _long(session, catalogue, frame, head, titles), {VALUE: "sign"}, tuple(remarks))


def _long(
    session: Session, catalogue: Catalogue, frame: pd.DataFrame, head: pd.DataFrame, titles: dict[str, str]
) -> pd.DataFrame:
    """A row per value: where, when, what, its categories („Insgesamt“ where it is the whole), the number, its sign."""
    keys = frame["breakdown"]
    members = breakdown_members(session, [key for key in keys.unique() if key])
    dimensions = sorted({name for each in members.values() for name in each})
    cells = head.assign(**{INDICATOR: frame["indicator"].map(titles)})
    for name in dimensions:
        header = header_of(catalogue, name, name.capitalize(), "long")
        cells[header] = keys.map({key: each.get(name, WHOLE) for key, each in members.items()}).fillna(WHOLE)
    return cells.assign(**{VALUE: frame["value"], "sign": frame["sign"]}).reset_index(drop=True)


def of_series(catalogue: Catalogue, code: str, frame: pd.DataFrame) -> Export:
    """The values of one indicator as a circle has them (``accommodation.series``), a row each, withheld ones as "•".

    Without sums of places, which nobody stated: inside the office the table can be handed in again as it is.
    """
    stated = frame[~frame["derived"].astype(bool)].reset_index(drop=True)
    cells = {
        PERIOD: stated["period"],
        AREA: stated["area"],
        PLACE: stated["name"],
        INDICATOR: _spelling(catalogue, code, "long"),
    }
    for name in sorted({name for members in stated["members"] for name in members}):
        header = header_of(catalogue, name, name.capitalize(), "long")
        cells[header] = [members.get(name, WHOLE) for members in stated["members"]]
    table = pd.DataFrame({**cells, VALUE: stated["value"].astype(float), "sign": stated["sign"]})
    return Export(catalogue.indicators[code].short, table, {VALUE: "sign"})


def _spelling(catalogue: Catalogue, code: str, shape: Shape) -> str:
    """What an indicator is called in a column's header, or in a cell of a column of indicators."""
    short = catalogue.indicators[code].short
    if shape == "wide":
        return header_of(catalogue, code, short, shape)
    match = catalogue.headers.indicator(short)
    return short if match is not None and match.name == code else code


def _wide(frame: pd.DataFrame, head: pd.DataFrame, titles: dict[str, str], remarks: tuple[str, ...]) -> Export:
    """A row per place and period, a column per indicator that has a value."""
    rows = head.drop_duplicates([PERIOD, AREA]).set_index([PERIOD, AREA])
    keyed = frame.rename(columns={"period": PERIOD, "area": AREA})
    numbers = keyed.pivot(index=[PERIOD, AREA], columns="indicator", values="value").reindex(rows.index)
    signs = keyed.pivot(index=[PERIOD, AREA], columns="indicator", values="sign").reindex(rows.index)
    marks: dict[str, str] = {}
    for code in (code for code in titles if code in numbers):
        rows[titles[code]] = numbers[code]
        if signs[code].fillna("").ne("").any():
            marks[titles[code]] = f"sign of {code}"
            rows[marks[titles[code]]] = signs[code].fillna("")
    return Export("Kennzahlen", rows.reset_index(), marks, remarks)
