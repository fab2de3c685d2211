"""What people enter about bodies, meetings, agendas and presence; labels are those of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from dashboard.alliances.forms import CIRCLE
from dashboard.meetings.kinds import BodyKind, MeetingKind, Presence
from dashboard.store import Circle
from dashboard.store.kept import Form


@dataclass(frozen=True)
class BodyForm(Form):
    """A body; ``chair`` and ``office`` are functions, ``until`` its last day.

    A new ``name`` here corrects the spelling; a body that is called otherwise from a day on is renamed.
    """

    LABELS: ClassVar[Mapping[str, str]] = {
        "name": "Name", "kind": "Art", "purpose": "Auftrag", "area": "Ort", "alliance": "Bündnis",
        "chair": "Vorsitz", "office": "Geschäftsführung", "rhythm": "Rhythmus", "since": "Seit", "until": "Bis",
        "circle": "Nichtöffentliches sichtbar für",
    }  # fmt: skip

    name: str
    kind: BodyKind = BodyKind.STAFF
    purpose: str = ""
    area: str | None = None
    alliance: int | None = None
    chair: int | None = None
    office: int | None = None
    rhythm: str = ""
    since: date | None = None
    until: date | None = None
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class MemberForm(Form):
    """One organisation's seat in a body; ``until`` is the last day, ``term`` the Wahlperiode."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "body": "Gremium", "organisation": "Organisation", "function": "Funktion", "role": "Rolle",
        "term": "Wahlperiode", "since": "Seit", "until": "Bis",
    }  # fmt: skip

    body: int
    organisation: int
    function: int | None = None
    role: str = ""
    term: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class MeetingForm(Form):
    """A meeting; times are those of Berlin. Without ``ends_on`` it ends on the day it begins."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "body": "Gremium", "kind": "Art", "title": "Titel", "day": "Tag", "begins": "Beginn", "ends": "Ende",
        "ends_on": "Letzter Tag", "place": "Ort", "invitation": "Einladung", **CIRCLE,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"day", "begins", "ends", "ends_on"})

    body: int
    day: date
    begins: time
    ends: time | None = None
    ends_on: date | None = None
    kind: MeetingKind = MeetingKind.SITTING
    title: str = ""
    place: str = ""
    invitation: str = ""
    circle: Circle = Circle.COORDINATION


@dataclass(frozen=True)
class ItemForm(Form):
    """An item of an agenda.

    ``number`` is one of its own („2.1“, „N 1“); empty: counted by position. ``begins``: „09:30“. ``links``: https only.
    """

    LABELS: ClassVar[Mapping[str, str]] = {
        "meeting": "Sitzung", "title": "Titel", "number": "Eigene Nummer", "begins": "Uhrzeit",
        "presenter": "Vortrag", "paper": "Vorlage", "consultation": "Beratungsfolge", "links": "Verweise", **CIRCLE,
    }  # fmt: skip
    APART: ClassVar[frozenset[str]] = frozenset({"number", "links"})

    meeting: int
    title: str
    circle: Circle = Circle.COORDINATION
    number: str = ""
    begins: str = ""
    presenter: str = ""
    paper: str = ""
    consultation: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateItem:
    """An item that meetings begin with; ``minutes`` it takes, 0: not said."""

    title: str
    circle: Circle = Circle.COORDINATION
    minutes: int = 0
    presenter: str = ""

    def __str__(self) -> str:
        """How it is named in a sentence."""
        return self.title

    @property
    def facts(self) -> dict[str, Any]:
        """As the row keeps it."""
        return {
            "title": self.title, "circle": self.circle.value, "minutes": self.minutes, "presenter": self.presenter,
        }  # fmt: skip


@dataclass(frozen=True)
class TemplateForm(Form):
    """An agenda to begin with."""

    LABELS: ClassVar[Mapping[str, str]] = {"name": "Name", "items": "Punkte"}
    APART: ClassVar[frozenset[str]] = frozenset({"items"})

    name: str
    items: tuple[TemplateItem, ...] = ()


@dataclass(frozen=True)
class ParticipationForm(Form):
    """Who was there: an organisation, guests by function or group, or a head count of a field. Persons are counted."""

    LABELS: ClassVar[Mapping[str, str]] = {
        "meeting": "Sitzung", "organisation": "Organisation", "guest": "Gäste", "field": "Handlungsfeld",
        "presence": "Anwesenheit", "count": "Personen",
    }  # fmt: skip

    meeting: int
    organisation: int | None = None
    guest: str = ""
    field: str = ""
    presence: Presence = Presence.PRESENT
    count: int = 1


@dataclass(frozen=True)
class PasteForm(Form):
    """Items as lines of text; see ``pasted`` for what a line can say."""

    LABELS: ClassVar[Mapping[str, str]] = {"text": "Punkte als Liste, ein Titel je Zeile"}

    text: str = ""
