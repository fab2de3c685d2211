"""Every view of the dashboard that somebody can open, by the choices it offers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from public_stream import Address, Reader, Sight

from thorough import THOROUGH

TABLE, MAP, SPLIT, TOLD = "Orte im Vergleich", "Karte", "Gliederung", "Erklärung"
AT_ONCE = 4
"""Places that a course shows beside the district."""
LOOKED_BACK = 100 if THOROUGH else 2
"""Quarters, from the newest on, in which single indicators are opened; older ones are made the very same way."""
EVERY = 1 if THOROUGH else 3
"""Of the places that a split can be looked at for, every so many is."""


@dataclass(frozen=True)
class View:
    """A page, its address and the tab in front."""

    page: str
    address: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    front: str = ""

    def opened(self, reader: Reader) -> Sight:
        address: Address = dict(self.address)
        return reader.open(self.page, address, self.front)


def walk(reader: Reader, often: Collection[str]) -> Iterator[tuple[View, Sight]]:
    """All views one after the other; only the indicators in ``often`` (their short names) in every quarter."""
    quarters = reader.open("", {}).offered("quartal")
    assert len(quarters) > 1
    for page in ("daten-einreichen", "verwaltung"):
        yield _seen(reader, View(page))
    yield from _help(reader)
    for quarter in quarters:
        yield _seen(reader, View("", (("quartal", quarter),)))
        yield from _accommodation(reader, quarter, newest=quarter == quarters[0])
    for quarter in quarters[: LOOKED_BACK if THOROUGH else 1]:
        yield from _planning(reader, quarter)
    yield from _monitoring(reader, quarters, often)


def _seen(reader: Reader, view: View) -> tuple[View, Sight]:
    return view, view.opened(reader)


def _help(reader: Reader) -> Iterator[tuple[View, Sight]]:
    view, sight = _seen(reader, View("hilfe", (), "Handbuch"))
    yield view, sight
    fields = reader.open("hilfe", {}, "Kennzahlen").offered("feld")
    assert fields
    for field in fields:
        yield _seen(reader, View("hilfe", (("feld", field),), "Kennzahlen"))


def _accommodation(reader: Reader, quarter: str, *, newest: bool) -> Iterator[tuple[View, Sight]]:
    view, sight = _seen(reader, View("unterbringung", (("quartal", quarter),)))
    yield view, sight
    for metric in sight.offered("kennzahl")[1:]:
        yield _seen(reader, View("unterbringung", (*view.address, ("kennzahl", metric))))
    for place in sight.offered("ort") if newest else []:
        yield _seen(reader, View("unterbringung", (*view.address, ("ort", place))))


def _planning(reader: Reader, quarter: str) -> Iterator[tuple[View, Sight]]:
    """Quota and outlook: every part, and in it every quota period and every place."""
    view, sight = _seen(reader, View("ausblick", (("quartal", quarter),)))
    yield view, sight
    for part in sight.offered("bereich_planung"):
        chosen = View("ausblick", (*view.address, ("bereich_planung", part)))
        _, opened = found = _seen(reader, chosen)
        yield found
        for choice in ("soll_zeitraum", "soll_ort", "ausblick_sicht"):
            for one in opened.offered(choice)[1:]:
                yield _seen(reader, View("ausblick", (*chosen.address, (choice, one))))


def _monitoring(reader: Reader, quarters: list[str], often: Collection[str]) -> Iterator[tuple[View, Sight]]:
    fields = reader.open("monitoring", {}).offered("feld")
    assert len(fields) >= 5
    for field in fields:
        for quarter in quarters:
            chosen = (("feld", field), ("quartal", quarter))
            view, sight = _seen(reader, View("monitoring", chosen))
            yield view, sight
            for name in sight.offered("zahl"):
                if quarter == quarters[0]:
                    yield from _indicator(reader, (*chosen, ("zahl", name)), wholly=THOROUGH or name in often)
                elif name in often and quarter in quarters[:LOOKED_BACK]:
                    for front in (TABLE, MAP, SPLIT):
                        yield _seen(reader, View("monitoring", (*chosen, ("zahl", name)), front))


def _indicator(
    reader: Reader, chosen: tuple[tuple[str, str], ...], *, wholly: bool
) -> Iterator[tuple[View, Sight]]:  # fmt: skip
    """One indicator in the newest quarter: every tab, and ``wholly`` every basis, length, place and comparison.

    Not thoroughly, the choices are walked wholly only where an indicator often hides something.
    """
    view, sight = _seen(reader, View("monitoring", chosen, TABLE))
    yield view, sight
    for front in (MAP, TOLD):
        yield _seen(reader, View("monitoring", chosen, front))
    if not wholly:
        yield _seen(reader, View("monitoring", chosen, SPLIT))
        return
    yield from _split(reader, chosen)
    for basis in sight.offered("bezug")[1:]:
        for front in (TABLE, MAP, SPLIT):
            yield _seen(reader, View("monitoring", (*chosen, ("bezug", basis)), front))
    for length in sight.offered("zeit")[1:]:
        for front in (TABLE, SPLIT):
            yield _seen(reader, View("monitoring", (*chosen, ("zeit", length)), front))
    for other in sight.offered("vergleich"):
        yield _seen(reader, View("monitoring", (*chosen, ("vergleich", other)), TOLD))
    places = sight.offered("orte")
    for start in range(0, len(places), AT_ONCE):
        some = tuple(places[start : start + AT_ONCE])
        for basis in sight.offered("bezug") or [""]:
            yield _seen(reader, View("monitoring", (*chosen, ("orte", some), ("bezug", basis)), TOLD))


def _split(reader: Reader, chosen: tuple[tuple[str, str], ...]) -> Iterator[tuple[View, Sight]]:
    view, sight = _seen(reader, View("monitoring", chosen, SPLIT))
    yield view, sight
    for dimension in sight.offered("gliederung"):
        for place in sight.offered("gliederung_ort")[::EVERY]:
            split = (("gliederung", dimension), ("gliederung_ort", place))
            yield _seen(reader, View("monitoring", (*chosen, *split), SPLIT))
