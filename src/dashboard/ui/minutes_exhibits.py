"""Figures of the dashboard in the minutes: looked up in the view of the item's circle, and frozen as they are today."""

from dataclasses import dataclass

import streamlit as st

from dashboard.documents import screen
from dashboard.documents.figures import figure
from dashboard.exhibits import Exhibit, freezing
from dashboard.formats import day
from dashboard.meetings.desk import OpenItem
from dashboard.meetings.item_exhibits import add_exhibit, remove_exhibit
from dashboard.periods import Period
from dashboard.store import Circle, UnitOfWork, snapshots
from dashboard.ui import actions, monitored, reads
from dashboard.ui.kept import Kept
from dashboard.ui.monitored import Choice
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

COURSE, COMPARISON, MAP = "Verlauf", "Orte im Vergleich", "Karte"
KEY = "niederschrift:darstellung"


@dataclass(frozen=True)
class Thawed:
    """A frozen figure, ready for the screen."""

    title: str
    as_of: str
    circle: Circle
    html: str


THAWED: Kept[Thawed] = Kept(64)


def panel(here: Here, item: int, opened: OpenItem) -> None:
    """The figures of the item, and the way to one more."""
    st.subheader("Darstellungen", anchor=False)
    for key in opened.exhibits:
        _one(item, key)
    box = st.expander("Darstellung einfügen", icon=":material/add_chart:", key=f"{KEY}:neu", on_change="rerun")
    if box.open:
        with box:
            _choose(Here(here.visit, here.actor.narrowed(opened.circle)), item)


def _one(item: int, key: int) -> None:
    found = _thawed(key)
    st.html(found.html)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            escaped(f"Stand {found.as_of}, Ansicht {found.circle.label}. Eingefroren: Sie ändert sich nicht mehr.")
        )
        st.button(
            "Darstellung entfernen", icon=":material/delete:", on_click=_remove, args=(item, key), key=f"{KEY}:{key}"
        )


def _thawed(key: int) -> Thawed:
    def read() -> Thawed:
        with store().reading() as session:
            frozen = snapshots.read(session, key)
        exhibit = freezing.thawed(frozen.content, format_=frozen.format)
        html = f'<div style="max-width:52rem">{screen.blocks(figure(exhibit, level=2, with_table=False))}</div>'
        return Thawed(exhibit.title, exhibit.as_of or day(frozen.at), frozen.circle, html)

    return THAWED.get((reads.url(), key), read)


def _choose(narrow: Here, item: int) -> None:
    """Everything here is read in the circle that will read the item: what it must not see cannot be chosen."""
    quarters = reads.quarters(narrow)
    if not quarters:
        st.info(f"Für „{narrow.circle.label}“ liegen noch keine Zahlen vor.", icon=":material/info:")
        return
    fields = {code: field.title for code, field in reads.catalogue().fields.items()}
    with st.container(horizontal=True):
        field = st.selectbox("Feld", list(fields), format_func=fields.__getitem__, key=f"{KEY}:feld", filter_mode=None)
        names = {one.code: one.short for one in monitored.with_values(narrow, str(field))}
        code = _choice("Kennzahl", names, "kennzahl")
        kind = st.selectbox("Art", [COURSE, COMPARISON, MAP], key=f"{KEY}:art", filter_mode=None)
        period = _choice("Quartal", {one: Period.of(one).label for one in quarters}, "quartal")
        places = _places(narrow, code) if code and kind == COURSE else {}
        place = st.selectbox(
            "Ort dazu", list(places), index=None, format_func=places.__getitem__, key=f"{KEY}:ort",
            placeholder="nur der Landkreis",
        ) if places else None  # fmt: skip
    if not code or not period:
        st.info("Zu diesem Feld liegen hier noch keine Werte vor.", icon=":material/info:")
        return
    exhibit = _exhibit(narrow, str(kind), Period.of(period), Choice(code, areas=(str(place),) if place else ()))
    st.markdown(f"**{escaped(exhibit.title)}**  \n{escaped(exhibit.sentence)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Einfügen", icon=":material/push_pin:", on_click=_add, args=(item, exhibit, narrow.circle),
            key=f"{KEY}:einfuegen",
        )  # fmt: skip
        st.caption(
            escaped(
                f"Stand {exhibit.as_of}, Ansicht {narrow.circle.label}: so, wie der Kreis dieses Punktes sie sieht."
            )
        )


def _choice(label: str, names: dict[str, str], key: str) -> str:
    name = f"{KEY}:{key}"
    if st.session_state.get(name) not in (None, *names):
        del st.session_state[name]
    return str(st.selectbox(label, list(names), format_func=names.__getitem__, key=name) or "") if names else ""


def _places(narrow: Here, code: str) -> dict[str, str]:
    values, own = monitored.frame(narrow, code), reads.district(narrow).area
    found = values[values["area"].ne(own) & values["breakdown"].eq("")].drop_duplicates("area")
    names = dict(zip(found["area"], found["name"], strict=True))
    if st.session_state.get(f"{KEY}:ort") not in (None, *names):
        del st.session_state[f"{KEY}:ort"]
    return names


def _exhibit(narrow: Here, kind: str, period: Period, choice: Choice) -> Exhibit:
    build = {COURSE: monitored.course, COMPARISON: monitored.comparison, MAP: monitored.place_map}[kind]
    return build(narrow, period, choice).exhibit


def _add(item: int, exhibit: Exhibit, circle: Circle) -> None:
    facts = freezing.frozen(exhibit)

    def command(work: UnitOfWork) -> str:
        add_exhibit(work, item, freezing.KIND, freezing.FORMAT, facts, circle)
        return f"„{exhibit.title}“ steht jetzt in der Niederschrift, Stand {exhibit.as_of}, Ansicht {circle.label}."

    actions.act(command)


def _remove(item: int, key: int) -> None:
    actions.act(lambda work: remove_exhibit(work, item, key))
