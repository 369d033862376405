"""A process of the service shares memory between its threads, and multiplies on one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ARENAS = """
import ctypes, os, tempfile, threading
from kb_service.process import share_arenas
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


PRODUCTS = """
import sys
sys.argv = ["kb", "--help"]
import kb_service.cli.main as cli
assert "numpy" not in sys.modules
try:
    cli.main()
except SystemExit:
    pass
import numpy
from threadpoolctl import threadpool_info
numpy.ones((2, 2)) @ numpy.ones((2, 2))
print(*{pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"})
"""


@pytest.mark.parametrize(("configured", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_kb_multiplies_on_one_thread_unless_it_is_told_otherwise(configured: dict[str, str], threads: str) -> None:
    known = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    told = subprocess.run(
        [sys.executable, "-c", PRODUCTS], env=known | configured, capture_output=True, text=True, check=True
    )
    assert told.stdout.split()[-1] == threads
