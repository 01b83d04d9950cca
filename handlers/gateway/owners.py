"""Who holds a claim: a process of a host, and whether it is still there."""

import os
import socket


def owner_here() -> str:
    """The name of this process, which no other one has."""
    return f"{socket.gethostname()}:{os.getpid()}"


def has_ended(owner: str) -> bool:
    """Whether it was killed: a process of this host that is gone, or had our own number before.

    In a container every process has number 1. Of another host nobody knows.
    """
    host, _, number = owner.rpartition(":")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    if owner == owner_here():
        return True
    try:
        os.kill(int(number), 0)  # asks only
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
