"""What reaches the browser of the public: nothing internal, nothing unreleased, nothing small."""

import re
from pathlib import Path

import pytest
from browser_office import Visitor
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from bench.server import Server
from dashboard.settings import DATABASE_NAME


def cut(degrees: float) -> str:
    """The first three decimals as they stand in any longer spelling of the number."""
    return f"{int(degrees * 1000) / 1000:.3f}"


def everything_internal(folder: Path) -> tuple[set[str], list[re.Pattern[str]]]:
    """Names, operators and remarks of all facilities that ever were in the store, and their positions."""
    engine = create_engine(f"sqlite:///{folder / DATABASE_NAME}")
    words: set[str] = set()
    positions = set()
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name, operator, remark, latitude, longitude FROM occupancy WHERE kind != 'Wohnung'")
        )
        for name, operator, remark, latitude, longitude in rows:
            words |= {word for word in (name, operator, remark) if word}
            if latitude is not None:
                positions.add((cut(longitude), cut(latitude)))
    engine.dispose()
    # Pairs: a single number may well be a corner of a border.
    return words, [re.compile(rf"{re.escape(x)}\d*,\s*{re.escape(y)}\d*") for x, y in sorted(positions)]


def found_in(told: str, folder: Path) -> tuple[set[str], list[str]]:
    words, positions = everything_internal(folder)
    assert len(words) > 30
    assert len(positions) > 20
    return {word for word in words if word in told}, [p.pattern for p in positions if p.search(told)]


def test_the_internal_circle_is_sent_names_and_positions_so_the_search_below_would_find_them(
    chromium: Browser, example_county: Server, example_folder: Path
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example("Landrat")
    visitor.open("/unterbringung")
    words, positions = found_in(b"\n".join(visitor.received).decode("utf-8", errors="replace"), example_folder)
    assert len(words) > 20
    assert len(positions) > 20
    visitor.close()


@pytest.mark.parametrize("person", ["Öffentlichkeit", "Mitglied Koordinierungsstab"])
def test_nothing_internal_and_nothing_unreleased_is_sent_to_a_narrower_circle(
    chromium: Browser, example_county: Server, example_folder: Path, person: str
) -> None:
    visitor = Visitor(chromium, example_county.host)
    visitor.sign_in_as_example(person)
    addresses = ["/", "/unterbringung", "/daten-einreichen", "/verwaltung", "/hilfe"]
    addresses += [f"/unterbringung?ort={name}" for name in ("Musterstadt", "Märchenförde", "Gleichnisrode")]
    addresses += ["/?kreis=internal", "/unterbringung?kreis=Kreisverwaltung+(intern)&quartal=2026-Q3"]
    for address in addresses:
        visitor.open(address)
    sent = b"\n".join(visitor.received)
    assert len(sent) > 50_000
    told = sent.decode("utf-8", errors="replace")
    assert found_in(told, example_folder) == (set(), [])
    assert "2026-Q3" not in told.replace("quartal=2026-Q3", "")
    assert "3. Quartal 2026" not in told
    assert not re.search("INTERN – ", told)
    visitor.close()
