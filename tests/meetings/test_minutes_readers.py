"""Half-written minutes are not for everybody: who reads their text in which state, on screen, in a file, by search."""

from datetime import date
from typing import Any

import pytest
from minutes_room import DAY, ERIKA, PARTNER, PRESS, body, do, item, look, meeting

from dashboard.catalogue import Catalogue
from dashboard.documents import minutes as documents
from dashboard.errors import NotAllowed
from dashboard.lookup import index
from dashboard.lookup.answers import answer
from dashboard.lookup.owners import owners
from dashboard.meetings import indexing
from dashboard.meetings.approval import AddendumForm, add_addendum, approve
from dashboard.meetings.circles import written
from dashboard.meetings.content import content
from dashboard.meetings.item_exhibits import add_exhibit
from dashboard.meetings.kinds import MeetingState
from dashboard.meetings.life import life_of
from dashboard.meetings.minutes import save_text
from dashboard.meetings.models import Meeting
from dashboard.meetings.resolution_forms import ResolutionForm
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.states import Step, set_state
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.tasks import add_task
from dashboard.store import Actor, Circle, Role, Store, search

INTERNAL, COORDINATION, PUBLIC = Circle.INTERNAL, Circle.COORDINATION, Circle.PUBLIC
ACTORS = {INTERNAL: ERIKA, COORDINATION: PARTNER, PUBLIC: PRESS}
BY_STATE = {
    MeetingState.PLANNED: INTERNAL, MeetingState.INVITED: INTERNAL, MeetingState.HELD: INTERNAL,
    MeetingState.DRAFT_SENT: COORDINATION, MeetingState.OBJECTIONS: COORDINATION, MeetingState.APPROVED: PUBLIC,
    MeetingState.CANCELLED: INTERNAL,
}  # fmt: skip
PUBLISHED = "Die Niederschrift wird veröffentlicht, sobald sie genehmigt ist."
SENT = "Die Niederschrift ist für den Koordinierungsstab ab dem Versand des Entwurfs zu lesen."
SENTENCE = "Die Kleiderkammer schließt im Mai."


class Room:
    """A public meeting in some state; its one item has text, figure, resolution and task, all of them public."""

    def __init__(self, office: Store, catalogue: Catalogue, state: MeetingState = MeetingState.HELD) -> None:
        self.office, self.catalogue = office, catalogue
        self.meeting = meeting(office, body(office), state=state.value)
        self.item = item(office, self.meeting, "Spendenlager")
        do(office, save_text, self.item, SENTENCE, seen=1)
        wish = ResolutionForm(self.item, "Ein Lager wird gesucht.", circle=PUBLIC)
        self.resolution = do(office, add_resolution, catalogue, wish)
        do(office, add_task, TaskForm("Lager suchen", item=self.item, circle=PUBLIC))
        self.figure = do(office, add_exhibit, self.item, "exhibit", 1, {"title": "Spenden"}, PUBLIC)

    def read(self, actor: Actor, **more: Any) -> Any:
        return look(self.office, content, actor, self.meeting, **more)

    def step(self, state: MeetingState, **more: Any) -> None:
        seen = look(self.office, lambda session: session.get_one(Meeting, self.meeting).version)
        do(self.office, set_state, self.meeting, Step(state, **more), seen=seen)

    def found(self, circle: Circle, words: str) -> list[tuple[str, Circle]]:
        """Kind and circle of what a circle finds of the item."""
        hits = look(self.office, search.find, circle, words, limit=200).hits
        return sorted((one.kind, one.circle) for one in hits if one.object_id == str(self.item))

    def readers(self) -> list[Circle]:
        """The circles that read the text, which are those that find it."""
        reading = [circle for circle, actor in ACTORS.items() if SENTENCE in repr(self.read(actor))]
        assert [circle for circle in Circle if self.found(circle, "kleiderkammer schliesst")] == reading
        assert {kind for circle in Circle for kind, _ in self.found(circle, "spendenlager")} >= {"item"}
        return reading

    def agrees(self) -> None:
        """The index of this item is what its tables say."""
        with self.office.reading() as session:
            row = session.get_one(Meeting, self.meeting)
            wanted = {search.as_kept(one) for one in indexing.entries(session, row) if one.in_use}
            wanted = {one for one in wanted if one.kind in ("item", "minutes")}
            keys = {(kind, str(self.item)) for kind in ("item", "minutes")}
            assert {one for one in search.kept(session) if (one.kind, one.object_id) in keys} == wanted


@pytest.mark.parametrize("state", MeetingState)
def test_the_state_says_which_circles_read_and_find_what_the_minutes_say(
    office: Store, catalogue: Catalogue, state: MeetingState
) -> None:
    room = Room(office, catalogue, state)
    widest = BY_STATE[state]
    assert room.readers() == [circle for circle in Circle if circle.may_see(widest)]
    room.agrees()
    for circle, actor in ACTORS.items():
        minutes = room.read(actor)
        (only,) = minutes.items
        may = circle.may_see(widest)
        assert (only.text, only.exhibits) == ((SENTENCE, (room.figure,)) if may else ("", ()))
        assert bool(minutes.pending) is not may
        # The agenda and what was agreed are for whom they were before.
        assert (only.title, [one.wording for one in only.resolutions], [one.text for one in only.tasks]) == (
            "Spendenlager", ["Ein Lager wird gesucht."], ["Lager suchen"],
        )  # fmt: skip
        assert room.found(circle, "spendenlager")[0] == ("item", PUBLIC)
        assert look(office, search.find, circle, "ein lager wird gesucht").hits
    assert room.read(PRESS).pending == {
        MeetingState.APPROVED: "",
        MeetingState.CANCELLED: "Die Sitzung ist abgesagt; eine Niederschrift ist dazu nicht zu lesen.",
    }.get(state, PUBLISHED)  # fmt: skip


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("circle", Circle)
def test_no_state_opens_what_an_item_itself_keeps_from_a_circle(circle: Circle, state: MeetingState) -> None:
    order = list(Circle)
    assert written(circle, state) is order[min(order.index(circle), order.index(BY_STATE[state]))]


def test_every_step_to_the_approval_and_back_changes_the_readers_at_once(office: Store, catalogue: Catalogue) -> None:
    room = Room(office, catalogue)
    assert (room.readers(), room.read(PARTNER).pending) == ([INTERNAL], SENT)
    room.step(MeetingState.DRAFT_SENT)
    assert (room.readers(), room.read(PARTNER).pending) == ([INTERNAL, COORDINATION], "")
    room.agrees()
    room.step(MeetingState.HELD, why="Der Entwurf war unvollständig.")
    assert room.readers() == [INTERNAL]
    room.agrees()
    room.step(MeetingState.OBJECTIONS, draft_sent_on=DAY, objections_until=date(2026, 3, 31))
    assert room.readers() == [INTERNAL, COORDINATION]
    room.step(MeetingState.DRAFT_SENT, why="Die Frist galt nicht.")
    assert room.readers() == [INTERNAL, COORDINATION]
    do(office, approve, room.meeting)
    assert room.readers() == list(Circle)
    assert room.found(INTERNAL, "kleiderkammer") == [("item", PUBLIC)]
    room.agrees()
    do(office, add_addendum, room.meeting, AddendumForm("Erst im Juni.", "Monat verwechselt", room.item, PUBLIC))
    assert [one.text for one in room.read(PRESS).items[0].addenda] == ["Erst im Juni."]
    room.agrees()


def test_the_meetings_index_is_compared_and_made_anew_by_the_same_rule(store: Store, catalogue: Catalogue) -> None:
    room = Room(store, catalogue)
    do(store, index.rebuild, actor=Actor.local())
    with store.unit_of_work(Actor.local()) as work:
        search.remove(work, "minutes", room.item)
        search.put(work, "item", room.item, "Spendenlager", SENTENCE, PUBLIC)  # as before there was the rule
        work.record("meetings", "test", "test")
    missing, surplus = look(store, index.differences)
    assert (sorted((one.kind, one.circle) for one in missing), surplus) == (
        [("item", PUBLIC), ("minutes", INTERNAL)], [],
    )  # fmt: skip
    do(store, index.rebuild, actor=Actor.local())
    assert look(store, index.differences) == ([], [])
    assert room.readers() == [INTERNAL]


def test_an_item_is_told_once_by_the_search_and_leads_to_its_meeting(office: Store, catalogue: Catalogue) -> None:
    room = Room(office, catalogue)
    told = look(office, answer, ERIKA, catalogue, "spendenlager", limit=200)
    mine = [one for one in told.written if one.object_id == str(room.item)]
    assert [(one.kind, one.circle) for one in mine] == [("minutes", INTERNAL)]
    assert look(office, owners, mine).meetings == {("minutes", str(room.item)): room.meeting}
    press = look(office, answer, PRESS, catalogue, "spendenlager", limit=200)
    seen = [one for one in press.written if one.object_id == str(room.item)]
    assert [(one.kind, SENTENCE in repr(one.excerpt)) for one in seen] == [("item", False)]


def test_the_office_prepares_the_paper_of_a_narrower_circle_early_and_nobody_else_does(
    office: Store, catalogue: Catalogue
) -> None:
    room = Room(office, catalogue)
    for circle in (COORDINATION, PUBLIC):
        as_seen = room.read(ERIKA.narrowed(circle))
        assert (as_seen.items[0].text, bool(as_seen.pending)) == ("", True)
        early = room.read(ERIKA.narrowed(circle), early=True)
        assert (early.items[0].text, early.items[0].exhibits, early.pending) == (SENTENCE, (room.figure,), "")
        assert (early.draft, early.for_circle) == (True, circle)
    twice = ERIKA.narrowed(COORDINATION).narrowed(PUBLIC)
    assert room.read(twice, early=True).items[0].text == SENTENCE
    editor = Actor("Verein", Role.EDITOR, COORDINATION, account=9)
    for outside in (PARTNER, PRESS, editor, editor.narrowed(PUBLIC), editor.narrowed(INTERNAL)):
        with pytest.raises(NotAllowed, match="liest vor der Zeit nur die Kreisverwaltung"):
            room.read(outside, early=True)


def test_a_document_of_minutes_that_are_not_for_its_circle_yet_says_so_and_keeps_the_agenda(
    office: Store, catalogue: Catalogue
) -> None:
    room = Room(office, catalogue)
    with office.quiet() as session:
        session.execute(Meeting.__table__.update().where(Meeting.id == room.meeting).values(title="Märzsitzung"))
    for actor, sentence in ((PARTNER, SENT), (PRESS, PUBLISHED)):
        made = look(office, documents.of_meeting, actor, catalogue, room.meeting)
        assert sentence in repr(made.blocks)
        assert SENTENCE not in repr(made.blocks)
        assert "Ein Lager wird gesucht." in repr(made.blocks)
        assert made.draft
        life = look(office, life_of, actor, catalogue, room.resolution)
        assert (life.item.text, life.minutes.pending) == ("", sentence)
