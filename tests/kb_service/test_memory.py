"""The C library is asked to share memory between threads, where it can be."""

from __future__ import annotations

import subprocess
import sys

import pytest

ARENAS = """
import ctypes, os, tempfile, threading
from kb_service.memory import share_arenas
if {shared}:
    assert share_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
libc.fclose.argtypes = [ctypes.c_void_p]
together = threading.Barrier(8)
def hold():
    together.wait()
    libc.malloc(5000)
    together.wait()
threads = [threading.Thread(target=hold) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
name = tempfile.mktemp()
told = libc.fopen(name.encode(), b"w")
libc.malloc_info(0, told)
libc.fclose(told)
print(open(name).read().count("<heap nr="))
os.unlink(name)
"""


def arenas(shared: bool) -> int:
    told = subprocess.run(
        [sys.executable, "-c", ARENAS.format(shared=shared)], capture_output=True, text=True, check=True
    )
    return int(told.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc is asked")
def test_eight_threads_share_two_arenas_where_they_would_take_more() -> None:
    assert arenas(shared=True) <= 2 < arenas(shared=False)
