"""The quota of a period: what each place owes, who decided it when and why, and what does not add up."""

from collections.abc import Mapping

import streamlit as st

from dashboard.formats import NOTHING, day, number
from dashboard.planning.kinds import Carrying, RuleKind
from dashboard.planning.quota_views import PeriodView, Quota
from dashboard.store import Circle
from dashboard.ui import (
    alliances_marks,
    council_put,
    planning_edit,
    planning_empty,
    planning_reads,
    planning_shown,
)
from dashboard.ui.show import escaped, show
from dashboard.ui.visit import Here

DECISIONS = ("Entschieden am", "Von", "Gilt bis", "Soll ohne Übertrag", "Begründung")
RULES = ("Ort", "Regel", "Entschieden am", "Von", "Begründung")
CREDITS = ("Für", "Anrechnung", "Personen", "Entschieden am", "Von", "Begründung")
OFFICIALS = ("Ort", "Amtlich", "Entschieden am", "Von", "Begründung")


def panel(here: Here) -> None:
    """The period that is chosen, and the forms below it."""
    if planning_edit.CHOSEN in st.session_state:
        st.session_state[planning_reads.PERIOD] = st.session_state.pop(planning_edit.CHOSEN)
    view = planning_reads.choose_period(here)
    if view is None:
        planning_empty.no_period(here)
        planning_edit.panel(here, None, expanded=True)
        return
    quota = planning_reads.quota(here, view)
    _standing(here, view)
    _findings(quota)
    show(planning_shown.quota_table(here, quota))
    current = planning_reads.current(here)
    if current is not None and current.id == view.id:  # a folder shows the period of its day, never another one
        council_put.offer_named(here, "quota")
    _decisions(view)
    _differences(quota)
    names = {row.area: row.name for row in quota.rows()}
    _rules(here, view, names)
    _credits(here, view, names)
    _officials(here, view, names)
    planning_edit.panel(here, quota, expanded=False)


def _standing(here: Here, view: PeriodView) -> None:
    """Whether others see it, and by which rules it is reckoned."""
    told = [
        f"Einwohnerzahlen vom {day(view.basis.last)}",
        "jeder Ort trägt seinen eigenen Übertrag"
        if view.carrying is Carrying.OWN
        else "der Übertrag wird mit verteilt",
        f"gezählt werden {view.counting.label}",
    ]
    if here.circle is Circle.INTERNAL:
        told.append(
            "veröffentlicht" if view.published else "noch nicht veröffentlicht: nur die Kreisverwaltung sieht ihn"
        )
    words = " · ".join(told)
    st.caption(escaped(f"{words[0].upper()}{words[1:]}."))
    if view.note:
        st.markdown(alliances_marks.lines(view.note))


def _findings(quota: Quota) -> None:
    if not quota.findings:
        return
    many = len(quota.findings)
    title = "Ein Hinweis" if many == 1 else f"{number(many)} Hinweise"
    st.warning("\n".join(f"- {escaped(one)}" for one in quota.findings), icon=":material/warning:", title=title)


def _decisions(view: PeriodView) -> None:
    st.markdown("### Wer hat das so festgesetzt?")
    rows = [
        (day(one.decided.on), one.decided.who, day(one.last), number(one.persons), one.decided.reason)
        for one in reversed(view.terms)
    ]
    st.html(alliances_marks.table("Beschlüsse, der neueste zuerst", DECISIONS, rows, ("Soll ohne Übertrag",)))
    if len(view.terms) > 1:
        st.caption("Es gilt der oberste Beschluss; die früheren bleiben stehen.")


def _differences(quota: Quota) -> None:
    rows = [
        (row.name, number(row.official), number(row.computed), row.why)
        for row in quota.places
        if row.official is not None and row.official != row.computed and row.why
    ]
    if rows:
        st.markdown("### Warum weicht das amtliche Soll vom berechneten ab?")
        heads = ("Ort", "Amtlich", "Berechnet", "Warum")
        st.html(alliances_marks.table("Amtliches und berechnetes Soll", heads, rows, ("Amtlich", "Berechnet")))


def _rules(here: Here, view: PeriodView, names: Mapping[str, str]) -> None:
    rows = [
        (
            names.get(one.form.area, one.form.area), said(one.form.kind, one.form.amount), day(one.form.decided_on),
            one.form.decided_by, one.form.reason,
        )
        for one in planning_reads.rules(here, view.id)
    ]  # fmt: skip
    if rows:
        st.markdown("### Ausnahmen und feste Anteile")
        st.html(alliances_marks.table("Regeln", RULES, rows))


def said(kind: RuleKind, amount: float | None) -> str:
    """„ausgenommen“, „feste Zahl: 9 Personen“, „fester Anteil: 12,5 %“."""
    if kind is RuleKind.EXEMPT or amount is None:
        return kind.label
    if kind is RuleKind.PERSONS:
        return f"{kind.label}: {number(amount)} {'Person' if amount == 1 else 'Personen'}"
    return f"{kind.label}: {number(amount, 0 if amount == int(amount) else 2)} %"


def _credits(here: Here, view: PeriodView, names: Mapping[str, str]) -> None:
    rows = [
        (
            "Landkreis insgesamt" if one.form.area is None else names.get(one.form.area, one.form.area),
            one.form.kind.label, number(one.form.persons), day(one.form.decided_on), one.form.decided_by,
            one.form.reason,
        )
        for one in planning_reads.credits_of(here, view.id)
    ]  # fmt: skip
    if rows:
        st.markdown("### Anrechnungen")
        st.html(alliances_marks.table("Anrechnungen", CREDITS, rows, ("Personen",)))


def _officials(here: Here, view: PeriodView, names: Mapping[str, str]) -> None:
    known = planning_reads.officials(here, view.id)
    if not known:
        return
    box = st.expander("Amtliche Werte: alle Festsetzungen", icon=":material/history:", key="soll:amtliche",
                      on_change="rerun")  # fmt: skip
    if box.open:
        with box:
            rows = [
                (
                    names.get(one.area, one.area), NOTHING if one.persons is None else number(one.persons),
                    day(one.decided.on), one.decided.who, one.decided.reason,
                )
                for one in reversed(known)
            ]  # fmt: skip
            st.html(alliances_marks.table("Amtliche Werte, die neuesten zuerst", OFFICIALS, rows, ("Amtlich",)))
            st.caption("Es gilt je Ort der oberste Wert. Ein Strich heißt: zurückgenommen, es gilt der berechnete.")
