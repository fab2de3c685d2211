"""Who is here: the session the gate has named, looked up at every page run, and the circle the person works in."""

from contextvars import ContextVar
from dataclasses import dataclass
from time import sleep
from typing import NoReturn

import streamlit as st

from dashboard import access
from dashboard.access import State
from dashboard.errors import NotAllowed
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role, Store, running

CIRCLE = "kreis"
"""Key of the circle's choice, in the address and in the sidebar."""
LOOK_AGAIN = 1.0
"""Seconds between two looks whether the person of an expired session has signed in again."""


@dataclass(frozen=True)
class Here:
    """The person of this page run, in the circle chosen, and the data versions all reads are keyed with."""

    visit: access.Visit
    actor: Actor

    @property
    def circle(self) -> Circle:
        """The circle in force: the account's widest one or a narrower wish."""
        return self.actor.circle

    @property
    def internal(self) -> bool:
        """Whether internal things may be shown at all."""
        return self.circle is Circle.INTERNAL

    @property
    def may_edit(self) -> bool:
        """Whether this person uploads and releases; only ever in the internal circle."""
        return self.internal and self.actor.role.includes(Role.EDITOR)

    @property
    def may_administer(self) -> bool:
        """Whether this person manages accounts."""
        return self.internal and self.actor.role.includes(Role.ADMIN)

    def version(self, subject: str) -> int:
        """The data version of ``subject``."""
        return self.visit.versions[subject]


_here: ContextVar[Here | None] = ContextVar("here", default=None)


def store() -> Store:
    """The store of this installation, opened once in the process."""
    return running(get_settings().store_url)


def begin() -> Here:
    """Look the session up and begin a page run; ends the run where the session is gone."""
    session_id = _session_id()
    visit = _visit(session_id)
    if visit is None and _state(session_id) is State.EXPIRED:
        _wait_for_sign_in(session_id)
    if visit is None:
        _signed_out()
    here = Here(visit, visit.actor(_wish(visit.circle)))
    _here.set(here)
    return here


def acting() -> Actor:
    """Who clicks: looked up anew, because a click's function runs before its page; raises NotAllowed."""
    session_id = _session_id()
    visit = _visit(session_id)
    if visit is not None:
        return visit.actor(_wish(visit.circle))
    if _state(session_id) is State.EXPIRED:
        raise NotAllowed("Ihre Sitzung war abgelaufen; es wurde nichts geändert. Bitte klicken Sie jetzt noch einmal.")
    raise NotAllowed("Ihre Sitzung ist beendet; es wurde nichts geändert. Bitte melden Sie sich neu an.")


def _visit(session_id: str) -> access.Visit | None:
    return access.present(store(), session_id) if session_id else None


def _state(session_id: str) -> State:
    with store().reading() as session:
        return access.queries.state(session, session_id)


def _session_id() -> str:
    return str(st.user.get("name") or "")


def current() -> Here:
    """The person of this page run, as ``begin`` found it."""
    here = _here.get()
    if here is None:
        raise RuntimeError("a page ran without the frame")
    return here


def known() -> Here | None:
    """The person of this page run; None outside of one."""
    return _here.get()


def editor() -> Here:
    """The person of this page run, who must be an editor in the internal circle; raises NotAllowed."""
    return _allowed(Role.EDITOR)


def administrator() -> Here:
    """The person of this page run, who must be an administrator in the internal circle; raises NotAllowed."""
    return _allowed(Role.ADMIN)


def _allowed(role: Role) -> Here:
    here = current()
    here.actor.require(role)
    here.actor.require_circle(Circle.INTERNAL)
    return here


def _wish(widest: Circle) -> Circle | None:
    # The address may say anything: what is not a circle is no wish, and a wider one is not granted.
    said = st.session_state.get(CIRCLE) or st.query_params.get(CIRCLE)
    # Streamlit writes the label of a choice into the address, the widget's state holds its value.
    known = {text: circle for circle in widest.choices for text in (circle.value, circle.label)}
    return known.get(str(said))


def _wait_for_sign_in(session_id: str) -> NoReturn:
    """Hold this run until the person has signed in again, then run the page anew.

    A run that ended here would take every field with its text off the screen, and a chart that is being
    presented too. As long as it goes on, the browser keeps what it shows.
    """
    _ask_to_sign_in()
    while _state(session_id) is State.EXPIRED:
        sleep(LOOK_AGAIN)
        _ = CIRCLE in st.session_state  # here Streamlit ends the run if the tab was closed or somebody clicked
    st.rerun()


@st.dialog("Ihre Sitzung ist abgelaufen", icon=":material/lock:")
def _ask_to_sign_in() -> None:
    st.markdown(
        "Bitte melden Sie sich in einem neuen Fenster dieses Browsers an. Hier geht es dann von selbst weiter: "
        "Was Sie eingegeben haben, bleibt stehen."
    )
    _sign_in_link(' target="_blank" rel="noopener"')


def _signed_out() -> NoReturn:
    st.warning("Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.", icon=":material/lock:")
    _sign_in_link(' target="_self"')
    st.stop()


def _sign_in_link(window: str) -> None:
    st.html(f'<p><a href="/anmelden"{window} style="color: inherit">Zur Anmeldung</a></p>')
