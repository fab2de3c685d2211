"""The goals of alliances and where each stands, as a table: a sign and a word for every state, the next due first."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.alliances import hints
from dashboard.alliances.kinds import State
from dashboard.alliances.standing import Followed
from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.formats import NOTHING, number
from dashboard.formats import day as german_day

SOURCE = "Eintragungen unter „Bündnisse & Ziele“ und die Kennzahlen, an denen die Ziele gemessen werden"
SIGNS = {State.REACHED: "✓", State.ON_TRACK: "↗", State.BEHIND: "!", State.AWAY: "↘", State.UNKNOWN: "?"}


def goals(found: Sequence[Followed], today: date, *, alliance: str = "") -> Exhibit | None:
    """All goals of one ``alliance`` (its name) or of all; None where there is none."""
    if not found:
        return None
    ordered = sorted(found, key=lambda one: hints.urgency(one.goal, one.standing.state))
    sentence = f"{counted([one.standing.state for one in found])}."
    data = pd.DataFrame(
        {
            "key": [str(one.goal.id) for one in ordered],
            "alliance": [one.goal.alliance for one in ordered],
            "goal": [" ".join(one.goal.form.text.split()) for one in ordered],
            "state": [f"{SIGNS[one.standing.state]} {one.standing.state.label}" for one in ordered],
            "said": [one.standing.sentence for one in ordered],
            "share": [one.standing.share for one in ordered],
            "due": [_due(one) for one in ordered],
        }
    )
    columns = (
        *(() if alliance else (Column("alliance", "Bündnis"),)), Column("goal", "Ziel"), Column("state", "Stand"),
        Column("said", "Wo es steht"), Column("share", "Anteil des Weges", Kind.PERCENT), Column("due", "Zielzeitraum"),
    )  # fmt: skip
    return Exhibit(
        key=f"goals-{alliance}" if alliance else "goals",
        title=f"Ziele des Bündnisses „{alliance}“" if alliance else "Ziele der Bündnisse",
        sentence=sentence,
        chart=None,
        data=data,
        columns=columns,
        source=SOURCE,
        as_of=german_day(today),
        notes=(),
        alt=sentence,
    )


def counted(states: Sequence[State]) -> str:
    """„8 Ziele: 1 erreicht, 3 auf Kurs, 2 entfernen sich vom Ziel, 2 ohne Stand“, in the order of the states."""
    found = Counter(states)
    parts = [f"{number(found[state])} {_after_number(state, found[state])}" for state in State if found[state]]
    many = "1 Ziel" if len(states) == 1 else f"{number(len(states))} Ziele"
    return f"{many}: {', '.join(parts)}"


def _after_number(state: State, count: int) -> str:
    match state:
        case State.AWAY if count > 1:
            return "entfernen sich vom Ziel"
        case State.UNKNOWN:
            return "ohne Stand"
    return state.label


def _due(one: Followed) -> str:
    due = one.goal.form.due_period
    return due.label if due is not None else NOTHING
