import asyncio
import tracemalloc
import zlib
from collections.abc import AsyncIterator

from observability.adapters.web.body import Body, read


async def one(chunk: bytes) -> AsyncIterator[bytes]:
    yield chunk


def test_what_unpacks_to_much_does_not_fill_the_memory_even_for_a_moment() -> None:
    bomb = zlib.compress(b"\0" * 100_000_000, 9)
    tracemalloc.start()
    found = asyncio.run(read(one(bomb), "deflate", 1000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == Body(b"\0" * 1000, whole=False)
    assert peak < 5_000_000


def test_all_of_a_page_is_all_of_it() -> None:
    assert asyncio.run(read(one(b"x" * 1000), "", 1000)) == Body(b"x" * 1000, whole=True)
    assert asyncio.run(read(one(b"x" * 1001), "", 1000)) == Body(b"x" * 1000, whole=False)
