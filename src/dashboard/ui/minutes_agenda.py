"""The agenda beside the text: which item is open, how far each is, and the way from one to the next."""

from collections.abc import Mapping

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.meetings.desk import Drafted, meeting_of
from dashboard.meetings.kinds import ItemState
from dashboard.meetings.queries import ItemDetails
from dashboard.store import Circle
from dashboard.ui.meetings_reads import CHOSEN, number_in
from dashboard.ui.minutes_reads import Desk
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

ITEM = "punkt"
"""Name of the open item in the address, beside that of the meeting; both are numbers."""
WANTED, WANTED_MEETING = "niederschrift:oeffnen", "niederschrift:oeffnen:sitzung"
"""In the session: the item or the meeting to be opened, said by another page."""
CHOICE = "niederschrift:punkt"
FOCUS = "niederschrift:fokus"
"""Which box the browser is to move to, and the how-manieth time: „text:3“."""
AT_FIRST = "text:0"
MOST_LISTED = 60
"""Items of a longer agenda are chosen from a list that opens."""
CIRCLES = {Circle.PUBLIC: "", Circle.COORDINATION: "nö", Circle.INTERNAL: "intern"}
KEYS = (
    "Tasten: Strg+Eingabe speichert und öffnet den nächsten Punkt, Strg+S speichert, Alt+↑ und Alt+↓ wechseln den "
    "Punkt, Alt+V hält die Verabredung fest, Alt+A die Aufgabe."
)
NO_ENGLISH_KEYS = '<style>[data-testid="stMain"] button kbd {display: none}</style>'
"""Streamlit writes „Ctrl“ faintly into its buttons; the keys are told in German beside the agenda."""
LEGEND = "✓ gespeichert · ✎ Ihr Entwurf · ✐ Entwurf einer anderen Person · nö: nicht öffentlich"


def named(name: str) -> int | None:
    """A number in the address; None where there is none."""
    return number_in(st.query_params.get(name, ""))


def arrive(here: Here) -> None:
    """Let the address name what another page has asked for."""
    item, meeting = (st.session_state.pop(key, None) for key in (WANTED, WANTED_MEETING))
    if item is not None and here.may_edit:
        with store().reading() as session:
            meeting = meeting_of(session, here.actor, int(item))
        st.query_params[ITEM] = str(item)
    if meeting is not None:
        st.query_params[CHOSEN] = str(meeting)


def panel(desk: Desk, drafted: Mapping[int, Drafted]) -> ItemDetails:
    """The agenda; gives the item that is open."""
    items = known(desk)
    held = named(ITEM)
    current = held if held in items else next(iter(items))
    numbers = {one.item.id: one.number for one in desk.sheet.agenda if one.item is not None}
    marked = {
        key: label(numbers[key], one, key in desk.written, drafted.get(key)) for key, one in items.items()
    }  # fmt: skip
    st.session_state[CHOICE] = current
    if len(items) <= MOST_LISTED:
        st.radio("Tagesordnung", list(items), format_func=marked.__getitem__, key=CHOICE, on_change=_chosen)
    else:
        st.selectbox("Tagesordnung", list(items), format_func=marked.__getitem__, key=CHOICE, on_change=_chosen)
    st.caption(f"{LEGEND}  \n{KEYS}")
    st.html(NO_ENGLISH_KEYS)
    return items[current]


def known(desk: Desk) -> dict[int, ItemDetails]:
    """The items in their order; the office reads all of them."""
    return {one.item.id: one.item for one in desk.sheet.agenda if one.item is not None}


def number_of(desk: Desk, item: int) -> str:
    """The number of an item on the agenda."""
    return next(one.number for one in desk.sheet.agenda if one.item is not None and one.item.id == item)


def label(number: str, one: ItemDetails, written: bool, drafted: Drafted | None) -> str:
    """„3 Bericht ✓ ✎ nö“."""
    signs = [
        "✓" if written else "",
        "✎" if drafted is not None and drafted.mine else "",
        "✐" if drafted is not None and drafted.others else "",
        CIRCLES[one.form.circle],
        one.state.label if one.state in (ItemState.POSTPONED, ItemState.REMOVED) else "",
    ]
    return escaped(" ".join(filter(None, [number, title(one.form.title), *signs])))


def beside(desk: Desk, item: int) -> tuple[int | None, int | None]:
    """The items before and after one."""
    keys = list(known(desk))
    at = keys.index(item)
    return (keys[at - 1] if at else None), (keys[at + 1] if at + 1 < len(keys) else None)


def go(item: int) -> None:
    """Open an item, with the cursor in its text; only to be called from a callback."""
    st.query_params[ITEM] = str(item)
    focus("text")


def focus(box: str) -> None:
    """Let the browser move to one of the boxes; only to be called from a callback."""
    count = int(str(st.session_state.get(FOCUS, AT_FIRST)).rpartition(":")[2]) + 1
    st.session_state[FOCUS] = f"{box}:{count}"


def focus_of(box: str) -> str:
    """What a box is told: whether the browser is to move to it."""
    wanted = str(st.session_state.get(FOCUS, AT_FIRST))
    return wanted if wanted.partition(":")[0] == box else ""


def _chosen() -> None:
    # Who walks the list with the arrow keys stays in it.
    st.query_params[ITEM] = str(st.session_state[CHOICE])
    focus("tagesordnung")
