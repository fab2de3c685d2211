"""What was decided for the places of a quota period and holds now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.planning.forms import CreditForm, RuleForm
from dashboard.planning.models import QuotaCredit, QuotaOfficial, QuotaRule
from dashboard.planning.quota_views import Decided
from dashboard.planning.rows import credit_form, rule_form


@dataclass(frozen=True)
class Decisions:
    """Rules and official values by area, and all credits."""

    rules: Mapping[str, RuleForm]
    credits: Sequence[CreditForm]
    officials: Mapping[str, tuple[int, Decided]]

    @property
    def areas(self) -> frozenset[str]:
        """The places something was decided for."""
        credited = {one.area for one in self.credits if one.area is not None}
        return frozenset({*self.rules, *self.officials, *credited})

    def credited(self, area: str) -> int:
        """Persons credited to a place."""
        return sum(one.persons for one in self.credits if one.area == area)


def decisions(session: Session, period: int, by: date | None = None) -> Decisions:
    """Of a period; with ``by`` only what was decided until that day."""
    rules = select(QuotaRule).where(QuotaRule.quota_period == period, QuotaRule.archived_at.is_(None))
    credited = select(QuotaCredit).where(QuotaCredit.quota_period == period, QuotaCredit.archived_at.is_(None))
    officials = select(QuotaOfficial).where(QuotaOfficial.quota_period == period).order_by(QuotaOfficial.id)
    if by is not None:
        rules, credited = rules.where(QuotaRule.decided_on <= by), credited.where(QuotaCredit.decided_on <= by)
        officials = officials.where(QuotaOfficial.decided_on <= by)
    newest = {row.area: row for row in session.scalars(officials)}
    return Decisions(
        {row.area: rule_form(row) for row in session.scalars(rules)},
        [credit_form(row) for row in session.scalars(credited.order_by(QuotaCredit.id))],
        {
            area: (row.persons, Decided(row.decided_by, row.decided_on, row.reason))
            for area, row in newest.items()
            if row.persons is not None
        },
    )
