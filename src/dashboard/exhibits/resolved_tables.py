"""What was resolved and what is to be done, as tables: councillors want one of each, with what, who, until when, state.

Who is late is not in them: that is the office's own business.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.exhibits.exhibit import Column, Exhibit, Kind
from dashboard.formats import NOTHING, number
from dashboard.formats import day as german_day
from dashboard.meetings.kinds import ResolutionState, TaskState
from dashboard.meetings.resolution_queries import ResolutionEntry
from dashboard.meetings.task_table import TaskEntry

SOURCE = "Niederschriften und Eintragungen unter „Sitzungen“ und „Aufgaben“"
RESOLUTIONS, TASKS = "Verabredungen, Empfehlungen und Beschlüsse", "Aufgaben"


def resolutions(found: Sequence[ResolutionEntry], today: date) -> Exhibit | None:
    """Resolutions in the order given; None where there is none."""
    if not found:
        return None
    states = Counter(one.form.state for one in found)
    parts = [f"{number(states[state])} {state.label}" for state in ResolutionState if states[state]]
    sentence = f"{'1 Eintrag' if len(found) == 1 else f'{number(len(found))} Einträge'}: {', '.join(parts)}."
    data = pd.DataFrame(
        {
            "key": [str(one.id) for one in found],
            "number": [one.number for one in found],
            "day": pd.Series([one.day for one in found], dtype=object),
            "body": [one.body_name for one in found],
            "wording": [f"{one.form.kind.label}: {' '.join(one.form.wording.split())}" for one in found],
            "state": [_state(one) for one in found],
        }
    )
    columns = (
        Column("number", "Nummer"), Column("day", "Vom", Kind.DATE), Column("body", "Gremium"),
        Column("wording", "Wortlaut"), Column("state", "Stand"),
    )  # fmt: skip
    return _exhibit("resolutions", RESOLUTIONS, sentence, data, columns, today)


def tasks(found: Sequence[TaskEntry], total: int, today: date) -> Exhibit | None:
    """Tasks in the order given, of ``total`` that there are; None where there is none."""
    if not found:
        return None
    states = Counter(one.state for one in found)
    parts = [f"{number(states[state])} {state.label}" for state in TaskState if states[state]]
    sentence = f"{'1 Aufgabe' if total == 1 else f'{number(total)} Aufgaben'}: {', '.join(parts)}."
    if total > len(found):
        sentence = f"Von {number(total)} Aufgaben die {number(len(found))} mit dem nächsten Termin: {', '.join(parts)}."
    data = pd.DataFrame(
        {
            "key": [str(one.id) for one in found],
            "text": [" ".join(one.form.text.split()) for one in found],
            "who": [one.responsible or NOTHING for one in found],
            "due": pd.Series([one.form.due_on for one in found], dtype=object),
            "state": [one.state.label for one in found],
        }
    )
    columns = (
        Column("text", "Was"), Column("who", "Wer"), Column("due", "Bis wann", Kind.DATE), Column("state", "Stand"),
    )  # fmt: skip
    return _exhibit("tasks", TASKS, sentence, data, columns, today)


def _state(one: ResolutionEntry) -> str:
    label = one.form.state.label if one.form.state is not None else NOTHING
    answer = one.answered_by
    if answer is not None:
        label += f" (Beschluss {answer.number} vom {german_day(answer.day)}, {answer.body})"
    outcome = " ".join(one.form.outcome.split())
    return f"{label}. {outcome}" if outcome else label


def _exhibit(
    key: str, title: str, sentence: str, data: pd.DataFrame, columns: tuple[Column, ...], today: date
) -> Exhibit:  # fmt: skip
    return Exhibit(key, title, sentence, None, data, columns, SOURCE, german_day(today), (), sentence)
