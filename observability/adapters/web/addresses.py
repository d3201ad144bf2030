"""Which addresses a link of anybody may lead to: those of the public internet, and no other."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# Public by their number, and yet a cloud's own: what answers there is for the machine that asks.
_METADATA = frozenset({IPv4Address("168.63.129.16")})
# Of protocols and of relays; versions of Python differ about them.
_SPECIAL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
_PUBLIC_V6 = IPv6Network("2000::/3")
# The last four bytes are an address of IPv4, to which somebody on the way will pass it on.
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
_ISATAP = (0x00005EFE, 0x02005EFE)
# What the C library reads as an address, in whatever way it is written: 127.1, 0x7f.1, 2130706433, 0177.0.0.1
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE | re.ASCII)


def is_public(address: str) -> bool:
    """Whether an address is of the public internet, and so is every other that it carries inside."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _public_v4(found) if isinstance(found, IPv4Address) else _public_v6(found)


def is_odd(host: str) -> bool:
    """Whether a host is an address in a way that nobody writes it, to get past who compares texts."""
    if host.endswith("."):
        return True
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return False
    try:
        return str(IPv4Address(host)) != host
    except ValueError:
        return True


def _public_v4(address: IPv4Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return address.is_global and address not in _METADATA and not any(address in network for network in _SPECIAL)


def _public_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    inner = list(_inner(address))
    if inner:
        return all(map(_public_v4, inner))
    return address in _PUBLIC_V6 and address.is_global and not address.is_multicast


def _inner(address: IPv6Address) -> list[IPv4Address]:
    """The addresses of IPv4 inside: mapped, compatible, 6to4, Teredo, NAT64, ISATAP."""
    last = int(address) & 0xFFFFFFFF
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _NAT64) or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(IPv4Address(last))
    return [one for one in found if one is not None]
