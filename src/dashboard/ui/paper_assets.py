"""The county's template for slides and its coat of arms: what is in force, handing in, removing."""

import streamlit as st

from dashboard.council import assets
from dashboard.council.assets import AssetEntry, AssetKind
from dashboard.errors import UserError
from dashboard.formats import moment
from dashboard.ui.actions import act
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

KEY = "vorlage"
ROUND = "vorlage:runde"
"""Counts the files handed in in this tab: a new round is a new, empty upload box."""
NONE = {
    AssetKind.MASTER: "Es ist keine Vorlage hinterlegt; Folien entstehen in der Gestaltung des Programms.",
    AssetKind.EMBLEM: "Es ist kein Wappen hinterlegt; Folien und Berichte entstehen ohne Bild.",
}
HOW = {
    AssetKind.MASTER: "Ziehen Sie die Vorlage in das Feld oder wählen Sie sie aus: eine PowerPoint-Datei im Format "
    "16:9 mit mindestens einem Layout mit Titel, ohne Makros, höchstens 10 MB. Alte Folien daraus kommen nicht mit.",
    AssetKind.EMBLEM: "Ziehen Sie das Bild in das Feld oder wählen Sie es aus: PNG oder JPEG, höchstens 5 MB. Es steht "
    "auf der Titelfolie und auf dem Titelblatt des Berichts.",
}
FILE = {AssetKind.MASTER: "Vorlage (PPTX oder POTX)", AssetKind.EMBLEM: "Wappen (PNG oder JPEG)"}


def panel(_here: Here) -> None:
    """Both, one after the other."""
    st.markdown(
        "Beides geben Sie einmal ab; von da an verwenden es alle Folien und Berichte, die entstehen, auch die "
        "eingefrorener Mappen. An Zahlen und Texten ändert es nichts."
    )
    for kind in AssetKind:
        _one(kind)


def _one(kind: AssetKind) -> None:
    st.header(kind.label)
    trouble = ""
    with store().reading() as session:
        entry = assets.in_force(session, kind)
        try:
            assets.asset(session, kind)
        except UserError as error:
            trouble = str(error)
    if entry is None:
        st.markdown(NONE[kind])
    else:
        st.markdown(f"**{escaped(entry.name)}** gilt seit {moment(entry.at)}, abgegeben von {escaped(entry.who)}.")
    if trouble:
        st.error(escaped(trouble), icon=":material/error:")
    _hand_in(kind)
    if entry is not None:
        _remove(entry)


def _hand_in(kind: AssetKind) -> None:
    st.markdown(HOW[kind])
    file = st.file_uploader(FILE[kind], key=f"{KEY}:datei:{kind.value}:{_round()}", accept_multiple_files=False)
    if file is not None:
        st.button(
            f"{kind.label} übernehmen", type="primary", icon=":material/check:", on_click=_take,
            args=(kind, file.name, file.getvalue()), key=f"{KEY}:uebernehmen:{kind.value}",
        )  # fmt: skip


def _remove(entry: AssetEntry) -> None:
    kind = entry.kind
    with st.popover(f"{kind.label} entfernen …", icon=":material/delete:", key=f"{KEY}:fragen:{kind.value}"):
        st.markdown(f"**{escaped(entry.name)}** wird dann nicht mehr verwendet. Fertige Dateien bleiben, wie sie sind.")
        st.button("Ja, entfernen", type="primary", on_click=_drop, args=(kind,), key=f"{KEY}:entfernen:{kind.value}")


def _take(kind: AssetKind, name: str, content: bytes) -> None:
    if act(lambda work: assets.hand_in(work, kind, name, content)):
        st.session_state[ROUND] = _round() + 1


def _drop(kind: AssetKind) -> None:
    act(lambda work: assets.remove(work, kind))


def _round() -> int:
    return int(st.session_state.get(ROUND, 0))
