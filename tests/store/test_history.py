"""An entry's history: who changed what when, old and new in the words of its form, for the office only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

import pytest

from dashboard.alliances.kinds import Path
from dashboard.errors import NotAllowed
from dashboard.periods import Period
from dashboard.store import Actor, Circle, Role, Store
from dashboard.store.history import Difference, Traced, history, typed
from dashboard.store.kept import Form

ERIKA = Actor("Erika", Role.EDITOR, Circle.INTERNAL)
OTTO = Actor("Otto", Role.VIEWER, Circle.INTERNAL)


@dataclass(frozen=True)
class ThingForm(Form):
    LABELS: ClassVar[Mapping[str, str]] = {
        "text": "Wortlaut", "path": "Weg", "due": "Zielzeitraum", "on": "Tag", "points": "Punkte", "many": "Anzahl",
        "sure": "Gewiss",
    }  # fmt: skip

    text: str
    path: Path = Path.LINEAR
    due: Period | None = None
    on: date | None = None
    points: tuple[tuple[Period, float], ...] = ()
    many: int | None = None
    sure: bool = False


ONE = ThingForm("<b>Eins</b>", due=Period.of("2026-Q4"))
TWO = replace(
    ONE, text="Zwei", path=Path.STEPS, due=Period.of("2027-Q4"), on=date(2026, 1, 2), many=1200, sure=True,
    points=((Period.of("2026-Q4"), 4.5),),
)  # fmt: skip


def record(store: Store, action: str, before: object = None, after: object = None, thing: str = "ding:1") -> None:
    with store.unit_of_work(ERIKA) as work:
        work.require(Role.EDITOR)
        work.record("alliances", f"ding.{action}", thing, before, after)


def told(store: Store, *traced: Traced, actor: Actor = OTTO, **more: int) -> list[tuple[str, list[tuple[str, ...]]]]:
    with store.reading() as session:
        found = history(session, actor, traced, **more)
    return [(one.what, [(d.label, d.old, d.new) for d in one.differences]) for one in found]


def test_every_change_is_told_field_by_field_in_german_the_newest_first(store: Store) -> None:
    record(store, "added", None, ONE.facts)
    record(store, "changed", ONE.facts, TWO.facts)
    record(store, "archived", None, {"why": "Ersetzt"})
    record(store, "restored")
    record(store, "changed", ONE.facts, TWO.facts, thing="ding:2")
    assert told(store, Traced("ding:1", ThingForm)) == [
        ("Wieder eingeführt", []),
        ("Archiviert", [("Grund", "", "Ersetzt")]),
        (
            "Geändert",
            [
                ("Wortlaut", "<b>Eins</b>", "Zwei"), ("Weg", "gleichmäßig", "in Stufen"),
                ("Zielzeitraum", "4. Quartal 2026", "4. Quartal 2027"), ("Tag", "–", "02.01.2026"),
                ("Punkte", "–", "4. Quartal 2026 und 4,50"), ("Anzahl", "–", "1.200"), ("Gewiss", "nein", "ja"),
            ],
        ),
        (
            "Eingetragen",
            [
                ("Wortlaut", "", "<b>Eins</b>"), ("Weg", "", "gleichmäßig"), ("Zielzeitraum", "", "4. Quartal 2026"),
                ("Gewiss", "", "nein"),
            ],
        ),
    ]  # fmt: skip


def test_several_things_share_a_history_and_are_told_apart_by_their_names(store: Store) -> None:
    record(store, "added", None, ONE.facts)
    record(store, "ticked", {"done_on": None}, {"done_on": date(2026, 5, 1)}, thing="ding:2")
    traced = (Traced("ding:1", ThingForm, "Das eine"), Traced("ding:2", ThingForm, "Das andere", frozenset({"text"})))
    assert told(store, *traced, limit=1) == [
        ("Das andere abgehakt oder wieder geöffnet", [("Erledigt am", "–", "01.05.2026")])
    ]
    assert told(store, replace(traced[0], hidden=frozenset(ONE.facts))) == [("Das eine eingetragen", [])]


def test_a_word_gives_names_instead_of_numbers_and_is_not_asked_where_nothing_was_written(store: Store) -> None:
    record(store, "added", None, {"many": 7})
    with store.reading() as session:
        found = history(session, OTTO, [Traced("ding:1", ThingForm)], lambda name, value: f"{name} ist {value + 0}")
    assert found[0].differences == (Difference("Anzahl", "", "many ist 7"),)


@pytest.mark.parametrize("circle", [Circle.COORDINATION, Circle.PUBLIC])
def test_outside_the_office_there_is_no_history(store: Store, circle: Circle) -> None:
    record(store, "added", None, ONE.facts)
    with pytest.raises(NotAllowed):
        told(store, Traced("ding:1", ThingForm), actor=Actor("Presse", Role.ADMIN, circle))


def test_what_todays_form_does_not_know_any_more_is_told_as_it_was_written() -> None:
    assert typed(Path, "spiralförmig") == "spiralförmig"
    assert typed(Period | None, "irgendwann") == "irgendwann"
    assert typed(tuple[tuple[Period, float], ...], [["2026-Q4"]]) == (["2026-Q4"],)
    assert typed(None, "2026-02-31") == "2026-02-31"
    assert typed(int | None, None) is None
