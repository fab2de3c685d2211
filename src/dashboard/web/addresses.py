"""Who calls: the address, whether the way is encrypted, whether it is this machine; and which targets are ours."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.errors import SetupError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LONGEST_TARGET = 2000
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


@dataclass(frozen=True)
class Caller:
    """The other end of a request."""

    address: str
    """IPv4 address, or the /64 network of an IPv6 one (a household or office has a whole network)."""
    secure: bool
    """Whether the person's browser came by TLS, so cookies can be tied to it."""
    local: bool
    """Whether the request was made on this machine, by a name of this machine, through no proxy."""
    host: str
    """What the browser calls us (host and port)."""


def proxies(setting: str) -> tuple[Network, ...]:
    """The trusted reverse proxies of the setting (addresses or networks, separated by commas)."""
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in setting.split(",") if part.strip())
    except ValueError as error:
        raise SetupError(
            f"DASHBOARD_TRUSTED_PROXY nennt keine Adresse: „{setting}“. Gemeint ist zum Beispiel „10.0.0.5“."
        ) from error


def caller(scope: Scope, trusted: Iterable[Network], secure_setting: bool) -> Caller:
    """Read the caller off an ASGI scope; X-Forwarded-* headers count only from a trusted proxy."""
    headers = Headers(scope=scope)
    peer, trusted = (scope.get("client") or ("",))[0], tuple(trusted)
    chain = [part.strip() for line in headers.getlist("x-forwarded-for") for part in line.split(",") if part.strip()]
    vouched = _within(peer, trusted) or (any(net.is_loopback for net in trusted) and _server_read(peer, chain))
    host = headers.get("host", "")
    if vouched:
        host = headers.get("x-forwarded-host", host)
    encrypted = scope.get("scheme") in ("https", "wss")
    if vouched:
        encrypted = encrypted or headers.get("x-forwarded-proto", "").strip().lower() == "https"
    return Caller(
        address=_key(_client(peer, chain, trusted)),
        secure=secure_setting or encrypted,
        local=_loopback(peer) and not any(name in headers for name in _FORWARDING) and _local_name(host),
        host=host,
    )


def same_origin(origin: str, host: str) -> bool:
    """Whether an Origin header names the host that the request was sent to."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host.lower()


def own_target(wish: str) -> str:
    """``wish`` if it is a path of ours to go on to after signing in, otherwise the start page."""
    plain = wish.isascii() and wish.isprintable() and " " not in wish and "\\" not in wish
    if not plain or len(wish) > LONGEST_TARGET or not wish.startswith("/") or wish.startswith("//"):
        return "/"
    parts = urlsplit(wish)
    first = parts.path.split("/")[1]
    if parts.scheme or parts.netloc or first in ("anmelden", "abmelden", "einladung", "_stcore"):
        return "/"
    return wish


def _client(peer: str, chain: list[str], trusted: tuple[Network, ...]) -> str:
    if not trusted:
        # The server below us (uvicorn) believes X-Forwarded-For from this machine unasked. Nobody vouched
        # for it, so all we know is that the request came from here.
        return "127.0.0.1" if _server_read(peer, chain) else peer
    if not _within(peer, trusted):
        return peer
    for hop in reversed(chain):
        if not _within(_bare(hop), trusted):
            return _bare(hop)
    return peer


def _server_read(peer: str, chain: list[str]) -> bool:
    return peer in {_bare(hop) for hop in chain}


def _bare(hop: str) -> str:
    """An entry of X-Forwarded-For without its port."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _within(text: str, networks: Iterable[Network]) -> bool:
    address = _parsed(text)
    return address is not None and any(address in network for network in networks)


def _loopback(text: str) -> bool:
    address = _parsed(text)
    return address is not None and address.is_loopback


def _local_name(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or _loopback(name)


def _key(text: str) -> str:
    address = _parsed(text)
    if isinstance(address, ipaddress.IPv6Address) and not address.is_loopback:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return "unbekannt" if address is None else str(address)
