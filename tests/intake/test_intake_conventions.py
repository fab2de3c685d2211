"""Whatever convention a table is written in, it is read as it was meant or refused with a reason; never otherwise."""

import math
from collections import Counter

from hypothesis import HealthCheck, given, settings
from intake_office import Office
from table_spellings import Written, written_tables

OUTCOMES: Counter[str] = Counter()


@given(written=written_tables())
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_table_is_read_as_it_was_meant_or_refused(desk: Office, written: Written) -> None:
    proposal = desk.check(written.data, written.name)
    if proposal.errors:
        OUTCOMES[proposal.errors[0].code] += 1
        return
    OUTCOMES["read"] += 1
    values = proposal.content.values
    columns = (values[name] for name in ("indicator", "area", "value", "sign"))
    found = {
        (indicator, area): (None if math.isnan(value) else value, sign)
        for indicator, area, value, sign in zip(*columns, strict=True)
    }
    assert found == written.meant
    assert set(values["period"]) == {"2026-Q3"}


def test_most_conventions_are_read_and_not_only_refused() -> None:
    total = sum(OUTCOMES.values())
    print(f"{total} tables: {OUTCOMES}")
    assert OUTCOMES["read"] > total * 0.6
