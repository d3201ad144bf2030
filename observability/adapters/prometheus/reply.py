"""A call over the wire, and what came back."""

import httpx

from observability.adapters.api import Access, Limits, Reply, redirected, same_server, send
from observability.adapters.prometheus.calls import Call

_NOT_ALLOWED = 405
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


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


async def _ask(
    transport: httpx.AsyncHTTPTransport, access: Access, url: httpx.URL, call: Call[object], limits: Limits, post: bool
) -> Reply:
    form = httpx.QueryParams(list(call.form))
    if post:
        return await send(transport, access, limits, "POST", url, _HEADERS, str(form).encode())
    return await send(transport, access, limits, "GET", url.copy_with(params=form), _HEADERS)
