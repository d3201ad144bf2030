"""One request over the wire, and what came back, down to its bytes."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx
import orjson
from attrs import frozen

from observability import __version__
from observability.adapters.api.access import Access
from observability.adapters.api.limits import Limits
from observability.adapters.web.body import read
from observability.adapters.web.told import told

_HEADERS = {
    "User-Agent": f"observability/{__version__}",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
}


@frozen
class Reply:
    """`whole`: the body is all that was sent. `url` is where it came from."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    whole: bool

    @property
    def document(self) -> Any:
        """The body read as JSON; None where it is none."""
        with suppress(orjson.JSONDecodeError):
            return orjson.loads(self.body)
        return None


async def send(
    transport: httpx.AsyncHTTPTransport,
    access: Access,
    limits: Limits,
    method: str,
    url: httpx.URL,
    headers: Mapping[str, str],
    content: bytes = b"",
) -> Reply:
    """Send a request with our credentials, and read what comes back; no redirect is followed.

    Raises:
        LostError: there is no answer.
    """
    given = {**_HEADERS, **headers}
    if access.authorization:
        given["Authorization"] = access.authorization.reveal()
    extensions = {"timeout": httpx.Timeout(limits.seconds).as_dict()}
    request = httpx.Request(method, url, headers=given, content=content or None, extensions=extensions)
    # The transport alone: a client would follow redirects, keep cookies, and look for passwords in ~/.netrc.
    async with told():
        response = await transport.handle_async_request(request)
        try:
            packing = response.headers.get("content-encoding", "").strip().lower()
            body = await read(response.aiter_raw(), packing, limits.size)
        finally:
            await response.aclose()
    return Reply(url, response.status_code, response.headers, body.content, body.whole)


def redirected(reply: Reply) -> httpx.URL | None:
    """Where a reply sends us."""
    if reply.status not in (301, 302, 303, 307, 308) or "location" not in reply.headers:
        return None
    try:
        return reply.url.join(reply.headers["location"])
    except (httpx.InvalidURL, ValueError):
        return None


def same_server(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both name the same scheme, host and port, so that one may be told what the other is told."""
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def is_page(reply: Reply) -> bool:
    """Whether the body is a web page, for people: a login, a proxy's error."""
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml") or reply.body.lstrip()[:1] == b"<"
