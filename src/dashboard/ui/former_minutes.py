"""„Frühere Niederschriften“: minutes from before, to be read and searched; editors take them in after a preview."""

from collections.abc import Callable
from hashlib import sha256
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.errors import NotFound, UserError
from dashboard.formats import day, join, number
from dashboard.meetings import archive
from dashboard.meetings.archive import ArchivedEntry, ArchiveForm, stop_personal_data
from dashboard.meetings.archive_preview import guess
from dashboard.meetings.body_queries import BodyEntry
from dashboard.meetings.document_text import DocumentText, read_document
from dashboard.store import Circle, UnitOfWork
from dashboard.ui import actions, alliances_marks, links, meetings_reads, quarters
from dashboard.ui.alliances_sheet import CIRCLES, FIRST
from dashboard.ui.kept import Kept
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

OPENED = "fruehere"
"""Name of the open minutes in the address."""
BOX, CHOOSE, FILE, ROUND = "fruehere:liste", "fruehere:auswahl", "fruehere:datei", "fruehere:runde"
HEADS = ("Titel", "Sitzungstag", "Gremium", "Sichtbar für")
MOST = 200
LONGEST = 50_000
"""Characters that are shown at once; the file has all of them."""
BEGINNING = 1_500
MOST_NAMES = 30
LISTS: Kept[tuple[ArchivedEntry, ...]] = Kept(8)


def address(key: int) -> dict[str, str]:
    """What the address of the page of meetings says so that these minutes are open."""
    return {OPENED: str(key)}


def panel(here: Here) -> None:
    """The list or the minutes that are open, and for editors the way in; nothing where there is neither."""
    found, opened = _listed(here), _opened()
    if not found and opened is None and not here.may_edit:
        return
    if opened is not None and BOX not in st.session_state:
        st.session_state[BOX] = True
    label = f"Frühere Niederschriften ({number(len(found))})"
    box = st.expander(label, icon=":material/inventory_2:", key=BOX, on_change="rerun")
    if not box.open:
        return
    with box:
        if opened is not None:
            _one(here, opened)
            return
        if found:
            _table(here, found)
        else:
            st.markdown("Es ist noch keine frühere Niederschrift aufgenommen.")
        if here.may_edit:
            _take_in(here)


def _listed(here: Here) -> tuple[ArchivedEntry, ...]:
    def read() -> tuple[ArchivedEntry, ...]:
        with store().reading() as session:
            return archive.archived_minutes(session, here.actor, texts=False)

    return LISTS.get(meetings_reads.state(here), read)


def _opened() -> int | None:
    said = str(st.query_params.get(OPENED, ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def _open() -> None:
    key = st.session_state.get(CHOOSE)
    if key is not None:
        st.query_params[OPENED] = str(key)
        st.session_state[CHOOSE] = None


def _close() -> None:
    if OPENED in st.query_params:
        del st.query_params[OPENED]


def _table(here: Here, found: tuple[ArchivedEntry, ...]) -> None:
    shown = found[:MOST]
    names = {one.id: f"{day(one.form.held_on)} {one.form.title} (Nr. {one.id})" for one in found}
    st.selectbox(
        "Frühere Niederschrift öffnen", list(names), index=None, format_func=names.__getitem__, key=CHOOSE,
        placeholder="aus der Liste", width=480, on_change=_open,
    )  # fmt: skip
    rows = [(one.form.title, day(one.form.held_on), one.body or "–", one.form.circle.label) for one in shown]
    leading = [f"?{_href(here, one.id)}" for one in shown]
    st.html(alliances_marks.table("Frühere Niederschriften", HEADS, rows, links=leading))
    if len(found) > MOST:
        st.caption(f"Gezeigt sind die neuesten {number(MOST)}; alle lassen sich oben öffnen und in der Suche finden.")


def _href(here: Here, key: int) -> str:
    """The address of one of them on this page."""
    return urlencode({**links.kept(here), **address(key)})


def _one(here: Here, key: int) -> None:
    st.button("Alle früheren Niederschriften", icon=":material/arrow_back:", on_click=_close, type="tertiary")
    try:
        with store().reading() as session:
            one = archive.one_archived(session, here.actor, key)
    except NotFound as error:
        st.info(escaped(str(error)), icon=":material/info:")
        return
    st.markdown(f"## {escaped(one.form.title)}")
    where = f" · {one.body}" if one.body else ""
    st.caption(escaped(f"Sitzung vom {day(one.form.held_on)}{where} · Sichtbar für: {one.form.circle.label}"))
    if here.internal:
        st.download_button(
            "Datei, wie sie kam", _original(here, key), file_name=one.file_name, icon=":material/download:",
            on_click="ignore", key=f"fruehere-datei-{key}",
        )  # fmt: skip
    st.html(_text(one.text[:LONGEST]))
    if len(one.text) > LONGEST:
        st.caption(f"Gezeigt sind die ersten {number(LONGEST)} von {number(len(one.text))} Zeichen.")
    if here.may_edit:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Grund", key=f"fruehere:grund:{key}", max_chars=300, on_change="ignore", width=480)
            st.button("Aus dem Archiv nehmen", icon=":material/archive:", on_click=_put_away, args=(key,))


def _original(here: Here, key: int) -> Callable[[], bytes]:
    def read() -> bytes:
        with store().reading() as session:
            return archive.original(session, here.actor, key)[1]

    return read


def _put_away(key: int) -> None:
    why = str(st.session_state.get(f"fruehere:grund:{key}") or "")
    if actions.act(lambda work: archive.put_away(work, key, why)):
        _close()


def _text(text: str) -> str:
    return f'<div style="white-space:pre-wrap;overflow-wrap:anywhere;max-width:52rem">{escape(text)}</div>'


def _take_in(here: Here) -> None:
    """A file, what it says of itself to be corrected, what stops it, and the button."""
    st.markdown(
        "### Eine frühere Niederschrift aufnehmen\n\nZiehen Sie eine Word-Datei (DOCX) oder Textdatei in das Feld. Sie "
        "sehen zuerst, was erkannt wurde; **gespeichert wird erst, wenn Sie sie aufnehmen**. Höchstens 20 MB."
    )
    file = st.file_uploader("Niederschrift (DOCX oder TXT)", key=f"{FILE}{_round()}", accept_multiple_files=False)
    if file is None:
        return
    data = file.getvalue()
    try:
        document = read_document(data, file.name)
        names = stop_personal_data(document, confirmed=True)
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
        return
    key = f"fruehere:{sha256(data).hexdigest()[:12]}"
    _said(here, document, file.name, key)
    if names:
        listed = join([f"„{name}“" for name in names[:MOST_NAMES]])
        more = f" und {number(len(names) - MOST_NAMES)} weitere" if len(names) > MOST_NAMES else ""
        st.warning(
            escaped(
                f"In der Datei stehen Namen von Personen: {listed}{more}. Sind Betroffene darunter, schwärzen Sie "
                "bitte die Stellen und reichen Sie die Datei neu ein."
            ),
            icon=":material/person_alert:",
        )
        st.checkbox("Das sind nur Amtsträger und Teilnehmende.", key=f"{key}:namen")
    st.button(
        "Ins Archiv aufnehmen", type="primary", icon=":material/check:", on_click=_keep, args=(file.name, data, key),
        key=f"{key}:aufnehmen",
    )  # fmt: skip


def _said(here: Here, document: DocumentText, file_name: str, key: str) -> None:
    names = meetings_reads.body_names(here)
    called = [(one.id, name) for one in meetings_reads.bodies(here).entries for name in _names_of(one)]
    found = guess(document.text, file_name, called, quarters.today())
    state = st.session_state
    begun = {"titel": found.title, "tag": found.held_on, "gremium": found.body, "kreis": Circle.INTERNAL.value}
    for name, value in begun.items():
        state.setdefault(f"{key}:{name}", value)
    with st.container(horizontal=True):
        st.text_input("Titel", key=f"{key}:titel", max_chars=200, on_change="ignore", width=480)
        st.date_input(
            "Sitzungstag", key=f"{key}:tag", min_value=FIRST, max_value=quarters.today(), format="DD.MM.YYYY",
            on_change="ignore",
        )  # fmt: skip
        st.selectbox(
            "Gremium", list(names), index=None, format_func=names.__getitem__, key=f"{key}:gremium",
            placeholder="keines, das hier geführt wird", filter_mode=None, on_change="ignore",
        )  # fmt: skip
        st.selectbox(
            "Sichtbar für", list(CIRCLES), format_func=CIRCLES.__getitem__, key=f"{key}:kreis", filter_mode=None,
            on_change="ignore",
        )  # fmt: skip
    st.markdown(f"So beginnt der Text ({number(len(document.text))} Zeichen):")
    st.html(_text(document.text[:BEGINNING] + ("…" if len(document.text) > BEGINNING else "")))


def _names_of(one: BodyEntry) -> list[str]:
    return [one.name, *(former.name for former in one.former)]


def _keep(file_name: str, data: bytes, key: str) -> None:
    state = st.session_state
    held_on, body = state.get(f"{key}:tag"), state.get(f"{key}:gremium")

    def command(work: UnitOfWork) -> str:
        if held_on is None:
            raise archive.ArchiveInvalid("Bitte den Tag der Sitzung angeben.")
        wish = ArchiveForm(str(state.get(f"{key}:titel") or ""), held_on, body, Circle(state[f"{key}:kreis"]))
        archive.take_in(work, file_name, data, wish, names_confirmed=bool(state.get(f"{key}:namen")))
        return f"„{wish.title}“ ist im Archiv und wird in der Suche gefunden."

    if actions.act(command):
        state[ROUND] = _round() + 1


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))
