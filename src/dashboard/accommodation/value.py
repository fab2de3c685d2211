"""One value of an indicator with all that must be known about it."""

import math
from dataclasses import dataclass, replace
from typing import Any

from dashboard.catalogue import Indicator
from dashboard.observations.aggregation import WITHHELD


@dataclass(frozen=True)
class Value:
    """One value with all that must be known about it. ``value`` None: none, or withheld (sign "•")."""

    indicator: str
    area: str
    period: str
    breakdown: dict[str, str]
    value: float | None
    sign: str
    unit: str
    source: str
    uploads: tuple[int, ...]
    derived: bool
    missing: tuple[str, ...] = ()
    """Areas a derived sum lacks."""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object of the command line's contract."""
        facts: dict[str, Any] = {
            "indicator": self.indicator,
            "area": self.area,
            "period": self.period,
            "breakdown": self.breakdown,
            "value": _whole(self.value),
            "sign": self.sign,
            "unit": self.unit,
            "source": self.source,
            "upload": None if self.derived else self.uploads[0],
        }
        if self.derived:
            facts |= {"derived": True, "from": list(self.uploads)}
        if self.missing:
            facts["missing"] = list(self.missing)
        if self.note:
            facts["note"] = self.note
        return facts

    @property
    def key(self) -> str:
        """Canonical key of the breakdown."""
        return "|".join(f"{name}={member}" for name, member in sorted(self.breakdown.items()))

    def withheld(self) -> "Value":
        """The same without its number."""
        return replace(self, value=None, sign=WITHHELD)


def value_of(
    indicator: Indicator,
    area: str,
    period: str,
    breakdown: dict[str, str],
    value: float,
    sign: str,
    uploads: tuple[int, ...],
    derived: bool,
    missing: tuple[str, ...] = (),
    *,
    source: str = "",
    note: str = "",
) -> Value:
    """A value of an indicator; one that is no number, or is withheld, has none."""
    number = None if math.isnan(value) or WITHHELD in sign else float(value)
    return Value(
        indicator=indicator.code,
        area=area,
        period=period,
        breakdown=breakdown,
        value=number,
        sign=sign,
        unit=indicator.unit,
        source=source or indicator.source,
        uploads=uploads,
        derived=derived,
        missing=missing,
        note=note,
    )


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
