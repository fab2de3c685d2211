"""The report and the page for the homepage: readable by ear, with notes and sources, no script, no request."""

import io
import re
import zipfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from meeting_papers import bookmarks, exhibit, headings, hidden_in, tables
from PIL import Image
from report_parts import report
from test_documents import text_of, validate_bytes

from dashboard.documents import files, glance, logo
from dashboard.documents import report as reports
from dashboard.documents.document import Document, Heading, plain
from dashboard.documents.emblem import emblem
from dashboard.documents.html import html
from dashboard.documents.method import Licence
from dashboard.documents.pdf import pdf
from dashboard.documents.report import FICTIONAL, Part, Section
from dashboard.documents.word import word
from dashboard.exhibits.charts import Group, KeyFigure, KeyFigures
from dashboard.store import Circle

CHAPTERS = ["Auf einen Blick", "Unterbringung", "Ausblick", "Methode und Geheimhaltung", "Quellen und Lizenzen"]
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """What a page holds: tags with their attributes, in order."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(data.decode("utf-8"))
        assert self.open == [], "a tag is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "#234").save(out, "PNG")
    return out.getvalue()


def test_the_report_is_pdf_ua_with_cover_contents_bookmarks_and_its_number_on_every_page(tmp_path: Path) -> None:
    arms = emblem(logo.checked(png()), "Wappen: Landkreis Musterland")
    content = pdf(reports.document(report(emblem=arms)))
    assert validate_bytes(content) == ()
    assert [title for level, title in bookmarks(content) if level == 1] == CHAPTERS
    assert "Wappen: Landkreis Musterland" in hidden_in(content)
    with pikepdf.open(io.BytesIO(content)) as opened:
        pages = len(opened.pages)
    told = text_of(content, tmp_path)
    foot = "Landkreis Musterland, Koordinierungsstab · Öffentlichkeit · Mappe 2026-07 · Stand 26.11.2026"
    assert told.count(foot) == pages > len(CHAPTERS)
    places = [told.index(part) for part in ("Quartalsbericht", "Herausgegeben von", "Inhalt", "Auf einen Blick")]
    assert places == sorted(places)
    assert "als Mappe 2026-07 am 26.11.2026 eingefroren" in " ".join(told.split())


def test_the_docx_has_the_same_headings_and_contents_that_can_be_read_at_once() -> None:
    content = word(reports.document(report()))
    assert [text for level, text in headings(content) if level == 1] == CHAPTERS
    told = word_xml(content)
    assert 'TOC \\o "1-2"' in told
    assert told.count("<w:hyperlink w:anchor=") == len([one for one in headings(content) if one[0] <= 2])
    assert set(re.findall(r'w:anchor="(\w+)"', told)) == set(
        re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', told)
    )
    assert ["Zeichen", "Bedeutung"] in [one[0] for one in tables(content)]


def test_the_page_for_the_homepage_runs_nothing_and_fetches_nothing() -> None:
    licence = Licence("Eigene Erhebung", "Datenlizenz Deutschland", "https://www.govdata.de/dl-de/by-2-0")
    arms = emblem(logo.checked(png()), "Wappen: Landkreis Musterland")
    content = html(reports.document(report(emblem=arms, licences=(licence,))))
    page = Page(content)
    assert page.tags[0] == ("html", {"lang": "de"})
    names = [tag for tag, _ in page.tags]
    assert not {"script", "iframe", "link", "object", "form"} & set(names)
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "xlink:href", "srcset", "action"):
            address = attributes.get(name) or "#"
            assert address.startswith(("#", "data:image/png;base64,")), (tag, address)
    style = re.findall(r"url\(([^)]*)\)|@import", content.decode())
    assert [one for one in style if not one.startswith("#")] == []
    assert b"default-src 'none'" in content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in content


def test_the_page_has_headings_in_order_heads_of_tables_descriptions_and_names_only_once() -> None:
    page = Page(html(reports.document(report(*[Section(f"Teil {n}", (Part("", "", exhibit()),)) for n in range(3)]))))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {
        str(one.get("href"))[1:] for tag, one in page.tags if tag == "a" and str(one.get("href")).startswith("#")
    }
    assert targets <= set(ids)
    tables_, heads = (sum(tag == name for tag, _ in page.tags) for name in ("table", "thead"))
    assert tables_ == heads > 3
    assert all(one["scope"] == "col" for tag, one in page.tags if tag == "th")
    regions = [one["aria-label"] for _, one in page.tags if one.get("role") == "region"]
    assert len(regions) == len(set(regions)) == tables_
    drawings = [one for tag, one in page.tags if tag == "figure"]
    assert [one["aria-label"] for one in drawings] == ["Säulen: In Aue sind 12 Personen untergebracht."] * 3


def test_sources_stand_once_with_their_licence_and_what_rests_on_them() -> None:
    licence = Licence("Eigene", "Datenlizenz Deutschland – Namensnennung", "https://www.govdata.de/dl-de/by-2-0")
    made = report(Section("A", (Part("", "", exhibit("Eins")), Part("", "", exhibit("Zwei")))), licences=(licence,))
    listed = tables(word(reports.document(made)))[-1]
    assert listed == [
        ["Quelle", "Lizenz", "Darstellungen"],
        [
            "Eigene Erhebung",
            "Datenlizenz Deutschland – Namensnennung\nhttps://www.govdata.de/dl-de/by-2-0",
            "Eins\nZwei",
        ],
    ]
    assert tables(word(reports.document(report(Section("A", (Part("", "", exhibit()),))))))[-1][1][1] == (
        "keine offene Lizenz hinterlegt"
    )


@pytest.mark.parametrize(
    ("circle", "said", "unsaid"),
    [
        (Circle.PUBLIC, "unter 5 werden nicht gezeigt", "noch nicht freigegeben"),
        (Circle.COORDINATION, "für den Koordinierungsstab und ist nicht öffentlich", "darf veröffentlicht werden"),
        (Circle.INTERNAL, "auch Zahlen, die noch nicht freigegeben sind", "unter 5 werden nicht gezeigt"),
    ],
)
def test_the_notes_say_for_whom_it_is_and_what_is_hidden(circle: Circle, said: str, unsaid: str) -> None:
    told = html(reports.document(report(circle=circle))).decode()
    assert said in told
    assert unsaid not in told


def figure(label: str, text: str, change: float | None, change_text: str, group: str = "", sign: str = "") -> KeyFigure:
    value = None if sign else 1.0
    return KeyFigure(
        "k", label, value, sign, text, "Personen", change, change_text, "30.09.2026", "s", "", (), "", group=group
    )


def keyed(*figures: KeyFigure, groups: tuple[Group, ...] = ()) -> object:
    return type(exhibit())(**{**vars(exhibit()), "chart": KeyFigures(figures, groups)})


def sentences(*sections: tuple[str, list[object]]) -> list[str]:
    blocks = list(glance.blocks(sections, "3. Quartal 2026", level=1))  # type: ignore[arg-type]
    said = [block for block in blocks if not isinstance(block, Heading)]
    return [item[0].runs[0].text for one in said[1:-1] for item in one.items]  # type: ignore[union-attr]


def test_at_a_glance_says_each_figure_in_short_sentences_with_its_own_date() -> None:
    told = sentences(
        ("Überblick", [keyed(figure("Soll", "9", None, "", "G"), groups=(Group("G", "leer"),))]),
        (
            "Wohnen",
            [
                keyed(
                    figure("Untergebrachte Personen", "1.242", 15.0, "+15 gegenüber 1. Quartal 2026"),
                    figure("Kinder", "57", -1.0, "−1 gegenüber 2024 (besser)"),
                    figure("Soll", "143", 0.0, "±0 gegenüber April bis September 2025"),
                    figure("Vierte", "1", None, ""),
                )
            ],
        ),
        ("Geheim", [keyed(figure("Ausbildungen", "•", None, "", sign="•"))]),
        ("Ohne", [exhibit()]),
    )
    assert told == [
        "Untergebrachte Personen: 1.242. Stand: 30.09.2026. Das sind 15 mehr als im 1. Quartal 2026.",
        "Kinder: 57 Personen. Stand: 30.09.2026. Das ist 1 weniger als im Jahr 2024.",
        "Soll: 143 Personen. Stand: 30.09.2026. Das ist genauso viel wie im Zeitraum April bis September 2025.",
        "Die Zahlen dazu werden zurückgehalten.",
        "In Aue sind 12 Personen untergebracht.",
    ]


def test_the_invented_county_says_so_on_the_cover_and_in_the_text() -> None:
    made = report(fictional=True)
    assert html(reports.document(made)).decode().count(FICTIONAL) == 2
    assert FICTIONAL in html(reports.summary(made)).decode()
    assert FICTIONAL not in html(reports.document(report())).decode()


def test_a_document_without_cover_and_contents_becomes_a_page_too_and_other_endings_are_refused() -> None:
    made = Document("Niederschrift", "", (plain("Satz."),), "Landkreis", "Öffentlichkeit", "26.11.2026", draft=True)
    told = html(made).decode()
    assert "<strong>ENTWURF</strong>" in told
    assert "<nav" not in told
    assert files.ending("Bericht.HTML", files.PUBLISHED) == ".html"
    assert files.written(made, ".html") == html(made)
    with pytest.raises(
        files.EndingUnknown, match=r"„a.html“ endet nicht auf .pdf oder .docx; nur als PDF oder als DOCX"
    ):
        files.ending("a.html")
    with pytest.raises(files.EndingUnknown, match=r"auf .pdf, .docx oder .html; nur als PDF, als DOCX oder als HTML"):
        files.ending("a.odt", files.PUBLISHED)


def word_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()
