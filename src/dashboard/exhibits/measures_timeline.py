"""What is done, over time: the measures of one alliance, or of all of them, from begin to end."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from dashboard.alliances.entries import MeasureEntry
from dashboard.alliances.kinds import MeasureState
from dashboard.exhibits.charts import Happening, Timeline
from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.formats import day as german_day
from dashboard.formats import join, number
from dashboard.periods import Frequency, Period

MOST = 40
"""Bars that one figure can hold and a reader can take in."""
SIGNS = {
    MeasureState.RUNNING: "▶", MeasureState.PLANNED: "○", MeasureState.DONE: "✓", MeasureState.STOPPED: "✕",
}  # fmt: skip
RANK = (MeasureState.RUNNING, MeasureState.PLANNED, MeasureState.DONE, MeasureState.STOPPED)
SAID = {
    MeasureState.RUNNING: ("läuft", "laufen"), MeasureState.PLANNED: ("ist geplant", "sind geplant"),
    MeasureState.DONE: ("ist abgeschlossen", "sind abgeschlossen"),
    MeasureState.STOPPED: ("ist abgebrochen", "sind abgebrochen"),
}  # fmt: skip
SOURCE = "Eintragungen unter „Bündnisse & Ziele“"
OPEN_NOTE = "Ohne eingetragenen Beginn oder ohne Ende reicht ein Balken bis an den Rand und trägt dort ein Dreieck."
TITLE = "Maßnahmen im Zeitverlauf"
REVIEW = "Bewertung"


@dataclass(frozen=True)
class _Bar:
    name: str
    alliance: str
    begins: date | None
    ends: date | None
    state: MeasureState
    reviews: tuple[tuple[date, str], ...] = ()
    many: int = 1
    """Measures it stands for."""


def of_alliance(key: int, measures: Sequence[MeasureEntry], today: date) -> Exhibit | None:
    """The measures of one alliance by begin; None where none has a day."""
    dated = [one for one in measures if _is_dated(one)]
    chosen = sorted(dated, key=lambda one: RANK.index(one.form.state))[:MOST]
    bars = [_bar(one, "") for one in _by_begin(chosen)]
    more = ""
    if len(chosen) < len(dated):
        more = (
            f" Gezeichnet sind {number(len(chosen))} davon, laufende und geplante zuerst; alle stehen in der Tabelle "
            "der Maßnahmen."
        )
    return _exhibit(f"massnahmen-{key}", bars, measures, today, more, grouped=False)


def of_all(measures: Sequence[MeasureEntry], names: Mapping[int, str], today: date) -> Exhibit | None:
    """The measures of all alliances; of very many only the running ones, of too many of these one bar per alliance.

    ``names``: of the alliances by number, in their order on the page. The sentence says what is not drawn.
    """
    dated = [one for one in measures if _is_dated(one)]
    running = [one for one in dated if one.form.state is MeasureState.RUNNING]
    chosen = dated if len(dated) <= MOST else running
    rest = len(dated) - len(chosen)
    more = f" Gezeichnet sind nur die laufenden; {_others(rest, 'steht', 'stehen')} bei ihrem Bündnis." if rest else ""
    if len(chosen) <= MOST:
        order = {key: place for place, key in enumerate(names)}
        placed = sorted(_by_begin(chosen), key=lambda one: order.get(one.form.alliance, len(order)))
        bars = [_bar(one, names.get(one.form.alliance, "")) for one in placed]
        return _exhibit("massnahmen-alle", bars, measures, today, more, grouped=True)
    bars = _summed(chosen, names)
    shown = sum(bar.many for bar in bars)
    more = " Ein Balken steht für alle laufenden Maßnahmen eines Bündnisses"
    more += f"; {_others(rest, 'ist', 'sind')} nicht gezeichnet." if rest else "."
    if shown < len(chosen):
        more += (
            f" Gezeigt sind die {number(len(bars))} Bündnisse mit den meisten laufenden Maßnahmen; "
            f"{number(len(chosen) - shown)} laufende der übrigen stehen dort."
        )
    return _exhibit("massnahmen-alle", bars, measures, today, more, grouped=False)


def counted(measures: Sequence[MeasureEntry]) -> str:
    """„12 Maßnahmen: 5 laufen, 3 sind geplant“."""
    found = Counter(one.form.state for one in measures)
    parts = [f"{number(found[state])} {SAID[state][found[state] != 1]}" for state in RANK if found[state]]
    many = "1 Maßnahme" if len(measures) == 1 else f"{number(len(measures))} Maßnahmen"
    return f"{many}: {', '.join(parts)}"


def _others(count: int, one: str, many: str) -> str:
    return f"1 andere {one}" if count == 1 else f"{number(count)} andere {many}"


def _is_dated(one: MeasureEntry) -> bool:
    return one.form.begins is not None or one.form.ends is not None


def _by_begin(measures: Sequence[MeasureEntry]) -> list[MeasureEntry]:
    return sorted(measures, key=lambda one: (one.form.begins or date.min, one.form.ends or date.max, one.id))


def _bar(one: MeasureEntry, alliance: str) -> _Bar:
    form = one.form
    reviews = tuple((review.decided_on, f"{REVIEW}: {review.judgement.label}") for review in one.reviews)
    return _Bar(" ".join(form.text.split()), alliance, form.begins, form.ends, form.state, reviews)


def _summed(running: Sequence[MeasureEntry], names: Mapping[int, str]) -> list[_Bar]:
    """One bar per alliance from the first begin to the last end; open where one of its measures is."""
    found: dict[int, list[MeasureEntry]] = defaultdict(list)
    for one in running:
        found[one.form.alliance].append(one)
    largest = sorted(found, key=lambda key: -len(found[key]))[:MOST]
    bars = []
    for key in [key for key in names if key in largest]:
        begins, ends = [one.form.begins for one in found[key]], [one.form.ends for one in found[key]]
        first = None if None in begins else min(day for day in begins if day is not None)
        last = None if None in ends else max(day for day in ends if day is not None)
        many = len(found[key])
        name = f"{names[key]}: {number(many)}"
        bars.append(_Bar(name, names[key], first, last, MeasureState.RUNNING, many=many))
    return bars


def _exhibit(
    key: str, bars: Sequence[_Bar], measures: Sequence[MeasureEntry], today: date, more: str, *, grouped: bool
) -> Exhibit | None:
    if not bars:
        return None
    first, last = _axis(bars, today)
    undated = sum(not _is_dated(one) for one in measures)
    sentence = f"{counted(measures)}.{_next_end(bars, today)}{more}{_undated(undated)}"
    summed = any(bar.many > 1 for bar in bars)
    data = pd.DataFrame(
        {
            "name": [bar.name for bar in bars],
            "alliance": [bar.alliance for bar in bars],
            "many": [bar.many for bar in bars],
            "state": [bar.state.label for bar in bars],
            "begins": pd.Series([bar.begins for bar in bars], dtype=object),
            "ends": pd.Series([bar.ends for bar in bars], dtype=object),
            "reviews": [_reviews(bar) for bar in bars],
        }
    )
    happenings = tuple(
        Happening(row, day, label) for row, bar in enumerate(bars) for day, label in bar.reviews if first <= day <= last
    )
    columns = (
        *([Column("alliance", "Bündnis")] if grouped or summed else []),
        *([Column("many", "Laufende Maßnahmen", Kind.NUMBER)] if summed else [Column("name", "Maßnahme")]),
        Column("state", "Stand"),
        Column("begins", "Beginn", Kind.DATE),
        Column("ends", "Ende", Kind.DATE),
        *([] if summed else [Column("reviews", "Bewertet")]),
    )
    is_open = any(bar.begins is None or bar.ends is None for bar in bars)
    return Exhibit(
        key=key,
        title=TITLE,
        sentence=sentence,
        chart=Timeline(
            name="name", begins="begins", ends="ends", state="state",
            states={state.label: sign for state, sign in SIGNS.items()}, first=first, last=last, today=today,
            happenings=happenings, happening=REVIEW, group="alliance" if grouped else "",
        ),
        data=data,
        columns=columns,
        source=SOURCE,
        as_of=german_day(today),
        notes=(OPEN_NOTE,) if is_open else (),
        alt=f"Zeitleiste vom {german_day(first)} bis {german_day(last)}, heute markiert: {sentence}",
    )  # fmt: skip


def _axis(bars: Sequence[_Bar], today: date) -> tuple[date, date]:
    """Whole quarters around all days that are known, and today; one more where something is open."""
    days = [day for bar in bars for day in (bar.begins, bar.ends) if day is not None]
    days += [day for bar in bars for day, _ in bar.reviews]
    first = Period.containing(min(*days, today), Frequency.QUARTER)
    last = Period.containing(max(*days, today), Frequency.QUARTER)
    if any(bar.begins is None for bar in bars):
        first = first.previous()
    if any(bar.ends is None for bar in bars):
        last = last.next()
    return first.first, last.last + timedelta(days=1)


def _next_end(bars: Sequence[_Bar], today: date) -> str:
    running = [bar for bar in bars if bar.state is MeasureState.RUNNING and bar.many == 1]
    coming = sorted((bar.ends, bar.name) for bar in running if bar.ends is not None and bar.ends >= today)
    over = sum(bar.ends is not None and bar.ends < today for bar in running)
    said = ""
    if coming:
        ends, name = coming[0]
        said += f" Als nächste endet am {german_day(ends)} „{name if len(name) <= 80 else f'{name[:79].rstrip()}…'}“."
    if over == 1:
        said += " 1 steht noch als laufend, obwohl ihr Ende vorbei ist."
    elif over:
        said += f" {number(over)} stehen noch als laufend, obwohl ihr Ende vorbei ist."
    return said


def _undated(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return " 1 hat weder Beginn noch Ende und ist nicht gezeichnet."
    return f" {number(count)} haben weder Beginn noch Ende und sind nicht gezeichnet."


def _reviews(bar: _Bar) -> str:
    return (
        join([f"{label.removeprefix(f'{REVIEW}: ')} ({german_day(day)})" for day, label in bar.reviews]) or "noch nicht"
    )
