"""The county's template and coat of arms are handed in once, checked, and used by all slides and reports."""

import io
from hashlib import sha256

import pptx
import pytest
from council_room import ERIKA, Room, exhibit
from PIL import Image
from pptx.util import Inches
from sqlalchemy import update

from dashboard.council import assets
from dashboard.council.assets import AssetKind
from dashboard.council.making import Making, Paper
from dashboard.council.models import PaperAsset
from dashboard.errors import FileUnusable, NotAllowed, NotFound
from dashboard.formats import day
from dashboard.settings import get_settings
from dashboard.store import Actor, Circle, Role, UnitOfWork
from dashboard.store.audit import entries

ADA = Actor("Ada", Role.ADMIN, Circle.INTERNAL, account=3)
ADA_AS_COORDINATION = Actor("Ada", Role.ADMIN, Circle.COORDINATION, account=3)
BROKEN = "Die Vorlage ist keine PowerPoint-Datei oder beschädigt."


def template(name: str = "Titel Musterland") -> bytes:
    """A county's .pptx whose first layout bears this name."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(40 / 3), Inches(7.5)
    made.slide_layouts[0]._element.cSld.set("name", name)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def arms() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 40), "#1d5a8f").save(out, format="PNG")
    return out.getvalue()


def file_of(room: Room, paper: Paper, suffix: str) -> bytes:
    """The file of a folder with one exhibit."""
    url = room.store.engine.url.render_as_string(hide_password=False)
    job = Making(url, get_settings().catalogue_dir, ERIKA, room.folder(exhibit()), paper, suffix)
    return job.run(room.store, b"", lambda words, share=None: None)


def audited(room: Room) -> list[tuple[str, str, str | None, str | None]]:
    found = [one for one in room.look(entries, ADA) if one.action.startswith("paper_asset")]
    return [(one.action, one.object, one.before, one.after) for one in found]


def damage(work: UnitOfWork) -> None:
    """What a newer program might find."""
    work.require(Role.ADMIN)
    work.session.execute(update(PaperAsset).values(content=b"PK kaputt"))
    work.record("council", "test.damaged", "paper_asset")


def test_what_is_handed_in_is_in_force_until_the_next_one_and_the_audit_keeps_name_and_hash(room: Room) -> None:
    first, second = template("Eins"), template("Zwei")
    assert room.look(assets.asset, AssetKind.MASTER) is None
    assert room.look(assets.in_force, AssetKind.MASTER) is None
    said = room.do(assets.hand_in, AssetKind.MASTER, "Kreis.pptx", first, actor=ADA)
    assert said == "„Kreis.pptx“ (Vorlage für Folien) gilt ab jetzt für alle Folien und Berichte, die entstehen."
    assert room.do(assets.hand_in, AssetKind.MASTER, "Kreis.pptx", first, actor=ADA) == "Es hat sich nichts geändert."
    room.do(assets.hand_in, AssetKind.MASTER, "Kreis neu.potx", second, actor=ADA)
    assert room.look(assets.asset, AssetKind.MASTER) == second
    entry = room.look(assets.in_force, AssetKind.MASTER)
    assert (entry.name, entry.who) == ("Kreis neu.potx", "Ada")
    said = room.do(assets.remove, AssetKind.MASTER, actor=ADA)
    assert said == "„Kreis neu.potx“ (Vorlage für Folien) ist entfernt und wird nicht mehr verwendet."
    assert room.look(assets.asset, AssetKind.MASTER) is None
    with pytest.raises(NotFound, match="Vorlage für Folien: Es ist nichts mehr hinterlegt"):
        room.do(assets.remove, AssetKind.MASTER, actor=ADA)
    one, two = (
        f'{{"name": "{name}", "sha256": "{sha256(content).hexdigest()}"}}'
        for name, content in (("Kreis.pptx", first), ("Kreis neu.potx", second))
    )
    assert audited(room) == [
        ("paper_asset.removed", "paper_asset:master", two, None),
        ("paper_asset.handed_in", "paper_asset:master", one, two),
        ("paper_asset.handed_in", "paper_asset:master", None, one),
    ]


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (AssetKind.MASTER, template()[:9000], BROKEN),
        (AssetKind.MASTER, b"PK" + b"\0" * 10_500_000, "Die Vorlage hat 10,5 MB; erlaubt sind bis zu 10 MB."),
        (AssetKind.EMBLEM, b"<svg><script>alert(1)</script></svg>", "Das Logo ist ein SVG, das ein Skript enthält."),
        (AssetKind.EMBLEM, b"II*\x00" + b"\0" * 11_000_000, "Das Logo ist ein TIFF mit 11,0 MB."),
        (AssetKind.EMBLEM, template(), "Das Logo ist kein Bild, das sich lesen lässt."),
    ],
    ids=["cut", "large", "script", "tiff", "no picture"],
)
def test_what_cannot_be_used_is_refused_and_the_one_before_stays(
    room: Room, kind: AssetKind, content: bytes, said: str
) -> None:
    before = {AssetKind.MASTER: template(), AssetKind.EMBLEM: arms()}[kind]
    room.do(assets.hand_in, kind, "Alt", before, actor=ADA)
    with pytest.raises(FileUnusable) as error:
        room.do(assets.hand_in, kind, "Neu", content, actor=ADA)
    assert str(error.value).startswith(said)
    assert room.look(assets.asset, kind) == before
    assert len(audited(room)) == 1


@pytest.mark.parametrize("actor", [ERIKA, ADA_AS_COORDINATION], ids=["editor", "other circle"])
def test_only_administrators_of_the_office_hand_in_and_remove(room: Room, actor: Actor) -> None:
    room.do(assets.hand_in, AssetKind.EMBLEM, "Wappen.png", arms(), actor=ADA)
    with pytest.raises(NotAllowed):
        room.do(assets.hand_in, AssetKind.EMBLEM, "Anderes.png", arms(), actor=actor)
    with pytest.raises(NotAllowed):
        room.do(assets.remove, AssetKind.EMBLEM, actor=actor)
    assert room.look(assets.in_force, AssetKind.EMBLEM).name == "Wappen.png"


def test_slides_have_the_layouts_of_the_template_and_the_coat_of_arms_with_its_description(room: Room) -> None:
    room.do(assets.hand_in, AssetKind.MASTER, "Kreis.pptx", template(), actor=ADA)
    room.do(assets.hand_in, AssetKind.EMBLEM, "Wappen.png", arms(), actor=ADA)
    made = pptx.Presentation(io.BytesIO(file_of(room, Paper.SLIDES, ".pptx")))
    assert made.slides[0].slide_layout.name == "Titel Musterland"
    (shown,) = [shape for shape in made.slides[0].shapes if shape._element.tag.endswith("}pic")]
    assert shown._element._nvXxPr.cNvPr.get("descr") == "Wappen: Landkreis Musterland"
    assert abs(shown.width / shown.height - 3 / 4) < 0.02
    assert b"Wappen: Landkreis Musterland" in file_of(room, Paper.REPORT, ".html")


def test_a_stored_file_that_cannot_be_used_any_more_is_told_with_what_to_do_and_without_its_names(room: Room) -> None:
    room.do(assets.hand_in, AssetKind.MASTER, "Kreis.pptx", template(), actor=ADA)
    room.do(damage, actor=ADA)
    with pytest.raises(FileUnusable) as error:
        file_of(room, Paper.SLIDES, ".pptx")
    said = str(error.value)
    since = day(room.look(assets.in_force, AssetKind.MASTER).at)
    assert said.startswith(
        f"Die Vorlage für Folien, die am {since} hinterlegt wurde, lässt sich nicht mehr verwenden. {BROKEN}"
    )
    assert said.endswith("ohne sie gilt die Gestaltung des Programms.")
    assert "Ada" not in said
    assert "Kreis.pptx" not in said
    assert file_of(room, Paper.REPORT, ".html").startswith(b"<!DOCTYPE html>")
    room.do(assets.remove, AssetKind.MASTER, actor=ADA)
    assert file_of(room, Paper.SLIDES, ".pptx").startswith(b"PK")
