"""What the figures were before a meeting and are now, of all that a resolution is about: no proof of a cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.alliances.plan import Point
from dashboard.catalogue import Indicator
from dashboard.catalogue.entries import Break
from dashboard.exhibits.resolution_marks import drawn as drawn
from dashboard.meetings.kinds import LinkKind
from dashboard.meetings.resolution_forms import Link
from dashboard.ui import alliances_reads, reads
from dashboard.ui.alliances_effect import compared
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here

NO_PROOF = (
    "Vorher und nachher im Vergleich beweisen keine Ursache: Ein Wert kann sich auch aus anderen Gründen als wegen "
    "dessen geändert haben, was hier vereinbart wurde."
)
MOST = 8
"""Indicators that are told of one resolution."""
SENTENCES: Kept[tuple[str, ...]] = Kept(128)


@dataclass(frozen=True)
class Measured:
    """An indicator at a place by which something is measured."""

    code: str
    area: str
    points: tuple[Point, ...]


def sentences(here: Here, links: Sequence[Link], day: date) -> tuple[str, ...]:
    """For each linked indicator its value before ``day`` and the newest one; ``links`` are those this circle sees."""
    key = (*alliances_reads.state(here), tuple(links), day)
    return SENTENCES.get(key, lambda: tuple(_sentences(here, links, day)))


def before_and_now(points: Sequence[Point], indicator: Indicator, breaks: Sequence[Break], day: date) -> str:
    """The last value of a whole period before ``day`` and the newest of one after it.

    The period of the meeting is neither before nor after.
    """
    course = [one for one in points if one.period.frequency is indicator.frequency and one.is_there]
    earlier = [one for one in course if one.period.last < day]
    since = [one for one in course if one.period.first >= day]
    if not earlier or not since:
        lacking = "vor der Sitzung" if not earlier else "seit der Sitzung"
        return f"{indicator.title}: {lacking} liegt kein Wert eines ganzen Zeitraums vor."
    return compared(earlier[-1], since[-1], indicator, breaks)


def _sentences(here: Here, links: Sequence[Link], day: date) -> list[str]:
    catalogue, names = reads.catalogue(), dict(zip(*(reads.places(here)[one] for one in ("area", "name")), strict=True))
    own, told = reads.district(here).area, []
    for one in _measured(here, links)[:MOST]:
        indicator = catalogue.indicators.get(one.code)
        if indicator is None or not indicator.enabled:
            continue
        where = "" if one.area == own else f"{names.get(one.area, one.area)} – "
        told.append(where + before_and_now(one.points, indicator, catalogue.breaks_of(one.code, one.area), day))
    return told


def _measured(here: Here, links: Sequence[Link]) -> list[Measured]:
    """Indicators that are linked themselves, those of linked goals, and of the goals that linked measures serve."""
    keys = {kind: {link.object_id for link in links if link.kind is kind} for kind in LinkKind}
    serving = {
        goal
        for one in alliances_reads.measures(here)
        if str(one.id) in keys[LinkKind.MEASURE]
        for goal in one.form.goals
    }
    own = reads.district(here).area
    found: dict[tuple[str, str], Measured] = {}
    for agreed in alliances_reads.board(here):
        for goal in agreed.goals:
            form = goal.followed.goal.form
            if (str(goal.id) in keys[LinkKind.GOAL] or goal.id in serving) and form.indicator and form.areas:
                found[form.indicator, form.areas[0]] = Measured(form.indicator, form.areas[0], goal.course)
    for code in sorted(keys[LinkKind.INDICATOR]):
        if (code, own) not in found and code in reads.catalogue().indicators:
            found[code, own] = Measured(code, own, tuple(alliances_reads.points(here, code, own)))
    return list(found.values())
