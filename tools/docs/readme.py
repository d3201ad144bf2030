"""The README: written by hand, but for the blocks that show what the program does."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.docs import examples

PATH = "README.md"

_README = Path(__file__).parents[2] / PATH

# A comment with the block's name, and the code block below it.
_BLOCK = re.compile(r"(?P<head><!-- made: (?P<name>\w+) -->\n```\w*\n).*?(?P<foot>^```$)", re.DOTALL | re.MULTILINE)

_BLOCKS: Mapping[str, Callable[[], str]] = {
    "descriptor": examples.descriptor,
    "rules": examples.rules,
    "explained": examples.explained,
    "mistake": examples.mistake,
    "tree": examples.tree,
}


def text() -> str:
    """The page, its blocks made anew."""
    return _BLOCK.sub(_made, _README.read_text(encoding="utf-8"))


def _made(block: re.Match[str]) -> str:
    return block["head"] + _BLOCKS[block["name"]]() + block["foot"]
