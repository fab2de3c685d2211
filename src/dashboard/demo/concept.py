"""The concept of the fictional county: twelve building blocks, and what nine Gemeinden made of them since.

The sentences are invented; the shape is that of a working group that goes through a concept block by block.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import select

from dashboard.alliances import concept_commands, concept_states
from dashboard.alliances.concept_forms import ConceptForm, StateForm
from dashboard.alliances.concept_models import BlockState, BuildingBlock
from dashboard.alliances.kinds import Stage
from dashboard.demo.places import MUNICIPALITIES
from dashboard.network.models import Function, Practice
from dashboard.store import Circle, UnitOfWork

ADOPTED_ON, ENTERED_ON = date(2025, 12, 10), date(2026, 1, 22)
CONCEPT = ConceptForm(
    "Konzept Ankommen und Bleiben", "Vorlage 118/2025 (Beispieldaten)", ADOPTED_ON, Circle.PUBLIC
)  # fmt: skip
BLOCKS = """
Kapitel / Baustein / Zitat
Ehrenamt / Netzwerk in jeder Gemeinde / „In jeder Gemeinde treffen sich Ehrenamtliche, Vereine und Verwaltung an einem festen Tag; die Einladung kommt aus dem Rathaus.“
Ehrenamt / Topf für kleine Auslagen / „Wer ehrenamtlich fährt, dolmetscht oder begleitet, bekommt seine Auslagen ohne Antrag auf mehreren Seiten erstattet.“
Ehrenamt / Tag der Anerkennung / „Einmal im Jahr dankt die Gemeinde öffentlich allen, die geholfen haben.“
Ankommen / Wegweiser für die erste Woche / „Neu Zugezogene finden in einfacher Sprache auf einer Seite, wohin sie in der ersten Woche gehen.“
Ankommen / Feste Ansprechstelle / „Jede Gemeinde nennt eine Stelle mit Namen und Sprechzeit, an die sich alle wenden können.“
Ankommen / Sprachmittlung auf Abruf / „Für Gespräche in Ämtern, Schulen und Praxen steht binnen zwei Tagen eine Sprachmittlung bereit.“
Arbeit und Bildung / Gemeinnützige Arbeitsgelegenheiten / „Bauhof, Bücherei und Vereine bieten Arbeitsgelegenheiten nach § 5 AsylbLG an und begleiten sie.“
Arbeit und Bildung / Hausaufgabenhilfe am Wohnort / „Kinder aus den Unterkünften erhalten an zwei Nachmittagen je Woche Hilfe bei den Hausaufgaben.“
Arbeit und Bildung / Betriebe öffnen die Tür / „Zweimal im Jahr zeigen Betriebe am Ort ihre Arbeit und vergeben Praktika.“
Gesundheit und Schutz / Beratung für belastete Menschen / „Ein gemeinnütziger Träger berät über Gemeindegrenzen hinweg Menschen, die Schweres erlebt haben, auch Jugendliche ohne Eltern.“
Gesundheit und Schutz / Schutzkonzept je Unterkunft / „Jede Unterkunft hat ein Schutzkonzept, das mit den Bewohnerinnen und Bewohnern besprochen ist.“
Information / Gebündelte Auskunft im Netz / „Fragen und Antworten zu Unterkunft, Arbeit und Schule stehen gebündelt auf der Startseite der Gemeinde.“
"""  # noqa: E501 - one block per line, as it is pasted
WORDS = {
    "-": None, "n": Stage.NOT_BEGUN, "p": Stage.IN_REVIEW, "b": Stage.DECIDED, "l": Stage.IN_PROGRESS, "u": Stage.DONE,
    "x": Stage.NOT_PLANNED,
}  # fmt: skip
ROUNDS = {
    date(2026, 2, 24): (
        "lppnnnnbn", "nnpnnn-nn", "ubnnnn-xx", "lnnnnnnnn", "ulnlnpnnn", "pnnnnn---",
        "lbnpnn-nx", "nlnnnn-nn", "nnpnnnnxx", "ppppppnnn", "lnllnnnnn", "lnnnnn-nn",
    ),
    date(2026, 5, 26): (
        "ulppnnnbn", "bppnnn-nn", "ubpnnn-xx", "ulpnnnnnn", "ululnpnnn", "lppnnn---",
        "llbpnn-nx", "pulpnn-nn", "pnlnnpnxx", "ppppppnnn", "ululnpnnn", "llnpnn-nn",
    ),
    date(2026, 8, 25): (
        "uulppnnbn", "lbppnn-nn", "uulnpn-xx", "uulpnpnnn", "uuuulpnnn", "lbppnp---",
        "ullpbn-nx", "luulnp-nn", "lplnpbnxx", "bbbbbbnnn", "uuulpbnnn", "ulppnn-nn",
    ),
    date(2026, 11, 24): (
        "uuulppnbn", "llbpnn-nn", "uuulpn-xx", "uuulppnnn", "uuuulupnn", "ulbppb---",
        "uulbbn-nx", "luuulp-nn", "lblnpbnxx", "bbbbbbnnn", "uuuullnnn", "uulppn-nn",
    ),
}  # fmt: skip
"""What the Koordinierungsstab was told a day before each sitting: a line per block, a letter per Gemeinde."""
STILL = {date(2026, 5, 26): 8, date(2026, 8, 25): 7, date(2026, 11, 24): 6}
"""So many Gemeinden, in official order, also confirmed what had not changed; the others have fallen silent."""
EVIDENCE: Mapping[tuple[int, int], str] = {
    (0, 0): "Treffen an jedem ersten Dienstag im Monat im Bürgersaal, zuletzt 31 Teilnehmende.",
    (0, 1): "Runder Tisch im Rathaus, Einladung durch das Ordnungsamt.",
    (1, 0): "Der Ausschuss hat 4.000 € eingestellt; die ersten 23 Auslagen sind erstattet.",
    (3, 2): "Faltblatt in sechs Sprachen, liegt im Bürgerbüro und in der Unterkunft am Anger.",
    (4, 0): "Zimmer 12 im Rathaus, montags und donnerstags von 9 bis 12 Uhr.",
    (4, 5): "Sprechstunde im Gemeindebüro, mittwochs.",
    (6, 0): "Zehn Plätze auf dem Bauhof und in der Stadtbücherei.",
    (7, 1): "Zwei Nachmittage in der Grundschule, getragen vom Sportverein.",
    (10, 3): "Das Schutzkonzept vom 15.09.2026 hängt in vier Sprachen aus.",
    (11, 0): "Eigene Seite unter „Leben in Musterstadt“, letzte Änderung am 02.11.2026.",
}
"""By number of block and Gemeinde."""
CONTACTS: Mapping[tuple[int, int], str] = {
    (0, 0): "Treffpunkt Marktplatz", (1, 0): "Patenschaften", (0, 2): "Fahrdienst",
    (7, 1): "Beauftragte Stelle für Integration", (4, 0): "Koordination Migration und Teilhabe",
    (6, 0): "Team Integration in Arbeit", (8, 2): "Ausbildungsleitung", (9, 0): "Flüchtlingssozialarbeit",
    (10, 3): "Prävention",
}  # fmt: skip
"""Titles of functions of the network."""
ADOPTED, EXAMPLE, ADOPTED_ON = (8, 0), "Vom Praktikum in den Vertrag", date(2026, 11, 25)
"""The cell that took a practice example over, its title, and the day of the sitting that heard of it."""


def enter(work: UnitOfWork) -> tuple[int, ...]:
    """Enter the concept with its blocks; returns their ids in order."""
    concept = concept_commands.add_concept(work, CONCEPT)
    return tuple(concept_commands.add_blocks(work, concept, BLOCKS))


def tell(work: UnitOfWork, blocks: tuple[int, ...], day: date) -> None:
    """Write down what was said on a day of ``ROUNDS``."""
    wishes = list(_wishes(work, blocks, day))
    concept_states.set_states(work, wishes, seen=_everything(work))


def adopt(work: UnitOfWork) -> None:
    """Let a Gemeinde take over a practice example of another one."""
    number, place = ADOPTED
    block = work.session.scalars(select(BuildingBlock.id).order_by(BuildingBlock.position)).all()[number]
    wish = StateForm(
        block, MUNICIPALITIES[place].area, Stage.IN_PROGRESS, ADOPTED_ON,
        "Zwei Betriebe bieten Praktika von sechs Wochen an, nach dem Vorbild aus Fabelsiek.",
        _function(work, "Arbeitgeberservice"),
        work.session.scalars(select(Practice.id).where(Practice.title == EXAMPLE)).one(),
    )  # fmt: skip
    concept_states.set_states(work, [wish], seen=_everything(work))


def _wishes(work: UnitOfWork, blocks: tuple[int, ...], day: date) -> Iterator[StateForm]:
    days = list(ROUNDS)
    before = ROUNDS[days[days.index(day) - 1]] if day != days[0] else None
    for number, letters in enumerate(ROUNDS[day]):
        for place, letter in enumerate(letters):
            stage = WORDS[letter]
            same = before is not None and before[number][place] == letter
            if stage is None or (same and place >= STILL[day]):
                continue
            told = stage in (Stage.DONE, Stage.IN_PROGRESS)
            yield StateForm(
                blocks[number], MUNICIPALITIES[place].area, stage, day - timedelta(days=place % 3),
                EVIDENCE.get((number, place), "") if told else "",
                _function(work, CONTACTS.get((number, place))),
            )  # fmt: skip


def _function(work: UnitOfWork, title: str | None) -> int | None:
    if title is None:
        return None
    return work.session.scalar(select(Function.id).where(Function.title == title).order_by(Function.id).limit(1))


def _everything(work: UnitOfWork) -> int:
    return work.session.scalar(select(BlockState.id).order_by(BlockState.id.desc()).limit(1)) or 0
