"""The text of an item, saved while people talk; what is typed before is a draft (``writing.key_of``).

An item's text has at most 100,000 characters (some forty pages), like every text of the house; the minutes of a
meeting at most two million. What is longer is refused with both numbers: nothing is cut, and draft and box keep it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from dashboard.formats import number
from dashboard.meetings.approved import open_item
from dashboard.meetings.indexing import indexed
from dashboard.meetings.minutes_text import cleaned
from dashboard.meetings.models import AgendaItem
from dashboard.meetings.rows import SUBJECT
from dashboard.meetings.writing import DRAFT, TEXT
from dashboard.store import Circle, Role, UnitOfWork, drafts, kept

LONGEST_MINUTES = 2_000_000
"""Characters of all items of a meeting together."""
LABEL = "Niederschrift"


@dataclass(frozen=True)
class TextForm(kept.Form):
    """What the minutes say of an item."""

    LABELS = {"text": LABEL}  # noqa: RUF012 - as in every form

    text: str = ""


def save_text(work: UnitOfWork, item: int, text: str, *, seen: int) -> str:
    """Let the minutes of an item say ``text``; a German sentence.

    ``seen`` is the version of the item the writer began from. Raises EditConflict with both texts (the writer's draft
    stays), TextInvalid where it is too long, MinutesApproved. The audit keeps what was replaced, so that also a text
    that was saved over is never lost.
    """
    work.require(Role.EDITOR, Circle.INTERNAL)
    row, _ = open_item(work, item)
    wish = TextForm(kept.long_text(cleaned(text), LABEL))
    before = TextForm(row.text)
    what = f"die Niederschrift zu „{' '.join(filter(None, (row.number, row.title)))[: kept.LONGEST_LINE]}“"
    if not kept.differs(row, before, wish, seen=seen, what=what):
        drafts.done(work, DRAFT, str(item), TEXT)
        return kept.NOTHING_CHANGED
    _refuse_overlong(work, row, wish.text)
    kept.assign(work, row, wish)
    work.record(SUBJECT, "item.written", f"item:{item}", *change(before.text, wish.text))
    drafts.done(work, DRAFT, str(item), TEXT)
    indexed(work, row)
    return "Die Niederschrift ist gespeichert."


def change(before: str, after: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was replaced by what, from which character on: minutes saved two hundred times fill no audit."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    end = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    cut = [text[start : len(text) - end] for text in (before, after)]
    return {"from": start, "text": cut[0]}, {"from": start, "text": cut[1]}


def _refuse_overlong(work: UnitOfWork, row: AgendaItem, text: str) -> None:
    others = select(func.coalesce(func.sum(func.length(AgendaItem.text)), 0)).where(
        AgendaItem.meeting == row.meeting, AgendaItem.id != row.id, AgendaItem.archived_at.is_(None)
    )
    total = len(text) + (work.session.scalar(others) or 0)
    if total > LONGEST_MINUTES and len(text) > len(row.text):
        raise kept.TextInvalid(
            f"Die Niederschrift der ganzen Sitzung hätte {number(total)} Zeichen, möglich sind "
            f"{number(LONGEST_MINUTES)}. Es wurde nichts gekürzt und nichts gespeichert; Ihr Entwurf bleibt erhalten."
        )
