"""How a process of the service shares the machine with its own threads: memory, and the threads of products."""

from __future__ import annotations

import ctypes
import os

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


def multiply_on_one_thread() -> None:
    """Each product of matrices on the thread that asks for it: they are small here (a vector beside some thousands),
    and the other threads of OpenBLAS spin between them, in the way of the models and of other questions: on two cores
    they take as much of the processor as the question itself. Call it before numpy is imported; who
    set the variable is left alone."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
