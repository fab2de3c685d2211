"""Gaps: in which places nobody works at a field, and where only somebody for the whole district does."""

import streamlit as st

from dashboard.formats import join, number
from dashboard.network.gaps import Cover, Gaps
from dashboard.ui import alliances_marks, network_reads
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

NOBODY = "✕ niemand"


def panel(here: Here) -> None:
    """A sentence per field with gaps, and the table of all."""
    found, names, fields = network_reads.uncovered(here), network_reads.area_names(here), network_reads.field_names()
    st.markdown("## Wo ein Partner fehlt")
    st.markdown("\n".join(f"- {escaped(line)}" for line in sentences(found, names, fields)))
    heads = ("Ort", *(fields[code] for code in found.fields))
    shown = [(names[area], *(_cell(found.covers[code, area]) for code in found.fields)) for area in found.places]
    st.html(alliances_marks.table("Organisationen je Ort und Handlungsfeld", heads, shown))
    st.caption(
        "Gezählt sind Organisationen, die eingetragen und nicht archiviert sind. Wer kein Handlungsfeld hat, arbeitet "
        "an allen; wer keinen Ort hat, im ganzen Landkreis. Wer fehlt, ist hier nicht bekannt – das heißt nicht, dass "
        "vor Ort nichts geschieht."
    )


def sentences(found: Gaps, names: dict[str, str], fields: dict[str, str]) -> list[str]:
    """Which fields have nobody where, and where nobody of the place itself."""
    lines = []
    for code in found.fields:
        empty, wide = ([names[area] for area in areas] for areas in (found.without(code), found.only_wide(code)))
        if empty:
            where = "In keinem Ort" if len(empty) == len(found.places) else f"In {join(empty)}"
            who = "arbeitet jemand" if len(empty) == len(found.places) else "arbeitet niemand"
            lines.append(f"{where} {who} am Feld „{fields[code]}“.")
        if wide:
            everywhere = len(wide) == len(found.places)
            where = "in allen Orten" if everywhere else f"in {join(wide)}"
            lines.append(f"Am Feld „{fields[code]}“ arbeiten {where} nur Organisationen des ganzen Landkreises.")
    return lines or ["In jedem Ort arbeitet an jedem Feld jemand vor Ort."]


def _cell(cover: Cover) -> str:
    if cover.nobody:
        return NOBODY
    if not cover.local:
        return f"nur kreisweit ({number(cover.wide)})"
    return f"{number(cover.local)} vor Ort"
