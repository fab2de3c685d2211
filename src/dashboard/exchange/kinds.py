"""The tables: for each its columns, its rows, and the commands that write what is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from dashboard.alliances import commands as alliances
from dashboard.alliances import concept_commands as concept
from dashboard.alliances import concept_queries, goals, measures, queries
from dashboard.alliances.concept_forms import BlockForm
from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm, PartnerForm, RecommendationForm
from dashboard.alliances.kinds import AllianceState, GoalKind, MeasureState, Offer, Path, State
from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound
from dashboard.exchange import cells
from dashboard.exchange.cells import Cell
from dashboard.exchange.known import Known
from dashboard.formats import join
from dashboard.network import commands as network
from dashboard.network import queries as network_queries
from dashboard.network.commands import OrganisationForm
from dashboard.network.kinds import Kind as OrganisationKind
from dashboard.store import Actor, Circle, UnitOfWork
from dashboard.store.folding import fold
from dashboard.store.kept import Form


@dataclass(frozen=True)
class Row:
    """Something that is entered, with the version it has."""

    number: int
    version: int
    form: Form


@dataclass(frozen=True)
class Column:
    """A field of the form under its heading."""

    field: str
    heading: str
    cell: Cell


Writing = Callable[[UnitOfWork, Catalogue, Any, bool], int]
Changing = Callable[[UnitOfWork, Catalogue, int, Any, int, bool], str]


@dataclass(frozen=True)
class Kind:
    """One table. ``add`` and ``change`` are the usual commands; their last argument: what was asked is confirmed."""

    code: str
    title: str
    form: type[Form]
    cells: Callable[[Known], Mapping[str, Cell]]
    rows: Callable[[Session, Actor], Sequence[Row]]
    add: Writing
    change: Changing
    headings: Mapping[str, str]
    """Where a heading is not the label of the form."""

    def columns(self, known: Known) -> tuple[Column, ...]:
        """The columns in their order; their headings are the labels people know from the forms."""
        return tuple(
            Column(field, self.headings.get(field) or self.form.LABELS[field], cell)
            for field, cell in self.cells(known).items()
        )


def _circle() -> Cell:
    return cells.choice({one: one.label for one in Circle}, "kein Kreis")


def _indicator(known: Known) -> Cell:
    by_title = cells.named(known.indicators, "Die Kennzahl")
    return Cell(by_title.write, lambda cell: cell if cell in known.indicators else by_title.read(cell))


def _organisations(known: Known) -> Mapping[str, Cell]:
    return {
        "name": cells.text(), "kind": cells.labelled(OrganisationKind, "keine Art von Organisation"),
        "field": cells.named(known.fields, "Das Handlungsfeld"), "area": cells.named(known.places, "Den Ort"),
    }  # fmt: skip


def _recommendations(known: Known) -> Mapping[str, Cell]:
    return {"text": cells.text(), "source": cells.text(), "circle": _circle()}


def _alliances(known: Known) -> Mapping[str, Cell]:
    organisation = cells.named(known.organisations, "Die Organisation")
    return {
        "name": cells.text(), "purpose": cells.text(), "programme": cells.text(), "lead": organisation,
        "state": cells.labelled(AllianceState, "kein Stand eines Bündnisses"), "support": organisation,
        "support_from": cells.day(), "support_until": cells.day(), "next_meeting": cells.day(), "circle": _circle(),
    }  # fmt: skip


def _partners(known: Known) -> Mapping[str, Cell]:
    return {
        "alliance": cells.named(known.alliances, "Das Bündnis"),
        "organisation": cells.named(known.organisations, "Die Organisation"), "role": cells.text(),
        "since": cells.day(), "until": cells.day(),
    }  # fmt: skip


def _goals(known: Known) -> Mapping[str, Cell]:
    return {
        "alliance": cells.named(known.alliances, "Das Bündnis"), "text": cells.text(),
        "recommendation": cells.named(known.recommendations, "Die Empfehlung"),
        "kind": cells.labelled(GoalKind, "keine Art der Messung"),
        "areas": cells.several(cells.named(known.places, "Den Ort")), "indicator": _indicator(known),
        "baseline_value": cells.number(), "baseline_period": cells.period(), "target_value": cells.number(),
        "due_period": cells.period(), "path": cells.labelled(Path, "kein Weg"), "points": cells.points(),
        "judgement": cells.text(), "judged_on": cells.day(),
        "judged_state": cells.labelled(State, "kein Stand eines Ziels"), "circle": _circle(),
    }  # fmt: skip


def _measures(known: Known) -> Mapping[str, Cell]:
    return {
        "alliance": cells.named(known.alliances, "Das Bündnis"), "text": cells.text(),
        "goals": cells.several(cells.whole()), "offer": cells.labelled(Offer, "keine Art des Angebots"),
        "organisation": cells.named(known.organisations, "Die Organisation"), "begins": cells.day(),
        "ends": cells.day(), "budget_planned": cells.euro(), "budget_spent": cells.euro(), "funding": cells.text(),
        "places": cells.whole(), "participants": cells.whole(),
        "state": cells.labelled(MeasureState, "kein Stand einer Maßnahme"), "circle": _circle(),
        "practice": cells.named(known.practices, "Das Praxisbeispiel"),
    }  # fmt: skip


def _blocks(known: Known) -> Mapping[str, Cell]:
    return {
        "concept": cells.named(known.concepts, "Das Konzept"), "chapter": cells.text(), "position": cells.whole(),
        "label": cells.text(), "text": cells.text(),
    }  # fmt: skip


def _organisation_rows(session: Session, actor: Actor) -> list[Row]:
    return [
        Row(one.id, one.version, OrganisationForm(one.name, one.kind, one.field, one.area))
        for one in network_queries.organisations(session, actor)
    ]


def _partner_rows(session: Session, actor: Actor) -> list[Row]:
    return [
        Row(partner.id, partner.life.version, partner.form)
        for one in queries.alliances(session, actor)
        for partner in queries.partners(session, actor, one.id)
    ]


def _block_rows(session: Session, actor: Actor) -> list[Row]:
    return [
        Row(block.id, block.life.version, block.form)
        for one in concept_queries.concepts(session, actor)
        for block in concept_queries.blocks(session, actor, one.id)
    ]


def _plain(read: Callable[[Session, Actor], Sequence[Any]]) -> Callable[[Session, Actor], Sequence[Row]]:
    return lambda session, actor: [Row(one.id, one.life.version, one.form) for one in read(session, actor)]


def _without_catalogue(add: Callable[..., int]) -> Writing:
    return lambda work, _, form, __: add(work, form)


def _changing(change: Callable[..., str]) -> Changing:
    return lambda work, _, number, form, seen, __: change(work, number, form, seen=seen)


KINDS = (
    Kind(
        "organisationen", "Organisationen", OrganisationForm, _organisations, _organisation_rows,
        lambda work, catalogue, form, _: network.add_organisation(work, catalogue, form),
        lambda work, catalogue, number, form, seen, _: network.change_organisation(
            work, catalogue, number, form, seen=seen
        ),
        {},
    ),
    Kind(
        "empfehlungen", "Handlungsempfehlungen", RecommendationForm, _recommendations, _plain(queries.recommendations),
        _without_catalogue(alliances.add_recommendation), _changing(alliances.change_recommendation), {},
    ),
    Kind(
        "buendnisse", "Bündnisse", AllianceForm, _alliances, _plain(queries.alliances),
        _without_catalogue(alliances.add_alliance), _changing(alliances.change_alliance), {},
    ),
    Kind(
        "partner", "Partner der Bündnisse", PartnerForm, _partners, _partner_rows,
        _without_catalogue(alliances.add_partner), _changing(alliances.change_partner), {},
    ),
    Kind(
        "ziele", "Ziele", GoalForm, _goals, _plain(queries.goals),
        lambda work, catalogue, form, sure: goals.add_goal(work, catalogue, form, confirmed=sure),
        lambda work, catalogue, number, form, seen, sure: goals.change_goal(
            work, catalogue, number, form, seen=seen, confirmed=sure
        ),
        {},
    ),
    Kind(
        "massnahmen", "Maßnahmen", MeasureForm, _measures, _plain(queries.measures),
        _without_catalogue(measures.add_measure), _changing(measures.change_measure),
        {"goals": "Ziele (Nr.)", "budget_planned": "Geplantes Budget (Euro)", "budget_spent": "Ausgegeben (Euro)"},
    ),
    Kind(
        "bausteine", "Bausteine des Konzepts", BlockForm, _blocks, _block_rows,
        _without_catalogue(concept.add_block), _changing(concept.change_block), {},
    ),
)  # fmt: skip
"""In the order in which they are read in: what names something comes after it."""


def kind_of(name: str) -> Kind:
    """The table of this code or title; raises NotFound with what there is."""
    for one in KINDS:
        if fold(name) in (fold(one.code), fold(one.title)):
            return one
    raise NotFound(f"Eine Tabelle „{name}“ gibt es nicht. Es gibt: {join([one.code for one in KINDS])}.")
