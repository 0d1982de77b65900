"""A suite that reached the network would depend on it: only this machine may be reached."""

import ipaddress
import sys
from typing import Any


class NetworkRefused(Exception):
    """A test tried to reach another machine."""


def refuse_network() -> None:
    """From now on, connecting or resolving a name beyond this machine raises NetworkRefused."""
    sys.addaudithook(refuse)


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Python's own account of what it is about to do; `socket.*` events carry an address or a host."""
    if event == "socket.getaddrinfo":
        check(arguments[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        check(arguments[1][0])


def check(host: str | bytes | None) -> None:
    """Raise unless the host is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name not in (None, "", "localhost") and not is_loopback(str(name)):
        raise NetworkRefused(name)


def is_loopback(name: str) -> bool:
    """Whether a name is an address of this machine; names that would need a resolver are not."""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
