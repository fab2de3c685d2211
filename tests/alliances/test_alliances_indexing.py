"""What is entered about alliances and concepts is found from the commit on, in its circle, and not once archived."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.alliances import commands, concept_commands, concept_states, goals, measures
from dashboard.alliances.archiving import archive, restore
from dashboard.alliances.concept_forms import BlockForm, ConceptForm, StateForm
from dashboard.alliances.concept_models import BuildingBlock, Concept
from dashboard.alliances.forms import (
    AllianceForm,
    GoalForm,
    MeasureForm,
    PartnerForm,
    RecommendationForm,
    ReviewForm,
    StepForm,
)
from dashboard.alliances.indexing import entries, everything
from dashboard.alliances.kinds import GoalKind, Judgement, Stage, State
from dashboard.alliances.models import (
    Alliance,
    Goal,
    GoalArea,
    GoalStep,
    Measure,
    MeasureReview,
    Partner,
    Recommendation,
)
from dashboard.catalogue import Catalogue
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.store import Actor, Circle, Role, Store, search

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
AUE = "99001001"
PUBLIC = Circle.PUBLIC


def do(store: Store, command: Callable[..., object], *words: object, **more: object) -> int:
    with store.unit_of_work(ERIKA) as work:
        return command(work, *words, **more)  # type: ignore[return-value]


def found(store: Store, query: str, circle: Circle = Circle.INTERNAL) -> list[tuple[str, str]]:
    """Kind and title of what is found, by kind."""
    with store.reading() as session:
        return sorted((hit.kind, hit.title) for hit in search.find(session, circle, query).hits)


def agrees(store: Store) -> None:
    """The index holds what the tables say."""
    with store.reading() as session:
        made = {one for one in everything(session) if one.in_use}
        assert set(search.kept(session)) >= made
        kinds = {one.kind for one in everything(session)}
        assert {one for one in search.kept(session) if one.kind in kinds} == made


@pytest.fixture
def public(county: Store) -> int:
    """A public alliance."""
    return do(county, commands.add_alliance, AllianceForm("Wohnen", "Gemeinschaftsunterkünften", circle=PUBLIC))


def test_every_write_leaves_the_index_as_the_tables_say(county: Store, catalogue: Catalogue) -> None:
    club = do(county, network.add_organisation, catalogue, OrganisationForm("Verein", Kind.CLUB))
    alliance = do(county, commands.add_alliance, AllianceForm("Bündnis", "Zweck", "Programm"))
    do(county, commands.change_alliance, alliance, AllianceForm("Bündnis 2", "Zweck", circle=PUBLIC), seen=1)
    partner = do(county, commands.add_partner, PartnerForm(alliance, club, "Lotsenrolle"))
    do(county, commands.change_partner, partner, PartnerForm(alliance, club, "Patenrolle"), seen=1)
    agrees(county)
    assert found(county, "Patenrolle") == [("alliance", "Bündnis 2")]
    served = do(county, commands.add_recommendation, RecommendationForm("Wege zeigen", "Bericht", PUBLIC))
    do(county, commands.change_recommendation, served, RecommendationForm("Wege ebnen", "Heft"), seen=1)
    goal = do(county, goals.add_goal, catalogue, GoalForm(alliance, "Wegweiser", GoalKind.STEPS))
    step = do(county, goals.add_step, StepForm(goal, "Entwurf schreiben", 1))
    do(county, goals.change_step, step, StepForm(goal, "Fassung drucken", 1), seen=1)
    do(county, goals.tick_step, step, date(2026, 1, 5))
    do(county, goals.add_note, goal, "Der Druck verzögert sich", circle=PUBLIC)
    agrees(county)
    assert found(county, "fassung") == [("goal", "Wegweiser")]
    judged = {"judgement": "Läuft", "judged_on": date(2026, 1, 5), "judged_state": State.ON_TRACK}
    spoken = do(county, goals.add_goal, catalogue, GoalForm(alliance, "Klima", GoalKind.JUDGEMENT, **judged))  # type: ignore[arg-type]
    wish = GoalForm(alliance, "Betriebsklima", GoalKind.JUDGEMENT, **judged)  # type: ignore[arg-type]
    do(county, goals.change_goal, catalogue, spoken, wish, seen=1)
    measure = do(county, measures.add_measure, MeasureForm(alliance, "Sprachcafé", (goal,), funding="Stiftung"))
    do(county, measures.change_measure, measure, MeasureForm(alliance, "Sprachtreff", (goal,), funding="Land"), seen=1)
    review = do(
        county, measures.add_review, ReviewForm(measure, Judgement.KEEP, "Gut besucht", "Runde", date(2026, 2, 1))
    )
    agrees(county)
    assert found(county, "besucht runde") == [("measure", "Sprachtreff")]
    concept = do(county, concept_commands.add_concept, ConceptForm("Konzept", "Drucksache"))
    do(county, concept_commands.change_concept, concept, ConceptForm("Teilhabekonzept", circle=PUBLIC), seen=1)
    block = do(county, concept_commands.add_block, BlockForm(concept, "Kapitel", "Sprache", "Kurse überall"))
    do(county, concept_commands.change_block, block, BlockForm(concept, "Kapitel", "Sprachen", "Kurse"), seen=1)
    do(county, concept_commands.add_blocks, concept, "Arbeit\tPraktikum\tBetriebe öffnen sich")
    state = StateForm(block, AUE, Stage.DECIDED, date(2026, 1, 5), "Ratsbeschluss")
    do(county, concept_states.set_states, [state], seen=0)
    agrees(county)
    things = [
        (GoalStep, step), (Goal, goal), (MeasureReview, review), (Measure, measure), (Partner, partner),
        (Recommendation, served), (Alliance, alliance), (BuildingBlock, block), (Concept, concept),
    ]  # fmt: skip
    for model, key in things:
        do(county, archive, model, key, "Beendet")
        agrees(county)
    assert found(county, "sprach") == []
    for model, key in reversed(things):
        do(county, restore, model, key)
        agrees(county)


def test_a_part_of_a_compound_is_found_in_what_an_alliance_is_for(county: Store, public: int) -> None:
    assert found(county, "unterkunft", PUBLIC) == [("alliance", "Wohnen")]


def test_a_goal_is_for_nobody_who_does_not_see_its_alliance(county: Store, catalogue: Catalogue) -> None:
    alliance = do(county, commands.add_alliance, AllianceForm("Intern", circle=Circle.INTERNAL))
    goal = do(county, goals.add_goal, catalogue, GoalForm(alliance, "Bahnhof", GoalKind.STEPS, circle=PUBLIC))
    do(county, goals.add_note, goal, "Bahnhofsnotiz", circle=PUBLIC)
    do(county, measures.add_measure, MeasureForm(alliance, "Bahnhofsfest", circle=PUBLIC))
    assert found(county, "bahnhof", Circle.COORDINATION) == []
    assert len(found(county, "bahnhof")) == 3
    do(county, commands.change_alliance, alliance, AllianceForm("Offen", circle=PUBLIC), seen=1)
    assert len(found(county, "bahnhof", PUBLIC)) == 3


def test_a_note_has_its_own_circle(county: Store, catalogue: Catalogue, public: int) -> None:
    goal = do(county, goals.add_goal, catalogue, GoalForm(public, "Wege", GoalKind.STEPS, circle=PUBLIC))
    do(county, goals.add_note, goal, "Vertraulich: der Vermieter springt ab")
    do(county, goals.add_note, goal, "Der Vermieter wird genannt", circle=PUBLIC)
    assert found(county, "vermieter", PUBLIC) == [("goal_note", "Wege")]
    assert len(found(county, "vermieter")) == 2


def test_what_belongs_to_an_archived_alliance_is_found_again_when_it_comes_back(
    county: Store, catalogue: Catalogue, public: int
) -> None:
    goal = do(county, goals.add_goal, catalogue, GoalForm(public, "Straße sanieren", GoalKind.STEPS, circle=PUBLIC))
    do(county, goals.add_note, goal, "Straßennotiz")
    do(county, archive, Alliance, public, "Beendet")
    assert found(county, "strasse") == []
    do(county, restore, Alliance, public)
    assert found(county, "strasse") == [("goal", "Straße sanieren"), ("goal_note", "Straße sanieren")]


def test_evidence_is_found_by_block_and_place_and_never_in_public(county: Store) -> None:
    concept = do(county, concept_commands.add_concept, ConceptForm("Konzept", circle=PUBLIC))
    block = do(county, concept_commands.add_block, BlockForm(concept, "Kapitel", "Sprachkurse", "Kurse in jedem Ort"))
    state = StateForm(block, AUE, Stage.DECIDED, date(2026, 1, 5), "Ratsbeschluss Kurse")
    do(county, concept_states.set_states, [state], seen=0)
    assert found(county, "kurse", PUBLIC) == [("building_block", "Sprachkurse")]
    assert ("block_state", "Sprachkurse (Aue)") in found(county, "ratsbeschluss", Circle.COORDINATION)


def test_a_title_that_says_all_is_not_told_again_and_a_long_one_is(
    county: Store, catalogue: Catalogue, public: int
) -> None:
    long = "Wohnungen " * 30
    do(county, goals.add_goal, catalogue, GoalForm(public, "Kurz gesagt", GoalKind.STEPS))
    do(county, goals.add_goal, catalogue, GoalForm(public, long, GoalKind.STEPS))
    with county.reading() as session:
        texts = {one.title: one.text for one in everything(session) if one.kind == "goal"}
    assert texts["Kurz gesagt"] == ""
    assert long.strip() in texts.values()


def test_what_is_never_searched_is_a_mistake(county: Store) -> None:
    with county.reading() as session, pytest.raises(ValueError, match="not searched"):
        list(entries(session, GoalArea(goal=1, area=AUE)))
