"""What people decide about a file: given with it, or remembered from the supplier's last one.

A question is a short key („kind:container“, „place:velpke“, „column:belegtist“) that a finding carries; an answer is
the text that settles it. Only answers that were needed are kept with the upload.
"""

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
"""Subjects of questions."""
NOT_TAKEN = "-"
"""Answer to a question about a column: it is not taken over."""


def question(subject: str, text: str) -> str:
    """The key of the question what ``text`` means; spellings of the same text ask the same."""
    return f"{subject}:{normalise(text)}"[:200]


@dataclass
class Answers:
    """Answers to look up; those that were used are noted."""

    known: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, str], remembered: Mapping[str, str] | None = None) -> "Answers":
        """What was given counts before what is remembered; keys may be spelled as in the file („kind:Container“)."""
        spelled = {question(*key.split(":", 1)): answer for key, answer in given.items() if ":" in key}
        return cls({**(remembered or {}), **spelled})

    def to(self, subject: str, text: str) -> str | None:
        """The answer to what ``text`` means, None where nobody has decided."""
        key = question(subject, text)
        answer = self.known.get(key)
        if answer is not None:
            self.used[key] = answer
        return answer


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
