"""What is no table of text is refused in German, with what it is and what to do."""

import gzip

import pytest
from workbook_files import zipped

from dashboard.errors import FileUnusable
from dashboard.tables import MAX_BYTES, read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ist leer"),
        (b" \r\n\t\n", "ist leer"),
        (b"\xef\xbb\xbf\r\n", "ist leer"),
        (b"\x00" * 100, "ist leer"),
        (gzip.compress(b""), "ist leer"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF-Dokument"),
        (b"\x89PNG\r\n\x1a\n", "Bild"),
        (b"{\\rtf1 a}", "RTF"),
        (b"<!DOCTYPE html>\n<html><body>Anmelden</body></html>", "Internetseite"),
        (b"\xef\xbb\xbf  <html><table><tr><td>1;2</td></tr></table></html>", "Internetseite"),
        ("<html></html>".encode("utf-16"), "Internetseite"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"></html>', "Internetseite"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "XML-Datei"),
        (b'{"type": "FeatureCollection"}', "JSON-Datei"),
        (b'[{"a": 1}]', "JSON-Datei"),
        (b"a;b\n1;\x00\n" * 10, "keine Textdatei oder besch"),
        (b"\x01\x02\x03\x04;\x05\n", "keine Textdatei oder besch"),
        ("a;b\n1;2\n".encode("utf-16-le"), "Kennung am Anfang fehlt"),
        (gzip.compress(b"a;b\n1;2\n" * 100)[:-20], "abgeschnittene gepackte Datei"),
        (b"\x1f\x8b" + b"kein gzip", "abgeschnittene gepackte Datei"),
        (gzip.compress(gzip.compress(b"a;b\n")), "weitere gepackte Datei"),
        (gzip.compress(zipped({"xl/workbook.xml": "x"})), "weitere gepackte Datei"),
        (gzip.compress(b"a") * 101, "gepackte Datei"),
    ],
    # Packed bytes hold the time of packing: as part of a test's name they would differ from process to process.
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_other_kinds_of_files_are_refused(data, reason):
    with pytest.raises(FileUnusable, match=reason) as refusal:
        read(data, "C:\\Daten\\tabelle.csv")
    assert str(refusal.value).startswith("„tabelle.csv“ ")


def test_gzip_of_text_is_read_whatever_its_name():
    data = gzip.compress(b"a;b\n") + gzip.compress(b"1;2\n")
    assert read(data, "tabelle.csv")[0].cells.to_numpy().tolist() == [["a", "b"], ["1", "2"]]


def test_too_large_files_are_refused_before_and_after_unpacking():
    with pytest.raises(FileUnusable, match="höchstens 50 MB"):
        read(b"a" * (MAX_BYTES + 1), "a.csv")
    bomb = gzip.compress(b"a;b\n" * (MAX_BYTES // 4 + 1), 1)
    assert len(bomb) < 1_000_000
    with pytest.raises(FileUnusable, match="ausgepackt mehr als 50 MB"):
        read(bomb, "a.csv.gz")


def test_a_name_in_a_message_has_no_folders_and_is_not_endless():
    with pytest.raises(FileUnusable) as refusal:
        read(b"", "../../etc/" + "x" * 300 + ".csv")
    assert "/" not in str(refusal.value)
    assert len(str(refusal.value)) < 200
