"""One click, one function, one transaction: run a command and say in German what became of it, on the next run."""

from collections.abc import Callable

import streamlit as st

from dashboard.errors import UserError
from dashboard.store import UnitOfWork
from dashboard.ui.visit import acting, store

MESSAGE = "meldung"
"""Key of what is to be said on the next run: (ok, sentence)."""


def act(command: Callable[[UnitOfWork], str]) -> bool:
    """Run a command as the person here; whether it went well. There is no Streamlit call inside the transaction."""
    try:
        with store().unit_of_work(acting()) as work:
            sentence = command(work)
    except UserError as error:
        st.session_state[MESSAGE] = (False, str(error))
        return False
    st.session_state[MESSAGE] = (True, sentence)
    return True


def said() -> None:
    """Say what the last action came to, once."""
    message = st.session_state.pop(MESSAGE, None)
    if message is None:
        return
    well, sentence = message
    if well:
        st.success(sentence, icon=":material/check_circle:")
    else:
        st.error(sentence, icon=":material/error:")
