"""A folder is put together by several people, ordered, copied and never overwritten; on both databases."""

from dataclasses import replace

import pytest
from council_room import COURSE, ERIKA, OTTO, PRESS, Q3, Room, exhibit, text
from sqlalchemy import select

from dashboard.council import commands, queries
from dashboard.council.commands import FolderInvalid
from dashboard.council.forms import FolderForm, ItemForm
from dashboard.council.kinds import ItemKind
from dashboard.council.models import FolderItem
from dashboard.council.reference import Reference, ReferenceInvalid
from dashboard.errors import Conflict, NotAllowed, NotFound
from dashboard.periods import Frequency, Period
from dashboard.store import Circle, kept
from meetings.minutes_room import body, last_audit, meeting


def headlines(room: Room, folder: int) -> list[str]:
    return [one.form.headline for one in room.look(queries.items, ERIKA, folder)]


def test_a_folder_is_public_unless_said_otherwise_and_for_the_office_until_it_is_frozen(room: Room) -> None:
    key = room.folder(headline="Mehr Patenschaften")
    entry = room.look(queries.folder, ERIKA, key)
    assert (entry.form.circle, entry.state, entry.items) == (Circle.PUBLIC, "in Arbeit", 0)
    assert room.look(queries.folders, PRESS) == ()
    with pytest.raises(NotFound, match=r"Die Mappe Nr\. 1 gibt es nicht, oder nicht für diesen Kreis"):
        room.look(queries.folder, PRESS, key)
    with pytest.raises(NotAllowed):
        room.look(queries.items, PRESS, key)
    with pytest.raises(NotAllowed):
        room.do(commands.add_folder, FolderForm("Presse", Q3), actor=PRESS)
    assert last_audit(room.store)[:3] == ("folder.added", f"folder:{key}", "Erika")


def test_an_exhibit_is_kept_as_a_reference_and_never_as_a_figure(room: Room) -> None:
    key = room.folder()
    reference = Reference("course", "patenschaften", (room.AUE,), over=Frequency.YEAR)
    room.do(commands.put_in, room.catalogue, key, reference)
    (kept_text,) = room.look(lambda session: session.scalars(select(FolderItem.reference)).all())
    assert (
        kept_text == f'{{"areas": ["{room.AUE}"], "builder": "course", "indicator": "patenschaften", "over": "year"}}'
    )
    assert Reference.read(kept_text) == reference


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (Reference("torte"), "Eine Darstellung „torte“ gibt es nicht"),
        (Reference("course"), "„Verlauf einer Kennzahl“ braucht noch die Kennzahl"),
        (Reference("course", "unsinn"), "Die Kennzahl „unsinn“ gibt es nicht, oder sie ist abgeschaltet"),
        (Reference("course", "uebergriffe_auf_unterkuenfte"), "oder sie ist abgeschaltet"),
        (Reference("course", "patenschaften", ("03157",)), "„03157“ ist kein Ort des Landkreises"),
        (Reference("cards", field="wetter"), "Ein Feld „wetter“ gibt es nicht"),
        (Reference("accommodation-map", metric="glück"), "Eine Karte „glück“ gibt es nicht"),
        (Reference("tasks", "patenschaften"), "„Aufgaben“ liest die Kennzahl nicht"),
        (Reference("breakdown", "patenschaften", dimension="farbe"), "Eine Gliederung „farbe“ gibt es nicht"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_not_put_in(room: Room, reference: Reference, said: str) -> None:
    with pytest.raises(ReferenceInvalid, match=said):
        room.do(commands.put_in, room.catalogue, room.folder(), reference)
    with pytest.raises(NotFound, match=r"Das Bündnis Nr\. 9"):
        room.do(commands.put_in, room.catalogue, room.folder(), Reference("goals", alliance=9))


@pytest.mark.parametrize(
    "kept_text", ["{", "[]", '{"builder": ""}', '{"builder": "course", "later": 1}', '{"builder": "map", "areas": [1]}',
                  '{"builder": "map", "over": "week"}', '{"builder": "goals", "alliance": true}'],
)  # fmt: skip
def test_a_reference_of_another_program_is_a_sentence_and_no_crash(kept_text: str) -> None:
    with pytest.raises(ReferenceInvalid, match="kennt das Programm in dieser Fassung nicht"):
        Reference.read(kept_text)


def test_items_are_ordered_moved_taken_out_and_put_back(room: Room) -> None:
    key = room.folder(text("a"), text("b"), text("c"))
    first, second, third = (one.id for one in room.look(queries.items, ERIKA, key))
    room.do(commands.order, key, [third, first, second])
    assert headlines(room, key) == ["c", "a", "b"]
    room.do(commands.move, third, 1)
    room.do(commands.move, second, 7)
    assert headlines(room, key) == ["a", "c", "b"]
    assert room.do(commands.remove_item, third) == "Die Seite ist nicht mehr in „Kreistag“."
    assert headlines(room, key) == ["a", "b"]
    with pytest.raises(Conflict, match="In „Kreistag“ sind inzwischen andere Seiten"):
        room.do(commands.order, key, [third, first, second])
    room.do(commands.restore_item, third)
    assert headlines(room, key) == ["a", "c", "b"]


def test_two_editors_never_overwrite_each_other(room: Room) -> None:
    key = room.folder(exhibit(headline="alt"))
    entry = room.look(queries.folder, ERIKA, key)
    (item,) = room.look(queries.items, ERIKA, key)
    room.do(commands.change_folder, key, replace(entry.form, headline="Ottos Satz"), seen=1, actor=OTTO)
    with pytest.raises(kept.EditConflict) as caught:
        room.do(commands.change_folder, key, replace(entry.form, headline="Erikas Satz"), seen=1)
    assert (caught.value.theirs, caught.value.mine) == (
        {"Kernaussage": "Ottos Satz"}, {"Kernaussage": "Erikas Satz"},
    )  # fmt: skip
    other = replace(item.form, reference=Reference("map", "patenschaften"))
    room.do(commands.change_item, room.catalogue, item.id, other, seen=1, actor=OTTO)
    with pytest.raises(kept.EditConflict, match="Darstellung: ausgewählt"):
        room.do(commands.change_item, room.catalogue, item.id, replace(item.form, reference=Reference("tasks")), seen=1)


def test_a_copy_for_the_next_quarter_has_the_same_items_and_its_own_life(room: Room) -> None:
    key = room.folder(exhibit(headline="Patenschaften", notes="langsam"), text("Schluss"))
    room.freeze(key)
    copy = room.do(commands.copy_folder, key, Period("2026-Q4"), title="Kreistag im Winter")
    entry = room.look(queries.folder, ERIKA, copy)
    assert (entry.form.title, entry.form.period.code, entry.copied_from, entry.state) == (
        "Kreistag im Winter", "2026-Q4", key, "in Arbeit",
    )  # fmt: skip
    items = room.look(queries.items, ERIKA, copy)
    assert [(one.form.headline, one.form.notes, one.form.reference) for one in items] == [
        ("Patenschaften", "langsam", COURSE), ("Schluss", "", None),
    ]  # fmt: skip
    room.do(commands.remove_item, items[0].id)
    assert headlines(room, key) == ["Patenschaften", "Schluss"]


def test_what_makes_no_sense_is_refused_in_a_sentence(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FolderInvalid, match="Eine Mappe gilt für ein Quartal; „2026“ ist keines"):
        room.folder(period=Period("2026"))
    with pytest.raises(kept.TextInvalid, match="Bitte „Titel“ angeben"):
        room.folder(title=" ")
    with pytest.raises(NotFound, match=r"Die Sitzung Nr\. 9"):
        room.folder(meeting=9)
    key = room.folder(meeting=meeting(room.store, body(room.store)))
    with pytest.raises(FolderInvalid, match="Überschrift oder einen Text"):
        room.do(commands.add_item, room.catalogue, key, ItemForm())
    with pytest.raises(FolderInvalid, match="woher sie kommt"):
        room.do(commands.add_item, room.catalogue, key, ItemForm(ItemKind.EXHIBIT))
    with pytest.raises(kept.TextInvalid, match="Bitte „Überschrift“ angeben"):
        room.do(commands.add_item, room.catalogue, key, ItemForm(ItemKind.SECTION))
    monkeypatch.setattr(commands, "MOST_ITEMS", 1)
    room.do(commands.add_item, room.catalogue, key, text("a"))
    with pytest.raises(FolderInvalid, match="fasst höchstens 1 Seiten; „Kreistag“ hätte dann 2"):
        room.do(commands.add_item, room.catalogue, key, text("b"))


def test_archived_folders_leave_the_list_with_a_reason_and_come_back(room: Room) -> None:
    key = room.folder()
    with pytest.raises(kept.ReasonMissing):
        room.do(commands.archive_folder, key, "")
    room.do(commands.archive_folder, key, "Sitzung entfällt")
    assert room.look(queries.folders, ERIKA) == ()
    assert room.look(queries.folder, ERIKA, key).life.archived_why == "Sitzung entfällt"
    with pytest.raises(NotFound, match="archiviert"):
        room.do(commands.put_in, room.catalogue, key, COURSE)
    room.do(commands.restore_folder, key)
    assert len(room.look(queries.folders, ERIKA)) == 1
    assert room.look(queries.questions, ERIKA, key) == ()
