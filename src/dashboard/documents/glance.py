"""„Auf einen Blick“: what matters in each section, on two pages, in sentences that need no training to read.

Short sentences, one thing each, words explained, no brackets and no statistics (DIN SPEC 33429 and the rules for plain
German). Every figure comes from the exhibits, with its own date.
"""

from collections.abc import Iterator, Sequence

from dashboard.documents.document import Block, Heading, Listing, Paragraph, Run, plain
from dashboard.exhibits import Exhibit
from dashboard.exhibits.charts import KeyFigure, KeyFigures
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.formats import MINUS

TITLE = "Auf einen Blick"
MOST_FIGURES, MOST_SENTENCES = 3, 2
"""Per section: more would not fit on two pages, and nobody keeps more in mind."""
MOST_SECTIONS = 8
WORDS = (
    ("Stand", "der Tag, an dem gezählt wurde."),
    ("Quartal", "drei Monate. Ein Jahr hat vier Quartale."),
    ("Auslastung", "wie viele der Plätze belegt sind. 100 Prozent heißt: alle Plätze sind belegt."),
    ("zurückgehalten", "die Zahl ist so klein, dass man Menschen erkennen könnte. Darum steht sie hier nicht."),
)  # fmt: skip


def blocks(sections: Sequence[tuple[str, Sequence[Exhibit]]], period: str, *, level: int) -> Iterator[Block]:
    """Headings of ``level``: one per section that has something to say, and the words that need an explanation."""
    yield plain(f"Hier steht das Wichtigste zum {period} in kurzen Sätzen. Alle Zahlen stehen im Bericht selbst.")
    single = any(_is_single(one) for _, exhibits in sections for one in exhibits)
    for title, exhibits in sections[:MOST_SECTIONS]:
        # What the overview groups stands in its own section again, under its full name.
        told = _told([one for one in exhibits if not single or _is_single(one) or not _figures(one)])
        if told:
            yield Heading(level, title)
            yield Listing(tuple((plain(one),) for one in told))
    yield Heading(level, "Was die Wörter bedeuten")
    yield Listing(tuple((Paragraph((Run(word, bold=True), Run(f": {meaning}"))),) for word, meaning in WORDS))


def _figures(exhibit: Exhibit) -> tuple[KeyFigure, ...]:
    return exhibit.chart.figures if isinstance(exhibit.chart, KeyFigures) else ()


def _is_single(exhibit: Exhibit) -> bool:
    """Whether it holds key figures that are not grouped."""
    return isinstance(exhibit.chart, KeyFigures) and not exhibit.chart.groups


def _told(exhibits: Sequence[Exhibit]) -> list[str]:
    figures = [one for exhibit in exhibits for one in _figures(exhibit)]
    known = [one for one in figures if one.value is not None]
    if known:
        return [_sentence(one) for one in _chosen(known)]
    if any(WITHHELD in one.sign for one in figures):
        return ["Die Zahlen dazu werden zurückgehalten."]
    return [exhibit.sentence for exhibit in exhibits][:MOST_SENTENCES]


def _chosen(known: Sequence[KeyFigure]) -> list[KeyFigure]:
    """The first of each group, else the first ones; groups are the fields of the overview."""
    groups = dict.fromkeys(one.group for one in known)
    if len(groups) > 1:
        return [next(one for one in known if one.group == group) for group in groups]
    return list(known[:MOST_FIGURES])


def _sentence(one: KeyFigure) -> str:
    unit = "" if one.unit.casefold() in one.label.casefold() else f" {one.unit}"
    change = _change(one)
    note = f" {one.note}" if one.note else ""
    return f"{one.label}: {one.text}{unit}. Stand: {one.as_of}.{change}{note}"


def _change(one: KeyFigure) -> str:
    """„Das sind 15 mehr als im 1. Quartal 2026“, from the change as the exhibit words it; empty where there is none."""
    if one.change is None:
        return ""
    amount, _, against = one.change_text.partition(" gegenüber ")
    against = against.split(" (")[0]
    if not against or amount[:1] not in ("+", MINUS, "±"):
        return ""
    if amount.startswith("±"):
        return f" Das ist genauso viel wie {_when(against)}."
    direction = "mehr" if amount.startswith("+") else "weniger"
    verb = "ist" if amount[1:] == "1" else "sind"
    return f" Das {verb} {amount[1:]} {direction} als {_when(against)}."


def _when(period: str) -> str:
    if " bis " in period:
        return f"im Zeitraum {period}"
    return f"im Jahr {period}" if period.isdigit() else f"im {period}"
