"""Real files spoiled at random and handed in, in a process of its own, so that its peak memory is theirs alone."""

import json
import random
import shutil
import sys
from pathlib import Path
from time import perf_counter

from intake_office import Office

from dashboard.catalogue import load
from dashboard.errors import UserError
from dashboard.settings import PROGRAM_ROOT
from dashboard.store import Actor, Store
from peak_memory import peak_megabytes


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """One to three accidents, as transfer, editing by hand and ignorance bring them about."""
    for _ in range(chance.randint(1, 3)):
        if not data:
            return data
        place, length = chance.randrange(len(data)), chance.randint(1, 200)
        piece = data[place : place + length]
        kind = chance.randrange(10)
        if kind == 0:
            data = data[:place]
        elif kind == 1:
            data = data[:place] + bytes(chance.randrange(256) for _ in piece) + data[place + length :]
        elif kind == 2:
            data = data[:place] + data[place + length :]
        elif kind == 3:
            data = data[:place] + piece * chance.randint(2, 50) + data[place:]
        elif kind == 4:
            data = data[:place] + b"\x00" + data[place:]
        elif kind == 5:
            data = data[:place] + b'"' + data[place:]
        elif kind == 6:
            data = data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"")), chance.randint(1, 20))
        elif kind == 7:
            data = data.replace(b";", chance.choice((b",", b"\t", b"|", b";;")), chance.randint(1, 2000))
        elif kind == 8:
            lines = data.split(b"\n")
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
            data = b"\n".join(lines)
        else:
            data = data[:place] + "GÃ¼tersloh 3-4 #DIV/0! 3,157E+06 =cmd|'/c calc'!A1".encode() + data[place:]
    return data


def hand_in(folder: Path, county: Path, copies: int) -> dict[str, object]:
    """Check ``copies`` spoiled copies of every file; what became of them, the slowest, and the peak memory in MB."""
    store = Store.open(f"sqlite:///{county}")
    office = Office(store, load(PROGRAM_ROOT / "data" / "catalogue"), Actor.local())
    chance = random.Random(12531)
    counts = {"read": 0, "errors": 0, "refused": 0}
    reasons: set[str] = set()
    slowest = 0.0
    for file in sorted(folder.iterdir()):
        original = file.read_bytes()
        for _ in range(copies):
            data = spoiled(original, chance)
            started = perf_counter()
            try:
                proposal = office.check(data, file.name)
                counts["errors" if proposal.errors else "read"] += 1
            except UserError as refusal:
                counts["refused"] += 1
                reasons.add(str(refusal))
            slowest = max(slowest, perf_counter() - started)
    store.close()
    return {"counts": counts, "reasons": sorted(reasons), "slowest": slowest, "megabytes": peak_megabytes()}


if __name__ == "__main__":
    files, template, place, number = sys.argv[1:]
    print(json.dumps(hand_in(Path(files), Path(shutil.copy(template, place)), int(number))))
