"""Writes of what is decided for places in a quota period: rules, credits and official values.

``set_rule`` and ``add_credit`` return the new id, everything else a German sentence. ``seen`` as elsewhere; official
values go by the version of their period.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from dashboard.errors import Conflict
from dashboard.formats import day as german_day
from dashboard.formats import number
from dashboard.geography.articles import accusative, dative
from dashboard.planning.checks import QuotaInvalid, check_persons, check_unit, check_units, checked_decision, name_of
from dashboard.planning.forms import CreditForm, OfficialForm, RuleForm
from dashboard.planning.kinds import RuleKind
from dashboard.planning.models import QuotaCredit, QuotaOfficial, QuotaPeriod, QuotaRule
from dashboard.planning.period_commands import PERIOD
from dashboard.planning.rows import SUBJECT, allow, credit_form, rule_form, terms_of, words
from dashboard.planning.share import amount, percent_above_all
from dashboard.store import UnitOfWork, kept, now

RULE, CREDIT = "Die Regel", "Die Anrechnung"


def set_rule(work: UnitOfWork, wish: RuleForm) -> int:
    """Exempt a place or fix its share; returns the rule's id. Raises QuotaInvalid, PlaceInvalid and Conflict."""
    allow(work)
    wish = _checked_rule(work, wish, None)
    check_unit(work.session, wish.area)
    row = kept.enter(work, QuotaRule(**wish.columns))
    work.record(SUBJECT, "rule.set", f"quota_rule:{row.id}", None, wish.facts)
    return row.id


def change_rule(work: UnitOfWork, rule: int, wish: RuleForm, *, seen: int) -> str:
    """Replace kind, amount and reason of a rule; period and place stay."""
    allow(work)
    row = kept.in_force(work, QuotaRule, rule, RULE)
    before = rule_form(row)
    wish = _checked_rule(work, replace(wish, quota_period=before.quota_period, area=before.area), rule)
    if not kept.differs(row, before, wish, seen=seen, what="die Regel", words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "rule.changed", f"quota_rule:{rule}", before.facts, wish.facts)
    return f"Die Regel für {accusative(name_of(work.session, wish.area))} ist gespeichert."


def archive_rule(work: UnitOfWork, rule: int, why: str) -> str:
    """Take a rule out of use: the place is shared out by its inhabitants again."""
    allow(work)
    row = kept.in_force(work, QuotaRule, rule, RULE)
    called = f"Die Regel für {accusative(name_of(work.session, row.area))}"
    reason = kept.put_away(work, row, why, f"{called} wird archiviert")
    work.record(SUBJECT, "rule.archived", f"quota_rule:{rule}", None, {"why": reason})
    return f"{called} ist archiviert."


def restore_rule(work: UnitOfWork, rule: int) -> str:
    """Bring an archived rule back as it was; Conflict where the place has another one by now."""
    allow(work)
    row = kept.locked(work, QuotaRule, rule, RULE)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    _checked_rule(work, rule_form(row), rule)
    kept.bring_back(work, row)
    work.record(SUBJECT, "rule.restored", f"quota_rule:{rule}")
    return f"Die Regel für {accusative(name_of(work.session, row.area))} ist wieder da."


def add_credit(work: UnitOfWork, wish: CreditForm) -> int:
    """Credit persons to a place or to the district alone; returns the credit's id."""
    allow(work)
    wish = _checked_credit(work, wish)
    if wish.area is not None:
        check_unit(work.session, wish.area)
    row = kept.enter(work, QuotaCredit(**wish.columns))
    work.record(SUBJECT, "credit.added", f"quota_credit:{row.id}", None, wish.facts)
    return row.id


def change_credit(work: UnitOfWork, credit: int, wish: CreditForm, *, seen: int) -> str:
    """Replace what is entered about a credit; period and place stay."""
    allow(work)
    row = kept.in_force(work, QuotaCredit, credit, CREDIT)
    before = credit_form(row)
    wish = _checked_credit(work, replace(wish, quota_period=before.quota_period, area=before.area))
    if not kept.differs(row, before, wish, seen=seen, what="die Anrechnung", words=words(work.session)):
        return kept.NOTHING_CHANGED
    kept.assign(work, row, wish)
    work.record(SUBJECT, "credit.changed", f"quota_credit:{credit}", before.facts, wish.facts)
    return "Die Anrechnung ist gespeichert."


def archive_credit(work: UnitOfWork, credit: int, why: str) -> str:
    """Take a credit out of use."""
    allow(work)
    row = kept.in_force(work, QuotaCredit, credit, CREDIT)
    reason = kept.put_away(work, row, why, "die Anrechnung wird archiviert")
    work.record(SUBJECT, "credit.archived", f"quota_credit:{credit}", None, {"why": reason})
    return "Die Anrechnung ist archiviert."


def restore_credit(work: UnitOfWork, credit: int) -> str:
    """Bring an archived credit back as it was."""
    allow(work)
    row = kept.locked(work, QuotaCredit, credit, CREDIT)
    if row.archived_at is None:
        return kept.NOTHING_CHANGED
    kept.in_force(work, QuotaPeriod, row.quota_period, PERIOD)
    kept.bring_back(work, row)
    work.record(SUBJECT, "credit.restored", f"quota_credit:{credit}")
    return "Die Anrechnung ist wieder da."


def set_officials(work: UnitOfWork, period: int, wish: OfficialForm, *, seen: int) -> str:
    """Set the official values of many places at once, or take some back; what is as it was is not written again."""
    allow(work)
    row = kept.in_force(work, QuotaPeriod, period, PERIOD)
    decided = checked_decision(wish.decided_by, wish.decided_on, wish.reason)
    before = officials_now(work, period)
    wish = replace(wish, places=dict(wish.places), **decided)  # type: ignore[arg-type]
    for area, persons in wish.places.items():
        if persons is not None:
            check_persons(persons, f"Amtlicher Wert für {accusative(name_of(work.session, area))}")
    check_units(work.session, [area for area, persons in wish.places.items() if persons is not None])
    changed = {area: persons for area, persons in wish.places.items() if before.get(area) != persons}
    if not changed:
        return kept.NOTHING_CHANGED
    held = replace(wish, places={area: before.get(area) for area in changed})
    what = f"die amtlichen Werte von Zeitraum Nr. {period}"
    kept.differs(row, held, replace(wish, places=changed), seen=seen, what=what, words=words(work.session))
    for area, persons in changed.items():
        work.add(
            QuotaOfficial(quota_period=period, area=area, persons=persons, at=now(), who=work.actor.name, **decided)
        )
    kept.stamp(work, row)
    work.record(SUBJECT, "officials.set", f"quota_period:{period}", held.facts, replace(wish, places=changed).facts)
    count = "Ein amtlicher Wert ist" if len(changed) == 1 else f"{number(len(changed))} amtliche Werte sind"
    return f"{count} gespeichert."


def officials_now(work: UnitOfWork, period: int) -> Mapping[str, int | None]:
    """The official value of every place that ever had one; None where it was taken back."""
    statement = select(QuotaOfficial.area, QuotaOfficial.persons).where(QuotaOfficial.quota_period == period)
    return dict(work.session.execute(statement.order_by(QuotaOfficial.id)).all())


def _checked_rule(work: UnitOfWork, wish: RuleForm, rule: int | None) -> RuleForm:
    period = kept.in_force(work, QuotaPeriod, wish.quota_period, PERIOD)
    decided = checked_decision(wish.decided_by, wish.decided_on, wish.reason)
    wish = replace(wish, **decided)  # type: ignore[arg-type]
    name = name_of(work.session, wish.area)
    statement = select(QuotaRule).where(QuotaRule.quota_period == period.id, QuotaRule.archived_at.is_(None))
    others = [row for row in work.session.scalars(statement) if row.id != rule]
    twin = next((row for row in others if row.area == wish.area), None)
    if twin is not None:
        raise Conflict(
            f"Für {accusative(name)} gilt in diesem Zeitraum schon eine Regel ({RuleKind(twin.kind).label}, "
            f"{german_day(twin.decided_on)}). Bitte diese ändern."
        )
    if wish.kind is RuleKind.EXEMPT:
        return replace(wish, amount=None)
    if wish.amount is None:
        raise QuotaInvalid(f"Bitte für {accusative(name)} angeben, wie viele Personen oder Prozent es sein sollen.")
    if wish.kind is RuleKind.PERCENT:
        if not 0 <= wish.amount <= 100:
            raise QuotaInvalid(
                f"Der feste Anteil von {dative(name)} liegt zwischen 0 und 100 Prozent; angegeben sind "
                f"{amount(wish.amount)}."
            )
        percent_above_all([*(row.amount for row in others if row.kind == RuleKind.PERCENT), wish.amount])
        return wish
    if wish.amount != int(wish.amount):
        raise QuotaInvalid(f"Die feste Zahl von {dative(name)} muss eine ganze Zahl sein, nicht {amount(wish.amount)}.")
    check_persons(int(wish.amount), f"Feste Zahl für {accusative(name)}")
    _refuse_above_total(work, period, [int(row.amount or 0) for row in others if row.kind == RuleKind.PERSONS], wish)
    return wish


def _refuse_above_total(work: UnitOfWork, period: QuotaPeriod, fixed: list[int], wish: RuleForm) -> None:
    """What is still unknown here (the rest of the period before) is looked at when the quota is computed."""
    if period.previous is not None and period.carried_over is None:
        return
    total = terms_of(work.session, period.id)[-1].persons + (period.carried_over or 0)
    wanted = sum(fixed) + int(wish.amount or 0)
    if wanted > total:
        raise QuotaInvalid(
            f"Die festen Zahlen ergeben zusammen {number(wanted)}, zu verteilen sind nur {number(total)}. Bitte eine "
            "feste Zahl verringern."
        )


def _checked_credit(work: UnitOfWork, wish: CreditForm) -> CreditForm:
    kept.in_force(work, QuotaPeriod, wish.quota_period, PERIOD)
    check_persons(wish.persons, "Angerechnete Personen")
    decided = checked_decision(wish.decided_by, wish.decided_on, wish.reason)
    return replace(wish, area=wish.area or None, **decided)  # type: ignore[arg-type]
