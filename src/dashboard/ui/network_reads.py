"""The network as this circle has it, read once per data version; and what opens in the page's lists."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.alliances.adoptions import Adoption, adoptions
from dashboard.alliances.seats import Seat, seats
from dashboard.geography.kinds import Level
from dashboard.meetings import body_queries
from dashboard.network.gaps import Gaps, gaps
from dashboard.network.hurdles import HurdleEntry, hurdles
from dashboard.network.practice import PracticeEntry, practices
from dashboard.network.queries import FunctionEntry, OrganisationEntry, functions, organisations
from dashboard.store import Actor, Circle
from dashboard.ui import reads
from dashboard.ui.kept import Kept
from dashboard.ui.visit import Here, store


def bodies(session: Session, actor: Actor) -> tuple[Seat, ...]:
    """The seats of all organisations in bodies that this circle sees."""
    return tuple(
        Seat(organisation, "Gremium", seat.name, _part(seat), seat.since, seat.until)
        for organisation, own in body_queries.seats(session, actor).items()
        for seat in own
    )


SEATS: tuple[Callable[[Session, Actor], tuple[Seat, ...]], ...] = (seats, bodies)
"""Where organisations sit: in alliances, and in bodies that meet."""
Archived = OrganisationEntry | FunctionEntry | PracticeEntry | HurdleEntry
PLACELESS, ALL_FIELDS = "ganzer Landkreis", "alle Felder"


@dataclass(frozen=True)
class Network:
    """All of the network that this circle sees."""

    organisations: tuple[OrganisationEntry, ...]
    seats: Mapping[int, tuple[Seat, ...]]
    """By organisation."""
    practices: tuple[PracticeEntry, ...]
    adoptions: Mapping[int, tuple[Adoption, ...]]
    """By practice example."""
    hurdles: tuple[HurdleEntry, ...]
    archived: tuple[Archived, ...]
    """Only for the office."""


NETWORKS: Kept[Network] = Kept(32)


def network(here: Here) -> Network:
    """The network of this circle; in public without organisations."""
    versions = (here.version("network"), here.version("alliances"), here.version("meetings"))
    return NETWORKS.get((reads.url(), *versions, here.circle), lambda: _read(here.actor))


def _part(seat: body_queries.Seat) -> str:
    return ", ".join(filter(None, (seat.role or "Mitglied", seat.function, seat.term)))


def titles(here: Here) -> dict[int, str]:
    """Titles of the practice examples in use, told apart where two bear the same."""
    return distinct({one.id: one.form.title for one in network(here).practices})


def distinct(names: Mapping[int, str]) -> dict[int, str]:
    """Names of entries, told apart where two bear the same: the address knows only these."""
    often = Counter(names.values())
    return {key: f"{name} (Nr. {key})" if often[name] > 1 else name for key, name in names.items()}


def field_names() -> dict[str, str]:
    """Titles of the catalogue's fields."""
    return {code: one.title for code, one in reads.catalogue().fields.items()}


def area_names(here: Here) -> dict[str, str]:
    """Names of the district's places below itself."""
    own, places = reads.district(here).area, reads.places(here)
    return {area: name for area, name in zip(places["area"], places["name"], strict=True) if area != own}


def all_area_names(here: Here) -> dict[str, str]:
    """The same with the district itself."""
    places = reads.places(here)
    return dict(zip(places["area"], places["name"], strict=True))


def uncovered(here: Here) -> Gaps:
    """Which field has nobody in which Gemeinde."""
    places, own = reads.places(here), reads.district(here).area
    towns = places[places["level"].eq(Level.MUNICIPALITY) & places["area"].ne(own)]
    parents = dict(zip(towns["area"], towns["parent"], strict=True))
    fields = [code for code in reads.catalogue().fields if code != "base"]
    return gaps(network(here).organisations, fields, parents, own)


def chosen(key: str, label: str, names: Mapping[Any, str], none: str, width: int = 250, **more: Any) -> Any:
    """One of the names, kept in the address, or none; what another circle does not have is let go of."""
    if st.session_state.get(key) not in (None, *names):
        del st.session_state[key]
    return st.selectbox(
        label, list(names), index=None, format_func=names.__getitem__, key=key, placeholder=none, bind="query-params",
        filter_mode=None, width=width, **more,
    )  # fmt: skip


def _read(actor: Actor) -> Network:
    public = actor.circle is Circle.PUBLIC
    own: dict[int, list[Seat]] = defaultdict(list)
    with store().reading() as session:
        for seat in () if public else (seat for read in SEATS for seat in read(session, actor)):
            own[seat.organisation].append(seat)
        return Network(
            () if public else organisations(session, actor),
            {key: tuple(found) for key, found in own.items()},
            practices(session, actor),
            adoptions(session, actor),
            hurdles(session, actor),
            tuple(_archived(session, actor)) if actor.circle is Circle.INTERNAL else (),
        )


def _archived(session: Session, actor: Actor) -> Iterator[Archived]:
    yield from (one for one in organisations(session, actor, archived=True) if one.archived_at is not None)
    yield from (one for one in functions(session, actor, archived=True) if one.archived_at is not None)
    yield from (one for one in practices(session, actor, archived=True) if one.life.archived_at is not None)
    yield from (one for one in hurdles(session, actor, archived=True) if one.life.archived_at is not None)
