"""What changed most since the period before, over all indicators of the district."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pandas as pd

from dashboard import formats
from dashboard.catalogue import Catalogue
from dashboard.exhibits import monitoring_notes as beside
from dashboard.exhibits import monitoring_selection as select
from dashboard.exhibits import wording
from dashboard.exhibits.classes import as_shown
from dashboard.exhibits.exhibit import NOT_GIVEN, Column, Exhibit, Kind
from dashboard.exhibits.monitoring_selection import Opened
from dashboard.exhibits.monitoring_series import Observed
from dashboard.exhibits.monitoring_targets import MONITORING, Target, with_targets
from dashboard.exhibits.monitoring_words import judgement
from dashboard.exhibits.readings import Area, Reading
from dashboard.observations import trends
from dashboard.observations.trends import Change, Course, Reason
from dashboard.periods import Period

MOST = 7
FEWEST_EARLIER = 6
"""Earlier changes from which an indicator's own usual change is known."""
ASSUMED = 0.1
"""Part of the earlier value that is taken for usual where it is not known."""
SMALLEST_BASE = 20
"""No change of a smaller value is given in per cent."""
LEAST = 0.001
"""Part of the earlier value that a usual change has at least: what hardly ever changes would change without measure."""
MOST_TIMES = 20
"""More often than this the usual change is not counted in words."""
STEPS = 2
"""Steps of the last place shown that a change which is only taken for usual has at least."""

METHOD = (
    "Reihenfolge: Größe der Veränderung gegenüber dem Zeitraum davor, geteilt durch die übliche Veränderung derselben "
    f"Kennzahl. Üblich ist der mittlere Betrag (Median) ihrer früheren Veränderungen, wenn es mindestens "
    f"{FEWEST_EARLIER} gibt, sonst {formats.percent(ASSUMED)} des früheren Werts; mindestens aber "
    f"{formats.percent(LEAST, 1)} des früheren Werts. Die Reihenfolge sagt nicht, was wichtiger ist."
)
BASE = f"In Prozent wird eine Veränderung nur angegeben, wenn der frühere Wert mindestens {SMALLEST_BASE} ist."
MISSING = {
    Reason.WITHHELD: "zurückgehalten",
    Reason.BREAK: "ein Bruch liegt dazwischen",
    Reason.INCOMPLETE: "den Summen fehlen verschiedene Orte",
    Reason.GAP: "kein Wert zum Vergleich",
}
STALE, SAME = "der neueste Wert ist älter", "unverändert"
COLUMNS = (
    Column("label", "Kennzahl"),
    Column("field", "Feld"),
    Column("value", "Wert"),
    Column("change", "Veränderung"),
    Column("share", "In Prozent"),
    Column("score", "Vielfaches der üblichen Veränderung", Kind.NUMBER, 1),
    Column("usual", "Üblich"),
    Column("as_of", "Stand"),
)


@dataclass(frozen=True)
class Moved:
    """One indicator that changed, with the change that is usual for it."""

    seen: Observed
    reading: Reading
    before: Reading
    change: Change
    usual: float
    earlier: int

    @property
    def by(self) -> float:
        """The size of the change with its sign."""
        assert self.change.absolute is not None
        return self.change.absolute

    @property
    def score(self) -> float:
        """How many usual changes this one is."""
        return abs(self.by) / self.usual

    @property
    def own(self) -> bool:
        """Whether what is usual comes from the indicator itself."""
        return self.earlier >= FEWEST_EARLIER


def changes(catalogue: Catalogue, opened: Opened, until: Period, area: str | None = None) -> Exhibit:
    """At most seven indicators of the district (or one place) that changed most since their period before.

    Ranked by the size of the change over the usual one: the median of the sizes of the indicator's earlier changes
    from six on, with a thousandth of the earlier value and the last place shown (or the multiple it is rounded to) as
    the smallest; else a tenth of the earlier value, two such steps at least. Never across a break or a gap, never with
    a withheld value or sums that lack different places, never an indicator that rules out ``overview``, ``change`` or
    ``sentence``.
    """
    seen = select.looked_at(catalogue, opened, ["overview", "change", "sentence"])
    about = [(one, place) for one in seen if (place := select.whole(one, area)) is not None]
    moved: list[Moved] = []
    left_out: dict[str, list[str]] = {}
    for one, place in about:
        found = _moved(one, place, until)
        if isinstance(found, Moved):
            moved.append(found)
        elif found:
            left_out.setdefault(found, []).append(one.measure.title)
    first = sorted(moved, key=lambda item: -item.score)[:MOST]
    message = _message(first, sum(map(len, left_out.values())), select.district_of(p for _, p in about))
    shown = [(item.seen, item.reading) for item in first]
    return Exhibit(
        key="overview-changes",
        title=f"Was sich am stärksten verändert hat, {until.label}",
        sentence=message,
        chart=None,
        data=_data(catalogue, first),
        columns=COLUMNS,
        source="; ".join(dict.fromkeys(beside.source(one, {r.place: [r]}) for one, r in shown)) or NOT_GIVEN,
        as_of=select.as_of(shown),
        notes=(METHOD, BASE, select.FRESH, *_rest(len(moved) - len(first)), *_reasons(left_out), *_caveats(first)),
        alt=f"Tabelle der Veränderungen: {message}",
    )


def _moved(seen: Observed, place: Area, until: Period) -> Moved | str:
    """The change of one indicator, or why there is none; empty where it has no value at all."""
    reading = seen.last(place, until)
    if reading.period is None:
        return ""
    if not select.is_fresh(reading.period, until):
        return STALE
    course = seen.course(place, until)
    change = trends.change(course, reading.period.previous(), reading.period)
    if change.absolute is None:
        return MISSING[change.why_not or Reason.GAP]
    if as_shown(abs(change.absolute), seen.measure.decimals) == 0:
        return SAME
    before, earlier = seen.at(place, change.first), list(_earlier(course, reading.period))
    return Moved(seen, reading, before, change, _usual(seen, before.value, earlier, reading.period), len(earlier))


def _earlier(course: Course, newest: Period) -> Iterator[float]:
    for first, second in pairwise(course.periods):
        if second < newest:
            size = trends.change(course, first, second).absolute
            if size is not None:
                yield abs(size)


def _usual(seen: Observed, base: float, earlier: Sequence[float], period: Period) -> float:
    step = 10.0**-seen.measure.decimals
    if not seen.per_thousand:
        step = max(step, float(seen.indicator.rounded_on(period.last) or 0))
    if len(earlier) >= FEWEST_EARLIER:
        return max(median(earlier), LEAST * abs(base), step)
    return max(ASSUMED * abs(base), STEPS * step)


def _message(first: Sequence[Moved], others: int, name: str) -> str:
    where = select.located(name)
    if not first and not others:
        return wording.sentence(f"es liegen{where} noch keine Werte vor, deren Veränderung sich vergleichen ließe")
    if not first:
        return wording.sentence(f"für keine von {select.indicators(others)} lässt sich{where} eine Veränderung angeben")
    top = first[0]
    size = f"{top.seen.measure.difference(top.by)}{_share_in_words(top)} {'mehr' if top.by > 0 else 'weniger'}"
    often = f"das {formats.number(top.score, 1)}" if top.score <= MOST_TIMES else f"mehr als das {MOST_TIMES}"
    times = f", {often}-Fache der üblichen Veränderung" if top.own else ""
    then = wording.during(top.change.first)
    when = wording.during(top.change.second)
    parts = [
        f"gemessen am Üblichen hat sich{where} die Kennzahl „{top.seen.measure.title}“ am stärksten verändert: "
        f"{when} {size} als {then}{times}"
    ]
    named = [f"„{item.seen.measure.title}“" for item in first[1 : wording.MOST_NAMED]]
    if named:
        parts.append(f"danach {'folgt' if len(named) == 1 else 'folgen'} {formats.join(named)}")
    return wording.sentence(*parts)


def _data(catalogue: Catalogue, first: Sequence[Moved]) -> pd.DataFrame:
    rows = [
        (
            item.seen.measure.title,
            catalogue.fields[item.seen.indicator.field].title,
            item.seen.measure.at_least(item.reading),
            item.seen.measure.change_text(
                item.change, judgement(item.seen.indicator, item.change, item.seen.measure.decimals)
            ),
            _share(item) or _why_no_share(item),
            item.score,
            _usual_text(item),
            select.as_of([(item.seen, item.reading)]),
        )
        for item in first
    ]
    leads = [Target(MONITORING, item.seen.indicator.code, item.reading.place.area) for item in first]
    return with_targets(pd.DataFrame(rows, columns=[column.name for column in COLUMNS]), leads)


def _share(item: Moved) -> str:
    """„+13,7 %“; empty where the earlier value is too small, or a difference is one of percentage points."""
    relative = item.change.relative
    if relative is None or item.seen.measure.points or item.before.value < SMALLEST_BASE:
        return ""
    decimals = 0 if item.before.value < 1000 else 1
    return f"{formats.signed(relative * 100, decimals)}{formats.NARROW_SPACE}%"


def _share_in_words(item: Moved) -> str:
    share = _share(item)
    return f" ({share[1:]})" if share and share[0] != "±" else ""


def _why_no_share(item: Moved) -> str:
    if item.seen.measure.points:
        return "in Prozentpunkten"
    return f"früherer Wert unter {SMALLEST_BASE}" if item.before.value < SMALLEST_BASE else "neuer Wert unter null"


def _usual_text(item: Moved) -> str:
    size = item.seen.measure.amount(item.usual, max(item.seen.measure.decimals, 1 if item.usual % 1 else 0))
    if item.seen.measure.points:
        size = item.seen.measure.difference(item.usual, 1 if item.usual % 1 else 0)
    return size if item.own else f"{size} (angenommen)"


def _rest(count: int) -> list[str]:
    if count <= 0:
        return []
    return [f"Nicht in der Liste, weil weniger stark verändert: {select.indicators(count)}."]


def _reasons(left_out: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"Ohne Veränderung in dieser Liste, {why}: {', '.join(names)}." for why, names in left_out.items()]


def _caveats(first: Sequence[Moved]) -> list[str]:
    found = []
    for item in first:
        if item.reading.missing:
            found.append(f"{item.seen.measure.title}: Unvollständige Summe ohne {formats.join(item.reading.missing)}.")
        found += [f"{item.seen.measure.title}: {note}" for note in beside.meaning(item.seen.indicator)]
    return found
