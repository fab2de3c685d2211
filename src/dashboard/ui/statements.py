"""„Wer hat wann was gemeldet?“: the history of one figure."""

import pandas as pd
import streamlit as st

from dashboard.formats import moment, number
from dashboard.observations.models import IN_FORCE, PURGED, TAKEN_BACK
from dashboard.periods import Period
from dashboard.ui import comparisons, evidence, reads
from dashboard.ui.visit import Here

STATES = {IN_FORCE: "abgelöst", TAKEN_BACK: "Datei zurückgenommen", PURGED: "gelöscht"}
"""What became of a statement that does not hold."""


def panel(here: Here) -> None:
    """Pick a figure, a place and a period; every statement of it, the newest first."""
    st.header("Wer hat wann was gemeldet?")
    codes = evidence.figures_with_history(here)
    if not codes:
        st.caption("Sobald Zahlen übernommen sind, verfolgen Sie hier jede zurück bis zu ihrer Datei.")
        return
    indicators = reads.catalogue().indicators
    one, two, three = st.columns(3)
    with one:
        code = st.selectbox(
            "Kennzahl", codes, index=None, format_func=lambda code: indicators[code].short, key="verlauf_kennzahl",
            placeholder="Kennzahl wählen",
        )  # fmt: skip
    if code is None:
        st.caption("Wählen Sie eine Kennzahl, dann Ort und Zeitraum.")
        return
    where = evidence.where_stated(here, str(code))
    order = {area: position for position, area in enumerate(reads.places(here)["area"])}
    areas = sorted({area for area, _ in where}, key=lambda area: (order.get(area, len(order)), area))
    with two:
        area = st.selectbox(
            "Ort", areas, format_func=lambda area: comparisons.place_name(here, area), key=f"verlauf_ort_{code}"
        )
    periods = [period for stated, period in where if stated == area]
    with three:
        period = st.selectbox(
            "Zeitraum", periods, format_func=lambda period: Period.of(period).label, filter_mode=None,
            key=f"verlauf_zeitraum_{code}_{area}",
        )  # fmt: skip
    if area in areas and period in periods:
        _show(evidence.statements(here, str(code), str(area), Period.of(str(period))))


def _show(frame: pd.DataFrame) -> None:
    if frame.empty:
        st.caption("Dazu liegt nichts vor, das Sie sehen dürfen.")
        return
    rows = pd.DataFrame(
        {
            "Unterkunft oder Gliederung": frame["subject"].tolist(),
            "Wert": [text or "endet" for text in comparisons.texts(frame["value"], frame["sign"])],
            "Stand": [
                "gilt" if current else STATES[state]
                for current, state in zip(frame["current"], frame["state"], strict=True)
            ],
            "Freigabe": [_release(row) for row in frame.to_dict("records")],
            "Wann": [moment(at) for at in frame["at"]],
            "Wer": frame["who"].tolist(),
            "Lieferant": frame["supplier"].tolist(),
            "Datei": [f"Nr. {n} · {name}" for n, name in zip(frame["upload"], frame["file_name"], strict=True)],
        }
    )
    st.dataframe(rows, hide_index=True, alt=f"{number(len(rows))} Meldungen, die neueste zuerst")


def _release(row: dict[str, object] | dict[object, object]) -> str:
    found = {str(name): value for name, value in row.items()}
    parts = []
    if _is(found["release"]):
        parts.append(f"freigegeben {moment(found['released_at'])}, {found['released_by']}")  # type: ignore[arg-type]
    if _is(found["earlier"]):
        end = "zurückgenommen" if _is(found["earlier_withdrawn_at"]) else "abgelöst"
        parts.append(f"war freigegeben {moment(found['earlier_at'])}, {found['earlier_by']} ({end})")  # type: ignore[arg-type]
    return "; ".join(parts) or "nie"


def _is(thing: object) -> bool:
    return thing is not None and not pd.isna(thing)  # type: ignore[call-overload]
