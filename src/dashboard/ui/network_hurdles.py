"""Hurdles: all in a table with the state first, or one with what blocks and what became of it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.alliances.rows import title
from dashboard.formats import NOTHING, day, moment, number
from dashboard.meetings.kinds import LinkKind
from dashboard.network import rows
from dashboard.network.hurdles import HurdleEntry, HurdleForm
from dashboard.network.kinds import HurdleState
from dashboard.store.history import Traced
from dashboard.ui import alliances_marks, history_of, network_marks, network_reads, reads, resolved
from dashboard.ui.network_reads import ALL_FIELDS, PLACELESS
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here

OPENED, STATE, FIELD = "huerde", "huerde_stand", "huerde_feld"
HEADS = ("Stand", "Hürde", "Welche Regel", "Wer könnte sie ändern", "Ort", "Seit", "Was daraus wurde")
MOST = 200
"""Rows shown at once."""


def panel(here: Here) -> None:
    """The table, or the hurdle chosen."""
    found = network_reads.network(here).hurdles
    if not found:
        st.info(
            "Es ist noch keine Hürde eingetragen."
            + (" Tragen Sie unten ein, was hindert und wer es ändern könnte." if here.may_edit else ""),
            icon=":material/block:",
        )
        return
    names = network_reads.distinct({one.id: one.form.title for one in found})
    chosen = network_reads.chosen(OPENED, "Hürde öffnen", names, "alle Hürden", 480)
    for one in found:
        if one.id == chosen:
            _one(here, one)
            return
    _table(found)


def counted(found: Sequence[HurdleEntry]) -> str:
    """„5 Hürden: 2 offen, 1 gelöst.“"""
    states = Counter(one.form.state for one in found)
    many = "1 Hürde" if len(found) == 1 else f"{number(len(found))} Hürden"
    return f"{many}: {', '.join(f'{number(states[one])} {one.label}' for one in HurdleState if states[one])}."


def _table(everything: Sequence[HurdleEntry]) -> None:
    states = {one.form.state for one in everything}
    fields = {one.form.field for one in everything}
    with st.container(horizontal=True):
        state = network_reads.chosen(
            STATE, "Stand", {one.value: one.label for one in HurdleState if one in states}, "jeder Stand"
        )
        named = {code: name for code, name in network_reads.field_names().items() if code in fields}
        field = network_reads.chosen(FIELD, "Handlungsfeld", named, ALL_FIELDS)
    found = [
        one
        for one in everything
        if state in (None, one.form.state.value) and (field is None or one.form.field in ("", field))
    ]
    st.markdown(escaped(counted(found) if found else "Keine Hürde passt zu dieser Auswahl."))
    shown = [
        (
            network_marks.state(one.form.state), one.form.title, one.form.rule or NOTHING, one.form.changer or NOTHING,
            one.place or PLACELESS, day(one.form.since) if one.form.since else NOTHING,
            title(one.form.outcome) or NOTHING,
        )
        for one in found[:MOST]
    ]  # fmt: skip
    if shown:
        st.html(alliances_marks.table("Hürden nach Stand", HEADS, shown))
    if len(found) > MOST:
        st.caption(f"Gezeigt werden die ersten {number(MOST)}; die Auswahl oben grenzt sie ein.")


def _one(here: Here, one: HurdleEntry) -> None:
    form = one.form
    st.markdown(f"## {escaped(form.title)}")
    told = {
        "Stand": network_marks.state(form.state),
        "Seit": day(form.since) if form.since else "nicht eingetragen",
        form.LABELS["rule"]: form.rule or "nicht eingetragen",
        form.LABELS["changer"]: form.changer or "nicht eingetragen",
        "Ort": one.place or PLACELESS,
        "Handlungsfeld": network_reads.field_names().get(form.field, ALL_FIELDS),
        "Sichtbar für": form.circle.label,
        "Zuletzt geändert": f"{moment(one.life.changed_at)} von {one.life.changed_by}" if here.internal else "",
    }
    st.html(network_marks.facts(told))
    words = partial(rows.words, catalogue=reads.catalogue())
    history_of.panel(here, f"huerde-{one.id}", [Traced(f"hurdle:{one.id}", HurdleForm)], words)
    st.markdown(f"### {escaped(form.LABELS['text'])}\n\n{alliances_marks.lines(form.text)}")
    outcome = alliances_marks.lines(form.outcome) if form.outcome else "Noch nichts eingetragen."
    st.markdown(f"### {escaped(form.LABELS['outcome'])}\n\n{outcome}")
    resolved.panel(here, LinkKind.HURDLE, one.id)
