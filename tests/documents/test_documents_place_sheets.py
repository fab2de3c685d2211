"""A place's sheet is one page that says what it owes, how long its places last and what was agreed, for each circle."""

import io
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pikepdf
import pytest
from test_documents import text_of, validate_bytes

from dashboard.catalogue import Catalogue, load
from dashboard.documents.document import Heading, Paragraph, Picture, Table, words
from dashboard.documents.pdf import pdf
from dashboard.documents.place_concerns import Concern, Concerns
from dashboard.documents.place_facts import PlaceFacts, Sheets
from dashboard.documents.place_sheet import document, file_name, place_sheets
from dashboard.documents.word import word
from dashboard.errors import NotFound
from dashboard.meetings.kinds import ResolutionKind, TaskState
from dashboard.meetings.resolution_forms import ResolutionForm
from dashboard.meetings.resolutions import add_resolution
from dashboard.meetings.task_forms import TaskForm
from dashboard.meetings.tasks import add_task
from dashboard.network.commands import OrganisationForm, add_organisation
from dashboard.network.kinds import Kind
from dashboard.periods import Period
from dashboard.planning.leases import Ending, Lease
from dashboard.planning.usable import Usable
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Circle, Store
from meetings.minutes_room import ERIKA, PRESS, body, do, item, look, meeting
from musterland import county_in
from planning.quota_rooms import AUE, BACH, forecast, nothing, outlook, quota, row
from small_county import settle

Q3, TODAY, DAY = Period("2026-Q3"), date(2026, 11, 26), date(2026, 9, 30)
HOUSED = {
    "plaetze": 120.0, "plaetze_sign": "", "gesperrt": float("nan"), "gesperrt_sign": "", "belegt": float("nan"),
    "belegt_sign": "•", "period_end": DAY,
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(PROGRAM_ROOT / "data" / "catalogue")


def facts(area: str = AUE, **more) -> PlaceFacts:
    given = {
        "row": row(area, 40, official=44, actual=30, why="so festgesetzt"), "outlook": outlook(area),
        "usable": Usable(12, DAY), "housed": HOUSED, "leases": (), "endings": (), "concern": Concern((), ()),
        "data": "Letztes Quartal: 3. Quartal 2026.",
    }  # fmt: skip
    return PlaceFacts(area, "Aue" if area == AUE else "Bach", **{**given, **more})


def sheets(*places: PlaceFacts, circle: Circle = Circle.INTERNAL, **more) -> Sheets:
    of = quota(*(one.row for one in places), district=row("99001", 65, actual=55, carried_over=5))
    given = {"quota": of, "forecast": forecast()}
    return Sheets(circle, Q3, TODAY, "Landkreis Musterland", places=places, **{**given, **more})


def said(*places: PlaceFacts, **more) -> str:
    made = document(sheets(*places, **more), office="Landkreis Musterland, Koordinierungsstab")
    return "\n".join(words(one.runs) for one in made.blocks if isinstance(one, Paragraph))


def test_one_place_is_a_document_with_its_quota_its_places_a_chart_and_the_state_of_the_data() -> None:
    made = document(sheets(facts()), office="Landkreis Musterland, Koordinierungsstab", fictional=True)
    assert made.title == "Gemeindeblatt Aue"
    assert [one.text for one in made.blocks if isinstance(one, Heading)] == [
        "Soll und Aufnahme, Oktober 2026 bis März 2027", "Plätze", "Verträge, die in den nächsten zwölf Monaten enden",
        "Aus den Sitzungen",
    ]  # fmt: skip
    (table,) = [one for one in made.blocks if isinstance(one, Table)]
    assert table.rows == (
        ("Aue", "44", "40", "–", "0", "30", "14"), ("Landkreis Musterland", "–", "65", "5", "0", "55", "10"),
    )  # fmt: skip
    (picture,) = [one for one in made.blocks if isinstance(one, Picture)]
    assert picture.alt.startswith("Linien nach Monat mit Spanne, Belegte und nutzbare Plätze")
    text = said(facts())
    assert "Von 44 Personen sind noch 14 aufzunehmen." in text
    assert (
        "12 Plätze sind nutzbar und frei (Stand 30.09.2026). Gemeldet zum 30.09.2026: Plätze 120, gesperrt keine "
        "Angabe, belegt •."
    ) in text
    assert "Warum amtlich und berechnet sich unterscheiden: so festgesetzt." in text
    assert "Datenstand: Letztes Quartal: 3. Quartal 2026." in text


def test_several_places_have_a_cover_and_a_page_each_and_pdfua_finds_nothing(tmp_path) -> None:
    made = document(sheets(facts(), facts(BACH, outlook=nothing())), office="Landkreis Musterland, Koordinierungsstab")
    content = pdf(made)
    assert validate_bytes(content) == ()
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 3
        with opened.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Gemeindeblatt Aue", "Gemeindeblatt Bach"]
    text = text_of(content, tmp_path)
    order = ("Gemeindeblätter", "Aue und Bach", "Gemeindeblatt Aue", "Soll und Aufnahme", "noch 14 aufzunehmen",
             "nutzbar und frei", "Spanne", "Aus den Sitzungen", "Datenstand", "Gemeindeblatt Bach")  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "Für Bach liegt nur 1 Quartal vor." in text
    assert word(made)


def test_leases_that_end_have_names_in_the_office_and_numbers_elsewhere() -> None:
    leases = tuple(Lease(key, AUE, f"Haus {key}", key * 10, date(2026, 12, key)) for key in range(1, 7))
    inside = said(facts(leases=leases))
    assert "Haus 1 (10 Plätze) am 01.12.2026, Haus 2 (20 Plätze) am 02.12.2026" in inside
    assert "Dazu kommen 2 weitere." in inside
    endings = (Ending(AUE, 30, date(2026, 12, 31)), Ending(AUE, 1, date(2027, 1, 31)))
    outside = said(facts(endings=endings), circle=Circle.PUBLIC)
    assert "31 Plätze, der erste Vertrag endet am 31.12.2026." in outside
    assert "Keine, soweit gemeldet." in said(facts())
    assert "Keine, soweit gemeldet." in said(facts(), circle=Circle.PUBLIC)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"row": row(AUE, 40, actual=45)}, "Es sind 5 Personen mehr aufgenommen, als das Soll von 40 vorsieht."),
        ({"row": row(AUE, 40, actual=40)}, "Das Soll von 40 Personen ist erfüllt."),
        ({"row": row(AUE, 40, actual=None, sign="•")}, "wie viele noch aufzunehmen sind, ist zurückgehalten (•)."),
        (
            {"row": row(AUE, 40, actual=30, credited=None, credited_sign="•")},
            "wie viele noch aufzunehmen sind, ist zurückgehalten (•).",
        ),
        ({"row": row(AUE, None, actual=None)}, "Das Soll ist nicht bekannt."),
        ({"usable": Usable(None, DAY, "Nicht gemeldet."), "housed": {}}, "Nicht gemeldet."),
    ],
)
def test_what_is_hidden_or_unknown_is_said(more, text) -> None:
    assert text in said(facts(**more))


def test_without_a_period_the_sheet_says_so() -> None:
    text = said(facts(), quota=None)
    assert "Ein Verteilzeitraum ist hier nicht eingetragen oder nicht veröffentlicht." in text


def test_a_file_says_place_day_and_circle() -> None:
    assert file_name(Circle.PUBLIC, TODAY, place="Samtgemeinde Süd") == (
        "gemeindeblatt-samtgemeinde-sued-2026-11-26-oeffentlich.pdf"
    )
    assert file_name(Circle.INTERNAL, TODAY) == "gemeindeblaetter-2026-11-26-intern.pdf"


def test_agreements_and_tasks_concern_a_place_by_body_organisation_or_name(store: Store, catalogue: Catalogue) -> None:
    settle(store)
    local = body(store, "Runder Tisch", area=AUE, circle=Circle.COORDINATION.value)
    wide = body(store, "Koordinierungsstab", circle=Circle.COORDINATION.value)
    here, there = (item(store, meeting(store, key), "Top") for key in (local, wide))

    def agreed(of: int, wording: str, **more) -> int:
        form = ResolutionForm(of, wording, ResolutionKind.AGREEMENT, circle=Circle.PUBLIC, **more)
        return do(store, add_resolution, catalogue, form)

    own, named = agreed(here, "Wir treffen uns."), agreed(there, "In Aue wird gebaut.")
    other = agreed(there, "In Auetal und im Landkreis Aue geschieht nichts.")
    town = do(store, add_organisation, catalogue, OrganisationForm("Rathaus", Kind.AUTHORITY, "", AUE))
    by_town = do(store, add_task, TaskForm("Brief schreiben", organisation=town, circle=Circle.PUBLIC))
    from_it = do(store, add_task, TaskForm("Bau beginnen", resolution=named, circle=Circle.PUBLIC))
    do(store, add_task, TaskForm("Anderes", circle=Circle.PUBLIC))

    def read(session, actor):
        found = Concerns(session, actor, catalogue, TODAY).of({AUE}, ["Aue"])
        return {one.id for one in found.resolutions}, {one.id for one in found.tasks}

    assert look(store, read, ERIKA) == ({own, named}, {by_town, from_it})
    agreed_there, tasks = look(store, read, PRESS)
    assert other not in agreed_there
    assert by_town not in tasks  # the public has no directory of organisations


def test_long_agreements_and_tasks_stay_on_one_page_and_what_is_cut_or_left_out_is_said(tmp_path) -> None:
    long = "Die Stadt Aue prüft gemeinsam mit dem Landkreis, welche Gebäude sich eignen, und berichtet darüber. " * 3
    agreed = [
        SimpleNamespace(
            form=SimpleNamespace(kind=ResolutionKind.AGREEMENT, wording=f"{number}. {long}", state=None),
            number=f"2026-{number:02}", day=DAY,
        )
        for number in range(1, 11)
    ]  # fmt: skip
    task = SimpleNamespace(
        form=SimpleNamespace(text=long, due_on=DAY), responsible="Fachdienst " * 10, state=TaskState.OPEN
    )
    place = facts(concern=Concern(tuple(agreed), (task,) * 10))
    made = document(sheets(place), office="Landkreis Musterland, Koordinierungsstab")
    content = pdf(made)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 1
    cut = "Mit „…“ Endendes ist gekürzt; vollständig steht es in der Niederschrift oder in der Aufgabenliste."
    left_out = "Dazu kommen 7 weitere Verabredungen und Beschlüsse. Dazu kommen 6 weitere Aufgaben."
    assert f"{left_out} {cut}" in said(place)
    why = facts(concern=place.concern, row=row(AUE, 40, official=44, why=f"{long * 3} Aktenzeichen 4711"))
    flowing = pdf(document(sheets(why), office="Landkreis Musterland, Koordinierungsstab"))
    assert "4711." in text_of(flowing, tmp_path)  # why official and computed differ is told to its end
    short = SimpleNamespace(form=SimpleNamespace(kind=ResolutionKind.AGREEMENT, wording="Kurz …", state=None),
                            number="2026-01", day=DAY)  # fmt: skip
    assert "gekürzt" not in said(facts(concern=Concern((short,), ())))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(tmp_path_factory.mktemp("gemeindeblatt"), tmp_path_factory)
    yield store
    store.close()


@pytest.mark.parametrize("circle", list(Circle))
def test_in_the_fictional_county_every_sheet_is_one_page_in_every_circle(
    county: Store, catalogue: Catalogue, circle: Circle, tmp_path
) -> None:
    with county.reading() as session:
        made = place_sheets(session, circle, catalogue, Q3, TODAY)
        one = place_sheets(session, circle, catalogue, Q3, TODAY, ["99001001"])
        with pytest.raises(NotFound, match="kein eigenes Gemeindeblatt"):
            place_sheets(session, circle, catalogue, Q3, TODAY, ["99001"])
    titles = [block.text for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert len(titles) >= 7
    content = pdf(made)
    assert validate_bytes(content) == ()
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == len(titles) + 1
    single = pdf(one)
    with pikepdf.open(io.BytesIO(single)) as opened:
        assert len(opened.pages) == 1
    text = text_of(content, tmp_path)
    assert ("eingelesen am" in text) == (circle is Circle.INTERNAL)
    assert ("Leichtbauhalle Festplatz" in text) == (circle is Circle.INTERNAL)  # a lease that ends, with its name
    assert "Beispieldaten" in text
