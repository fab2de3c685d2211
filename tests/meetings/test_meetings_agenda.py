"""Agendas: numbers, order, pasted lines, links, what was postponed, templates, and what a circle reads of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from agenda_rows import approve, put_task
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minutes_room import ERIKA, OTTO, PARTNER, PRESS, body, do, look, meeting

from dashboard.errors import NotFound
from dashboard.meetings import agenda, archiving, carrying, queries, templates
from dashboard.meetings.agenda import ItemInvalid
from dashboard.meetings.approved import MinutesApproved
from dashboard.meetings.forms import ItemForm, TemplateForm, TemplateItem
from dashboard.meetings.kinds import ItemState, MeetingState
from dashboard.meetings.links import LinkInvalid, checked_links
from dashboard.meetings.models import AgendaTemplate
from dashboard.meetings.numbering import NumberInvalid, numbers
from dashboard.meetings.pasted import items_of
from dashboard.meetings.templates import TemplateInvalid
from dashboard.meetings.times import TimeInvalid
from dashboard.store import Circle, Store, kept
from dashboard.store.kept import EditConflict, TextInvalid

LATER = datetime(2026, 6, 16, 12, 0, tzinfo=UTC)
PUBLIC, COORDINATION, INTERNAL = Circle.PUBLIC, Circle.COORDINATION, Circle.INTERNAL


@pytest.fixture
def staff(county: Store) -> int:
    return body(county)


@pytest.fixture
def sitting(county: Store, staff: int) -> int:
    return meeting(county, staff)


def lines(store: Store, of: int, actor: object = ERIKA) -> list[str]:
    return [f"{entry.number} {entry.title}" for entry in look(store, queries.agenda, actor, of)]


def keys(store: Store, of: int) -> list[int]:
    return [entry.item.id for entry in look(store, queries.agenda, ERIKA, of)]


def test_items_are_counted_and_numbers_of_their_own_stand_between(county: Store, sitting: int) -> None:
    for title, number in (("Begrüßung", ""), ("Bericht", ""), ("Zahlen", " 2.1 "), ("Verschiedenes", "")):
        do(county, agenda.add_item, ItemForm(sitting, title, number=number))
    first = do(county, agenda.add_item, ItemForm(sitting, "Formalien"), at=1)
    assert lines(county, sitting) == ["1 Formalien", "2 Begrüßung", "3 Bericht", "2.1 Zahlen", "4 Verschiedenes"]
    assert do(county, agenda.archive_item, first, "entfällt") == "Der Punkt „Formalien“ ist archiviert."
    assert lines(county, sitting) == ["1 Begrüßung", "2 Bericht", "2.1 Zahlen", "3 Verschiedenes"]
    assert do(county, agenda.restore_item, first) == "Der Punkt „Formalien“ ist wieder da, als Punkt 4."


def test_an_item_moves_and_the_versions_of_the_others_stay(county: Store, sitting: int) -> None:
    ids = do(county, agenda.add_items, sitting, "A\nB\nC")
    assert do(county, agenda.move_item, ids[2], 1) == "„C“ ist jetzt Punkt 1."
    assert do(county, agenda.move_item, ids[2], -5) == kept.NOTHING_CHANGED
    assert do(county, agenda.move_item, ids[0], 99) == "„A“ ist jetzt Punkt 3."
    assert lines(county, sitting) == ["1 C", "2 B", "3 A"]
    assert {entry.item.life.version for entry in look(county, queries.agenda, ERIKA, sitting)} == {1}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 9)), max_size=6))
def test_whatever_moves_numbers_are_one_to_n_and_nothing_is_lost(
    county: Store, staff: int, moves: list[tuple[int, int]]
) -> None:
    of = meeting(county, staff, uid=str(datetime.now(UTC).timestamp()))
    ids = do(county, agenda.add_items, of, "A\nB\nC\nD\nE\nF")
    order = list(ids)
    for which, to in moves:
        do(county, agenda.move_item, ids[which], to)
        order.remove(ids[which])
        order.insert(max(0, min(to, 6) - 1), ids[which])
    assert keys(county, of) == order
    assert [line.split()[0] for line in lines(county, of)] == list("123456")


@given(st.lists(st.sampled_from(["", "", "2.1", "N 1"])))
def test_counted_numbers_have_no_gap_and_own_ones_stay(own: list[str]) -> None:
    found = numbers(own)
    assert [number for number, given in zip(found, own, strict=True) if given] == [one for one in own if one]
    counted = [number for number, given in zip(found, own, strict=True) if not given]
    assert counted == [str(n) for n in range(1, len(counted) + 1)]


@pytest.mark.parametrize(
    ("wish", "error", "sentence"),
    [
        ({"title": " "}, TextInvalid, "Bitte „Titel“ angeben."),
        ({"number": "7."}, NumberInvalid, "Die Nummer „7.“ ergibt sich aus der Reihenfolge"),
        ({"begins": "25:00"}, TimeInvalid, "„25:00“ ist keine Uhrzeit; gemeint ist zum Beispiel 09:30."),
        (
            {"links": ("http://kreis.example/1",)}, LinkInvalid,
            "„http://kreis.example/1“ beginnt nicht mit „https://“; nur solche Verweise werden aufgenommen.",
        ),
    ],
)  # fmt: skip
def test_an_item_that_makes_no_sense_is_refused(
    county: Store, sitting: int, wish: dict[str, object], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        do(county, agenda.add_item, replace(ItemForm(sitting, "Bericht"), **wish))  # type: ignore[arg-type]
    assert str(refused.value).startswith(sentence)
    assert lines(county, sitting) == []


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "https://", "https://a b.example", "https://x:y@kreis.example", "https://[::1", "kreis.de",
     'https://kreis.example/"onclick="', "data:text/html,<script>"],
)  # fmt: skip
def test_an_address_nobody_should_click_on_is_refused(link: str) -> None:
    with pytest.raises(LinkInvalid):
        checked_links([link])


def test_an_item_keeps_what_is_entered_and_a_second_writer_sees_both_texts(county: Store, sitting: int) -> None:
    wish = ItemForm(
        sitting, "<b>Haushalt</b>", PUBLIC, "2.1", "9.30 Uhr", "Kämmerei", "Vorlage 2026/017",
        "Koordinierungsstab\nKreisausschuss", (" https://kreis.example/v/17 ", ""),
    )  # fmt: skip
    key = do(county, agenda.add_item, wish)
    (entry,) = look(county, queries.agenda, ERIKA, sitting)
    assert entry.item.form == replace(
        wish, begins="09:30", paper="2026/017", links=("https://kreis.example/v/17",)
    )  # fmt: skip
    do(county, agenda.change_item, key, replace(wish, title="Haushalt"), seen=1, actor=OTTO)
    with pytest.raises(EditConflict) as refused:
        do(county, agenda.change_item, key, replace(wish, title="Etat"), seen=1)
    assert (refused.value.theirs, refused.value.mine) == ({"Titel": "Haushalt"}, {"Titel": "Etat"})


def test_pasted_lines_say_for_whom_they_are_and_lose_only_bullets_and_counts() -> None:
    text = (
        "\ufeff1. Begrüßung\r\n\r\n2. nichtöffentlich: Personal\u00a0Wohnheim\n3) intern : Lage\x0b"
        "4. öffentlich: 3. Quartal 2026"
    )
    assert [(item.title, item.circle) for item in items_of(text, 1, COORDINATION, COORDINATION)] == [
        ("Begrüßung", COORDINATION), ("Personal Wohnheim", COORDINATION), ("Lage", INTERNAL),
        ("3. Quartal 2026", PUBLIC),
    ]  # fmt: skip
    loose = "•\tTOP 4: Wohnen\n3. Quartal 2026\n– 2 Anträge"
    assert [item.title for item in items_of(loose, 1, PUBLIC, INTERNAL)] == ["Wohnen", "3. Quartal 2026", "2 Anträge"]
    assert [item.circle for item in items_of("nicht-öffentlich: X", 1, PUBLIC, INTERNAL)] == [INTERNAL]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_agenda_of_five_hundred_lines_is_taken_and_one_of_too_many_refused_whole(
    county: Store, sitting: int
) -> None:
    do(county, agenda.add_items, sitting, "\n".join(f"Punkt {n}" for n in range(1, 501)))
    assert lines(county, sitting)[499] == "500 Punkt 500"
    with pytest.raises(ItemInvalid, match=r"höchstens 1\.000 Punkte; es stehen schon 500 darauf, 501 sollten"):
        do(county, agenda.add_items, sitting, "x\n" * 501)
    with pytest.raises(ItemInvalid, match="steht kein Punkt"):
        do(county, agenda.add_items, sitting, " \n\t\n")
    assert len(keys(county, sitting)) == 500


def test_an_item_the_circle_may_not_see_is_its_number_and_nothing_else(county: Store, sitting: int) -> None:
    do(county, agenda.add_items, sitting, "öffentlich: Auf\nnichtöffentlich: Zu\nintern: Innen")
    assert lines(county, sitting, PARTNER) == ["1 Auf", "2 Zu", "3 nicht öffentlich"]
    hidden = look(county, queries.meeting, PRESS, sitting).agenda[1]
    assert (hidden.number, hidden.title, hidden.item) == ("2", "nicht öffentlich", None)
    assert lines(county, sitting, PRESS) == ["1 Auf", "2 nicht öffentlich", "3 nicht öffentlich"]


def test_what_an_internal_body_does_not_do_in_public_stays_internal_whatever_was_chosen(county: Store) -> None:
    inner = body(county, "Jour fixe", circle=INTERNAL.value)
    shown = meeting(county, inner)
    hidden = meeting(county, inner, LATER, circle=COORDINATION.value)
    do(county, agenda.add_item, ItemForm(shown, "Lage", COORDINATION))
    assert lines(county, shown, PARTNER) == ["1 nicht öffentlich"]
    assert [entry.id for entry in look(county, queries.meetings, PARTNER)] == [shown]
    with pytest.raises(NotFound):
        look(county, queries.meeting, PARTNER, hidden)
    assert look(county, queries.agenda, PARTNER, hidden) == ()


def test_marking_an_item_is_not_in_the_way_of_whoever_writes_its_text(county: Store, sitting: int) -> None:
    (key,) = do(county, agenda.add_items, sitting, "Bericht")
    assert do(county, agenda.mark_item, key, ItemState.TREATED) == "Punkt 1 „Bericht“ ist behandelt."
    assert do(county, agenda.mark_item, key, ItemState.TREATED) == kept.NOTHING_CHANGED
    (entry,) = look(county, queries.agenda, ERIKA, sitting)
    assert (entry.item.state, entry.item.life.version) == (ItemState.TREATED, 1)


def test_approved_minutes_refuse_every_change_of_the_agenda(county: Store, sitting: int) -> None:
    first, second = do(county, agenda.add_items, sitting, "A\nB")
    archived = do(county, agenda.add_item, ItemForm(sitting, "C"))
    do(county, agenda.archive_item, archived, "entfällt")
    do(county, approve, sitting)
    for command, words, more in (
        (agenda.add_item, (ItemForm(sitting, "neu"),), {}),
        (agenda.add_items, (sitting, "neu"), {}),
        (agenda.change_item, (first, ItemForm(sitting, "neu")), {"seen": 1}),
        (agenda.move_item, (second, 1), {}),
        (agenda.mark_item, (first, ItemState.TREATED), {}),
        (agenda.archive_item, (first, "weg damit"), {}),
        (agenda.restore_item, (archived,), {}),
        (carrying.from_last_meeting, (sitting,), {}),
    ):
        with pytest.raises(MinutesApproved, match=r"seit dem 20\.04\.2026 genehmigt.*Nachtrag"):
            do(county, command, *words, **more)
    assert lines(county, sitting) == ["1 A", "2 B"]


def test_postponed_items_come_along_once_and_open_tasks_as_an_item(county: Store, staff: int, sitting: int) -> None:
    _, left = do(county, agenda.add_items, sitting, "öffentlich: Erledigtes\nVertagtes")
    do(county, agenda.mark_item, left, ItemState.POSTPONED)
    do(county, put_task, staff, left)
    following = meeting(county, staff, LATER, state=MeetingState.PLANNED.value)
    assert do(county, carrying.from_last_meeting, following) == (
        "Aus der letzten Sitzung (17.03.2026) übernommen: ein Punkt und „Offene Aufgaben“ (1)."
    )
    agenda_now = look(county, queries.agenda, ERIKA, following)
    assert [(one.title, one.item.carried_from, one.item.form.circle) for one in agenda_now] == [
        ("Vertagtes", left, PUBLIC), ("Offene Aufgaben", None, COORDINATION),
    ]  # fmt: skip
    assert do(county, carrying.from_last_meeting, following).startswith(
        "Aus der letzten Sitzung (17.03.2026) ist nichts zu übernehmen"
    )
    other = meeting(county, staff, datetime(2026, 6, 17, 12, 0, tzinfo=UTC))
    assert do(county, carrying.from_last_meeting, other) == (
        "Aus der letzten Sitzung (16.06.2026) übernommen: „Offene Aufgaben“ (1)."
    )


def test_the_agenda_of_a_cancelled_meeting_comes_along_with_what_was_postponed_before(
    county: Store, staff: int, sitting: int
) -> None:
    (left,) = do(county, agenda.add_items, sitting, "Vertagtes")
    do(county, agenda.mark_item, left, ItemState.POSTPONED)
    off = meeting(county, staff, LATER, state=MeetingState.CANCELLED.value)
    do(county, agenda.add_items, off, "Abgesagtes")
    following = meeting(county, staff, datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    do(county, carrying.from_last_meeting, following)
    assert lines(county, following) == ["1 Vertagtes", "2 Abgesagtes"]


def test_the_first_meeting_of_a_body_has_nothing_to_take_along(county: Store, sitting: int) -> None:
    meeting(county, body(county, "Runder Tisch"), datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
    assert do(county, carrying.from_last_meeting, sitting) == (
        "Eine frühere Sitzung dieses Gremiums gibt es nicht; es wurde nichts übernommen."
    )


def test_a_template_puts_its_items_with_their_times_until_one_is_not_known(county: Store, sitting: int) -> None:
    items = (TemplateItem("Begrüßung", PUBLIC, 10, "Vorsitz"), TemplateItem("Zahlen", minutes=30),
             TemplateItem("Berichte"), TemplateItem("Verschiedenes"))  # fmt: skip
    key = do(county, templates.add_template, TemplateForm("Quartal", items))
    assert do(county, templates.apply_template, sitting, key) == ("4 Punkte aus „Quartal“ stehen auf der Tagesordnung.")
    found = [
        (one.title, one.item.form.begins, one.item.form.circle) for one in look(county, queries.agenda, ERIKA, sitting)
    ]
    assert found == [
        ("Begrüßung", "14:00", PUBLIC), ("Zahlen", "14:10", COORDINATION), ("Berichte", "14:40", COORDINATION),
        ("Verschiedenes", "", COORDINATION),
    ]  # fmt: skip
    (entry,) = look(county, templates.templates, ERIKA)
    assert entry.form == TemplateForm("Quartal", items)
    with pytest.raises(TemplateInvalid, match="hat noch keinen Punkt"):
        do(county, templates.change_template, key, TemplateForm("Quartal"), seen=1)
    with pytest.raises(EditConflict, match=r"Punkte: Begrüßung \(Öffentlichkeit, 10 Minuten, Vorsitz\); Zahlen"):
        do(county, templates.change_template, key, TemplateForm("Quartal", items[:1]), seen=0)
    do(county, archiving.archive, AgendaTemplate, key, "überholt")
    assert look(county, templates.templates, ERIKA) == ()
