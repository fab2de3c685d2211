"""What is remembered of a supplier and no longer fits the file: told, never used in silence."""

from collections.abc import Sequence

from dashboard.intake.context import Context
from dashboard.intake.decisions import COLUMN, NOT_TAKEN
from dashboard.intake.mapping import Column


def say_unfit(context: Context, columns: Sequence[Column]) -> None:
    """Findings for answers that were rejected, and for remembered columns that the file has not got.

    A remembered column is only missed where nothing else in the file has its meaning.
    """
    answers = context.answers
    for key, (_, why) in answers.unfit.items():
        context.findings.add("answer-unfit", value=key.partition(":")[2] or None, facts={"why": why})
    meanings = {column.name for column in columns if column.kind}
    for key in sorted(answers.remembered - answers.used.keys() - answers.unfit.keys()):
        subject, _, header = key.partition(":")
        meant = answers.known[key]
        if subject != COLUMN or meant == NOT_TAKEN or not columns or meant in meanings:
            continue
        facts = {"header": header, "title": meant}
        context.findings.add("answer-unfit/absent", facts=facts)
