"""Approved minutes are frozen: nothing in them changes, corrections stand beside them, each circle reads its part."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from minutes_room import DAY, ERIKA, OTTO, PARTNER, PRESS, body, do, item, last_audit, look, meeting, organisation
from sqlalchemy import select, text

from dashboard.catalogue import Catalogue
from dashboard.errors import NotFound
from dashboard.formats import day as german_day
from dashboard.formats import local_day
from dashboard.meetings import agenda, indexing, presence
from dashboard.meetings.approval import AddendumForm, ApprovalInvalid, UnsavedDrafts, add_addendum, approve
from dashboard.meetings.approved import MinutesApproved
from dashboard.meetings.content import content
from dashboard.meetings.forms import ItemForm, ParticipationForm
from dashboard.meetings.item_exhibits import add_exhibit, remove_exhibit
from dashboard.meetings.kinds import MeetingState, ResolutionState
from dashboard.meetings.life import life_of
from dashboard.meetings.minutes import save_text
from dashboard.meetings.models import AgendaItem, Meeting, Participation
from dashboard.meetings.resolution_forms import ResolutionForm
from dashboard.meetings.resolution_queries import resolution
from dashboard.meetings.resolutions import add_resolution, archive_resolution, change_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.tasks import add_task, change_task, done
from dashboard.meetings.writing import key_of
from dashboard.store import Base, Circle, Store, drafts, now, search
from dashboard.store.snapshots import SnapshotDamaged

INTERNAL, COORDINATION, PUBLIC = Circle.INTERNAL, Circle.COORDINATION, Circle.PUBLIC


class Sitting:
    """A meeting with an item for each circle, each with text, resolution, task and figure of each circle it may be."""

    def __init__(self, office: Store, catalogue: Catalogue) -> None:
        self.office, self.catalogue = office, catalogue
        self.body = body(office)
        self.meeting = meeting(office, self.body)
        self.school, self.head = organisation(office, "Schule")
        form = ParticipationForm(self.meeting, self.school, count=3)
        do(office, presence.add_participation, catalogue, form)
        do(office, presence.add_participation, catalogue, ParticipationForm(self.meeting, field="labour", count=7))
        self.items: dict[Circle, int] = {}
        self.resolutions: dict[str, int] = {}
        self.tasks: dict[str, int] = {}
        for at, wide in enumerate((PUBLIC, COORDINATION, INTERNAL), 1):
            key = item(office, self.meeting, f"Punkt für {wide.value}", at, circle=wide.value)
            do(office, save_text, key, f"Text für {wide.value}.", seen=1)
            self.items[wide] = key
            for circle in (one for one in Circle if one.may_see(wide)):
                named = f"{circle.value} in {wide.value}"
                wish = ResolutionForm(key, f"Wortlaut {named}.", circle=circle)
                self.resolutions[named] = do(office, add_resolution, catalogue, wish)
                task = TaskForm(f"Aufgabe {named}.", self.school, self.head, date(2026, 9, 1), item=key, circle=circle)
                self.tasks[named] = do(office, add_task, task)
        self.figure = do(office, add_exhibit, self.items[PUBLIC], "exhibit", 1, {"title": "Belegung"}, COORDINATION)

    def read(self, actor: Any = ERIKA) -> Any:
        return look(self.office, content, actor, self.meeting)


@pytest.fixture
def sitting(office: Store, catalogue: Catalogue) -> Sitting:
    return Sitting(office, catalogue)


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store.reading() as session:
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in Base.metadata.sorted_tables}


def test_a_draft_is_read_from_the_tables_and_says_so(sitting: Sitting) -> None:
    minutes = sitting.read()
    assert (minutes.draft, minutes.approval, minutes.state) == (True, None, MeetingState.HELD)
    assert [(one.number, one.text) for one in minutes.items] == [
        ("1", "Text für public."), ("2", "Text für coordination."), ("3", "Text für internal."),
    ]  # fmt: skip
    do(sitting.office, save_text, sitting.items[PUBLIC], "Neuer Text.", seen=2)
    assert sitting.read().items[0].text == "Neuer Text."


@pytest.mark.parametrize("approved", [False, True])
def test_each_circle_reads_its_part_and_of_the_rest_the_number(sitting: Sitting, approved: bool) -> None:
    if approved:
        do(sitting.office, approve, sitting.meeting)
    inside, partner, press = (sitting.read(actor) for actor in (ERIKA, PARTNER, PRESS))
    assert [(one.number, one.title, one.closed) for one in press.items] == [
        ("1", "Punkt für public", False), ("2", "nicht öffentlich", True), ("3", "nicht öffentlich", True),
    ]  # fmt: skip
    for circle, minutes in ((COORDINATION, partner), (PUBLIC, press)):
        said = repr(minutes)
        for narrow in (one for one in Circle if not circle.may_see(one)):
            assert f" {narrow.value} in " not in said
            assert f"für {narrow.value}" not in said
    assert [one.wording for one in press.items[0].resolutions] == ["Wortlaut public in public."]
    assert [one.responsible for one in press.items[0].tasks] == ["Schule"]
    assert {one.responsible for one in inside.items[0].tasks} == {"Schule, Leitung"}
    # As long as the draft is not sent, its text and figures are the office's.
    figures = [(sitting.figure,), (sitting.figure,) if approved else (), ()]
    assert [minutes.items[0].exhibits for minutes in (inside, partner, press)] == figures
    assert [minutes.items[0].text for minutes in (partner, press)] == ["Text für public." if approved else ""] * 2
    assert [one.name for one in partner.attendance] == ["Schule", ""]
    assert (press.attendance, press.heads, press.heads_by_field) == ((), 10, (("labour", 7), ("", 3)))


def test_approval_freezes_with_who_when_and_hash_and_the_audit_says_so(sitting: Sitting) -> None:
    said = do(sitting.office, approve, sitting.meeting)
    approval = sitting.read().approval
    assert (approval.who, local_day(approval.at), len(approval.sha256)) == ("Erika", local_day(now()), 64)
    assert said == f"Die Niederschrift ist genehmigt und eingefroren (Prüfsumme {approval.sha256[:12]}…)."
    assert sitting.read(PRESS).approval == replace(approval, who="")
    assert (last_audit(sitting.office).action, approval.sha256 in last_audit(sitting.office).after) == (
        "meeting.approved", True,
    )  # fmt: skip


def test_what_stands_in_approved_minutes_changes_no_more(sitting: Sitting) -> None:
    office, catalogue, first = sitting.office, sitting.catalogue, sitting.items[PUBLIC]
    do(office, approve, sitting.meeting)
    before = sitting.read()
    resolved = sitting.resolutions["public in public"]
    wish = look(office, resolution, ERIKA, catalogue, resolved).form
    seat = look(
        office, lambda s: s.scalars(select(Participation.id).where(Participation.meeting == sitting.meeting)).first()
    )
    attempts: list[tuple[Any, ...]] = [
        (save_text, first, "Anders"), (agenda.add_item, ItemForm(sitting.meeting, "Neu")),
        (agenda.change_item, first, ItemForm(sitting.meeting, "Neu")), (agenda.move_item, first, 2),
        (agenda.archive_item, first, "weg damit"), (add_resolution, catalogue, replace(wish, wording="Mehr")),
        (presence.add_participation, catalogue, ParticipationForm(sitting.meeting, guest="Presse")),
        (presence.remove_participation, seat), (approve, sitting.meeting), (archive_resolution, resolved, "weg damit"),
        (change_resolution, catalogue, resolved, replace(wish, wording="Anders")),
        (change_resolution, catalogue, resolved, replace(wish, circle=INTERNAL)),
        (add_exhibit, first, "exhibit", 1, {}, PUBLIC), (remove_exhibit, first, sitting.figure),
    ]  # fmt: skip
    today = german_day(now())
    for command, *words in attempts:
        more = {"seen": 2} if command in (save_text, agenda.change_item) else {}
        more = {"seen": 1} if command is change_resolution else more
        with pytest.raises(MinutesApproved, match=f"seit dem {today} genehmigt .*Nachtrag"):
            do(office, command, *words, **more)
    assert sitting.read() == before


def test_states_of_tasks_and_resolutions_go_on_and_the_frozen_minutes_stay(sitting: Sitting) -> None:
    office, catalogue = sitting.office, sitting.catalogue
    do(office, approve, sitting.meeting)
    before = sitting.read()
    key, task = sitting.resolutions["public in public"], sitting.tasks["public in public"]
    wish = look(office, resolution, ERIKA, catalogue, key).form
    do(office, change_resolution, catalogue, key, replace(wish, state=ResolutionState.DONE, outcome="Fertig"), seen=1)
    do(office, change_task, task, TaskForm("Aufgabe verschoben", due_on=date(2027, 1, 1)), seen=1)
    do(office, done, task, date(2026, 9, 1))
    assert sitting.read() == before
    assert look(office, resolution, PRESS, catalogue, key).form.outcome == "Fertig"


def test_an_addendum_stands_beside_what_it_corrects_for_who_may_read_that(sitting: Sitting) -> None:
    office, hidden = sitting.office, sitting.items[COORDINATION]
    with pytest.raises(ApprovalInvalid, match="noch nicht genehmigt; berichtigen Sie bitte den Text selbst"):
        do(office, add_addendum, sitting.meeting, AddendumForm("Falsch", "weil es so war"))
    do(office, approve, sitting.meeting)
    with pytest.raises(ApprovalInvalid, match="nur für „Koordinierungsstab“"):
        do(office, add_addendum, sitting.meeting, AddendumForm("Text", "Tippfehler", hidden, PUBLIC))
    for wish in (
        AddendumForm("Es waren 12 Nachhilfeplätze.", "Zahlendreher", sitting.items[PUBLIC], PUBLIC),
        AddendumForm("Nicht für alle.", "Zahlendreher", hidden),
        AddendumForm("Beginn 15 Uhr.", "Uhrzeit", None, PUBLIC),
    ):  # fmt: skip
        do(office, add_addendum, sitting.meeting, wish)
    inside, press = sitting.read(), sitting.read(PRESS)
    (first,) = press.items[0].addenda
    assert (press.items[0].text, first.text, first.reason, first.who) == (
        "Text für public.", "Es waren 12 Nachhilfeplätze.", "Zahlendreher", "",
    )  # fmt: skip
    assert [one.text for one in press.addenda] == ["Beginn 15 Uhr."]
    assert "Nicht für alle." not in repr(press)
    assert [one.text for one in inside.items[1].addenda] == ["Nicht für alle."]
    (hit,) = look(office, search.find, PUBLIC, "nachhilfeplätze", limit=1).hits
    assert hit.object_id == str(sitting.items[PUBLIC])


def test_a_narrower_body_narrows_its_frozen_minutes_too(sitting: Sitting) -> None:
    do(sitting.office, approve, sitting.meeting)
    with sitting.office.quiet() as session:
        session.execute(text("update body set circle = 'internal' where id = :id"), {"id": sitting.body})
    assert [one.closed for one in sitting.read(PARTNER).items] == [False, True, True]


@pytest.mark.parametrize("approved", [False, True])
def test_a_reader_changes_nothing_by_looking(sitting: Sitting, approved: bool) -> None:
    if approved:
        do(sitting.office, approve, sitting.meeting)
    before, versions = everything(sitting.office), sitting.office.versions()
    for actor in (ERIKA, PARTNER, PRESS):
        sitting.read(actor)
        look(sitting.office, life_of, actor, sitting.catalogue, sitting.resolutions["public in public"])
    assert everything(sitting.office) == before
    assert sitting.office.versions() == versions


def test_frozen_minutes_that_were_tampered_with_are_not_shown(sitting: Sitting) -> None:
    do(sitting.office, approve, sitting.meeting)
    with sitting.office.quiet() as session:
        key = session.get_one(Meeting, sitting.meeting).approval
        session.execute(
            text("update snapshot set content = replace(content, 'Text', 'Satz') where id = :id"), {"id": key}
        )
    with pytest.raises(SnapshotDamaged):
        sitting.read(PRESS)


def test_drafts_that_are_not_saved_stop_the_approval_until_it_is_said_that_they_may(sitting: Sitting) -> None:
    office, key = sitting.office, sitting.items[PUBLIC]
    drafts.put(office, OTTO, key_of(key), "Ottos ungespeicherter Satz.")
    drafts.put(office, ERIKA, key_of(key), " Text für public. ")
    with pytest.raises(UnsavedDrafts, match=r"Entwürfe von Otto zu Punkt 1\. Bitte"):
        do(office, approve, sitting.meeting)
    do(office, approve, sitting.meeting, despite_drafts=True)
    kept = look(office, drafts.get, OTTO, key_of(key))
    assert kept.text == "Ottos ungespeicherter Satz."


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"state": MeetingState.PLANNED.value}, "Die Sitzung ist „geplant“"),
        ({"state": MeetingState.CANCELLED.value}, "Die Sitzung ist „abgesagt“"),
        ({"objections_until": local_day(now()) + timedelta(days=1)}, "Einwendungen sind noch bis zum"),
        ({}, "hat keine Tagesordnung"),
    ],
)
def test_what_cannot_be_approved_yet_says_why(office: Store, facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ApprovalInvalid, match=sentence):
        do(office, approve, meeting(office, body(office), **facts))


def test_a_meeting_that_a_circle_does_not_know_is_not_found(office: Store) -> None:
    key = meeting(office, body(office), circle=COORDINATION.value)
    with pytest.raises(NotFound):
        look(office, content, PRESS, key)
    assert look(office, content, PARTNER, key).items == ()


def test_the_search_holds_exactly_what_the_tables_say(sitting: Sitting) -> None:
    with sitting.office.reading() as session:
        rows = [session.get_one(AgendaItem, key) for key in sitting.items.values()]
        wanted = {
            (one.kind, one.object_id): search.as_kept(one)
            for row in rows
            for one in indexing.entries(session, row)
            if one.in_use
        }
        present = {(one.kind, one.object_id): one for one in search.kept(session)}
    assert len(wanted) == 3 + 2 + 6 + 6  # the office's item and its minutes are one
    assert {key: present.get(key) for key in wanted} == wanted


def test_a_resolutions_life_shows_item_tasks_and_corrections(sitting: Sitting) -> None:
    office, key = sitting.office, sitting.resolutions["public in public"]
    task = do(office, add_task, TaskForm("Danach", resolution=key, circle=PUBLIC))
    do(office, approve, sitting.meeting)
    do(office, add_addendum, sitting.meeting, AddendumForm("Doch 13.", "gezählt", sitting.items[PUBLIC], PUBLIC))
    life = look(office, life_of, PRESS, sitting.catalogue, key)
    assert (life.resolution.form.wording, life.item.text, [one.id for one in life.tasks], life.resolution.day) == (
        "Wortlaut public in public.", "Text für public.", [task], DAY,
    )  # fmt: skip
    assert [one.text for one in life.addenda] == ["Doch 13."]
