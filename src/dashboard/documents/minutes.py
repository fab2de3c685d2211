"""The minutes of a meeting as a document, from the one content that the screen shows too.

Every item is one heading of the first level and nothing else is, so that the outline is the agenda; what is about the
meeting as a whole stands before the items. ``minutes_items`` writes what stands under an item.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.catalogue import Catalogue
from dashboard.documents.document import Block, Document, Facts, Note, Table, plain
from dashboard.documents.minutes_items import Figure, addendum, item_blocks
from dashboard.documents.wording import SLUGS, long_moment, office
from dashboard.exhibits import freezing
from dashboard.formats import day as german_day
from dashboard.formats import local_day, moment, number
from dashboard.meetings.content import content
from dashboard.meetings.minuted import Minutes
from dashboard.meetings.states import label
from dashboard.store import Actor, now, snapshots

FIELDLESS = "ohne Handlungsfeld"


@dataclass(frozen=True)
class Beside:
    """What minutes need besides themselves: their figures, the fields' names in their order, and who publishes."""

    figures: Mapping[int, Figure]
    """By number of the snapshot."""
    fields: Mapping[str, str]
    """Name by code."""
    office: str


def of_meeting(session: Session, actor: Actor, catalogue: Catalogue, key: int, *, early: bool = False) -> Document:
    """The minutes of a meeting for the actor's circle; ``early``: what the office prepares for it (see ``content``).

    Raises NotFound where it knows of no such meeting, NotAllowed where somebody else wants it early, and
    SnapshotDamaged or FormatUnknown for what was frozen.
    """
    minutes = content(session, actor, key, early=early)
    return document(minutes, beside(session, catalogue, minutes))


def beside(session: Session, catalogue: Catalogue, minutes: Minutes) -> Beside:
    """What a document of these minutes needs besides them."""
    keys = [key for item in minutes.items for key in item.exhibits]
    figures = {
        key: Figure(freezing.thawed(one.content, format_=one.format), one.circle, local_day(one.at))
        for key, one in snapshots.read_all(session, keys).items()
    }
    return Beside(figures, {code: field.title for code, field in catalogue.fields.items()}, office(session))


def document(minutes: Minutes, beside: Beside, *, today: date | None = None) -> Document:
    """The document of minutes that were read for a circle: nothing but what they hold goes in."""
    kind = minutes.title or minutes.kind.label
    told = f"{kind}, {long_moment(minutes.starts_at, minutes.ends_at)}"
    day = german_day(local_day(minutes.starts_at))
    return Document(
        f"Niederschrift{' (Entwurf)' if minutes.draft else ''}: {minutes.body}, {day}", told,
        tuple(_blocks(minutes, beside)), beside.office, minutes.for_circle.label,
        german_day(_as_of(minutes, today or local_day(now()))), draft=minutes.draft,
    )  # fmt: skip


def file_name(minutes: Minutes, suffix: str) -> str:
    """„entwurf-niederschrift-2026-03-17-12-oeffentlich.pdf“: whether approved, day, number and circle."""
    draft = "entwurf-" if minutes.draft else ""
    day = local_day(minutes.starts_at).isoformat()
    return f"{draft}niederschrift-{day}-{minutes.meeting}-{SLUGS[minutes.for_circle]}{suffix}"


def _as_of(minutes: Minutes, today: date) -> date:
    """Approved minutes are of the day they were approved, or corrected last; a draft is of today."""
    if minutes.approval is None:
        return today
    every = [*minutes.addenda, *(one for item in minutes.items for one in item.addenda)]
    return local_day(max([minutes.approval.at, *(one.at for one in every)]))


def _blocks(minutes: Minutes, beside: Beside) -> Iterator[Block]:
    if minutes.draft:
        yield Note(_draft(minutes))
    if minutes.pending:
        yield plain(minutes.pending)
    yield Facts(tuple(_facts(minutes)))
    yield from _presence(minutes, beside.fields)
    for one in minutes.addenda:
        yield from addendum(one, "Nachtrag zur Niederschrift")
    if not minutes.items:
        yield plain("Die Sitzung hat keine Tagesordnung.")
    for item in minutes.items:
        yield from item_blocks(item, beside.figures)


def _draft(minutes: Minutes) -> str:
    until = minutes.objections_until
    objections = "" if until is None else f" Einwendungen sind bis zum {german_day(until)} möglich."
    return f"ENTWURF: Diese Niederschrift ist noch nicht genehmigt.{objections}"


def _facts(minutes: Minutes) -> Iterator[tuple[str, str]]:
    yield "Gremium", minutes.body
    yield "Art", minutes.title or minutes.kind.label
    yield "Termin", long_moment(minutes.starts_at, minutes.ends_at)
    if minutes.place:
        yield "Ort", minutes.place
    yield "Anwesend", _persons(minutes.heads) if minutes.heads else "nicht erfasst"
    yield "Fassung für", minutes.for_circle.label
    if minutes.draft_sent_on is not None:
        yield "Entwurf versandt", german_day(minutes.draft_sent_on)
    approval = minutes.approval
    if approval is None:
        yield "Stand", f"{label(minutes.state, minutes.objections_until)}, nicht genehmigt"
        return
    yield "Genehmigt", f"{moment(approval.at)}{f', durch {approval.who}' if approval.who else ''}"
    yield "Prüfsumme (SHA-256)", approval.sha256


def _presence(minutes: Minutes, fields: Mapping[str, str]) -> Iterator[Block]:
    if minutes.attendance:
        rows = tuple(
            (one.name or "Personen des Handlungsfelds", _field(one.field, fields), one.presence.label,
             number(one.count) if one.presence.is_there else "–")
            for one in minutes.attendance
        )  # fmt: skip
        yield Table(
            "Anwesenheit", ("Organisation oder Gäste", "Handlungsfeld", "Anwesenheit", "Personen"), rows,
            (False, False, False, True),
        )  # fmt: skip
    heads = dict(minutes.heads_by_field)
    if heads.keys() - {""}:
        order = [code for code in (*fields, *sorted(heads.keys() - fields.keys() - {""}), "") if code in heads]
        counts = tuple((_field(code, fields) or FIELDLESS, number(heads[code])) for code in order)
        yield Table("Anwesende nach Handlungsfeldern", ("Handlungsfeld", "Personen"), counts, (False, True))


def _field(code: str, fields: Mapping[str, str]) -> str:
    return fields.get(code, code)


def _persons(count: int) -> str:
    return "1 Person" if count == 1 else f"{number(count)} Personen"
