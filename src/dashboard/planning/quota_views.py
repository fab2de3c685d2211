"""What is known of a quota period, as one circle may have it: frozen, without a database behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.periods import Period
from dashboard.planning.kinds import Carrying, Counting, RuleKind
from dashboard.store.kept import Life


@dataclass(frozen=True)
class Decided:
    """Who decided it, when and why; ``who`` is an authority or an organ, never a person."""

    who: str
    on: date
    reason: str


@dataclass(frozen=True)
class TermView:
    """A decision on a period: until when, and how many persons without what was carried over."""

    last: date
    persons: int
    decided: Decided


@dataclass(frozen=True)
class PeriodView:
    """A quota period. ``terms``: every decision on it, oldest first; the newest holds."""

    id: int
    first: date
    terms: tuple[TermView, ...]
    previous: int | None
    carried_set: int | None
    """Persons carried over for the district as they were set; None: what the period before left."""
    carrying: Carrying
    counting: Counting
    basis: Period
    """Of the inhabitants: the year ``2022`` is 31.12.2022."""
    note: str
    published: bool
    life: Life

    @property
    def last(self) -> date:
        """Last day, by the newest decision."""
        return self.terms[-1].last

    @property
    def persons(self) -> int:
        """As set for the district, by the newest decision."""
        return self.terms[-1].persons

    @property
    def period(self) -> Period:
        """April bis September 2024."""
        return Period.spanning(self.first, self.last)


@dataclass(frozen=True)
class QuotaRow:
    """The quota of one place, or of the district; whole persons.

    What is None is not known, or not for this circle (then ``sign`` or ``credited_sign`` is „•“).
    """

    area: str
    name: str
    inhabitants: int | None
    rule: RuleKind | None
    computed: int | None
    """By inhabitants and rules, what was carried over included."""
    official: int | None
    carried_over: int | None
    """Part of ``computed`` that the period before left; None for a place where the district's is shared out."""
    credited: int | None
    actual: int | None
    sign: str
    """Of ``actual``."""
    until: date | None
    """Last day that ``actual`` covers."""
    why: str
    """Why the official value differs from the computed one, as far as it is known; empty where they do not differ."""
    credited_sign: str = ""
    """Of ``credited``, and of ``open`` with it."""

    @property
    def target(self) -> int | None:
        """What holds: the official value, else the computed one."""
        return self.computed if self.official is None else self.official

    @property
    def open(self) -> int | None:
        """Still to take; below zero where more were taken in than the place owed."""
        if self.target is None or self.credited is None or self.actual is None:
            return None
        return self.target - self.credited - self.actual


@dataclass(frozen=True)
class Quota:
    """A period with the district and its places in official order; associations stand for their members.

    ``findings``: German sentences on what does not add up or is missing, each with what to do.
    """

    of: PeriodView
    district: QuotaRow
    places: tuple[QuotaRow, ...]
    findings: tuple[str, ...]

    def rows(self) -> Iterator[QuotaRow]:
        """The district first, then its places."""
        yield self.district
        yield from self.places

    def row(self, area: str) -> QuotaRow | None:
        """Of a place or the district."""
        return next((row for row in self.rows() if row.area == area), None)
