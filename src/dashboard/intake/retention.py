"""How long the bytes of files are kept, per layout; values and the record of the upload stay for good.

Without a decision files are kept without limit. What is due is removed when ``dashboard serve`` starts and when an
administrator says so; ``dashboard doctor`` names it. Nothing of it hangs on somebody's upload: a file that is taken
over must not fail, or take longer, because old ones are due.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dashboard.errors import UserError
from dashboard.formats import local_day, number
from dashboard.observations.models import Upload
from dashboard.store import Actor, Circle, Role, UnitOfWork, get_setting, now, set_setting

SETTING = "retention_years"
"""Key of the setting: layout -> years."""
LAYOUTS = {
    "facilities": "Unterkünfte",
    "wide": "Kennzahlen je Ort",
    "long": "Ein Wert je Zeile",
    "flat": "Amtliche Tabelle (flach)",
    "classic": "Amtliche Tabelle (klassisch)",
    "directory": "Gemeindeverzeichnis",
}
LONGEST = 100


class RetentionInvalid(UserError):
    """A retention that cannot be kept; the sentence says why."""


@dataclass(frozen=True)
class Due:
    """Files of one layout whose time is over."""

    layout: str
    files: int

    @property
    def text(self) -> str:
        """German: what and how many."""
        return f"{number(self.files)} {'Datei' if self.files == 1 else 'Dateien'} ({LAYOUTS.get(self.layout, '?')})"


def retention(session: Session) -> dict[str, int]:
    """Years that files are kept, per layout; a layout that is not in it has no limit."""
    return {str(layout): int(years) for layout, years in get_setting(session, SETTING, {}).items()}


def keep_for(work: UnitOfWork, years: Mapping[str, int | None]) -> str:
    """Decide for how many years files are kept (layout -> years, None: without limit). Returns a German sentence.

    Layouts that are not named keep what was decided. Nothing is removed yet. Raises RetentionInvalid.
    """
    work.require(Role.ADMIN, Circle.INTERNAL)
    for layout, limit in years.items():
        if layout not in LAYOUTS:
            raise RetentionInvalid(f"Eine Tabelle der Art „{layout}“ gibt es nicht.")
        if limit is not None and not 1 <= limit <= LONGEST:
            raise RetentionInvalid(f"Aufbewahrt wird mindestens ein Jahr und höchstens {LONGEST} Jahre.")
    decided = {**retention(work.session), **years}
    set_setting(work, SETTING, {layout: limit for layout, limit in decided.items() if limit is not None})
    return "Die Aufbewahrungsfristen sind gespeichert. Entfernt wird erst beim nächsten Start oder auf Knopfdruck."


def due(session: Session, actor: Actor, today: date | None = None) -> tuple[Due, ...]:
    """Files whose time is over and whose bytes are still there; for administrators of the internal circle."""
    actor.require(Role.ADMIN)
    actor.require_circle(Circle.INTERNAL)
    counts = Counter(layout for _, layout in _due(session, today))
    return tuple(Due(layout, counts[layout]) for layout in LAYOUTS if counts[layout])


def remove_due(work: UnitOfWork, today: date | None = None) -> str:
    """Remove the bytes of files whose time is over; their values stay. A German sentence, empty where none was due."""
    work.require(Role.ADMIN, Circle.INTERNAL)
    found = _due(work.session, today)
    if not found:
        return ""
    years = retention(work.session)
    for upload, layout in found:
        why = f"Aufbewahrungsfrist von {number(years[layout])} {'Jahr' if years[layout] == 1 else 'Jahren'} abgelaufen"
        work.session.execute(
            update(Upload)
            .where(Upload.id == upload)
            .values(content=None, removed_at=now(), removed_by=work.actor.name, removed_why=why)
        )
    work.record("figures", "upload.bytes-removed", "retention", after={"uploads": [upload for upload, _ in found]})
    return (
        f"{number(len(found))} {'Datei ist' if len(found) == 1 else 'Dateien sind'} nach Ablauf der Aufbewahrungsfrist "
        "entfernt; die Werte bleiben."
    )


def _due(session: Session, today: date | None) -> list[tuple[int, str]]:
    """Ids and layouts of the uploads that are due."""
    today = today or local_day(now())
    years = retention(session)
    statement = select(Upload.id, Upload.layout, Upload.at).where(
        Upload.layout.in_(list(years)), Upload.content.is_not(None)
    )
    rows = session.execute(statement.order_by(Upload.id))
    return [(number_, layout) for number_, layout, at in rows if _ends(at, years[layout]) <= today]


def _ends(at: datetime, years: int) -> date:
    """The day from which on a file is no longer kept; the 29th of February ends on the first of March."""
    day = local_day(at)
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
