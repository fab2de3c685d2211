"""Parts of the network's page as HTML: facts of one entry, and the state of a hurdle as a sign and its word."""

from collections.abc import Mapping
from html import escape

from dashboard.network.kinds import HurdleState

SIGNS = {
    HurdleState.OPEN: "!",
    HurdleState.RAISED: "→",
    HurdleState.IN_CLARIFICATION: "?",
    HurdleState.PARTLY_SOLVED: "◐",
    HurdleState.SOLVED: "✓",
    HurdleState.UNSOLVABLE: "✕",
}


def facts(told: Mapping[str, str]) -> str:
    """What is known of an entry as a list of terms; empty texts are left out."""
    shown = "".join(
        f'<div><dt style="font-size:0.875rem">{escape(name)}</dt><dd style="margin:0;font-weight:600;'
        f'overflow-wrap:anywhere">{escape(text)}</dd></div>'
        for name, text in told.items()
        if text
    )
    return f'<dl style="display:flex;flex-wrap:wrap;gap:0.75rem 2rem;margin:0;padding:0">{shown}</dl>'


def state(one: HurdleState) -> str:
    """„! offen“."""
    return f"{SIGNS[one]} {one.label}"
