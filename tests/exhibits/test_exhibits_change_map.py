"""The map of what a file changes: the weightiest change decides a place's class, others are counted beside it."""

import pandas as pd
from exhibit_frames import ILSEDE, LENGEDE, TOWNS, VECHELDE, squares

from dashboard.exhibits import table
from dashboard.exhibits.change_map import map_of
from dashboard.exhibits.deck_renderer import encoded
from dashboard.exhibits.svg import legend_text

CHANGES = pd.DataFrame(
    [
        (LENGEDE["area"], "unchanged"),
        (LENGEDE["area"], "new"),
        (VECHELDE["area"], "changed"),
        (VECHELDE["area"], "new"),
        (ILSEDE["area"], "gone"),
        (ILSEDE["area"], "changed"),
        ("03157", "new"),
    ],
    columns=["area", "state"],
)


def test_places_are_told_apart_by_the_weightiest_change():
    found = map_of(CHANGES, squares(TOWNS), boundary_source="© Test", file_name="meldung.csv")
    shapes = {shape.name: (shape.state, shape.class_index, shape.label) for shape in found.chart.areas}
    assert shapes == {
        "Lengede": ("value", 1, "1"),
        "Vechelde": ("value", 2, "2"),
        "Wendeburg": ("missing", None, "in der Datei nicht genannt"),
        "Ilsede": ("value", 3, "2"),
    }
    assert found.sentence == (
        "Die Datei nennt 4 Orte, in 4 Orten ändert sich etwas; in 1 Ort fehlen Werte, die es bisher gibt."
    )
    rows = table(found)
    assert rows["Ort"].tolist() == ["Lengede", "Vechelde", "Ilsede", "Landkreis"]
    assert rows["Fehlt oder endet"].tolist() == ["0", "0", "1", "0"]
    assert legend_text(found) == (
        "Legende: alles wie bisher; neue Werte; geänderte Werte; Werte fehlen oder enden; keine Angabe"
    )
    assert encoded(found).unnamed == ()
