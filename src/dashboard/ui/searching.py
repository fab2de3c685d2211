"""The search page: one field, what was written with the newest first, and beside it what explains the words."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.formats import day, join, number
from dashboard.lookup import kinds
from dashboard.lookup.answers import Answer, answer
from dashboard.lookup.narrowing import Narrowed, periods
from dashboard.periods import Period
from dashboard.store import Circle
from dashboard.store.excerpts import marked
from dashboard.store.search import FIRST, LONGEST_QUERY, Hit
from dashboard.ui import meetings_reads, network_reads, reads, search_links
from dashboard.ui.kept import Kept
from dashboard.ui.search_links import Links
from dashboard.ui.show import escaped
from dashboard.ui.visit import Here, store

QUERY, KINDS, BODY, FIELD, PERIOD = "suche", "art", "suche_gremium", "suche_feld", "suche_zeitraum"
PERIODS: Kept[list[Period]] = Kept(16)
SHOWN = "suche:gezeigt"
MOST = 200
"""Hits shown at most: who wants more than that adds a word."""
MARK = "background:#fff3b0;color:#0f1720;font-weight:700;padding:0 0.1em;border-radius:0.15em"
"""Readable on both themes, and bold: the ground is not the only sign."""
LINKS = (
    '<style>.st-key-suche-treffer [data-testid="stPageLink-NavLink"] {padding-left: 0; padding-right: 0}'
    '.st-key-suche-treffer [data-testid="stPageLink-NavLink"] p {white-space: normal; font-size: 1rem; '
    "text-decoration: underline}</style>"
)
"""Titles as links: whole, underlined, in line with the text below."""
PALE = "font-size:0.875rem;margin:0"
TOLD = "margin:0.15rem 0 0 0;overflow-wrap:anywhere"


def panel(here: Here) -> None:
    """The field, and what it finds."""
    with st.container(horizontal=True):
        query = st.text_input(
            "Suchen", key=QUERY, bind="query-params", width=480, icon=":material/search:",
            placeholder="ein Wort oder mehrere, dann Eingabetaste",
        )  # fmt: skip
        chosen = _kinds(here)
    narrowed = _narrowed(here)
    query = query or ""
    if not query.strip():
        _nothing_asked(here)
        return
    limit = _limit(query, chosen)
    with store().reading() as session:
        found = answer(
            session, here.actor, reads.catalogue(), query, kinds=chosen or None, limit=limit, narrowed=narrowed
        )
        links = search_links.links(session, here, found.hits)
    _remarks(found)
    if not found.hits:
        _nothing_found(here, found, query, narrowed=bool(chosen) or narrowed != Narrowed())
        return
    st.html(LINKS)
    with st.container(key="suche-treffer"):
        written, explained = st.columns([2, 1], gap="large") if found.references else (st.container(), None)
        with written:
            _written(here, found, links, query, chosen, limit)
        if explained is not None:
            with explained:
                _references(here, found, links)


def _kinds(here: Here) -> list[str]:
    names = {code: kinds.KINDS[code].label for code in kinds.offered(here.circle)}
    held = st.session_state.get(KINDS)
    if isinstance(held, list) and any(one not in names for one in held):
        # Another circle may not have what was chosen: the choice goes, it is not an error.
        st.session_state[KINDS] = [one for one in held if one in names]
    return st.multiselect(
        "Nur diese Arten", list(names), format_func=names.__getitem__, key=KINDS, bind="query-params",
        placeholder="alle Arten", filter_mode=None, width=360,
    )  # fmt: skip


def _narrowed(here: Here) -> Narrowed:
    """Body, field and period, each kept in the address."""
    spans = {str(one): one.label for one in PERIODS.get(meetings_reads.state(here), lambda: _periods(here))}
    fields = {code: one.title for code, one in reads.catalogue().fields.items()}
    with st.container(horizontal=True):
        body = network_reads.chosen(BODY, "Gremium", meetings_reads.body_names(here), "alle Gremien", 300)
        field = network_reads.chosen(
            FIELD, "Handlungsfeld", fields, "alle Felder", 260,
            help="Zu einem Feld gehören seine Hürden und Praxisbeispiele, Ziele und Maßnahmen zu seinen Kennzahlen "
            "und alles, was in Sitzungen dazu verabredet oder beschlossen wurde.",
        )  # fmt: skip
        period = network_reads.chosen(PERIOD, "Zeitraum", spans, "jederzeit", 200)
    return Narrowed(body, field, Period.of(period) if period else None)


def _periods(here: Here) -> list[Period]:
    with store().reading() as session:
        return periods(session, here.actor)


def _limit(query: str, chosen: Sequence[str]) -> int:
    held = st.session_state.get(SHOWN)
    return int(held[2]) if held is not None and held[:2] == [query, list(chosen)] else FIRST


def _more(query: str, chosen: list[str], limit: int) -> None:
    st.session_state[SHOWN] = [query, chosen, min(limit + FIRST, MOST)]


def _remarks(found: Answer) -> None:
    if found.shortened:
        st.info(
            f"Gesucht wurde mit den ersten {LONGEST_QUERY} Zeichen Ihrer Eingabe. Wenige Wörter finden mehr.",
            icon=":material/content_cut:",
        )
    if found.titles_only:
        st.info(
            "Wörter mit weniger als drei Buchstaben werden nur in Titeln gesucht. Mit einem längeren Wort wird auch in "
            "den Texten gesucht.",
            icon=":material/title:",
        )


def _written(here: Here, found: Answer, links: Links, query: str, chosen: list[str], limit: int) -> None:
    st.markdown("## Treffer")
    if not found.written:
        st.markdown("In dem, was eingetragen wurde, kommt das nicht vor.")
        return
    count = len(found.written)
    many = f"Die {number(count)} neuesten Treffer" if found.more else f"{number(count)} Treffer, die neuesten zuerst"
    st.markdown("1 Treffer." if count == 1 and not found.more else f"{many}.")
    for hit in found.written:
        _hit(here, hit, links, found)
    if found.more and limit < MOST:
        st.button(
            f"{FIRST} weitere", icon=":material/expand_more:", on_click=_more, args=(query, chosen, limit),
            key="suche:weitere",
        )  # fmt: skip
    elif found.more:
        st.caption("Es gibt weitere, ältere Treffer. Ein Wort mehr oder eine Art grenzt die Suche ein.")


def _references(here: Here, found: Answer, links: Links) -> None:
    st.markdown("## Zum Nachschlagen")
    for hit in found.references:
        _hit(here, hit, links, found)
    if found.more_references:
        st.caption("Mehr davon zeigen oben die Arten „Kennzahl“ und „Handbuch“.")


def _hit(here: Here, hit: Hit, links: Links, found: Answer) -> None:
    target = links.get((hit.kind, hit.object_id))
    title = " ".join(hit.title.split()) or "Ohne Titel"
    with st.container(gap=None):
        if target is not None:
            st.page_link(target.page, label=f"**{escaped(title)}**", query_params=target.address)
        else:
            st.markdown(f"**{escaped(title)}**")
        facts = [kinds.label(hit.kind), *([day(hit.at)] if hit.at else [])]
        if here.circle is not Circle.PUBLIC and hit.circle is not Circle.PUBLIC:
            facts.append(f"sichtbar für: {hit.circle.label}")
        words = () if found.titles_only else found.words
        st.html(f'<p style="{PALE}">{escape(" · ".join(facts))}</p>{_excerpt(hit, words)}')


def _excerpt(hit: Hit, words: Sequence[str]) -> str:
    if not hit.excerpt.text:
        return ""
    pieces = [
        f'<mark style="{MARK}">{escape(piece)}</mark>' if sought else escape(piece)
        for piece, sought in marked(hit.excerpt.text, words)
    ]
    return f'<p style="{TOLD}">{"".join(pieces)}</p>'


def _nothing_asked(here: Here) -> None:
    places = (
        "Sitzungen, Verabredungen, Beschlüssen, Aufgaben, Bündnissen, Zielen, Maßnahmen, Konzept, Praxisbeispielen, "
        "Hürden, Mappen, Kennzahlen und im Handbuch"
    )
    if here.circle is not Circle.PUBLIC:
        places = f"Organisationen, {places}"
    if here.may_edit:
        places += ", dazu in den Namen der eingereichten Dateien"
    st.markdown(
        f"Gesucht wird in {places}. Ein Teil eines Wortes genügt: „unterkunft“ findet auch "
        "„Gemeinschaftsunterkünfte“, „strasse“ auch „Straße“. Mehrere Wörter müssen alle vorkommen."
    )


def _nothing_found(here: Here, found: Answer, query: str, *, narrowed: bool) -> None:
    words = join([f"„{word}“" for word in query[:LONGEST_QUERY].split()])
    if not found.words:
        st.info(
            f"{escaped(words)} enthält keinen Buchstaben und keine Ziffer. Bitte ein Wort eingeben.",
            icon=":material/search_off:",
        )
        return
    advice = ["nur einen Teil des Wortes eingeben (auch die Mitte genügt)"]
    if len(found.words) > 1:
        advice.insert(0, "ein Wort weglassen, denn alle müssen vorkommen")
    if narrowed:
        advice.insert(0, "oben wieder alle Arten, Gremien, Felder und Zeiten zulassen")
    limits = "" if here.internal else f" Gesucht wird nur in dem, was der Kreis „{here.circle.label}“ sieht."
    st.info(
        f"Nichts gefunden zu {escaped(words)}. Was helfen kann: {'; '.join(advice)}. Was archiviert ist, wird nicht "
        f"gefunden.{limits}",
        icon=":material/search_off:",
    )
