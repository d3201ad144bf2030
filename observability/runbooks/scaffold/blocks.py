"""Text between marks, which is made anew on every run unless somebody has edited it."""

import hashlib
import re
from collections.abc import Callable

from attrs import frozen

_BLOCK = re.compile(
    r"^<!-- made: (?P<name>\S+) (?P<sum>[0-9a-f]{8}) -->\r?\n"
    r"(?P<content>(?:(?!<!-- made: )[^\n]*+\n)*+)<!-- made: end -->",
    re.MULTILINE,
)


@frozen
class Block:
    """A block of a page: its name (`QueueFull/meaning`), what stands in it, and whether that is what was made."""

    name: str
    content: str
    intact: bool


def block(name: str, content: str) -> str:
    """The block with its marks; `content` ends with a line break, and so does the block."""
    return f"<!-- made: {name} {_sum(content)} -->\n{content}<!-- made: end -->\n"


def renew(text: str, content_of: Callable[[Block], str | None]) -> str:
    """The text with each block's content replaced by what `content_of` says; None leaves it as it is."""

    def renewed(found: re.Match[str]) -> str:
        old = found["content"].replace("\r\n", "\n")
        new = content_of(Block(found["name"], old, _sum(old) == found["sum"]))
        if new is None or new == old:
            return found[0]
        text = block(found["name"], new).removesuffix("\n")
        return text.replace("\n", "\r\n") if "\r\n" in found[0] else text

    return _BLOCK.sub(renewed, text)


def _sum(content: str) -> str:
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
