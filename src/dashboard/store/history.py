"""The history of one entry out of the audit: who changed what when, field by field, in the words of its form.

For everything that is kept by a ``kept.Form`` and recorded with its facts; inside the office only.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.errors import UserError
from dashboard.formats import NOTHING
from dashboard.periods import Period
from dashboard.store import kept
from dashboard.store.actor import Actor, Circle
from dashboard.store.models import Audit

MOST = 200
VERBS = {
    "added": "eingetragen", "changed": "geändert", "archived": "archiviert", "restored": "wieder eingeführt",
    "ticked": "abgehakt oder wieder geöffnet", "renamed": "umbenannt", "ended": "beendet", "moved": "verschoben",
    "removed": "aus der Liste genommen", "marked": "gekennzeichnet", "state_set": "im Stand geändert",
    "open": "wieder geöffnet", "in_progress": "begonnen", "done": "erledigt", "dropped": "entfallen",
    "answered": "entschieden", "written": "in der Niederschrift geschrieben", "approved": "genehmigt",
    "corrected": "durch einen Nachtrag berichtigt", "set": "festgesetzt", "decided": "neu beschlossen",
    "published": "veröffentlicht", "withdrawn": "Veröffentlichung zurückgenommen", "entered": "eingetragen",
}  # fmt: skip
OTHER = {
    "why": "Grund", "outcome": "Ergebnis", "by": "Beschluss", "done_on": "Erledigt am", "done_by": "Erledigt von",
    "state": "Stand", "position": "Stelle", "draft_sent_on": "Entwurf versandt am",
    "objections_until": "Einwendungen bis", "last_day": "Letzter Tag", "text": "Text", "places": "Amtliche Werte",
}  # fmt: skip
"""Labels of facts that are in no form."""
OF_ITS_OWN = {"note": "Notiz", "items": "Punkte", "officials": "amtliche Werte"}
"""Names of what is recorded at the thing it belongs to."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Traced:
    """Whose history is asked for: ``object`` as the audit names it („goal:12“), with the form of its facts."""

    object: str
    form: type[kept.Form]
    name: str = ""
    """How it is called in a history of several things: „Schritt „Wegweiser drucken““."""
    hidden: frozenset[str] = frozenset()
    """Fields that say nothing here, such as the goal whose step it is."""


@dataclass(frozen=True)
class Difference:
    """One field before and after, in German words; ``old`` is empty where there was nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """One recorded action."""

    at: datetime
    who: str
    what: str
    differences: tuple[Difference, ...]


def history(
    session: Session, actor: Actor, traced: Sequence[Traced], words: kept.Words = kept.said, *, limit: int = MOST
) -> tuple[Change, ...]:
    """The newest changes first, at most ``limit``; raises NotAllowed outside the office. Long texts are whole."""
    actor.require_circle(Circle.INTERNAL)
    of = {one.object: one for one in traced}
    rows = session.scalars(select(Audit).where(Audit.object.in_(of)).order_by(Audit.id.desc()).limit(limit))
    return tuple(_change(row, of[row.object], words) for row in rows)


def _change(row: Audit, traced: Traced, words: kept.Words) -> Change:
    kind, _, verb = row.action.partition(".")
    named = OF_ITS_OWN.get(kind, traced.name)
    what = " ".join(filter(None, (named, VERBS.get(verb, verb))))
    facts = [json.loads(text) if text else {} for text in (row.before, row.after)]
    old, new = (one if isinstance(one, dict) else {} for one in facts)
    return Change(row.at, row.who, f"{what[:1].upper()}{what[1:]}", _differences(old, new, traced, words))


def _differences(old: dict[str, Any], new: dict[str, Any], traced: Traced, words: kept.Words) -> tuple[Difference, ...]:
    labels, hints = {**OTHER, **traced.form.LABELS}, get_type_hints(traced.form)
    found = []
    for name, label in labels.items():
        if name in traced.hidden or old.get(name) == new.get(name):
            continue
        values = (typed(hints.get(name), facts.get(name)) for facts in (old, new))
        before, after = (NOTHING if value is None else words(name, value) for value in values)
        if before != after:
            found.append(Difference(label, before if old else "", after))
    return tuple(one for one in found if old or one.new != NOTHING)


def typed(kind: Any, value: Any) -> Any:
    """A fact of the audit's JSON as its form held it; as it stands where today's form has no place for it."""
    try:
        return _typed(kind, value)
    except (ValueError, TypeError, UserError):
        return value if not isinstance(value, list) else tuple(value)


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return _typed(next(one for one in inner if one is not NoneType), value)
    if isinstance(value, list):
        if inner and inner[-1] is not Ellipsis:
            return tuple(_typed(one, part) for one, part in zip(inner, value, strict=True))
        return tuple(_typed(inner[0] if inner else None, part) for part in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is Period:
        return Period.of(value)
    if isinstance(value, str) and (kind is date or (kind is None and DAY.fullmatch(value))):
        return date.fromisoformat(value)
    return value
