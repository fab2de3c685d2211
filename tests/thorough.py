"""How much is tried: all that could be with ``DASHBOARD_TEST_THOROUGH=1``, in CI what its time allows."""

import os

THOROUGH = os.environ.get("DASHBOARD_TEST_THOROUGH") == "1"


def many(all_of_them: int, in_ci: int) -> int:
    """So many examples, tables, attempts."""
    return all_of_them if THOROUGH else in_ci
