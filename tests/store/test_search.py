"""What people write is found by any part of a word, newest first, and never outside its circle; on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from dashboard.store import Actor, Circle, Store, search
from dashboard.store.backup import back_up, restore
from dashboard.store.excerpts import excerpt
from dashboard.store.folding import fold, locate, searchable, words
from dashboard.store.models import SearchText
from dashboard.store.search import Entry, Found

DAY = datetime(2026, 3, 2, tzinfo=UTC)
LETTERS = "aeouäöüßsnAEÖ-é.\u00ad ıﬁ"


def put(
    store: Store,
    object_id: str | int,
    body: str,
    circle: Circle = Circle.PUBLIC,
    *,
    title: str = "Ohne Titel",
    kind: str = "minutes",
    at: datetime | None = None,
) -> None:
    with store.unit_of_work(Actor.local()) as work:
        search.put(work, kind, object_id, title, body, circle, at=at)
        work.record("meetings", "test", "x")


def find(store: Store, query: str, circle: Circle = Circle.INTERNAL, **more: object) -> Found:
    with store.reading() as session:
        return search.find(session, circle, query, **more)  # type: ignore[arg-type]


def ids(store: Store, query: str, circle: Circle = Circle.INTERNAL) -> list[str]:
    return [hit.object_id for hit in find(store, query, circle).hits]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Plätze in Gemeinschaftsunterkünften", "unterkunft"),
        ("Plätze in Gemeinschaftsunterkünften", "UNTERKUENFTE"),
        ("Bahnhofstraße 7", "strasse"),
        ("Bahnhofstrasse 7", "Straße"),
        ("BAHNHOFSTRAẞE", "straße"),
        ("Ärztinnen", "aerztin"),
        ("Aerztinnen", "ärztin"),
        ("Arztinnen", "aerztin"),
        ("Buero", "büro"),
        ("Neueinreisen", "einreise"),
        ("NEUEINRÜCKUNG", "einrueckung"),
        ("Neueinrueckung", "Einrückung"),
        ("Aue", "aue"),
        ("Oelheizung", "oel"),
        ("Ölheizung", "Oel"),
        ("Gemein\u00adschafts\u00adunterkunft", "gemeinschaftsunterkunft"),
        ("Frau Yıldız, Łódź", "yildiz lodz"),
        ("nach § 5 AsylbLG", "§ 5 asylblg"),
        ("die 3-Zimmer\u2011Wohnung", "3-zimmer-wohnung"),
        ("Ministerium des Innern", "„Ministerium“, (innern)"),
        ("Quote 12,5 %, Rest", "12,5 % rest"),
        ("snake_case", "snake_case"),
        ("يونس", "يونس"),
        ("Zeile eins\nZeile zwei", "eins zwei"),
    ],
)
def test_a_word_is_found_in_every_spelling_and_inside_compounds(store: Store, written: str, asked: str) -> None:
    put(store, 1, f"Am Anfang {written} am Ende")
    assert ids(store, asked) == ["1"]


def test_all_words_must_occur_in_the_text_or_its_title(store: Store) -> None:
    put(store, 1, "Sprachkurse in Peine", title="Bündnis Bildung")
    put(store, 2, "Sprachkurse in Vechelde")
    assert ids(store, "sprach peine") == ["1"]
    assert ids(store, "bildung sprach") == ["1"]
    assert ids(store, "sprach gifhorn") == []
    assert sorted(ids(store, "sprach")) == ["1", "2"]


def test_an_e_that_is_no_umlaut_is_not_taken_for_one(store: Store) -> None:
    put(store, 1, "viele Stunden mit Kunden")
    assert ids(store, "ende") == []
    assert ids(store, "kurs") == []


def test_words_of_fewer_than_three_letters_are_looked_for_in_titles_only_unless_longer_ones_stand_beside(
    store: Store,
) -> None:
    put(store, 1, "Im Text steht GU und Kita 7", title="Ohne")
    put(store, 2, "Nichts", title="GU Nord")
    assert ids(store, "gu") == ["2"]
    assert ids(store, "g n") == ["2"]
    assert ids(store, "kita 7") == ["1"]
    assert ids(store, "kita 8") == []


@pytest.mark.parametrize("empty", ["", " ", "\0", "\u0301", "\n\t"])
def test_a_query_without_words_finds_nothing(store: Store, empty: str) -> None:
    put(store, 1, "Text")
    assert find(store, empty) == Found()


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", '"""', "%", "%%%", "_", "___", "*", "***", "tex*", "\0", "te\0xt", "\\", "\\\\\\", "a" * 10_000,
        "text " * 2_000, "NOT", "text NOT", "NEAR(text, 2)", "title:text", "folded:text", "^text", "(text", "text)",
        "text OR quatsch", "text AND quatsch", "-text quatsch", "{text}: x", "; DROP TABLE search_text --",
        "\x02p\x02", "\x02i\x02 text quatsch", "\ud800", "😀😀😀", "ﷺ" * 200, "{}", "{,}", "NULL",
    ],
)  # fmt: skip
def test_signs_and_operators_of_a_query_are_harmless(store: Store, query: str) -> None:
    put(store, 1, "Ein harmloser Satz")
    put(store, 2, "Ein Text", Circle.INTERNAL)
    for circle in Circle:
        assert {hit.object_id for hit in find(store, query, circle).hits} <= {"2"} & set(ids(store, "text", circle))
    assert ids(store, "harmlos") == ["1"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [("100 %%% sicher", "%%%"), ("a___b", "___"), ('er sagte "ja"', '"ja" sagte'), ("C:\\alt", "c:\\alt")],
)
def test_signs_stand_for_themselves(store: Store, written: str, asked: str) -> None:
    put(store, 1, written)
    put(store, 2, "sagte nein, 100 Euro, abb, alt")
    assert ids(store, asked) == ["1"]


def test_a_long_query_is_shortened_and_says_so(store: Store) -> None:
    put(store, 1, "Sprachkurs")
    assert find(store, "sprachkurs" + " " * 500 + "quatsch").shortened
    assert not find(store, "sprachkurs").shortened


def test_hits_come_newest_first_twenty_at_most_and_say_whether_there_are_more(store: Store) -> None:
    for number in range(25):
        put(store, number, "Wohnung", at=DAY + timedelta(days=(number * 7) % 25))
    found = find(store, "wohnung")
    assert [hit.at for hit in found.hits] == [DAY + timedelta(days=day) for day in range(24, 4, -1)]
    assert found.more
    assert not find(store, "wohnung", limit=25).more


def test_texts_of_one_moment_all_have_their_place(store: Store) -> None:
    with store.unit_of_work(Actor.local()) as work:
        for number in range(50):
            search.put(work, "item", number, "Punkt", "Wohnung", Circle.PUBLIC, at=DAY + timedelta(microseconds=5))
            search.put(work, "day", number, "Tag", "Wohnung", Circle.PUBLIC, at=DAY)
        work.record("meetings", "test", "x")
    assert len(find(store, "wohnung", limit=200).hits) == 100


def test_a_changed_text_is_found_by_its_new_words_only_and_is_the_newest(store: Store) -> None:
    put(store, 1, "Mühlenweg")
    put(store, 2, "Bahnhof")
    put(store, 1, "Schlossplatz, Bahnhof")
    assert ids(store, "mühlenweg") == []
    assert ids(store, "bahnhof") == ["1", "2"]


def test_what_is_put_again_unchanged_keeps_its_date(store: Store) -> None:
    put(store, 1, "Bahnhof")
    put(store, 2, "Bahnhof")
    put(store, 1, "Bahnhof")
    assert ids(store, "bahnhof") == ["2", "1"]


def test_a_removed_text_is_found_no_more(store: Store) -> None:
    put(store, 1, "Bahnhof")
    with store.unit_of_work(Actor.local()) as work:
        search.remove(work, "minutes", 1)
        search.remove(work, "minutes", "never there")
        work.record("meetings", "test", "x")
    assert ids(store, "bahnhof") == []


def test_a_text_is_kept_only_with_the_action_it_belongs_to(store: Store) -> None:
    with pytest.raises(RuntimeError), store.unit_of_work(Actor.local()) as work:
        search.put(work, "goal", 1, "Ziel", "Bahnhof", Circle.PUBLIC)
        raise RuntimeError
    assert ids(store, "bahnhof") == []


def test_a_narrower_circle_gets_no_hit_of_a_wider_one(store: Store) -> None:
    for circle in Circle:
        put(store, circle.value, "Bahnhof", circle)
    assert set(ids(store, "bahnhof", Circle.INTERNAL)) == {"internal", "coordination", "public"}
    assert set(ids(store, "bahnhof", Circle.COORDINATION)) == {"coordination", "public"}
    assert set(ids(store, "bahnhof", Circle.PUBLIC)) == {"public"}


def test_a_text_that_becomes_internal_is_gone_outside(store: Store) -> None:
    put(store, 1, "Bahnhof")
    put(store, 1, "Bahnhof", Circle.INTERNAL)
    assert ids(store, "bahnhof", Circle.PUBLIC) == []
    assert ids(store, "bahnhof") == ["1"]


def test_whether_there_are_more_says_nothing_of_a_wider_circle(store: Store) -> None:
    for number in range(30):
        put(store, number, "Bahnhof", Circle.INTERNAL if number % 2 else Circle.PUBLIC)
    found = find(store, "bahnhof", Circle.PUBLIC)
    assert (len(found.hits), found.more) == (15, False)


def test_hits_can_be_of_some_kinds_only(store: Store) -> None:
    put(store, 1, "Bahnhof", kind="goal")
    put(store, 1, "Bahnhof", kind="task")
    assert [hit.kind for hit in find(store, "bahnhof", kinds=["task"]).hits] == ["task"]


def test_odd_characters_are_kept_as_far_as_a_database_can(store: Store) -> None:
    put(store, 1, "vor\0nach \ud800 Ende", title="T" * 1000)
    hit = find(store, "nach").hits[0]
    assert hit.excerpt.text == "vor\ufffdnach ? Ende"
    assert len(hit.title) == 300


def test_an_excerpt_shows_the_match_in_its_spelling_with_words_around_it() -> None:
    long = "Wort " * 100 + "\n\nin den *Gemeinschafts\u00adunterkünften*\tder Stadt" + " Wort" * 100
    told = excerpt(long, words("unterkuenfte"))
    assert told.parts[1] == "unterkünfte"
    assert told.text.startswith("… Wort Wort")
    assert told.text.endswith("Wort …")
    assert "in den *Gemeinschaftsunterkünften* der Stadt" in told.text


def test_an_excerpt_of_a_hit_in_the_title_is_the_beginning(store: Store) -> None:
    put(store, 1, "Kurzer Text.", title="Bahnhof")
    told = find(store, "bahnhof").hits[0].excerpt
    assert (told.text, told.start, told.end) == ("Kurzer Text.", 0, 0)


def test_an_excerpt_is_one_line_without_marks_of_direction_or_control_signs() -> None:
    told = excerpt("a\x1b[31m\u202eböse\u202c\r\n<script>alert(1)</script>", words("böse"))
    assert told.text == "a [31mböse <script>alert(1)</script>"  # shown as text, so the tag is one too


@pytest.mark.parametrize(
    ("written", "asked", "shown"),
    [
        ("Neueinreise", "einreise", "einreise"),
        ("Neue Einreise", "einreise", "Einreise"),
        ("Buero und Büro", "büro", "Buero"),
        ("große Straße", "strasse", "Straße"),
        ("ﬁnden", "finden", "ﬁnden"),
        ("Ae\u0308e Mu\u0308hle", "muehle", "Mu\u0308hle"),
    ],
)
def test_the_place_of_a_match_is_the_one_in_the_original(written: str, asked: str, shown: str) -> None:
    place = locate(written, words(asked))
    assert place is not None
    assert written[slice(*place)] == shown


def test_texts_in_memory_are_found_by_the_same_rules() -> None:
    entries = [
        Entry("indicator", "belegt", "Belegung", "Personen in Gemeinschaftsunterkünften", Circle.PUBLIC),
        Entry("indicator", "geheim", "Geheim", "Unterkunft", Circle.INTERNAL),
    ]
    assert [h.object_id for h in search.among(entries, Circle.PUBLIC, "unterkunft").hits] == ["belegt"]
    assert [h.object_id for h in search.among(entries, Circle.INTERNAL, "unterkunft").hits] == ["belegt", "geheim"]
    assert search.among(entries, Circle.INTERNAL, "in").hits == []
    assert search.among(entries, Circle.INTERNAL, " ").hits == []


def test_a_backup_brings_the_search_along_into_either_database(
    store: Store, tmp_path: Path, postgresql_url: str
) -> None:
    put(store, 1, "Gemeinschaftsunterkünfte", Circle.INTERNAL)
    back_up(store.engine, tmp_path / "s.sqlite3")
    for url in (f"sqlite:///{tmp_path / 'neu.sqlite3'}", postgresql_url):
        other = Store.open(url)
        put(other, 2, "Unterkunft von vorher")
        restore(other.engine, tmp_path / "s.sqlite3")
        assert ids(other, "unterkunft") == ["1"]
        assert ids(other, "unterkunft", Circle.PUBLIC) == []
        other.close()


def test_an_index_of_trigrams_answers_on_both_databases(store: Store) -> None:
    put(store, 1, "Gemeinschaftsunterkünfte")
    with store.reading() as session:
        sqlite = session.get_bind().dialect.name == "sqlite"
        if sqlite:
            fitting = search._statement(session, Circle.PUBLIC, ["unterkunft"], [])
            asked = f"EXPLAIN QUERY PLAN {fitting.compile(session.get_bind(), compile_kwargs={'literal_binds': True})}"
        else:  # what search_candidates asks, with its settings
            session.execute(text("SET LOCAL enable_seqscan = off"))
            session.execute(text("SET LOCAL enable_indexscan = off"))
            asked = "EXPLAIN SELECT position FROM search_text WHERE search_grams(folded) @> '{unt,nte}'"
        plan = str(session.connection().exec_driver_sql(asked).all())
    if sqlite:
        assert "SCAN search_index VIRTUAL TABLE" in plan
        assert "USING INTEGER PRIMARY KEY" in plan
        assert "TEMP B-TREE" not in plan  # the first hits without sorting all
    else:
        assert "Bitmap Index Scan on ix_search_text_grams" in plan


def test_an_index_rebuilt_from_its_texts_would_be_the_same(store: Store) -> None:
    for number in range(5):
        put(store, 1, f"Fassung {number} vom Bahnhof")
    with store.reading() as session:
        assert session.scalars(select(SearchText.object_id)).all() == ["1"]
    assert [ids(store, f"fassung {number} bahnhof") for number in range(5)] == [[], [], [], [], ["1"]]


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory, postgresql_server: str) -> Iterator[list[Store]]:
    """One store of each kind for all examples of a property."""
    from databases import database

    with database(postgresql_server) as url:
        stores = [Store.open(f"sqlite:///{tmp_path_factory.mktemp('suche') / 's.sqlite3'}"), Store.open(url)]
        yield stores
        for store in stores:
            store.close()


def variants(word: str, choices: st.DataObject) -> str:
    """The word as somebody else might spell it."""
    pairs = {
        "ä": ("ä", "ae", "a\u0308", "Ä"),
        "ö": ("ö", "oe", "Ö"),
        "ü": ("ü", "ue", "Ü"),
        "ß": ("ß", "ss", "SS", "ẞ"),
    }
    return "".join(choices.draw(st.sampled_from(pairs.get(letter, (letter, letter.upper())))) for letter in word)


any_text = st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=40))


@given(written=any_text, data=st.data())
def test_every_part_of_a_word_is_in_the_kept_form_in_every_spelling(written: str, data: st.DataObject) -> None:
    parts = [part for part in written.split() if len(part) >= 3]
    assume(parts)
    part = data.draw(st.sampled_from(parts))
    start = data.draw(st.integers(0, len(part) - 3))
    piece = part[start : data.draw(st.integers(start + 3, len(part)))]
    sought = words(variants(piece, data))
    assert all(word in searchable(written) for word in sought)
    if sought:
        place = locate(written, sought)
        assert place is not None
        assert sought[0] in searchable(written[slice(*place)])


@given(written=any_text, word=any_text)
def test_what_is_located_is_what_was_looked_for(written: str, word: str) -> None:
    for sought in words(word):
        if (place := locate(written, [sought])) is not None:
            assert fold(written[slice(*place)]).startswith(sought[:1])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(st.tuples(any_text, st.sampled_from(Circle)), min_size=1, max_size=5), data=st.data())
def test_any_word_finds_its_text_and_no_circle_leaks(
    long_lived: list[Store], written: list[tuple[str, Circle]], data: st.DataObject
) -> None:
    pieces = [piece for body, _ in written for piece in body.split() if len(piece) >= 3]
    assume(pieces)
    piece = data.draw(st.sampled_from(pieces))
    asked = variants(piece, data)
    sought = words(asked)
    assume(any(len(word) >= 3 for word in sought) and len(asked) <= search.LONGEST_QUERY)
    expected = {str(n): c for n, (body, c) in enumerate(written) if all(w in searchable(f"\n{body}") for w in sought)}
    assert expected
    for store in long_lived:
        with store.quiet() as session:
            session.execute(text("DELETE FROM search_text"))
        for number, (body, circle) in enumerate(written):
            put(store, number, body, circle, title="")
        for circle in Circle:
            seen = {n for n, own in expected.items() if circle.may_see(own)}
            assert set(ids(store, asked, circle)) == seen
