"""What a forecast says: a band per month for a place and the district, how long the places last, and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.periods import Period


class Ground(StrEnum):
    """What a forecast rests on."""

    NOTHING = "nothing"
    """Fewer than two quarters, or figures this circle may not see: nothing is computed."""
    BALANCE = "balance"
    """From two quarters on: the plain balance, without a band (low, middle and high are the same)."""
    ERRORS = "errors"
    """From eight quarters on: with the past errors of exactly this method."""


@dataclass(frozen=True)
class Band:
    """Whole numbers, rounded to what the data carry."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class MonthAhead:
    """The last day of a month: people housed, usable places, and the usable places that are free (may be below 0)."""

    month: Period
    occupied: Band
    usable: Band
    free: Band


@dataclass(frozen=True)
class Outlook:
    """Twelve months of one place or the district.

    ``lasts``: first month whose places no longer suffice, as (earliest, middle, latest); None: not within these months.
    """

    area: str
    name: str
    ground: Ground
    why: str
    """German sentence: what it rests on, or why there is nothing."""
    as_of: date | None
    quarters: int
    """Quarters with figures it rests on."""
    start: MonthAhead | None
    """Where it starts from: the last month of the last quarter, as reported."""
    months: tuple[MonthAhead, ...]
    lasts: tuple[Period | None, Period | None, Period | None]
    sentence: str
    """„Die Plätze in Vechelde reichen voraussichtlich bis März 2027 (zwischen Januar und Juni 2027).“"""
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Backtest:
    """How the method would have done: forecasts from earlier quarters against what came."""

    level: float
    """Share of cases that should lie within the band."""
    cases: int
    covered: int
    error: float
    """Mean absolute error in persons."""
    plain_error: float
    """The same of the plain balance."""
    sentence: str


@dataclass(frozen=True)
class Forecast:
    district: Outlook
    places: tuple[Outlook, ...]
    backtest: Backtest | None
    assumptions: tuple[str, ...]
    """What was assumed, in German sentences, the changed ones first."""
    findings: tuple[str, ...]

    def outlooks(self) -> Iterator[Outlook]:
        """The district first, then its places in official order."""
        yield self.district
        yield from self.places

    def of(self, area: str) -> Outlook | None:
        """Of a place or the district."""
        return next((one for one in self.outlooks() if one.area == area), None)


@dataclass(frozen=True)
class Assumptions:
    """What can be turned in a forecast; the defaults are the forecast itself. Hashable; kept as JSON in a scenario."""

    quota_factor: float = 1.0
    """The quota still to come, times this."""
    goes_on: bool = True
    """After the quota period people come as they did in it."""
    outflow_factor: float = 1.0
    leases_renewed: bool = False
    """All leases are renewed, and none of them ends."""
    renewed: frozenset[int] = field(default_factory=frozenset)
    """Facilities whose lease is renewed."""
    delay: int = 0
    """Months by which all planned facilities are late."""
    delayed: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Planned facilities that are late: (id, months)."""
    dropped: frozenset[int] = field(default_factory=frozenset)
    """Planned facilities that do not come."""
    reopened: float = 0.0
    """Share of the blocked places that can be used again at once."""
