"""The catalogue in the administration: indicators, breaks, profiles, the order of the fields, and what was changed."""

import streamlit as st

from dashboard.catalogue import CatalogueError, EntryKind, commands
from dashboard.catalogue.stored import ORDER_OF_FIELDS
from dashboard.ui import catalogue_breaks, catalogue_indicators, catalogue_life, catalogue_profiles, reads
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.catalogue_words import german
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

PART = "katalog:teil"
PARTS = {
    "kennzahlen": "Kennzahlen",
    "brueche": "Brüche",
    "profile": "Quellenprofile",
    "felder": "Reihenfolge der Felder",
    "verlauf": "Alle Änderungen",
}
ORDER = "katalog:felder"


def panel(here: Here) -> None:
    """What can be changed, one part at a time."""
    _problems()
    part = st.segmented_control(
        "Was", list(PARTS), format_func=PARTS.__getitem__, default="kennzahlen", required=True, key=PART,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    match part:
        case "brueche":
            catalogue_breaks.panel(here)
        case "profile":
            catalogue_profiles.panel(here)
        case "felder":
            _fields(here)
        case "verlauf":
            catalogue_life.history(here)
        case _:
            catalogue_indicators.panel(here)


def _problems() -> None:
    """Where files and entries do not fit together no figure is shown; here it is mended."""
    try:
        reads.catalogue()
    except CatalogueError as error:
        st.error(
            "Eigene Einträge und Dateien passen nicht mehr zusammen; bis das behoben ist, zeigt das Dashboard keine "
            "Zahlen:\n\n" + "\n".join(f"- {escaped(german(str(problem)))}" for problem in error.problems),
            icon=":material/error:",
        )


def _fields(here: Here) -> None:
    known = drafts.texts(here)
    fields = catalogue_indicators.fields_in_order(known)
    version = known.version(EntryKind.ORDER, ORDER_OF_FIELDS)
    drafts.opened(ORDER, version, {})
    drafts.trouble(ORDER, version)
    codes = list(fields)
    st.caption("Ein Klick rückt das Feld eine Stelle nach oben, überall und für alle.")
    for position, code in enumerate(codes):
        st.button(
            escaped(f"{position + 1}. {fields[code]}"), icon=":material/arrow_upward:", disabled=position == 0,
            on_click=_move, args=(codes, position), key=f"{ORDER}:{code}", width=360,
        )  # fmt: skip
    own = known.stored.get((EntryKind.ORDER, ORDER_OF_FIELDS))
    if own is not None and own.content:
        st.button("Reihenfolge der Datei", on_click=_reset, key=f"{ORDER}:datei")


def _move(codes: list[str], position: int) -> None:
    order = [*codes]
    order.insert(position - 1, order.pop(position))
    seen = drafts.seen(ORDER)
    drafts.attempt(ORDER, lambda work, folder: commands.set_order(work, folder, order, seen=seen))


def _reset() -> None:
    seen = drafts.seen(ORDER)
    drafts.attempt(
        ORDER,
        lambda work, folder: commands.back_to_file(work, folder, EntryKind.ORDER, ORDER_OF_FIELDS, seen=seen),
    )
