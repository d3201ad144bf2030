"""Whether a server ends a connection for want of a certificate of ours.

Since TLS 1.3 it says so only when we may have begun to write. Whoever writes after it has closed loses what it said, so
that here it is listened to without a word.
"""

import asyncio

import httpx

from observability.adapters.api.access import Access
from observability.adapters.web import Trouble
from observability.adapters.web.hosts import LostError, Place
from observability.adapters.web.told import told

# In seconds. Who does not turn us away says nothing, and waits for our question.
_PATIENCE = 5.0


async def turned_away(access: Access) -> bool:
    """Whether the server asks for a certificate of ours, and takes none or not this one."""
    place = Place.of(httpx.URL(access.url))
    if place.scheme != "https":
        return False
    try:
        async with told(), asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(place.host, place.port, ssl=access.trust)
            try:
                await reader.read(1)
            finally:
                writer.close()
    except LostError as error:
        return error.trouble is Trouble.UNKNOWN_CLIENT
    return False
