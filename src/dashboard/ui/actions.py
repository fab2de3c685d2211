"""One click, one function, one transaction: run a command and say in German what became of it, on the next run."""

from collections.abc import Callable

import streamlit as st

from dashboard.errors import UserError
from dashboard.store import UnitOfWork
from dashboard.ui.show import escaped
from dashboard.ui.visit import acting, store

MESSAGE = "meldung"
"""Key of what is to be said on the next run: (ok, sentence)."""


def act(command: Callable[[UnitOfWork], str]) -> bool:
    """Run a command as the person here; whether it went well. There is no Streamlit call inside the transaction."""

    def in_one_transaction() -> str:
        with store().unit_of_work(acting()) as work:
            return command(work)

    return tell(in_one_transaction)


def tell(action: Callable[[], str]) -> bool:
    """Do something and keep what is to be said of it for the next run; whether it went well."""
    try:
        sentence = action()
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
        st.success(escaped(sentence), icon=":material/check_circle:")
    else:
        st.error(escaped(sentence), icon=":material/error:")
