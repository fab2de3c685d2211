"""The tables in which one figure is published together, and which of their counts are hidden.

A whole (people housed) stands in two tables at once: places by its categories (kind of accommodation), and places by
its parts (legal grounds). Both share the places' totals, and still make one network: a category gives to its places,
each place's total carries that on, and the place gives to its parts. What nobody publishes, such as the places that did
not report or the persons in no category, is a count that is hidden from the start; where it is small and could be
worked out, it is protected like the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.observations.disclosure import MARGIN_COST, TOTAL_COST, cost_of, is_small
from dashboard.observations.networks import Arc, Network

TOTAL = ""
"""Key of the value without a breakdown."""
REST = "rest"
SOURCE, SINK = 0, 1
Key = tuple[str, str, str]
"""Indicator, area, breakdown."""
Counts = Mapping[str, float]


@dataclass(frozen=True)
class Margins:
    """Counts of one period: a whole by places, its categories, and the indicators that are parts of it.

    Categories and parts: their key -> place -> count. Their sums, and that of the whole, are the district's values;
    one that is not published is missing.
    """

    code: str
    district: str
    places: Counts
    whole: float | None = None
    categories: Mapping[str, Counts] = field(default_factory=dict)
    category_sums: Counts = field(default_factory=dict)
    parts: Mapping[str, Counts] = field(default_factory=dict)
    part_sums: Counts = field(default_factory=dict)
    unpublished: frozenset[str] = frozenset()
    """Places that are in the district's sum only: protected houses."""
    forced: frozenset[str] = frozenset()
    """Places whose categories are hidden whatever they count; where there is only one, it is the place's total."""

    def stated(self) -> set[Key]:
        """Everything that is stated, apart from what is never published."""
        found = {(self.code, place, TOTAL) for place in self.places}
        found |= {(self.code, place, name) for name, counts in self.categories.items() for place in counts}
        found |= {(part, place, TOTAL) for part, counts in self.parts.items() for place in counts}
        found = {key for key in found if key[1] not in self.unpublished}
        found |= {(self.code, self.district, name) for name in self.category_sums}
        found |= {(part, self.district, TOTAL) for part in self.part_sums}
        return found | ({(self.code, self.district, TOTAL)} if self.whole is not None else set())


def hidden(margins: Margins, threshold: int) -> set[Key]:
    """The keys whose counts a narrower circle must not see.

    Where the counts contradict one another (categories above their whole, negative corrections), the contradicting side
    is hidden altogether, for nothing could be said about its safety.
    """
    if _contradicts(margins.places, margins.whole):
        return {key for key in margins.stated() if key[2] != TOTAL or key[0] != margins.code} | _alone(
            margins, threshold
        )
    sides = [(margins.categories, margins.category_sums), (margins.parts, margins.part_sums)]
    (categories, with_categories), (parts, with_parts) = (_side(margins, *side) for side in sides)
    tables = _Tables(margins, categories, parts, threshold)
    tables.network.protect(tables.sensitive)
    found = {key for arc in tables.network.arcs if arc.hidden and (key := tables.published(arc)) is not None}
    found |= {(margins.code, place, name) for name in margins.categories for place in margins.forced}
    if not with_categories:
        found |= {key for key in margins.stated() if key[2] != TOTAL}
    return found if with_parts else found | {key for key in margins.stated() if key[0] != margins.code}


def hidden_flows(
    flows: Mapping[str, tuple[float, float]], without_stock: set[str], threshold: int
) -> tuple[set[str], bool]:
    """Places whose arrivals and departures are hidden, and whether the district's are too.

    ``flows``: place -> (arrivals, departures), NaN for none. With shown stocks before and after, arrivals less
    departures are known; what stays unknown of a hidden pair is how many came and went beyond that, at most the smaller
    of the two. ``without_stock``: places whose stock before or after is hidden, which the pair would give away.
    """
    least = {place: int(min(_known(arrived), _known(left))) for place, (arrived, left) in flows.items()}
    found = {place for place, pair in flows.items() if any(is_small(count, threshold) for count in pair)}
    found |= without_stock & flows.keys()
    if not found:
        return set(), False
    spare = sorted((place for place in flows if place not in found and least[place] > 0), key=least.__getitem__)
    while (len(found) < 2 or sum(least[place] for place in found) < 2) and spare:
        found.add(spare.pop(0))
    return found, len(found) < 2 or sum(least[place] for place in found) < 2


def _known(count: float) -> float:
    return count if count > 0 else 0.0  # NaN is not above zero


def _contradicts(counts: Counts, whole: float | None) -> bool:
    negative = any(count < 0 or count != int(count) for count in counts.values())
    return negative or (whole is not None and (whole != int(whole) or sum(counts.values()) > whole))


def _alone(margins: Margins, threshold: int) -> set[Key]:
    """Of totals that do not add up: the small and the negative ones, and with a negative one their sum."""
    found = {
        (margins.code, place, TOTAL)
        for place, count in margins.places.items()
        if place not in margins.unpublished and (count < 0 or is_small(count, threshold))
    }
    whole = margins.whole
    if whole is not None and (whole < threshold or any(count < 0 for count in margins.places.values())):
        found.add((margins.code, margins.district, TOTAL))
    return found


def _side(margins: Margins, names: Mapping[str, Counts], sums: Counts) -> tuple[dict[str, Counts], bool]:
    """The categories (or parts) with what is in none of them as a rest; empty and False where they contradict."""
    used: dict[str, float] = dict.fromkeys(margins.places, 0.0)
    outside = 0.0
    for name, counts in names.items():
        if _contradicts(counts, sums.get(name)) or not counts.keys() <= margins.places.keys():
            return {}, False
        outside += sums.get(name, sum(counts.values())) - sum(counts.values())
        for place, count in counts.items():
            used[place] += count
    rest = {place: margins.places[place] - count for place, count in used.items()}
    everywhere = margins.whole if margins.whole is not None else sum(margins.places.values())
    elsewhere = everywhere - sum(margins.places.values()) - outside
    if any(count < 0 for count in (*rest.values(), elsewhere)):
        return {}, False
    return ({**names, REST: rest} if names else {}), True


class _Tables:
    """The network of one whole: source, categories, places in and out, parts, sink."""

    def __init__(
        self, margins: Margins, categories: Mapping[str, Counts], parts: Mapping[str, Counts], threshold: int
    ) -> None:
        self._margins, self._threshold = margins, threshold
        self._nodes: dict[tuple[str, str], int] = {}
        self._kept: set[int] = set()
        self.sensitive: list[Arc] = []
        self._arcs: list[Arc] = []
        whole = margins.whole if margins.whole is not None else sum(margins.places.values())
        places = {**margins.places, REST: whole - sum(margins.places.values())}
        for place, count in places.items():
            tail = self._node("into", place) if categories else SOURCE
            head = self._node("out of", place) if parts else SINK
            self._arc((margins.code, place, TOTAL), tail, head, count, MARGIN_COST)
        for name, counts in categories.items():
            self._category(name, counts)
        for name, counts in parts.items():
            self._part(name, counts)
        self._arc((margins.code, margins.district, TOTAL), SINK, SOURCE, whole, TOTAL_COST, margins.whole is not None)
        self.network = Network(self._arcs)

    def published(self, arc: Arc) -> Key | None:
        """The key of a count that people could see; None for what nobody publishes."""
        key = arc.key
        assert isinstance(key, tuple)
        return None if id(arc) in self._kept else (str(key[0]), str(key[1]), str(key[2]))

    def _category(self, name: str, counts: Counts) -> None:
        code, node = self._margins.code, self._node("category", name)
        total = self._sum(name, counts, self._margins.category_sums)
        self._arc((code, self._margins.district, name), SOURCE, node, total, MARGIN_COST, self._is_shown(name, True))
        for place, count in {**counts, REST: total - sum(counts.values())}.items():
            forced = place in self._margins.forced and name != REST and self._is_split(place)
            self._arc((code, place, name), node, self._node("into", place), count, 1.0, name != REST, forced)

    def _part(self, name: str, counts: Counts) -> None:
        node = self._node("part", name)
        total = self._sum(name, counts, self._margins.part_sums)
        self._arc((name, self._margins.district, TOTAL), node, SINK, total, MARGIN_COST, self._is_shown(name, False))
        for place, count in {**counts, REST: total - sum(counts.values())}.items():
            self._arc((name, place, TOTAL), self._node("out of", place), node, count, 1.0, name != REST)

    def _sum(self, name: str, counts: Counts, sums: Counts) -> float:
        if name != REST:
            return sums.get(name, sum(counts.values()))
        margins = self._margins
        names = margins.categories if sums is margins.category_sums else margins.parts
        whole = margins.whole if margins.whole is not None else sum(margins.places.values())
        return whole - sum(sums.get(each, sum(inner.values())) for each, inner in names.items())

    def _is_shown(self, name: str, is_category: bool) -> bool:
        return name in (self._margins.category_sums if is_category else self._margins.part_sums)

    def _is_split(self, place: str) -> bool:
        return sum(place in counts for counts in self._margins.categories.values()) > 1

    def _node(self, kind: str, name: str) -> int:
        return self._nodes.setdefault((kind, name), len(self._nodes) + 2)

    def _arc(
        self, key: Key, tail: int, head: int, count: float, dear: float, shown: bool = True, forced: bool = False
    ) -> None:
        place = key[1]
        if count == 0 and REST in key:
            return
        shown = shown and place != REST and place not in self._margins.unpublished
        arc = Arc(key, tail, head, round(count), dear * cost_of(round(count)), hidden=not shown)
        self._arcs.append(arc)
        if not shown:
            self._kept.add(id(arc))
        if forced or is_small(arc.count, self._threshold):  # also what is published nowhere but could be worked out
            self.sensitive.append(arc)
