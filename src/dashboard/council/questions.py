"""Questions from the floor and the press: filed with their dated answer and the exhibits the answer rests on."""

import json
from dataclasses import replace
from typing import Any

from dashboard.catalogue import Catalogue
from dashboard.council.builders import checked
from dashboard.council.content import build
from dashboard.council.forms import QuestionForm
from dashboard.council.indexing import indexed
from dashboard.council.models import Folder, FolderQuestion
from dashboard.council.rows import FOLDER, QUESTION, SUBJECT, allow, facts, items_of, question_form, words
from dashboard.council.source import Source
from dashboard.errors import UserError
from dashboard.exhibits import Exhibit, freezing
from dashboard.formats import day, local_day
from dashboard.periods import Period
from dashboard.store import Circle, UnitOfWork, kept, now, snapshots

KIND = "folder-question"


class QuestionInvalid(UserError):
    """A question or answer that makes no sense; the sentence says why."""


def add_question(work: UnitOfWork, catalogue: Catalogue, folder: int, wish: QuestionForm) -> int:
    """File a question; returns its id. ``more`` exhibits are frozen as the folder's circle sees them now."""
    allow(work)
    row = kept.in_force(work, Folder, folder, FOLDER)
    wish = _checked(work, catalogue, row, wish)
    made = kept.enter(
        work, FolderQuestion(folder=row.id, snapshot=_freeze(work, catalogue, row, wish), **_columns(wish))
    )
    work.record(SUBJECT, "question.added", f"folder_question:{made.id}", None, {"folder": row.id, **facts(wish)})
    indexed(work, made)
    return made.id


def change_question(work: UnitOfWork, catalogue: Catalogue, question: int, wish: QuestionForm, *, seen: int) -> str:
    """Replace what is filed; raises EditConflict with both texts. Other exhibits are frozen anew."""
    allow(work)
    row = kept.in_force(work, FolderQuestion, question, QUESTION)
    folder = kept.in_force(work, Folder, row.folder, FOLDER)
    before, wish = question_form(row), _checked(work, catalogue, folder, wish)
    if not kept.differs(row, before, wish, seen=seen, what="diese Frage", words=words(work.session)):
        return kept.NOTHING_CHANGED
    if wish.more != before.more:
        row.snapshot = _freeze(work, catalogue, folder, wish)
    for name, value in _columns(wish).items():
        setattr(row, name, value)
    kept.stamp(work, row)
    work.record(SUBJECT, "question.changed", f"folder_question:{row.id}", facts(before), facts(wish))
    indexed(work, row)
    return "Frage und Antwort sind gespeichert."


def archive_question(work: UnitOfWork, question: int, why: str) -> str:
    """Take a question out of the list; it stays in the history."""
    allow(work)
    row = kept.in_force(work, FolderQuestion, question, QUESTION)
    reason = kept.put_away(work, row, why, "Die Frage wird archiviert")
    work.record(SUBJECT, "question.archived", f"folder_question:{row.id}", None, {"why": reason})
    indexed(work, row)
    return "Die Frage ist archiviert."


def exhibits_of(content: Any) -> tuple[Exhibit | str, ...]:
    """The further exhibits of an answer, as ``snapshots.read(…).content`` holds them; or why there was none."""
    return tuple(
        one if isinstance(one, str) else freezing.thawed(one, format_=content["exhibit_format"])
        for one in content["exhibits"]
    )


def _checked(work: UnitOfWork, catalogue: Catalogue, folder: Folder, wish: QuestionForm) -> QuestionForm:
    label = wish.LABELS
    wish = replace(
        wish,
        question=kept.long_text(wish.question, label["question"], required=True),
        asked_by=kept.line(wish.asked_by, label["asked_by"], required=True),
        answer=kept.long_text(wish.answer, label["answer"]),
    )
    if bool(wish.answer) != (wish.answered_on is not None):
        raise QuestionInvalid("Zu einer Antwort gehört der Tag, an dem sie gegeben wurde, und umgekehrt.")
    if wish.answered_on is not None and wish.answered_on < wish.asked_on:
        raise QuestionInvalid(
            f"Die Antwort vom {day(wish.answered_on)} läge vor der Frage vom {day(wish.asked_on)}; bitte "
            "prüfen Sie die Tage."
        )
    if unknown := set(wish.items) - {item.id for item in items_of(work.session, folder.id, removed=True)}:
        raise QuestionInvalid(f"Die Seite Nr. {min(unknown)} ist nicht in dieser Mappe.")
    for one in wish.more:
        checked(work.session, catalogue, one)
    return wish


def _columns(wish: QuestionForm) -> dict[str, Any]:
    more = json.dumps([one.facts for one in wish.more], ensure_ascii=False)
    return {**wish.columns, "items": json.dumps(list(wish.items)), "more": more}


def _freeze(work: UnitOfWork, catalogue: Catalogue, folder: Folder, wish: QuestionForm) -> int | None:
    if not wish.more:
        return None
    circle = Circle(folder.circle)
    source = Source(work.session, circle, catalogue, Period.of(folder.period), local_day(now()))
    made = [build(source, one) for one in wish.more]
    exhibits = [freezing.frozen(one) if isinstance(one, Exhibit) else one for one in made]
    content = {"exhibit_format": freezing.FORMAT, "exhibits": exhibits}
    return snapshots.freeze(work, KIND, freezing.FORMAT, content, circle)
