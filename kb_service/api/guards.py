"""What every request and every response passes: a limit on bodies, and headers that keep questions private."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1 << 20
"""1 MiB: some five hundred pages of text."""

LARGEST_TEXT = 8 << 20
"""8 MiB for a text to check: what is longer than the setting allows is refused by name, not by size."""
LARGEST_DOCUMENT = 64 << 20
"""64 MiB for a document; the setting for files decides before that."""
_LIMITS = {
    "/api/verify": LARGEST_TEXT,
    "/api/privacy": LARGEST_TEXT,
    "/api/verify/file": LARGEST_DOCUMENT,
    "/verifier": LARGEST_DOCUMENT,
}

PRIVACY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Pages load nothing from elsewhere, and a followed link does not carry the question in its referrer."""


class BodyLimit:
    """Refuses a request whose body is larger than `limit` bytes, as soon as that is known; a few paths take more."""

    def __init__(self, app: ASGIApp, limit: int = LARGEST_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        limit = _LIMITS.get(scope["path"], self._limit)
        too_large = announced.isdecimal() and int(announced) > limit
        received = 0

        async def limited_receive() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if too_large or received > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, limited_receive, send)


class PrivacyHeaders:
    """Adds `PRIVACY_HEADERS`, and keeps answers out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(PRIVACY_HEADERS)
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith("/static/") else "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)
