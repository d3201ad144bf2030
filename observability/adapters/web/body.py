"""As much of a page as is worth reading: neither its length nor what it unpacks to fills the memory."""

import zlib
from collections.abc import AsyncIterator

from attrs import frozen

# zlib finds out by itself whether it is gzip or deflate.
_EITHER = 32 + zlib.MAX_WBITS
PACKINGS = ("gzip", "x-gzip", "deflate")


@frozen
class Body:
    """The page, and whether it is all of it."""

    content: bytes
    whole: bool


async def read(chunks: AsyncIterator[bytes], packing: str, most: int) -> Body:
    """Read until `most` bytes were sent, or came out of the packing.

    Raises:
        zlib.error: it is not packed as it says.
    """
    unpacker = zlib.decompressobj(_EITHER) if packing in PACKINGS else None
    content, sent = bytearray(), 0
    async for chunk in chunks:
        sent += len(chunk)
        content += unpacker.decompress(chunk, most + 1 - len(content)) if unpacker else chunk[: most + 1 - len(content)]
        if len(content) > most or sent > most:
            return Body(bytes(content[:most]), whole=False)
    return Body(bytes(content), whole=True)
