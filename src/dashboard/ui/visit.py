"""Who is here: the session the gate has named, looked up at every page run, and the circle the person works in."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from dashboard import access
from dashboard.errors import NotAllowed
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role, Store, running

CIRCLE = "kreis"
"""Key of the circle's choice, in the address and in the sidebar."""


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
    visit = access.present(store(), session_id) if session_id else None
    if visit is None:
        _signed_out(session_id)
    here = Here(visit, visit.actor(_wish(visit.circle)))
    _here.set(here)
    return here


def acting() -> Actor:
    """Who clicks: looked up anew, because a click's function runs before its page; raises NotAllowed."""
    session_id = _session_id()
    visit = access.present(store(), session_id) if session_id else None
    if visit is None:
        raise NotAllowed("Ihre Sitzung ist beendet; es wurde nichts geändert. Bitte melden Sie sich neu an.")
    return visit.actor(_wish(visit.circle))


def _session_id() -> str:
    return str(st.user.get("name") or "")


def current() -> Here:
    """The person of this page run, as ``begin`` found it."""
    here = _here.get()
    if here is None:
        raise RuntimeError("a page ran without the frame")
    return here


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


def _signed_out(session_id: str) -> NoReturn:
    with store().reading() as session:
        expired = bool(session_id) and access.queries.state(session, session_id) is access.State.EXPIRED
    st.warning(
        "Ihre Sitzung ist abgelaufen. Bitte melden Sie sich in einem neuen Fenster dieses Browsers an und arbeiten Sie "
        "dann hier weiter: Was Sie eingegeben haben, bleibt stehen."
        if expired
        else "Ihre Sitzung ist beendet. Bitte melden Sie sich neu an.",
        icon=":material/lock:",
    )
    target = ' target="_blank" rel="noopener"' if expired else ' target="_self"'
    st.html(f'<p><a href="/anmelden"{target} style="color: inherit">Zur Anmeldung</a></p>')
    st.stop()
