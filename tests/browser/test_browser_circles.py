"""What reaches the browser of the public: nothing internal, nothing unreleased, nothing small."""

import re
from pathlib import Path

import pytest
from browser_office import Visitor
from playwright.sync_api import Browser
from sqlalchemy import create_engine, text

from bench.server import Server
from dashboard.settings import DATABASE_NAME


def everything_internal(folder: Path) -> set[str]:
    """Names, positions, operators and remarks of all facilities that ever were in the store."""
    engine = create_engine(f"sqlite:///{folder / DATABASE_NAME}")
    words: set[str] = set()
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name, operator, remark, latitude, longitude FROM occupancy WHERE kind != 'Wohnung'")
        )
        for name, operator, remark, latitude, longitude in rows:
            words |= {word for word in (name, operator, remark) if word}
            words |= {f"{number:.4f}" for number in (latitude, longitude) if number is not None}
    engine.dispose()
    return words


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
    internal = everything_internal(example_folder)
    assert len(internal) > 60
    assert {word for word in internal if word in told} == set()
    assert "2026-Q3" not in told.replace("quartal=2026-Q3", "")
    assert "3. Quartal 2026" not in told
    assert not re.search("INTERN – ", told)
    visitor.close()
