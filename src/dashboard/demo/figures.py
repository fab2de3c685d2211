"""What the invented suppliers count in their shelters at the end of a quarter."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from dashboard.demo import chance
from dashboard.demo.shelters import FLAT, Shelter, shelters

MISCOUNTED = ("FS-1", 5)
"""Supplier's key and quarter (2026-Q1) in which old + in - out is not new: two people moved within the place."""
REPORT_FREE_PLACES = frozenset({"MS", "BH", "SK", "GE", "MF"})
"""First letters of the keys whose suppliers say which free places can be used; the others do not."""
WITHOUT_LEGAL_GROUPS = frozenset({"VB", "GR"})
"""First letters of the keys whose suppliers do not tell people apart by the law their benefits are under."""


@dataclass(frozen=True)
class Counts:
    """The figures of one house in one quarter; None where the supplier does not report them."""

    plaetze: int
    gesperrt: int
    nutzbar_frei: int | None
    belegt: int
    zugaenge: int
    abgaenge: int
    davon_asylblg: int | None
    davon_sgb: int | None
    davon_selbstzahler: int | None


LEGAL_GROUPS = ("davon_asylblg", "davon_sgb", "davon_selbstzahler")
FIGURES = tuple(field.name for field in fields(Counts))


def counts(shelter: Shelter, quarter: int) -> Counts:
    """The figures of a house in a quarter (counted from 0) of its use."""
    now = shelter.occupied_in(quarter)
    before = _before(shelter, quarter)
    blocked = shelter.blocked[quarter]
    leaving = min(before, round(before * (0.06 + 0.09 * chance.share("leaving", shelter.key, quarter))))
    arriving = now - before + leaving
    if arriving < 0:
        leaving, arriving = before - now, 0
    if (shelter.key, quarter) == MISCOUNTED:
        arriving += 2
    free = max(0, shelter.places - blocked - now)
    usable = free - round(free * 0.5 * chance.share("usable", shelter.key, quarter))
    own = _self_payers(shelter, quarter, now)
    asylum = min(
        now - own, round((now - own) * (shelter.asylum_share + chance.sway(0.03, "law", shelter.key, quarter)))
    )
    prefix = shelter.key.split("-")[0]
    told_apart = prefix not in WITHOUT_LEGAL_GROUPS
    return Counts(
        plaetze=shelter.places,
        gesperrt=blocked,
        nutzbar_frei=usable if prefix in REPORT_FREE_PLACES else None,
        belegt=now,
        zugaenge=arriving,
        abgaenge=leaving,
        davon_asylblg=asylum if told_apart else None,
        davon_sgb=now - own - asylum if told_apart else None,
        davon_selbstzahler=own if told_apart else None,
    )


def flats(shelter: Shelter, quarter: int) -> list[Counts]:
    """The total of the flats of a Gemeinde, dealt out to single flats as evenly as whole people allow."""
    total = counts(shelter, quarter)
    dealt: dict[str, list[Any]] = {name: _dealt(getattr(total, name), shelter.flats) for name in FIGURES}
    # Everybody is dealt out once, so that in each flat the parts add up to the people in it.
    start = 0
    for name in LEGAL_GROUPS:
        dealt[name] = _dealt(getattr(total, name), shelter.flats, start)
        start += getattr(total, name) or 0
    return [Counts(**{name: dealt[name][number] for name in FIGURES}) for number in range(shelter.flats)]


def in_use(areas: Iterable[str], quarter: int) -> list[Shelter]:
    """The houses and flats of these Gemeinden that are used in a quarter."""
    wanted = frozenset(areas)
    return [shelter for shelter in shelters() if shelter.area in wanted and quarter in shelter.quarters]


def total(areas: Iterable[str], quarter: int, figure: str) -> int:
    """A figure of all open houses of these Gemeinden together; protected ones are in no place's figure."""
    numbers = [getattr(counts(shelter, quarter), figure) for shelter in in_use(areas, quarter) if not shelter.protected]
    return sum(numbers)


def _before(shelter: Shelter, quarter: int) -> int:
    if quarter > 0 or shelter.since > 0:
        return shelter.occupied_in(quarter - 1)
    return max(0, shelter.occupied_in(0) + chance.whole(-2, 3, "before", shelter.key))


def _self_payers(shelter: Shelter, quarter: int, people: int) -> int:
    """Few people pay for themselves: in most houses fewer than five, more in flats."""
    return min(people // 4, chance.whole(0, 9 if shelter.kind == FLAT else 4, "own", shelter.key, quarter // 2))


def _dealt(number: int | None, hands: int, start: int = 0) -> list[int | None]:
    """How many of ``number`` each hand gets when the first goes to hand ``start``, the next to the one after it."""
    if number is None:
        return [None] * hands
    return [len(range((hand - start) % hands, number, hands)) for hand in range(hands)]
