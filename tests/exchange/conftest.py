"""The small district with a little of everything that goes out and in as a table."""

from datetime import date

import pytest

from dashboard.alliances import commands, concept_commands, goals, measures
from dashboard.alliances.concept_forms import BlockForm, ConceptForm
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm, PartnerForm, RecommendationForm
from dashboard.alliances.kinds import GoalKind, Path, State
from dashboard.catalogue import Catalogue, load
from dashboard.network import commands as network
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind
from dashboard.periods import Period
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store
from small_county import settle

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
LONG = '=SUMME(A1)\n<script>alert(1)</script>; „Zitat“\nmit Semikolon; und "Anführung"'


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the house."""
    return load(PROGRAM_ROOT / "data" / "catalogue")


@pytest.fixture
def office(store: Store, catalogue: Catalogue) -> Store:
    """Two organisations, an alliance with a partner, three goals, a measure, a concept with two blocks."""
    settle(store)
    with store.unit_of_work(ERIKA) as work:
        jobcenter = network.add_organisation(work, catalogue, OrganisationForm("Jobcenter", Kind.AUTHORITY, "labour"))
        club = network.add_organisation(work, catalogue, OrganisationForm("Sportverein", Kind.CLUB, "civic"))
        serves = commands.add_recommendation(work, RecommendationForm("Wege sichtbar machen; für alle.", "Seite 3"))
        alliance = commands.add_alliance(
            work, AllianceForm("Lernen", LONG, lead=jobcenter, support_from=date(2026, 1, 1), circle=Circle.PUBLIC)
        )
        commands.add_partner(work, PartnerForm(alliance, club, "Kurse", date(2026, 2, 1)))
        first = goals.add_goal(
            work, catalogue,
            GoalForm(
                alliance, "Mehr Praktika", recommendation=serves, indicator="praktika", baseline_value=10.5,
                baseline_period=Period.of("2025-Q4"), target_value=1234.0, due_period=Period.of("2026-Q4"),
                path=Path.POINTS, points=((Period.of("2026-Q2"), 100.25),),
            ),
        )  # fmt: skip
        goals.add_goal(work, catalogue, GoalForm(alliance, "Ein Wegweiser", GoalKind.STEPS))
        judged = GoalForm(
            alliance, "Gute Stimmung", GoalKind.JUDGEMENT, judgement="Gut.", judged_on=date(2026, 3, 1),
            judged_state=State.ON_TRACK,
        )  # fmt: skip
        goals.add_goal(work, catalogue, judged)
        measures.add_measure(
            work,
            MeasureForm(
                alliance, "Fortbildung", (first,), organisation=club, begins=date(2026, 4, 1), ends=date(2026, 6, 30),
                budget_planned=123456, places=12,
            ),
        )  # fmt: skip
        concept = concept_commands.add_concept(work, ConceptForm("Integrationskonzept"))
        concept_commands.add_block(
            work, BlockForm(concept, "1 Ankommen", "Lotsen", "In jeder Gemeinde gibt es Lotsen.")
        )
        concept_commands.add_block(work, BlockForm(concept, "2 Lernen", "Kurse", "Es gibt genug Kurse."))
    return store
