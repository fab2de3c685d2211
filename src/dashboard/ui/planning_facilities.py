"""Facilities that are to come: which, where, when and how likely; entered and changed by editors of the office."""

from functools import partial

import streamlit as st

from dashboard.formats import NOTHING, day, number
from dashboard.periods import Period
from dashboard.planning import commands, rows
from dashboard.planning.entries import FacilityEntry
from dashboard.planning.forms import FacilityForm
from dashboard.planning.kinds import Stage
from dashboard.planning.models import PlannedFacility
from dashboard.store import Circle, UnitOfWork
from dashboard.store.history import Traced
from dashboard.ui import (
    actions,
    alliances_marks,
    alliances_sheet,
    filters,
    history_of,
    planning_reads,
    reads,
)
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

BOX = "geplant:eintragen"
HEADS = ("Unterkunft", "Ort", "Art", "Plätze", "Öffnet am", "Wahrscheinlichkeit", "Stand", "Hinweis")


def panel(here: Here) -> None:
    """The list, and the forms below it."""
    known = planning_reads.planned(here)
    st.markdown("### Geplante Unterkünfte")
    if known:
        names, quarter = _names(here), filters.period(here)
        st.html(alliances_marks.table("Geplante Unterkünfte", HEADS, [_row(one, names, quarter) for one in known],
                                      ("Plätze", "Wahrscheinlichkeit")))  # fmt: skip
    elif here.internal:
        st.markdown("Es ist keine Unterkunft geplant.")
    else:
        st.markdown("Für diesen Kreis ist keine geplante Unterkunft eingetragen.")
    if here.internal and not here.actor.sees_protected:
        st.caption("Geschützte Einrichtungen stehen nicht in dieser Liste; sie zählen nur im Landkreis mit.")
    if not here.may_edit:
        return
    box = st.expander("Geplante Unterkunft eintragen und ändern", icon=":material/edit:", key=BOX, on_change="rerun")
    if box.open:
        with box:
            _form(here, known)
            _archive(here)


def _row(one: FacilityEntry, names: dict[str, str], quarter: Period | None) -> tuple[str, ...]:
    form = one.form
    opens = day(form.opens) if form.opens is not None else "kein Termin"
    return (
        form.name, names.get(form.area, form.area), form.kind, number(form.places), opens, f"{form.probability} %",
        form.stage.label, _hint(form, quarter) or NOTHING,
    )  # fmt: skip


def _hint(form: FacilityForm, quarter: Period | None) -> str:
    if form.stage is not Stage.PLANNED:
        return ""
    if form.opens is None:
        return "wird ohne Termin nicht mitgezählt"
    if quarter is not None and form.opens <= quarter.last:
        return "sollte schon eröffnet sein; wird nicht mitgezählt"
    return "geschützt: zählt nur im Landkreis" if form.protected else ""


def _form(here: Here, known: tuple[FacilityEntry, ...]) -> None:
    titles = {one.id: one.form.name for one in known}
    chosen = alliances_sheet.entry("Eintrag", "Neue geplante Unterkunft", titles, "geplant")
    entry = next((one for one in known if str(one.id) == chosen), None)
    kinds = {kind.name: kind.name for kind in reads.catalogue().vocabulary.kinds}
    name = f"soll:geplant:{chosen}"
    form = entry.form if entry is not None else FacilityForm("", "", next(iter(kinds)), 0)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form, area=form.area or None,
        places=float(form.places) if entry else None,
        probability=float(form.probability),
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        sheet.line("name")
        sheet.choice("area", _names(here), none="Ort wählen")
        sheet.choice("kind", kinds)
        sheet.number("places", min_value=0.0)
        sheet.choice("stage", {one.value: one.label for one in Stage})
    with right:
        sheet.day("opens")
        st.caption("Ohne Termin wird die Unterkunft genannt und nicht mitgezählt.")
        sheet.number("probability", min_value=0.0, max_value=100.0)
        if here.actor.sees_protected:
            sheet.tick("protected")
        sheet.circle()
    sheet.long("note", height=80)
    key = entry.id if entry is not None else None
    label = "Geplante Unterkunft eintragen" if key is None else "Geplante Unterkunft speichern"
    sheet.save(label, _save, name, key, form.protected)
    if key is not None:
        alliances_sheet.ending(name, PlannedFacility, key)
        traced = (Traced(f"planned_facility:{key}", FacilityForm),)
        history_of.panel(here, f"geplant-{key}", traced, rows.words)


def _save(name: str, key: int | None, protected: bool) -> None:
    value, seen, catalogue = alliances_sheet.typed(name), drafts.seen(name), reads.catalogue()
    wish = FacilityForm(
        value("area", ""), value("name", ""), value("kind", ""), round(value("places", 0)), value("opens"),
        round(value("probability", 100)), Stage(value("stage", Stage.PLANNED)), value("protected", protected),
        value("note", ""), Circle(value("circle", Circle.INTERNAL)),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if key is not None:
            return commands.change_planned(work, catalogue, key, wish, seen=seen)
        commands.add_planned(work, catalogue, wish)
        return f"„{wish.name.strip()}“ ist eingetragen."

    alliances_sheet.attempt(name, command)


def _archive(here: Here) -> None:
    gone = [one for one in planning_reads.planned(here, archived=True) if one.life.archived_at is not None]
    for one in gone:
        assert one.life.archived_at is not None, "only what is archived is listed"
        with st.container(horizontal=True, vertical_alignment="center"):
            said = f"„{one.form.name}“, archiviert am {day(one.life.archived_at)}: {one.life.archived_why}"
            st.markdown(escaped(said))
            st.button(
                "Wieder einführen", on_click=partial(_restore, one.id), key=f"geplant:wieder:{one.id}"
            )  # fmt: skip


def _restore(key: int) -> None:
    actions.act(lambda work: commands.restore_planned(work, key))


def _names(here: Here) -> dict[str, str]:
    places = reads.places(here)
    own = reads.district(here).area
    return {
        area: name for area, name in zip(places["area"], places["name"], strict=True) if area != own
    }  # fmt: skip
