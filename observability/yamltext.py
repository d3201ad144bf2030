"""YAML as a person would write it. PyYAML writes no comments, and takes a hundred times as long."""

import re
import textwrap
from collections.abc import Mapping
from functools import lru_cache

import orjson

# Unquoted: it starts with a letter, a slash or a parenthesis, and is no word that YAML takes for something else.
_PLAIN = re.compile(r"[A-Za-z(/][\x20-\x7e]*(?<! )")
_SPECIAL = re.compile(r": |:$| #|^(?:true|false|yes|no|on|off|null|y|n)$", re.IGNORECASE)
# What ends a plain scalar on a line of braces.
_ENDS_FLOW = re.compile(r"[\[\]{},:?\n]")
# What stands in a block as it is: printable ASCII that neither starts nor ends with white space.
_BLOCK = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\n]*[\x21-\x7e])?")
# What single quotes hold as it is, and the templates of a text.
_UNESCAPED = re.compile(r"[\x20-\x26\x28-\x7e]+")
_BRACES = re.compile(r"\{\{.*?\}\}")
# Controls, line breaks beyond ASCII, the byte order mark, and what is no character.
_ESCAPED_ONLY = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WIDTH = 112


# The labels of a service stand on each of its rules.
@lru_cache(maxsize=512)
def scalar(text: str, indent: int = 0, *, prose: bool = False) -> str:
    """The text as a YAML value that reads back as just this text; `indent` is that of its key.

    Several lines become a literal block, so that an expression stands in the file as it was laid out; a long line of
    `prose` is folded.
    """
    if "\n" in text and _BLOCK.fullmatch(text):
        return _block("|-", text.split("\n"), indent)
    if prose and len(text) > _WIDTH and "  " not in text and _BLOCK.fullmatch(text):
        return _block(">-", _folded(text, _WIDTH - indent), indent)
    if _PLAIN.fullmatch(text) and not _SPECIAL.search(text):
        return text
    return f"'{text}'" if '"' in text and _UNESCAPED.fullmatch(text) else quoted(text)


def _folded(text: str, width: int) -> list[str]:
    """Lines that are one text again when a space is put between them; none ends within a template's braces."""
    kept = _BRACES.sub(lambda found: found[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(kept, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def flow(values: Mapping[str, str]) -> str:
    """A map of texts on one line, sorted by key: `{service: shop, signal: http}`."""
    return "{" + ", ".join(f"{in_flow(key)}: {in_flow(value)}" for key, value in sorted(values.items())) + "}"


@lru_cache(maxsize=512)
def in_flow(text: str) -> str:
    """The text as a value inside braces or brackets."""
    return quoted(text) if _ENDS_FLOW.search(text) else scalar(text)


def _block(style: str, lines: list[str], indent: int) -> str:
    margin = " " * (indent + 2)
    return "\n".join([style, *(f"{margin}{line}" if line else "" for line in lines)])


def quoted(text: str) -> str:
    """The text in double quotes: JSON's strings are YAML's, but for characters that YAML takes in escapes only."""
    return _ESCAPED_ONLY.sub(lambda found: f"\\u{ord(found[0]):04x}", orjson.dumps(text).decode())


def comment(text: str, indent: int = 0) -> str:
    """The text as comment lines; none of its characters can end the comment."""
    margin = " " * indent + "# "
    lines = (wrapped for line in text.split("\n") for wrapped in textwrap.wrap(_printable(line), _WIDTH))
    return "\n".join(margin + line for line in lines)


def remark(text: str, indent: int = 0) -> str:
    """The text as a comment of one line, however long it is."""
    return f"{' ' * indent}# {_printable(text)}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
