"""``goals``: what was agreed and where it stands, from the values in force as the office has them."""

from typing import Any

from dashboard.accommodation.houses import Houses
from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.alliances import queries
from dashboard.alliances.entries import GoalEntry
from dashboard.alliances.standing import Followed, Standing, follow
from dashboard.catalogue import Catalogue
from dashboard.cli import context
from dashboard.formats import local_day
from dashboard.geography import queries as geography
from dashboard.store import Circle, Store, now


def goals(as_json: context.JsonOption = False) -> None:
    """Alle Ziele der Bündnisse mit ihrem Stand."""
    with context.refusals(as_json=as_json), context.opened() as store:
        found = _followed(store, context.catalogue(store))
        if as_json:
            context.answer([_facts(one.goal, one.standing) for one in found])
            return
        if not found:
            print("Es ist noch kein Ziel eingetragen.")
        for one in found:
            print(f"{one.goal.alliance}: {one.goal.form.text}")
            print(f"  {one.standing.sentence} {one.standing.outlook}".rstrip())


def _followed(store: Store, catalogue: Catalogue) -> tuple[Followed, ...]:
    with store.reading() as session:
        if not queries.goals(session, context.OPERATOR):
            return ()
        own = geography.district(session).area
        places = geography.places(session, own)

        houses = Houses(session, Circle.INTERNAL, places, own)

        def figures(code: str) -> list[Value]:
            return figures_of(session, Circle.INTERNAL, catalogue, code, places, own, houses=houses)

        return follow(session, context.OPERATOR, catalogue, figures, local_day(now()))


def _facts(goal: GoalEntry, standing: Standing) -> dict[str, Any]:
    """The object of the contract. A value that rests on several uploads names the newest, and all in ``from``."""
    form, progress = goal.form, standing.progress
    current = progress.current if progress is not None else None
    used = progress.point.uploads if progress is not None and progress.point is not None and current is not None else ()
    facts: dict[str, Any] = {
        "alliance": goal.alliance,
        "goal": form.text,
        "indicator": form.indicator,
        "area": ", ".join(form.areas),
        "baseline": _whole(form.baseline_value),
        "target": _whole(form.target_value),
        "due": form.due_period.code if form.due_period is not None else None,
        "current": _whole(current),
        "progress": progress.share if progress is not None else None,
        "expected": progress.expected if progress is not None else None,
        "state": standing.state.value,
        "upload": max(used, default=None),
    }
    return facts | ({"from": list(used)} if len(used) > 1 else {})


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
