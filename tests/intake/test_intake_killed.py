"""A process that is killed while it takes a file over leaves all of it or nothing."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from intake_office import Office, table
from sqlalchemy import text

from thorough import many

IMPORTER = """
import os, sys
from pathlib import Path
from dashboard.catalogue import load
from dashboard.geography.boundaries import bundled_places
from dashboard.intake import propose, take_over
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Store

url, names = sys.argv[1], sys.argv[2:]
catalogue = load(PROGRAM_ROOT / "data" / "catalogue")
bundled_places()


def take_in():
    store = Store.open(url)
    for name in names:
        data = Path(name).read_bytes()
        with store.reading() as session:
            proposal = propose(session, Actor.local(), data, name, catalogue=catalogue)
        with store.unit_of_work(Actor.local()) as work:
            take_over(work, proposal, data)


for _ in sys.stdin:
    if (child := os.fork()) == 0:
        take_in()
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
PLACES = ("Edemissen", "Hohenhameln", "Lengede", "Wendeburg", "Peine", "Vechelde", "Ilsede")
QUARTERS = [f"20{year}-Q{quarter}" for year in range(10, 26) for quarter in (1, 2, 3, 4)]
WIDE = table(
    *(
        f"{quarter};{place};{number};{number};{number}"
        for quarter in QUARTERS
        for number, place in enumerate(PLACES, 10)
    ),
    head="quartal;gemeinde;ehrenamtliche;patenschaften;treffpunkte",
)
HOUSES = table(*(f"2026-Q3;{place};Haus {n};GU;100;50" for place in PLACES for n in range(40)))
VALUES, FACILITIES = len(QUARTERS) * len(PLACES) * 3, len(PLACES) * 40


def counted(office: Office) -> dict[str, int]:
    """Rows per table, and how many are current."""
    statements = {
        "uploads": "SELECT count(*) FROM upload",
        "values": "SELECT count(*) FROM observation",
        "current values": "SELECT count(*) FROM observation WHERE current",
        "reports": "SELECT count(*) FROM accommodation_report WHERE current",
        "houses": "SELECT count(*) FROM occupancy",
        "facilities": "SELECT count(*) FROM facility",
        "recorded": "SELECT count(*) FROM audit WHERE action = 'upload.taken_over'",
    }
    with office.store.reading() as session:
        return {name: int(session.execute(text(statement)).scalar() or 0) for name, statement in statements.items()}


ATTEMPTS = many(8, 4)
NOTHING = dict.fromkeys(("uploads", "values", "current values", "reports", "houses", "facilities", "recorded"), 0)
FIRST = NOTHING | {"uploads": 1, "values": VALUES, "current values": VALUES, "recorded": 1}
BOTH = FIRST | {"uploads": 2, "reports": 7, "houses": FACILITIES, "facilities": FACILITIES, "recorded": 2}


def test_a_killed_import_leaves_all_or_nothing(office: Office, county_url: str, tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(WIDE)
    (tmp_path / "houses.csv").write_text(HOUSES)
    arguments = [sys.executable, "-c", IMPORTER, county_url, str(tmp_path / "wide.csv"), str(tmp_path / "houses.csv")]
    chance = random.Random(county_url[:6])
    assert counted(office) == NOTHING
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as importer:
        assert importer.stdin is not None
        assert importer.stdout is not None
        importer.stdin.write("one import that nobody stops, to see how long it takes\n")
        importer.stdout.readline()
        started = time.monotonic()
        assert importer.stdout.readline() == "0\n"
        longest = time.monotonic() - started
        assert counted(office) == BOTH
        stopped = 0
        for attempt in range(ATTEMPTS):
            _empty(office)
            importer.stdin.write("one more\n")
            child = int(importer.stdout.readline())
            time.sleep(longest * (attempt + chance.random()) / ATTEMPTS)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            stopped += int(importer.stdout.readline()) == signal.SIGKILL
            assert counted(office) in (NOTHING, FIRST, BOTH)
        importer.stdin.close()
    # Killed at moments spread over the whole run, it was hardly ever through before.
    assert stopped >= ATTEMPTS // 2


def _empty(office: Office) -> None:
    with office.store.quiet() as session:
        for name in ("occupancy", "accommodation_report", "facility", "observation", "upload", "audit"):
            session.execute(text(f"DELETE FROM {name}"))
