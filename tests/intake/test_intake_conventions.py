"""Whatever convention a table is written in, it is read as it was meant or refused with a reason; never otherwise."""

import math
from collections import Counter

from hypothesis import HealthCheck, given, settings
from intake_office import Office
from table_spellings import Written, written_tables

from thorough import many

READ = "read"
EXAMPLES = many(400, 130)


def outcome(desk: Office, written: Written) -> str:
    """The code of the first error, or ``READ`` where all is as it was meant."""
    proposal = desk.check(written.data, written.name)
    if proposal.errors:
        return proposal.errors[0].code
    values = proposal.content.values
    columns = (values[name] for name in ("indicator", "area", "value", "sign"))
    found = {
        (indicator, area): (None if math.isnan(value) else value, sign)
        for indicator, area, value, sign in zip(*columns, strict=True)
    }
    assert found == written.meant
    assert set(values["period"]) == {"2026-Q3"}
    return READ


def test_a_table_is_read_as_it_was_meant_or_refused_and_most_are_read(desk: Office) -> None:
    outcomes: Counter[str] = Counter()

    @given(written=written_tables())
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def each(written: Written) -> None:
        outcomes[outcome(desk, written)] += 1

    each()
    print(f"{outcomes.total()} tables: {outcomes}")
    assert outcomes[READ] > 0.6 * outcomes.total() >= 0.6 * EXAMPLES
