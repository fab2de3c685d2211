"""The Gemeindeverzeichnis of 30.11.2023, and files that are none."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.errors import FileUnusable
from dashboard.geography import directory
from dashboard.geography.directory import Directory
from dashboard.geography.places import select


def people(listed: Directory, district: str) -> int:
    inside = listed.inhabitants["area"].str.startswith(district)
    return int(listed.inhabitants.loc[inside, "inhabitants"].sum())


def test_inhabitants_are_those_of_the_end_of_the_year_before(listed: Directory) -> None:
    assert listed.edition == date(2023, 11, 30)
    assert listed.inhabitants_date == date(2022, 12, 31)
    assert people(listed, "03157") == 138_931
    assert people(listed, "03154") == 92_470


def test_all_areas_are_read_gemeindefreie_gebiete_included(listed: Directory) -> None:
    assert len(listed.inhabitants) == 10_981
    assert (listed.inhabitants["kind"] == "Gemeindefreies Gebiet").sum() == 208
    lohheide = listed.inhabitants.set_index("area").loc["03351501"]
    assert lohheide["name"] == "Lohheide"
    assert lohheide["inhabitants"] > 0


def test_helmstedt_has_four_samtgemeinden_and_five_gemeindefreie_gebiete(listed: Directory) -> None:
    helmstedt = select(listed.places, ["03154"])
    associations = helmstedt[helmstedt["level"] == "association"]
    assert associations.set_index("area")["name"].to_dict() == {
        "031545401": "Samtgemeinde Grasleben",
        "031545402": "Samtgemeinde Heeseberg",
        "031545403": "Samtgemeinde Nord-Elm",
        "031545404": "Samtgemeinde Velpke",
    }
    lowest = helmstedt[helmstedt["level"] == "municipality"]
    unincorporated = lowest[lowest["kind"] == "Gemeindefreies Gebiet"]
    assert (len(lowest), len(unincorporated)) == (28, 5)
    assert unincorporated["name"].str.endswith(", gemeindefreies Gebiet").all()
    assert (lowest["parent"].str.len() == 9).sum() == 19


def test_order_is_the_official_one_with_the_association_before_its_members(listed: Directory) -> None:
    areas = select(listed.places, ["03154"])["area"].tolist()
    assert areas[:9] == [
        "DE",
        "03",
        "03154",
        "03154013",
        "03154014",
        "03154019",
        "03154028",
        "031545401",
        "03154008",
    ]


@pytest.mark.parametrize(
    ("area", "name", "kind", "parent"),
    [
        ("03101", "Braunschweig", "Kreisfreie Stadt", "03"),
        ("08111", "Stuttgart", "Stadtkreis", "08"),
        ("03241", "Region Hannover", "Landkreis", "03"),
        ("10041", "Regionalverband Saarbrücken", "Regionalverband", "10"),
        ("05166", "Kreis Viersen", "Kreis", "05"),
        ("09273111", "Abensberg", "Stadt", "09273"),
        ("091715101", "Verwaltungsgemeinschaft Emmerting", "Verwaltungsgemeinschaft", "09171"),
        ("081155001", "GVV Aidlingen/Grafenau", "Verwaltungsverband", "08115"),
        ("081365001", "VVG der Stadt Aalen", "Verwaltungsgemeinschaft", "08136"),
        ("130755553", "Amt Anklam-Land", "Amt", "13075"),
        ("160765051", "Erfüllende Gemeinde Bad Köstritz", "Erfüllende Gemeinde", "16076"),
        ("05954016", "Hattingen", "Stadt", "05954"),
        ("13000999", "Küstengewässer einschl. Anteil am Festlandsockel, gemeindefreies Gebiet", None, "13"),
    ],
)
def test_names_kinds_and_parents(listed: Directory, area: str, name: str, kind: str | None, parent: str) -> None:
    places = listed.places.set_index("area")
    assert places.loc[area, "name"] == name
    assert kind is None or places.loc[area, "kind"] == kind
    assert places.loc[area, "parent"] == parent


def test_no_two_places_of_a_district_read_alike(listed: Directory) -> None:
    named = listed.places.assign(district=listed.places["area"].str[:5])
    assert not named.duplicated(["district", "name"]).any()
    names = named.set_index("area")["name"]
    assert names[["01054035", "01054036"]].tolist() == ["Garding (Gemeinde)", "Garding (Stadt)"]
    assert names["13075102"] == "Neuenkirchen (Amt Landhagen)"


def test_a_kreisfreie_stadt_has_one_code_in_places_and_inhabitants(listed: Directory) -> None:
    assert people(listed, "03101") == 251_804
    assert "03101000" not in set(listed.inhabitants["area"])
    assert "03101000" not in set(listed.places["area"])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("cp1252", errors="replace"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: b"\xef\xbb\xbf" + text.encode("utf-8"),
    ],
    ids=["cp1252", "crlf", "bom"],
)
def test_encoding_and_line_ends_do_not_matter(directory_file, change: Callable[[str], bytes]) -> None:
    text = directory_file.read_text(encoding="utf-8")
    lower_saxony = "\n".join(line for line in text.split("\n") if line[10:12] == "03")
    read = directory.read(change(lower_saxony), "GV100AD.txt")
    assert people(read, "03157") == 138_931
    assert "Königslutter am Elm" in set(read.places["name"])


STATE = "102023113003".ljust(22) + "Niedersachsen"
DISTRICT = "402023113003157".ljust(22) + f"{'Peine':<50}{'Peine':<50}44"
TOWN = "6020231130031570060006" + f"{'Peine, Stadt':<50}{'':<50}63    0000001198400000051952"
GOOD = "\n".join([STATE, DISTRICT, TOWN])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ist kein Gemeindeverzeichnis"),
        ("<html><body>Nicht gefunden</body></html>", "ist kein Gemeindeverzeichnis"),
        ("quartal;ags;belegt\n2026-Q3;03157006;12", "ist kein Gemeindeverzeichnis"),
        (GOOD[:-20], "Zeile 3 von „GV.txt“ bricht ab"),
        (GOOD + "\nFußnote", "Zeile 4 von „GV.txt“ ist kein Satz"),
        (GOOD + "\n" + TOWN, "steht der Schlüssel 031570060006 doppelt: Zeilen 3 und 4"),
        (GOOD.replace("63    0", "99    0"), "Zeile 3 .* unbekannte Textkennzeichen „99“"),
        (GOOD.replace("00000051952", "0000005195x"), "Zeile 3 .* Einwohnerzahl „0000005195x“ ist keine Zahl"),
        (GOOD.replace("402023", "402022"), "mischt Gebietsstände: 20221130, 20231130"),
        (GOOD.replace("20231130", "20231331"), "nennt als Gebietsstand „20231331“"),
    ],
)
def test_what_is_no_directory_is_refused_with_the_line(text: str, reason: str) -> None:
    with pytest.raises(FileUnusable, match=reason):
        directory.read(text.encode(), "GV.txt")


def test_a_small_directory_of_one_district_is_enough() -> None:
    read = directory.read(GOOD.encode(), "GV.txt")
    assert read.inhabitants.to_dict("records") == [
        {"area": "03157006", "name": "Peine", "kind": "Stadt", "inhabitants": 51_952}
    ]
    assert read.places["area"].tolist() == ["DE", "03", "03157", "03157006"]
