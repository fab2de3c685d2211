"""Indicators in the administration: which there are and how far they are the county's own, and the form of one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.catalogue import EntryKind, commands
from dashboard.catalogue.check_own import FIXED
from dashboard.catalogue.form import INDICATOR_KEYS, code_of, values_of, with_values
from dashboard.catalogue.texts import State, Texts
from dashboard.formats import moment
from dashboard.store import UnitOfWork
from dashboard.ui import catalogue_decisions, catalogue_life
from dashboard.ui import catalogue_drafts as drafts
from dashboard.ui.catalogue_words import CHOICES, KEYS
from dashboard.ui.manual import FREQUENCIES, LEVELS
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

CHOSEN, NEW = "katalog:kennzahl", "+"
INDICATOR = EntryKind.INDICATOR
ONLY_NEW = ("field", "counts", "timing")
"""What an indicator that has values must not change: it would mean another thing."""
HELP = {
    "trap": "Was leicht falsch gelesen wird; steht neben der Zahl.",
    "short": "Wo wenig Platz ist. Leer: wie die Bezeichnung.",
    "synonyms": "Eine je Zeile: wie die Spalte in gelieferten Tabellen noch heißen kann.",
    "sum_over": "Leer: nie. Ein Bestand wird nicht über die Zeit addiert.",
    "code": "Leer: wird aus der Bezeichnung gebildet. Kleinbuchstaben, Ziffern, Unterstriche.",
}


def panel(here: Here) -> None:
    """The list by field, then one entry or a new one."""
    known = drafts.texts(here)
    codes = in_order(known)
    st.dataframe(
        _table(known, codes), hide_index=True, alt=f"{len(codes)} Kennzahlen mit ihrem Stand", key=f"{CHOSEN}:liste"
    )
    chosen = st.selectbox(
        "Kennzahl", [NEW, *codes], index=None, format_func=lambda code: _label(known, code), key=CHOSEN,
        placeholder="Kennzahl wählen oder neu anlegen", persist_state="session",
    )  # fmt: skip
    if chosen is None:
        st.caption("Wählen Sie eine Kennzahl, um sie zu ändern oder zurückzuziehen, oder „Neue Kennzahl“.")
    elif chosen == NEW:
        st.header("Neue Kennzahl")
        _form(known, None)
    else:
        _entry(here, known, str(chosen))


def in_order(known: Texts) -> list[str]:
    """Codes of all indicators by field, in the order on screen."""
    fields = list(fields_in_order(known))
    codes = known.codes(INDICATOR)
    return sorted(codes, key=lambda code: _position(fields, (known.content(INDICATOR, code) or {}).get("field")))


def fields_in_order(known: Texts) -> dict[str, str]:
    """Code and title of the fields, in the order on screen."""
    ordered = sorted(known.layers.fields.items(), key=lambda item: item[1].content.get("order", 0))
    return {code: str(source.content.get("title", code)) for code, source in ordered}


def titles(known: Texts) -> dict[str, str]:
    """Code and short title of all indicators, by field."""
    return {code: _short(known, code) for code in in_order(known)}


def _entry(here: Here, known: Texts, code: str) -> None:
    content = known.content(INDICATOR, code) or {}
    st.header(str(content.get("title", code)))
    state = known.state(INDICATOR, code)
    if content.get("enabled") is False and state is not State.RETIRED:
        catalogue_decisions.panel(known, code, content)
    if state is not State.RETIRED:
        _form(known, code)
    st.subheader("Zurückziehen" if state is not State.RETIRED else "Zurückgezogen")
    catalogue_life.endings(known, INDICATOR, code, _draft(code))
    st.subheader("Verlauf")
    catalogue_life.history(here, code)


def _form(known: Texts, code: str | None) -> None:
    content = (known.content(INDICATOR, code) if code is not None else None) or {}
    version = known.version(INDICATOR, code) if code is not None else 0
    name = _draft(code)
    values = {**values_of(content, INDICATOR_KEYS), **({} if code is not None else _beginning(known))}
    values["synonyms"] = "\n".join(values["synonyms"])
    prefix = drafts.opened(name, version, values)
    fixed = FIXED if "restrictions" in content else ()
    with st.container(border=True):
        drafts.trouble(name, version)
        if code is not None:
            st.caption(escaped(f"Spaltenname: {code} · {_facts(known, content)}"))
        left, right = st.columns(2, gap="large")
        with left:
            _text(prefix, "title")
            if code is None:
                _text(prefix, "code")
                _choice(prefix, "field", fields_in_order(known))
                _choice(prefix, "counts", CHOICES["counts"])
                _choice(prefix, "timing", CHOICES["timing"])
            for key in ("short", "unit", "source"):
                _text(prefix, key)
            for key in ("definition", "trap", "not_conclude"):
                _long(prefix, key)
        with right:
            _several(prefix, "levels", LEVELS, disabled="levels" in fixed)
            _choice(prefix, "frequency", FREQUENCIES, disabled="frequency" in fixed)
            _choice(prefix, "direction", CHOICES["direction"])
            st.number_input(
                KEYS["decimals"], 0, 3, step=1, key=f"{prefix}decimals", on_change="ignore", persist_state="session"
            )
            for key in ("minimum", "maximum"):
                st.number_input(
                    KEYS[key], value=None, key=f"{prefix}{key}", placeholder="ohne Grenze", format="%g",
                    on_change="ignore", persist_state="session",
                )  # fmt: skip
            dimensions = _dimensions(known)
            _several(prefix, "sum_over", {**CHOICES["sum_over"], **dimensions})
            _several(prefix, "partitions", dimensions)
            _long(prefix, "synonyms")
        label = "Kennzahl anlegen" if code is None else "Änderungen speichern"
        st.button(label, type="primary", on_click=_save, args=(name, code, dict(content)), key=f"{name}:speichern")


def _draft(code: str | None) -> str:
    return f"katalog:kennzahl:{code or NEW}"


def _save(name: str, code: str | None, content: Mapping[str, Any]) -> None:
    state, prefix, seen = st.session_state, drafts.prefix(name), drafts.seen(name)
    keys = [key for key in INDICATOR_KEYS if code is None or key not in ONLY_NEW]
    values = {key: state[f"{prefix}{key}"] for key in keys if f"{prefix}{key}" in state}
    table = with_values(content, values)
    wanted = code or str(state.get(f"{prefix}code") or "").strip() or code_of(str(table.get("title", "")))

    def command(work: UnitOfWork, folder: Path) -> str:
        return commands.save(work, folder, INDICATOR, wanted, table, seen=seen, new=code is None)

    if drafts.attempt(name, command, wanted) and code is None:
        state[CHOSEN] = wanted


def _beginning(known: Texts) -> dict[str, Any]:
    """What a new indicator begins with: what most of them are."""
    return {
        "code": "",
        "field": next(iter(fields_in_order(known))),
        "counts": "things",
        "timing": "period",
        "levels": ["municipality", "association", "district"],
        "frequency": "quarter",
        "sum_over": ["area", "time"],
        "minimum": 0,
    }


def _text(prefix: str, key: str) -> None:
    st.text_input(
        KEYS[key], key=f"{prefix}{key}", max_chars=200, help=HELP.get(key), on_change="ignore", persist_state="session"
    )


def _long(prefix: str, key: str) -> None:
    st.text_area(
        KEYS[key], key=f"{prefix}{key}", max_chars=4000, help=HELP.get(key), on_change="ignore",
        persist_state="session",
    )  # fmt: skip


def _choice(prefix: str, key: str, options: Mapping[str, str], *, disabled: bool = False) -> None:
    st.selectbox(
        KEYS[key], list(options), format_func=lambda code: options.get(code, str(code)), key=f"{prefix}{key}",
        disabled=disabled, on_change="ignore", filter_mode=None, persist_state="session",
    )  # fmt: skip


def _several(prefix: str, key: str, options: Mapping[str, str], *, disabled: bool = False) -> None:
    st.multiselect(
        KEYS[key], list(options), format_func=lambda code: options.get(code, str(code)), key=f"{prefix}{key}",
        help=HELP.get(key), disabled=disabled, placeholder="keine", on_change="ignore", persist_state="session",
    )  # fmt: skip


def _dimensions(known: Texts) -> dict[str, str]:
    words = known.layers.vocabulary
    found = words.content.get("dimensions", []) if words is not None else []
    return {str(one["name"]): str(one["title"]) for one in found}


def _facts(known: Texts, content: Mapping[str, Any]) -> str:
    """What stands fast, in words."""
    parts = [
        f"Feld: {fields_in_order(known).get(str(content.get('field')), '')}",
        f"Gezählt werden: {CHOICES['counts'].get(str(content.get('counts')), '')}",
        f"Ein Wert gilt für: {CHOICES['timing'].get(str(content.get('timing', 'date')), '')}",
    ]
    return " · ".join(parts)


def _table(known: Texts, codes: list[str]) -> pd.DataFrame:
    fields = fields_in_order(known)
    rows = []
    for code in codes:
        content, own = known.content(INDICATOR, code) or {}, known.stored.get((INDICATOR, code))
        rows.append(
            {
                "Feld": fields.get(str(content.get("field")), ""),
                "Kennzahl": str(content.get("title", code)),
                "Spaltenname": code,
                "Stand": known.state(INDICATOR, code).value,
                "Zuletzt geändert": f"{moment(own.at)}, {own.who}" if own is not None and own.at else "",
            }
        )
    return pd.DataFrame(rows)


def _label(known: Texts, code: str) -> str:
    if code == NEW:
        return "Neue Kennzahl"
    state = known.state(INDICATOR, code)
    return _short(known, code) if state is State.FILE else f"{_short(known, code)} ({state.value})"


def _short(known: Texts, code: str) -> str:
    content = known.content(INDICATOR, code) or {}
    return str(content.get("short") or content.get("title") or code)


def _position(fields: list[str], field: object) -> int:
    return fields.index(str(field)) if str(field) in fields else len(fields)
