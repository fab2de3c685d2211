"""Invented figures of the five fields beside accommodation, quarter by quarter and year by year."""

from dataclasses import dataclass

from dashboard.demo import chance
from dashboard.demo.places import ASSOCIATION, DISTRICT, MUNICIPALITIES
from dashboard.demo.shelters import QUARTERS

MEMBERS = frozenset(place.area for place in MUNICIPALITIES if place.association)
PLACES = tuple(place.area for place in MUNICIPALITIES)
"""The nine Gemeinden."""
SUPPLYING = (*(place.area for place in MUNICIPALITIES if not place.association), ASSOCIATION)
"""The six Gemeinden on their own, and the Samtgemeinde for its three members."""

Season = tuple[float, float, float, float]
EVEN: Season = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Course:
    """How an invented figure runs: where it starts, how it grows, how much it wavers."""

    start: float
    """At the beginning of 2024-Q4: for 1,000 inhabitants, or the number itself for the district alone."""
    growth: float = 0.0
    """Change per quarter as a share."""
    waver: float = 0.06
    """Largest chance difference as a share."""
    season: Season = EVEN
    """Factors of the first to the fourth quarter of a year."""
    step: int = 1
    """Rounded to a multiple of this."""


COURSES: dict[str, Course] = {
    # housing
    "aufnahme_ist": Course(0.75, -0.01, 0.2),
    # safety
    "sicherheitsgespraeche": Course(0.07, 0.0, 0.5),
    "brandschutzbegehungen": Course(0.11, 0.0, 0.4),
    # labour
    "arbeitslose_auslaender": Course(11.4, -0.012, 0.04, (1.06, 1.0, 0.97, 0.99)),
    "praktika": Course(0.52, 0.055, 0.2, (0.9, 1.1, 1.1, 0.9)),
    "ausbildung_begonnen": Course(0.22, 0.03, 0.15, (0.3, 0.15, 2.6, 0.5)),
    "vermittlungen": Course(0.95, 0.01, 0.15),
    "arbeitsgelegenheiten": Course(1.6, -0.02, 0.15),
    # education
    "sprachfoerderung_schueler": Course(5.6, 0.008, 0.04, (1.0, 1.02, 0.94, 1.0)),
    "intkurs_teilnehmende": Course(3.1, 0.02, 0.07),
    "intkurs_pruefungen": Course(0.85, 0.02, 0.1),
    "kompetenzfeststellung": Course(0.5, 0.04, 0.2),
    # civic
    "ehrenamtliche": Course(4.1, -0.014, 0.03),
    "patenschaften": Course(1.15, 0.025, 0.08),
    "initiativen": Course(0.16, 0.0, 0.1),
    "treffpunkte": Course(0.17, 0.03, 0.1),
    "veranstaltungen": Course(0.55, 0.01, 0.2, (0.8, 1.1, 1.2, 0.9)),
    "ehrenamtstopf_ausgezahlt": Course(46.0, 0.03, 0.25, step=50),
    "ehrenamtstopf_antraege": Course(0.4, 0.03, 0.25),
}
"""Quarterly figures of the places."""

DISTRICT_COURSES: dict[str, Course] = {
    "uma": Course(34, -0.03, 0.05),
    "berufseinstieg_sprache_integration": Course(62, -0.01, 0.1),
    "kosten_je_platz": Course(2_480, 0.012, 0.01, step=10),
    "erstattung": Course(3_150_000, 0.004, 0.01, step=100),
}
"""Quarterly figures that are known for the district only."""

PASSED = (0.52, 0.53, 0.51, 0.55, 0.54, 0.57, 0.56, 0.59)
"""Share of test takers who reach B1, quarter by quarter."""

BUDGET = 75.0
"""Euro that the district gives the volunteers' funds per quarter for 1,000 inhabitants."""
TOPPED_UP = {"99001001": (6, 750), "99001002": (7, 500)}
"""Gemeinden that add money of their own: since which quarter, and how much."""
MAIN_CARRIER = "Kommune"
CARRIERS = {"Wohlfahrtsverband": 0.3, "Anderer gemeinnütziger Träger": 0.15}
"""Shares of the other carriers in the Arbeitsgelegenheiten."""

QUOTAS: dict[str, int] = {
    "2024-10/2025-03": 168,
    "2025-04/2025-09": 150,
    "2025-10/2026-03": 144,
    "2026-04/2026-09": 138,
}
"""People the invented ministry assigns to the district in a quota period."""


@dataclass(frozen=True)
class Yearly:
    """An invented yearly figure of the Gemeinden: for 1,000 inhabitants, and rounded as the source does."""

    start: float
    growth: float
    step: int = 1


YEARLY: dict[str, Yearly] = {
    "auslaender": Yearly(84.0, 0.02, 5),
    "asylblg_empfaenger": Yearly(7.4, -0.06, 5),
    "svb_auslaender": Yearly(31.0, 0.04),
    "einbuergerungen": Yearly(1.9, 0.12),
    "mindestsicherung_empfaenger": Yearly(61.0, -0.01),
}

DISTRICT_YEARLY: dict[str, dict[int, int]] = {
    "schutzsuchende": {2024: 3_870, 2025: 3_905},
    "aufenthalt_gestattung": {2024: 610, 2025: 540},
    "aufenthalt_duldung": {2024: 385, 2025: 350},
    "aufenthalt_anerkannt": {2024: 1_790, 2025: 1_905},
    "aufenthalt_ukraine": {2024: 1_085, 2025: 1_110},
    "schulabgang_ohne_hauptschulabschluss": {2024: 61, 2025: 57},
    "kita_nichtdeutsche_familiensprache": {2025: 742, 2026: 768},
    "untergebrachte_wohnungslose": {2025: 410, 2026: 395},
}
EARLY = ("kita_nichtdeutsche_familiensprache", "untergebrachte_wohnungslose")
"""Yearly figures with a reference date in winter: known half a year after it, long before the year ends."""


def number(indicator: str, area: str, quarter: int) -> int:
    """The value of a quarterly figure in a place, the Samtgemeinde or the district; never negative."""
    if area == DISTRICT:
        return _run(DISTRICT_COURSES[indicator], indicator, area, quarter, DISTRICT_COURSES[indicator].start)
    if area == ASSOCIATION:
        return sum(number(indicator, member, quarter) for member in sorted(MEMBERS))
    course = COURSES[indicator]
    return _run(course, indicator, area, quarter, course.start * inhabitants(area) / 1000)


def fund(area: str, quarter: int) -> int:
    """The volunteers' fund of a Gemeinde in a quarter, in euro: the district's part, and the Gemeinde's own."""
    own = TOPPED_UP[area][1] if area in TOPPED_UP and quarter >= TOPPED_UP[area][0] else 0
    return round(BUDGET * inhabitants(area) / 1000 / 250) * 250 + own


def by_carrier(area: str, quarter: int) -> dict[str, int]:
    """The filled Arbeitsgelegenheiten of a supplying place by kind of carrier; together they are all of them."""
    total = number("arbeitsgelegenheiten", area, quarter)
    parts = {name: round(total * share) for name, share in CARRIERS.items()}
    return {MAIN_CARRIER: total - sum(parts.values()), **parts}


def passed(area: str, quarter: int) -> int:
    """How many of the test takers of a Gemeinde reached B1 in a quarter."""
    takers = number("intkurs_pruefungen", area, quarter)
    return min(takers, round(takers * (PASSED[quarter] + chance.sway(0.08, "b1", area, quarter))))


def yearly(indicator: str, area: str, year: int) -> int:
    """The value of a yearly figure in a Gemeinde at the end of (or in) 2024 or a later year."""
    course = YEARLY[indicator]
    people = next(place.inhabitants[year] for place in MUNICIPALITIES if place.area == area)
    value = (
        people / 1000 * course.start * (1 + course.growth * (year - 2024)) * (1 + chance.sway(0.15, indicator, area))
    )
    return round(value / course.step) * course.step


def quota(area: str, period: str) -> int:
    """The people assigned to a Gemeinde or the Samtgemeinde in a quota period, by inhabitants and rounded."""
    members = MEMBERS if area == ASSOCIATION else {area}
    share = sum(inhabitants(member) for member in members) / sum(inhabitants(place) for place in PLACES)
    return round(QUOTAS[period] * share)


def inhabitants(area: str) -> int:
    """People living in a Gemeinde at the end of 2024, the base of all figures here."""
    return next(place.inhabitants[2024] for place in MUNICIPALITIES if place.area == area)


def _run(course: Course, indicator: str, area: str, quarter: int, start: float) -> int:
    season = course.season[int(QUARTERS[quarter][-1]) - 1]
    place = 1 + chance.sway(2 * course.waver, indicator, area)
    moment = 1 + chance.sway(course.waver, indicator, area, quarter)
    value = start * (1 + course.growth * quarter) * season * place * moment
    return max(0, round(value / course.step) * course.step)
