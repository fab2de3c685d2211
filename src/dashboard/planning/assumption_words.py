"""What a forecast assumes, in German sentences: first what was changed, then what holds otherwise."""

from collections.abc import Iterator

from dashboard.formats import join, number, percent
from dashboard.planning.capacity import delay_of
from dashboard.planning.inputs import Inputs
from dashboard.planning.outlook_views import Assumptions
from dashboard.store import Circle

DEFAULT = Assumptions()


def sentences(inputs: Inputs, assumed: Assumptions) -> tuple[str, ...]:
    """The changed ones first."""
    return (*_changed(inputs, assumed), *_held(inputs, assumed))


def _changed(inputs: Inputs, assumed: Assumptions) -> Iterator[str]:
    if assumed.quota_factor != DEFAULT.quota_factor:
        yield f"Geändert: Was vom Soll noch kommt, ist um {_by(assumed.quota_factor)} als beschlossen."
    if not assumed.goes_on:
        yield "Geändert: Nach dem Ende des Verteilzeitraums kommt niemand mehr."
    if assumed.outflow_factor != DEFAULT.outflow_factor:
        yield f"Geändert: {_outflow(assumed.outflow_factor)}."
    if assumed.leases_renewed:
        yield "Geändert: Alle Verträge, die enden, werden verlängert."
    elif assumed.renewed:
        yield from _renewed(inputs, assumed)
    if assumed.delay:
        yield f"Geändert: Alle geplanten Unterkünfte öffnen {_months(assumed.delay)}."
    for plan in inputs.planned:
        own = delay_of(plan, assumed) - assumed.delay
        if plan.id in assumed.dropped:
            yield f"Geändert: „{plan.name}“ kommt nicht."
        elif own:
            yield f"Geändert: „{plan.name}“ öffnet {'zusätzlich ' if assumed.delay else ''}{_months(own)}."
    if assumed.reopened:
        yield f"Geändert: {percent(assumed.reopened)} der gesperrten Plätze sind sofort wieder nutzbar."


def _renewed(inputs: Inputs, assumed: Assumptions) -> Iterator[str]:
    known = [lease for lease in inputs.leases if lease.facility in assumed.renewed]
    if known:
        names = join([f"„{lease.name}“" for lease in known])
        verb = "Der Vertrag für {} wird" if len(known) == 1 else "Die Verträge für {} werden"
        yield f"Geändert: {verb.format(names)} verlängert."
    if not known or len(known) < len(assumed.renewed):
        lost = number(len(assumed.renewed) - len(known))
        yield f"Von den Verträgen, die verlängert werden sollen, sind {lost} hier nicht bekannt; das wirkt nicht."


def _held(inputs: Inputs, assumed: Assumptions) -> Iterator[str]:
    if inputs.needs:
        yield "Was vom Soll noch offen ist, kommt gleichmäßig in den restlichen Monaten des Verteilzeitraums."
        if assumed.goes_on:
            yield "Danach kommen je Monat so viele, wie das Soll dieses Zeitraums im Mittel vorsieht."
        yield (
            "Wer zuletzt kam, ohne auf das Soll angerechnet zu sein (Zugänge abzüglich der Aufnahmen nach dem Soll), "
            "kommt weiter."
        )
    else:
        yield "Es ist kein Soll hinterlegt; es kommen so viele wie im Mittel der letzten vier Quartale."
    yield "Es zieht derselbe Anteil der Untergebrachten aus wie im Mittel der letzten vier Quartale."
    if not assumed.leases_renewed:
        yield "Verträge, die enden, werden nicht verlängert; ihre Plätze fallen weg, nicht die Menschen darin."
        if inputs.circle is not Circle.INTERNAL:
            yield "Verträge geschützter Unterkünfte und was an solchen geplant ist, bleiben hier außer Betracht."
    yield (
        "Nutzbar sind die belegten und die als nutzbar und frei gemeldeten Plätze; wo das nicht gemeldet ist, alle, "
        "die nicht gesperrt sind."
    )
    yield "Geplante Unterkünfte zählen ab dem Monat der Eröffnung mit ihrer Wahrscheinlichkeit."
    yield "Jede Zahl ist für sich gerundet, und nicht genauer, als ihre Spanne es zulässt."


def _by(factor: float) -> str:
    """„20 % höher“."""
    return f"{percent(abs(factor - 1))} {'höher' if factor > 1 else 'niedriger'}"


def _outflow(factor: float) -> str:
    """„Es ziehen 20 % mehr Menschen aus als bisher“."""
    if not factor:
        return "Es zieht niemand mehr aus"
    return f"Es ziehen {percent(abs(factor - 1))} {'mehr' if factor > 1 else 'weniger'} Menschen aus als bisher"


def _months(count: int) -> str:
    told = "einen Monat" if abs(count) == 1 else f"{number(abs(count))} Monate"
    return f"{told} {'später' if count > 0 else 'früher'}"
