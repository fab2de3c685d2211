"""Entering and changing quota periods: a new one, a new decision on one, and when the other circles may see it."""

from datetime import date

import streamlit as st

from dashboard.formats import day, number
from dashboard.periods import Frequency, Period
from dashboard.planning import period_commands as periods
from dashboard.planning import rows
from dashboard.planning.checks import QuotaInvalid
from dashboard.planning.forms import PeriodForm, TermForm
from dashboard.planning.kinds import Carrying, Counting
from dashboard.planning.models import QuotaPeriod
from dashboard.planning.quota_views import PeriodView, Quota
from dashboard.store import UnitOfWork
from dashboard.store.history import Traced
from dashboard.ui import (
    actions,
    alliances_sheet,
    history_of,
    planning_edit_intake,
    planning_edit_places,
    planning_reads,
    quarters,
)
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.alliances_sheet import NEW
from dashboard.ui.visit import Here

BOX, WHAT = "soll:eintragen", "soll:was"
PERIOD, TERM, OFFICIAL, RULE, CREDIT = "Zeitraum", "Neuer Beschluss", "Amtliche Werte", "Regel", "Anrechnung"
INTAKE, PUBLISH, ARCHIVE = "Aufnahmen", "Veröffentlichen", "Archiv"
WITHIN = (PERIOD, TERM, OFFICIAL, RULE, CREDIT, INTAKE, PUBLISH, ARCHIVE)
WITHOUT = (PERIOD, INTAKE, ARCHIVE)
CHOSEN = "soll:zeitraum-gewaehlt"
"""Number of the period that was just made, for the page to open."""


def panel(here: Here, quota: Quota | None, *, expanded: bool) -> None:
    """All forms behind one click, one at a time; for editors of the office."""
    if not here.may_edit:
        return
    box = st.expander("Eintragen und ändern", icon=":material/edit:", key=BOX, on_change="rerun", expanded=expanded)
    if not box.open:
        return
    with box:
        options = WITHOUT if quota is None else WITHIN
        if st.session_state.get(WHAT) not in options:
            st.session_state[WHAT] = options[0]
        what = st.segmented_control("Was", options, required=True, key=WHAT, persist_state="session")
        match what:
            case "Zeitraum":
                _period(here, quota)
            case "Aufnahmen":
                planning_edit_intake.panel(here, quota)
            case "Archiv":
                planning_edit_places.archive(here, quota)
            case _ if quota is not None:
                _within(here, quota, str(what))


def _within(here: Here, quota: Quota, what: str) -> None:
    match what:
        case "Neuer Beschluss":
            _term(quota.of)
        case "Amtliche Werte":
            planning_edit_places.officials(here, quota)
        case "Regel":
            planning_edit_places.rule(here, quota)
        case "Anrechnung":
            planning_edit_places.credit(here, quota)
        case "Veröffentlichen":
            _publish(quota.of)


def _period(here: Here, quota: Quota | None) -> None:
    known = {} if quota is None else {quota.of.id: f"{quota.of.period.label} ändern"}
    chosen = alliances_sheet.entry("Eintrag", "Neuer Zeitraum", known, "soll") if known else NEW
    view = quota.of if quota is not None and chosen != NEW else None
    name = f"soll:zeitraum:{chosen}"
    form = _form(view) if view is not None else _after(planning_reads.periods(here))
    sheet = alliances_sheet.opened(
        name, view.life.version if view else 0, form, basis=form.basis.code,
        persons=float(form.persons) if view else None, carried_over=_float(form.carried_over),
        decided_on=None if form.decided_on == date.min else form.decided_on,
    )  # fmt: skip
    others = {one.id: one.period.label for one in planning_reads.periods(here) if view is None or one.id != view.id}
    left, right = st.columns(2, gap="large")
    with left:
        if view is None:
            sheet.day("first")
            sheet.day("last")
            sheet.number("persons", min_value=0.0)
        sheet.choice("previous", others, none="keiner")
        sheet.number("carried_over")
        st.caption("Ohne festgesetzten Übertrag gilt, was der vorige Zeitraum offen ließ.")
    with right:
        sheet.choice("carrying", {one.value: one.label for one in Carrying})
        sheet.choice("counting", {one.value: one.label for one in Counting})
        sheet.choice("basis", planning_reads.bases(here))
        if view is None:
            planning_edit_places.decided(sheet)
    sheet.long("note", height=80)
    label = "Zeitraum anlegen" if view is None else "Zeitraum speichern"
    sheet.save(label, _save_period, name, view.id if view else None, form)
    if view is not None:
        st.caption("Letzter Tag und Soll werden nicht überschrieben: Tragen Sie dafür einen neuen Beschluss ein.")
        alliances_sheet.ending(name, QuotaPeriod, view.id)
        history_of.panel(here, f"soll-{view.id}", (Traced(f"quota_period:{view.id}", PeriodForm),), rows.words)


def _form(view: PeriodView) -> PeriodForm:
    newest = view.terms[-1]
    return PeriodForm(
        view.first, newest.last, newest.persons, view.previous, view.carried_set, view.carrying, view.counting,
        view.basis, view.note, newest.decided.who, newest.decided.on, newest.decided.reason,
    )  # fmt: skip


def _after(known: tuple[PeriodView, ...]) -> PeriodForm:
    """A new period that follows the newest one, for half a year."""
    if not known:
        start = Period.containing(quarters.today(), Frequency.HALF)
        return PeriodForm(start.first, start.last, 0)
    last = known[-1]
    first = end = Period.containing(last.last, Frequency.MONTH).next()
    for _ in range(5):
        end = end.next()
    return PeriodForm(first.first, end.last, 0, last.id, None, last.carrying, last.counting, last.basis)


def _save_period(name: str, number: int | None, before: PeriodForm) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = PeriodForm(
        value("first", before.first), value("last", before.last), _whole(value("persons")) or 0,
        value("previous"), _whole(value("carried_over")), Carrying(value("carrying", Carrying.SHARED)),
        Counting(value("counting", Counting.REPORTED)), Period.of(str(value("basis", before.basis.code))),
        value("note", ""), value("decided_by", ""), value("decided_on", date.min), value("reason", ""),
    )  # fmt: skip
    made: list[int] = []

    def command(work: UnitOfWork) -> str:
        if number is not None:
            return periods.change_period(work, number, wish, seen=seen)
        _require(value("persons"))
        made.append(periods.add_period(work, wish))
        return f"Der Zeitraum {Period.spanning(wish.first, wish.last).label} ist eingetragen."

    if alliances_sheet.attempt(name, command) and made:
        st.session_state[CHOSEN] = made[0]


def _term(view: PeriodView) -> None:
    name = f"soll:beschluss:{view.id}"
    newest = view.terms[-1]
    form = TermForm(newest.last, newest.persons, "", date.min, "")
    sheet = alliances_sheet.opened(name, view.life.version, form, decided_on=None, persons=float(newest.persons))
    st.markdown(
        f"Jetzt gilt: bis {day(newest.last)}, {number(newest.persons)} Personen ohne Übertrag. Ein neuer Beschluss "
        "verlängert oder verkürzt den Zeitraum oder setzt das Soll anders fest; die früheren bleiben lesbar."
    )
    left, right = st.columns(2, gap="large")
    with left:
        sheet.day("last")
        sheet.number("persons", min_value=0.0)
    with right:
        planning_edit_places.decided(sheet)
    sheet.save("Beschluss eintragen", _save_term, name, view.id, form)


def _save_term(name: str, period: int, before: TermForm) -> None:
    value, seen = alliances_sheet.typed(name), drafts.seen(name)
    wish = TermForm(
        value("last", before.last), _whole(value("persons")) or 0, value("decided_by", ""),
        value("decided_on", date.min), value("reason", ""),
    )  # fmt: skip

    def command(work: UnitOfWork) -> str:
        _require(value("persons"))
        return periods.decide_term(work, period, wish, seen=seen)

    alliances_sheet.attempt(name, command)


def _publish(view: PeriodView) -> None:
    if view.published:
        st.markdown(
            f"**{view.period.label}** ist veröffentlicht: Koordinierungsstab und Öffentlichkeit sehen das Soll."
        )
        st.button("Veröffentlichung zurücknehmen", on_click=_set_published, args=(view.id, False), key="soll:zurueck")
        return
    st.markdown(
        f"**{view.period.label}** ist nur für die Kreisverwaltung sichtbar. Nach dem Veröffentlichen sehen auch "
        "Koordinierungsstab und Öffentlichkeit Soll, Regeln und Anrechnungen; Aufnahmen nur, soweit sie freigegeben "
        "sind."
    )
    st.button("Veröffentlichen", type="primary", on_click=_set_published, args=(view.id, True), key="soll:frei")


def _set_published(period: int, wanted: bool) -> None:
    change = periods.publish_period if wanted else periods.withdraw_period
    actions.act(lambda work: change(work, period))


def _require(persons: float | None) -> None:
    """None is no number: nobody meant zero by leaving the field empty."""
    if persons is None:
        raise QuotaInvalid(f"Bitte „{PeriodForm.LABELS['persons']}“ angeben.")


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
