"""Encodings and umlauts that were encoded twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import FileUnusable
from dashboard.tables.decoding import decode

few = settings(max_examples=50, deadline=None)

SENTENCE = "Gütersloh, Straße, ÄÖÜäöüß, „Haus“ – 5 € – 2 °C, § 5"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode("utf-8"), "utf-8"),
        (SENTENCE.encode("utf-8-sig"), "utf-8-sig"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16"),
        (SENTENCE.encode("cp1252"), "cp1252"),
        (b"Peine", "utf-8"),
    ],
)
def test_the_encoding_is_recognised(data, encoding):
    decoded = decode(data, "x.csv")
    assert decoded.encoding == encoding
    assert decoded.text == data.decode(encoding) + "\n"
    assert not decoded.ended
    assert decoded.remarks == ()


def test_a_chosen_encoding_holds():
    assert decode("ü".encode(), "x.csv", encoding="cp1252").text == "ü\n"
    assert decode("Łódź".encode("cp1250"), "x.csv", encoding="cp1250").text == "Łódź\n"


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        ("Größe;ü".encode()[:-1], None, "Zeile 1 mitten in einem Zeichen"),
        ("a\nb\nGrö".encode()[:-1], None, "Zeile 3 mitten in einem Zeichen"),
        (b"ok\n\x81\xfc", None, "Zeile 2 nicht als Text"),
        (b"ok\n\xfc", "utf-8", "Zeile 2 nicht als Text"),
        ("Größe".encode("utf-16")[:-1], None, "nicht als Text"),
        (b"a", "klingonisch", "klingonisch"),
        (b"a;b\n1;\x00\n", None, "Nullzeichen"),
    ],
)
def test_what_is_no_text_in_its_encoding_is_refused_with_the_line(data, encoding, reason):
    with pytest.raises(FileUnusable, match=reason):
        decode(data, "x.csv", encoding=encoding)


@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2])
def test_double_encoded_umlauts_are_repaired_and_it_is_said(wrongly, times):
    twice = "ort;wert\nGütersloh;Größe\nÄußere Straße;ÖÜ\n"
    right = twice
    for _ in range(times):
        twice = twice.encode("utf-8").decode(wrongly)
    decoded = decode(twice.encode("utf-8"), "x.csv")
    assert decoded.text == right
    (remark,) = decoded.remarks
    assert (remark.code, remark.line) == ("umlauts-repaired", 2)
    assert "wurde „Gütersloh“" in remark.message
    assert "GÃ" in remark.message


def test_double_encoded_dashes_and_quotes_are_repaired():
    right = "„Haus“ – 5 €; § 5; 2 m²\n"
    assert decode(right.encode().decode("latin-1").encode(), "x.csv").text == right


def test_single_double_encoded_cells_are_repaired_beside_right_ones():
    decoded = decode("Gütersloh;GÃ¼tersloh\n".encode(), "x.csv")
    assert decoded.text == "Gütersloh;Gütersloh\n"
    assert "(Stellen: 1)" in decoded.remarks[0].message


def test_windows_text_with_some_utf8_in_it_is_repaired():
    assert decode("Gr\xf6\xdfe;".encode("cp1252") + "Gütersloh\n".encode(), "x.csv").text == "Größe;Gütersloh\n"


@few
@given(st.text("abcäöüÄÖÜßéèêâàçÅøñ„“–§° ;\n", max_size=40))
def test_right_text_is_left_alone(text):
    decoded = decode(text.encode() or b" ", "x.csv")
    assert decoded.text.rstrip("\n") == (text or " ").rstrip("\n")
    assert decoded.remarks == ()


def test_line_ends_become_one_kind_and_the_last_one_is_noted():
    decoded = decode(b"a\r\nb\rc\nd\n\x1a", "x.csv")
    assert decoded.text == "a\nb\nc\nd\n"
    assert decoded.ended
    assert not decode(b"a\nb", "x.csv").ended
