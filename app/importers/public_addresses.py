"""Which network addresses a fetch may go to: public ones, so that no feed can make us call our own network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from app.errors import UnreadableInput

Resolve = Callable[..., Sequence[tuple[Any, ...]]]

# Addresses that carry an IPv4 address at their end, which a gateway or an old system would unpack.
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))


class FetchRefused(UnreadableInput):
    """The address may not be fetched."""


def resolve_public(host: str, port: int, *, allow_private: bool = False, resolve: Resolve = socket.getaddrinfo) -> str:
    """One address of the host to connect to; raises `FetchRefused` if any of its addresses is not public.

    The caller connects to this very address: looking the name up again could give another one.
    """
    try:
        found = [str(entry[4][0]) for entry in resolve(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchRefused(f"{host} is not known") from error
    for address in found:
        if not allow_private and not is_public(address):
            raise FetchRefused(f"{host} is {address}, which is no public address; --allow-private would fetch from it")
    return found[0]


def is_public(address: str) -> bool:
    """Can anybody on the internet have this address?"""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if any(ip in carrier for carrier in _CARRIERS):
            inner = ip_address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
