"""Kinds of charts, described without saying what draws them: columns of the data, units, classes, shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dashboard.exhibits.classes import Classes
from dashboard.periods import Period

MOST_SERIES = 5
"""More than this cannot be told apart by colour, pattern and dash; use several exhibits."""


@dataclass(frozen=True)
class Mark:
    """Something between two periods that a reader must know: a break in the series, a decision, an event."""

    period: str
    """Code of the first period after it."""
    label: str
    interrupts: tuple[str, ...] = ()
    """Columns whose line must not be joined across it: the values before and after mean different things."""


@dataclass(frozen=True)
class Goal:
    """A value that was agreed on, drawn as a level line across the periods."""

    value: float
    label: str
    due: Period | None = None
    """Until when; before it a goal that is not reached is open and not missed."""


@dataclass(frozen=True)
class Lines:
    """Values over time, one line per column of ``y``.

    ``x`` is the column with canonical period codes, of one frequency, in order and without holes: a period without a
    value is a row without a value, so that the gap is drawn. A sibling column ``<y>_partial`` (bool) marks sums that
    lack places: they are drawn as open signs.
    """

    x: str
    y: tuple[str, ...]
    unit: str
    marks: tuple[Mark, ...] = ()
    goal: Goal | None = None
    note: str = ""
    """What must stand inside the figure."""
    band: tuple[str, str] | None = None
    """Columns with the lower and the upper edge of where the first line may run; not sure is what lies between."""

    def __post_init__(self) -> None:
        _check_series((*self.y, *(self.band or ())) if self.y else ())


@dataclass(frozen=True)
class Bars:
    """Values per thing, one bar per column of ``y``; ``x`` is the column with the names, in the order of the data.

    Rows whose name is in ``without`` (a total that would dwarf the rest) stand in the table only. ``stacked`` bars are
    parts of a whole, one on the other.
    """

    x: str
    y: tuple[str, ...]
    unit: str
    horizontal: bool = False
    without: tuple[str, ...] = ()
    stacked: bool = False
    note: str = ""
    """What must stand inside the figure."""

    def __post_init__(self) -> None:
        _check_series(self.y)


AreaState = Literal["value", "sign", "missing", "withheld"]


@dataclass(frozen=True)
class AreaShape:
    """One area of a map: what is written on it, what is said about it, and its class (None: no value)."""

    area: str
    name: str
    geometry: Mapping[str, Any]
    """GeoJSON geometry, WGS84."""
    state: AreaState
    class_index: int | None
    label: str
    """The value as text: „87 %“, „keine Angabe“, „•“."""
    caption: tuple[str, str]
    """What is written on the map: a short name and the value."""
    details: tuple[str, ...]
    """German lines for hovering and for the click."""


@dataclass(frozen=True)
class Outline:
    """A border drawn without fill: the members of an association whose value belongs to all of them together."""

    area: str
    name: str
    geometry: Mapping[str, Any]


@dataclass(frozen=True)
class FacilityPoint:
    """One accommodation with a position; ``places`` None where the number is not given."""

    name: str
    area: str
    kind: str
    letter: str
    places: float | None
    longitude: float
    latitude: float
    details: tuple[str, ...]


@dataclass(frozen=True)
class PlaceMap:
    """Areas coloured by the classes of a metric; ``facilities`` is None where this circle may not see them."""

    metric: str
    unit: str
    classes: Classes
    areas: tuple[AreaShape, ...]
    outlines: tuple[Outline, ...]
    facilities: tuple[FacilityPoint, ...] | None
    boundary_source: str
    shows_withheld: bool = False
    """Whether the legend needs „zurückgehalten“: it does in all quarters as soon as one has it."""


Judgement = Literal["better", "worse", "neither"]


@dataclass(frozen=True)
class KeyFigure:
    """One large number with its change, its own date, its sentence and its small line."""

    key: str
    label: str
    value: float | None
    sign: str
    text: str
    """The value as people read it: „1.234“, „87 %“, „•“, „keine Angabe“."""
    unit: str
    change: float | None
    change_text: str
    as_of: str
    sentence: str
    trap: str
    sparkline: tuple[float | None, ...]
    sparkline_alt: str
    sparkline_lacking: tuple[tuple[str, ...], ...] = ()
    """Per point of the line the places its sum lacks: only points that lack the same ones can be joined."""
    sparkline_breaks: tuple[int, ...] = ()
    """Places of the first points after a break: no line joins them to the one before."""
    judgement: Judgement = "neither"
    """Whether the change is better or worse, only where the catalogue says which way is."""
    note: str = ""
    """What must stand inside the tile."""
    group: str = ""
    """Title of the group it stands in."""


@dataclass(frozen=True)
class Group:
    """Key figures that stand together under a title; ``empty`` is said where there is none."""

    title: str
    empty: str


@dataclass(frozen=True)
class KeyFigures:
    """A row of key figures, or groups of them side by side."""

    figures: tuple[KeyFigure, ...]
    groups: tuple[Group, ...] = ()
    """All groups in their order, also those without a figure; without any, the figures stand in one row."""

    def __post_init__(self) -> None:
        titles = [group.title for group in self.groups]
        if len(set(titles)) != len(titles) or any(figure.group not in (titles or [""]) for figure in self.figures):
            raise ValueError(f"key figures and their groups do not fit: {titles}")


@dataclass(frozen=True)
class Happening:
    """What happened to one thing of a timeline on a day: a review, a decision."""

    row: int
    """Number of the thing's row in the data."""
    day: date
    label: str


@dataclass(frozen=True)
class Timeline:
    """Things from begin to end, one bar per row of the data and in its order; days are inclusive.

    ``name``, ``begins``, ``ends`` and ``state`` are columns. A bar without a begin or an end reaches to the edge of the
    axis (``first`` to ``last``) and bears a sign there. ``group``: a column; rows of one group stand together under it.
    """

    name: str
    begins: str
    ends: str
    state: str
    states: Mapping[str, str]
    """Every state that can occur with its sign, in the order of the legend."""
    first: date
    last: date
    today: date
    happenings: tuple[Happening, ...] = ()
    happening: str = ""
    """What a happening is called in the legend."""
    group: str = ""

    def __post_init__(self) -> None:
        if not self.first < self.last:
            raise ValueError(f"a timeline needs time: {self.first} to {self.last}")
        _check_series(tuple(self.states))


Chart = Lines | Bars | PlaceMap | KeyFigures | Timeline


def columns_of(chart: Chart) -> tuple[str, ...]:
    """Columns of the data that the chart draws."""
    if isinstance(chart, Lines):
        return (chart.x, *chart.y, *(chart.band or ()))
    if isinstance(chart, Bars):
        return (chart.x, *chart.y)
    if isinstance(chart, Timeline):
        return tuple(filter(None, (chart.name, chart.begins, chart.ends, chart.state, chart.group)))
    return ()


def _check_series(columns: tuple[str, ...]) -> None:
    if not columns or len(set(columns)) != len(columns):
        raise ValueError(f"a chart needs its columns, each once: {columns}")
    if len(columns) > MOST_SERIES:
        raise ValueError(f"{len(columns)} series cannot be told apart, at most {MOST_SERIES} can")
