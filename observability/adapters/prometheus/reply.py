"""One request over the wire, and what came back, down to its bytes. Credentials go to the server alone."""

import httpx
from attrs import frozen

from observability import __version__
from observability.adapters.prometheus.access import Access
from observability.adapters.prometheus.calls import Call
from observability.adapters.prometheus.limits import Limits
from observability.adapters.web.body import read
from observability.adapters.web.told import told

_NOT_ALLOWED = 405
_HEADERS = {
    "User-Agent": f"observability/{__version__}",
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
    "Content-Type": "application/x-www-form-urlencoded",
}


@frozen
class Reply:
    """`whole`: the body is all that was sent. `url` is where it came from."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    whole: bool


async def ask(transport: httpx.AsyncHTTPTransport, access: Access, call: Call[object], limits: Limits) -> Reply:
    """Ask, with GET where the server takes no POST, and once more where it sends us on within itself.

    Raises:
        LostError: there is no answer.
    """
    url, post = httpx.URL(f"{access.url}/api/v1/{call.path}"), call.post
    reply = await _ask(transport, access, url, call, limits, post)
    if reply.status == _NOT_ALLOWED and post:
        post = False
        reply = await _ask(transport, access, url, call, limits, post)
    there = redirected(reply)
    if there is not None and same_server(there, url):
        # What follows the ? is ours, and is sent again.
        reply = await _ask(transport, access, there.copy_with(query=None, fragment=None), call, limits, post)
    return reply


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


async def _ask(
    transport: httpx.AsyncHTTPTransport, access: Access, url: httpx.URL, call: Call[object], limits: Limits, post: bool
) -> Reply:
    headers = dict(_HEADERS)
    if access.authorization:
        headers["Authorization"] = access.authorization.reveal()
    extensions = {"timeout": httpx.Timeout(limits.seconds).as_dict()}
    form = httpx.QueryParams(list(call.form))
    if post:
        request = httpx.Request("POST", url, headers=headers, content=str(form).encode(), extensions=extensions)
    else:
        request = httpx.Request("GET", url.copy_with(params=form), headers=headers, extensions=extensions)
    # The transport alone: a client would follow redirects, keep cookies, and look for passwords in ~/.netrc.
    async with told():
        response = await transport.handle_async_request(request)
        try:
            packing = response.headers.get("content-encoding", "").strip().lower()
            body = await read(response.aiter_raw(), packing, limits.size)
        finally:
            await response.aclose()
    return Reply(url, response.status_code, response.headers, body.content, body.whole)
