"""Source profiles in the administration: the mapping of a known table as text, with what the checks say of it."""

import tomllib
from pathlib import Path

import streamlit as st

from dashboard.catalogue import EntryKind, Stored, commands, queries
from dashboard.catalogue.commands import EntryRefused
from dashboard.catalogue.texts import State, Texts
from dashboard.store import UnitOfWork
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui import catalogue_life
from dashboard.ui.catalogue_words import said, sentences
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

CHOSEN, NEW = "katalog:profil", "+"
PROFILE = EntryKind.PROFILE


def panel(here: Here) -> None:
    """One profile or a new one."""
    known = drafts.texts(here)
    chosen = st.selectbox(
        "Quellenprofil", [NEW, *known.codes(PROFILE)], index=None, format_func=lambda code: _label(known, code),
        key=CHOSEN, placeholder="Profil wählen oder neu anlegen", persist_state="session",
    )  # fmt: skip
    if chosen is None:
        st.caption(
            "Ein Quellenprofil sagt, woran eine amtliche Tabelle erkannt wird und welche Kennzahl sie liefert. Was "
            "darin stehen kann, erklärt die Hilfe unter „Ein Quellenprofil anlegen“."
        )
        return
    code = None if chosen == NEW else str(chosen)
    if code is None or known.state(PROFILE, code) is not State.RETIRED:
        _form(known, code)
    if code is not None:
        catalogue_life.endings(known, PROFILE, code, _draft(code))
        st.subheader("Verlauf")
        catalogue_life.history(here, code)


def _form(known: Texts, code: str | None) -> None:
    version = known.version(PROFILE, code) if code is not None else 0
    name = _draft(code)
    prefix = drafts.opened(name, version, {"text": _text(known, code) if code is not None else ""})
    with st.container(border=True):
        drafts.trouble(name, version)
        st.text_area(
            "Zuordnung (TOML)", key=f"{prefix}text", height=480, max_chars=60_000, on_change="ignore",
            persist_state="session", help="Zum Anfangen genügt es, den Text eines ähnlichen Profils zu übernehmen.",
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button(
                "Speichern", type="primary", on_click=_save, args=(name, code), key=f"{name}:speichern",
                icon=":material/save:",
            )  # fmt: skip
            asked = st.button("Nur prüfen", key=f"{name}:pruefen", icon=":material/rule:")
        if asked:
            _answer(known, str(st.session_state.get(f"{prefix}text") or ""))


def _answer(known: Texts, text: str) -> None:
    """What the checks say of a text, without writing anything."""
    try:
        code, _ = commands.read_profile(text)
    except EntryRefused as error:
        found, code = sentences(error), ""
    else:
        entry = Stored(PROFILE, code, text)
        found = said(queries.mistakes(drafts.folder(), tuple(known.stored.values()), entry), code)
    if found:
        st.error("\n".join(f"- {escaped(one)}" for one in found), icon=":material/error:")
    else:
        st.success(escaped(f"Das Profil „{code}“ kann so gelten."), icon=":material/check_circle:")


def _draft(code: str | None) -> str:
    return f"katalog:profil:{code or NEW}"


def _save(name: str, code: str | None) -> None:
    text, seen = str(st.session_state.get(f"{drafts.prefix(name)}text") or ""), drafts.seen(name)

    def command(work: UnitOfWork, folder: Path) -> str:
        if code is not None and (said_code := commands.read_profile(text)[0]) != code:
            raise commands.OtherProfile(code, said_code)
        return commands.save_profile(work, folder, text, seen=seen, new=code is None)

    if drafts.attempt(name, command, code or "") and code is None:
        st.session_state[CHOSEN] = tomllib.loads(text)["id"]


def _text(known: Texts, code: str) -> str:
    """The text as it was written: of the county, or of the file with its remarks."""
    own = known.stored.get((PROFILE, code))
    if own is not None and own.content:
        return own.content
    key = known.files.profile_key(code)
    return "" if key is None else (drafts.folder() / key).read_text("utf-8-sig")


def _label(known: Texts, code: str) -> str:
    if code == NEW:
        return "Neues Profil"
    content, state = known.content(PROFILE, code) or {}, known.state(PROFILE, code)
    title = f"{code}: {content.get('title', '')}"
    return title if state is State.FILE else f"{title} ({state.value})"
