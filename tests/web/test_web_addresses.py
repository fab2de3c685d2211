"""Who calls: the address behind a proxy only if the proxy is named, and targets that stay in the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SetupError
from dashboard.web.addresses import caller, own_target, proxies, same_origin


def call(client, *sent, trusted="", scheme="http", secure=False, host="lagebild.example"):
    headers = [(b"host", host.encode()), *((name.encode(), value.encode()) for name, value in sent)]
    scope = {"type": "http", "scheme": scheme, "client": (client, 4711), "headers": headers}
    return caller(scope, proxies(trusted), secure)


def forwarded(value):
    return ("x-forwarded-for", value)


def test_without_a_named_proxy_the_address_is_the_other_end_whatever_it_says():
    assert call("198.51.100.7").address == "198.51.100.7"
    assert call("198.51.100.7", forwarded("203.0.113.9")).address == "198.51.100.7"


def test_a_named_proxy_vouches_for_the_address_it_saw_and_for_nothing_before_it():
    assert call("10.0.0.5", forwarded("203.0.113.9"), trusted="10.0.0.5").address == "203.0.113.9"
    assert call("10.0.0.5", forwarded("1.2.3.4, 203.0.113.9"), trusted="10.0.0.5").address == "203.0.113.9"
    assert call("10.0.0.5", forwarded("1.2.3.4"), forwarded("203.0.113.9:51000"), trusted="10.0.0.5").address == (
        "203.0.113.9"
    )
    assert call("10.0.0.5", trusted="10.0.0.5").address == "10.0.0.5"


def test_a_chain_of_named_proxies_is_walked_back_to_the_first_stranger():
    sent = forwarded("1.2.3.4, 203.0.113.9, 10.0.0.6")
    assert call("10.0.0.5", sent, trusted="10.0.0.0/24").address == "203.0.113.9"


def test_somebody_else_than_the_named_proxy_is_not_believed():
    assert call("198.51.100.7", forwarded("203.0.113.9"), trusted="10.0.0.5").address == "198.51.100.7"


def test_an_address_that_the_server_below_took_from_the_header_unasked_is_not_believed():
    # uvicorn puts the last X-Forwarded-For entry in the place of a client on this machine.
    assert call("203.0.113.9", forwarded("203.0.113.9")).address == "127.0.0.1"
    assert call("203.0.113.9", forwarded("203.0.113.9"), trusted="127.0.0.1").address == "203.0.113.9"


def test_an_ipv6_network_counts_as_one_and_a_mapped_address_as_ipv4():
    assert call("2001:db8:1:2:aaaa::1").address == call("2001:db8:1:2:bbbb::2").address == "2001:db8:1:2::/64"
    assert call("2001:db8:1:3::1").address != "2001:db8:1:2::/64"
    assert call("::ffff:198.51.100.7").address == "198.51.100.7"
    assert call("10.0.0.5", forwarded("[2001:db8::1]:99"), trusted="10.0.0.5").address == "2001:db8::/64"


@pytest.mark.parametrize("client", ["", "unix:", "testclient"])
def test_a_client_without_an_address_gets_a_name_of_its_own(client):
    assert call(client).address == "unbekannt"


def test_the_way_is_secure_by_setting_by_scheme_or_by_word_of_the_named_proxy():
    proto = ("x-forwarded-proto", "https")
    assert not call("198.51.100.7").secure
    assert call("198.51.100.7", scheme="https").secure
    assert call("198.51.100.7", secure=True).secure
    assert call("10.0.0.5", proto, trusted="10.0.0.5").secure
    assert not call("198.51.100.7", proto, trusted="10.0.0.5").secure


def test_the_host_is_the_proxy_s_word_only_if_it_is_named():
    sent = ("x-forwarded-host", "lagebild.example")
    assert call("10.0.0.5", sent, trusted="10.0.0.5", host="app:8501").host == "lagebild.example"
    assert call("10.0.0.9", sent, trusted="10.0.0.5", host="app:8501").host == "app:8501"


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_a_call_on_this_machine_by_its_own_name_is_local(host):
    assert call("127.0.0.1", host=host).local
    assert call("::1", host=host).local


def test_a_call_through_a_proxy_from_elsewhere_or_by_another_name_is_not_local():
    assert not call("127.0.0.1", forwarded("203.0.113.9"), host="localhost").local
    assert not call("127.0.0.1", ("forwarded", "for=203.0.113.9"), host="localhost").local
    assert not call("198.51.100.7", host="localhost").local
    assert not call("127.0.0.1", host="angreifer.example:8501").local


@pytest.mark.parametrize("setting", ["proxy.example", "10.0.0.5;10.0.0.6", "10.0.0.300"])
def test_a_proxy_that_is_no_address_stops_the_start_with_a_sentence(setting):
    with pytest.raises(SetupError, match="DASHBOARD_TRUSTED_PROXY"):
        proxies(setting)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("https://lagebild.example", "lagebild.example", True),
        ("http://Lagebild.example:8501", "lagebild.example:8501", True),
        ("http://lagebild.example:8502", "lagebild.example:8501", False),
        ("https://lagebild.example.org", "lagebild.example", False),
        ("https://x@lagebild.example", "lagebild.example", False),
        ("null", "lagebild.example", False),
        ("", "", False),
        ("file://", "", False),
    ],
)
def test_an_origin_is_the_same_only_if_it_names_our_host(origin, host, same):
    assert same_origin(origin, host) is same


@pytest.mark.parametrize(
    "wish", ["/", "/monitoring", "/monitoring?quartal=2026-Q3&kreis=public", "/daten%20einreichen", "/a/b?x=//y"]
)
def test_paths_of_the_house_are_kept(wish):
    assert own_target(wish) == wish


@pytest.mark.parametrize(
    "wish",
    [
        "", "monitoring", "//example.org", "/\\example.org", "\\\\example.org", "https://example.org",
        "/\t/example.org",
        "/\n/example.org", "javascript:alert(1)", " //example.org", "/anmelden", "/anmelden?weiter=/", "/abmelden",
        "/einladung/x", "/_stcore/health", "/" + "a" * 2000, "/ä",
    ],
)  # fmt: skip
def test_other_targets_become_the_start_page(wish):
    assert own_target(wish) == "/"


@given(st.text())
def test_a_target_never_leaves_the_house(wish):
    target = own_target(wish)
    assert target.startswith("/")
    assert target[1:2] not in ("/", "\\")
    assert target.isprintable()
