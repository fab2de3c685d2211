"""The bodies of the fictional county with their members, read from ``bodies.toml``, entered by the usual commands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from dashboard.alliances.models import Alliance
from dashboard.demo import partners
from dashboard.meetings import bodies, members
from dashboard.meetings.body_models import Body
from dashboard.meetings.forms import BodyForm, MemberForm
from dashboard.meetings.kinds import BodyKind
from dashboard.network.models import Function, Organisation
from dashboard.store import Circle, UnitOfWork

ENTERED_ON = date(2026, 1, 26)
"""The day on which the office began to keep its meetings here; what was before is entered on it."""
LATER_ON = {"buendnis": date(2026, 3, 4)}
"""Bodies that were founded afterwards."""

RENEWED_ON = date(2026, 11, 1)
TERMS = (("Wahlperiode 2021–2026", date(2026, 10, 31)), ("Wahlperiode 2026–2031", None))
"""Of the organs, the first with its last day."""


@dataclass(frozen=True)
class Offices:
    """Ids of organisations by their key, and of functions by „key/title“, as the stories name them."""

    organisations: Mapping[str, int]
    functions: Mapping[str, int]

    def both(self, told: str) -> tuple[int | None, int | None]:
        """Organisation and function of „key/title“ or of „key“ alone; empty: nobody."""
        key, slash, _ = told.partition("/")
        return (self.organisations[key] if key else None), (self.functions[told] if slash else None)


def told(name: str) -> list[dict[str, Any]]:
    """The tables of a file beside this module, whatever they are called there."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return [one for tables in tomllib.loads(text).values() for one in tables]


def offices(work: UnitOfWork) -> Offices:
    """The organisations of ``partners`` with their functions."""
    keys = {one.name: one.key for one in partners.ORGANISATIONS}
    organisations = {row.id: keys[row.name] for row in work.session.execute(select(Organisation.id, Organisation.name))}
    functions = work.session.execute(select(Function.id, Function.title, Function.organisation))
    return Offices(
        {key: number for number, key in organisations.items()},
        {f"{organisations[row.organisation]}/{row.title}": row.id for row in functions},
    )


def enter(work: UnitOfWork, known: Offices, *, on: date = ENTERED_ON) -> dict[str, int]:
    """Enter the bodies that come on a day, with members and former names; returns their ids by key."""
    return {
        one["key"]: _enter(work, known, one)
        for one in told("bodies") if LATER_ON.get(one["key"], ENTERED_ON) == on
    }  # fmt: skip


def renew(work: UnitOfWork, known: Offices, bodies_by_key: Mapping[str, int]) -> None:
    """Let the organs' seats go on in the new Wahlperiode, the day after the old one has ended."""
    term, _ = TERMS[1]
    for one in told("bodies"):
        if "terms" in one:
            _seat(work, known, one, MemberForm(bodies_by_key[one["key"]], 0, term=term, since=RENEWED_ON))


def _enter(work: UnitOfWork, known: Offices, one: dict[str, Any]) -> int:
    alliance = work.session.scalar(select(Alliance.id).where(Alliance.name == one.get("alliance")))
    wish = BodyForm(
        one["name"], BodyKind(one["kind"]), one["purpose"], one.get("area"), alliance,
        known.both(one.get("chair", ""))[1], known.both(one["office"])[1], one["rhythm"], one["since"],
        circle=Circle(one.get("circle", "coordination")),
    )  # fmt: skip
    body = bodies.add_body(work, wish)
    term, until = TERMS[0] if "terms" in one else ("", None)
    _seat(work, known, one, MemberForm(body, 0, term=term, since=one["since"], until=until))
    if "renamed" in one:
        row = work.session.get_one(Body, body)
        bodies.rename_body(work, body, one["renamed"], one["renamed_after"], seen=row.version)
    return body


def _seat(work: UnitOfWork, known: Offices, one: dict[str, Any], for_all: MemberForm) -> None:
    for seat, role in one.get("members", {}).items():
        organisation, function = known.both(seat)
        assert organisation is not None
        members.add_member(work, replace(for_all, organisation=organisation, function=function, role=role))
