"""The text of a template cut into what is printed as it stands and what stands between braces, and that into words."""

import re
from collections.abc import Iterator

from attrs import frozen

from observability.proof.templates.data import TemplateError

# A dash with a space beside it trims the text on that side.
_ACTION = re.compile(
    r"""\{\{ (?P<left>-(?=\s))? \s*
    (?: /\*.*?\*/ | (?P<words>(?: "(?:[^"\\\n]|\\.)*" | `[^`]*` | [^"`] )*?) )
    (?: (?P<right>\s-) | \s* ) \}\}""",
    re.DOTALL | re.VERBOSE,
)
_SPACE = " \t\r\n"
_WORD = re.compile(
    r"""
    (?P<space>\s+)
    |(?P<string>"(?:[^"\\\n]|\\.)*")
    |(?P<raw>`[^`]*`)
    |(?P<number>[+-]?(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+))
    |(?P<declare>:=)
    |(?P<sign>[|(),=])
    |(?P<variable>\$\w*)
    |(?P<field>\.\w+)
    |(?P<dot>\.)
    |(?P<name>\w+)
    """,
    re.VERBOSE,
)


@frozen
class Word:
    """A word of an action. `glued` to the one before it, a field is one of that; else it is one of the dot."""

    kind: str
    text: str
    glued: bool


def pieces(template: str) -> Iterator[str | list[Word]]:
    """Text to print, and the words of actions, in their order. Comments are left out, spaces trimmed where asked.

    Raises:
        TemplateError: an action that does not end, or something in it that we cannot read.
    """
    at, trim = 0, False
    while found := _ACTION.search(template, at):
        yield _trimmed(template[at : found.start()], trim, bool(found["left"]))
        if found["words"] is not None:
            yield list(_words(found["words"]))
        at, trim = found.end(), bool(found["right"])
    if "{{" in template[at:]:
        raise TemplateError("an action that does not end")
    yield _trimmed(template[at:], trim, False)


def _trimmed(text: str, left: bool, right: bool) -> str:
    text = text.lstrip(_SPACE) if left else text
    return text.rstrip(_SPACE) if right else text


def _words(action: str) -> Iterator[Word]:
    at, glued = 0, False
    while at < len(action):
        found = _WORD.match(action, at)
        if not found:
            raise TemplateError(f"{action[at:]!r} in a template")
        if found.lastgroup != "space":
            yield Word(str(found.lastgroup), found[0], glued)
        at, glued = found.end(), found.lastgroup != "space"
