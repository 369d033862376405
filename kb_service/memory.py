"""How the service asks the C library for memory."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""
ARENAS = 2


def share_arenas() -> bool:
    """Few arenas for all threads, so that less memory is held for nothing: glibc gives threads their own, up to eight
    for each core, and hardly gives back what they once held. Call it before any thread is started. Whether it was
    done: not where there is no glibc."""
    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, ARENAS))
    except (OSError, AttributeError, TypeError):  # another system, another C library
        return False
