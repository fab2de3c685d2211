"""The papers of the fictional county: what a circle may not see is in none of its files, seen or unseen."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from dashboard.catalogue import Catalogue
from dashboard.council import papers, ready
from dashboard.council.content import Content, ready_content
from dashboard.council.source import Source
from dashboard.documents import report as reports
from dashboard.documents.html import html
from dashboard.documents.pdf import pdf
from dashboard.documents.slides import deck
from dashboard.documents.word import word
from dashboard.exhibits.charts import Bars, Lines, PlaceMap
from dashboard.exhibits.exhibit import WITHHELD
from dashboard.formats import local_day
from dashboard.periods import Period
from dashboard.store import Circle, Store, now
from documents.meeting_papers import everything_in, hidden_in
from documents.test_documents import text_of, validate_bytes
from musterland import county_in

NEWEST = Period("2026-Q3")
"""Not released in the fictional county."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = county_in(tmp_path_factory.mktemp("mappe"), tmp_path_factory)
    yield store
    store.close()


@pytest.fixture(scope="module")
def read(county: Store, catalogue: Catalogue) -> dict[Circle, Content]:
    """The ready quarterly set as each circle has it."""
    with county.reading() as session:
        return {
            circle: ready_content(session, catalogue, ready.QUARTERLY, NEWEST, circle)
            for circle in (Circle.INTERNAL, Circle.PUBLIC)
        }


@pytest.fixture(scope="module")
def public(county: Store, catalogue: Catalogue, read: dict[Circle, Content]) -> dict[str, bytes]:
    """Every file of the public set."""
    with county.reading() as session:
        made = papers.report(session, catalogue, read[Circle.PUBLIC])
    document = reports.document(made)
    return {
        "pdf": pdf(document), "docx": word(document), "html": html(document),
        "pptx": deck(papers.slides(read[Circle.PUBLIC])), "glance": pdf(reports.summary(made)),
    }  # fmt: skip


def words_of(content: Content) -> set[str]:
    """Sentences, cells and texts of a set that are long enough to be told apart."""
    found = set()
    for page in content.pages:
        if page.exhibit is None:
            continue
        found |= {page.exhibit.sentence, *page.exhibit.notes}
        for name in page.exhibit.data.columns:
            found |= {value for value in page.exhibit.data[name].tolist() if isinstance(value, str)}
    return {" ".join(one.split()) for one in found if len(one) > 25}


def said(kind: str, data: bytes, folder: Path) -> str:
    """All that a file says, also where nobody looks."""
    if kind in ("pdf", "glance"):
        return " ".join((text_of(data, folder) + hidden_in(data)).split())
    if kind == "docx":
        return everything_in(data)
    if kind == "html":
        return " ".join(re.sub(r"<[^>]*>", "", data.decode()).split()) + data.decode()
    return everything_in(data) + " ".join(everything_in(one) for one in workbooks(data))


def workbooks(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]


def test_the_quarterly_set_has_five_fields_native_charts_and_a_map_in_every_circle(read: dict[Circle, Content]) -> None:
    for content in read.values():
        charts = [page.exhibit.chart for page in content.pages if page.exhibit is not None]
        assert sum(isinstance(chart, Lines | Bars) for chart in charts) >= 5
        assert sum(isinstance(chart, PlaceMap) for chart in charts) >= 1
        assert [page.answer for page in content.pages if page.answer] == []
        assert len([page for page in content.pages if page.kind == "section"]) == 6


def test_no_public_file_holds_an_internal_sentence_or_a_hidden_or_unreleased_figure(
    read: dict[Circle, Content], public: dict[str, bytes], tmp_path: Path
) -> None:
    secret = words_of(read[Circle.INTERNAL]) - words_of(read[Circle.PUBLIC])
    assert len(secret) > 30
    assert any("3. Quartal 2026" in one for one in secret)
    for kind, data in public.items():
        told = said(kind, data, tmp_path)
        assert [one for one in secret if one in told] == [], kind
        assert "überfällig seit" not in told, kind
    for page in read[Circle.PUBLIC].pages:
        if page.exhibit is not None and isinstance(page.exhibit.chart, Lines):
            assert page.exhibit.data["period"].tolist()[-1] == "2026-Q2"
    hidden = [
        sign
        for page in read[Circle.PUBLIC].pages
        if page.exhibit is not None
        for name in page.exhibit.data.columns
        if str(name).endswith("_sign")
        for sign in page.exhibit.data[name]
        if WITHHELD in sign
    ]
    assert hidden  # an exhibit refuses to hold the value of such a cell


def test_what_everybody_may_read_is_in_every_file(
    read: dict[Circle, Content], public: dict[str, bytes], tmp_path: Path
) -> None:
    sentences = [page.exhibit.sentence for page in read[Circle.PUBLIC].pages if page.exhibit is not None]
    told = said("html", public["html"], tmp_path)
    assert [one for one in sentences if one not in told] == []
    assert validate_bytes(public["pdf"]) == ()
    assert "Beispieldaten" in said("pptx", public["pptx"], tmp_path)


def test_at_a_glance_has_at_most_two_pages(public: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(public["glance"])) as opened:
        assert len(opened.pages) <= 2


def test_every_ready_set_is_shown_in_every_circle(county: Store, catalogue: Catalogue) -> None:
    for circle, name in ((Circle.PUBLIC, ready.RESOLUTIONS), (Circle.COORDINATION, ready.ALLIANCE)):
        with county.reading() as session:
            source = Source(session, circle, catalogue, NEWEST, local_day(now()))
            alliance = source.goals[0].goal.form.alliance if name == ready.ALLIANCE else None
            content = ready_content(session, catalogue, name, NEWEST, circle, alliance=alliance)
        shown = [page.reference.builder for page in content.pages if page.reference and page.exhibit is not None]
        assert {"goals", "measures"} <= set(shown), name
        assert "course" in shown or name == ready.RESOLUTIONS
