"""What was frozen stays as it was, in its circle; what was corrected since stands old beside new."""

from dataclasses import replace
from datetime import date

import pytest
from council_room import COURSE, ERIKA, PRESS, Q3, Room, exhibit, text
from sqlalchemy import select, update

from dashboard.catalogue import Catalogue
from dashboard.council import commands, content, freezing, queries, questions, ready
from dashboard.council.content import live
from dashboard.council.forms import QuestionForm
from dashboard.council.models import Folder, FolderItem
from dashboard.council.reference import Reference
from dashboard.errors import Conflict, NotFound
from dashboard.exhibits import Exhibit, table
from dashboard.observations.aggregation import WITHHELD
from dashboard.store import Circle, snapshots
from dashboard.store.models import Snapshot
from dashboard.store.snapshots import SnapshotDamaged

DAY = date(2026, 11, 26)


def now_of(room: Room, key: int, catalogue: Catalogue | None = None) -> content.Content:
    return room.look(lambda session: live(session, catalogue or room.catalogue, session.get(Folder, key), today=DAY))


def values(exhibit_: Exhibit | None) -> list[str]:
    assert exhibit_ is not None
    return table(exhibit_).iloc[:, 1].tolist()


def test_a_frozen_folder_keeps_figures_texts_and_number_whatever_is_corrected(room: Room) -> None:
    key = room.folder(exhibit(headline="Patenschaften"), text("Ausblick", "Es geht **weiter**."))
    assert room.freeze(key, today=DAY) == "„Kreistag“ ist als Mappe 2026-01 eingefroren und bleibt jetzt, wie sie ist."
    before = room.look(freezing.frozen, PRESS, key)
    assert (before.folder_number, before.as_of, before.circle, before.office) == (
        "Mappe 2026-01", DAY, Circle.PUBLIC, "Landkreis Musterland, Koordinierungsstab",
    )  # fmt: skip
    assert values(before.pages[0].exhibit) == ["100", "120", "130"]
    assert room.look(freezing.corrections, PRESS, room.catalogue, key) == ()
    room.report(("patenschaften", room.AUE, "2026-Q2", 58))
    assert room.look(freezing.corrections, PRESS, room.catalogue, key) == ()  # not yet released
    room.release("2026-Q2")
    after = room.look(freezing.content, PRESS, room.catalogue, key)
    assert freezing.facts(after) == freezing.facts(before)
    (changed,) = room.look(freezing.corrections, PRESS, room.catalogue, key)
    assert (changed.page, changed.title) == (1, "Patenschaften")
    assert [(one.row, one.old, one.new) for one in changed.cells] == [("2. Quartal 2026", "120", "128")]
    assert changed.old != changed.new
    assert "2" in changed.new


def test_numbers_run_within_the_year(room: Room) -> None:
    keys = [room.folder(text(name)) for name in "abc"]
    for key, day in zip(keys, (DAY, DAY, date(2027, 1, 4)), strict=True):
        room.freeze(key, today=day)
    assert [one.number for one in room.look(queries.folders, ERIKA)] == ["2027-01", "2026-02", "2026-01"]


def test_nothing_in_a_frozen_folder_can_be_changed_and_an_empty_one_is_not_frozen(room: Room) -> None:
    key = room.folder(text("a"))
    (item,) = room.look(queries.items, ERIKA, key)
    room.freeze(key)
    form = room.look(queries.folder, ERIKA, key).form
    attempts = (
        (commands.put_in, room.catalogue, key, COURSE), (commands.remove_item, item.id),
        (commands.order, key, [item.id]),
        (commands.move, item.id, 1), (freezing.freeze, room.catalogue, key),
    )  # fmt: skip
    for command, *words in attempts:
        with pytest.raises(Conflict, match=r"als Mappe 20.*eingefroren und bleibt, wie sie war"):
            room.do(command, *words)
    with pytest.raises(Conflict):
        room.do(commands.change_folder, key, replace(form, title="Anders"), seen=2)
    with pytest.raises(Conflict):
        room.do(commands.change_item, room.catalogue, item.id, text("anders"), seen=1)
    with pytest.raises(freezing.NothingToFreeze, match="eine leere Mappe wird nicht eingefroren"):
        room.freeze(room.folder())


def test_notes_for_who_speaks_never_leave_the_office(room: Room) -> None:
    key = room.folder(exhibit(notes="Merkwort für den Landrat"))
    room.freeze(key)
    assert room.look(freezing.frozen, ERIKA, key).pages[0].notes == "Merkwort für den Landrat"
    assert room.look(freezing.frozen, PRESS, key).pages[0].notes == ""
    kept = room.look(lambda session: {row.kind: (row.circle, row.content) for row in session.scalars(select(Snapshot))})
    assert kept["folder"][0] == "public"
    assert "Merkwort" not in kept["folder"][1]
    assert kept["folder-notes"][0] == "internal"


def test_a_snapshot_that_somebody_changed_is_not_shown(room: Room) -> None:
    key = room.folder(exhibit())
    room.freeze(key)
    with room.store.quiet() as session:
        session.execute(update(Snapshot).where(Snapshot.kind == "folder").values(content="{}"))
    with pytest.raises(SnapshotDamaged, match="Die Prüfsumme stimmt nicht mehr"):
        room.look(freezing.frozen, ERIKA, key)


def test_a_retired_indicator_one_without_values_and_a_hidden_one_answer_and_the_rest_goes_on(room: Room) -> None:
    room.report(("intkurs_teilnehmende", "99001", "2026-Q3", 3))
    room.release("2026-Q3")
    key = room.folder(
        exhibit(Reference("course", "treffpunkte")), exhibit(Reference("course", "intkurs_teilnehmende")),
        exhibit(Reference("accommodation-trend")), exhibit(Reference("goals")), exhibit(),
    )  # fmt: skip
    with room.store.quiet() as session:
        session.add(
            FolderItem(
                folder=key, position=9, kind="exhibit", headline="", text="", notes="", version=1, changed_by="",
                reference='{"builder": "later"}', changed_at=room.look(lambda s: s.get(Folder, key).changed_at),
            )
        )  # fmt: skip
    pages = now_of(room, key, retired(room.catalogue, "treffpunkte", "wird nicht mehr erhoben")).pages
    assert [page.answer for page in pages] == [
        "Die Kennzahl „Treffpunkte und Begegnungsorte“ wird nicht mehr geführt (wird nicht mehr erhoben); sie wird "
        "hier nicht mehr gezeigt.",
        f"Alle Werte zu „{room.catalogue.indicators['intkurs_teilnehmende'].title}“ sind zurückgehalten, damit keine "
        "einzelnen Personen erkennbar werden.",
        "Zu „Unterbringung“ liegt bis zum 3. Quartal 2026 kein Wert vor, der hier gezeigt werden kann.",
        "Hier ist noch kein Ziel eingetragen, das gezeigt wird.",
        "",
        "Diese Darstellung kennt das Programm in dieser Fassung nicht. Bitte nehmen Sie sie aus der Mappe und wählen "
        "Sie sie neu aus.",
    ]  # fmt: skip
    assert pages[4].exhibit is not None
    room.freeze(key)
    again = room.look(freezing.frozen, PRESS, key)
    assert [bool(page.answer) for page in again.pages] == [True, True, True, True, False, True]


def test_an_internal_folder_and_a_public_one_are_never_read_in_each_others_circle(room: Room) -> None:
    room.report(("patenschaften", room.AUE, "2026-Q3", 91))  # not released
    public, internal = room.folder(exhibit()), room.folder(exhibit(), circle=Circle.INTERNAL)
    assert values(now_of(room, public).pages[0].exhibit)[-1] == "130"
    assert values(now_of(room, internal).pages[0].exhibit)[-1] == "166"
    for key in (public, internal):
        room.freeze(key)
    assert [one.id for one in room.look(queries.folders, PRESS)] == [public]
    with pytest.raises(NotFound):
        room.look(freezing.frozen, PRESS, internal)
    assert WITHHELD not in values(room.look(freezing.frozen, ERIKA, public).pages[0].exhibit)


def test_a_question_is_filed_with_its_dated_answer_and_what_it_rests_on(room: Room) -> None:
    key = room.folder(exhibit())
    (item,) = room.look(queries.items, ERIKA, key)
    room.freeze(key)
    wish = QuestionForm("Und in Bach?", "Kreistag", DAY)
    question = room.do(questions.add_question, room.catalogue, key, wish)
    with pytest.raises(questions.QuestionInvalid, match="Zu einer Antwort gehört der Tag"):
        room.do(questions.change_question, room.catalogue, question, replace(wish, answer="75"), seen=1)
    with pytest.raises(questions.QuestionInvalid, match="läge vor der Frage vom 26"):
        early = replace(wish, answer="75", answered_on=date(2026, 11, 25))
        room.do(questions.change_question, room.catalogue, question, early, seen=1)
    with pytest.raises(questions.QuestionInvalid, match=r"Die Seite Nr\. 99 ist nicht in dieser Mappe"):
        room.do(questions.change_question, room.catalogue, question, replace(wish, items=(99,)), seen=1)
    more = (Reference("places", "patenschaften"),)
    answered = replace(wish, answer="In Bach sind es 75.", answered_on=DAY, items=(item.id,), more=more)
    room.do(questions.change_question, room.catalogue, question, answered, seen=1)
    (entry,) = room.look(queries.questions, ERIKA, key)
    assert entry.form == answered
    assert entry.snapshot is not None
    room.report(("patenschaften", room.BACH, "2026-Q3", 99))
    (shown,) = questions.exhibits_of(room.look(snapshots.read, entry.snapshot).content)
    assert isinstance(shown, Exhibit)
    assert values(shown) == ["55", "75", "130"]
    assert room.look(queries.questions, PRESS, key) == ()  # for the office unless said otherwise
    room.do(questions.archive_question, question, "doppelt")
    assert room.look(queries.questions, ERIKA, key) == ()


def test_a_ready_set_takes_the_indicators_that_have_values_and_is_a_folder_like_any_other(room: Room) -> None:
    key = room.do(ready.add_ready, room.catalogue, ready.QUARTERLY, Q3)
    entry = room.look(queries.folder, ERIKA, key)
    assert entry.form.title == "Quartalsbericht des Koordinierungsstabs, 3. Quartal 2026"
    pages = now_of(room, key).pages
    fields = [one.title for code, one in room.catalogue.fields.items() if code != "base"]
    assert [page.headline for page in pages if page.headline] == [*fields, "Ziele, Beschlüsse und Aufgaben"]
    shown = [page.reference for page in pages if page.reference is not None and page.exhibit is not None]
    assert Reference("course", "patenschaften") in shown
    assert Reference("places", "patenschaften") in shown
    lacking = [page.answer for page in pages if page.reference == Reference("course", "intkurs_teilnehmende")]
    assert len(lacking) == 1
    assert "liegt bis zum 3. Quartal 2026 kein Wert vor" in lacking[0]
    with pytest.raises(NotFound, match="Bitte wählen Sie das Bündnis"):
        room.do(ready.add_ready, room.catalogue, ready.ALLIANCE, Q3)
    with pytest.raises(NotFound, match="Eine fertige Mappe „unsinn“ gibt es nicht"):
        room.do(ready.add_ready, room.catalogue, "unsinn", Q3)


def retired(catalogue: Catalogue, code: str, why: str) -> Catalogue:
    """The catalogue after an indicator was retired."""
    gone = catalogue.indicators[code].model_copy(update={"enabled": False})
    return replace(catalogue, indicators={**catalogue.indicators, code: gone}, retired={code: why})
