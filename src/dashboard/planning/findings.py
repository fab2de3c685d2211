"""What does not add up in a quota, or is missing: German sentences with the facts, each saying what to do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dashboard.formats import day as german_day
from dashboard.formats import join, number, signed
from dashboard.geography.articles import accusative, dative
from dashboard.periods import Period
from dashboard.planning.coverage import Taken
from dashboard.planning.kinds import Carrying, Counting
from dashboard.planning.settling import Settled
from dashboard.planning.share import Rule, ShareInvalid, distribute, paradox_sentence


def findings(settled: Settled, before: Settled | None, names: Mapping[str, str], *, office: bool) -> tuple[str, ...]:
    """Of one period as its circle may have it; nothing in them tells a hidden count."""
    found = [
        *_inhabitants(settled),
        *_carried(settled, before),
        *_shares(settled),
        *_sums(settled),
        *_paradox(settled, names),
        *_gone(settled, names),
        *_credits(settled),
        *_gaps(settled, names, office=office),
        *(_contradiction(settled) if office else ()),
    ]
    return tuple(dict.fromkeys(found))


def _inhabitants(settled: Settled) -> Iterator[str]:
    lacking = [accusative(unit.name) for unit in settled.lacking]
    if not lacking:
        return
    plural = "fehlen die Einwohnerzahlen" if len(lacking) > 1 else "fehlt die Einwohnerzahl"
    yield (
        f"Für {join(lacking)} {plural} vom {german_day(settled.view.basis.last)}. Darum ist für keinen Ort etwas "
        "errechnet. Bitte die Zahlen einreichen oder einen anderen Stichtag wählen."
    )


def _carried(settled: Settled, before: Settled | None) -> Iterator[str]:
    view = settled.view
    if settled.district in settled.hidden:
        yield (
            "Der Übertrag aus dem vorigen Zeitraum ist für diesen Kreis nicht sichtbar, und mit ihm alles, woraus er "
            "sich errechnen ließe."
        )
        return
    if settled.hidden:
        what = "Anrechnungen" if before is not None and before.credits_hidden else "Aufnahmen"
        yield (
            f"Bei Orten mit geheim gehaltenen {what} sind der Übertrag und der errechnete Wert für diesen Kreis "
            "nicht sichtbar."
        )
    if settled.carried is None and before is not None:
        yield (
            f"Wie viel aus {before.view.period.label} zu übertragen ist, steht noch nicht fest: Die Aufnahmen des "
            "Landkreises liegen nicht vollständig vor. Bitte sie nachtragen oder den Übertrag festsetzen."
        )
    elif settled.unknown_rests:
        yield (
            f"Der eigene Übertrag von {join([dative(name) for name in settled.unknown_rests])} ist nicht bekannt. "
            "Darum ist für keinen Ort etwas errechnet. Bitte die Aufnahmen des vorigen Zeitraums nachtragen."
        )
    reckoned = settled.reckoned
    if settled.hidden or view.carrying is not Carrying.OWN or reckoned is None or not reckoned.difference:
        return
    assert settled.carried is not None  # else nothing were reckoned
    yield (
        f"Der Übertrag des Landkreises ist {number(settled.carried)}, die Reste der Orte ergeben zusammen "
        f"{number(settled.carried - reckoned.difference)}. Der Unterschied von {signed(reckoned.difference)} ist nach "
        "Einwohnern verteilt; bitte prüfen, welche Zahl gilt."
    )


def _shares(settled: Settled) -> Iterator[str]:
    if settled.refusal and not settled.hidden:
        yield f"{settled.refusal} Bis dahin ist für keinen Ort etwas errechnet."


def _sums(settled: Settled) -> Iterator[str]:
    official = settled.decisions.officials
    total = settled.total
    if not official or total is None or settled.hidden:
        return
    others = [settled.computed(unit.area) for unit in settled.units if unit.area not in official]
    fixed = sum(persons for persons, _ in official.values())
    if others and None in others:
        return
    sum_ = fixed + sum(one for one in others if one is not None)
    if sum_ == total:
        return
    if others:
        subject = (
            f"{_counted(len(official), 'Der amtliche Wert eines Ortes', 'Die amtlichen Werte von {} Orten')} und die "
            f"errechneten der übrigen ergeben zusammen {number(sum_)}"
        )
    else:
        subject = f"Die amtlichen Werte der Orte ergeben zusammen {number(sum_)}"
    yield (
        f"{subject}, das Soll des Landkreises ist {number(total)}: {number(abs(sum_ - total))} zu "
        f"{'viel' if sum_ > total else 'wenig'}. Es gilt, was festgesetzt ist; bitte die amtlichen Werte prüfen."
    )


def _paradox(settled: Settled, names: Mapping[str, str]) -> Iterator[str]:
    """Whether the newest decision raised the quota and lowered a place's share."""
    terms, reckoned = settled.view.terms, settled.reckoned
    if len(terms) < 2 or reckoned is None or settled.hidden:
        return
    shared = 0 if settled.view.carrying is Carrying.OWN else settled.carried or 0
    rules = {area: Rule(form.kind, form.amount) for area, form in settled.decisions.rules.items()}
    inhabitants = {unit.area: unit.inhabitants or 0 for unit in settled.units}
    try:
        former = distribute(terms[-2].persons + shared, inhabitants, rules)
    except ShareInvalid:
        return
    now = reckoned.base if settled.view.carrying is Carrying.OWN else reckoned.computed
    if sentence := paradox_sentence(former, now, names):
        yield sentence


def _gone(settled: Settled, names: Mapping[str, str]) -> Iterator[str]:
    for area in settled.gone:
        what = []
        if area in settled.decisions.officials:
            what.append(f"ein amtlicher Wert von {number(settled.decisions.officials[area][0])}")
        if area in settled.decisions.rules:
            what.append(f"eine Regel ({settled.decisions.rules[area].kind.label})")
        if persons := settled.decisions.credited(area):
            what.append("eine Anrechnung" + ("" if settled.credits_hidden else f" von {number(persons)}"))
        yield (
            f"Für {accusative(names.get(area, area))} ({area}) ist {join(what)} eingetragen, aber den Ort gibt es "
            "nicht mehr, oder er hat kein eigenes Soll mehr. Bitte den Eintrag zurücknehmen und beim heutigen Ort "
            "eintragen."
        )


def _credits(settled: Settled) -> Iterator[str]:
    if settled.credits_hidden:
        yield (
            "In diesem Zeitraum ist eine so kleine Zahl von Personen angerechnet, dass sie für diesen Kreis geheim "
            "gehalten wird. Damit sie sich nicht errechnen lässt, steht hier bei keinem Ort und nicht beim Landkreis, "
            "wie viele angerechnet und wie viele noch aufzunehmen sind."
        )
        return
    alone = sum(one.persons for one in settled.decisions.credits if one.area is None)
    if alone:
        yield (
            f"{_persons(alone)} dem Landkreis allein angerechnet: Zusammen ist bei den Orten um {number(alone)} mehr "
            "offen als beim Landkreis."
        )


def _gaps(settled: Settled, names: Mapping[str, str], *, office: bool) -> Iterator[str]:
    if not office and settled.view.counting is not Counting.REPORTED:
        yield (
            "Wie viele aufgenommen wurden, zählt hier die Kreisverwaltung für sich; für diesen Kreis ist es nicht "
            "sichtbar."
        )
        return
    lacks = "fehlen die Aufnahmen" if office else "sind keine Aufnahmen freigegeben"
    alike: dict[tuple[Period, ...], list[str]] = defaultdict(list)
    for area, taken in settled.taken.items():
        if taken.missing and area != settled.district:
            alike[taken.missing].append(accusative(names.get(area, area)))
    for months, places in alike.items():
        yield (
            f"Für {join(places)} {lacks} ({spans(months)}). Darum steht dort kein Ist; ein Teil wird nicht "
            "als Ganzes gezeigt."
        )
    own = settled.taken.get(settled.district, Taken())
    if own.missing and not alike:
        yield f"Für den Landkreis {lacks} ({spans(own.missing)}). Darum steht dort kein Ist."
    for area, taken in settled.taken.items():
        for first, last in taken.straddling:
            yield (
                f"{names.get(area, area)}: Der Wert für {german_day(first)} bis {german_day(last)} reicht über die "
                f"Grenze des Zeitraums {settled.view.period.label} und lässt sich nicht aufteilen. Bitte davor "
                "und danach getrennte Werte einreichen oder eintragen."
            )


def _contradiction(settled: Settled) -> Iterator[str]:
    own = settled.taken.get(settled.district, Taken())
    each = [settled.taken.get(unit.area, Taken()) for unit in settled.units]
    if own.persons is None or not each or any(one.until != own.until for one in each):
        return
    together = sum(one.persons or 0 for one in each)
    if together != own.persons:
        yield (
            f"Für den Landkreis sind {number(own.persons)} Aufnahmen gemeldet, für die Orte zusammen "
            f"{number(together)}. Bitte klären, welche Zahl stimmt."
        )


def spans(months: Sequence[Period]) -> str:
    """April bis Juni 2024 und September 2024."""
    runs: list[list[Period]] = []
    for month in months:
        if runs and runs[-1][-1].next() == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return join([Period.spanning(run[0].first, run[-1].last).label for run in runs])


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(number(count))


def _persons(count: int) -> str:
    return "Eine Person ist" if count == 1 else f"{number(count)} Personen sind"
