"""Real files, spoiled at random: a proposal or a German refusal, soon and without eating the memory; never a traceback.

The mutations are drawn from a fixed seed, so that what fails once fails again.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from thorough import many

COPIES = many(12, 6)
"""Spoiled copies of every file."""
SECONDS, MEGABYTES = 30, 1024


def test_no_spoiled_file_ends_in_a_traceback_a_hang_or_a_full_memory(
    sqlite_county: Path, shared_data: Path, tmp_path: Path
) -> None:
    program = Path(__file__).with_name("spoiled_files.py")
    command = [sys.executable, program, shared_data / "monitoring", sqlite_county, tmp_path / "county", str(COPIES)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    total = sum(found["counts"].values())
    print(f"{total} spoiled files: {found['counts']}, slowest {found['slowest']:.1f} s, {found['megabytes']:.0f} MB")
    assert all(reason.endswith(".") and len(reason) > 20 for reason in found["reasons"]), found["reasons"]
    assert found["slowest"] < SECONDS
    assert found["megabytes"] < MEGABYTES
    assert total >= 8 * COPIES
