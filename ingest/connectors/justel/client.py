"""Asking a public site politely: one request a second, by name, and never twice for what has not changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from urllib.parse import urljoin

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential

from corpus.errors import BadInput, Unavailable

_log = logging.getLogger(__name__)

USER_AGENT = f"kb-cpas/{version('kb-cpas')} (base de connaissances reglementaire d'un CPAS ; kb sync)"
PAUSE = 1.0
"""Seconds from the start of one request to the start of the next, whatever the site answered."""
ATTEMPTS = 4
LONGEST_WAIT = 60.0
"""Seconds that a site may ask us to wait ("Retry-After") before we leave it for today."""
PATIENCE = 8
"""How many times its timeout a whole answer may take: a page that drips in is not waited for all night."""
_BUSY = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Validators:
    """What a server gave us to ask with "has it changed since?" """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """One answer: its text, decoded as the server (or else the site's habit) says."""

    markup: str
    validators: Validators


class _Transient(Exception):
    """An answer that may be another one in some seconds; `wait` is what the server asked for."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class JustelClient:
    """One connection to one site. `sleep` and `clock` are given by tests only."""

    def __init__(
        self,
        base_url: str,
        timeout: float,
        max_bytes: int,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base_url.rstrip("/") + "/"
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._clock = clock
        self._next = 0.0
        self._http = httpx.Client(
            headers={"User-Agent": USER_AGENT, "Accept": "text/html", "Accept-Language": "fr"}, timeout=timeout
        )

    def __enter__(self) -> JustelClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._http.close()

    def get(self, path: str, known: Validators | None = None) -> Fetched | None:
        """The page at `path` of the site; `None` where it is still the one that `known` was given with.

        Passing faults are tried again. Raises `Unavailable` ("justel_unreachable", "justel_busy") when they
        last, and `BadInput` ("justel_no_such_page", "justel_elsewhere", "justel_too_large").
        """
        address = urljoin(self._base, path.lstrip("/"))
        tries = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_waiting,
            retry=retry_if_exception_type(_Transient),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return tries(self._once, address, known or Validators())
        except _Transient as error:
            code = "justel_busy" if error.wait is not None else "justel_unreachable"
            message = f"Justel n'a pas répondu à « {path} » après {ATTEMPTS} essais ({error})."
            raise Unavailable(code, message, "Recommencez plus tard : kb sync reprend où il s'est arrêté.") from error

    def _once(self, address: str, known: Validators) -> Fetched | None:
        for _ in range(5):
            self._wait_for_turn()
            try:
                answer = self._ask(address, known)
            except httpx.TransportError as error:  # refused, reset, timed out, cut off before its announced length
                raise _Transient(str(error) or type(error).__name__) from error
            if isinstance(answer, Fetched) or answer is None:
                return answer
            address = answer
        raise BadInput("justel_elsewhere", f"« {address} » renvoie sans fin d'une page à l'autre.", _CHECK_URL)

    def _wait_for_turn(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + PAUSE

    def _ask(self, address: str, known: Validators) -> Fetched | str | None:
        """The page, `None` where it has not changed, or the address that the site sends us to."""
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        headers = {name: value for name, value in asked.items() if value}
        deadline = self._clock() + PATIENCE * self._timeout
        with self._http.stream("GET", address, headers=headers) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            if response.is_redirect:
                return self._redirected(address, response)
            if response.status_code in _BUSY:
                raise _busy(address, response)
            if response.is_error:
                message = f"Justel répond « {response.status_code} » à l'adresse {address}."
                raise BadInput("justel_no_such_page", message, "Vérifiez l'adresse ELI dans corpus/catalogue.toml.")
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > self._max_bytes:
                    message = f"La page {address} dépasse {self._max_bytes // 2**20} Mio."
                    raise BadInput("justel_too_large", message, "Augmentez KB_MAX_FILE_MB si elle est bien un texte.")
                if self._clock() > deadline:
                    raise _Transient("réponse trop lente")
            encoding = response.charset_encoding or "cp1252"
            validators = Validators(response.headers.get("etag"), response.headers.get("last-modified"))
        return Fetched(_decoded(bytes(content), encoding), validators)

    def _redirected(self, address: str, response: httpx.Response) -> str:
        target: str = urljoin(address, response.headers.get("location", ""))
        here, there = httpx.URL(address), httpx.URL(target)
        if here.host != there.host:
            message = f"{address} renvoie vers un autre site ({there.host})."
            raise BadInput("justel_elsewhere", message, _CHECK_URL)
        return target


_CHECK_URL = "Vérifiez KB_JUSTEL_URL et l'adresse dans corpus/catalogue.toml ; le site est peut-être en maintenance."


def _waiting(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _Transient) else None
    _log.info("Justel, try %s: %s", state.attempt_number, error)
    return asked if asked is not None else wait_exponential(multiplier=2, max=30)(state)


def _busy(address: str, response: httpx.Response) -> Exception:
    """What to raise where the site wants to be left alone: for some seconds, or for today."""
    wait = _retry_after(response)
    if wait is not None and wait > LONGEST_WAIT:
        message = f"Justel demande d'attendre {wait:.0f} secondes avant « {address} »."
        return Unavailable("justel_busy", message, "Recommencez plus tard : kb sync reprend où il s'est arrêté.")
    return _Transient(f"statut {response.status_code}", wait)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds, from a number or a date (RFC 9110, 10.2.3); `None` where the server asks for nothing."""
    said = response.headers.get("retry-after", "")
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return None


def _decoded(content: bytes, encoding: str) -> str:
    """ISO-8859-1 on the web is Windows-1252: the Moniteur's "œ" and "€" are only there."""
    latin = encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
    try:
        return content.decode("cp1252" if latin else encoding, errors="replace")
    except LookupError:
        return content.decode("cp1252", errors="replace")
