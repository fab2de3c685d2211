"""The monitoring page: a field's indicators at a glance, and one of them opened."""

from functools import partial

import streamlit as st

from dashboard.catalogue import Indicator
from dashboard.council.reference import Reference
from dashboard.exhibits.monitoring_course import MOST_PLACES
from dashboard.exhibits.monitoring_facts import facts
from dashboard.exhibits.monitoring_rates import why_never
from dashboard.intake.export import WRITERS, of_series
from dashboard.periods import Frequency, Period
from dashboard.ui import alliances_links, council_put, monitored, reads, resolved
from dashboard.ui.links import FIELD, FIGURE, PLACES
from dashboard.ui.monitored import Choice
from dashboard.ui.show import WORKBOOK, escaped, show
from dashboard.ui.visit import Here

BASIS, AGAINST, SPAN, SPLIT, WHERE, VIEW = "bezug", "vergleich", "zeit", "gliederung", "gliederung_ort", "sicht"
ABSOLUTE, PER_THOUSAND = "absolut", "je1000"
BASES = {ABSOLUTE: "Absolute Zahlen", PER_THOUSAND: "Je 1.000 Einwohner"}
SPANS = {"wie gemeldet": None, "Halbjahre": Frequency.HALF, "Jahre": Frequency.YEAR}
VIEWS = ("Orte im Vergleich", "Karte", "Gliederung", "Erklärung")


def panel(here: Here, period: Period) -> None:
    """A field, and the indicator chosen in it."""
    field = _field()
    available = monitored.with_values(here, field)
    if not available:
        title = reads.catalogue().fields[field].title
        st.info(f"Zu „{title}“ liegen hier noch keine Werte vor.", icon=":material/info:")
        _silent(here, field, available)
        return
    titles = {one.code: one.short for one in available}
    _drop_foreign(FIGURE, list(titles))
    code = st.pills(
        "Kennzahl öffnen", list(titles), format_func=titles.__getitem__, key=FIGURE, bind="query-params",
        help="Zeigt Verlauf, Orte, Karte, Gliederung und Erklärung statt der Übersicht; noch ein Klick darauf führt "
        "zurück. Die Adresse dieser Ansicht lässt sich weitergeben.",
    )  # fmt: skip
    if code is None:
        show(monitored.cards(here, period, field))
        council_put.offer(here, Reference("cards", field=field))
        _silent(here, field, available)
    else:
        _opened(here, period, reads.catalogue().indicators[str(code)])


def _field() -> str:
    titles = {code: field.title for code, field in reads.catalogue().fields.items()}
    _drop_foreign(FIELD, list(titles))
    chosen = st.segmented_control(
        "Feld", list(titles), format_func=titles.__getitem__, key=FIELD, required=True, bind="query-params",
        default=next(iter(titles)),
    )  # fmt: skip
    return str(chosen) if chosen in titles else next(iter(titles))


def _silent(here: Here, field: str, available: list[Indicator]) -> None:
    """Which indicators of the field have no value here."""
    codes = {one.code for one in available}
    names = [one.short for one in reads.catalogue().enabled(field) if one.code not in codes]
    if names:
        st.caption(escaped(f"Ohne Werte: {', '.join(names)}."))


def _opened(here: Here, period: Period, one: Indicator) -> None:
    choice = _choice(here, one)
    show(monitored.course(here, period, choice))
    _into_folder(here, "course", choice)
    alliances_links.panel(here, one.code)
    resolved.of_indicator(here, one.code)
    views = st.tabs(list(VIEWS), key=VIEW, on_change="rerun")
    places, drawn, split, told = views
    if places.open:
        with places:
            show(monitored.comparison(here, period, choice))
            _into_folder(here, "places", choice)
    if drawn.open:
        with drawn:
            show(monitored.place_map(here, period, choice))
            _into_folder(here, "map", choice)
    if split.open:
        with split:
            _split(here, period, choice)
    if told.open:
        with told:
            _facts(here, one)
            _values(here, one)


def _into_folder(here: Here, builder: str, choice: Choice) -> None:
    areas = choice.areas if builder == "course" else ()
    council_put.offer(
        here, Reference(builder, choice.code, areas, per_thousand=choice.per_thousand, over=choice.over)
    )  # fmt: skip


def _choice(here: Here, one: Indicator) -> Choice:
    values = monitored.frame(here, one.code)
    with st.container(horizontal=True):
        basis, over = _basis(one), _span(one)
        names = _names(here, one)
        _drop_foreign(PLACES, list(names))
        areas = st.multiselect(
            "Orte dazu", list(names), format_func=names.__getitem__, key=PLACES, max_selections=MOST_PLACES,
            placeholder="nur der Landkreis", bind="query-params", filter_mode=None,
        ) if names else []  # fmt: skip
        against = _against(here, one)
    own = reads.district(here).area
    known = set(values["area"])
    chosen = tuple(str(area) for area in areas if area in known and area != own)
    return Choice(one.code, basis == PER_THOUSAND, over, chosen, against)


def _basis(one: Indicator) -> str:
    if why_never(one):
        return ABSOLUTE
    chosen = st.radio(
        "Bezug", list(BASES), format_func=BASES.__getitem__, key=BASIS, horizontal=True, bind="query-params"
    )
    return str(chosen)


def _span(one: Indicator) -> Frequency | None:
    """How long the periods are; only flows can be added over time."""
    if "time" not in one.sum_over or one.frequency is not Frequency.QUARTER:
        return None
    chosen = st.radio("Zeiträume", list(SPANS), key=SPAN, horizontal=True, bind="query-params")
    return SPANS.get(str(chosen))


def _names(here: Here, one: Indicator) -> dict[str, str]:
    values = monitored.frame(here, one.code)
    own = reads.district(here).area
    found = values[values["area"].ne(own) & values["breakdown"].eq("")].drop_duplicates("area")
    return dict(zip(found["area"], found["name"], strict=True))


def _against(here: Here, one: Indicator) -> str:
    found = monitored.references(here, one.code).drop_duplicates("area")
    if found.empty:
        return ""
    names = dict(zip(found["area"], found["name"], strict=True))
    _drop_foreign(AGAINST, list(names))
    chosen = st.selectbox(
        "Vergleich mit", list(names), index=None, format_func=names.__getitem__, key=AGAINST,
        placeholder="ohne Vergleich", bind="query-params", filter_mode=None,
    )  # fmt: skip
    return str(chosen or "")


def _split(here: Here, period: Period, choice: Choice) -> None:
    values = monitored.frame(here, choice.code, choice.over)
    split = values[values["breakdown"].ne("")]
    dimensions = sorted({name for members in split["members"] for name in members})
    if not dimensions:
        st.info("Diese Kennzahl liegt hier ohne Gliederung vor.", icon=":material/info:")
        return
    titles = {one.name: one.title for one in reads.catalogue().vocabulary.dimensions}
    _drop_foreign(SPLIT, dimensions)
    names = dict(zip(split["area"], split["name"], strict=True))
    _drop_foreign(WHERE, list(names))
    with st.container(horizontal=True):
        dimension = st.radio(
            "Gliederung", dimensions, format_func=lambda name: titles.get(name, name), key=SPLIT, horizontal=True,
            bind="query-params",
        )  # fmt: skip
        area = st.selectbox(
            "Für", list(names), format_func=names.__getitem__, key=WHERE, bind="query-params", filter_mode=None
        )
    show(monitored.breakdown(here, period, choice, str(dimension), str(area)))
    where = "" if area == reads.district(here).area else str(area)
    council_put.offer(
        here, Reference("breakdown", choice.code, area=where, dimension=str(dimension), over=choice.over)
    )  # fmt: skip


def _facts(here: Here, one: Indicator) -> None:
    lines = [
        f"**{escaped(fact.label)}**  \n{escaped(' '.join(fact.text.split()))}"
        for fact in facts(reads.catalogue(), one.code, reads.district(here).area)
    ]
    st.markdown("\n\n".join(lines))


def _values(here: Here, one: Indicator) -> None:
    """All values as one table; what this circle may not see is not in it."""
    found = of_series(reads.catalogue(), one.code, monitored.frame(here, one.code))
    if found.frame.empty:
        return
    again = " Sie lässt sich berichtigen und wieder einreichen." if here.may_edit else ""
    st.markdown(f"**Alle Werte**  \nEine Zeile je Ort und Zeitraum, ohne die Summen, die das Programm bildet.{again}")
    with st.container(horizontal=True):
        for label, ending, mime in (("Als Excel-Datei", "xlsx", WORKBOOK), ("Als CSV-Datei", "csv", "text/csv")):
            st.download_button(
                label, partial(WRITERS[ending], found), file_name=f"{one.code}.{ending}", mime=mime,
                icon=":material/download:", on_click="ignore", key=f"werte-{ending}",
            )  # fmt: skip


def _drop_foreign(key: str, options: list[str]) -> None:
    # Another field, circle or indicator may not have what was chosen: the choice goes, it is not an error.
    chosen = st.session_state.get(key)
    if isinstance(chosen, list):
        if any(one not in options for one in chosen):
            st.session_state[key] = [one for one in chosen if one in options]
    elif chosen not in (None, *options):
        del st.session_state[key]
