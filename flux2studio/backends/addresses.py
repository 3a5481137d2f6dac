"""Which addresses are called: https, http to this computer, pictures from public hosts only."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

from flux2studio.core.errors import UnreachableError
from flux2studio.core.phrase import phrase

_NAT64 = IPv6Network("64:ff9b::/96")


class RefusedAddressError(UnreachableError):
    """An address that is never called, however often one tries."""


def is_loopback(url: str) -> bool:
    """Whether ``url`` names this computer."""
    host = host_of(url)
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The name without port and account, in lower case; empty when there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def checked(url: str) -> SplitResult:
    """Raise RefusedAddressError, before anything is sent, for an address that is never called."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise RefusedAddressError(
            "This is not a web address.", hint="Copy it again, from its start.", details=url
        ) from error
    plain = parts.scheme == "http" and is_loopback(url)
    if not parts.hostname or (parts.scheme != "https" and not plain):
        raise RefusedAddressError(
            phrase(
                "“{scheme}://{hostname}” is not an address that is called.",
                scheme=parts.scheme,
                hostname=parts.hostname or "",
            ),
            hint="Only https addresses are.",
        )
    if parts.username or parts.password:
        raise RefusedAddressError(
            "The address holds a user name or password.", hint="Give it without them."
        )
    return parts


def redirected(url: str, location: str) -> str:
    """Where an answer of ``url`` points to. Raises RefusedAddressError when that is nowhere."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise RefusedAddressError(
            phrase("{host} redirects to what is no web address.", host=host_of(url)),
            hint="Open the link in a browser and save the file.",
            details=location[:200],
        ) from error


def same_host(url: str, base: str) -> bool:
    """Whether a key meant for ``base`` may go to ``url``."""
    try:
        one, other = urlsplit(url), urlsplit(base)
        ports = (one.port, other.port)
    except ValueError:
        return False
    return (one.scheme, one.hostname) == (other.scheme, other.hostname) and ports[0] == ports[1]


def is_private_literal(url: str) -> bool:
    """Whether the host is written as a number that lies outside the open internet."""
    try:
        return not is_public(host_of(url))
    except ValueError:
        return False


def is_public(address: str) -> bool:
    """Whether a numeric address lies in the open internet, whatever it is wrapped in."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


def proxy_of(url: str) -> str:
    """The system's proxy for ``url``, which resolves the name in our place; empty for none."""
    from urllib.request import getproxies, proxy_bypass  # slow, so not at the start

    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not proxy or is_loopback(url) or proxy_bypass(parts.hostname or ""):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"
