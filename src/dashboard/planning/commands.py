"""All writes of quotas, intake and planned facilities; editors of the office write, and everything is in the audit."""

from dashboard.planning.decision_commands import (
    add_credit,
    archive_credit,
    archive_rule,
    change_credit,
    change_rule,
    restore_credit,
    restore_rule,
    set_officials,
    set_rule,
)
from dashboard.planning.facility_commands import add_planned, archive_planned, change_planned, restore_planned
from dashboard.planning.intake_commands import archive_intake, change_intake, enter_intake, restore_intake
from dashboard.planning.period_commands import (
    add_period,
    archive_period,
    change_period,
    decide_term,
    publish_period,
    restore_period,
    withdraw_period,
)

__all__ = [
    "add_credit",
    "add_period",
    "add_planned",
    "archive_credit",
    "archive_intake",
    "archive_period",
    "archive_planned",
    "archive_rule",
    "change_credit",
    "change_intake",
    "change_period",
    "change_planned",
    "change_rule",
    "decide_term",
    "enter_intake",
    "publish_period",
    "restore_credit",
    "restore_intake",
    "restore_period",
    "restore_planned",
    "restore_rule",
    "set_officials",
    "set_rule",
    "withdraw_period",
]
