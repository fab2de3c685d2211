"""Accounts: what somebody is called is shown as it was typed and does nothing."""

from streamlit.testing.v1 import AppTest


def link_shown() -> None:
    import streamlit as st

    from dashboard.ui import accounts

    st.session_state[accounts.LINK] = ("<b>Erika</b> [hier](http://fremd)", "/konto/link/abc", "01.12.2026, 10:00")
    accounts._show_link()


def test_a_name_with_markdown_and_html_is_harmless_beside_the_link_of_its_account() -> None:
    page = AppTest.from_function(link_shown, default_timeout=60).run()
    assert [error.message for error in page.exception] == []
    assert page.success[0].value.startswith("Link für \\<b\\>Erika\\</b\\> \\[hier\\](http\\://fremd), einmal gültig")
    assert page.code[0].value.endswith("/konto/link/abc")
