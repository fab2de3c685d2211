"""The search over 20,000 texts of 300 words, and a draft kept while typing; on both databases, against fixed times."""

import os
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from bench.report import Line, milliseconds
from bench.wide import DEFAULT_SERVER
from dashboard.store import Actor, Circle, Role, Store, drafts, search
from dashboard.store.bulk import write_rows
from dashboard.store.folding import fold, searchable
from databases import database

TEXTS, WORDS = 20_000, 300
SYLLABLES = re.findall(
    "[^-]+",
    "un-ter-kunft-ge-mein-schaft-stra-ße-bau-en-de-ver-wal-tung-in-te-gra-tion-kreis-tag-be-schluss-mass-nah-me-bür-"
    "ger-mei-ster-spra-ch-kurs-ju-gend-amt-le-bens-hil-fe-wohn-raum-flücht-ling-ar-beit-neu-ein-rei-se",
)
SECONDS = 0.05
"""What the first 20 hits may take."""
DRAFT_SECONDS = 0.02
START = datetime(2020, 1, 1, tzinfo=UTC)
UNINDEXED = "three letters that fold to two and are nowhere"
"""The one question no index answers: it is told, not promised."""
QUERIES = {
    "a word of nearly every text": ("unterkunft", Circle.INTERNAL),
    "the same, public circle, one text in a hundred": ("unterkunft", Circle.PUBLIC),
    "a word of three texts": ("zwergplanet", Circle.INTERNAL),
    "a word of the older half only": ("coronawelle", Circle.INTERNAL),
    "an internal word asked by the public": ("geheimwort", Circle.PUBLIC),
    "three words": ("sprachkurs wohnraum amt", Circle.INTERNAL),
    "common syllables that make no word": ("tungkreisgekunftwohn", Circle.INTERNAL),
    "a word that is nowhere": ("xylophon", Circle.INTERNAL),
    "two letters, in titles": ("qx", Circle.INTERNAL),
    UNINDEXED: ("oel", Circle.INTERNAL),
    "10,000 characters": ("unterkunft " * 909, Circle.INTERNAL),
}


def measure(rounds: int) -> list[Line]:
    """The promises about search and drafts on each database; times are this machine's."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        lines += _on("SQLite", f"sqlite:///{Path(folder) / 'suche.sqlite3'}", rounds)
    server = os.environ.get("DASHBOARD_TEST_POSTGRESQL", DEFAULT_SERVER)
    try:
        with database(server) as url:
            lines += _on("PostgreSQL", url, rounds)
    except Exception as error:
        reason = f"{type(error).__name__}: {str(error).splitlines()[0]}"
        lines.append(Line("search, PostgreSQL", "", "", None, 1.0, reason))
    return lines


def _on(name: str, url: str, rounds: int) -> list[Line]:
    def put(number: int) -> None:
        with store.unit_of_work(Actor.local()) as work:
            search.put(work, "bench", number, "Neuer Text", _texts(1, seed=number)[0], Circle.PUBLIC)
            work.record("meetings", "bench", "bench")

    with _opened(url) as store:
        filling = _seconds(lambda: _fill(store))
        lines = [_asked(store, name, what, *query, rounds) for what, query in QUERIES.items()]
        keeping = median(_seconds(partial(put, number)) for number in range(20))
        editor = Actor("Anna", Role.EDITOR, Circle.INTERNAL, account=1)
        key = drafts.Key("meeting", "1", "text")
        typing = median(_seconds(lambda: drafts.put(store, editor, key, "Satz. " * 5_000)) for _ in range(20))
    draft = Line(
        f"{name}: a draft of 30,000 characters kept", milliseconds(typing), "20 ms", typing / DRAFT_SECONDS, 1.0
    )
    return [
        *lines,
        Line(f"{name}: a text of {WORDS} words put", milliseconds(keeping), "", keeping / SECONDS, None),
        Line(f"{name}: all {TEXTS} texts put in bulk", f"{filling:.1f} s", "", filling, None),
        draft,
    ]


def _asked(store: Store, name: str, what: str, query: str, circle: Circle, rounds: int) -> Line:
    def ask() -> None:
        with store.reading() as session:
            search.find(session, circle, query)

    ask()
    taken = median(_seconds(ask) for _ in range(max(rounds, 3) * 3))
    return Line(f"{name}: {what}", milliseconds(taken), "50 ms", taken / SECONDS, None if what == UNINDEXED else 1.0)


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = Store.open(url)
    try:
        yield store
    finally:
        store.close()


def _fill(store: Store) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for number, body in enumerate(_texts(TEXTS)):
            circle, title, at = (
                ("internal" if number % 100 else "public"),
                f"Text {number}",
                START + timedelta(hours=number),
            )
            position, moment = int(at.timestamp()) * 1_000_000, at
            kept = moment if postgresql else moment.replace(tzinfo=None).isoformat(" ", "microseconds")
            folded = searchable(f"{title}\n{body}")
            yield position, "minutes", str(number), circle, kept, title, fold(title), body, folded

    columns = ("position", "kind", "object_id", "circle", "at", "title", "title_folded", "text", "folded")
    with store.quiet() as session:
        postgresql = session.get_bind().dialect.name == "postgresql"
        write_rows(session.connection(), "search_text", columns, rows(), {})
    if postgresql:
        with store.quiet() as session:
            session.execute(text("ANALYZE search_text"))


def _texts(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(6_000)]
    vocabulary[3:6] = ["unterkunft", "sprachkurs", "wohnraum"]
    weights = [1 / (rank + 5) for rank in range(len(vocabulary))]
    texts = []
    for number in range(count):
        words = chance.choices(vocabulary, weights, k=WORDS)
        words += ["zwergplanet"] * (number in (5, 700, 19_000)) + ["coronawelle"] * (number < count // 2)
        texts.append(" ".join([*words, *(["geheimwort"] * (number % 100 > 0))]))
    return texts


def _seconds(action: Callable[[], object]) -> float:
    started = perf_counter()
    action()
    return perf_counter() - started
