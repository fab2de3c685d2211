"""An index of place names: which places a folded name means, with and without a designation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.geography.places import GERMANY
from dashboard.geography.spelling import TOWN_OR_CITY, Sort, designations, fold, sort_of

_FEDERATION = ("bund", "brd", "bundesgebiet", "bundesrepublik", "bundesrepublik deutschland")


@dataclass(frozen=True)
class Entry:
    """A place as the index knows it."""

    area: str
    name: str
    bare: str
    """Its short name, folded."""
    sort: Sort


class Names:
    """The names of some places."""

    def __init__(self, places: pd.DataFrame) -> None:
        columns = ["area", "name", "short_name", "level", "kind"]
        self.entries = [
            Entry(area, name, fold(short), sort_of(level, kind))
            for area, name, short, level, kind in places[columns].itertuples(index=False)
        ]
        self._plain: dict[str, list[Entry]] = defaultdict(list)
        self._designated: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self._add(entry)

    @property
    def spellings(self) -> Mapping[str, Sequence[Entry]]:
        """All folded names, with the places that bear them."""
        return self._plain

    def meant(self, folded: str) -> list[Entry]:
        """The places a text means: one where it is clear, several where a person must choose, none where unknown."""
        found = [*self._chosen(folded), *self._with_designation(folded)]
        return list(dict.fromkeys(found))

    def all_named(self, folded: str) -> list[Entry]:
        """All places of this name, without preferring the Gemeinde; a designation before or behind narrows it."""
        return list(dict.fromkeys([*self._plain.get(folded, []), *self._with_designation(folded)]))

    def beginning_with(self, folded: str) -> list[Entry]:
        """Towns whose name begins with these words: „Königslutter“ for „Königslutter am Elm“."""
        return [entry for entry in self._towns if entry.bare.startswith((folded + " ", folded + "/"))]

    def _chosen(self, folded: str) -> list[Entry]:
        """A bare name means the Gemeinde, unless an association shares it or a longer name could be meant as well."""
        hits = self._plain.get(folded, [])
        towns = [entry for entry in hits if entry.sort in TOWN_OR_CITY]
        if towns:
            return towns + [entry for entry in hits if entry.sort is Sort.ASSOCIATION]
        exact = [entry for entry in hits if fold(entry.name) == folded]
        if exact:
            return exact
        return hits + self.beginning_with(folded) if hits else []

    def _with_designation(self, folded: str) -> Iterable[Entry]:
        for bare, sorts in designations(folded):
            yield from (entry for entry in self._designated.get(bare, []) if entry.sort in sorts)

    @cached_property
    def _towns(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.sort in TOWN_OR_CITY]

    def _add(self, entry: Entry) -> None:
        # Bilingual names („Bautzen / Budyšin“) are two names of one place; _DE has some more.
        bares = {entry.bare, *(part.strip() for part in entry.bare.split(" / "))}
        bares |= set(_FEDERATION) if entry.area == GERMANY else set()
        for spelling in {*bares, fold(entry.name)}:
            self._plain[spelling].append(entry)
        inner = {bare for bare, sorts in designations(entry.bare) if entry.sort in sorts}
        for spelling in bares | inner:
            self._designated[spelling].append(entry)
