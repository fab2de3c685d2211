"""The register of resolutions: every body's, by its numbers, with state, answer and what they are about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.documents.document import Block, Document, Heading, Table, plain
from dashboard.documents.wording import SLUGS, beside, office
from dashboard.errors import UserError
from dashboard.formats import day as german_day
from dashboard.formats import local_day, number
from dashboard.meetings.resolution_queries import ResolutionEntry, Wanted, resolutions
from dashboard.store import Actor, Circle, now

HEADS = ("Nummer", "Wortlaut", "Stand", "Geht an und Beschluss darauf", "Verknüpft mit")
ALWAYS = 3
"""Columns that stand there also where they are empty: the first ones."""


class SpanInvalid(UserError):
    """A span that ends before it begins."""


@dataclass(frozen=True)
class Span:
    """First and last day of the meetings; None: open."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise SpanInvalid(
                f"Der Zeitraum endet am {german_day(self.until)}, bevor er am {german_day(self.since)} beginnt."
            )

    def __contains__(self, day: date) -> bool:
        return (self.since or date.min) <= day <= (self.until or date.max)

    def __str__(self) -> str:
        """As people read it; empty where it is open on both sides."""
        begin = "" if self.since is None else f"vom {german_day(self.since)}"
        end = "" if self.until is None else f"bis zum {german_day(self.until)}"
        return " ".join(filter(None, (begin, end)))


def of_resolutions(
    session: Session, actor: Actor, catalogue: Catalogue, wanted: Wanted, span: Span = Span()
) -> Document:
    """The register for the actor's circle: of the body that ``wanted`` names, or of all."""
    found = [one for one in resolutions(session, actor, catalogue, wanted) if one.day in span]
    return document(found, circle=actor.circle, office=office(session), period=str(span))


def document(
    entries: Sequence[ResolutionEntry], *, circle: Circle, office: str, period: str = "", today: date | None = None
) -> Document:
    """The register of entries that were read for ``circle``; ValueError where they were read for a wider one."""
    for one in entries:
        if not circle.may_see(one.form.circle):
            raise ValueError(f"resolution {one.id} was read for a wider circle than {circle}")
    return Document(
        "Verzeichnis der Verabredungen, Empfehlungen und Beschlüsse", period, tuple(_blocks(entries)), office,
        circle.label, german_day(today or local_day(now())),
    )  # fmt: skip


def file_name(circle: Circle, suffix: str, *, today: date | None = None) -> str:
    """„beschluesse-2026-11-26-oeffentlich.docx“."""
    return f"beschluesse-{(today or local_day(now())).isoformat()}-{SLUGS[circle]}{suffix}"


def _blocks(entries: Sequence[ResolutionEntry]) -> Iterator[Block]:
    if not entries:
        yield plain("In diesem Zeitraum gibt es keinen Eintrag.")
        return
    ordered = sorted(entries, key=lambda one: (one.body, one.day, one.meeting, one.number, one.id))
    bodies = [list(group) for _, group in groupby(ordered, key=lambda one: one.body)]
    for some in sorted(bodies, key=lambda group: (group[-1].body_name.casefold(), group[-1].body)):
        yield Heading(1, some[-1].body_name)  # the newest name it bore in this time
        yield plain("1 Eintrag." if len(some) == 1 else f"{number(len(some))} Einträge.")
        yield _table(some)


def _table(entries: Sequence[ResolutionEntry]) -> Table:
    rows = [(_number(one), _wording(one), _state(one), _answer(one), _about(one)) for one in entries]
    shown = [place for place in range(len(HEADS)) if place < ALWAYS or any(row[place] for row in rows)]
    return Table(
        "", tuple(HEADS[place] for place in shown), tuple(tuple(row[place] for place in shown) for row in rows)
    )  # fmt: skip


def _number(one: ResolutionEntry) -> str:
    return f"{one.number}\n{german_day(one.day)}\nTOP {one.item_number}"


def _wording(one: ResolutionEntry) -> str:
    result = f" ({one.form.result})" if one.form.result else ""
    return beside(f"{one.form.kind.label}{result}:\n{one.form.wording}", one.form.circle)


def _state(one: ResolutionEntry) -> str:
    state = "" if one.form.state is None else one.form.state.label
    return "\n".join(filter(None, (state, one.form.outcome)))


def _answer(one: ResolutionEntry) -> str:
    answer = one.answered_by
    told = "" if answer is None else (
        f"Beschluss {answer.number} vom {german_day(answer.day)} ({answer.body}): {answer.state.label}"
    )  # fmt: skip
    return "\n".join(filter(None, (one.addressee, told)))


def _about(one: ResolutionEntry) -> str:
    return "\n".join(f"{linked.link.kind.label}: {linked.title}" for linked in one.linked)
