"""What people decide about a file: given with it, or remembered from the supplier's last one.

A question is a short key („kind:container“, „place:velpke“, „column:belegtist“) that a finding carries; an answer is
the text that settles it. Only answers that were needed are kept with the upload.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.catalogue.headers import normalise
from dashboard.intake.models import Answer
from dashboard.periods import Period
from dashboard.store import UnitOfWork, now

COLUMN, PLACE, KIND, NUMBERS = "column", "place", "kind", "numbers"
INDICATOR, CATEGORY, UNIT = "indicator", "category", "unit"
SHEET, HEADER_ROW, DELIMITER = "sheet", "header_row", "delimiter"
"""Subjects of questions. Those about the whole file have no text behind them („sheet:“, „place:“, „indicator:“)."""
WHOLE_FILE = ""
NOT_TAKEN = "-"
"""Answer: the column, or the rows with this place, indicator, unit or category, are not taken over."""
BREAKDOWN = "gliederung"
"""Answer to a question about a column: its texts are categories, and the column is called as it is."""
SUMMAND, TOTAL = "+", "="
"""Answers to what a category is: one of those that add up to the whole, or the whole itself."""

LONGEST = 200
"""Characters of a question as the store keeps it; longer ones end in a fingerprint, so that none meets another."""


def question(subject: str, text: str) -> str:
    """The key of the question what ``text`` means; spellings of the same text ask the same."""
    key = f"{subject}:{normalise(text)}"
    if len(key) <= LONGEST:
        return key
    return f"{key[: LONGEST - 17]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"


@dataclass
class Answers:
    """Answers to look up; those that were used are noted."""

    known: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    remembered: frozenset[str] = frozenset()
    """Questions whose answer comes from an earlier file."""
    unfit: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Answers that do not fit this file, by question: the answer and why. They are not kept with it."""

    @classmethod
    def of(cls, given: Mapping[str, str], remembered: Mapping[str, str] | None = None) -> "Answers":
        """What was given counts before what is remembered; keys may be spelled as in the file („kind:Container“)."""
        spelled = {question(*key.split(":", 1)): answer for key, answer in given.items() if ":" in key}
        known = {**(remembered or {}), **spelled}
        return cls(known, remembered=frozenset(known.keys() - spelled.keys()))

    def to(self, subject: str, text: str) -> str | None:
        """The answer to what ``text`` means, None where nobody has decided."""
        key = question(subject, text)
        answer = None if key in self.unfit else self.known.get(key)
        if answer is not None:
            self.used[key] = answer
        return answer

    def is_remembered(self, subject: str, text: str) -> bool:
        """Whether the answer comes from an earlier file, not from this person now."""
        return question(subject, text) in self.remembered

    def reject(self, subject: str, text: str, why: str) -> None:
        """The answer to this does not fit the file: it is told (``why``: a German sentence) and asked again."""
        key = question(subject, text)
        self.used.pop(key, None)
        self.unfit[key] = self.known.get(key, ""), why


@dataclass(frozen=True)
class Decisions:
    """How a person wants the whole file to be read; everything left open is decided by the file itself."""

    period: Period | None = None
    profile: str = ""
    supplier: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False
    """True: what the same supplier had sent for these periods and is not in this file ends with it."""
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    """Name of the sheet of a workbook that is read."""
    header_row: int | None = None
    """Row of the file that is the header, as people count; 0 where there is none."""
    inhabitants_date: date | None = None
    """Day of the inhabitants in a directory, where it is not the end of the year before."""


def remembered(session: Session, supplier: str) -> dict[str, str]:
    """All answers of this supplier's earlier files."""
    rows = session.execute(select(Answer.question, Answer.answer).where(Answer.supplier == supplier))
    return {row[0]: row[1] for row in rows}


def remember(work: UnitOfWork, supplier: str, used: Mapping[str, str]) -> None:
    """Keep the answers for the supplier's next file."""
    known = remembered(work.session, supplier)
    for key, answer in used.items():
        if known.get(key) == answer:
            continue
        row = work.session.scalar(select(Answer).where(Answer.supplier == supplier, Answer.question == key))
        if row is None:
            work.session.add(Answer(supplier=supplier, question=key, answer=answer, who=work.actor.name, at=now()))
        else:
            row.answer, row.who, row.at = answer, work.actor.name, now()


def as_text(reading: Mapping[str, object]) -> str:
    """The decisions with which a file was read, in one canonical text: equal text means read alike."""
    return json.dumps(reading, ensure_ascii=False, sort_keys=True)
