"""A small Justel: invented laws, and the real pages of ../shared/justel, under the site's own addresses.

It can be slow, broken, moved or cut short, one answer after the other, and it remembers who asked for what.
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SITE = "cp1252"
ELI = "/eli/loi/2003/04/01/{numac}/justel"


def law_page(
    *articles: str, numac: str = "2003099999", archived: int = 0, state: str = "15-03-2026", day: str = "1 AVRIL 2003"
) -> str:
    """A page of the site; an article is its text, numbered from 1."""
    first = f"{day}. - Loi relative aux parapluies (NOTE : mise à jour au {state})"
    text = "".join(
        f"<A NAME='Art.{n}'>Art.</A> <A HREF='#LNK'>{n}</A>. {article}<BR><BR>"
        for n, article in enumerate(articles, start=1)
    )
    link = (
        f'<p><a href="{archive_path(archived, numac)}">{archived} versions archiv&eacute;es </a></p>'
        if archived
        else ""
    )
    return f"""<!doctype html><html><head><meta charset="iso-8859-1" /><title>Justel</title></head><body>
<div id="list-title-1" class="box"><h2>Titre</h2><span class="tag">{numac}</span>
<p class="list-item--title">{first}</p>
<div class="plain-text"><p><strong>Publication: </strong>10 avril 2003</p>
<p><strong>Entr&eacute;e en vigueur :</strong> 20 avril 2003 </p>
<a href="http://www.ejustice.just.fgov.be{ELI.format(numac=numac)}">ELI</a>{link}</div></div>
<div id="list-title-3" class="box plain-text"><h2>Texte</h2>{text}</div>
<footer>visites : 4212</footer></body></html>
"""


def archive_path(number: int, numac: str = "2003099999") -> str:
    return (
        f"/cgi_loi/article.pl?language=fr&arch={number:03d}&lg_txt=fr&type=&sort=&numac_search={numac}"
        f"&cn_search=2003040199&caller=eli&&view_numac=2003040199fr"
    )


ERROR_PAGE = "<html><head><title>ELI</title></head><body><p>Le document demandé n'existe pas.</p></body></html>"


@dataclass(frozen=True)
class Asked:
    path: str
    agent: str
    conditional: bool


Answer = Callable[["_Handler"], None]


def page(markup: str, etag: bool = True, encoding: str = SITE, charset: str = "iso-8859-1") -> Answer:
    def answer(handler: _Handler) -> None:
        content = markup.encode(encoding, errors="xmlcharrefreplace")
        tag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'
        if etag and handler.headers.get("If-None-Match") == tag:
            handler.reply(304, b"")
            return
        headers = {"Content-Type": f"text/html; charset={charset}" if charset else "text/html"}
        handler.reply(200, content, headers | ({"ETag": tag} if etag else {}))

    return answer


def status(code: int, headers: dict[str, str] | None = None) -> Answer:
    return lambda handler: handler.reply(code, b"<html><body>erreur</body></html>", headers or {})


def moved(target: str) -> Answer:
    return lambda handler: handler.reply(302, b"", {"Location": target})


def cut_short(markup: str) -> Answer:
    """The connection breaks off in the middle of the announced length."""

    def answer(handler: _Handler) -> None:
        content = markup.encode(SITE)
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[: len(content) // 2])

    return answer


def silent(handler: _Handler) -> None:
    """Nothing comes until the site is shut down."""
    handler.site.closing.wait()


class Site:
    """`answers[path]` are given one by one, the last one for ever; an unknown path is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, deque[Answer]] = defaultdict(deque)
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def put(self, path: str, *answers: Answer | str) -> None:
        self.answers[path] = deque(page(answer) if isinstance(answer, str) else answer for answer in answers)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        self.site.asked.append(Asked(self.path, self.headers.get("User-Agent", ""), conditional))
        answers = self.site.answers.get(self.path)
        if not answers:
            status(404)(self)
            return
        (answers[0] if len(answers) == 1 else answers.popleft())(self)

    def reply(self, code: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: what was asked stands in `site.asked`."""
