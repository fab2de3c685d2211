"""The two public alliances of the fictional county, about learning and working.

Baselines and targets follow from the county's own figures (``monitoring``, quarter 2025-Q4 unless said otherwise).
"""

from datetime import date

from dashboard.alliances.forms import AllianceForm, GoalForm, MeasureForm
from dashboard.alliances.kinds import GoalKind, Judgement, MeasureState, Offer
from dashboard.demo.agreements import LATER, Aim, Doing, Note, Pact, Part, Review, Step
from dashboard.periods import Period
from dashboard.store import Circle

START = Period.of("2025-Q4")
FUNDS = "Landesprogramm „Gut ankommen“ (erfunden)"
OWN = "Haushalt des Landkreises"

LEARNING = Pact(
    founded=date(2026, 2, 12),
    form=AllianceForm(
        "Bündnis Lernen und Arbeiten in Musterland",
        purpose=(
            "Junge Geflüchtete finden ihren Weg durch Kita, Schule und Ausbildung. Die Partner stimmen ihre Angebote "
            "ab und begleiten die Übergänge von der Schule in den Beruf."
        ),
        programme=FUNDS,
        support_from=date(2026, 3, 1),
        support_until=date(2027, 8, 31),
        next_meeting=date(2026, 12, 9),
        circle=Circle.PUBLIC,
    ),
    lead="stabsstelle",
    support="prozessbegleitung",
    parts=(
        Part("bildungsbuero", "Bildungsmonitoring und Wegweiser", date(2026, 2, 12)),
        Part("teilhabe", "Beratung und Verweisung", date(2026, 2, 12)),
        Part("jobcenter", "Praktika und Vermittlung", date(2026, 2, 12)),
        Part("arbeitsagentur", "Berufsberatung", date(2026, 2, 12)),
        Part("berufsschule", "Sprachklassen", date(2026, 4, 20)),
        Part("volkshochschule", "Sprachkurse für Eltern", date(2026, 2, 12), date(2026, 7, 31)),
    ),
    aims=(
        Aim(
            "wege",
            GoalForm(
                LATER,
                "Transparenz über die Bildungswege herstellen: Jede Familie weiß, welcher Weg von der Kita bis zum "
                "Abschluss offensteht.",
                GoalKind.STEPS,
                due_period=Period.of("2027-Q3"),
                circle=Circle.PUBLIC,
            ),
            "wege",
            steps=(
                Step("Alle Angebote der Partner sind erfasst.", date(2026, 4, 30), date(2026, 4, 22)),
                Step("Der Wegweiser liegt in einfacher Sprache vor.", date(2026, 9, 30), date(2026, 10, 7)),
                Step("Der Wegweiser liegt in vier weiteren Sprachen vor.", date(2027, 3, 31)),
                Step("Jede Schule nennt eine Funktion, die zu den Wegen berät.", date(2027, 8, 31)),
            ),
        ),
        Aim(
            "chancen",
            GoalForm(
                LATER,
                "Chancengleichheit in schulischer und informeller Bildung verbessern: Mehr Schülerinnen und Schüler "
                "erhalten die Sprachförderung, die sie brauchen.",
                indicator="sprachfoerderung_schueler",
                baseline_value=580,
                baseline_period=START,
                target_value=660,
                due_period=Period.of("2027-Q4"),
                circle=Circle.PUBLIC,
            ),
            "chancen",
            notes=(
                Note(
                    date(2026, 10, 19),
                    "Gleichnisrode zählt nach. Bis dahin reicht die Summe des 3. Quartals 2026 für keinen Stand.",
                ),
            ),
        ),
        Aim(
            "betriebe",
            GoalForm(
                LATER,
                "Zusammenarbeit mit Arbeitgebern und Arbeitgeberverbänden ausbauen: Betriebe bieten mehr Praktika an.",
                indicator="praktika",
                baseline_value=66,
                baseline_period=START,
                target_value=90,
                due_period=Period.of("2027-Q2"),
                circle=Circle.PUBLIC,
            ),
            "betriebe",
        ),
    ),
    doings=(
        Doing(
            MeasureForm(
                LATER,
                "Analyseworkshop „Wo reißen Bildungswege ab?“",
                offer=Offer.WORKSHOP,
                begins=date(2026, 3, 19),
                ends=date(2026, 3, 20),
                budget_planned=240_000,
                budget_spent=218_500,
                funding=FUNDS,
                places=25,
                participants=23,
                state=MeasureState.DONE,
                circle=Circle.PUBLIC,
            ),
            "bildungsbuero",
            ("wege", "chancen"),
            reported=date(2026, 3, 26),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Prozessbegleitung des Bündnisses",
                offer=Offer.PROCESS_SUPPORT,
                begins=date(2026, 3, 1),
                ends=date(2027, 8, 31),
                budget_planned=3_600_000,
                budget_spent=1_400_000,
                funding=FUNDS,
                state=MeasureState.RUNNING,
            ),
            "prozessbegleitung",
            ("wege", "chancen", "betriebe"),
            reported=date(2026, 10, 7),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Fortbildung „Mehrsprachig unterrichten“ für Lehrkräfte",
                offer=Offer.TRAINING,
                begins=date(2026, 4, 14),
                ends=date(2026, 11, 17),
                budget_planned=680_000,
                budget_spent=450_000,
                funding=OWN,
                places=40,
                participants=17,
                state=MeasureState.RUNNING,
                circle=Circle.PUBLIC,
            ),
            "bildungsbuero",
            ("chancen",),
            reported=date(2026, 9, 9),
            reviews=(
                Review(
                    Judgement.CHANGE,
                    "Nachmittags können die meisten Lehrkräfte nicht. Die Fortbildung kommt künftig in die Schulen.",
                    "Steuerungsgruppe des Bündnisses",
                    date(2026, 9, 16),
                ),
            ),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Praktikumsbörse mit Betrieben im Kreishaus",
                offer=Offer.EVENT,
                begins=date(2026, 4, 29),
                ends=date(2026, 4, 29),
                budget_planned=350_000,
                budget_spent=371_200,
                funding=OWN,
                places=120,
                participants=143,
                state=MeasureState.DONE,
                circle=Circle.PUBLIC,
            ),
            "jobcenter",
            ("betriebe",),
            reported=date(2026, 5, 6),
            reviews=(
                Review(
                    Judgement.KEEP,
                    "31 Betriebe waren da. Die Börse wird im Frühjahr wiederholt, mit Dolmetschenden an jedem Tisch.",
                    "Steuerungsgruppe des Bündnisses",
                    date(2026, 9, 16),
                ),
            ),
        ),
    ),
)

WORK = Pact(
    founded=date(2026, 3, 18),
    form=AllianceForm(
        "Bündnis Ausbildung und Beschäftigung",
        purpose="Aus Sprachkurs, Praktikum und Ausbildung wird Arbeit, von der man leben kann.",
        programme=OWN,
        next_meeting=date(2027, 1, 20),
        circle=Circle.PUBLIC,
    ),
    lead="jobcenter",
    parts=(
        Part("arbeitsagentur", "Berufsberatung", date(2026, 3, 18)),
        Part("kammer", "Anerkennung und Ausbildungsberatung", date(2026, 3, 18)),
        Part("arbeitgeber", "Stimme der Betriebe", date(2026, 3, 18)),
        Part("modellbau", "Ausbildungsbetrieb", date(2026, 6, 1)),
        Part("volkshochschule", "Sprachkurse", date(2026, 3, 18)),
    ),
    aims=(
        Aim(
            "arbeit",
            GoalForm(
                LATER,
                "Mehr Menschen je Quartal in Arbeit vermitteln.",
                indicator="vermittlungen",
                baseline_value=110,
                baseline_period=START,
                target_value=130,
                due_period=Period.of("2027-Q4"),
                circle=Circle.PUBLIC,
            ),
            "betriebe",
        ),
        Aim(
            "sprache",
            GoalForm(
                LATER,
                "Mehr Prüfungen in den Integrationskursen enden mit B1.",
                indicator="intkurs_b1",
                baseline_value=52,
                baseline_period=START,
                target_value=58,
                due_period=Period.of("2027-Q4"),
                circle=Circle.PUBLIC,
            ),
            "chancen",
        ),
        Aim(
            "beschaeftigung",
            GoalForm(
                LATER,
                "3.400 Ausländerinnen und Ausländer sind sozialversicherungspflichtig beschäftigt.",
                indicator="svb_auslaender",
                baseline_value=3_064,
                baseline_period=Period.of("2024"),
                target_value=3_400,
                due_period=Period.of("2027"),
                circle=Circle.COORDINATION,
            ),
            "betriebe",
        ),
    ),
    doings=(
        Doing(
            MeasureForm(
                LATER,
                "Hospitation von Ausbildenden in den Sprachklassen",
                offer=Offer.STUDY_VISIT,
                begins=date(2026, 5, 11),
                ends=date(2026, 6, 19),
                budget_planned=90_000,
                budget_spent=41_000,
                funding=OWN,
                places=12,
                participants=4,
                state=MeasureState.STOPPED,
            ),
            "kammer",
            ("arbeit",),
            reported=date(2026, 7, 1),
            reviews=(
                Review(
                    Judgement.END,
                    "Vier von zwölf Plätzen waren belegt. Die Betriebe laden lieber selbst ein.",
                    "Runder Tisch Ausbildung",
                    date(2026, 7, 8),
                ),
            ),
        ),
        Doing(
            MeasureForm(
                LATER,
                "Sprachcoaching am Arbeitsplatz",
                offer=Offer.LOCAL,
                begins=date(2027, 2, 1),
                ends=date(2027, 12, 17),
                budget_planned=2_850_000,
                funding=FUNDS,
                places=30,
                state=MeasureState.PLANNED,
                circle=Circle.PUBLIC,
            ),
            "volkshochschule",
            ("arbeit", "sprache"),
        ),
    ),
)
