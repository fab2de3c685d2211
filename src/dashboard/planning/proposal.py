"""Which place might take how many of the next people: a proposal from what each still owes and has usable.

What was set by hand is kept; the others share the rest by what they owe, none above its usable places, whole persons by
largest remainder. Somebody decides; this only reckons and gives its reasons.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.errors import UserError
from dashboard.formats import day as german_day
from dashboard.formats import join, number
from dashboard.geography.articles import accusative, dative
from dashboard.planning.quota_views import Quota, QuotaRow
from dashboard.planning.share import largest_remainder
from dashboard.planning.usable import Usable

MOST = 100_000
UNREPORTED = Usable(None, why="Nutzbare freie Plätze sind nicht gemeldet.")


class ProposalRefused(UserError):
    """What was set by hand does not fit; the sentence says the numbers."""


@dataclass(frozen=True)
class ByHand:
    """What somebody set for a place: a fixed number (a family's rooms, a protected group), or None: left out."""

    area: str
    persons: int | None
    reason: str


@dataclass(frozen=True)
class ProposalLine:
    """``persons`` of the next people go to this place; ``reason`` is a German sentence."""

    area: str
    name: str
    open: int | None
    usable: int | None
    persons: int
    by_hand: bool
    reason: str


@dataclass(frozen=True)
class Proposal:
    """``lines``: every place in official order; with ``unplaced`` they sum to ``persons``."""

    persons: int
    lines: tuple[ProposalLine, ...]
    unplaced: int
    sentence: str
    notes: tuple[str, ...]


def propose(persons: int, quota: Quota, usable: Mapping[str, Usable], by_hand: Sequence[ByHand] = ()) -> Proposal:
    """Places for the next ``persons``.

    Raises ProposalRefused for fewer than one person, for a reason that is missing, for a place twice or not in the
    quota, and for fixed numbers above the persons or above a place's usable places.
    """
    fixed = _checked(persons, quota, usable, by_hand)
    rest = persons - sum(one.persons or 0 for one in fixed.values())
    owed = {row.area: row.open for row in quota.places if row.area not in fixed and row.open is not None}
    room = {area: places for area, one in usable.items() if area in owed and (places := one.places) is not None}
    shares = capped({area: max(owed[area], 0) for area in owed if area in room}, room, rest)
    whole = largest_remainder(int(sum(shares.values())), shares)
    lines = []
    for row in quota.places:
        known = usable.get(row.area, UNREPORTED)
        hand = fixed.get(row.area)
        given = whole.get(row.area, 0) if hand is None else hand.persons or 0
        reason = _set(hand) if hand is not None else _reason(row, known, given, shares.get(row.area))
        lines.append(ProposalLine(row.area, row.name, row.open, known.places, given, hand is not None, reason))
    unplaced = persons - sum(line.persons for line in lines)
    return Proposal(
        persons, tuple(lines), unplaced, _sentence(persons, lines, unplaced), tuple(_notes(lines, unplaced))
    )


def capped(owed: Mapping[str, int], room: Mapping[str, int], persons: int) -> dict[str, Fraction]:
    """Exact shares of ``persons`` by what is owed, none above its room; what finds no room is in none of them."""
    shares = {area: Fraction(0) for area in owed}
    waiting = {area for area, many in owed.items() if many > 0 and room[area] > 0}
    left = Fraction(persons)
    while waiting and left:
        weight = sum(owed[area] for area in waiting)
        full = {area for area in waiting if left * owed[area] >= room[area] * weight}
        if not full:
            return shares | {area: left * owed[area] / weight for area in waiting}
        for area in full:
            shares[area] = Fraction(room[area])
            left -= room[area]
        waiting -= full
    return shares


def _checked(
    persons: int, quota: Quota, usable: Mapping[str, Usable], by_hand: Sequence[ByHand]
) -> dict[str, ByHand]:  # fmt: skip
    if not 1 <= persons <= MOST:
        raise ProposalRefused(f"Vorgeschlagen wird für 1 bis {number(MOST)} Personen, nicht für {number(persons)}.")
    names = {row.area: row.name for row in quota.places}
    fixed: dict[str, ByHand] = {}
    for one in by_hand:
        if one.area not in names:
            raise ProposalRefused(f"„{one.area}“ ist kein Ort dieser Verteilung; bitte wählen Sie einen anderen.")
        name = names[one.area]
        if one.area in fixed:
            raise ProposalRefused(f"Für {accusative(name)} stehen zwei Ausnahmen; bitte nehmen Sie eine davon weg.")
        if not one.reason.strip():
            raise ProposalRefused(f"Bitte geben Sie für die Ausnahme von {dative(name)} einen Grund an.")
        whom = accusative(name)
        if one.persons is not None and one.persons < 0:
            raise ProposalRefused(f"Für {whom} können nicht {number(one.persons)} Personen festgesetzt werden.")
        places = usable.get(one.area, UNREPORTED).places
        if one.persons is not None and places is not None and one.persons > places:
            raise ProposalRefused(
                f"Für {whom} sind {number(one.persons)} Personen festgesetzt, nutzbar frei {_are(places)}. Bitte "
                "setzen Sie weniger fest, oder berichtigen Sie zuerst die gemeldeten Plätze."
            )
        fixed[one.area] = one
    together = sum(one.persons or 0 for one in fixed.values())
    if together > persons:
        raise ProposalRefused(
            f"Festgesetzt sind zusammen {number(together)} Personen, zu verteilen {_persons(persons)}. Bitte setzen "
            "Sie weniger fest."
        )
    return fixed


def _set(one: ByHand) -> str:
    reason = one.reason.strip().rstrip(".")
    if one.persons is None:
        return f"Von Hand ausgelassen: {reason}."
    return f"Von Hand festgesetzt auf {_persons(one.persons)}: {reason}."


def _reason(row: QuotaRow, known: Usable, given: int, share: Fraction | None) -> str:
    """Why a place gets so many."""
    if row.open is None:
        hidden = "ist für diesen Kreis zurückgehalten (•)" if row.sign else "ist nicht bekannt"
        return f"Niemand: Wie viele Personen noch aufzunehmen sind, {hidden}."
    if row.open <= 0:
        more = f", und es sind {number(-row.open)} mehr aufgenommen" if row.open else ""
        return f"Niemand: Das Soll ist erfüllt{more}."
    owed = f"{'ist' if row.open == 1 else 'sind'} noch {_persons(row.open)}"
    if known.places is None:
        return f"Niemand, obwohl noch {_persons(row.open)} aufzunehmen sind: {known.why}"
    stand = f" (Stand {german_day(known.as_of)})" if known.as_of is not None else ""
    if known.places <= 0:
        return f"Niemand: Aufzunehmen {owed}, aber kein Platz ist nutzbar frei{stand}."
    if given == 0:
        return f"Niemand: Aufzunehmen {owed}, der Anteil daran ergibt hier keine ganze Person."
    if share is not None and share == known.places:
        return f"Alle nutzbaren freien Plätze{stand}: Aufzunehmen {owed}, nutzbar frei {_are(known.places)}."
    more = f"; das sind {number(given - row.open)} mehr als aufzunehmen sind" if given > row.open else ""
    return f"Nach dem Anteil am Offenen: Aufzunehmen {owed}, nutzbar frei {_are(known.places)}{stand}{more}."


def _sentence(persons: int, lines: Sequence[ProposalLine], unplaced: int) -> str:
    """„Vorschlag für 30 Personen: 23 in 4 Orten. Für 7 Personen ist kein nutzbarer Platz gemeldet.“"""
    taking = [line for line in lines if line.persons]
    head = f"Vorschlag für {_persons(persons)}:"
    if not taking:
        return f"{head} Kein Ort kommt infrage. {_nowhere(unplaced)}"
    where = "1 Ort" if len(taking) == 1 else f"{len(taking)} Orten"
    placed = f"{head} {number(persons - unplaced)} in {where}."
    return f"{placed} {_nowhere(unplaced)}" if unplaced else placed


def _nowhere(unplaced: int) -> str:
    return f"Für {_persons(unplaced)} ist kein nutzbarer Platz gemeldet."


def _notes(lines: Sequence[ProposalLine], unplaced: int) -> Iterator[str]:
    yield "Ein Vorschlag: Verteilt wird erst, wenn jemand so entscheidet."
    fulfilled = [line for line in lines if not line.by_hand and line.open is not None and line.open <= 0]
    spare = [f"{line.name} ({number(line.usable)})" for line in fulfilled if (line.usable or 0) > 0]
    if unplaced and spare:
        yield f"Nutzbare freie Plätze gibt es noch in Orten, die ihr Soll erfüllt haben: {join(spare)}."
    left_out = [line.name for line in lines if not line.by_hand and (line.open is None or line.usable is None)]
    if left_out:
        yield f"Ohne Angaben, und deshalb ohne Vorschlag: {join(left_out)}."


def _persons(count: int) -> str:
    return "1 Person" if count == 1 else f"{number(count)} Personen"


def _are(places: int) -> str:
    return "ist 1 Platz" if places == 1 else f"sind {number(places)} Plätze"
