"""The value without breakdown of an official table: the one way of adding up that the profile names, and no other."""

from dataclasses import replace

import pandas as pd

from dashboard.catalogue.profiles import FlatProfile
from dashboard.formats import join
from dashboard.intake.content import VALUE_COLUMNS, Content
from dashboard.intake.context import Context
from dashboard.periods import Period
from dashboard.tables import signs


def with_totals(content: Content, profile: FlatProfile, context: Context) -> Content:
    """The content with the profile's totals added; without a way of adding up the table's cells stay alone.

    A total that the table itself states is kept as it is, and none is made beside it.
    """
    if content.values.empty:
        return content
    for note in profile.notes:
        context.findings.add("profile-note", facts={"text": note})
    if profile.total is None:
        return content
    values, added = content.values, _added(content, profile)
    summands = values[values["breakdown"].isin(added)]
    own = set(values.loc[values["breakdown"].eq(0), ["area", "period"]].itertuples(index=False, name=None))
    rows = []
    for (area, period), group in summands.groupby(["area", "period"], sort=True):
        if (area, period) in own:
            continue
        _warn_of_missing_parts(content, profile, group, str(area), str(period), context)
        lacking = int(group["value"].isna().sum())
        if lacking:
            facts = {**_where(str(area), str(period), context), "count": lacking}
            context.findings.add("sum-incomplete", facts=facts)
            continue
        sum_ = float(group["value"].sum())
        rows.append((profile.indicator, area, period, 0, sum_, signs.of_sum(sum_, group["sign"].unique()), 0))
    if not rows:
        return content
    title = context.catalogue.indicators[profile.indicator].short
    facts = {"title": title, "label": profile.total.label, "parts": join(_tops(profile))}
    context.findings.add("sum-of-parts", facts=facts)
    totals = pd.DataFrame(rows, columns=VALUE_COLUMNS).astype(dict(values.dtypes))
    return replace(content, values=pd.concat([values, totals], ignore_index=True), note=profile.total.label)


def _added(content: Content, profile: FlatProfile) -> list[int]:
    """Positions of the breakdowns that the total adds: named in every dimension, and by one of its codes there."""
    assert profile.total is not None
    allowed = {}
    for dimension in profile.dimensions:
        codes = profile.total.codes(dimension.variable)
        names = {member.name for member in dimension.members if codes is None or member.code in codes}
        allowed[dimension.name] = None if codes is None else names
    return [
        position
        for position, members in enumerate(content.members)
        if set(members) == set(allowed)
        and all(names is None or members[name] in names for name, names in allowed.items())
    ]


def _tops(profile: FlatProfile) -> list[str]:
    """Names of the categories that are added, of the dimensions where not all are."""
    assert profile.total is not None
    found = []
    for dimension in profile.dimensions:
        codes = profile.total.codes(dimension.variable)
        if codes is not None:
            found += [f"„{member.name}“" for member in dimension.members if member.code in codes]
    return found


def _warn_of_missing_parts(
    content: Content, profile: FlatProfile, group: pd.DataFrame, area: str, period: str, context: Context
) -> None:
    assert profile.total is not None
    present = [content.members[position] for position in group["breakdown"].unique()]
    for dimension in profile.dimensions:
        codes = profile.total.codes(dimension.variable)
        if codes is None:
            continue
        names = {member.name for member in dimension.members if member.code in codes}
        lacking = sorted(names - {members[dimension.name] for members in present})
        if lacking:
            facts = {**_where(area, period, context), "parts": join([f"„{name}“" for name in lacking])}
            context.findings.add("sum-part-missing", facts=facts)


def _where(area: str, period: str, context: Context) -> dict[str, object]:
    return {"place": context.territory.name(area), "period": Period.of(period).label}
