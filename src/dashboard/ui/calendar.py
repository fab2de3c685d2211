"""The quarter's calendar: the sitting, the days counted back from it, and the county's numbers of days."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.formats import day as written
from dashboard.intake import calendar_entries
from dashboard.intake.calendar import COUNTED, WEEKDAYS, Kind, QuarterCalendar, Rules, Step
from dashboard.periods import Period
from dashboard.ui import quarters, reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

SITTING, STEP, DAY, NOTE = "sitzungstag", "kalender_was", "kalender_tag", "kalender_grund"


def panel(here: Here) -> None:
    """Everything about one quarter's days."""
    period = quarters.worked_on(here)
    days = reads.quarter_deliveries(here, period, quarters.today()).calendar
    st.header("Kalender")
    _sitting(days)
    if days.steps:
        st.table(
            _table(days.steps, quarters.today()),
            hide_index=True,
            border="horizontal",
            alt=f"Die Tage für das {period.label}: {len(days.steps)} Schritte in der Reihenfolge der Tage",
        )
        for remark in days.remarks:
            st.warning(escaped(remark), icon=":material/warning:")
        st.caption(
            "Was auf ein Wochenende oder einen gesetzlichen Feiertag in Niedersachsen fiele, ist am Werktag davor."
        )
    _by_hand(days)
    _rules(here)


def _sitting(days: QuarterCalendar) -> None:
    period, step = days.period, days.step(Kind.SITTING)
    if step is None:
        st.info(
            f"Wann berät der Koordinierungsstab das {period.label}? Von diesem Tag aus werden die anderen gerechnet.",
            icon=":material/event:",
        )
    seen = step.stated.version if step is not None and step.stated is not None else 0
    key = f"{SITTING}-{period.code}-{seen}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Sitzung des Koordinierungsstabs", step.day if step else None, key=key, format="DD.MM.YYYY", width=300
        )
        st.button(
            "Sitzung eintragen" if step is None else "Sitzung verlegen",
            type="primary" if step is None else "secondary",
            icon=":material/event_available:",
            on_click=_set,
            args=(period.code, Kind.SITTING.value, key, seen),
            key="sitzung_speichern",
        )


def _table(steps: tuple[Step, ...], today: date) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Tag": [f"{WEEKDAYS[step.day.weekday()]}, {written(step.day)}" for step in steps],
            "Was": [step.kind.label for step in steps],
            "Warum an diesem Tag": [escaped(step.why) for step in steps],
            "Noch": [_until(step.day, today) for step in steps],
        }
    )


def _until(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return "vorbei"
    return {0: "heute", 1: "morgen"}.get(days, f"{days} Tage")


def _by_hand(days: QuarterCalendar) -> None:
    opened = st.expander(
        "Einen Tag für dieses Quartal von Hand setzen", icon=":material/edit_calendar:", key="von_hand",
        on_change="rerun",
    )  # fmt: skip
    if not opened.open:
        return
    with opened:
        code = days.period.code
        st.selectbox(
            "Was", [kind.value for kind in COUNTED], format_func=lambda value: Kind(value).label, key=STEP,
            filter_mode=None,
        )  # fmt: skip
        kind = Kind(str(st.session_state[STEP]))
        step = days.step(kind)
        seen = step.stated.version if step is not None and step.stated is not None else 0
        key = f"{DAY}-{code}-{kind.value}-{seen}"
        st.date_input("Tag", step.day if step else None, key=key, format="DD.MM.YYYY")
        st.text_input("Grund (freiwillig)", key=NOTE, max_chars=200, placeholder="zum Beispiel Herbstferien")
        with st.container(horizontal=True):
            st.button("Tag setzen", on_click=_set, args=(code, kind.value, key, seen), key="tag_setzen")
            if seen:
                st.button("Wieder rechnen", on_click=_clear, args=(code, kind.value), key="tag_rechnen")


def _rules(here: Here) -> None:
    opened = st.expander(
        "Wie viele Tage vor der Sitzung (für alle Quartale)", icon=":material/tune:", key="regeln", on_change="rerun"
    )
    if not opened.open:
        return
    with opened, st.form("regeln_form", border=False):
        rules = reads.calendar_rules(here)
        for kind in COUNTED:
            st.number_input(
                f"{kind.label}: Tage vor der Sitzung", 0, calendar_entries.LONGEST, rules.days(kind),
                key=f"regel-{kind.value}-{rules.days(kind)}",
            )  # fmt: skip
        st.form_submit_button("Für alle Quartale speichern", on_click=_set_rules, args=(rules,))


def _set(code: str, kind: str, key: str, seen: int) -> None:
    day = st.session_state.get(key)
    if not isinstance(day, date):
        return
    note = "" if kind == Kind.SITTING.value else str(st.session_state.get(NOTE) or "")
    if act(
        lambda work: calendar_entries.set_date(work, Period.of(code), Kind(kind), day, seen=seen, note=note)
    ) and kind != Kind.SITTING.value:  # fmt: skip
        st.session_state[NOTE] = ""


def _clear(code: str, kind: str) -> None:
    act(lambda work: calendar_entries.clear_date(work, Period.of(code), Kind(kind)))


def _set_rules(shown: Rules) -> None:
    days = {kind.value: int(st.session_state[f"regel-{kind.value}-{shown.days(kind)}"]) for kind in COUNTED}
    act(lambda work: calendar_entries.set_rules(work, Rules(**days)))
