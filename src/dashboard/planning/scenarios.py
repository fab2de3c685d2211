"""Scenarios: the assumptions of a forecast under a name. Editors of the office keep them, the office compares them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import Conflict, UserError
from dashboard.formats import number
from dashboard.planning.models import Scenario
from dashboard.planning.outlook_views import Assumptions
from dashboard.planning.rows import SUBJECT, allow
from dashboard.store import Actor, Circle, UnitOfWork, kept
from dashboard.store.folding import fold

WHAT = "Das Szenario"
LARGEST_FACTOR = 10.0
LONGEST_DELAY = 60


@dataclass(frozen=True)
class ScenarioForm(kept.Form):
    LABELS: ClassVar[Mapping[str, str]] = {"name": "Name", "assumptions": "Annahmen", "note": "Bemerkung"}

    name: str
    assumptions: Assumptions
    note: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """The assumptions as the text that is kept."""
        return {"name": self.name, "assumptions": text_of(self.assumptions), "note": self.note}


@dataclass(frozen=True)
class ScenarioView:
    id: int
    name: str
    assumptions: Assumptions
    note: str
    life: kept.Life


def scenarios(session: Session, actor: Actor, *, archived: bool = False) -> tuple[ScenarioView, ...]:
    """All scenarios by name, with ``archived`` also those; raises NotAllowed outside the internal circle."""
    actor.require_circle(Circle.INTERNAL)
    statement = select(Scenario).order_by(Scenario.name_folded)
    if not archived:
        statement = statement.where(Scenario.archived_at.is_(None))
    return tuple(
        ScenarioView(row.id, row.name, assumptions_of(row.assumptions), row.note, kept.life(row))
        for row in session.scalars(statement)
    )


def save_scenario(work: UnitOfWork, name: str, assumptions: Assumptions, note: str = "") -> int:
    """Keep assumptions under a new name; its id. Raises TextInvalid, and Conflict where the name is taken."""
    allow(work)
    wish = _checked(ScenarioForm(name, assumptions, note))
    _refuse_twin(work, wish.name)
    row = kept.enter(work, Scenario(**wish.columns, name_folded=fold(wish.name)))
    work.record(SUBJECT, "scenario.added", f"scenario:{row.id}", None, wish.facts)
    return row.id


def change_scenario(
    work: UnitOfWork, scenario: int, name: str, assumptions: Assumptions, note: str = "", *, seen: int
) -> str:
    """Replace name, assumptions and note; EditConflict where the version is no longer the one ``seen``."""
    allow(work)
    row = kept.in_force(work, Scenario, scenario, WHAT)
    before, wish = _form(row), _checked(ScenarioForm(name, assumptions, note))
    if not kept.differs(row, before, wish, seen=seen, what=f"das Szenario „{before.name}“"):
        return kept.NOTHING_CHANGED
    _refuse_twin(work, wish.name, without=row.id)
    row.name_folded = fold(wish.name)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "scenario.changed", f"scenario:{row.id}", before.facts, wish.facts)
    return f"„{wish.name}“ ist gespeichert."


def archive_scenario(work: UnitOfWork, scenario: int, why: str) -> str:
    """Take it out of use with a reason. Its name stays taken, so that it can come back."""
    allow(work)
    row = kept.in_force(work, Scenario, scenario, WHAT)
    reason = kept.put_away(work, row, why, f"{WHAT} „{row.name}“ wird archiviert")
    work.record(SUBJECT, "scenario.archived", f"scenario:{row.id}", None, {"why": reason})
    return f"{WHAT} „{row.name}“ ist archiviert."


def restore_scenario(work: UnitOfWork, scenario: int) -> str:
    """Bring an archived one back as it was."""
    allow(work)
    row = kept.locked(work, Scenario, scenario, WHAT)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.bring_back(work, row)
    work.record(SUBJECT, "scenario.restored", f"scenario:{row.id}")
    return f"{WHAT} „{row.name}“ ist wieder da."


def text_of(assumptions: Assumptions) -> str:
    """JSON with sorted lists, so that the same assumptions are the same text."""
    facts = {name: _plain(value) for name, value in vars(assumptions).items()}
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def assumptions_of(text: str) -> Assumptions:
    """From the text that is kept; an assumption added later has its default. TypeError for an unknown one."""
    facts = json.loads(text)
    for name in ("renewed", "dropped"):
        if name in facts:
            facts[name] = frozenset(facts[name])
    if "delayed" in facts:
        facts["delayed"] = frozenset((key, months) for key, months in facts["delayed"])
    return Assumptions(**facts)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(list(one) if isinstance(one, tuple) else one for one in value)
    return value


def _form(row: Scenario) -> ScenarioForm:
    return ScenarioForm(row.name, assumptions_of(row.assumptions), row.note)


def _checked(wish: ScenarioForm) -> ScenarioForm:
    assumed, labels = wish.assumptions, wish.LABELS
    for label, factor in (("Soll", assumed.quota_factor), ("Auszug", assumed.outflow_factor)):
        if not 0 <= factor <= LARGEST_FACTOR:
            raise UserError(
                f"„{label}“ kann das 0- bis {number(LARGEST_FACTOR)}-Fache sein; {number(factor, 2)} geht nicht."
            )
    if not 0 <= assumed.reopened <= 1:
        raise UserError("Von den gesperrten Plätzen können 0 bis 100 Prozent wieder nutzbar sein.")
    if any(abs(months) > LONGEST_DELAY for months in (assumed.delay, *(months for _, months in assumed.delayed))):
        raise UserError(f"Eine Unterkunft kann hier höchstens {number(LONGEST_DELAY)} Monate später öffnen.")
    name = kept.line(wish.name, labels["name"], required=True)
    return replace(wish, name=name, note=kept.long_text(wish.note, labels["note"]))


def _refuse_twin(work: UnitOfWork, name: str, *, without: int | None = None) -> None:
    statement = select(Scenario).where(Scenario.name_folded == fold(name))
    row = work.session.scalars(statement).one_or_none()
    if row is not None and row.id != without:
        archived = " (es ist archiviert und lässt sich wiederherstellen)" if row.archived_at is not None else ""
        raise Conflict(f"Ein Szenario „{row.name}“ gibt es schon{archived}. Bitte einen anderen Namen wählen.")
