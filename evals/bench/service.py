"""The service as it is really run: a process of its own, asked over HTTP on the loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from corpus.errors import Unavailable
from evals.bench.statistics import Summary, percentile
from evals.bench.workshop import CHECKOUT

KB = (sys.executable, "-m", "kb_service.cli.main")
START_SECONDS = 120.0
ANSWER_SECONDS = 60.0
STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Service:
    """A service that answers at `host`:`port`, in the process `pid`, and was well after `ready_seconds`."""

    host: str
    port: int
    pid: int
    ready_seconds: float

    def memory_mb(self) -> float:
        """The resident set, in 10^6 bytes, files that are mapped included."""
        return float(psutil.Process(self.pid).memory_info().rss) / 1e6

    def client(self) -> HTTPConnection:
        return HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)


@contextmanager
def served(environment: Mapping[str, str], log: Path) -> Iterator[Service]:
    """`kb serve` on a free port for as long as the block lasts.

    Raises `Unavailable` ("service_not_started", "service_not_well").
    """
    started = time.perf_counter()
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [*KB, "serve", "--host", "127.0.0.1", "--port", "0"],
            env=dict(environment), cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    try:
        host, port = _address(process, log)
        _require_health(host, port)
        yield Service(host, port, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[str], log: Path) -> tuple[str, int]:
    too_long = threading.Timer(START_SECONDS, process.kill)
    too_long.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if address is not None:
                url = urlsplit(address)
                return url.hostname or "127.0.0.1", url.port or 80
    finally:
        too_long.cancel()
    told = log.read_text(encoding="utf-8").strip()[-500:]
    remedy = "Lancez « kb serve » pour voir pourquoi."
    raise Unavailable("service_not_started", f"Le service n'a pas démarré : {told}", remedy)


def _require_health(host: str, port: int) -> None:
    """The socket listens before the service does: the request waits until it is answered."""
    client = HTTPConnection(host, port, timeout=START_SECONDS)
    try:
        client.request("GET", "/api/health")
        response = client.getresponse()
        told = response.read()
    finally:
        client.close()
    if response.status != 200 or json.loads(told)["status"] != "ok":
        raise Unavailable("service_not_well", f"Le service dit {response.status} de sa santé : {told[:500]!r}")


@dataclass(frozen=True)
class Asked:
    """One question asked: milliseconds on the client's clock, and the body of the answer."""

    ms: float
    body: bytes


def ask(client: HTTPConnection, question: str) -> Asked:
    """Raises `OSError` or `http.client.HTTPException` for a broken connection, `Unavailable` for any status but 200."""
    request = json.dumps({"question": question}).encode()
    started = time.perf_counter()
    client.request("POST", "/api/ask", request, {"Content-Type": "application/json"})
    response = client.getresponse()
    body = response.read()
    ms = 1000 * (time.perf_counter() - started)
    if response.status != 200:
        raise Unavailable("not_answered", f"Le service a répondu {response.status} à « {question} » : {body[:200]!r}")
    return Asked(ms, body)


@dataclass(frozen=True)
class Asks:
    """Questions asked one after another, in milliseconds.

    `first` is the first time that each was asked, after the service has started: what a service remembers of
    questions and passages can't help there. `stages` are the means that the service says of its stages.
    """

    latency: Summary
    first: Summary
    stages: dict[str, float]


def ask_in_turn(service: Service, questions: Sequence[str], times: int) -> Asks:
    """Ask every question once, then `times` in turn, over one connection."""
    client = service.client()
    try:
        first = [ask(client, question) for question in questions]
        asked = [ask(client, questions[number % len(questions)]) for number in range(times)]
    finally:
        client.close()
    stages: dict[str, list[float]] = defaultdict(list)
    for one in asked:
        for stage, ms in json.loads(one.body)["timings_ms"].items():
            stages[stage].append(ms)
    return Asks(
        Summary.of([one.ms for one in asked]),
        Summary.of([one.ms for one in first]),
        {stage: round(sum(values) / len(asked), 2) for stage, values in stages.items()},
    )


@dataclass(frozen=True)
class ColdStarts:
    """Seconds from the start of `kb ask` to its end, answer printed."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return percentile(self.seconds, 50)


def cold_starts(environment: Mapping[str, str], questions: Sequence[str]) -> ColdStarts:
    """One new process a question."""
    seconds = []
    for question in questions:
        started = time.perf_counter()
        done = subprocess.run(
            [*KB, "ask", question, "--json"], env=dict(environment), cwd=CHECKOUT, capture_output=True, text=True,
            timeout=ANSWER_SECONDS, check=False,
        )  # fmt: skip
        seconds.append(time.perf_counter() - started)
        if done.returncode != 0:
            raise Unavailable("not_answered", f"« kb ask » a échoué ({done.returncode}) : {done.stderr.strip()[-500:]}")
        json.loads(done.stdout)["answer"]  # what is not the contract's object is no answer
    return ColdStarts(seconds)
