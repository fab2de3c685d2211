"""What can be known of one figure of one place: its value, sign and date, and its change."""

import math
from dataclasses import dataclass

from dashboard.exhibits.exhibit import WITHHELD
from dashboard.periods import Period

DISTRICT = "district"
ASSOCIATION = "association"

NAN = math.nan


@dataclass(frozen=True)
class Area:
    """A place that figures are about."""

    area: str
    name: str
    level: str
    kind: str
    parent: str

    @property
    def unincorporated(self) -> bool:
        """Gemeindefreies Gebiet: usually nobody lives there, so nobody waits for its figures."""
        return self.kind.lower().startswith("gemeindefrei")

    @property
    def title(self) -> str:
        """Name for lists, with what it is where the name does not say so."""
        said = "gemeindefrei" in self.name.lower()
        return f"{self.name} (gemeindefrei)" if self.unincorporated and not said else self.name


@dataclass(frozen=True)
class Reading:
    """A figure of a place with its own date; without ``period`` there is none at all."""

    place: Area
    value: float = NAN
    sign: str = ""
    period: Period | None = None
    missing: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return not math.isnan(self.value)

    @property
    def withheld(self) -> bool:
        return WITHHELD in self.sign

    @property
    def absent(self) -> bool:
        """Neither a value nor a sign that stands for one."""
        return not self.known and not self.sign


@dataclass(frozen=True)
class Change:
    """Difference to the period directly before; ``why_not`` says why there is none.

    ``why_not``: "" (there is one), "none" (no value to compare with), "withheld", "incomplete" (other places are
    missing from the two sums, so the difference would mislead; ``shared`` is then that of the ``places`` which have a
    value in both periods).
    """

    value: float = NAN
    since: Period | None = None
    why_not: str = "none"
    shared: float = NAN
    places: int = 0

    @property
    def known(self) -> bool:
        return not self.why_not
