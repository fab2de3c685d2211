"""Periods: canonical codes, order, neighbours, and every spelling suppliers use."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.periods import Frequency, Period, PeriodInvalid, of_date, parse, parse_all, read

few = settings(max_examples=80, deadline=None)

MONTH_NAMES = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
]

years = st.integers(1950, 2090)
months = st.integers(1, 12)
regular = st.sampled_from([Frequency.MONTH, Frequency.QUARTER, Frequency.HALF, Frequency.YEAR])
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@st.composite
def periods(draw):
    """Any period, ranges included."""
    first = draw(days).replace(day=1)
    length = draw(st.integers(0, 40))
    end = first.year * 12 + first.month - 1 + length
    last = date((end + 1) // 12, (end + 1) % 12 + 1, 1) - timedelta(days=1)
    return Period.spanning(first, last)


@pytest.mark.parametrize(
    ("code", "first", "last", "frequency", "label", "short"),
    [
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), Frequency.QUARTER, "3. Quartal 2026", "Q3 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), Frequency.YEAR, "2026", "2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), Frequency.HALF, "2. Halbjahr 2026", "H2 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Frequency.MONTH, "Februar 2024", "Feb 2024"),
        (
            "2024-10/2025-03",
            date(2024, 10, 1),
            date(2025, 3, 31),
            Frequency.RANGE,
            "Oktober 2024 bis März 2025",
            "10/2024–03/2025",
        ),
        (
            "2024-04/2024-09",
            date(2024, 4, 1),
            date(2024, 9, 30),
            Frequency.RANGE,
            "April bis September 2024",
            "04/2024–09/2024",
        ),
    ],
)
def test_a_code_says_days_frequency_and_names(code, first, last, frequency, label, short):
    period = Period.of(code)
    assert (period.first, period.last, period.frequency) == (first, last, frequency)
    assert (period.label, period.short, str(period)) == (label, short, code)


@pytest.mark.parametrize(
    "code",
    [
        *("2026Q3", "2026-Q5", "2026-13", "2026-3", "26", "", "2026-Q3/2026-Q4", "2025-03/2024-10", "2026-H3"),
        *("2024-01/2024-12", "2024-01/2024-01", "2024-07/2024-09", "2026/2027", "2026-Q3 ", "２０２６", "2026-09-30"),
    ],
)
def test_only_the_canonical_code_makes_a_period(code):
    with pytest.raises(PeriodInvalid):
        Period.of(code)


def test_a_range_that_is_a_calendar_period_has_that_code():
    assert Period.spanning(date(2024, 1, 1), date(2024, 12, 31)) == Period("2024")
    assert Period.spanning(date(2024, 7, 1), date(2024, 9, 30)) == Period("2024-Q3")
    assert parse("01/2024-06/2024") == Period("2024-H1")


def test_a_range_consists_of_whole_months():
    with pytest.raises(PeriodInvalid, match="ganzen Monaten"):
        Period.spanning(date(2024, 1, 2), date(2024, 12, 31))


def test_periods_are_ordered_by_their_end_and_then_their_beginning():
    codes = ["2025", "2025-12", "2025-Q4", "2025-H2", "2025-11", "2024-10/2025-12", "2026-Q1"]
    ordered = sorted(Period(code) for code in codes)
    assert [p.code for p in ordered] == [
        "2025-11",
        "2024-10/2025-12",
        "2025",
        "2025-H2",
        "2025-Q4",
        "2025-12",
        "2026-Q1",
    ]
    assert max(ordered) >= min(ordered)


def test_periods_are_keys():
    assert {Period("2026-Q3"): 1}[parse("3. Quartal 2026")] == 1


@pytest.mark.parametrize(
    ("code", "following"),
    [
        ("2026-Q4", "2027-Q1"),
        ("2026-12", "2027-01"),
        ("2026-H2", "2027-H1"),
        ("2026", "2027"),
        ("2024-10/2025-03", "2025-04/2025-09"),
        ("2025-08/2026-07", "2026-08/2027-07"),
    ],
)
def test_the_next_period_has_the_same_length(code, following):
    assert Period(code).next().code == following
    assert Period(following).previous().code == code


@few
@given(periods())
def test_previous_and_next_join_without_gap(period):
    assert period.next().first == period.last + timedelta(days=1)
    assert period.next().previous() == period
    assert period.next().frequency == period.frequency
    assert period.previous() < period < period.next()


@few
@given(periods())
def test_the_canonical_code_and_both_names_read_back_as_the_same_period(period):
    assert Period.of(period.code) == period
    assert parse(period.code) == period
    assert parse(period.label) == period
    assert parse(period.short) == period


@few
@given(days, regular)
def test_the_period_containing_a_day_has_it(day, frequency):
    period = Period.containing(day, frequency)
    assert period.first <= day <= period.last
    assert period.frequency == frequency


def test_no_range_contains_a_day_by_itself():
    with pytest.raises(ValueError, match="range"):
        Period.containing(date(2026, 1, 1), Frequency.RANGE)


@pytest.mark.parametrize(
    "text",
    [
        *("2026Q3", "2026-Q3", "2026 Q3", "2026/Q3", "Q3 2026", "q3 2026", "Q3/2026", "Q3-2026", "3Q 2026"),
        *("3. Quartal 2026", "3.Quartal 2026", "3 Quartal 2026", "  3.  Quartal 2026 ", "3.\u00a0Quartal\u202f2026"),
        *("III/2026", "III 2026", "iii/2026", "2026/III", "III. Quartal 2026", "III Quartal 2026"),
        *("Quartal 3/2026", "Quartal III 2026", "2026, 3. Quartal", "drittes Quartal 2026", "3. Vierteljahr 2026"),
        *("07/2026-09/2026", "Juli bis September 2026", "1.7.2026 - 30.9.2026"),
    ],
)
def test_spellings_of_a_quarter(text):
    assert parse(text) == Period("2026-Q3")


@pytest.mark.parametrize(
    "text", ["1. Halbjahr 2026", "I. Halbjahr 2026", "H1 2026", "2026-H1", "2026H1", "1. Hj. 2026", "HJ 1/2026"]
)
def test_spellings_of_a_half_year(text):
    assert parse(text) == Period("2026-H1")


@pytest.mark.parametrize(
    "text",
    [
        *("Sep 2026", "Sept. 2026", "September 2026", "SEPTEMBER 2026", "2026-09", "202609", "09/2026", "09.2026"),
        *("2026/09", "9/2026", "2026M09", "2026 September", "Sep. 2026", "Sep-2026"),
    ],
)
def test_spellings_of_a_month(text):
    assert parse(text) == Period("2026-09")


@pytest.mark.parametrize("text", ["März 2026", "Maerz 2026", "Mrz 2026", "Mär. 2026", "Mar 2026"])
def test_march_has_many_names(text):
    assert parse(text) == Period("2026-03")


@pytest.mark.parametrize("text", ["2026", "Jahr 2026", "Kalenderjahr 2026", "01/2026-12/2026"])
def test_spellings_of_a_year(text):
    assert parse(text) == Period("2026")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Schuljahr 2025/26", "2025-08/2026-07"),
        ("Schuljahr 2025/2026", "2025-08/2026-07"),
        ("SJ 2099/00", "2099-08/2100-07"),
        ("10/2024-03/2025", "2024-10/2025-03"),
        ("10/2024 – 03/2025", "2024-10/2025-03"),
        ("2024-10/2025-03", "2024-10/2025-03"),
        ("202410-202503", "2024-10/2025-03"),
        ("Oktober 2024 bis März 2025", "2024-10/2025-03"),
        ("Okt. 2024 - Mrz. 2025", "2024-10/2025-03"),
        ("01.10.2024 bis 31.03.2025", "2024-10/2025-03"),
        ("2024-10-01/2025-03-31", "2024-10/2025-03"),
        ("April-September 2024", "2024-04/2024-09"),
        ("4/2024-9/2024", "2024-04/2024-09"),
    ],
)
def test_spellings_of_a_range(text, code):
    assert parse(text) == Period(code)


@pytest.mark.parametrize("text", ["2026/3", "3/2026", "2026-3", "2026.3"])
def test_year_and_single_digit_are_a_quarter_only_in_a_column_of_quarters(text):
    assert parse(text, frequency=Frequency.QUARTER) == Period("2026-Q3")
    assert parse(text.replace(".", "/"), frequency=Frequency.MONTH) == Period("2026-03")
    for frequency in (None, Frequency.YEAR, Frequency.HALF, Frequency.RANGE):
        with pytest.raises(PeriodInvalid):
            parse(text, frequency=frequency)


@pytest.mark.parametrize("text", ["03/2026", "2026/03", "01.2026"])
def test_a_leading_zero_is_not_sure_to_be_a_quarter(text):
    with pytest.raises(PeriodInvalid, match="Quartale oder Monate"):
        parse(text, frequency=Frequency.QUARTER)
    assert parse(text).frequency is Frequency.MONTH


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("03/04/2026", "vertauscht"),
        ("03/12/2026", "vertauscht"),
        ("2025/26", "Schuljahr"),
        ("2009/10", "Schuljahr"),
        ("2025/2026", "Schuljahr"),
        ("1/2026-2/2026", "Quartale oder Monate"),
        ("Schuljahr 2025/27", "endet 2026"),
        ("30.09.26", "vier Ziffern"),
        ("Q3/26", "vier Ziffern"),
        ("Sep-26", "vier Ziffern"),
        ("2026-13", "Monat 13"),
        ("31.02.2026", "Kalender"),
        ("29.02.2025", "Kalender"),
        ("Septober 2026", "septober"),
        ("3. Halbjahr 2026", "nur 2"),
        ("0226", "1900"),
        ("03/2025-10/2024", "bevor"),
        ("02.10.2024-31.03.2025", "ersten Tag"),
        ("01.10.2024-30.03.2025", "letzten Tag"),
        ("5. Quartal 2026", "nur 4"),
        ("V/2026", "Möglich ist"),
        ("46295", "Möglich ist"),
        ("Peine", "Möglich ist"),
        ("", "Möglich ist"),
        ("-", "Möglich ist"),
        ("12026", "Möglich ist"),
    ],
)
def test_what_is_no_period_or_could_be_two_is_refused_with_the_reason(text, reason):
    with pytest.raises(PeriodInvalid, match=reason) as refusal:
        parse(text)
    assert isinstance(refusal.value, UserError)
    assert f"„{text}“" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        *("30.09.2026", "30.9.2026", "30. 9. 2026", "2026-09-30", "20260930", "30. September 2026", "30.Sep.2026"),
        *("2026-09-30 00:00:00", "2026-09-30T00:00:00", "Stand: 30.09.2026", "Stichtag 30.09.2026", "zum 30.09.2026"),
        *("30/09/2026", "30-09-2026"),
    ],
)
def test_spellings_of_a_date(text):
    assert read(text) == date(2026, 9, 30)
    assert parse(text, frequency=Frequency.QUARTER) == Period("2026-Q3")


def test_the_frequency_of_the_column_decides_what_a_date_means():
    day = "31.12.2025"
    assert parse(day, frequency=Frequency.YEAR) == Period("2025")
    assert parse(day, frequency=Frequency.HALF) == Period("2025-H2")
    assert parse(day, frequency=Frequency.QUARTER) == Period("2025-Q4")
    assert parse(day, frequency=Frequency.MONTH) == Period("2025-12")


def test_a_date_inside_a_period_is_its_month():
    assert parse("30.06.2025", frequency=Frequency.YEAR) == Period("2025-06")
    assert parse("01.03.2025", frequency=Frequency.QUARTER) == Period("2025-03")
    assert parse("29.12.2025", frequency=Frequency.YEAR) == Period("2025-12")


def test_the_indicators_own_reference_date_counts_like_the_end_of_the_period():
    assert parse("30.06.2025", frequency=Frequency.YEAR, reference=(6, 30)) == Period("2025")
    assert parse("31.12.2025", frequency=Frequency.YEAR, reference=(6, 30)) == Period("2025")
    assert parse("31.01.2025", frequency=Frequency.YEAR, reference=(1, 31)) == Period("2025")
    assert parse("30.09.2025", frequency=Frequency.YEAR, reference=(6, 30)) == Period("2025-09")


def test_a_date_without_frequency_is_refused_where_it_could_end_more_than_its_month():
    assert parse("15.08.2026") == Period("2026-08")
    assert parse("31.08.2026") == Period("2026-08")
    for day in ("30.09.2026", "31.12.2026"):
        with pytest.raises(PeriodInvalid, match="Monat, ein Quartal oder ein Jahr"):
            parse(day)
    with pytest.raises(PeriodInvalid, match="Monat, ein Quartal oder ein Jahr"):
        of_date(date(2026, 1, 31), frequency=None, reference=(1, 31))


def test_excel_day_numbers_count_only_where_dates_are_expected():
    assert parse("46295", frequency=Frequency.QUARTER, serials=True) == Period("2026-Q3")
    assert read("36526", serials=True) == date(2000, 1, 1)
    with pytest.raises(PeriodInvalid):
        parse("46295", frequency=Frequency.QUARTER)
    with pytest.raises(PeriodInvalid):
        parse("10000", serials=True)


@few
@given(years, months, st.sampled_from(["{m:02}/{y}", "{m:02}.{y}", "{y}-{m:02}", "{y}{m:02}", "{n} {y}", "{y}M{m:02}"]))
def test_every_month_reads_in_every_spelling(year, month, spelling):
    text = spelling.format(y=year, m=month, n=MONTH_NAMES[month - 1])
    assert parse(text) == Period(f"{year}-{month:02}")


@few
@given(days, st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%Y%m%d", "%Y-%m-%d 00:00:00"]))
def test_every_day_reads_in_every_spelling(day, spelling):
    assert read(day.strftime(spelling)) == day


@few
@given(st.text(max_size=30) | st.text("0123456789QHIV./- bisQuartal", max_size=20), st.sampled_from([None, *Frequency]))
def test_any_text_is_a_period_or_a_refusal(text, frequency):
    try:
        period = parse(text, frequency=frequency, serials=True)
    except PeriodInvalid:
        return
    assert Period.of(period.code) == period
    assert period.first < period.last


def test_each_distinct_spelling_is_read_once():
    found = parse_all(["Q3 2026", "2026Q3", "Q3 2026", "irgendwann"])
    assert list(found) == ["Q3 2026", "2026Q3", "irgendwann"]
    assert found["Q3 2026"] == found["2026Q3"] == Period("2026-Q3")
    assert isinstance(found["irgendwann"], PeriodInvalid)


def test_long_text_is_shortened_in_the_message():
    with pytest.raises(PeriodInvalid) as refusal:
        parse("x" * 100_000)
    assert len(str(refusal.value)) < 250
