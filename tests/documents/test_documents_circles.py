"""Documents made from the tables: no circle finds anything in either file, seen or unseen, that is not for it."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from meeting_papers import OFFICE, everything_in, exhibit, hidden_in, is_there, tables
from sqlalchemy import text
from test_documents import text_of, validate_bytes

from dashboard.catalogue import Catalogue, load
from dashboard.documents import agenda, register, task_list
from dashboard.documents import minutes as minutes_documents
from dashboard.documents.document import Document
from dashboard.documents.pdf import pdf
from dashboard.documents.word import word
from dashboard.exhibits import freezing
from dashboard.meetings import presence, queries
from dashboard.meetings.approval import AddendumForm, add_addendum, approve
from dashboard.meetings.forms import ParticipationForm
from dashboard.meetings.item_exhibits import add_exhibit
from dashboard.meetings.kinds import BodyKind, LinkKind, MeetingState, Presence, ResolutionKind
from dashboard.meetings.minutes import save_text
from dashboard.meetings.reminders import sheet_for
from dashboard.meetings.resolution_forms import Link, ResolutionForm
from dashboard.meetings.resolution_queries import Wanted, resolutions
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.task_table import TaskFilter, table
from dashboard.meetings.tasks import add_task
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Circle, Role, Store, drafts
from meetings.minutes_room import DAY, ERIKA, PARTNER, PRESS, body, do, item, look, meeting, organisation
from small_county import settle

INTERNAL, COORDINATION, PUBLIC = Circle.INTERNAL, Circle.COORDINATION, Circle.PUBLIC
BOSS = Actor("Wennigsen", Role.EDITOR, INTERNAL, account=1)
ACTORS = {INTERNAL: ERIKA, COORDINATION: PARTNER, PUBLIC: PRESS}
LATE = date(2026, 3, 20)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(PROGRAM_ROOT / "data" / "catalogue")


@dataclass
class Marked:
    """A meeting with a word of its own in every field; ``words``: the widest circle that may read each."""

    store: Store
    catalogue: Catalogue
    words: dict[str, Circle] = field(default_factory=dict)

    def word(self, circle: Circle) -> str:
        made = f"Merk{'abcdefghij'[len(self.words) // 10]}{'klmnopqrst'[len(self.words) % 10]}wort"
        self.words[made] = circle
        return made

    def enter(self) -> None:
        store, new = self.store, self.word
        self.body = body(store, new(PUBLIC), circle=COORDINATION.value, purpose=new(INTERNAL))
        self.organ = body(store, "Kreisausschuss", BodyKind.DISTRICT_COMMITTEE)
        self.meeting = meeting(
            store, self.body, title=new(PUBLIC), place=new(PUBLIC), invitation=new(PUBLIC),
            state=MeetingState.HELD.value,
        )  # fmt: skip
        seated, _ = organisation(store, new(COORDINATION))
        self.doer, self.head = organisation(store, new(PUBLIC), mailbox=f"{new(INTERNAL)}@kreis.example")
        with store.quiet() as session:
            session.execute(
                text("update function set title = :t where id = :i"), {"t": new(COORDINATION), "i": self.head}
            )
        for wish in (
            ParticipationForm(self.meeting, seated, count=3),
            ParticipationForm(self.meeting, guest=new(COORDINATION), presence=Presence.GUEST),
        ):
            do(store, presence.add_participation, self.catalogue, wish)
        for at, circle in enumerate((PUBLIC, COORDINATION, INTERNAL), 1):
            self._item(at, circle)
        do(store, approve, self.meeting, actor=BOSS)
        self.words[BOSS.name] = COORDINATION
        key = self.items[0]
        for circle in (PUBLIC, COORDINATION, INTERNAL):
            of = key if circle is not COORDINATION else None
            do(store, add_addendum, self.meeting, AddendumForm(new(circle), new(circle), of, circle), actor=BOSS)

    def _item(self, at: int, wide: Circle) -> None:
        store, new = self.store, self.word
        self.items: list[int] = [*getattr(self, "items", []), key := item(
            store, self.meeting, new(wide), at, circle=wide.value, begins="09:30", presenter=new(wide), paper=new(wide),
            consultation=new(wide), links=f"https://kreis.example/{new(wide)}", note=new(INTERNAL),
        )]  # fmt: skip
        do(store, save_text, key, f"Ein **{new(wide)}**.", seen=1)
        drafts.put(store, BOSS, drafts.Key("minutes", str(key), "text"), new(INTERNAL))
        for circle in (one for one in Circle if one.may_see(wide)):
            wish = ResolutionForm(
                key, new(circle), ResolutionKind.PROPOSAL, "", self.organ, outcome=new(circle), circle=circle,
                links=(Link(LinkKind.INDICATOR, "patenschaften"),),
            )  # fmt: skip
            resolved = do(store, add_resolution, self.catalogue, wish)
            from_it = {"resolution": resolved} if circle is wide else {"item": key}
            do(store, add_task, TaskForm(new(circle), self.doer, self.head, LATE, circle=circle, **from_it))
            frozen = freezing.frozen(exhibit(new(circle), f"{new(circle)} ist belegt."))
            do(store, add_exhibit, key, freezing.KIND, freezing.FORMAT, frozen, circle)

    def documents(self, circle: Circle) -> dict[str, Document]:
        """Every document of the meeting for a circle."""
        actor, store = ACTORS[circle], self.store
        return {
            "minutes": look(store, minutes_documents.of_meeting, actor, self.catalogue, self.meeting),
            "agenda": look(store, agenda.of_meeting, actor, self.meeting),
            "tasks": look(store, task_list.of_tasks, actor, TaskFilter(body=None)),
            "sheet": look(store, task_list.of_organisation, actor, self.doer),
            "register": look(store, register.of_resolutions, actor, self.catalogue, Wanted()),
        }


@pytest.fixture
def marked(store: Store, catalogue: Catalogue) -> Marked:
    settle(store)
    made = Marked(store, catalogue)
    made.enter()
    return made


def test_no_document_says_what_is_not_for_its_circle_and_the_minutes_say_all_that_is(
    marked: Marked, tmp_path: Path
) -> None:
    read: dict[Circle, str] = {}
    for circle in Circle:
        everywhere = ""
        for name, made in marked.documents(circle).items():
            docx_, pdf_ = word(made), pdf(made)
            seen = text_of(pdf_, tmp_path) if is_there("pdftotext") else ""
            told = {"docx": everything_in(docx_), "pdf": " ".join(seen.split()) + hidden_in(pdf_)}
            for kind, said in told.items():
                leaked = [one for one, wide in marked.words.items() if not circle.may_see(wide) and one in said]
                assert leaked == [], (circle, name, kind)
                if circle is not INTERNAL:
                    assert "überfällig" not in said, (name, kind)
            everywhere += told["docx"]
            assert validate_bytes(pdf_) == (), (circle, name)
        read[circle] = everywhere
    beside = {one for one in marked.words if one not in read[INTERNAL]}
    # What no document has at all: purpose, mailbox, notes for the office, and three drafts.
    assert {marked.words[one] for one in beside} == {INTERNAL}
    assert len(beside) == 2 + 3 + 3
    missing = [one for one, wide in marked.words.items() if wide is PUBLIC and one not in read[PUBLIC]]
    assert missing == []
    assert [f"{at} nicht öffentlich" in read[PUBLIC] for at in (1, 2, 3)] == [False, True, True]


def test_what_was_read_for_a_wider_circle_does_not_become_a_document_of_a_narrower_one(marked: Marked) -> None:
    store = marked.store
    sheet = look(store, queries.meeting, ERIKA, marked.meeting)
    page = look(store, table, ERIKA, TaskFilter())
    entries = look(store, resolutions, ERIKA, marked.catalogue)
    attempts: list[tuple[Any, Any]] = [
        (agenda.document, sheet), (task_list.document, page), (register.document, entries),
        (task_list.sheet, look(store, sheet_for, ERIKA, marked.doer)),
    ]  # fmt: skip
    for make, thing in attempts:
        for circle in (COORDINATION, PUBLIC):
            with pytest.raises(ValueError, match=r"wider circle|is not for"):
                make(thing, circle=circle, office=OFFICE)
        assert make(thing, circle=INTERNAL, office=OFFICE).circle == INTERNAL.label
    late = replace(page, rows=tuple(one for one in page.rows if one.form.circle is PUBLIC))
    assert late.rows
    with pytest.raises(ValueError, match="wider circle"):  # these tell who is late
        task_list.document(late, circle=PUBLIC, office=OFFICE)


def test_the_invitation_has_a_row_an_item_and_only_the_columns_that_say_something(
    store: Store, catalogue: Catalogue
) -> None:
    settle(store)
    key = meeting(store, body(store), invitation="Wir laden **herzlich** ein.")
    item(store, key, "Bericht", 1, begins="14:00", links="https://kreis.example/a\nhttps://kreis.example/b")
    item(store, key, "Personal", 2, circle=COORDINATION.value, begins="14:30", number="N 1")
    item(store, key, "Ehrenamt", 3, state="postponed", number="2")
    made = look(store, agenda.of_meeting, PARTNER, key)
    assert (made.title, made.subtitle, made.office, made.draft) == (
        "Einladung mit Tagesordnung: Koordinierungsstab, 17.03.2026", "Sitzung", OFFICE, False,
    )  # fmt: skip
    told = everything_in(word(made))
    assert "Termin: Dienstag, 17. März 2026, 14:00 Uhr" in told
    assert told.count("https://kreis.example/") == 4  # as text and as address
    heads = ["TOP", "Uhrzeit", "Gegenstand"]
    assert tables(word(made)) == [
        [
            heads, ["1", "14:00 Uhr", "Bericht"],
            ["N 1", "14:30 Uhr", "Personal\nnicht öffentlich"],
            ["2", "", "Ehrenamt (vertagt)"],
        ]
    ]  # fmt: skip
    press = look(store, agenda.of_meeting, PRESS, key)
    assert tables(word(press))[0][2] == ["N 1", "", "nicht öffentlich"]
    sheet = look(store, queries.meeting, PRESS, key)
    assert agenda.file_name(sheet, PUBLIC, ".pdf") == f"einladung-2026-03-17-{key}-oeffentlich.pdf"
    empty = look(store, agenda.of_meeting, PRESS, meeting(store, body(store, "Neu"), state="cancelled"))
    said = everything_in(word(empty))
    assert "Diese Sitzung ist abgesagt." in said
    assert "Die Tagesordnung folgt." in said


def test_the_task_list_counts_and_says_what_is_overdue_inside_and_the_sheet_goes_without(
    store: Store, catalogue: Catalogue
) -> None:
    settle(store)
    doer, head = organisation(store, "Jobcenter")
    key = item(store, meeting(store, body(store)))
    do(store, add_task, TaskForm("Räume suchen", doer, head, LATE, item=key))
    do(store, add_task, TaskForm("Nur für uns", doer, None, None, circle=INTERNAL))
    inside = task_list.document(
        look(store, table, ERIKA, TaskFilter(), today=date(2026, 3, 21)), circle=INTERNAL, office=OFFICE,
        filtered="aus allen Gremien, nur offene",
    )  # fmt: skip
    heads = ["Was", "Wer", "Bis wann", "Stand", "Woher"]
    origin = "Koordinierungsstab vom 17.03.2026, TOP 1"
    assert tables(word(inside)) == [
        [
            heads,
            ["Räume suchen\nnicht öffentlich", "Jobcenter, Leitung",
             "20.03.2026\nüberfällig seit 1 Tag", "offen", origin],
            ["Nur für uns\nnicht öffentlich, nur für: Kreisverwaltung (intern)", "Jobcenter", "–", "offen", "–"],
        ]
    ]  # fmt: skip
    assert "2 Aufgaben, davon 1 überfällig." in everything_in(word(inside))
    sent = look(store, task_list.of_organisation, ERIKA.narrowed(COORDINATION), doer)
    assert sent.title == "Aufgaben: Jobcenter"
    assert tables(word(sent)) == [
        [
            heads,
            ["Räume suchen\nnicht öffentlich", "Leitung", "20.03.2026", "offen", origin],
        ]
    ]
    nothing = look(store, task_list.of_tasks, PRESS, TaskFilter())
    assert "Es gibt keine Aufgabe, auf die das zutrifft." in everything_in(word(nothing))


def test_the_register_is_by_body_and_number_within_a_span_with_answer_and_links(
    store: Store, catalogue: Catalogue
) -> None:
    settle(store)
    staff, organ = body(store, "Stab"), body(store, "Kreisausschuss", BodyKind.DISTRICT_COMMITTEE)
    asked = item(store, meeting(store, staff))
    about = (Link(LinkKind.INDICATOR, "patenschaften"),)
    proposal = do(
        store, add_resolution, catalogue,
        ResolutionForm(asked, "Mehr Räume.", ResolutionKind.PROPOSAL, "", organ, circle=PUBLIC, links=about),
    )  # fmt: skip
    do(store, add_resolution, catalogue, ResolutionForm(asked, "Wir reden.", circle=PUBLIC))
    decided = item(store, meeting(store, organ))
    wish = ResolutionForm(decided, "So sei es.", ResolutionKind.DECISION, "einstimmig", None, proposal, circle=PUBLIC)
    do(store, add_resolution, catalogue, wish)
    made = look(store, register.of_resolutions, PRESS, catalogue, Wanted(), register.Span(DAY, DAY))
    assert (made.title, made.subtitle) == (
        "Verzeichnis der Verabredungen, Empfehlungen und Beschlüsse", "vom 17.03.2026 bis zum 17.03.2026",
    )  # fmt: skip
    (of_organ, of_staff) = tables(word(made))
    assert of_organ == [
        ["Nummer", "Wortlaut", "Stand"],
        ["2026-01\n17.03.2026\nTOP 1", "Beschluss (einstimmig):\nSo sei es.", "beschlossen"],
    ]  # fmt: skip
    assert of_staff == [
        ["Nummer", "Wortlaut", "Stand", "Geht an und Beschluss darauf", "Verknüpft mit"],
        ["2026-01\n17.03.2026\nTOP 1", "Vorschlag:\nMehr Räume.", "beschlossen",
         "Kreisausschuss\nBeschluss 2026-01 vom 17.03.2026 (Kreisausschuss): beschlossen",
         f"Kennzahl: {catalogue.indicators['patenschaften'].title}"],
        ["2026-02\n17.03.2026\nTOP 1", "Verabredung:\nWir reden.", "offen", "", ""],
    ]  # fmt: skip
    empty = look(store, register.of_resolutions, PRESS, catalogue, Wanted(), register.Span(until=date(2020, 1, 1)))
    assert "In diesem Zeitraum gibt es keinen Eintrag." in everything_in(word(empty))
    with pytest.raises(register.SpanInvalid, match=r"endet am 01\.01\.2020, bevor er am 02\.01\.2020 beginnt"):
        register.Span(date(2020, 1, 2), date(2020, 1, 1))
