"""Deliveries: what is expected from whom, what came, and the reminder for those who are missing."""

import streamlit as st

from dashboard.formats import number
from dashboard.intake import deliveries as states
from dashboard.intake import expectations
from dashboard.intake.calendar import Kind
from dashboard.intake.deliveries import Delivery, Quarter, Status
from dashboard.intake.reminders import Reminder, reminders
from dashboard.periods import Period
from dashboard.ui import quarters, reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

REMINDED = "erinnern"
COLOURS = {
    Status.NOT_DUE: "gray",
    Status.MISSING: "red",
    Status.RECEIVED: "green",
    Status.LATE: "orange",
    Status.CORRECTED: "blue",
}


def panel(here: Here) -> None:
    """The quarter's matrix, who is missing with a reminder, and a proposal from the quarter before."""
    period = quarters.worked_on(here)
    quarter = reads.quarter_deliveries(here, period, quarters.today())
    st.header("Lieferungen")
    if quarter.deliveries:
        st.markdown(escaped(quarter.sentence))
        _say_deadline(quarter)
        st.table(
            states.matrix(quarter, _spelled).rename(index=escaped),
            border="horizontal",
            alt=f"{quarter.sentence} Eine Zeile je Lieferant, eine Spalte je Tabelle.",
        )
        _reminders(here, quarter)
    _propose(here, period, quarter)


def _say_deadline(quarter: Quarter) -> None:
    deadline = quarter.calendar.step(Kind.DEADLINE)
    if deadline is None:
        st.info(
            "Für dieses Quartal ist noch keine Sitzung eingetragen, darum gibt es keine Frist. Tragen Sie die Sitzung "
            "unter „Kalender“ ein.",
            icon=":material/event:",
        )


def _spelled(one: Delivery) -> str:
    detail = escaped(one.detail).replace("Frist ", "Frist\u00a0")
    return f":{COLOURS[one.status]}-badge[{one.word}] {detail}"


def _reminders(here: Here, quarter: Quarter) -> None:
    """Everybody whose table is not there is one click away from the text."""
    letters = {letter.supplier: letter for letter in reminders(quarter, reads.district(here).name, quarters.today())}
    if not letters:
        st.success("Alles ist da.", icon=":material/check_circle:")
        return
    st.header("Erinnern")
    if st.session_state.get(REMINDED) not in (None, *letters):
        del st.session_state[REMINDED]
    chosen = st.pills(
        "Text für",
        list(letters),
        format_func=lambda supplier: escaped(supplier) + (" (überfällig)" if letters[supplier].overdue else ""),
        key=REMINDED,
        help="Das Programm verschickt nichts: Sie kopieren den Text oder öffnen ihn als Entwurf im E-Mail-Programm.",
    )
    if chosen in letters:
        _letter(letters[str(chosen)])


def _letter(letter: Reminder) -> None:
    with st.container(border=True):
        to = escaped(letter.to) if letter.to else "keine Adresse eingetragen (unten bei „Was erwartet wird“)"
        st.markdown(f"**An:** {to}  \n**Betreff:** {escaped(letter.subject)}")
        st.code(letter.text, language=None, wrap_lines=True)
        st.link_button("Als E-Mail-Entwurf öffnen", letter.mailto, icon=":material/mail:")


def _propose(here: Here, period: Period, quarter: Quarter) -> None:
    """The tables of the quarter before as a starting point, in one click."""
    before = period.previous().label
    proposed = reads.proposed_deliveries(here, period)
    if not proposed:
        if not quarter.deliveries:
            st.info(
                f"Es ist noch nicht festgelegt, wer Tabellen liefert, und für das {before} ist nichts gekommen, woraus "
                "sich das ablesen ließe. Legen Sie unten die erste erwartete Lieferung an.",
                icon=":material/inventory_2:",
            )
        return
    titles = reads.tables(here)
    if quarter.deliveries:
        st.caption(f"Für das {before} kam außerdem, wird aber noch nicht erwartet:")
    else:
        single = len(proposed) == 1
        came, will = ("kam 1 Tabelle", "wird") if single else (f"kamen {number(len(proposed))} Tabellen", "werden")
        st.info(
            f"Es ist noch nicht festgelegt, wer Tabellen liefert. Für das {before} {came}; mit einem Klick {will} sie "
            "ab jetzt jedes Quartal erwartet.",
            icon=":material/inventory_2:",
        )
    st.markdown("\n".join(f"- {escaped(one.supplier)}: {escaped(titles[one.table])}" for one in proposed))
    st.button(
        f"Erwarten, was für das {before} kam",
        type="secondary" if quarter.deliveries else "primary",
        icon=":material/playlist_add_check:",
        on_click=_take_proposal,
        args=(period.code,),
        key="vorschlag",
    )


def _take_proposal(code: str) -> None:
    catalogue, period = reads.catalogue(), Period.of(code)
    act(
        lambda work: expectations.expect_all(
            work, catalogue, expectations.proposals(work.session, work.actor, catalogue, period)
        )
    )
