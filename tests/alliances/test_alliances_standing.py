"""Agreement and figures together: one sentence for every case, and nothing hidden given away."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from goal_courses import at, course, withheld

from dashboard.alliances import commands, goals
from dashboard.alliances.forms import AllianceForm, GoalForm, StepForm
from dashboard.alliances.kinds import GoalKind, State
from dashboard.alliances.plan import Point
from dashboard.alliances.progress import Outlook
from dashboard.alliances.sentences import outlook_sentence
from dashboard.alliances.standing import Followed, follow, plan_of, standing
from dashboard.catalogue import Catalogue
from dashboard.store import Actor, Circle, Role, Store

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
PARTNER = Actor("Kirche", Role.VIEWER, Circle.COORDINATION)
TODAY = date(2026, 11, 26)
AREA = "99001"


@dataclass(frozen=True)
class Said:
    """One value as a reading function hands it over."""

    period: str
    value: float | None
    sign: str = ""
    area: str = AREA
    breakdown: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    uploads: tuple[int, ...] = (1,)


def form(**more: object) -> GoalForm:
    agreed = GoalForm(
        1, "Mehr Patenschaften", areas=(AREA,), indicator="patenschaften", baseline_value=40, baseline_period=at(0),
        target_value=60, due_period=at(8),
    )  # fmt: skip
    return replace(agreed, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agreed", "points", "sentence"),
    [
        (form(), [], "Kein Stand: Seit dem Ausgangszeitraum (4. Quartal 2025) liegt kein Wert vor."),
        (
            form(), course(40, 45),
            "Auf Kurs: 45 Patenschaften (1. Quartal 2026), das sind 25\u202f% des Weges von 40 zu 60; erwartet waren "
            "13\u202f%.",
        ),
        (
            form(), course(40, 62),
            "Erreicht: 62 Patenschaften (1. Quartal 2026); vereinbart waren 60 bis 4. Quartal 2027.",
        ),
        (
            form(), course(40, 39),
            "Entfernt sich vom Ziel: 39 Patenschaften (1. Quartal 2026); der Ausgangswert war 40, Ziel sind 60.",
        ),
        (
            form(), course(*[40] * 8, 50),
            "Im Verzug: 50 Patenschaften (4. Quartal 2027), das sind 50\u202f% des Weges von 40 zu 60; erwartet waren "
            "100\u202f%. Der Zielzeitraum (4. Quartal 2027) ist vorbei.",
        ),
        (
            form(), [*course(40), withheld(1)],
            "Kein Stand: Der neueste Wert (1. Quartal 2026) wird zum Schutz einzelner Personen nicht gezeigt.",
        ),
        (
            form(), course(40, "."),
            "Kein Stand: Statt einer Zahl steht (1. Quartal 2026) „.“ (Zahlenwert unbekannt oder geheim zu halten).",
        ),
        (
            form(), course(40, 30, missing=["99001001", "99001002"]),
            "Kein Stand: Die Summe (1. Quartal 2026) ist unvollständig, es fehlen 2 Orte: mindestens 30 Patenschaften. "
            "Das reicht für einen Stand nicht aus.",
        ),
        (
            form(), [*course(40, missing=["99001001"]), *course(50, first=1)],
            "Kein Stand: Dem Ausgangswert (4. Quartal 2025) fehlen Orte, die der neueste Wert (1. Quartal 2026) "
            "enthält: 50 Patenschaften. Beides ist nicht vergleichbar; bitte den Ausgangswert neu vereinbaren.",
        ),
        (
            form(), course(42, 60, missing=["99001001"]),
            "Erreicht: mindestens 60 Patenschaften (1. Quartal 2026); vereinbart waren 60 bis 4. Quartal 2027. Als "
            "Ausgangswert (4. Quartal 2025) sind 40 vereinbart; heute gelten dafür 42.",
        ),
        (
            form(target_value=40), course(40, 41),
            "Auf Kurs: 41 Patenschaften (1. Quartal 2026); mindestens 40 zu halten ist bis 4. Quartal 2027 vereinbart.",
        ),
        (
            form(target_value=40), course(40, 39),
            "Entfernt sich vom Ziel: 39 Patenschaften (1. Quartal 2026); zu halten sind mindestens 40.",
        ),
    ],
)  # fmt: skip
def test_every_case_has_its_sentence(
    catalogue: Catalogue, agreed: GoalForm, points: list[Point], sentence: str
) -> None:
    assert standing(agreed, points, catalogue, Circle.INTERNAL).sentence == sentence


def test_a_break_of_the_catalogue_is_named(catalogue: Catalogue) -> None:
    since = next(one for one in catalogue.breaks if one.concerns("einwohner", AREA))
    found = standing(
        form(indicator="einwohner", baseline_period=at(0).of(str(since.since.year - 1)), due_period=at(0).of("2030")),
        [Point(at(0).of(str(since.since.year + 1)), 50.0)], catalogue, Circle.INTERNAL,
    )  # fmt: skip
    assert (found.state, found.share) == (State.UNKNOWN, None)
    assert f"liegt ein Bruch: „{since.title}“" in found.sentence


def test_the_outlook_says_its_uncertainty(catalogue: Catalogue) -> None:
    points = [*course(*[26.0 + 2 * number for number in range(7)], first=-7), *course(40, 42)]
    assert standing(form(), points, catalogue, Circle.INTERNAL).outlook == (
        "Setzt sich der bisherige Trend fort, sind es im Zielzeitraum (4. Quartal 2027) 56 Patenschaften: das Ziel "
        "würde verfehlt. Sicher ist das nicht."
    )
    plan, indicator = plan_of(form(), catalogue.indicators["patenschaften"]), catalogue.indicators["patenschaften"]
    assert outlook_sentence(plan, Outlook(52.4, 56.0, 60.5, None), indicator) == (
        "Setzt sich der bisherige Trend fort, sind es im Zielzeitraum (4. Quartal 2027) 52 bis 61 Patenschaften: "
        "offen, ob das Ziel erreicht wird. Sicher ist das nicht."
    )


def entered(store: Store, catalogue: Catalogue, *forms: GoalForm) -> list[int]:
    with store.unit_of_work(ERIKA) as work:
        alliance = commands.add_alliance(work, AllianceForm("Ankommen"))
        return [goals.add_goal(work, catalogue, replace(one, alliance=alliance)) for one in forms]


def followed(store: Store, catalogue: Catalogue, actor: Actor, values: Iterable[Said]) -> dict[str, Followed]:
    with store.reading() as session:
        found = follow(session, actor, catalogue, lambda code: list(values), TODAY)
    return {one.goal.form.text: one for one in found}


BASELINE, CURRENT = Said("2025-Q4", 40), Said("2026-Q1", 45)


def test_the_office_sees_where_every_goal_stands_by_its_place(county: Store, catalogue: Catalogue) -> None:
    entered(county, catalogue, form(), form(text="In Aue", areas=("99001001",)))
    other = Said("2026-Q1", 61, area="99001001", uploads=(7,))
    part = Said("2026-Q2", 1, breakdown={"geschlecht": "weiblich"})
    found = followed(county, catalogue, ERIKA, [part, CURRENT, BASELINE, other])
    assert {text: one.standing.state for text, one in found.items()} == {
        "Mehr Patenschaften": State.ON_TRACK, "In Aue": State.REACHED
    }  # fmt: skip
    progress = found["In Aue"].standing.progress
    assert progress is not None
    assert progress.point is not None
    assert progress.point.uploads == (7,)


def test_outside_the_office_a_goal_rests_on_what_that_circle_sees(county: Store, catalogue: Catalogue) -> None:
    entered(county, catalogue, form())
    (found,) = followed(county, catalogue, PARTNER, [BASELINE, CURRENT]).values()
    assert (found.standing.state, found.standing.share, found.goal.form.baseline_value) == (State.ON_TRACK, 0.25, 40)


@pytest.mark.parametrize(
    "values", [[CURRENT], [Said("2025-Q4", None, "•"), CURRENT], [Said("2025-Q4", 43), CURRENT], []]
)
def test_outside_the_office_a_baseline_that_is_hidden_there_is_hidden_here(
    county: Store, catalogue: Catalogue, values: list[Said]
) -> None:
    entered(county, catalogue, form(baseline_value=41.5, target_value=60))
    (found,) = followed(county, catalogue, PARTNER, values).values()
    assert (found.standing.state, found.standing.share) == (State.UNKNOWN, None)
    assert "für diesen Kreis nicht freigegeben" in found.standing.sentence
    assert "41.5" not in json.dumps([repr(found)])


def test_a_withheld_current_value_takes_every_number_with_it(county: Store, catalogue: Catalogue) -> None:
    entered(county, catalogue, form())
    (found,) = followed(county, catalogue, PARTNER, [BASELINE, CURRENT, Said("2026-Q2", None, "•")]).values()
    progress = found.standing.progress
    assert progress is not None
    assert (progress.current, progress.share, progress.expected, progress.outlook) == (None, None, None, None)


def test_an_indicator_that_is_turned_off_is_not_read(county: Store, catalogue: Catalogue) -> None:
    entered(county, catalogue, form())
    left = {code: one for code, one in catalogue.indicators.items() if code != "patenschaften"}
    for actor, baseline in ((ERIKA, 40), (PARTNER, None)):
        with county.reading() as session:
            (found,) = follow(session, actor, replace(catalogue, indicators=left), _never, TODAY)
        assert found.standing.sentence == (
            "Kein Stand: Die Kennzahl „patenschaften“ ist abgeschaltet oder steht nicht mehr im Katalog."
        )
        assert found.goal.form.baseline_value == baseline


def _never(code: str) -> list[Said]:
    raise AssertionError(f"{code} was read")


@pytest.mark.parametrize(
    ("steps", "due", "state", "sentence"),
    [
        ([], None, State.UNKNOWN, "Kein Stand: Es ist noch kein Schritt eingetragen."),
        ([(None, True), (None, True)], None, State.REACHED, "Erreicht: 2 von 2 Schritten sind erledigt."),
        (
            [(None, True), (None, False)], None, State.UNKNOWN,
            "Kein Stand: 1 von 2 Schritten sind erledigt; ein Termin ist nicht vereinbart.",
        ),
        (
            [(None, True), (TODAY, False)], None, State.ON_TRACK,
            "Auf Kurs: 1 von 2 Schritten sind erledigt, keiner ist überfällig.",
        ),
        (
            [(None, True), (None, False)], at(8), State.ON_TRACK,
            "Auf Kurs: 1 von 2 Schritten sind erledigt, keiner ist überfällig; noch offen bis 4. Quartal 2027.",
        ),
        (
            [(date(2026, 11, 25), False)], None, State.BEHIND,
            "Im Verzug: 0 von 1 Schritten sind erledigt; der erste offene war am 25.11.2026 fällig.",
        ),
        (
            [(None, False)], at(3), State.BEHIND,
            "Im Verzug: 0 von 1 Schritten sind erledigt; der Zielzeitraum (3. Quartal 2026) ist vorbei.",
        ),
    ],
)  # fmt: skip
def test_steps_have_a_state_as_far_as_days_were_agreed(
    county: Store, catalogue: Catalogue, steps: list[tuple[date | None, bool]], due: object, state: State, sentence: str
) -> None:
    (goal,) = entered(county, catalogue, form(kind=GoalKind.STEPS, due_period=due))
    with county.unit_of_work(ERIKA) as work:
        for day, done in steps:
            step = goals.add_step(work, StepForm(goal, "Schritt", due_on=day))
            if done:
                goals.tick_step(work, step, date(2026, 1, 1))
    (found,) = followed(county, catalogue, ERIKA, []).values()
    assert (found.standing.state, found.standing.sentence) == (state, sentence)


def test_a_judgement_is_what_somebody_said_on_a_day(county: Store, catalogue: Catalogue) -> None:
    words = {"kind": GoalKind.JUDGEMENT, "judgement": "Es läuft.", "judged_on": date(2026, 9, 1)}
    entered(
        county, catalogue, form(text="Eins", **words, judged_state=State.ON_TRACK), form(text="Zwei", **words),
        form(text="Drei", kind=GoalKind.JUDGEMENT),
    )  # fmt: skip
    found = followed(county, catalogue, ERIKA, [])
    assert [one.standing.sentence for one in found.values()] == [
        "Auf Kurs: eingeschätzt am 01.09.2026. Noch offen bis 4. Quartal 2027.",
        "Kein Stand: Es ist kein Stand eingeschätzt. Die Einschätzung ist vom 01.09.2026. Noch offen bis 4. Quartal "
        "2027.",
        "Kein Stand: Es ist kein Stand eingeschätzt. Noch offen bis 4. Quartal 2027.",
    ]


def test_a_judged_goal_is_missed_only_when_its_due_period_is_over(county: Store, catalogue: Catalogue) -> None:
    words = {"kind": GoalKind.JUDGEMENT, "judgement": "Es läuft.", "judged_on": date(2026, 9, 1)}
    over = {**words, "due_period": at(3)}
    entered(
        county, catalogue, form(text="Eins", **over, judged_state=State.BEHIND),
        form(text="Zwei", **over, judged_state=State.REACHED),
        form(text="Drei", **{**words, "due_period": None}, judged_state=State.BEHIND),
    )  # fmt: skip
    assert [one.standing.sentence for one in followed(county, catalogue, ERIKA, []).values()] == [
        "Im Verzug: eingeschätzt am 01.09.2026. Der Zielzeitraum (3. Quartal 2026) ist vorbei.",
        "Erreicht: eingeschätzt am 01.09.2026.",
        "Im Verzug: eingeschätzt am 01.09.2026.",
    ]
