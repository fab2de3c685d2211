"""What is decided for places in a quota period: official values as a table, rules, credits; and what is archived."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.formats import NOTHING, day, number
from dashboard.planning import decision_commands as decisions
from dashboard.planning import intake_commands as intake
from dashboard.planning import period_commands as periods
from dashboard.planning.checks import QuotaInvalid
from dashboard.planning.forms import CreditForm, OfficialForm, RuleForm
from dashboard.planning.kinds import CreditKind, RuleKind
from dashboard.planning.models import QuotaCredit, QuotaRule
from dashboard.planning.quota_views import Quota
from dashboard.store import UnitOfWork
from dashboard.store.kept import Life
from dashboard.ui import actions, alliances_sheet, planning_reads, typed_table
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW, Sheet
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

PLACE, COMPUTED, OFFICIAL = "Ort", "Berechnet", "Amtlich"
Gone = tuple[str, str, Life, Callable[[UnitOfWork], str]]


def decided(sheet: Sheet) -> None:
    """Who decided, when and why."""
    sheet.line("decided_by", placeholder="Stelle oder Organ, kein Name einer Person")
    sheet.day("decided_on")
    sheet.line("reason", placeholder="Warum so, in einem Satz")


def officials(here: Here, quota: Quota) -> None:
    """All places in one table to type into; what is left empty has no official value."""
    name = f"soll:amtlich:{quota.of.id}"
    form = OfficialForm({}, "", date.min, "")
    sheet = alliances_sheet.opened(name, quota.of.life.version, form, places=None, decided_on=None)
    begun = typed_table.opened(
        f"{name}:tabelle", quota.of.life.version,
        [{"area": row.area, "name": row.name, "computed": row.computed, "official": row.official}
         for row in quota.places],
    )  # fmt: skip
    kept = typed_table.mounted(f"{name}:tabelle")
    table = pd.DataFrame(
        [
            {PLACE: one["name"], COMPUTED: one["computed"], OFFICIAL: one["official"]} | kept.get(number_, {})
            for number_, one in enumerate(begun)
        ]
    ).astype({COMPUTED: "Int64", OFFICIAL: "Int64"})
    whole = quota.district.computed
    st.markdown(
        f"Für {quota.of.period.label}{f', Landkreis zusammen {number(whole)}' if whole is not None else ''}. Ein "
        "leeres Feld heißt: kein amtlicher Wert, es gilt der berechnete."
    )
    st.data_editor(
        table, key=f"{drafts.prefix(f'{name}:tabelle')}tabelle", hide_index=True, num_rows="fixed", height="content",
        width=560, placeholder=NOTHING, disabled=[PLACE, COMPUTED], alt=f"Amtliche Werte, {len(begun)} Orte",
        column_config={
            PLACE: st.column_config.TextColumn(pinned=True, width="medium"),
            COMPUTED: st.column_config.NumberColumn(format="%d", width="small"),
            OFFICIAL: st.column_config.NumberColumn(format="%d", min_value=0, step=1, width="small"),
        },
    )  # fmt: skip
    typed_table.keep(f"{name}:tabelle")
    with st.container(horizontal=True):
        decided(sheet)
    sheet.save("Amtliche Werte speichern", _save_officials, name, quota.of.id)


def _save_officials(name: str, period: int) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    table = f"{name}:tabelle"
    begun, edits = st.session_state[f"{table}:anfang"]["zeilen"], typed_table.typed(table)
    places = {
        begun[number]["area"]: None if typed[OFFICIAL] is None else int(typed[OFFICIAL])
        for number, typed in edits.items()
        if OFFICIAL in typed
    }
    wish = OfficialForm(places, value("decided_by", ""), value("decided_on", date.min), value("reason", ""))
    if alliances_sheet.attempt(name, lambda work: decisions.set_officials(work, period, wish, seen=seen)):
        drafts.given_up(table)
        typed_table.forget(table)


def rule(here: Here, quota: Quota) -> None:
    """One rule or a new one."""
    names = {row.area: row.name for row in quota.places}
    known = {one.id: one for one in planning_reads.rules(here, quota.of.id)}
    titles = {key: f"{names.get(one.form.area, one.form.area)}: {one.form.kind.label}" for key, one in known.items()}
    chosen = alliances_sheet.entry("Eintrag", "Neue Regel", titles, f"regel:{quota.of.id}")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"soll:regel:{quota.of.id}:{chosen}"
    form = entry.form if entry is not None else RuleForm(quota.of.id, "", RuleKind.EXEMPT, None, "", "", date.min)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form, area=form.area or None,
        decided_on=form.decided_on if entry else None,
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        if entry is None:
            sheet.choice("area", names, none="Ort wählen")
        sheet.choice("kind", {one.value: one.label for one in RuleKind})
        sheet.number("amount", 1)
        st.caption("Bei „ausgenommen“ bleibt die Zahl leer.")
    with right:
        decided(sheet)
    key = entry.id if entry is not None else None
    sheet.save("Regel eintragen" if key is None else "Regel speichern", _save_rule, name, quota.of.id, key)
    if key is not None:
        alliances_sheet.ending(name, QuotaRule, key)


def _save_rule(name: str, period: int, key: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = RuleForm(
        period, value("area", ""), RuleKind(value("kind", RuleKind.EXEMPT)), value("amount"), value("reason", ""),
        value("decided_by", ""), value("decided_on", date.min),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if key is not None:
            return decisions.change_rule(work, key, wish, seen=seen)
        if not wish.area:
            raise QuotaInvalid("Bitte „Ort“ angeben.")
        decisions.set_rule(work, wish)
        return "Die Regel ist eingetragen."

    alliances_sheet.attempt(name, command)


def credit(here: Here, quota: Quota) -> None:
    """One credit or a new one."""
    names = {row.area: row.name for row in quota.places}
    known = {one.id: one for one in planning_reads.credits_of(here, quota.of.id)}
    titles = {
        key: f"{_where(one.form.area, names)}: {one.form.kind.label}, {number(one.form.persons)} (Nr. {key})"
        for key, one in known.items()
    }
    chosen = alliances_sheet.entry("Eintrag", "Neue Anrechnung", titles, f"anrechnung:{quota.of.id}")
    entry = known[int(chosen)] if chosen != NEW else None
    name = f"soll:anrechnung:{quota.of.id}:{chosen}"
    form = entry.form if entry else CreditForm(quota.of.id, None, CreditKind.STATE_CENTRE, 0, "", "", date.min)
    sheet = alliances_sheet.opened(
        name, entry.life.version if entry else 0, form, decided_on=form.decided_on if entry else None,
        persons=float(form.persons) if entry else None,
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        if entry is None:
            sheet.choice("area", names, none="nur der Landkreis")
        sheet.choice("kind", {one.value: one.label for one in CreditKind})
        sheet.number("persons", min_value=0.0)
    with right:
        decided(sheet)
    key = entry.id if entry is not None else None
    label = "Anrechnung eintragen" if key is None else "Anrechnung speichern"
    sheet.save(label, _save_credit, name, quota.of.id, key)
    if key is not None:
        alliances_sheet.ending(name, QuotaCredit, key)


def _save_credit(name: str, period: int, key: int | None) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = CreditForm(
        period, value("area"), CreditKind(value("kind", CreditKind.STATE_CENTRE)), round(value("persons", 0)),
        value("reason", ""), value("decided_by", ""), value("decided_on", date.min),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        if key is not None:
            return decisions.change_credit(work, key, wish, seen=seen)
        if not wish.persons:
            raise QuotaInvalid("Bitte „Personen“ angeben.")
        decisions.add_credit(work, wish)
        return "Die Anrechnung ist eingetragen."

    alliances_sheet.attempt(name, command)


def archive(here: Here, quota: Quota | None) -> None:
    """What is archived, each with day and reason, to be brought back as it was."""
    found = sorted(_gone(here, quota), key=lambda one: str(one[2].archived_at), reverse=True)
    if not found:
        st.caption("Es ist nichts archiviert.")
    for key, name, life, restore in found:
        assert life.archived_at is not None, "only what is archived is asked for"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escaped(f"{name}, archiviert am {day(life.archived_at)}: {life.archived_why}"))
            st.button("Wieder einführen", on_click=_restore, args=(restore,), key=f"soll:wieder:{key}")
    if quota is None:
        st.caption("Archivierte Regeln, Anrechnungen und Aufnahmen stehen hier, wenn ihr Zeitraum gewählt ist.")


def _gone(here: Here, quota: Quota | None) -> Iterator[Gone]:
    for view in planning_reads.periods(here, archived=True):
        if view.life.archived_at is not None:
            yield _entry("zeitraum", view.id, f"Zeitraum {view.period.label}", view.life, periods.restore_period)
    if quota is None:
        return
    names = {row.area: row.name for row in quota.places}
    for one in planning_reads.rules(here, quota.of.id, archived=True):
        if one.life.archived_at is not None:
            said = f"Regel für {names.get(one.form.area, one.form.area)} ({one.form.kind.label})"
            yield _entry("regel", one.id, said, one.life, decisions.restore_rule)
    for two in planning_reads.credits_of(here, quota.of.id, archived=True):
        if two.life.archived_at is not None:
            said = f"Anrechnung, {_where(two.form.area, names)}, {number(two.form.persons)} Personen"
            yield _entry("anrechnung", two.id, said, two.life, decisions.restore_credit)
    for three in planning_reads.intake(here, quota.of, archived=True):
        if three.life.archived_at is not None:
            days = f"{day(three.form.first)} bis {day(three.form.last)}"
            said = f"Aufnahme {_where(three.form.area, names)}, {days}, {number(three.form.persons)} Personen"
            yield _entry("aufnahme", three.id, said, three.life, intake.restore_intake)


def _entry(kind: str, key: int, name: str, life: Life, restore: Callable[[UnitOfWork, int], str]) -> Gone:
    return f"{kind}:{key}", name, life, lambda work: restore(work, key)


def _restore(restore: Callable[[UnitOfWork], str]) -> None:
    actions.act(restore)


def _where(area: str | None, names: Mapping[str, str]) -> str:
    return "Landkreis" if area is None else names.get(area, area)
