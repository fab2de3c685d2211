"""What the fictional county has learned: practice examples and hurdles, each entered on the day it was told.

Everything is invented; the organisations are those of ``partners``.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from dashboard.alliances.adoptions import adopt
from dashboard.alliances.measures import change_measure
from dashboard.alliances.models import Alliance, Goal, Measure
from dashboard.alliances.rows import measure_form
from dashboard.catalogue.catalogue import Catalogue
from dashboard.demo import concept, dates
from dashboard.demo.partners import BEISPIELHAUSEN, FABELSIEK, TOWN
from dashboard.network import hurdles, practice
from dashboard.network.hurdles import HurdleForm
from dashboard.network.kinds import HurdleState
from dashboard.network.models import Function, Organisation, Practice
from dashboard.network.practice import PracticeForm
from dashboard.store import Actor, Circle, Store, UnitOfWork


@dataclass(frozen=True)
class Told:
    """An example with the names of its organisation and of whom to ask (function and organisation)."""

    day: date
    form: PracticeForm
    organisation: str = ""
    ask: tuple[str, str] = ("", "")


COMPANY = "Modellbau Fabelsiek GmbH"
TOLD = (
    Told(
        date(2026, 3, 12),
        PracticeForm(
            "Vom Praktikum in den Vertrag",
            "Der Betrieb bietet Geflüchteten Praktika von sechs Wochen an. Eine erfahrene Kollegin begleitet jede "
            "Person, und das Jobcenter ist einmal in der Woche im Haus.",
            "labour",
            FABELSIEK,
            result="Aus den meisten Praktika wurden Verträge, zuerst im Lager, später auch in der Buchhaltung.",
            figure="7 von 12 Praktika wurden Verträge, Stand 28.02.2026",
            indicator="praktika",
            learned="Sechs Wochen sind besser als zwei: Erst dann traut man sich gegenseitig etwas zu. Der Weg zur "
            "Arbeit entscheidet mehr als die Sprache.",
            needed="Eine Ansprechstelle im Betrieb, eine im Jobcenter, und ein Bus, der zur Schicht fährt.",
            circle=Circle.PUBLIC,
        ),
        COMPANY,
        ("Ausbildungsleitung", COMPANY),
    ),
    Told(
        date(2026, 4, 22),
        PracticeForm(
            "Patenschaften, die am Küchentisch beginnen",
            "Neue Patinnen und Paten lernen ihre Familie bei einem gemeinsamen Essen kennen. Danach treffen sie sich "
            "ein halbes Jahr lang einmal in der Woche.",
            "civic",
            TOWN,
            result="Die meisten Paare bleiben über das halbe Jahr hinaus zusammen.",
            figure="19 von 24 Patenschaften bestehen nach einem Jahr, Stand 31.03.2026",
            indicator="patenschaften",
            learned="Der Anfang braucht eine dritte Person, die beide kennt. Eine klare Dauer nimmt die Angst, sich zu "
            "viel aufzuladen.",
            needed="Eine Stelle, die Paare zusammenbringt und auch wieder trennt, und kleines Geld für das Essen.",
            circle=Circle.PUBLIC,
        ),
        "Ehrenamtsnetz Musterland",
        ("Patenschaften", "Ehrenamtsnetz Musterland"),
    ),
    Told(
        date(2026, 6, 18),
        PracticeForm(
            "Der kleine Topf mit dem kurzen Antrag",
            "Ehrenamtliche bekommen Auslagen bis 100 Euro nach einem Antrag von einer halben Seite erstattet. "
            "Entschieden wird innerhalb einer Woche.",
            "civic",
            BEISPIELHAUSEN,
            result="Aus Verärgerung über Formulare wurde ein Grund mitzumachen.",
            figure="4 Tage vom Antrag bis zur Auszahlung, 2. Quartal 2026",
            indicator="ehrenamtstopf_antraege",
            learned="Wer den Topf kennt, nutzt ihn. Bekannt wurde er durch die Vereine, nicht durch die Homepage.",
            needed="Einen Ratsbeschluss über die Mittel und eine Person, die ohne Rückfrage auszahlen darf.",
        ),
        "Sportverein Eintracht Beispielhausen",
        ("Beauftragte Stelle für Integration", "Sportverein Eintracht Beispielhausen"),
    ),
    Told(
        date(2026, 9, 9),
        PracticeForm(
            "Können zeigen statt Zeugnisse suchen",
            "In der Lehrwerkstatt zeigen Neuzugewanderte an zwei Tagen, was sie können. Am Ende steht ein Blatt, das "
            "Betriebe verstehen.",
            "education",
            "99001004",
            result="Betriebe laden nach dem Blatt häufiger zum Gespräch ein als nach einem übersetzten Zeugnis.",
            figure="31 Blätter, 14 Einladungen zum Gespräch, Stand 31.08.2026",
            indicator="kompetenzfeststellung",
            learned="Zuschauen ersetzt viele Fragen. Wer dolmetscht, braucht die Fachwörter vorher.",
            needed="Zwei Tage in einer Werkstatt, eine Meisterin oder einen Meister und Dolmetschende.",
        ),
        "Berufsbildende Schulen Probenmühlen",
        ("Koordination Sprachklassen", "Berufsbildende Schulen Probenmühlen"),
    ),
    Told(
        date(2026, 9, 30),
        PracticeForm(
            "Hausrat aus einer Hand",
            "Wer aus der Unterkunft auszieht, bekommt Möbel, Transport und Einzug an einem Tag.",
            "housing",
            result="Die Zimmer werden früher frei, weil der Auszug nicht mehr an Möbeln hängt.",
            figure="Auszug im Mittel 9 Tage früher, Stand 30.06.2026",
            learned="Der Termin muss feststehen, bevor der Mietvertrag unterschrieben ist.",
            needed="Ein Lager, einen Transporter und eine Absprache mit dem Fachbereich Soziales.",
            circle=Circle.INTERNAL,
        ),
        "Wohlfahrtsverband Musterland e. V.",
        ("Flüchtlingssozialarbeit", "Wohlfahrtsverband Musterland e. V."),
    ),
)
HURDLES = (
    (
        date(2026, 3, 12),
        HurdleForm(
            "Praktika scheitern an der Zustimmung",
            "Bis über ein Praktikum von mehr als drei Monaten entschieden ist, hat der Betrieb den Platz vergeben.",
            "Zustimmung der Arbeitsagentur zur Beschäftigung",
            "Arbeitsagentur, Ausländerbehörde",
            "labour",
            since=date(2025, 10, 1),
            state=HurdleState.PARTLY_SOLVED,
            outcome="Seit Mai 2026 gibt es einen festen Ansprechpartner; die Entscheidung dauert noch zwei Wochen.",
            circle=Circle.PUBLIC,
        ),
    ),
    (
        date(2026, 3, 12),
        HurdleForm(
            "Kein Bus zur Frühschicht",
            "Der erste Bus nach Fabelsiek kommt nach Schichtbeginn an. Drei Zusagen wurden deshalb abgesagt.",
            "Fahrplan des Linienverkehrs",
            "Aufgabenträger Nahverkehr",
            "labour",
            FABELSIEK,
            date(2025, 12, 14),
            HurdleState.RAISED,
            circle=Circle.PUBLIC,
        ),
    ),
    (
        date(2026, 4, 22),
        HurdleForm(
            "Führungszeugnis kostet und dauert",
            "Ehrenamtliche warten sechs Wochen auf das erweiterte Führungszeugnis und strecken die Gebühr vor.",
            "Anforderungen an Tätigkeiten mit Kindern",
            "Jugendamt (Verfahren), Bund (Gebühr)",
            "civic",
            since=date(2025, 9, 1),
            state=HurdleState.SOLVED,
            outcome="Der Landkreis bescheinigt das Ehrenamt, damit entfällt die Gebühr; Anträge gehen gesammelt ein.",
        ),
    ),
    (
        date(2026, 6, 18),
        HurdleForm(
            "Sprachkurs erst nach der Anhörung",
            "Wer noch auf die Entscheidung wartet, kommt je nach Herkunft nicht in den Integrationskurs.",
            "Zulassung zum Integrationskurs",
            "Bund",
            "education",
            since=date(2025, 1, 15),
            state=HurdleState.UNSOLVABLE,
            outcome="Auf Kreisebene nicht zu ändern. Die Volkshochschule bietet stattdessen einen eigenen Kurs an.",
        ),
    ),
    (
        date(2026, 9, 9),
        HurdleForm(
            "Niemand dolmetscht beim Arzt",
            "Für Arzttermine gibt es keine Kostenzusage, also übersetzen Kinder.",
            "Leistungsrecht, keine Regelung für Sprachmittlung",
            "Landkreis als Leistungsträger, Land",
            since=date(2026, 2, 1),
            state=HurdleState.IN_CLARIFICATION,
            outcome="Der Fachdienst prüft einen Pool von Sprachmittelnden.",
        ),
    ),
    (
        date(2026, 9, 30),
        HurdleForm(
            "Auszug hängt an der Wohnsitzauflage",
            "Eine Zusage für eine Wohnung in der Nachbargemeinde verfällt, während über die Auflage entschieden wird.",
            "Wohnsitzauflage",
            "Ausländerbehörde",
            "housing",
            since=date(2026, 5, 4),
            circle=Circle.INTERNAL,
        ),
    ),
)


ADOPTED_ON, ADOPTED, INTO = date(2026, 10, 7), "Vom Praktikum in den Vertrag", "Bündnis Ausbildung und Beschäftigung"
"""An example that an alliance has taken over as a measure."""


def enter(store: Store, editor: Actor, catalogue: Catalogue) -> None:
    """Write examples and hurdles: each day in a transaction of its own, bearing that day."""
    for day in sorted({*(one.day for one in TOLD), *(day for day, _ in HURDLES)}):
        with store.unit_of_work(editor) as work, dates.on(work, day):
            for one in TOLD:
                if one.day == day:
                    practice.add_practice(work, catalogue, _named(work, one))
            for told, form in HURDLES:
                if told == day:
                    hurdles.add_hurdle(work, catalogue, form)
    with store.unit_of_work(editor) as work, dates.on(work, ADOPTED_ON):
        _adopt(work)
    with store.unit_of_work(editor) as work, dates.on(work, concept.ADOPTED_ON):
        concept.adopt(work)


def _adopt(work: UnitOfWork) -> None:
    """Take the example over, and say of the measure what an alliance would."""
    example = work.session.scalars(select(Practice.id).where(Practice.title == ADOPTED)).one()
    alliance = work.session.scalars(select(Alliance.id).where(Alliance.name == INTO)).one()
    goal = work.session.scalars(select(Goal.id).where(Goal.alliance == alliance).order_by(Goal.id)).first()
    company = work.session.scalars(select(Organisation.id).where(Organisation.name == COMPANY)).one()
    measure = adopt(work, example, alliance)
    form = measure_form(work.session.get_one(Measure, measure), ())
    wish = replace(
        form, goals=(goal,) if goal else (), organisation=company, begins=date(2027, 1, 11), budget_planned=180_000,
        funding="Eigenmittel der Betriebe",
    )  # fmt: skip
    change_measure(work, measure, wish, seen=1)


def _named(work: UnitOfWork, one: Told) -> PracticeForm:
    known = {row.name: row.id for row in work.session.scalars(select(Organisation))}
    title, at = one.ask
    statement = select(Function.id).where(Function.title == title, Function.organisation == known.get(at))
    return replace(one.form, organisation=known.get(one.organisation), function=work.session.scalar(statement))
