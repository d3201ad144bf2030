"""What was found is kept, in this process and for the next: what is asked for again is not looked for again.

Everything is found by all that it depends on, as text, and by nothing else. So what comes out is the same whatever was
kept; only the program itself must be the same one, which is up to who hands out what an earlier process kept.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import TypeVar

from attrs import define, field

from observability.proof.suites.asjson import dump, load

_Kind = TypeVar("_Kind")

# Of a fleet's services many are alike, and more of their alerts are.
_MOST = 2048


@define(eq=False)
class _Find:
    """Something that was found. `text`: as JSON, once somebody asked for that."""

    value: object
    text: str = ""

    @property
    def json(self) -> str:
        """The same as JSON."""
        self.text = self.text or dump(self.value)
        return self.text


# Of this process.
LATELY: dict[str, _Find] = {}


@define(eq=False)
class Finds:
    """`before`: what an earlier process kept, JSON by name; `asked`: what was asked for since, which is kept then."""

    before: Mapping[str, str] = field(factory=dict)
    asked: dict[str, _Find] = field(factory=dict, init=False)

    def once(self, kind: type[_Kind], depends_on: Iterable[object], find: Callable[[], _Kind]) -> _Kind:
        """What `find` returns, which depends on these alone, by their `repr`; of a class that `asjson` knows."""
        text = "\n".join((kind.__name__, *map(repr, depends_on)))
        name = blake2b(text.encode(), digest_size=16).hexdigest()
        # What was asked for last is at the end.
        one = LATELY.pop(name, None) or self._read(kind, name) or _Find(find())
        if not isinstance(one.value, kind):
            raise TypeError(f"{name} is no {kind.__name__}")
        while len(LATELY) >= _MOST:
            LATELY.pop(next(iter(LATELY)))
        LATELY[name] = self.asked[name] = one
        return one.value

    def ask(self, others: "Finds") -> None:
        """Keep what others keep: what was made of that stands for all of it."""
        self.asked |= others.asked

    @property
    def kept(self) -> dict[str, str]:
        """What was asked for, JSON by name."""
        return {name: one.json for name, one in sorted(self.asked.items())}

    def _read(self, kind: type[_Kind], name: str) -> _Find | None:
        text = self.before.get(name, "")
        try:
            value = load(text)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None
        return _Find(value, text) if isinstance(value, kind) else None
