"""Show an exhibit: title, sentence, figure, its table one click away, caveats, source and date."""

import base64

import pandas as pd
import streamlit as st

from dashboard.exhibits.charts import KeyFigure, KeyFigures
from dashboard.exhibits.plotly_renderer import CONFIG
from dashboard.ui import filters
from dashboard.ui.shown import Shown

LONG = 60
"""Tables with more rows scroll in a grid; shorter ones are real tables, which screen readers read best."""
MAP_HEIGHT = 600


def show(shown: Shown) -> None:
    """The whole exhibit; a table is open where it is the figure."""
    exhibit = shown.exhibit
    st.subheader(exhibit.title)
    st.markdown(escaped(exhibit.sentence))
    if shown.figure is not None:
        st.plotly_chart(shown.figure, theme=None, config=CONFIG, key=f"figur-{exhibit.key}", alt=exhibit.alt)
    elif shown.deck is not None:
        _map(shown)
    elif isinstance(exhibit.chart, KeyFigures):
        _key_figures(exhibit.chart, shown.sparklines)
    else:
        _table(shown)
    if exhibit.chart is not None:
        _table_on_demand(shown)
    _footer(shown)


def escaped(text: str) -> str:
    """German text as it is, whatever characters a file has brought into it: no Markdown, no icons, no formulas."""
    for character in "\\`*_[]<>$#~:|":
        text = text.replace(character, f"\\{character}")
    return text


def _key_figures(chart: KeyFigures, sparklines: tuple[str, ...]) -> None:
    columns = st.columns(len(chart.figures), border=True)
    for column, item, line in zip(columns, chart.figures, sparklines, strict=True):
        with column:
            _key_figure(item, line)


def _key_figure(item: KeyFigure, line: str) -> None:
    st.metric(item.label, item.text, help=item.trap or None)
    st.markdown(escaped(item.change_text))
    st.image(image_address(line), alt=item.sparkline_alt)
    st.caption(f"Stand {item.as_of}")


def image_address(drawing: str) -> str:
    """An SVG as an address that the page's policy allows."""
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"


def _map(shown: Shown) -> None:
    st.pydeck_chart(
        shown.deck,
        height=MAP_HEIGHT,
        key="karte",
        on_select=_choose_clicked,
        selection_mode="single-object",
        alt=shown.exhibit.alt,
    )
    st.image(image_address(shown.legend), alt="Legende der Karte", width="stretch")


def _choose_clicked() -> None:
    selected = st.session_state["karte"].selection.get("objects", {})
    for found in (thing for things in selected.values() for thing in things):
        area = found.get("properties", found).get("area")
        if area:
            filters.choose_place(str(area))


def _table_on_demand(shown: Shown) -> None:
    key = f"tabelle-{shown.exhibit.key}"
    panel = st.expander("Tabelle zu dieser Abbildung", icon=":material/table:", key=key, on_change="rerun")
    if panel.open:
        with panel:
            _table(shown)


def _table(shown: Shown) -> None:
    rows = shown.table
    if len(rows) > LONG:
        st.dataframe(rows, hide_index=True, alt=shown.exhibit.alt)
    else:
        st.table(_plain(rows), hide_index=True, border="horizontal", alt=shown.exhibit.alt)
    st.download_button(
        "Tabelle als CSV",
        shown.csv,
        file_name=f"{shown.exhibit.key}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv-{shown.exhibit.key}",
    )


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    # Streamlit reads Markdown in tables; what a file brought must stay text.
    return rows.map(escaped)


def _footer(shown: Shown) -> None:
    exhibit = shown.exhibit
    st.caption(escaped(f"Quelle: {exhibit.source} · Stand: {exhibit.as_of}"))
    if exhibit.notes:
        with st.expander("Hinweise zu diesen Zahlen", icon=":material/info:"):
            for note in exhibit.notes:
                st.markdown(f"- {escaped(note)}")
