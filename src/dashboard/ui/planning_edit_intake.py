"""What every place took in within a week or a month, typed as one table; one count is put right or archived."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard.formats import NOTHING, day, number
from dashboard.periods import Frequency, Period
from dashboard.planning import intake_commands as commands
from dashboard.planning.checks import QuotaInvalid
from dashboard.planning.forms import IntakeForm
from dashboard.planning.models import Intake
from dashboard.planning.quota_views import Quota
from dashboard.store import UnitOfWork
from dashboard.ui import alliances_sheet, planning_reads, quarters, typed_table
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

FIRST, LENGTH = "soll:aufnahme:tag", "soll:aufnahme:laenge"
WEEK, MONTH = "eine Woche", "einen Monat"
PLACE, PERSONS = "Ort", "Personen"


def panel(here: Here, quota: Quota | None) -> None:
    """Many places at once, or one count that is there already."""
    if quota is None:
        st.caption("Wählen oder legen Sie zuerst einen Zeitraum an.")
        return
    names = {row.area: row.name for row in quota.places}
    known = {one.id: one for one in planning_reads.intake(here, quota.of)}
    titles = {
        key: f"{names.get(one.form.area, one.form.area)}, {_days(one.form.first, one.form.last)}: "
        f"{number(one.form.persons)}"
        for key, one in sorted(known.items(), key=lambda pair: pair[1].form.first, reverse=True)
    }
    chosen = alliances_sheet.entry("Eintrag", "Neue Woche oder neuer Monat", titles, f"aufnahme:{quota.of.id}")
    if chosen == NEW:
        _table(quota)
        return
    entry = known[int(chosen)]
    name = f"soll:aufnahme:{chosen}"
    sheet = alliances_sheet.opened(name, entry.life.version, entry.form, persons=float(entry.form.persons))
    st.markdown(escaped(f"**{names.get(entry.form.area, entry.form.area)}**").replace("\\*", "*"))
    with st.container(horizontal=True):
        sheet.day("first")
        sheet.day("last")
        sheet.number("persons")
        sheet.line("note")
    sheet.save("Aufnahme speichern", _save, name, entry.id, entry.form.area)
    alliances_sheet.ending(name, Intake, entry.id)


def _save(name: str, key: int, area: str) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)

    def command(work: UnitOfWork) -> str:
        if value("first") is None or value("last") is None or value("persons") is None:
            raise QuotaInvalid("Bitte „Von“, „Bis“ und „Personen“ angeben.")
        wish = IntakeForm(area, value("first"), value("last"), round(value("persons")), value("note", ""))
        return commands.change_intake(work, key, wish, seen=seen)

    alliances_sheet.attempt(name, command)


def _table(quota: Quota) -> None:
    last_week = quarters.today() - timedelta(days=quarters.today().weekday() + 7)
    with st.container(horizontal=True):
        length = st.segmented_control("Für", (WEEK, MONTH), default=WEEK, required=True, key=LENGTH)
        start = st.date_input(
            "Erster Tag", min(max(last_week, quota.of.first), quota.of.last), min_value=quota.of.first,
            max_value=quota.of.last, format="DD.MM.YYYY", key=f"{FIRST}:{quota.of.id}",
        )  # fmt: skip
    first, last = span(start, str(length), quota)
    st.markdown(
        f"Aufnahmen vom **{_days(first, last)}**. Ein leeres Feld wird nicht eingetragen; null ist eine Angabe."
    )
    name = f"soll:aufnahmen:{quota.of.id}:{first.isoformat()}:{last.isoformat()}"
    drafts.trouble(name, drafts.seen(name))
    begun = typed_table.opened(name, 0, [{"area": row.area, "name": row.name} for row in quota.places])
    kept = typed_table.mounted(name)
    table = pd.DataFrame(
        [{PLACE: one["name"], PERSONS: None} | kept.get(number_, {}) for number_, one in enumerate(begun)]
    ).astype({PERSONS: "Int64"})
    st.data_editor(
        table, key=f"{drafts.prefix(name)}tabelle", hide_index=True, num_rows="fixed", height="content", width=420,
        disabled=[PLACE], placeholder=NOTHING, alt=f"Aufnahmen vom {_days(first, last)} je Ort",
        column_config={
            PLACE: st.column_config.TextColumn(pinned=True, width="medium"),
            PERSONS: st.column_config.NumberColumn(format="%d", step=1, width="small"),
        },
    )  # fmt: skip
    typed_table.keep(name)
    st.button("Aufnahmen eintragen", type="primary", on_click=_enter, args=(name, first, last), key="soll:aufnahmen")


def span(start: date, length: str, quota: Quota) -> tuple[date, date]:
    """The week (Monday to Sunday) or the month that ``start`` lies in, cut at the borders of the period."""
    if length == MONTH:
        month = Period.containing(start, Frequency.MONTH)
        first, last = month.first, month.last
    else:
        first = start - timedelta(days=start.weekday())
        last = first + timedelta(days=6)
    return max(first, quota.of.first), min(last, quota.of.last)


def _enter(name: str, first: date, last: date) -> None:
    begun, edits = st.session_state[f"{name}:anfang"]["zeilen"], typed_table.typed(name)
    wishes = [
        IntakeForm(begun[number_]["area"], first, last, int(typed[PERSONS]))
        for number_, typed in sorted(edits.items())
        if typed.get(PERSONS) is not None
    ]

    def command(work: UnitOfWork, _folder: object) -> str:
        if not wishes:
            raise QuotaInvalid("Bitte für mindestens einen Ort eine Zahl eintragen.")
        return commands.enter_intake(work, wishes)

    if drafts.attempt(name, command):
        typed_table.forget(name)


def _days(first: date, last: date) -> str:
    return f"{day(first)} bis {day(last)}"
