"""The templates in an alert's texts: what they ask of the sample, and where."""

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from observability.lint.problem import Spot

# What stands between braces, strings in it kept whole.
ACTION = re.compile(r'\{\{((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`])*?)\}\}', re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`')
_MOVES_THE_DOT = re.compile(r"-?\s*(?:with|range|template|block|define)\b")
_NAMED_LABEL = re.compile(r"\$labels\.(\w+)")
_LABEL = re.compile(r"(?:\$labels|(?<![\w)\].$])\.Labels)\.(\w+)")


@frozen
class Action:
    """What stands in one pair of braces: `inner`, from `start` to `end` with the braces."""

    inner: str
    start: int
    end: int

    @property
    def code(self) -> str:
        """The same with its strings blanked, place by place."""
        return _STRING.sub(lambda found: " " * len(found[0]), self.inner)


@frozen(eq=False)
class Text:
    """A label or an annotation. `field` is its place in the rule: `annotations.summary`."""

    field: str
    value: str

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All pairs of braces but comments."""
        if "{{" not in self.value:
            return ()
        found = (Action(one[1], one.start(), one.end()) for one in ACTION.finditer(self.value))
        return tuple(action for action in found if not action.inner.strip(" -\t\n").startswith("/*"))

    @property
    def plain(self) -> str:
        """What is printed as it stands, place by place: braces and what is between them blanked, comments too."""
        return ACTION.sub(lambda found: " " * len(found[0]), self.value)

    @property
    def labels(self) -> Iterator[tuple[str, Spot]]:
        """The labels that it asks the sample for, each with its place."""
        # In a block of one of these the dot is something else than the sample.
        pattern = _LABEL if not any(map(_MOVES_THE_DOT.match, self.inners)) else _NAMED_LABEL
        for action in self.actions:
            for found in pattern.finditer(action.code):
                start = action.start + 2 + found.start()
                yield found[1], Spot(self.field, start, start + len(found[0]))

    @property
    def inners(self) -> Iterator[str]:
        """What stands between each pair of braces."""
        return (action.inner for action in self.actions)

    def at(self, action: Action) -> Spot:
        """The place of an action."""
        return Spot(self.field, action.start, action.end)
