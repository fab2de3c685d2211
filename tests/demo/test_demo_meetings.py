"""The fictional county's meetings: eight quarters, resolutions of every kind, tasks in every state, nothing leaking."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from dashboard.catalogue import Catalogue, load
from dashboard.demo import county, office, sittings
from dashboard.exhibits import freezing
from dashboard.lookup import index
from dashboard.meetings import body_queries, content, presence, queries, task_table
from dashboard.meetings.kinds import (
    BodyKind,
    LinkKind,
    MeetingState,
    ResolutionKind,
    ResolutionState,
    TaskState,
)
from dashboard.meetings.minuted import Minutes
from dashboard.meetings.queries import NOT_PUBLIC, MeetingEntry
from dashboard.meetings.resolution_queries import ResolutionEntry, resolutions
from dashboard.store import Actor, Circle, Role, Store, search, snapshots

OFFICE, STAFF, PUBLIC = (Actor("A", Role.VIEWER, circle) for circle in Circle)
BEFORE, NOW = "Koordinierungsstab für Flüchtlinge", "Koordinierungsstab für Migration und Teilhabe"
TODAY = date(2026, 11, 26)

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@pytest.fixture(scope="module")
def musterland(without_figures: Store) -> Store:
    return without_figures


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(county.CATALOGUE)


def meetings(store: Store, actor: Actor = OFFICE) -> tuple[MeetingEntry, ...]:
    with store.reading() as session:
        return queries.meetings(session, actor)


def minutes(store: Store, actor: Actor) -> dict[int, Minutes]:
    """What a circle reads of every meeting it knows of."""
    with store.reading() as session:
        return {one.id: content.content(session, actor, one.id) for one in queries.meetings(session, actor)}


def register(store: Store, catalogue: Catalogue, actor: Actor = OFFICE) -> tuple[ResolutionEntry, ...]:
    with store.reading() as session:
        return resolutions(session, actor, catalogue)


def test_the_koordinierungsstab_met_in_eight_quarters_on_the_days_the_calendar_has(musterland: Store) -> None:
    days = [one.form.day for one in meetings(musterland) if one.body_kind is BodyKind.STAFF]
    assert days == [
        date(2027, 2, 24), date(2026, 11, 25), date(2026, 8, 26), date(2026, 5, 27), date(2026, 2, 25),
        date(2025, 11, 26), date(2025, 8, 27), date(2025, 5, 28), date(2025, 2, 26),
    ]  # fmt: skip
    assert set(office.SITTINGS.values()) <= set(days)


def test_a_renamed_body_bears_the_name_of_each_day(musterland: Store) -> None:
    names = {one.form.day: one.body for one in meetings(musterland) if one.body_kind is BodyKind.STAFF}
    assert (names[date(2025, 8, 27)], names[date(2025, 11, 26)]) == (BEFORE, NOW)
    assert Counter(names.values()) == {BEFORE: 3, NOW: 6}


def test_bodies_of_every_kind_have_an_office_and_organs_a_wahlperiode(musterland: Store) -> None:
    with musterland.reading() as session:
        found = body_queries.bodies(session, OFFICE)
        council = next(one for one in found if one.form.kind is BodyKind.DISTRICT_COUNCIL)
        terms = {seat.form.term for seat in body_queries.members(session, OFFICE, council.id, day=TODAY)}
        before = {seat.form.term for seat in body_queries.members(session, OFFICE, council.id, day=date(2026, 10, 31))}
    assert Counter(one.form.kind for one in found) == dict.fromkeys(BodyKind, 1) | {BodyKind.WORKING_GROUP: 2}
    assert all(one.office and one.form.rhythm and one.form.purpose for one in found)
    assert (before, terms) == ({"Wahlperiode 2021–2026"}, {"Wahlperiode 2026–2031"})


def test_meetings_of_all_sorts_are_in_every_state(musterland: Store) -> None:
    found = meetings(musterland)
    assert Counter(one.state for one in found) == {
        MeetingState.APPROVED: 17, MeetingState.HELD: 2, MeetingState.PLANNED: 1, MeetingState.INVITED: 1,
        MeetingState.CANCELLED: 1, MeetingState.OBJECTIONS: 1, MeetingState.DRAFT_SENT: 1,
    }  # fmt: skip
    newest = next(one for one in found if one.form.day == date(2026, 11, 25))
    assert newest.state is MeetingState.HELD
    frozen = {one.form.day: one.approved_at for one in found if one.approved_at is not None}
    assert frozen[date(2026, 8, 26)].date() == date(2026, 11, 25)
    assert all(at.date() > day for day, at in frozen.items())


def test_every_kind_and_state_of_resolutions_occurs_in_more_than_eight_meetings(
    musterland: Store, catalogue: Catalogue
) -> None:
    found = register(musterland, catalogue)
    assert len({one.meeting for one in found}) == 21
    assert Counter(one.form.kind for one in found) == {
        ResolutionKind.AGREEMENT: 15, ResolutionKind.RECOMMENDATION: 7, ResolutionKind.PROPOSAL: 5,
        ResolutionKind.DECISION: 4,
    }  # fmt: skip
    assert {one.form.state for one in found} == set(ResolutionState)
    assert {link.kind for one in found for link in one.form.links} == set(LinkKind)
    assert all(len(one.linked) == len(one.form.links) for one in found)


def test_proposals_are_followed_to_their_answer_and_one_is_open(musterland: Store, catalogue: Catalogue) -> None:
    proposals = [one for one in register(musterland, catalogue) if one.form.kind is ResolutionKind.PROPOSAL]
    told = {
        one.day: (one.addressee, one.form.state, one.answered_by.day if one.answered_by else None) for one in proposals
    }
    assert told == {
        date(2025, 11, 26): ("Kreistag", ResolutionState.DECIDED, date(2025, 12, 10)),
        date(2026, 2, 25): ("Kreisausschuss", ResolutionState.DECIDED, date(2026, 3, 16)),
        date(2026, 5, 27): ("Kreisausschuss", ResolutionState.REJECTED, date(2026, 6, 22)),
        date(2026, 8, 26): ("Kreistag", ResolutionState.DECIDED, date(2026, 9, 30)),
        date(2026, 11, 25): ("Kreistag", ResolutionState.PROPOSED, None),
    }
    votes = {one.form.result for one in register(musterland, catalogue) if one.form.result}
    assert "einstimmig" in votes
    assert "7 Ja, 2 Nein, 1 Enthaltung" in votes


def test_tasks_are_open_late_in_progress_done_and_dropped(musterland: Store) -> None:
    with musterland.reading() as session:
        page = task_table.table(session, OFFICE, today=TODAY, size=100)
        seen = task_table.table(session, PUBLIC, today=TODAY, size=100)
    assert Counter(one.state for one in page.rows) == {
        TaskState.OPEN: 8, TaskState.IN_PROGRESS: 6, TaskState.DONE: 10, TaskState.DROPPED: 1,
    }  # fmt: skip
    assert page.late == 7
    assert all(one.organisation and one.function for one in page.rows)
    assert len(seen.rows) == 3


def test_seventy_people_of_five_fields_came_to_the_conference(musterland: Store, catalogue: Catalogue) -> None:
    key = next(one.id for one in meetings(musterland) if one.body_kind is BodyKind.CONFERENCE)
    with musterland.reading() as session:
        there = presence.present(session, PUBLIC, catalogue, key)
    assert there.total == 70
    assert dict(there.by_field) == {"education": 26, "labour": 21, "civic": 15, "housing": 5, "safety": 3}


def test_the_next_sitting_begins_with_what_is_left_of_the_last_one(musterland: Store) -> None:
    key = next(one.id for one in meetings(musterland) if one.state is MeetingState.PLANNED)
    with musterland.reading() as session:
        titles = [one.title for one in queries.agenda(session, OFFICE, key)]
    assert titles[-2:] == ["Fahrplan und Frühschicht: zweiter Anlauf", "Offene Aufgaben"]
    assert len(titles) == 8


def test_the_minutes_say_gemeinschaftsunterkuenfte_and_the_search_finds_them(musterland: Store) -> None:
    with musterland.reading() as session:
        found = search.find(session, Circle.INTERNAL, "Gemeinschaftsunterkünfte")
        compound = search.find(session, Circle.PUBLIC, "unterkunft")
        assert index.differences(session) == ([], [])
    assert sum(hit.kind == "item" for hit in found.hits) >= 8
    assert {hit.circle for hit in compound.hits} == {Circle.PUBLIC}
    texts = [item.text for one in minutes(musterland, OFFICE).values() for item in one.items if item.text]
    assert sum("Gemeinschaftsunterkünfte" in text for text in texts) >= 8
    assert sum(len(text.split()) for text in texts) > 2500


def test_the_public_reads_no_sentence_that_is_not_public(musterland: Store) -> None:
    secret = set()
    for one in sittings.sittings():
        for item in one.item:
            closed = (item.circle or one.circle) != "public"
            secret |= set(SENTENCE.split(item.text)) if closed else set()
            secret |= {part.wording for part in item.resolution if closed or part.circle not in ("", "public")}
            secret |= {part.text for part in item.task if part.circle != "public"}
    secret = {sentence.strip() for sentence in secret if len(sentence) > 20}
    public = minutes(musterland, PUBLIC)
    told, inside = (repr(one) for one in (public, minutes(musterland, OFFICE)))
    assert len(secret) > 100
    assert [sentence for sentence in secret if sentence in told] == []
    assert [sentence for sentence in secret if sentence not in inside] == []
    assert all(item.title == NOT_PUBLIC for one in public.values() for item in one.items if item.closed)
    assert {one.body_kind for one in public.values()}.isdisjoint({BodyKind.DISTRICT_COMMITTEE, BodyKind.JOUR_FIXE})
    assert sum(item.closed for one in public.values() for item in one.items) == 13


def test_a_figure_is_frozen_in_the_newest_minutes_as_the_public_sees_it(musterland: Store) -> None:
    frozen = [key for one in minutes(musterland, OFFICE).values() for item in one.items for key in item.exhibits]
    with musterland.reading() as session:
        (kept,) = snapshots.read_all(session, frozen).values()
    exhibit = freezing.thawed(kept.content)
    assert (kept.circle, kept.at.date()) == (Circle.PUBLIC, date(2026, 11, 25))
    assert "Sprachcoaching" in str(exhibit.data.to_dict())
    assert "Schutz in Unterkünften" not in str(exhibit)


def test_a_correction_stands_beside_the_approved_text(musterland: Store) -> None:
    corrected = [item for one in minutes(musterland, STAFF).values() for item in one.items if item.addenda]
    assert [item.title for item in corrected] == ["Ergebnisse der Brandschutzbegehungen"]
    assert "in zweien verstellte Rettungswege" in corrected[0].text
    assert corrected[0].addenda[0].at.date() == date(2026, 3, 18)


def test_everything_bears_its_fictional_day_and_stays_true_as_time_passes(musterland: Store) -> None:
    with musterland.reading() as session:
        found = queries.meetings(session, OFFICE)
        later = task_table.table(session, OFFICE, today=TODAY + timedelta(days=3650), size=100)
    assert max(one.life.changed_at.date() for one in found) == date(2026, 11, 25)
    assert len({one.uid for one in found}) == len(found)
    assert later.late == 14
