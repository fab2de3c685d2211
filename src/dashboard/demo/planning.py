"""The quotas of the fictional county, day by day: what was decided, credited and taken in, and what is planned.

What was decided before the office kept its quotas here (``ENTERED_ON``) is entered on that day, in its order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import chance, dates, monitoring
from dashboard.demo.places import ASSOCIATION
from dashboard.demo.shelters import QUARTERS
from dashboard.periods import Period
from dashboard.planning import commands
from dashboard.planning.forms import CreditForm, FacilityForm, IntakeForm, OfficialForm, PeriodForm, RuleForm, TermForm
from dashboard.planning.kinds import Carrying, Counting, CreditKind, RuleKind, Stage
from dashboard.planning.models import QuotaPeriod
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.scenarios import save_scenario
from dashboard.store import Actor, Circle, Store, UnitOfWork

ENTERED_ON = date(2026, 2, 12)
MINISTRY, COUNTY, COUNCIL = "Ministerium für Inneres (Beispiel)", "Fachbereich Soziales", "Kreisausschuss"
BASIS = Period.of("2024")
TOWN, WEAVERS, STONE, PARABLE = "99001001", "99001002", "99001003", "99001006"
"""Musterstadt, Beispielhausen, Fabelsiek, Gleichnisrode."""
Deed = Callable[[UnitOfWork], object]


@dataclass(frozen=True)
class Decision:
    """Until when and how many persons, without what was carried over; ``on``: day of the decision."""

    on: date
    last: date
    persons: int
    reason: str


@dataclass(frozen=True)
class Credit:
    on: date
    area: str | None
    kind: CreditKind
    persons: int
    reason: str


@dataclass(frozen=True)
class Told:
    """A quota period as it was decided; with what was carried over its persons are those of ``monitoring.QUOTAS``."""

    first: date
    decisions: tuple[Decision, ...]
    published: date | None = None
    carried: int | None = None
    carrying: Carrying = Carrying.SHARED
    counting: Counting = Counting.REPORTED
    note: str = ""
    credits: tuple[Credit, ...] = ()
    rules: tuple[tuple[date, str, RuleKind, float | None, str], ...] = ()
    officials: tuple[tuple[date, str, dict[str, int], str], ...] = field(default=())


FORECAST = "Prognose des Landes für den Zeitraum."
TOLD = (
    Told(
        date(2024, 10, 1), (Decision(date(2024, 9, 12), date(2025, 3, 31), 168, FORECAST),), date(2026, 2, 12), 0,
        note="Eingetragen aus den Akten, als das Dashboard begann.",
        officials=(
            (
                date(2024, 9, 19), COUNTY,
                {area: monitoring.quota(area, "2024-10/2025-03") for area in monitoring.SUPPLYING},
                "Je Ort für sich gerundet.",
            ),
        ),
    ),
    Told(
        date(2025, 4, 1), (Decision(date(2025, 3, 11), date(2025, 9, 30), 137, FORECAST),), date(2026, 2, 12),
        credits=(
            Credit(date(2025, 6, 3), STONE, CreditKind.STATE_CENTRE, 6, "Außenstelle der Landesaufnahme in Fabelsiek."),
        ),
    ),
    Told(
        date(2025, 10, 1), (Decision(date(2025, 9, 9), date(2026, 3, 31), 146, FORECAST),), date(2026, 2, 12),
        carrying=Carrying.OWN,
        note="In diesem Zeitraum trug jeder Ort seinen eigenen Übertrag (Beschluss des Kreisausschusses).",
    ),
    Told(
        date(2026, 4, 1), (Decision(date(2026, 3, 10), date(2026, 9, 30), 144, FORECAST),), date(2026, 4, 21),
        rules=(
            (
                date(2026, 3, 24), PARABLE, RuleKind.PERSONS, 9.0,
                "Vereinbart, weil das Haus am Waldrand umgebaut wird.",
            ),
        ),
    ),
    Told(
        date(2026, 10, 1),
        (
            Decision(date(2026, 9, 10), date(2026, 12, 31), 78, "Zunächst für ein Quartal, die Prognose war unsicher."),
            Decision(date(2026, 11, 12), date(2027, 3, 31), 150, "Verlängert bis Ende März, mit neuer Prognose."),
        ),
        date(2026, 11, 13), -8, Carrying.SHARED, Counting.ENTERED,
        "Aufnahmen werden seit Oktober je Woche eingetragen, damit der Stand nicht erst am Quartalsende bekannt ist.",
        (
            Credit(date(2026, 10, 6), None, CreditKind.STATE_CENTRE, 10, "Landeseinrichtung in Gleichnisrode."),
            Credit(date(2026, 10, 20), TOWN, CreditKind.MINORS, 4, "Wohngruppe der Jugendhilfe in Musterstadt."),
        ),
        (
            (
                date(2026, 9, 22), PARABLE, RuleKind.EXEMPT, None,
                "In Gleichnisrode steht die Landeseinrichtung; der Ort nimmt sonst niemanden auf.",
            ),
        ),
        (
            (
                date(2026, 11, 17), COUNCIL, {TOWN: 60, WEAVERS: 22},
                "Die Alte Weberei in Beispielhausen ist überbelegt; Musterstadt übernimmt zwei Personen.",
            ),
        ),
    ),
)  # fmt: skip

WEEKS_FROM, WEEKS_UNTIL = date(2026, 10, 1), date(2026, 11, 22)
"""Days of the running period whose intake was entered, week by week."""
RESTING = frozenset({PARABLE})
"""Places that take nobody in."""

PLANNED = (
    FacilityForm(
        "99001004", "Wohnhaus Ahornweg", "Gemeinschaftsunterkunft", 24, date(2027, 2, 1), 90,
        note="Bau im Zeitplan, Möbel sind bestellt.", circle=Circle.PUBLIC,
    ),
    FacilityForm(
        WEAVERS, "Modulbau Am Bahnhof", "Gemeinschaftsunterkunft", 40, date(2026, 12, 1), 60,
        note="Sollte zum 01.09.2026 fertig sein; der Anschluss an das Netz fehlt noch.", circle=Circle.COORDINATION,
    ),
    FacilityForm(TOWN, "Ehemalige Kaserne, Haus C", "Gemeinschaftsunterkunft", 60, None, 30,
                 note="Verhandlung mit der Eigentümerin, noch ohne Termin."),
    FacilityForm(TOWN, "Schutzhaus Nord", "Sonstige", 12, date(2027, 4, 1), 80, protected=True),
    FacilityForm(STONE, "Pension am Markt", "Sonstige", 16, date(2026, 6, 1), 0, Stage.DROPPED,
                 note="Die Eigentümerin hat abgesagt."),
)  # fmt: skip
PLANNED_ON = date(2026, 8, 18)

SCENARIOS = (
    ("Soll ein Fünftel höher", Assumptions(quota_factor=1.2), "Falls das Land im Frühjahr nachsteuert."),
    ("Alle Mietverträge verlängert", Assumptions(leases_renewed=True), "Für das Gespräch mit den Vermietern."),
    (
        "Modulbau drei Monate später, Soll ein Fünftel höher", Assumptions(quota_factor=1.2, delay=3),
        "Der ungünstige Fall.",
    ),
)  # fmt: skip
SCENARIOS_ON = date(2026, 11, 19)


def enter(store: Store, editor: Actor, catalogue: Catalogue) -> None:
    """Write periods, intake, plans and scenarios: each day in a transaction of its own, bearing that day."""
    days: dict[date, list[Deed]] = defaultdict(list)
    known: dict[date, int] = {}
    for before, told in zip((None, *TOLD), TOLD, strict=False):
        for day, deed in _of(told, before, known):
            days[max(day, ENTERED_ON)].append(deed)
    for first, last in _weeks():
        days[last + timedelta(days=1)].append(partial(_count, first, last))
    days[PLANNED_ON].append(lambda work: [commands.add_planned(work, catalogue, one) for one in PLANNED])
    days[SCENARIOS_ON].append(lambda work: [save_scenario(work, *one) for one in SCENARIOS])
    for day in sorted(days):
        with store.unit_of_work(editor) as work, dates.on(work, day):
            for deed in days[day]:
                deed(work)


def _of(told: Told, before: Told | None, known: dict[date, int]) -> Iterator[tuple[date, Deed]]:
    begin, *later = told.decisions
    yield begin.on, partial(_begin, told, before, known)
    for one in told.credits:
        yield one.on, partial(_credit, told, one, known)
    for on, area, kind, amount, reason in told.rules:
        wish = partial(RuleForm, area=area, kind=kind, amount=amount, reason=reason, decided_by=COUNTY, decided_on=on)
        yield on, partial(_rule, told, wish, known)
    for decision in later:
        yield decision.on, partial(_decide, told, decision, known)
    for on, who, places, reason in told.officials:
        yield on, partial(_officials, told, OfficialForm(places, who, on, reason), known)
    if told.published is not None:
        yield told.published, lambda work: commands.publish_period(work, known[told.first])


def _begin(told: Told, before: Told | None, known: dict[date, int], work: UnitOfWork) -> None:
    one = told.decisions[0]
    wish = PeriodForm(
        told.first, one.last, one.persons, known[before.first] if before is not None else None, told.carried,
        told.carrying, told.counting, BASIS, told.note, MINISTRY, one.on, one.reason,
    )  # fmt: skip
    known[told.first] = commands.add_period(work, wish)


def _credit(told: Told, one: Credit, known: dict[date, int], work: UnitOfWork) -> None:
    wish = CreditForm(known[told.first], one.area, one.kind, one.persons, one.reason, COUNTY, one.on)
    commands.add_credit(work, wish)


def _rule(told: Told, wish: Callable[..., RuleForm], known: dict[date, int], work: UnitOfWork) -> None:
    commands.set_rule(work, wish(quota_period=known[told.first]))


def _decide(told: Told, one: Decision, known: dict[date, int], work: UnitOfWork) -> None:
    row = work.session.get_one(QuotaPeriod, known[told.first])
    wish = TermForm(one.last, one.persons, MINISTRY, one.on, one.reason)
    commands.decide_term(work, row.id, wish, seen=row.version)


def _officials(told: Told, wish: OfficialForm, known: dict[date, int], work: UnitOfWork) -> None:
    row = work.session.get_one(QuotaPeriod, known[told.first])
    commands.set_officials(work, row.id, wish, seen=row.version)


def _weeks() -> Iterator[tuple[date, date]]:
    """Monday to Sunday; the first one is cut at the beginning of the period."""
    first = WEEKS_FROM
    while first <= WEEKS_UNTIL:
        last = first + timedelta(days=6 - first.weekday())
        yield first, last
        first = last + timedelta(days=1)


def _count(first: date, last: date, work: UnitOfWork) -> None:
    """About as many as came in the quarters before, a thirteenth of them a week."""
    wishes = []
    for area in monitoring.SUPPLYING:
        usual = monitoring.number("aufnahme_ist", area, len(QUARTERS) - 1) / 13
        many = 0 if area in RESTING else int(usual + chance.share("aufnahme", area, first.isoformat()))
        wishes.append(IntakeForm(area, first, last, many, "Samtgemeinde" if area == ASSOCIATION else ""))
    commands.enter_intake(work, wishes)
