"""Goals as marks: a sign and a word for every state, never colour alone, and never one average of several goals."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import chain, repeat

from dashboard.alliances import hints
from dashboard.alliances.kinds import State
from dashboard.alliances.rows import title
from dashboard.exhibits import goals_table
from dashboard.exhibits.goals_table import SIGNS
from dashboard.exhibits.html_renderer import CELL, HEAD
from dashboard.formats import day, join, number, percent
from dashboard.ui.alliances_reads import Agreed, Goal
from dashboard.ui.show import escaped

COLOURS = {
    State.REACHED: ("#0b5d2a", "#ffffff"),
    State.ON_TRACK: ("#1d5a8f", "#ffffff"),
    State.BEHIND: ("#ffd479", "#0f1720"),
    State.AWAY: ("#9b1c1c", "#ffffff"),
    State.UNKNOWN: ("#4a5461", "#ffffff"),
}
"""Ground and ink of a mark, the same in both themes; each pair has at least 6:1."""
GRID = "display:grid;grid-template-columns:repeat(auto-fill,minmax(min(21rem,100%),1fr));gap:1rem"
CARD = "border:1px solid color-mix(in srgb, currentColor 45%, transparent);border-radius:0.25rem;padding:0.75rem 1rem"
HEADING = "font-size:1.15rem;font-weight:600;margin:0 0 0.25rem 0;padding:0;overflow-wrap:anywhere"
MOST_LISTED = 8
"""Goals on a card; the later ones are counted."""
PALE = "margin:0;font-size:0.875rem"
TRACK = "position:relative;height:0.7rem;border:1px solid currentColor;border-radius:0.25rem;max-width:26rem"


def counted(goals: Sequence[Goal]) -> str:
    """How many goals there are, and how many of them in which state."""
    return goals_table.counted([goal.state for goal in goals]) if goals else "noch kein Ziel"


def overview_sentence(board: Sequence[Agreed]) -> str:
    """All alliances and goals in one sentence."""
    goals = [goal for agreed in board for goal in agreed.goals]
    many = "1 Bündnis" if len(board) == 1 else f"{number(len(board))} Bündnisse"
    worse = [goal for goal in goals if goal.state in (State.BEHIND, State.AWAY)]
    names = list(dict.fromkeys(f"„{goal.followed.goal.alliance}“" for goal in worse))
    where = f" Im Verzug oder vom Ziel entfernt: {join(names)}." if names else ""
    return f"{many}, {counted(goals)}.{where}"


def cards(board: Sequence[Agreed], to_review: Mapping[int, int], today: date) -> str:
    """All alliances side by side, each with its goals, the next due first. ``to_review``: measures per alliance."""
    shown = "".join(_card(one, to_review.get(one.alliance.id, 0), today) for one in board)
    return f'<div style="{GRID}">{shown}</div>'


def mark(state: State) -> str:
    """The state as a sign and its word."""
    ground, ink = COLOURS[state]
    return (
        f'<span style="display:inline-block;white-space:nowrap;background:{ground};color:{ink};border-radius:0.25rem;'
        f'padding:0 0.5rem;font-size:0.875rem;font-weight:600;line-height:1.5"><span aria-hidden="true">{SIGNS[state]} '
        f"</span>{escape(state.label)}</span>"
    )


def span(first: date | None, last: date | None) -> str:
    """„01.03.2026 bis 31.08.2027“, „ab 01.03.2026“, „bis 31.08.2027“, „offen“."""
    if first is not None and last is not None:
        return f"{day(first)} bis {day(last)}"
    if first is not None:
        return f"ab {day(first)}"
    return f"bis {day(last)}" if last is not None else "offen"


def lines(text: str) -> str:
    """A long text as it was typed, harmless and with its line breaks."""
    return escaped(text).replace("\n", "  \n")


def bar(share: float | None, expected: float | None, bound: str = "") -> str:
    """Share of the way as a small bar, the expected one as a line across it, and both in words.

    ``bound``: „mindestens“ or „höchstens“ where the value is a sum that lacks places.
    """
    if share is None:
        return ""
    filled = 100 * min(max(share, 0.0), 1.0)
    line = ""
    words = f"{bound} {percent(share)} des Weges".strip()
    if expected is not None:
        at = 100 * min(max(expected, 0.0), 1.0)
        line = (
            f'<div style="position:absolute;left:calc({at:.1f}% - 1.5px);top:-0.25rem;bottom:-0.25rem;width:3px;'
            'background:currentColor"></div>'
        )
        words += f", erwartet {percent(expected)} (Strich)"
    return (
        f'<div aria-hidden="true" style="{TRACK}"><div style="width:{filled:.1f}%;height:100%;background:#2e7bb9">'
        f'</div>{line}</div><p style="{PALE};margin-top:0.3rem">{words}</p>'
    )


def table(
    label: str, heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = (),
    links: Sequence[str] = (),
) -> str:  # fmt: skip
    """A real table; the columns named in ``right`` are numbers. ``links``: for each row where its first cell leads."""
    sides = ["text-align:right;white-space:nowrap" if head in right else "text-align:left" for head in heads]
    top = "".join(
        f'<th scope="col" style="{HEAD};{side}">{escape(head)}</th>' for head, side in zip(heads, sides, strict=True)
    )
    targets = chain(links, repeat(""))
    body = "".join(f"<tr>{_cells(row, sides, target)}</tr>" for row, target in zip(rows, targets, strict=False))
    return (
        f'<div role="region" tabindex="0" aria-label="{escape(label)}" style="overflow-x:auto">'
        f'<table style="border-collapse:collapse;width:100%"><thead><tr>{top}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _cells(row: Sequence[str], sides: Sequence[str], link: str) -> str:
    texts = [escape(text) for text in row]
    if link:
        texts[0] = f'<a href="{escape(link)}" target="_self" style="color:inherit">{texts[0]}</a>'
    first, *rest = [
        f'style="{CELL};{side};font-weight:400;overflow-wrap:break-word">{text}'
        for text, side in zip(texts, sides, strict=True)
    ]
    return f'<th scope="row" {first}</th>' + "".join(f"<td {one}</td>" for one in rest)


def _card(agreed: Agreed, to_review: int, today: date) -> str:
    form = agreed.alliance.form
    lead = agreed.alliance.lead or "offen"
    meeting = day(form.next_meeting) if form.next_meeting is not None else "nicht eingetragen"
    goals = "".join(
        f'<li style="margin:0.35rem 0;padding:0;list-style:none;overflow-wrap:anywhere">{mark(goal.state)} '
        f"{escape(title(goal.followed.goal.form.text))}</li>"
        for goal in agreed.goals[:MOST_LISTED]
    )
    listed = f'<ul style="margin:0.5rem 0 0 0;padding:0">{goals}</ul>' if goals else ""
    rest = len(agreed.goals) - MOST_LISTED
    if rest > 0:
        more = "1 weiteres Ziel" if rest == 1 else f"{number(rest)} weitere Ziele"
        listed += f'<p style="{PALE}">und {more}</p>'
    served = len({goal.followed.goal.form.recommendation for goal in agreed.goals} - {None})
    facts = [
        f"Nächstes Treffen: {meeting}",
        *([f"Dient {number(served)} Handlungsempfehlung{'en' if served > 1 else ''}"] if served else []),
        *([f"Noch zu bewerten: {number(to_review)} Maßnahme{'n' if to_review > 1 else ''}"] if to_review else []),
        *(hint for hint in (hints.contract(form, today), hints.meeting(form, today)) if hint),
    ]
    told = "".join(f'<p style="{PALE}">{escape(fact)}</p>' for fact in facts)
    return (
        f'<section style="{CARD}"><h2 style="{HEADING}">{escape(form.name)}</h2>'
        f'<p style="{PALE}">Federführung: {escape(lead)} · {escape(form.state.label)}</p>'
        f"{told}"
        f'<p style="margin:0.5rem 0 0 0;font-weight:600">{escape(counted(agreed.goals))}</p>{listed}</section>'
    )
