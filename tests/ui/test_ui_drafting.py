"""A long text is there again in another session, can be taken over by a deputy, and is gone when it was saved."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as any_
from test_ui_alliances import Desk, form, peine, settled, store  # noqa: F401

from dashboard.store import Role, Store, drafts
from dashboard.store.models import Draft
from dashboard.ui import draft_box, drafting, drafting_ways

TEXT = "Ein langer Text mit <script>alert(1)</script>"


def kept(store: Store) -> dict[tuple[str, str, str], str]:  # noqa: F811
    """All drafts there are, without the other fields kept beside them."""
    with store.reading() as session:
        found = session.query(Draft).all()
        return {(one.kind, one.object_id, one.field): one.text for one in found if one.field != drafting.REST}


def at_home(desk: Desk) -> Desk:
    """The same person in a new session, as after closing the browser."""
    other = Desk.__new__(Desk)
    other.store = desk.store
    other.page = type(desk.page).from_file(desk.page._script_path, default_timeout=60)
    other.page.user = desk.page.user
    other.page.run()
    other.page.switch_page("alliances.py").run()
    return other.looked()


def followed(desk: Desk) -> Desk:
    """On the page of alliances: the simulated browser does not follow a page that switches by itself."""
    desk.page.switch_page("alliances.py").run()
    return desk.looked()


def test_a_long_text_and_its_form_stand_there_again_in_a_new_session_until_saved(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    desk = form(Desk(store).open(ids["inner"]), "Maßnahme")
    desk.enter(Finanzierung="KIP", Beginn=date(2026, 2, 1), Maßnahme=TEXT)
    assert kept(store) == {("buendnis:massnahme", f"{ids['inner']}:+", "text"): TEXT}
    assert "Entwurf gesichert um" in desk.text

    desk = form(at_home(desk).open(ids["inner"]), "Maßnahme")
    assert (desk.field("Maßnahme").value, desk.field("Finanzierung").value) == (TEXT, "KIP")
    assert desk.field("Beginn").value == date(2026, 2, 1)
    assert "Hier steht Ihr Entwurf vom" in desk.text
    desk.press("Maßnahme anlegen")
    assert kept(store) == {}
    assert desk.field("Maßnahme").value == ""
    assert "Hier steht Ihr Entwurf" not in form(at_home(desk).open(ids["inner"]), "Maßnahme").text


def test_a_draft_is_thrown_away_when_one_says_so_or_takes_the_typing_back(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    desk = form(Desk(store).open(ids["inner"]), "Maßnahme").enter(Maßnahme=TEXT)
    desk.enter(Maßnahme="")
    assert kept(store) == {}
    desk.enter(Maßnahme=TEXT)
    desk = form(at_home(desk).open(ids["inner"]), "Maßnahme").press("Verwerfen")
    assert (kept(store), desk.field("Maßnahme").value) == ({}, "")


def test_a_text_of_more_than_a_hundred_thousand_characters_is_answered_and_not_cut(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    desk = form(Desk(store).open(ids["inner"]), "Maßnahme").enter(Maßnahme=TEXT)
    desk.enter(Maßnahme="ä" * 100_001)
    assert "Der Text hat 100.001 Zeichen, gespeichert werden höchstens 100.000." in desk.text
    desk.press("Maßnahme anlegen")
    assert "„Maßnahme“ hat 100.001 Zeichen, möglich sind 100.000." in desk.text
    assert len(desk.field("Maßnahme").value) == 100_001
    assert list(kept(store).values()) == [TEXT]


def test_a_deputy_finds_a_colleagues_draft_reads_it_and_takes_it_over(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    form(Desk(store).open(ids["inner"]), "Maßnahme").enter(Maßnahme=TEXT, Finanzierung="KIP")
    deputy = Desk(store, Role.ADMIN)
    deputy.page.switch_page("drafts.py").run()
    assert "Sie haben nichts getippt" in deputy.looked().text
    assert "Maßnahme (neu)" in deputy.text
    assert f"„{TEXT}“" in deputy.text
    followed(deputy.press("Stelle öffnen"))
    assert "Erika Muster hat hier einen Entwurf vom" in deputy.text
    assert f"({len(TEXT)} Zeichen)" in deputy.text
    deputy.press("Übernehmen")
    assert deputy.field("Maßnahme").value == TEXT
    deputy.press("Maßnahme anlegen")
    assert kept(store) == {}


def test_a_deputy_with_a_draft_of_their_own_loses_neither(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    form(Desk(store).open(ids["inner"]), "Maßnahme").enter(Maßnahme=TEXT)
    deputy = form(Desk(store, Role.ADMIN).open(ids["inner"]), "Maßnahme").enter(Maßnahme="Meiner")
    deputy.press("Übernehmen")
    assert "Beide bleiben, wie sie sind." in deputy.text
    assert deputy.field("Maßnahme").value == "Meiner"
    with store.reading() as session:
        assert sorted(one.text for one in session.query(Draft) if one.field != drafting.REST) == [TEXT, "Meiner"]


def test_the_list_leads_back_to_the_form_and_a_viewer_has_none(store: Store) -> None:  # noqa: F811
    ids = settled(store)
    desk = form(Desk(store).open(ids["inner"]), "Ziel")
    desk.page.selectbox(key=f"buendnis:eintrag:ziel:{ids['inner']}").set_value(str(ids["goal"])).run()
    desk.enter(Ziel=TEXT)
    desk = at_home(desk)
    desk.page.switch_page("drafts.py").run()
    followed(desk.press("Weiterschreiben"))
    assert desk.field("Ziel").value == TEXT
    desk.press("Ziel speichern")
    assert kept(store) == {}
    viewer = Desk(store, Role.VIEWER)
    viewer.page.switch_page("drafts.py").run()
    assert "Dafür braucht das Konto" in viewer.looked().text


@pytest.mark.parametrize(
    ("name", "kind", "object_id"),
    [
        ("buendnis:ziel:3:+", "buendnis:ziel", "3:+"),
        ("buendnis:empfehlung:4", "buendnis:empfehlung", "4"),
        ("huerde:7", "huerde", "7"),
    ],
)
def test_a_forms_name_is_the_place_of_its_drafts(name: str, kind: str, object_id: str) -> None:
    assert drafting.thing(name) == (kind, object_id)
    assert drafts.Key(kind, object_id, "text").object_id == object_id


@pytest.mark.parametrize(
    ("kind", "object_id", "title", "page", "chosen"),
    [
        ("buendnis:buendnis", "+", "Bündnis (neu)", "alliances.py", {"buendnis:was": "Bündnis"}),
        ("buendnis:ziel", "3:17", "Ziel", "alliances.py", {"buendnis": 3, "buendnis:eintrag:ziel:3": "17"}),
        ("buendnis:empfehlung", "4", "Empfehlung", "alliances.py", {"buendnis:eintrag:empfehlung": "4"}),
        ("netzwerk:huerde", "2", "Hürde", "network.py", {"netzwerk:was": "Hürde", "buendnis:eintrag:huerde": "2"}),
        ("konzept:baustein", "1:9", "Baustein", "concept.py", {"buendnis:eintrag:baustein:1:": "9"}),
        ("konzept:stand", "9:99001002", "Stand", "concept.py", {"konzept:was": "Stand"}),
        ("konzept:einfuegen", "1", "Bausteine einfügen", "concept.py", {"konzept:was": "Bausteine einfügen"}),
    ],
)
def test_every_form_has_its_way(kind: str, object_id: str, title: str, page: str, chosen: dict) -> None:
    way = drafting_ways.way(kind, object_id)
    assert (way.title, way.page) == (title, page)
    assert chosen.items() <= way.state.items()


def test_a_draft_of_a_form_nobody_knows_has_no_way() -> None:
    assert drafting_ways.way("buendnis:unbekannt", "1") == drafting_ways.Way("Entwurf")
    assert drafting_ways.way("unbekannt", "1").page == ""


SIMPLE = any_.none() | any_.booleans() | any_.integers() | any_.text() | any_.dates() | any_.floats(allow_nan=False)


@given(any_.dictionaries(any_.text(), SIMPLE | any_.lists(SIMPLE)))
def test_the_other_fields_of_a_form_are_found_as_they_were(values: dict) -> None:
    assert drafting.unpacked(drafting.packed(values)) == values


def test_what_cannot_be_kept_is_left_out() -> None:
    assert json.loads(drafting.packed({"a": object(), "b": 1})) == {"b": 1}


@pytest.mark.parametrize("held", [None, 3, {}, {"typed": 3}, {"typed": {"text": 3, "n": 1}}, {"typed": {"text": "x"}}])
def test_what_a_browser_says_may_be_anything(held: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_box.st, "session_state", {"a": held})
    assert draft_box.typed("a") is None


def test_the_browsers_half_is_found_by_streamlit_and_belongs_to_the_package() -> None:
    from streamlit.components.v2.manifest_scanner import scan_component_manifests

    found = {manifest.name: (manifest, root) for manifest, root in scan_component_manifests()}
    manifest, root = found["dashboard"]
    (component,) = manifest.components
    assets = component.resolve_asset_root(root)
    assert component.name == "draft"
    assert assets is not None
    assert {path.name for path in assets.iterdir()} == {"draft.js", "draft.css"}
    assert root.name == "dashboard"
