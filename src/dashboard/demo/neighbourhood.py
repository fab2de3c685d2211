"""The alliances of the fictional county that the public does not see: volunteers, shelters, and one being prepared."""

from datetime import date

from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm
from dashboard.alliances.kinds import AllianceState, GoalKind, Judgement, MeasureState, Offer, Path, State
from dashboard.demo.agreements import LATER, Aim, Assessment, Doing, Note, Pact, Part, Review, Step
from dashboard.demo.learning import OWN, START
from dashboard.demo.partners import BEISPIELHAUSEN, FABELSIEK, TOWN
from dashboard.periods import Period
from dashboard.store import Circle

DONATIONS = "Spenden und Haushalt der Gemeinden"

VOLUNTEERS = Pact(
    founded=date(2026, 1, 28),
    form=AllianceForm(
        "Bündnis Ehrenamt und Nachbarschaft",
        purpose="Wer sich engagiert, findet Ansprechstellen, Anerkennung und Geld für das Nötigste.",
        next_meeting=date(2026, 12, 2),
    ),
    lead="teilhabe",
    parts=(
        Part("ehrenamtsnetz", "Sprecherkreis der Ehrenamtlichen", date(2026, 1, 28)),
        Part("helferkreis", "Fahrdienst und Begleitung", date(2026, 1, 28)),
        Part("offene-tuer", "Treffpunkte", date(2026, 1, 28)),
        Part("sportverein", "Sport für alle", date(2026, 5, 4)),
        Part("naehstube", "Offene Werkstatt", date(2026, 1, 28), date(2026, 8, 31)),
    ),
    aims=(
        Aim(
            "ehrenamtliche",
            GoalForm(
                LATER,
                "Wieder 450 Menschen engagieren sich ehrenamtlich.",
                indicator="ehrenamtliche",
                baseline_value=406,
                baseline_period=Period.of("2025-Q2"),
                target_value=450,
                due_period=Period.of("2027-Q2"),
            ),
            "ehrenamt",
            notes=(
                Note(
                    date(2026, 2, 4),
                    "Ausgangswert ist das 2. Quartal 2025: Danach fehlten zweimal die Zahlen aus Vorbildingen.",
                ),
            ),
        ),
        Aim(
            "patenschaften",
            GoalForm(
                LATER,
                "150 Patenschaften bis zum Jahresende 2026.",
                indicator="patenschaften",
                baseline_value=120,
                baseline_period=START,
                target_value=150,
                due_period=Period.of("2026-Q4"),
            ),
            "ehrenamt",
        ),
        Aim(
            "treffpunkte",
            GoalForm(
                LATER,
                "24 Treffpunkte im Landkreis, Schritt für Schritt.",
                indicator="treffpunkte",
                baseline_value=19,
                baseline_period=START,
                target_value=24,
                due_period=Period.of("2027-Q4"),
                path=Path.STEPS,
                points=((Period.of("2026-Q2"), 20), (Period.of("2026-Q4"), 22)),
            ),
            "begegnung",
        ),
        Aim(
            "topf",
            GoalForm(
                LATER,
                "Drei Gemeinden stocken den unbürokratischen Topf für Ehrenamtliche aus eigenen Mitteln auf.",
                GoalKind.STEPS,
                areas=(TOWN, BEISPIELHAUSEN, FABELSIEK),
                due_period=Period.of("2027-Q1"),
            ),
            "ehrenamt",
            steps=(
                Step("Musterstadt stellt Mittel ein.", date(2026, 3, 31), date(2026, 3, 25)),
                Step("Beispielhausen stellt Mittel ein.", date(2026, 6, 30), date(2026, 6, 17)),
                Step("Fabelsiek stellt Mittel ein.", date(2026, 9, 30)),
            ),
        ),
    ),
    doings=(
        Doing(
            MeasureForm(
                LATER,
                "Abend der Anerkennung für Ehrenamtliche",
                offer=Offer.EVENT,
                begins=date(2026, 6, 26),
                ends=date(2026, 6, 26),
                budget_planned=420_000,
                budget_spent=398_000,
                funding=DONATIONS,
                places=200,
                participants=164,
                state=MeasureState.DONE,
            ),
            "ehrenamtsnetz",
            ("ehrenamtliche",),
            reported=date(2026, 7, 1),
            reviews=(
                Review(
                    Judgement.CHANGE,
                    "Der Abend tut gut, gewinnt aber niemanden neu. Im nächsten Jahr laden die Engagierten Gäste ein.",
                    "Bündnistreffen",
                    date(2026, 9, 2),
                ),
            ),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Offener Treff im Vereinsheim Beispielhausen",
                offer=Offer.LOCAL,
                begins=date(2026, 5, 4),
                budget_planned=150_000,
                budget_spent=62_000,
                funding=DONATIONS,
                places=30,
                participants=26,
                state=MeasureState.RUNNING,
            ),
            "sportverein",
            ("treffpunkte", "patenschaften"),
            reported=date(2026, 9, 2),
            reviews=(
                Review(
                    Judgement.KEEP,
                    "Jede Woche kommen mehr als zwanzig Menschen; drei Patenschaften sind hier entstanden.",
                    "Bündnistreffen",
                    date(2026, 9, 2),
                ),
            ),
        ),
    ),
)

SHELTERS = Pact(
    founded=date(2026, 4, 15),
    form=AllianceForm(
        "Arbeitsbündnis Unterkunft und Schutz",
        purpose="Unterkünfte sind sicher und nicht überfüllt; wer Schutz braucht, findet ihn ohne Umwege.",
        next_meeting=date(2026, 12, 16),
        circle=Circle.INTERNAL,
    ),
    lead="stabsstelle",
    parts=(
        Part("skizzental", "Unterbringung in der Samtgemeinde", date(2026, 4, 15)),
        Part("wohlfahrt", "Flüchtlingssozialarbeit", date(2026, 4, 15)),
        Part("polizei", "Prävention", date(2026, 4, 15)),
    ),
    aims=(
        Aim(
            "auslastung",
            GoalForm(
                LATER,
                "Die Unterkünfte in Beispielhausen sind zu höchstens 80 % belegt.",
                areas=(BEISPIELHAUSEN,),
                indicator="auslastung",
                baseline_value=90,
                baseline_period=START,
                target_value=80,
                due_period=Period.of("2027-Q4"),
                circle=Circle.INTERNAL,
            ),
            "schutz",
        ),
        Aim(
            "brandschutz",
            GoalForm(
                LATER,
                "Je Quartal bleiben es rund 14 Brandschutzbegehungen.",
                indicator="brandschutzbegehungen",
                baseline_value=14,
                baseline_period=Period.of("2026-Q1"),
                target_value=14,
                due_period=Period.of("2027-Q4"),
                circle=Circle.INTERNAL,
            ),
            "schutz",
        ),
        Aim(
            "schutzkonzept",
            GoalForm(
                LATER,
                "In den Gemeinschaftsunterkünften wird nach einem Schutzkonzept gearbeitet.",
                GoalKind.JUDGEMENT,
                circle=Circle.INTERNAL,
            ),
            "schutz",
            assessments=(
                Assessment(date(2026, 6, 10), State.BEHIND, "Drei von sieben Trägern haben ein Schutzkonzept."),
                Assessment(
                    date(2026, 10, 14),
                    State.ON_TRACK,
                    "Fünf von sieben Trägern arbeiten danach; die beiden anderen kommen im Winter zur Schulung.",
                ),
            ),
        ),
    ),
    doings=(
        Doing(
            MeasureForm(
                LATER,
                "Schulung „Schutz in Unterkünften“ für Betreiber",
                offer=Offer.TRAINING,
                begins=date(2026, 11, 4),
                ends=date(2027, 1, 27),
                budget_planned=510_000,
                budget_spent=85_000,
                funding=OWN,
                places=24,
                participants=19,
                state=MeasureState.RUNNING,
                circle=Circle.INTERNAL,
            ),
            "wohlfahrt",
            ("schutzkonzept",),
            reported=date(2026, 11, 11),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Wohnungssuche: Anfragen an Vermietende in Beispielhausen",
                offer=Offer.OTHER,
                begins=date(2026, 5, 18),
                ends=date(2026, 12, 18),
                budget_planned=0,
                funding="ohne eigene Mittel",
                state=MeasureState.RUNNING,
                circle=Circle.INTERNAL,
            ),
            "stabsstelle",
            ("auslastung",),
            reported=date(2026, 6, 3),
        ),
    ),
)

PREPARED = Pact(
    founded=date(2026, 9, 23),
    form=AllianceForm(
        "Bündnis Frauen und Arbeit",
        purpose="Frauen finden Sprachkurse mit Kinderbetreuung und einen Einstieg in Arbeit.",
        state=AllianceState.PLANNED,
        next_meeting=date(2027, 2, 3),
    ),
    lead="stabsstelle",
    parts=(Part("volkshochschule", "Sprachkurse mit Kinderbetreuung", date(2026, 9, 23)),),
    aims=(
        Aim(
            "betreuung",
            GoalForm(LATER, "Zu jedem Sprachkurs gibt es eine Kinderbetreuung.", GoalKind.JUDGEMENT),
            "chancen",
        ),
    ),
)
