"""Nothing hidden reaches the browser of the public: not as a number, not in a figure, not by subtraction.

Hidden counts are small and occur everywhere, so no search for them could tell a leak from chance. Instead a second
county is made in which everything hidden is different and everything released is the same, and all that both send for
all their views is compared: whatever differs was made of something hidden.
"""

import json
import re
import shutil
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from pathlib import Path

import pytest
from other_county import Patterns, rewrite
from public_stream import Reader, Sight
from public_walk import TABLE, View, walk
from sqlalchemy import select
from subtraction import Attack

from browser.browser_office import dashboard
from dashboard.access.models import Account
from dashboard.access.sessions import Limits, open_session
from dashboard.accommodation.figures import unprotected
from dashboard.accommodation.gathering import gather
from dashboard.accommodation.series import over_time
from dashboard.accommodation.value import Value
from dashboard.accommodation.values import figures_of
from dashboard.catalogue import load
from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import county
from dashboard.demo.places import DISTRICT
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.geography import queries as geography
from dashboard.observations.aggregation import PROTECTED, Territory
from dashboard.periods import Frequency, Period
from dashboard.settings import DATABASE_NAME
from dashboard.store import Circle, Store
from dashboard.web.cookies import Cookie
from musterland import county_in

Key = tuple[str, str, str, str]
"""Indicator, period, area, breakdown."""
SEED = 5
SMALL = range(1, 5)
ROW = re.compile(r'<tr><th scope="row"[^>]*>([^<]*)</th><td[^>]*>([^<]*)</td>')


@dataclass(frozen=True)
class Counties:
    """The fictional county, and another one of which the public is told the same."""

    folder: Path
    other: Path
    catalogue: Catalogue

    def counts(self, folder: Path) -> dict[Key, float]:
        """All released counts, before anything is hidden."""
        store = opened(folder)
        with store.reading() as session:
            places = geography.places(session, DISTRICT)
            found = {
                (code, value.period, value.area, value.key): value.value
                for code, entry in self.catalogue.indicators.items()
                if entry.kind == "value"
                for value in gather(session, Circle.PUBLIC, entry, places, DISTRICT)
                if value.value is not None
            }
        store.close()
        return found

    def attack(self, further: AbstractSet[Key] = frozenset()) -> Attack:
        """All that the public is shown of every indicator, and ``further`` numbers, with the sums that hold."""
        store, indicators = opened(self.folder), self.catalogue.enabled()
        with store.reading() as session:
            places = geography.places(session, DISTRICT)
            true = {
                (one.code, value.period, value.area, value.key): value
                for one in indicators
                if one.kind == "value"
                for value in gather(session, Circle.PUBLIC, one, places, DISTRICT)
            }
            public = {
                one.code: figures_of(session, Circle.PUBLIC, self.catalogue, one.code, places, DISTRICT)
                for one in indicators
            }
            houses = unprotected(session, Circle.PUBLIC, Territory.of(places, DISTRICT))
        store.close()
        houses = houses[houses["area"] == PROTECTED]
        longer = [
            value
            for one in indicators
            if one.frequency is Frequency.QUARTER
            for over in (Frequency.HALF, Frequency.YEAR)
            for value in over_time(public[one.code], one, over)
        ]
        territory = Territory.of(places, DISTRICT)
        return Attack(
            self.catalogue,
            DISTRICT,
            {area: territory.members(area) for area in set(territory.association_of.values())},
            true,
            {key_of(value) for values in public.values() for value in values if value.value is not None} | further,
            {key_of(value): value.value for value in longer if value.value is not None and not value.missing},
            set(zip(houses["indicator"], houses["period"], strict=True)),
        )

    def hidden(self) -> dict[Key, float]:
        """Those of them that the stored patterns hide, with their true numbers."""
        store = opened(self.folder)
        with store.reading() as session:
            patterns = Patterns.of(session, self.catalogue)
        store.close()
        return {key: count for key, count in self.counts(self.folder).items() if patterns.hides(*key)}


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Counties:
    folder, other = tmp_path_factory.mktemp("beispiel"), tmp_path_factory.mktemp("anderes")
    county_in(folder, tmp_path_factory).close()
    shutil.copyfile(folder / DATABASE_NAME, other / DATABASE_NAME)
    catalogue = load(county.CATALOGUE)
    store = opened(other)
    with store.quiet() as session:
        rewrite(session, catalogue, DISTRICT, SEED)
    store.close()
    return Counties(folder, other, catalogue)


@pytest.fixture(scope="module")
def walks(counties: Counties) -> list[dict[View, Sight]]:
    """All views of both counties."""
    often = {counties.catalogue.indicators[code].short for code, _, _, _ in counties.hidden()}
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        servers = [stack.enter_context(dashboard(folder, demo=True)) for folder in (counties.folder, counties.other)]
        readers = [
            Reader(server.host, cookie(folder))
            for server, folder in zip(servers, (counties.folder, counties.other), strict=True)
        ]
        return list(pool.map(lambda reader: dict(walk(reader, often)), readers))


def key_of(value: Value) -> Key:
    return value.indicator, value.period, value.area, value.key


def opened(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder / DATABASE_NAME}")


def cookie(folder: Path) -> str:
    """A session of the public's account."""
    store = opened(folder)
    with store.quiet() as session:
        account = session.scalars(select(Account.id).where(Account.name == "oeffentlichkeit")).one()
        token = open_session(session, account, Limits(idle_minutes=60, hours=12)).token
    store.close()
    return f"{Cookie.SESSION.value}={token}"


def test_in_the_other_county_every_hidden_small_count_is_another_one(counties: Counties) -> None:
    hidden, other = counties.hidden(), counties.counts(counties.other)
    same = [key for key, count in hidden.items() if other[key] == count]
    print(f"hidden counts: {len(hidden)}, of them the same in the other county: {len(same)}")
    assert len(hidden) > 1000
    assert [key for key in same if hidden[key] in SMALL] == []
    assert len(same) < len(hidden) / 20


def test_whoever_subtracts_all_that_is_shown_leaves_every_small_count_three_values(counties: Counties) -> None:
    attack = counties.attack()
    small = [key for key, count in counties.hidden().items() if count in SMALL]
    found = {key: attack.possible(key) for key in small}
    print(f"hidden counts of 1 to 4: {len(small)}, sums: {len(attack.sums)}, shown numbers: {len(attack.shown)}")
    assert len(small) > 400
    assert all(least <= attack.counts[key] <= greatest for key, (least, greatest) in found.items())
    assert {key: span for key, span in found.items() if span[1] - span[0] < 2} == {}


def test_the_attack_would_succeed_if_only_the_small_counts_themselves_were_hidden(counties: Counties) -> None:
    hidden = counties.hidden()
    attack = counties.attack({key for key, count in hidden.items() if count not in SMALL})
    spans = [attack.possible(key) for key, count in hidden.items() if count in SMALL]
    narrowed = sum(greatest - least < 2 for least, greatest in spans)
    print(f"hidden counts of 1 to 4 that could be worked out then: {narrowed} of {len(spans)}")
    assert narrowed > 50


def test_the_browser_of_the_public_is_sent_the_same_whatever_the_hidden_numbers_are(
    walks: list[dict[View, Sight]],
) -> None:
    ours, theirs = walks
    files = {address for sight in ours.values() for address in sight.files}
    sent = sum(len(text) for sight in ours.values() for text in sight.told())
    print(f"views: {len(ours)}, files: {len(files)}, bytes: {sent}")
    assert list(ours) == list(theirs)
    assert len(ours) > 300
    assert len(files) > 200
    different = {view: found for view, sight in ours.items() if (found := differences(sight, theirs[view]))}
    print(f"views that differ: {len(different)}", *list(different)[:20], sep="\n")
    assert different == {}


def differences(ours: Sight, theirs: Sight) -> list[tuple[str, str]]:
    pairs = zip_longest(ours.told(), theirs.told(), fillvalue=b"")
    return [difference(one, other) for one, other in pairs if one != other]


def difference(one: bytes, other: bytes) -> tuple[str, str]:
    """The first place where two messages differ."""
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    around = slice(max(0, first - 150), first + 150)
    return one[around].decode("utf-8", "replace"), other[around].decode("utf-8", "replace")


def test_a_dot_stands_in_table_and_figure_where_a_count_is_hidden(
    counties: Counties, walks: list[dict[View, Sight]]
) -> None:
    hidden = {(code, Period.of(period).label, area) for code, period, area, key in counties.hidden() if not key}
    codes = {entry.short: code for code, entry in counties.catalogue.indicators.items()}
    names = places(counties.folder)
    seen = 0
    for view, sight in walks[0].items():
        chosen = dict(view.address)
        if view.page != "monitoring" or view.front != TABLE or "zahl" not in chosen or "zeit" in chosen:
            continue
        code = codes[str(chosen["zahl"])]
        shown = compared(sight)
        if shown is None:
            continue
        label, cells, bars = shown
        for area, name in names.items():
            if (code, label, area) in hidden and area != DISTRICT:
                assert (cells[name], bars[name]) == (WITHHELD, None), (view, name)
                seen += 1
    print(f"hidden cells of the places' comparison: {seen}")
    assert seen > 40


def compared(sight: Sight) -> tuple[str, dict[str, str], dict[str, object]] | None:
    """Of the comparison of places the label of its period, the cells of its table and the bars of its figure."""
    title = next((m.body for m in sight.elements("markdown") if re.match(r"## .* nach Orten, ", m.body)), None)
    figures = [json.loads(chart.spec) for chart in sight.elements("plotly_chart")]
    if title is None or len(figures) < 2:
        return None
    label = re.findall(r" nach Orten, (.*)", title)[0].replace("\\", "")
    tables = [part.body for part in sight.elements("html") if f"nach Orten, {label}" in part.body.split(">")[0]]
    rows = {unescape(name): unescape(text) for name, text in ROW.findall(tables[0])}
    bars = {
        name: value for trace in figures[-1]["data"] for name, value in zip(trace["y"], numbers(trace), strict=True)
    }
    return label, rows, bars


def numbers(trace: Mapping[str, object]) -> list[object]:
    """The lengths of horizontal bars."""
    values = trace["x"]
    assert isinstance(values, list), values
    return values


def places(folder: Path) -> dict[str, str]:
    store = opened(folder)
    with store.reading() as session:
        frame = geography.places(session, DISTRICT)
    store.close()
    return dict(zip(frame["area"], frame["name"], strict=True))
