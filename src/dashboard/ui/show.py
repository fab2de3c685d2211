"""Show an exhibit: title, sentence, figure, its table one click away, caveats, source and date."""

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.exhibits import downloads
from dashboard.exhibits.plotly_renderer import CONFIG
from dashboard.formats import join
from dashboard.ui import filters
from dashboard.ui.shown import Shown

MAP_HEIGHT = 600
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIKE_A_LIST = re.compile(r"^(\s*\d*)([.)+-])(?=\s|$)")
"""„3. Quartal“ at the start of a text is no first item of a list."""
DIRECTIVE = re.compile(r":(?=\S)")
"""Only such a colon begins an icon or a colour; another one stays, for labels are read aloud with their backslashes."""


def show(shown: Shown) -> None:
    """The whole exhibit; a table is open where it is the figure."""
    exhibit = shown.exhibit
    st.markdown(f"## {escaped(exhibit.title)}\n\n{escaped(exhibit.sentence)}")
    if shown.figure is not None:
        st.plotly_chart(shown.figure, theme=None, config=CONFIG, key=f"figur-{exhibit.key}", alt=exhibit.alt)
    elif shown.deck is not None:
        _map(shown)
    elif shown.tiles:
        st.html(shown.tiles)
    else:
        _table(shown)
    if exhibit.chart is not None:
        _table_on_demand(shown)
    st.html(shown.footer)


def listed(shown: Shown, between: Callable[[], None]) -> None:
    """An exhibit whose rows are shown ``between`` its sentence and its table, which is one click away."""
    st.markdown(f"## {escaped(shown.exhibit.title)}\n\n{escaped(shown.exhibit.sentence)}")
    between()
    if len(shown.exhibit.data):
        _table_on_demand(shown)
    st.html(shown.footer)


def escaped(text: str) -> str:
    """German text as it is, whatever characters a file has brought into it: no Markdown, no icons, no formulas."""
    for character in "\\`*_[]<>$#~|":
        text = text.replace(character, f"\\{character}")
    text = DIRECTIVE.sub(r"\\:", text)
    return LIKE_A_LIST.sub(r"\1\\\2", text)


def show_map(shown: Shown) -> None:
    """A map beside something else: sentence, map, legend and table, without a click that chooses a place."""
    st.markdown(escaped(shown.exhibit.sentence))
    st.pydeck_chart(shown.deck, height=MAP_HEIGHT, key=f"karte-{shown.exhibit.key}", alt=shown.exhibit.alt)
    _below_map(shown)
    _table(shown)
    st.html(shown.footer)


def _map(shown: Shown) -> None:
    st.pydeck_chart(
        shown.deck,
        height=MAP_HEIGHT,
        key="karte",
        on_select=_choose_clicked,
        selection_mode="single-object",
        alt=shown.exhibit.alt,
    )
    _below_map(shown)


def _below_map(shown: Shown) -> None:
    st.image(shown.legend, alt=shown.legend_text)
    if shown.unnamed:
        st.caption(escaped(f"Ohne Platz für den Namen auf der Karte: {join(shown.unnamed)}."))


def _choose_clicked() -> None:
    selected = st.session_state["karte"].selection.get("objects", {})
    for found in (thing for things in selected.values() for thing in things):
        area = found.get("properties", found).get("area")
        if area:
            filters.choose_place(str(area))


def _table_on_demand(shown: Shown) -> None:
    title = "Tabelle dazu" if shown.exhibit.chart is None else "Tabelle zu dieser Abbildung"
    panel = st.expander(title, icon=":material/table:", key=f"tabelle-{shown.exhibit.key}", on_change="rerun")
    if panel.open:
        with panel:
            _table(shown)


def _table(shown: Shown) -> None:
    """The table, and its downloads, which are made only when somebody asks for them."""
    st.html(shown.table)
    key = shown.exhibit.key
    with st.container(horizontal=True):
        for label, ending, mime, write in (
            ("Tabelle als Excel", "xlsx", WORKBOOK, partial(downloads.xlsx, shown.exhibit, shown.facts)),
            ("Tabelle als CSV", "csv", "text/csv", partial(downloads.csv_german, shown.exhibit)),
            ("CSV (international)", "en.csv", "text/csv", partial(downloads.csv_international, shown.exhibit)),
        ):
            st.download_button(
                label, write, file_name=f"{key}.{ending}", mime=mime, icon=":material/download:", on_click="ignore",
                key=f"{ending}-{key}",
            )  # fmt: skip
