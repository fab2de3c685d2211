"""Accounts in the administration: who may what, inviting, changing, locking."""

import pandas as pd
import streamlit as st

from dashboard.access import AccountView, Rights, commands
from dashboard.access.links import Link
from dashboard.formats import moment
from dashboard.store import Circle, Role, UnitOfWork
from dashboard.ui import reads
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

LINK = "einladung"
"""Key of the link that is shown once."""


def panel(here: Here) -> None:
    """All accounts, a new one, and the chosen one's changes."""
    people = reads.accounts(here)
    _show_link()
    st.dataframe(_table(people), hide_index=True, alt=f"{len(people)} Konten")
    new, known = st.columns(2, gap="large")
    with new:
        _new_account()
    with known:
        _known_account(here, people)


def _show_link() -> None:
    # The link is shown on this one run only: it is the key to an account.
    link = st.session_state.pop(LINK, None)
    if link is None:
        return
    name, path, until = link
    base = st.context.url.split("/verwaltung")[0].rstrip("/") if st.context.url else ""
    st.success(
        f"Link für {escaped(name)}, einmal gültig bis {until}. Er wird nur jetzt angezeigt:", icon=":material/key:"
    )
    st.code(f"{base}{path}", language=None)


def _new_account() -> None:
    st.header("Neues Konto")
    with st.form("konto_neu", clear_on_submit=False):
        st.text_input("Anmeldename", key="neu_name", max_chars=80)
        st.text_input("Angezeigter Name", key="neu_anzeige", max_chars=120)
        _rights_inputs("neu", Rights(Role.VIEWER, Circle.COORDINATION))
        st.form_submit_button("Konto anlegen", type="primary", on_click=_create)


def _known_account(here: Here, people: tuple[AccountView, ...]) -> None:
    st.header("Konto ändern")
    by_id = {person.id: person for person in people}
    chosen = st.selectbox(
        "Konto",
        list(by_id),
        index=None,
        format_func=lambda identity: f"{by_id[identity].display_name} ({by_id[identity].name})",
        placeholder="Konto wählen",
        key="konto",
    )
    if chosen is None:
        st.caption("Wählen Sie ein Konto, um Rechte zu ändern, einen Link zu erzeugen oder es zu sperren.")
        return
    person = by_id[chosen]
    prefix = f"konto{person.id}v{person.version}"
    with st.form(f"{prefix}_form"):
        st.text_input("Angezeigter Name", value=person.display_name, key=f"{prefix}_anzeige", max_chars=120)
        _rights_inputs(prefix, Rights(person.role, person.circle, person.sees_protected))
        st.form_submit_button("Änderungen speichern", on_click=_change, args=(person.id, person.version, prefix))
    with st.container(horizontal=True):
        st.button(
            "Neuen Link erzeugen", icon=":material/key:", on_click=_reset, args=(person.id,), key=f"{prefix}_link"
        )
        st.button(
            "Alle Sitzungen beenden", icon=":material/logout:", on_click=_end, args=(person.id,), key=f"{prefix}_end"
        )
        if person.disabled_at is None:
            st.button(
                "Konto sperren", icon=":material/lock:", on_click=_disable, args=(person.id,), key=f"{prefix}_aus"
            )
        else:
            st.button(
                "Konto entsperren", icon=":material/lock_open:", on_click=_enable, args=(person.id,), key=f"{prefix}_an"
            )
        with st.popover("Konto löschen", icon=":material/delete:", key=f"{prefix}_weg"):
            st.markdown(
                f"Das Konto „{escaped(person.display_name)}“ wird gelöscht. Im Protokoll bleibt nur der Name stehen; "
                "was die Person eingetragen hat, bleibt erhalten."
            )
            st.button("Endgültig löschen", on_click=_remove, args=(person.id, person.display_name), key=f"{prefix}_ja")


def _rights_inputs(prefix: str, rights: Rights) -> None:
    roles, circles = [role.value for role in Role], [circle.value for circle in Circle]
    st.selectbox(
        "Recht",
        roles,
        index=roles.index(rights.role.value),
        format_func=lambda value: Role(value).label,
        key=f"{prefix}_recht",
    )
    st.selectbox(
        "Weitester Kreis",
        circles,
        index=circles.index(rights.circle.value),
        format_func=lambda value: Circle(value).label,
        key=f"{prefix}_kreis",
    )
    st.checkbox(
        "Darf geschützte Einrichtungen sehen (benannte Gruppe)",
        value=rights.sees_protected,
        key=f"{prefix}_geschuetzt",
    )


def _rights(prefix: str) -> Rights:
    state = st.session_state
    return Rights(Role(state[f"{prefix}_recht"]), Circle(state[f"{prefix}_kreis"]), bool(state[f"{prefix}_geschuetzt"]))


def _create() -> None:
    name, shown = str(st.session_state["neu_name"]), str(st.session_state["neu_anzeige"])
    links: list[Link] = []

    def command(work: UnitOfWork) -> str:
        links.append(commands.create(work, name, shown or name, _rights("neu")))
        return f"Das Konto „{name}“ ist angelegt. Geben Sie der Person den Link, mit dem sie ihr Passwort setzt."

    if act(command):
        _keep_link(shown or name, links[0])
        for key in ("neu_name", "neu_anzeige"):
            st.session_state[key] = ""


def _reset(account: int) -> None:
    links: list[Link] = []

    def command(work: UnitOfWork) -> str:
        links.append(commands.reset(work, account))
        return "Ein neuer Link ist erzeugt. Das alte Passwort gilt, bis er benutzt ist."

    if act(command):
        _keep_link("dieses Konto", links[0])


def _keep_link(name: str, link: Link) -> None:
    st.session_state[LINK] = (name, link.path, moment(link.expires_at))


def _change(account: int, version: int, prefix: str) -> None:
    shown = str(st.session_state[f"{prefix}_anzeige"])

    def command(work: UnitOfWork) -> str:
        commands.change(work, account, version, shown, _rights(prefix))
        return "Die Änderungen sind gespeichert; sie gelten beim nächsten Seitenaufruf."

    act(command)


def _end(account: int) -> None:
    act(lambda work: f"Beendete Sitzungen: {commands.end_sessions(work, account)}.")


def _disable(account: int) -> None:
    def command(work: UnitOfWork) -> str:
        commands.disable(work, account)
        return "Das Konto ist gesperrt, seine Sitzungen sind beendet."

    act(command)


def _enable(account: int) -> None:
    def command(work: UnitOfWork) -> str:
        commands.enable(work, account)
        return "Das Konto ist entsperrt."

    act(command)


def _remove(account: int, shown: str) -> None:
    def command(work: UnitOfWork) -> str:
        commands.remove(work, account)
        return f"Das Konto „{shown}“ ist gelöscht."

    act(command)


def _table(people: tuple[AccountView, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Name": [person.display_name for person in people],
            "Anmeldename": [person.name for person in people],
            "Recht": [person.role.label for person in people],
            "Weitester Kreis": [person.circle.label for person in people],
            "Geschützte Einrichtungen": ["ja" if person.sees_protected else "nein" for person in people],
            "Stand": [_state(person) for person in people],
            "Zuletzt da": [moment(person.last_seen_at) if person.last_seen_at else "noch nie" for person in people],
            "Offene Sitzungen": [str(person.live_sessions) for person in people],
        }
    )


def _state(person: AccountView) -> str:
    if person.disabled_at is not None:
        return "gesperrt"
    return "aktiv" if person.has_password else "eingeladen"
