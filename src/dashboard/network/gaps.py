"""Fields and places without a partner: who works where, and where nobody does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.network.queries import OrganisationEntry


@dataclass(frozen=True)
class Cover:
    """How many organisations work at a field in a place: there itself, and for the whole district."""

    local: int
    wide: int

    @property
    def nobody(self) -> bool:
        """Neither there nor for the district."""
        return self.local == self.wide == 0


@dataclass(frozen=True)
class Gaps:
    """Cover by field and place (codes), in the order of both."""

    covers: Mapping[tuple[str, str], Cover]
    fields: tuple[str, ...]
    places: tuple[str, ...]

    def without(self, field: str) -> tuple[str, ...]:
        """The places in which nobody works at the field, not even for the whole district."""
        return tuple(place for place in self.places if self.covers[field, place].nobody)

    def only_wide(self, field: str) -> tuple[str, ...]:
        """The places in which only organisations for the whole district work at the field."""
        found = ((place, self.covers[field, place]) for place in self.places)
        return tuple(place for place, cover in found if cover.local == 0 and cover.wide > 0)


def gaps(
    organisations: Sequence[OrganisationEntry], fields: Sequence[str], places: Mapping[str, str], district: str
) -> Gaps:
    """Who works at which field in which place; ``places``: area of a Gemeinde -> area of what it belongs to.

    An organisation without a field works at all of them. One of a Samtgemeinde works in its members; one without a
    place, or of the district itself, works everywhere.
    """
    covers = {}
    for field in fields:
        at = [one for one in organisations if one.field in ("", field)]
        wide = sum(one.area in (None, district) for one in at)
        for place, parent in places.items():
            local = sum(one.area is not None and one.area != district and one.area in (place, parent) for one in at)
            covers[field, place] = Cover(local, wide)
    return Gaps(covers, tuple(fields), tuple(places))
