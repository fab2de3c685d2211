"""Konzept: a concept is entered, states are told one by one or in a table, and the page says what is done and old."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import Rights
from dashboard.access import commands as accounts
from dashboard.access.sessions import Limits, open_session
from dashboard.alliances import concept_commands, concept_states
from dashboard.alliances.concept_forms import ConceptForm, StateForm
from dashboard.alliances.concept_states import StateInvalid
from dashboard.alliances.kinds import Stage
from dashboard.exhibits.colours import contrast
from dashboard.exhibits.concept_marks import SHORT, SIGNS, mark
from dashboard.settings import PROGRAM_ROOT, get_settings
from dashboard.store import Actor, Circle, Role, Store
from dashboard.ui.concept_table import AS_OF, CONTACT, EVIDENCE, STATE, STILL, Row, frame, wishes
from small_county import settle

SECONDS = 60
AUE, BACH = "99001001", "99001002"
JUNE = date(2026, 6, 30)
HOSTILE = "<script>alert('x')</script> **fett**"


@pytest.fixture
def store(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    shutil.copyfile(migrated_sqlite, tmp_path / "lagebild.sqlite3")
    for name in ("DASHBOARD_DATABASE_URL", "DASHBOARD_CATALOGUE_DIR"):
        monkeypatch.setenv(name, "")  # so that it is taken away afterwards, whoever sets it meanwhile
        monkeypatch.delenv(name)
    monkeypatch.setenv("DASHBOARD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    store = Store.open(get_settings().store_url)
    settle(store)
    yield store
    store.close()
    get_settings.cache_clear()


class Desk:
    """The page in front of somebody."""

    def __init__(self, store: Store, role: Role = Role.EDITOR, circle: Circle = Circle.INTERNAL) -> None:
        with store.unit_of_work(Actor.local()) as work:
            link = accounts.create(work, f"{role.value}-{circle.value}", "Erika Muster", Rights(role, circle))
        with store.quiet() as session:
            opened = open_session(session, link.account, Limits(60, 12))
        self.page = AppTest.from_file(str(PROGRAM_ROOT / "pages" / "frame.py"), default_timeout=SECONDS)
        self.page.user = {"name": opened.session_id}
        self.page.run()
        self.page.switch_page("concept.py").run()
        self.looked()

    def looked(self) -> "Desk":
        assert [error.message for error in self.page.exception] == []
        return self

    def choose(self, label: str, value: Any) -> "Desk":
        next(one for one in self.page.selectbox if one.label == label).set_value(value).run()
        return self.looked()

    def press(self, label: str) -> "Desk":
        next(one for one in self.page.button if one.label == label).click().run()
        return self.looked()

    @property
    def text(self) -> str:
        page = self.page
        parts = [*page.markdown, *page.caption, *page.info, *page.error, *page.success, *page.warning]
        html = [one.proto.body for one in page.get("html")]
        return "\n".join([str(one.value) for one in parts] + html).replace("\\", "")


def told(store: Store, circle: Circle = Circle.PUBLIC) -> tuple[int, ...]:
    """A concept of two blocks; the first is done in Aue with evidence and old in Bach."""
    with store.unit_of_work(Actor("Otto", Role.EDITOR, Circle.INTERNAL)) as work:
        concept = concept_commands.add_concept(work, ConceptForm("Ankommen", "Vorlage 7", circle=circle))
        blocks = concept_commands.add_blocks(work, concept, f"Ehrenamt / Netzwerk / {HOSTILE}\n / Topf / „Auslagen“")
        concept_states.set_states(
            work,
            [
                StateForm(blocks[0], AUE, Stage.DONE, JUNE, f"Jeden Dienstag {HOSTILE}"),
                StateForm(blocks[0], BACH, Stage.IN_REVIEW, date(2025, 12, 1)),
            ],
            seen=0,
        )
    return tuple(blocks)


def test_whoever_enters_a_concept_is_led_to_pasting_its_blocks(store: Store) -> None:
    desk = Desk(store)
    assert "Es ist noch kein Konzept eingetragen. Tragen Sie es unten ein" in desk.text
    next(one for one in desk.page.text_input if one.label == "Titel").set_value("Ankommen")
    desk.press("Konzept anlegen")
    assert "„Ankommen“ ist eingetragen. Fügen Sie jetzt seine Bausteine ein." in desk.text
    assert "Dieses Konzept hat noch keine Bausteine." in desk.text
    assert [one.label for one in desk.page.button if "Baustein" in one.label] == ["Bausteine eintragen"]


def test_the_matrix_says_in_words_what_is_done_old_and_missing_and_leads_on(store: Store) -> None:
    told(store)
    text = Desk(store).text
    assert "2 Bausteine in 2 Orten: 1 von 4 umgesetzt, 0 in Umsetzung, 1 Angabe älter als zwei Quartale" in text
    assert "2 ohne Angabe. Noch nirgends umgesetzt oder in Umsetzung: „Topf“." in text
    assert '<td class="s4">umgesetzt</td><td class="s1 o">wird geprüft<i>älter als zwei Quartale</i></td>' in text
    assert text.count("<td>keine Angabe</td>") == 2
    assert '<a href="?baustein=Netzwerk" target="_self">Netzwerk</a>' in text
    assert '<a href="?ort=Aue" target="_self">Aue</a>' in text


def test_a_block_a_place_and_both_are_told_with_all_that_this_circle_may_know(store: Store) -> None:
    blocks = told(store)
    desk = Desk(store).choose("Baustein öffnen", blocks[0])
    assert "„Netzwerk“: in 1 von 2 Orten umgesetzt, in 0 in Umsetzung" in desk.text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; **fett**</blockquote>" in desk.text
    assert "<script>" not in "".join(one.proto.body for one in desk.page.get("html"))
    assert "01.12.2025, älter als zwei Quartale" in desk.text
    desk.choose("Ort öffnen", AUE)
    assert "● umgesetzt, Stand vom 30.06.2026." in desk.text
    assert "Verlauf" in desk.text
    assert "Otto" in desk.text
    desk.choose("Baustein öffnen", None)
    assert "Aue: 1 von 2 Bausteinen umgesetzt, 0 in Umsetzung, 1 ohne Angabe." in desk.text

    public = Desk(store, Role.VIEWER, Circle.PUBLIC)
    assert "1 von 4 umgesetzt" in public.text
    public.choose("Baustein öffnen", blocks[0]).choose("Ort öffnen", AUE)
    assert "● umgesetzt, Stand vom 30.06.2026." in public.text
    for secret in ("Dienstag", "Otto", "Verlauf", "Nachweis", "Kontakt", "Eintragen"):
        assert secret not in public.text


def test_a_concept_of_the_office_is_nothing_to_others(store: Store) -> None:
    told(store, Circle.INTERNAL)
    assert "Für diesen Kreis ist noch kein Konzept eingetragen." in Desk(store, Role.VIEWER, Circle.COORDINATION).text


def test_a_state_that_somebody_else_changed_meanwhile_is_shown_in_both_versions(store: Store) -> None:
    blocks = told(store)
    desk = Desk(store).choose("Baustein öffnen", blocks[0]).choose("Ort öffnen", BACH)
    desk.page.session_state["konzept:eintragen"] = True
    desk.page.run()
    form = f"konzept:stand:{blocks[0]}:{BACH}:1:state"
    desk.page.selectbox(key=form).set_value(Stage.DONE.value)
    with store.unit_of_work(Actor("Otto", Role.EDITOR, Circle.INTERNAL)) as work:
        concept_states.set_states(work, [StateForm(blocks[0], BACH, Stage.NOT_PLANNED, JUNE)], seen=99)
    desk.press("Stand speichern")
    assert "Dort steht jetzt: Stand: nicht vorgesehen" in desk.text
    assert "Sie wollten: Stand: umgesetzt" in desk.text
    desk.press("Trotzdem meine Fassung behalten").press("Stand speichern")
    assert "Der Stand ist gespeichert." in desk.text
    assert "✕ nicht vorgesehen" in desk.text


def row(**more: Any) -> Row:
    return {
        "block": 1, "area": AUE, "head": "Aue", "id": 5, "state": "decided", "as_of": "30.06.2026",
        "evidence": "Beschluss", "function": "3", "practice": None, **more,
    }  # fmt: skip


def test_the_table_says_only_what_was_typed_or_confirmed() -> None:
    today = date(2026, 11, 26)
    empty = row(area=BACH, head="Bach", id=0, state=None, evidence="", function=None)
    rows = [row(), empty]
    same = StateForm(1, AUE, Stage.DECIDED, today, "Beschluss", 3)
    assert wishes(rows, {}, today) == []
    assert wishes(rows, {0: {STATE: "decided", EVIDENCE: "Beschluss"}, 1: {STILL: False}}, today) == []
    assert wishes(rows, {0: {STILL: True}}, today) == [same]
    assert wishes(rows, {0: {CONTACT: None, STATE: "done"}, 1: {STATE: "not_begun"}}, today) == [
        StateForm(1, AUE, Stage.DONE, today, "Beschluss"),
        StateForm(1, BACH, Stage.NOT_BEGUN, today),
    ]
    for edits, place in (({0: {STATE: None}}, "Aue"), ({1: {EVIDENCE: "Text"}}, "Bach"), ({1: {STILL: True}}, "Bach")):
        with pytest.raises(StateInvalid, match=f"„{place}“: Bitte einen Stand wählen"):
            wishes(rows, edits, today)


def test_the_table_begins_anew_with_what_had_been_typed() -> None:
    shown = frame([row()], "Ort", {0: {STATE: "done", EVIDENCE: "neu"}})
    assert shown.to_dict("records") == [
        {"Ort": "Aue", STATE: "done", STILL: False, EVIDENCE: "neu", CONTACT: "3", "Praxisbeispiel": None,
         AS_OF: "30.06.2026"}
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_has_a_sign_a_word_and_readable_colours_of_its_own(theme: Any) -> None:
    marks = [mark(stage, theme) for stage in Stage]
    assert len({one.ground for one in marks}) == len(set(SIGNS.values())) == len(set(SHORT.values())) == 6
    assert [round(contrast(one.ground, one.ink), 2) >= 4.5 for one in marks] == [True] * 6
