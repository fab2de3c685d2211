"""Writes of alliances, partners and recommendations. Editors of the office write; everything is in the audit.

``add_…`` return the new id, everything else a German sentence. ``seen`` is the version the person had on screen; where
it moved on, EditConflict has both texts and nothing is written.
"""

from dataclasses import replace

from dashboard.alliances.archiving import archive, refuse_overlap, restore
from dashboard.alliances.checks import AllianceInvalid, checked_partner, is_reversed
from dashboard.alliances.forms import AllianceForm, PartnerForm, RecommendationForm
from dashboard.alliances.indexing import indexed
from dashboard.alliances.models import Alliance, Partner, Recommendation
from dashboard.alliances.rows import (
    SUBJECT,
    alliance_form,
    hold,
    partner_form,
    recommendation_form,
    title,
    words,
)
from dashboard.formats import day as german_day
from dashboard.network.models import Organisation
from dashboard.store import Circle, Role, UnitOfWork, kept

__all__ = [
    "add_alliance",
    "add_partner",
    "add_recommendation",
    "archive",
    "change_alliance",
    "change_partner",
    "change_recommendation",
    "restore",
]
ALLIANCE, ORGANISATION = "Das Bündnis", "Die Organisation"


def add_alliance(work: UnitOfWork, wish: AllianceForm) -> int:
    """Enter an alliance. Raises AllianceInvalid, TextInvalid, NotFound for an organisation that is not there."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked(work, wish, None)
    row = kept.enter(work, Alliance(**wish.columns))
    work.record(SUBJECT, "alliance.added", f"alliance:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_alliance(work: UnitOfWork, alliance: int, wish: AllianceForm, *, seen: int) -> str:
    """Replace what is entered about an alliance."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, Alliance, alliance, ALLIANCE)
    before = alliance_form(row)
    wish = _checked(work, wish, before)
    what = f"das Bündnis „{before.name}“"
    if not kept.differs(row, before, wish, seen=seen, what=what, words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "alliance.changed", f"alliance:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{wish.name}“ ist gespeichert."


def add_partner(work: UnitOfWork, wish: PartnerForm) -> int:
    """Enter a partner. Raises PartnerInvalid, and Conflict where the organisation is one at the same time already."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    wish = checked_partner(wish)
    kept.in_force(work, Alliance, wish.alliance, ALLIANCE)
    kept.in_force(work, Organisation, wish.organisation, ORGANISATION)
    row = Partner(**wish.columns)
    refuse_overlap(work, row)
    kept.enter(work, row)
    work.record(SUBJECT, "partner.added", f"partner:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_partner(work: UnitOfWork, partner: int, wish: PartnerForm, *, seen: int) -> str:
    """Replace role and days of a partner; alliance and organisation stay."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    hold(work)
    row = kept.in_force(work, Partner, partner, "Die Partnerschaft")
    before = partner_form(row)
    wish = replace(checked_partner(wish), alliance=before.alliance, organisation=before.organisation)
    if not kept.differs(row, before, wish, seen=seen, what="die Partnerschaft", words=words(work.session)):
        return kept.NOTHING_CHANGED
    with work.session.no_autoflush:
        kept.assign_columns(row, wish)
        refuse_overlap(work, row)
    kept.stamp(work, row)
    work.record(SUBJECT, "partner.changed", f"partner:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return "Die Partnerschaft ist gespeichert."


def add_recommendation(work: UnitOfWork, wish: RecommendationForm) -> int:
    """Enter a Handlungsempfehlung."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    wish = _checked_recommendation(wish)
    row = kept.enter(work, Recommendation(**wish.columns))
    work.record(SUBJECT, "recommendation.added", f"recommendation:{row.id}", None, wish.facts)
    indexed(work, row)
    return row.id


def change_recommendation(work: UnitOfWork, recommendation: int, wish: RecommendationForm, *, seen: int) -> str:
    """Replace text and source of a recommendation."""
    work.require(Role.EDITOR, Circle.INTERNAL)
    row = kept.in_force(work, Recommendation, recommendation, "Die Empfehlung")
    before, wish = recommendation_form(row), _checked_recommendation(wish)
    if not kept.differs(row, before, wish, seen=seen, what=f"die Empfehlung „{title(before.text)}“"):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "recommendation.changed", f"recommendation:{row.id}", before.facts, wish.facts)
    indexed(work, row)
    return f"„{title(wish.text)}“ ist gespeichert."


def _checked(work: UnitOfWork, wish: AllianceForm, before: AllianceForm | None) -> AllianceForm:
    wish = replace(
        wish,
        name=kept.line(wish.name, "Name", required=True),
        purpose=kept.long_text(wish.purpose, "Zweck"),
        programme=kept.line(wish.programme, "Programm"),
    )
    for name in ("lead", "support"):
        key = getattr(wish, name)
        if key is not None and (before is None or getattr(before, name) != key):
            kept.in_force(work, Organisation, key, ORGANISATION)
    if is_reversed(wish.support_from, wish.support_until):
        assert wish.support_from is not None and wish.support_until is not None  # noqa: PT018 - is_reversed says so
        raise AllianceInvalid(
            f"Der Vertrag der Prozessbegleitung endet ({german_day(wish.support_until)}), bevor er beginnt "
            f"({german_day(wish.support_from)})."
        )
    return wish


def _checked_recommendation(wish: RecommendationForm) -> RecommendationForm:
    text = kept.long_text(wish.text, "Empfehlung", required=True)
    return replace(wish, text=text, source=kept.line(wish.source, "Quelle"))
