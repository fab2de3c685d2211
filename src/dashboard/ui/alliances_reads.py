"""Alliances, goals and measures as this circle has them, read once per data version, with where each goal stands."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.accommodation.houses import Houses
from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.alliances import hints, queries
from dashboard.alliances.entries import AllianceEntry, MeasureEntry, NoteEntry, PartnerEntry, RecommendationEntry
from dashboard.alliances.kinds import GoalKind, State
from dashboard.alliances.plan import Point
from dashboard.alliances.standing import Followed, follow, points_of, standing
from dashboard.exhibits import goal_lines
from dashboard.exhibits.charts import Goal as Line
from dashboard.network import queries as network
from dashboard.network.queries import OrganisationEntry
from dashboard.ui import quarters, reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store

ENTRIES = 32


@dataclass(frozen=True)
class Goal:
    """A goal, where it stands, and where it stood one value earlier."""

    followed: Followed
    before: str = ""
    """Sentence of the standing before the newest value; empty: there was none, or this circle does not see it."""
    course: tuple[Point, ...] = ()
    """The totals of its indicator at its place in the order of time, as this circle has them."""

    @property
    def id(self) -> int:
        """Its number."""
        return self.followed.goal.id

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.followed.standing.state

    @property
    def line(self) -> Line | None:
        """What was agreed, as the level line of a chart; None where no value was."""
        return goal_lines.line_of(self.followed.goal.form)


@dataclass(frozen=True)
class Agreed:
    """One alliance with its goals."""

    alliance: AllianceEntry
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Around:
    """What belongs to one alliance beside its goals."""

    partners: tuple[PartnerEntry, ...]
    measures: tuple[MeasureEntry, ...]
    notes: Mapping[int, tuple[NoteEntry, ...]]
    """By goal, the newest first."""


BOARDS: Kept[tuple[Agreed, ...]] = Kept(ENTRIES)
AROUND: Kept[Around] = Kept(128)
ORGANISATIONS: Kept[tuple[OrganisationEntry, ...]] = Kept(ENTRIES)
MEASURES: Kept[tuple[MeasureEntry, ...]] = Kept(ENTRIES)
TO_REVIEW: Kept[Mapping[int, int]] = Kept(ENTRIES)
RECOMMENDATIONS: Kept[tuple[RecommendationEntry, ...]] = Kept(ENTRIES)


def board(here: Here) -> tuple[Agreed, ...]:
    """All alliances this circle sees, by name, with their goals and where these stand: the next due first."""
    today = quarters.today()
    return BOARDS.get(state(here), lambda: _board(here, today))


def state(here: Here) -> tuple[object, ...]:
    """What the board depends on, as the key of whatever is made of it."""
    versions = (here.version("figures"), here.version("settings"), reads.catalogue().version)
    return (*_agreed(here), *versions, quarters.today())


def measures(here: Here) -> tuple[MeasureEntry, ...]:
    """The measures of all alliances this circle sees."""

    def read() -> tuple[MeasureEntry, ...]:
        with store().reading() as session:
            return queries.measures(session, here.actor)

    return MEASURES.get(_agreed(here), read)


def to_review(here: Here) -> Mapping[int, int]:
    """How many measures of each alliance are over and not reviewed."""
    today = quarters.today()
    found = lambda: Counter(one.form.alliance for one in hints.to_review(measures(here), today))  # noqa: E731
    return TO_REVIEW.get((*_agreed(here), today), found)


def goals_at(here: Here, code: str) -> tuple[Goal, ...]:
    """The goals this circle sees that are measured at an indicator, the next due first."""
    found = [goal for agreed in board(here) for goal in agreed.goals if goal.followed.goal.form.indicator == code]
    return tuple(sorted(found, key=lambda goal: hints.urgency(goal.followed.goal, goal.state)))


def district_line(here: Here, code: str) -> Line | None:
    """The line of the district's goal measured at an indicator: of several that this circle sees, the next due."""
    forms = (goal.followed.goal.form for agreed in board(here) for goal in agreed.goals)
    return goal_lines.district_line(forms, code, reads.district(here).area)


def labels(board: Sequence[Agreed]) -> dict[int, str]:
    """Names of the alliances, told apart where two bear the same: the address knows only these."""
    names = {one.alliance.id: one.alliance.form.name for one in board}
    often = Counter(names.values())
    return {key: f"{name} (Nr. {key})" if often[name] > 1 else name for key, name in names.items()}


def around(here: Here, alliance: int) -> Around:
    """Partners and measures of an alliance."""

    def read() -> Around:
        with store().reading() as session:
            return Around(
                queries.partners(session, here.actor, alliance),
                queries.measures(session, here.actor, alliance=alliance),
                queries.notes_within(session, here.actor, alliance),
            )

    return AROUND.get((*_agreed(here), alliance), read)


def organisations(here: Here) -> tuple[OrganisationEntry, ...]:
    """All organisations in use; not for the public."""

    def read() -> tuple[OrganisationEntry, ...]:
        with store().reading() as session:
            return network.organisations(session, here.actor)

    return ORGANISATIONS.get(_agreed(here), read)


def recommendations(here: Here) -> tuple[RecommendationEntry, ...]:
    """The recommendations this circle sees."""

    def read() -> tuple[RecommendationEntry, ...]:
        with store().reading() as session:
            return queries.recommendations(session, here.actor)

    return RECOMMENDATIONS.get(_agreed(here), read)


def points(here: Here, code: str, area: str) -> Sequence[Point]:
    """The totals of an indicator at a place in the order of time, as this circle has them."""
    places, own = reads.places(here), reads.district(here).area
    with store().reading() as session:
        found = figures_of(session, here.circle, reads.catalogue(), code, places, own)
    return points_of(found).get(area, ())


def _agreed(here: Here) -> tuple[object, ...]:
    return reads.url(), here.version("alliances"), here.version("network"), here.circle


def _board(here: Here, today: date) -> tuple[Agreed, ...]:
    places, own, catalogue = reads.places(here), reads.district(here).area, reads.catalogue()
    read: dict[str, list[Value]] = {}
    with store().reading() as session:
        houses = Houses(session, here.circle, places, own)

        def figures(code: str) -> list[Value]:
            read[code] = figures_of(session, here.circle, catalogue, code, places, own, houses=houses)
            return read[code]

        known = queries.alliances(session, here.actor)
        followed = follow(session, here.actor, catalogue, figures, today)
    courses = {code: points_of(values) for code, values in read.items()}
    goals: dict[int, list[Goal]] = defaultdict(list)
    for one in followed:
        form = one.goal.form
        course = courses.get(form.indicator or "", {}).get(form.areas[0], ()) if form.areas else ()
        goals[form.alliance].append(Goal(one, _before(here, one, course), tuple(course)))
    for entries in goals.values():
        entries.sort(key=lambda goal: hints.urgency(goal.followed.goal, goal.state))
    return tuple(Agreed(one, tuple(goals[one.id])) for one in known)


def _before(here: Here, one: Followed, course: Sequence[Point]) -> str:
    form, now = one.goal.form, one.standing
    if form.kind is not GoalKind.INDICATOR or not course or not now.baseline_shown:
        return ""
    point = now.progress.point if now.progress is not None else None
    if point is None or form.baseline_period is None or point.period <= form.baseline_period:
        return ""
    earlier = [was for was in course if was.period < point.period]
    then = standing(form, earlier, reads.catalogue(), here.circle)
    found = then.progress.point if then.progress is not None else None
    if found is None or found.period <= form.baseline_period:
        return ""
    return then.sentence
