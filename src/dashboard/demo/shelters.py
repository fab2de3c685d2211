"""The invented shelters of Landkreis Musterland, read from ``shelters.toml`` beside this module."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from dashboard.demo import geometry

FLAT, EMERGENCY = "Wohnung", "Notunterkunft"

QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")


@dataclass(frozen=True)
class Shelter:
    """One invented house, or all rented flats of a Gemeinde (``flats`` is their number)."""

    area: str
    key: str
    """The supplier's own key; suppliers without keys are told apart by the name."""
    name: str
    kind: str
    places: int
    occupied: tuple[int, ...]
    """People at the end of each quarter of use."""
    since: int = 0
    """The first quarter of use, counted from 0."""
    blocked: tuple[int, ...] = (0,) * len(QUARTERS)
    body: str = "Gemeinde"
    operator: str = ""
    lease_until: date | None = None
    asylum_share: float = 0.62
    """Share of the people who get benefits under AsylbLG, about."""
    credited: str = ""
    protected: bool = False
    accessible: bool = False
    group: str = ""
    remark: str = ""
    flats: int = 0
    renamed_from: int = len(QUARTERS)
    new_name: str = ""

    @property
    def quarters(self) -> range:
        """The quarters of use, counted from 0."""
        return range(self.since, self.since + len(self.occupied))

    def occupied_in(self, quarter: int) -> int:
        """People at the end of this quarter; 0 before the house is used."""
        return self.occupied[quarter - self.since] if quarter in self.quarters else 0

    def name_in(self, quarter: int) -> str:
        """The name the supplier writes in this quarter."""
        return self.new_name if quarter >= self.renamed_from else self.name


@cache
def shelters() -> tuple[Shelter, ...]:
    """All shelters and flats in official order of the Gemeinden."""
    text = files(__package__).joinpath("shelters.toml").read_text(encoding="utf-8")
    return tuple(_shelter(entry) for entry in tomllib.loads(text)["shelter"])


def _shelter(entry: dict[str, Any]) -> Shelter:
    lists = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    return Shelter(**{**entry, **lists})


def position(shelter: Shelter) -> tuple[float, float]:
    """Longitude and latitude of an invented house."""
    houses = [house.key for house in shelters() if house.area == shelter.area and not house.flats]
    return geometry.position(shelter.area, houses.index(shelter.key), len(houses))
