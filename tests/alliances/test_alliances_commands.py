"""Alliances, goals and measures are entered, changed, archived and read on both databases."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from goal_courses import at
from sqlalchemy import inspect, select

from dashboard.alliances import commands, goals, measures, models, queries
from dashboard.alliances.checks import (
    AllianceInvalid,
    ConfirmationNeeded,
    GoalInvalid,
    MeasureInvalid,
    PartnerInvalid,
)
from dashboard.alliances.entries import GoalEntry
from dashboard.alliances.forms import (
    AllianceForm,
    GoalForm,
    MeasureForm,
    PartnerForm,
    RecommendationForm,
    ReviewForm,
    StepForm,
)
from dashboard.alliances.kinds import AllianceState, GoalKind, Judgement, MeasureState, Offer, Path, State
from dashboard.catalogue import Catalogue
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.periods import Period
from dashboard.store import Actor, Base, Circle, Role, Store, UnitOfWork
from dashboard.store.kept import EditConflict, Kept, ReasonMissing, TextInvalid
from dashboard.store.models import Audit

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.EDITOR, Circle.INTERNAL)
PARTNER = Actor("Kirche", Role.VIEWER, Circle.COORDINATION)
PRESS = Actor("Presse", Role.VIEWER, Circle.PUBLIC)
HOSTILE = "<script>alert('x')</script>\x00 & <b>fett</b>"


def do(store: Store, command: Callable[..., object], *words: object, actor: Actor = ERIKA, **more: object) -> int:
    with store.unit_of_work(actor) as work:
        return command(work, *words, **more)  # type: ignore[return-value]


@pytest.fixture
def jobcenter(county: Store, catalogue: Catalogue) -> int:
    return do(county, network.add_organisation, catalogue, OrganisationForm("Jobcenter", Kind.AUTHORITY))


@pytest.fixture
def alliance(county: Store, jobcenter: int) -> int:
    form = AllianceForm("Lernen und Arbeiten in Vielfalt", "Junge Geflüchtete", "Programm", lead=jobcenter)
    return do(county, commands.add_alliance, form)


def goal_form(alliance: int, **more: object) -> GoalForm:
    form = GoalForm(
        alliance, "Mehr Patenschaften", indicator="patenschaften", baseline_value=40, baseline_period=at(0),
        target_value=60, due_period=at(8),
    )  # fmt: skip
    return replace(form, **more)  # type: ignore[arg-type]


def seen_goals(store: Store, actor: Actor = ERIKA, *, archived: bool = False) -> tuple[GoalEntry, ...]:
    with store.reading() as session:
        return queries.goals(session, actor, archived=archived)


@pytest.mark.parametrize(
    "name",
    ["organisation", "function", *sorted(t.__tablename__ for t in vars(models).values() if hasattr(t, "__table__"))],
)
def test_the_migration_makes_the_tables_of_the_models(store: Store, name: str) -> None:
    table, found = Base.metadata.tables[name], inspect(store.engine)
    columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
    assert columns == {column.name: column.nullable for column in table.columns}
    assert {index["name"] for index in found.get_indexes(name) if not index["unique"]} == {
        index.name for index in table.indexes
    }
    keys = {(*key["constrained_columns"], key["referred_table"]) for key in found.get_foreign_keys(name)}
    assert keys == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}


def test_everything_people_edit_has_version_and_archiving() -> None:
    edited = {"alliance", "alliance_partner", "recommendation", "goal", "goal_step", "measure", "measure_review"}
    found = {t.__tablename__ for t in vars(models).values() if hasattr(t, "__table__") and issubclass(t, Kept)}
    assert found == edited


def test_an_alliance_is_kept_with_all_that_was_entered(county: Store, jobcenter: int) -> None:
    before = county.versions()
    form = AllianceForm(
        "Bündnis", HOSTILE, "Lernen vor Ort", jobcenter, AllianceState.PLANNED, jobcenter, date(2026, 1, 1),
        date(2027, 12, 31), date(2026, 12, 4), Circle.PUBLIC,
    )  # fmt: skip
    key = do(county, commands.add_alliance, form)
    assert county.versions() == before | {"alliances": before["alliances"] + 1}
    with county.reading() as session:
        entry = queries.alliance(session, PRESS, key)
        written = select(Audit.who, Audit.action, Audit.after).where(Audit.object == f"alliance:{key}")
        who, action, after = session.execute(written).one()
    assert entry.form == replace(form, purpose="<script>alert('x')</script> & <b>fett</b>")
    assert (entry.lead, entry.support, entry.life.version, entry.life.changed_by) == (
        "Jobcenter",
        "Jobcenter",
        1,
        "Erika",
    )
    assert (who, action, json.loads(after or "")["name"]) == ("Erika", "alliance.added", "Bündnis")


def test_two_people_who_save_the_same_alliance_end_with_both_texts(
    county: Store, alliance: int, jobcenter: int
) -> None:
    form = AllianceForm("Lernen und Arbeiten in Vielfalt", "Junge Geflüchtete", "Programm", lead=jobcenter)
    do(county, commands.change_alliance, alliance, replace(form, purpose="Von Otto"), seen=1, actor=OTTO)
    with pytest.raises(EditConflict) as caught:
        mine = replace(form, purpose="Von Erika", lead=None)
        do(county, commands.change_alliance, alliance, mine, seen=1)
    assert caught.value.theirs == {"Zweck": "Von Otto", "Federführung": "Jobcenter"}
    assert caught.value.mine == {"Zweck": "Von Erika", "Federführung": "–"}
    do(county, commands.change_alliance, alliance, mine, seen=caught.value.version)
    with county.reading() as session:
        assert queries.alliance(session, ERIKA, alliance).form.purpose == "Von Erika"


def test_an_alliances_contract_that_ends_before_it_begins_and_an_unknown_lead_are_refused(county: Store) -> None:
    form = AllianceForm("A", support_from=date(2026, 2, 1), support_until=date(2026, 1, 31))
    with pytest.raises(AllianceInvalid, match=r"endet \(31\.01\.2026\), bevor er beginnt \(01\.02\.2026\)"):
        do(county, commands.add_alliance, form)
    with pytest.raises(NotFound, match=r"Die Organisation Nr\. 99"):
        do(county, commands.add_alliance, AllianceForm("A", lead=99))


@pytest.mark.parametrize("length", [100_000, 100_001])
def test_a_hundred_thousand_characters_are_kept_and_one_more_is_refused_whole(
    county: Store, alliance: int, length: int
) -> None:
    form = RecommendationForm("ä" * length)
    if length > 100_000:
        with pytest.raises(TextInvalid, match=r"hat 100\.001 Zeichen, möglich sind 100\.000\. Es wurde nichts gekürzt"):
            do(county, commands.add_recommendation, form)
        return
    do(county, commands.add_recommendation, form)
    with county.reading() as session:
        assert len(queries.recommendations(session, ERIKA)[0].form.text) == length


def test_an_organisation_is_a_partner_once_at_a_time(county: Store, alliance: int, jobcenter: int) -> None:
    def wish(since: date | None, until: date | None = None) -> PartnerForm:
        return PartnerForm(alliance, jobcenter, "Vermittlung", since, until)

    first = do(county, commands.add_partner, wish(date(2025, 1, 1), date(2025, 12, 31)))
    with pytest.raises(
        Conflict, match=r"„Jobcenter“ ist in diesem Bündnis schon Partner \(„Vermittlung“\), seit 01\.01\.2025 bis 31\."
    ):
        do(county, commands.add_partner, wish(date(2025, 12, 31)))
    second = do(county, commands.add_partner, wish(date(2026, 1, 1)))
    with pytest.raises(Conflict):
        do(county, commands.change_partner, first, wish(date(2025, 1, 1)), seen=1)
    with pytest.raises(PartnerInvalid, match="bevor sie beginnt"):
        do(county, commands.add_partner, wish(date(2025, 1, 2), date(2025, 1, 1)))
    do(county, commands.archive, models.Partner, second, "Irrtum")
    do(county, commands.change_partner, first, wish(None), seen=1)
    with pytest.raises(Conflict, match="von Anfang an"):
        do(county, commands.restore, models.Partner, second)
    with county.reading() as session:
        assert [(p.name, p.form.since, p.life.version) for p in queries.partners(session, PARTNER, alliance)] == [
            ("Jobcenter", None, 2)
        ]
        assert queries.partners(session, PRESS, alliance) == ()


def test_a_goal_is_kept_with_its_agreement_and_the_district_where_no_place_is_named(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    recommendation = do(
        county, commands.add_recommendation, RecommendationForm("Begegnung fördern", "Handlungskonzept")
    )
    points = ((at(6), 55.0), (at(2), 45.0))
    form = goal_form(alliance, recommendation=recommendation, path=Path.POINTS, points=points)
    do(county, goals.add_goal, catalogue, form)
    (entry,) = seen_goals(county)
    assert entry.form == replace(form, areas=("99001",), points=points[::-1])
    assert (entry.alliance, entry.life.version) == ("Lernen und Arbeiten in Vielfalt", 1)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": " "}, "Bitte „Ziel“ angeben"),
        ({"due_period": at(0)}, r"Zielzeitraum \(4\. Quartal 2025\) muss nach dem Ausgangszeitraum"),
        ({"due_period": at(-1)}, r"muss nach dem Ausgangszeitraum \(4\. Quartal 2025\) enden"),
        ({"due_period": Period.of("2025")}, r"Zielzeitraum \(2025\) muss nach"),
        ({"baseline_period": Period.of("2025")}, "wird je Quartal erhoben; „2025“ kann nicht"),
        ({"baseline_value": None}, "Bitte „Ausgangswert“ angeben"),
        ({"target_value": None}, "Bitte „Zielwert“ angeben"),
        ({"due_period": None}, "Bitte „Zielzeitraum“ angeben"),
        ({"target_value": float("inf")}, "„Zielwert“ muss eine Zahl sein"),
        ({"indicator": "unsinn"}, "Die Kennzahl „unsinn“ gibt es nicht"),
        ({"indicator": None}, "Die Kennzahl „“ gibt es nicht"),
        ({"indicator": "uebergriffe_auf_unterkuenfte"}, "kann kein Ziel sein: Der Katalog schließt Aussagen"),
        ({"indicator": "uma", "areas": ("99001001",)}, "wird für Aue nicht erhoben"),
        ({"areas": ("99001001", "99001002")}, "für genau einen Ort"),
        ({"areas": ("03157",)}, "„03157“ ist kein Ort des Landkreises"),
        ({"path": Path.POINTS}, "Bitte die Zwischenpunkte"),
        ({"path": Path.STEPS, "points": ((at(8), 50.0),)}, "Zwischenpunkt 4. Quartal 2027 liegt nicht zwischen"),
        ({"path": Path.STEPS, "points": ((at(2), 1.0), (at(2), 2.0))}, "für dieselbe Zeit"),
        ({"path": Path.STEPS, "points": ((at(2), float("nan")),)}, "muss eine Zahl sein"),
        ({"path": Path.STEPS, "points": ((at(2), 40.0),), "target_value": 40}, "keine Zwischenpunkte"),
        ({"kind": GoalKind.JUDGEMENT, "judgement": "Gut"}, "gehören Worte und der Tag"),
        ({"kind": GoalKind.JUDGEMENT, "judged_state": State.UNKNOWN}, "wird nicht eingeschätzt"),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(
    county: Store, catalogue: Catalogue, alliance: int, more: dict[str, object], sentence: str
) -> None:
    with pytest.raises((GoalInvalid, TextInvalid), match=sentence):
        do(county, goals.add_goal, catalogue, goal_form(alliance, **more))
    assert seen_goals(county) == ()


def test_a_retired_indicator_is_no_new_goal_but_an_old_one_can_still_be_worded(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    key = do(county, goals.add_goal, catalogue, goal_form(alliance))
    retired = catalogue.indicators["patenschaften"].model_copy(update={"enabled": False})
    later = replace(catalogue, indicators={**catalogue.indicators, "patenschaften": retired})
    with pytest.raises(GoalInvalid, match="abgeschaltet oder zurückgezogen"):
        do(county, goals.add_goal, later, goal_form(alliance))
    do(county, goals.change_goal, later, key, goal_form(alliance, text="Anders gesagt"), seen=1)
    assert seen_goals(county)[0].form.text == "Anders gesagt"


def test_a_target_against_the_catalogues_direction_has_to_be_confirmed_once(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    form = goal_form(alliance, target_value=30)
    with pytest.raises(ConfirmationNeeded, match="gilt im Katalog mehr als besser; das Ziel führt von 40 zu 30"):
        do(county, goals.add_goal, catalogue, form)
    key = do(county, goals.add_goal, catalogue, form, confirmed=True)
    do(county, goals.change_goal, catalogue, key, replace(form, text="Anders gesagt"), seen=1)
    with pytest.raises(ConfirmationNeeded):
        do(county, goals.change_goal, catalogue, key, replace(form, target_value=20), seen=2)
    do(county, goals.add_goal, catalogue, goal_form(alliance, target_value=40))


def test_two_people_who_save_the_same_goal_end_with_both_texts(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    key = do(county, goals.add_goal, catalogue, goal_form(alliance))
    theirs = goal_form(alliance, target_value=70, areas=("99001001",))
    do(county, goals.change_goal, catalogue, key, theirs, seen=1, actor=OTTO)
    mine = goal_form(alliance, text="Meins", path=Path.STEPS, points=((at(4), 50.0),))
    with pytest.raises(EditConflict) as caught:
        do(county, goals.change_goal, catalogue, key, mine, seen=1)
    assert caught.value.theirs == {
        "Ziel": "Mehr Patenschaften", "Ort": "Aue", "Zielwert": "70", "Weg": "gleichmäßig", "Zwischenpunkte": "–"
    }  # fmt: skip
    assert caught.value.mine == {
        "Ziel": "Meins", "Ort": "Landkreis Musterland", "Zielwert": "60", "Weg": "in Stufen",
        "Zwischenpunkte": "4. Quartal 2026: 50,00",
    }  # fmt: skip
    assert seen_goals(county)[0].form == theirs


def test_steps_are_ticked_with_day_and_name_and_can_be_opened_again(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    goal = do(county, goals.add_goal, catalogue, GoalForm(alliance, "Lotsenstelle", GoalKind.STEPS))
    step = do(county, goals.add_step, StepForm(goal, "Stelle ausschreiben", 1))
    do(county, goals.add_step, StepForm(goal, "Raum finden", 0, date(2026, 3, 31)))
    with pytest.raises(GoalInvalid, match="liegt in der Zukunft"):
        do(county, goals.tick_step, step, date(2999, 1, 1))
    told = do(county, goals.tick_step, step, date(2026, 2, 1), actor=OTTO)
    assert told == "„Stelle ausschreiben“: erledigt am 01.02.2026."
    steps = seen_goals(county)[0].steps
    assert [(s.text, s.done_on, s.done_by, s.version) for s in steps] == [
        ("Raum finden", None, None, 1), ("Stelle ausschreiben", date(2026, 2, 1), "Otto", 2)
    ]  # fmt: skip
    assert do(county, goals.tick_step, step, None) == "„Stelle ausschreiben“: wieder offen."
    with pytest.raises(EditConflict):
        do(county, goals.change_step, step, StepForm(goal, "Anders"), seen=1)
    other = do(county, goals.add_goal, catalogue, goal_form(alliance))
    with pytest.raises(GoalInvalid, match="wird nicht an Schritten gemessen"):
        do(county, goals.add_step, StepForm(other, "Schritt"))


def test_notes_are_added_newest_first_and_for_the_office_unless_said_otherwise(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    goal = do(county, goals.add_goal, catalogue, goal_form(alliance))
    do(county, goals.add_note, goal, "Nur für uns")
    do(county, goals.add_note, goal, HOSTILE, circle=Circle.COORDINATION)
    with county.reading() as session:
        assert [note.text for note in queries.notes(session, ERIKA, goal)] == [
            "<script>alert('x')</script> & <b>fett</b>", "Nur für uns"
        ]  # fmt: skip
        assert [note.who for note in queries.notes(session, PARTNER, goal)] == ["Erika"]
        assert queries.notes(session, PRESS, goal) == ()


def test_each_circle_sees_what_is_meant_for_it_and_nothing_of_a_hidden_alliance(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    open_ = do(county, commands.add_alliance, AllianceForm("Offen", circle=Circle.PUBLIC))
    for name, of in (("geheim", alliance), ("offen", open_)):
        for circle in Circle:
            text = f"{name} {circle.value}"
            do(county, goals.add_goal, catalogue, goal_form(of, text=text, circle=circle))
            do(county, measures.add_measure, MeasureForm(of, text, circle=circle))
    expected = {
        PRESS: ["offen public"],
        PARTNER: ["geheim coordination", "geheim public", "offen coordination", "offen public"],
    }
    with county.reading() as session:
        for actor, texts in expected.items():
            assert sorted(goal.form.text for goal in queries.goals(session, actor)) == texts
            assert sorted(measure.form.text for measure in queries.measures(session, actor)) == texts
            assert {goal.form.baseline_value for goal in queries.goals(session, actor)} == {None}
        assert len(queries.goals(session, ERIKA)) == len(queries.measures(session, ERIKA)) == 6
        with pytest.raises(NotFound, match="oder nicht für diesen Kreis"):
            queries.alliance(session, PRESS, alliance)
        with pytest.raises(NotFound, match="oder nicht für diesen Kreis"):
            queries.goal(session, PRESS, 1)


def test_a_measure_is_kept_with_goals_money_and_review(
    county: Store, catalogue: Catalogue, alliance: int, jobcenter: int
) -> None:
    hidden = do(county, goals.add_goal, catalogue, goal_form(alliance, circle=Circle.INTERNAL))
    shown = do(county, goals.add_goal, catalogue, goal_form(alliance))
    form = MeasureForm(
        alliance, "Schulung", (shown, hidden), Offer.TRAINING, jobcenter, date(2026, 1, 1), date(2026, 6, 30), 500_000,
        5_000_000_000, "Landesmittel", 20, 17, MeasureState.DONE,
    )  # fmt: skip
    key = do(county, measures.add_measure, form)
    review = ReviewForm(key, Judgement.CHANGE, "Zu wenige kamen", "Koordinierungsstab", date(2026, 7, 7))
    wrong = do(county, measures.add_review, replace(review, judgement=Judgement.END))
    do(county, measures.add_review, review)
    do(county, commands.archive, models.MeasureReview, wrong, "Verwechselt")
    with county.reading() as session:
        (entry,) = queries.measures(session, ERIKA)
        assert entry.form == replace(form, goals=(hidden, shown))
        assert (entry.organisation, [one.judgement.label for one in entry.reviews]) == ("Jobcenter", ["ändern"])
        assert queries.measures(session, PARTNER)[0].form.goals == (shown,)
    with pytest.raises(EditConflict) as caught:
        do(county, measures.change_measure, key, replace(form, goals=(shown,)), seen=0)
    assert caught.value.mine == {"Ziele": "Mehr Patenschaften"}
    with pytest.raises(MeasureInvalid, match="liegt in der Zukunft"):
        do(county, measures.add_review, replace(review, decided_on=date(2999, 1, 1)))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"begins": date(2026, 2, 1), "ends": date(2026, 1, 31)}, r"endet \(31\.01\.2026\), bevor sie beginnt"),
        ({"budget_planned": -1}, r"„Geplantes Budget \(Cent\)“ muss zwischen 0 und"),
        ({"places": 3_000_000_000}, "„Plätze“ muss zwischen 0 und"),
        ({"goals": (99,)}, "Das Ziel Nr. 99 gehört nicht zu diesem Bündnis"),
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(
    county: Store, alliance: int, more: dict[str, object], sentence: str
) -> None:
    form = replace(MeasureForm(alliance, "Schulung"), **more)  # type: ignore[arg-type]
    with pytest.raises(MeasureInvalid, match=sentence):
        do(county, measures.add_measure, form)


def test_what_is_archived_goes_out_of_sight_with_all_that_belongs_to_it_and_comes_back(
    county: Store, catalogue: Catalogue, alliance: int
) -> None:
    goal = do(county, goals.add_goal, catalogue, goal_form(alliance))
    with pytest.raises(ReasonMissing):
        do(county, commands.archive, models.Goal, goal, "x")
    do(county, commands.archive, models.Goal, goal, "Ersetzt")
    do(county, commands.archive, models.Alliance, alliance, "Ausgelaufen")
    assert seen_goals(county) == ()
    assert seen_goals(county, PARTNER, archived=True) == ()
    assert seen_goals(county, archived=True)[0].life.archived_why == "Ersetzt"
    with pytest.raises(NotFound, match=r"Das Bündnis Nr\. .* archiviert \(Ausgelaufen\)"):
        do(county, commands.restore, models.Goal, goal)
    with pytest.raises(NotFound, match="archiviert"):
        do(county, goals.change_goal, catalogue, goal, goal_form(alliance), seen=2)
    do(county, commands.restore, models.Alliance, alliance)
    assert do(county, commands.restore, models.Goal, goal) == "Das Ziel „Mehr Patenschaften“ ist wieder da."
    assert seen_goals(county)[0].life.version == 3


@pytest.mark.parametrize(
    "actor", [Actor("V", Role.VIEWER, Circle.INTERNAL), Actor("E", Role.EDITOR, Circle.COORDINATION)]
)
def test_only_editors_of_the_office_write(county: Store, catalogue: Catalogue, actor: Actor) -> None:
    def refused(command: Callable[[UnitOfWork], object]) -> None:
        with pytest.raises(NotAllowed), county.unit_of_work(actor) as work:
            command(work)

    refused(lambda work: commands.add_alliance(work, AllianceForm("A")))
    refused(lambda work: commands.add_partner(work, PartnerForm(1, 1)))
    refused(lambda work: commands.add_recommendation(work, RecommendationForm("A")))
    refused(lambda work: goals.add_goal(work, catalogue, goal_form(1)))
    refused(lambda work: goals.add_step(work, StepForm(1, "A")))
    refused(lambda work: goals.tick_step(work, 1, None))
    refused(lambda work: goals.add_note(work, 1, "A"))
    refused(lambda work: measures.add_measure(work, MeasureForm(1, "A")))
    refused(lambda work: commands.archive(work, models.Goal, 1, "Grund"))
    refused(lambda work: commands.restore(work, models.Goal, 1))
