"""Fields, indicators and breaks: what the county observes, and what must be known to read a figure rightly."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

import pydantic

from dashboard.catalogue.base import AreaCode, Code, Codes, Day, Entry, OptionalText, Text, Texts
from dashboard.periods import Frequency, Period

Level = Literal["municipality", "association", "district", "state", "federation"]
Counts = Literal["persons", "things", "euro", "none"]
Direction = Literal["up", "down", "none"]
Showing = Literal["rate", "ranking", "map", "trend", "sentence", "overview", "change"]
"""Ways of showing a figure that an entry can rule out; ``change`` is the list of what changed most."""

AREA, TIME = "area", "time"
"""Words in ``sum_over`` beside the names of dimensions."""
DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Field(Entry):
    """One of the fields of observation; ``order`` is the order on screen."""

    code: Code
    title: Text
    order: int
    explanation: OptionalText = ""


class Term(Entry):
    """One summand of a rate's numerator or denominator: an indicator with its sign.

    An ``optional`` one counts as 0 where it was not reported, and whoever shows the rate has to say so.
    """

    code: Code
    sign: Literal[1, -1] = 1
    optional: bool = False

    @pydantic.model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        """``"plaetze"``, ``"-gesperrt"``, and ``"-gesperrt?"`` for an optional one."""
        if not isinstance(value, str):
            return value
        bare = value.strip()
        return {
            "code": bare.removeprefix("-").removesuffix("?").strip(),
            "sign": -1 if bare.startswith("-") else 1,
            "optional": bare.endswith("?"),
        }


class Restrictions(Entry):
    """What has to happen before a figure may be shown at all, and what may never be done with it."""

    decision: Text
    """Whose recorded decision turns the indicator on."""
    never: tuple[Showing, ...]
    note: OptionalText = ""
    """Stands inside the figure, not beside it; without it the figure must not be shown."""


def _reference(value: Any) -> Any:
    """``"30.06."`` as (month, day); a 29 February is no reference date of every year."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.", value.strip())
    day, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1 <= month <= 12 and 1 <= day <= DAYS_OF_MONTH[month - 1]):
        raise ValueError(f"„{value}“ ist kein Stichtag. Schreiben Sie Tag und Monat, zum Beispiel „30.06.“.")
    return month, day


class Indicator(Entry):
    """A figure the county observes. Values of a rate are in ``unit``, so ``factor`` is already in them."""

    code: Code
    title: Text
    short: Text
    """Title where there is little room; the whole title where the file gives none."""
    field: Code
    unit: Text
    counts: Counts
    """Only persons are protected by disclosure control."""
    levels: tuple[Level, ...] = pydantic.Field(min_length=1)
    frequency: Frequency
    timing: Literal["date", "period"] = "date"
    """Whether a value holds on one day (a stock, never added over time) or for the whole period."""
    reference: Annotated[tuple[int, int] | None, pydantic.BeforeValidator(_reference)] = None
    """Month and day of an own reference date; None: the last day of the period."""
    source: Text
    definition: Text
    trap: OptionalText = ""
    """What is easily misread; shown next to the figure."""
    not_conclude: OptionalText = ""
    """„Was man daraus nicht schließen darf“."""

    kind: Literal["value", "rate"] = "value"
    numerator: tuple[Term, ...] = ()
    denominator: tuple[Term, ...] = ()
    factor: float = pydantic.Field(default=1.0, gt=0)
    date_mismatch: Literal["refuse", "flag"] = "refuse"
    reported: bool = True
    """Whether files may bring the value; a rate that is only ever computed is not taken over from a file."""

    direction: Direction = "none"
    """Which way is better; ``none`` where a change is neither better nor worse."""
    sum_over: Codes = ()
    """``area``, ``time`` or dimensions over which values may be added."""
    partitions: Codes = ()
    """Dimensions whose categories add up to the total."""
    published: OptionalText = ""
    """The dimension by which circles outside the office see it, of all its breakdowns; empty: none. Where the file says
    nothing, the first that adds up to the total, and for a part of another indicator none."""
    open_data: bool = False
    """Whether anybody finds its counts published elsewhere, so that nothing is protected by hiding them here."""
    part_of: Code | None = None
    """The indicator of which this one is a part: more than the whole is an error."""
    never_with: Codes = ()
    """Indicators that count some of the same persons: the two are never added."""
    hidden_with: Codes = ()
    """Indicators with whose withheld cells this figure is withheld too; a rate always goes with its terms."""
    rounded_to: int | None = pydantic.Field(default=None, ge=2)
    rounded_since: Day | None = None
    decimals: int = pydantic.Field(default=0, ge=0, le=3)
    minimum: float | None = None
    maximum: float | None = None

    enabled: bool = True
    disable_reason: OptionalText = ""
    restrictions: Restrictions | None = None
    synonyms: Texts = ()

    @pydantic.model_validator(mode="before")
    @classmethod
    def _defaults(cls, value: Any) -> Any:
        """The title serves as short title; a rate is computed unless its entry says that it is also reported."""
        if isinstance(value, dict):
            value = {**value}
            title = value.get("title")
            value.setdefault("short", title if isinstance(title, str) and title else "?")
            value.setdefault("reported", value.get("kind") != "rate")
            partitions = value.get("partitions")
            first = partitions[0] if isinstance(partitions, list) and partitions and not value.get("part_of") else ""
            value.setdefault("published", first)
        return value

    @property
    def is_stock(self) -> bool:
        """True where a value describes one day, so that values of several periods are never added."""
        return self.timing == "date"

    @property
    def terms(self) -> tuple[Term, ...]:
        """Numerator and denominator together; empty for a value."""
        return self.numerator + self.denominator

    @property
    def names(self) -> Texts:
        """Everything a file may call this figure, the code first."""
        return (self.code, self.title, self.short, *self.synonyms)

    def allows(self, showing: Showing) -> bool:
        """Whether the figure may be shown in this way (as a map, in a ranking …) once it is turned on."""
        return self.restrictions is None or showing not in self.restrictions.never

    def day_of(self, period: Period) -> date:
        """The day a value of a period is about: the own reference date, else the period's last day."""
        if self.reference is None or period.frequency is not Frequency.YEAR:
            return period.last
        month, day = self.reference
        return date(period.last.year, month, day)

    def is_protected(self, day: date) -> bool:
        """Whether disclosure control covers its values of a day: counts of persons that nobody rounded or published."""
        return self.counts == "persons" and not self.open_data and self.rounded_on(day) is None

    def rounded_on(self, day: date) -> int | None:
        """To what multiple the official value of ``day`` is rounded; None: not at all."""
        if self.rounded_since is not None and day < self.rounded_since:
            return None
        return self.rounded_to


class Break(Entry):
    """A day from which values mean something else than before; lines are interrupted there."""

    code: Code
    title: Text
    since: Day
    """First day of the new meaning: values whose period ends on it or later are of the new kind."""
    explanation: Text
    indicators: Codes | Literal["all"]
    areas: tuple[AreaCode, ...] = ()
    """Empty: everywhere."""
    before: OptionalText = ""
    after: OptionalText = ""
    """Name of the basis on either side („Basis Zensus 2011“), where a rate must not mix them."""

    @pydantic.model_validator(mode="after")
    def _both_bases_or_none(self) -> Self:
        if bool(self.before) != bool(self.after):
            raise ValueError("„before“ und „after“ gehören zusammen: Geben Sie beide an oder keines.")
        return self

    def concerns(self, indicator: str, area: str | None = None) -> bool:
        """Whether it breaks this indicator's values, in this area where one is given."""
        in_scope = self.indicators == "all" or indicator in self.indicators
        return in_scope and (area is None or not self.areas or area in self.areas)

    def separates(self, first: date, second: date) -> bool:
        """Whether values of these two days (ends of their periods) stand on different sides."""
        return min(first, second) < self.since <= max(first, second)
