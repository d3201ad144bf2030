"""Rules without what is theirs alone: names of services and signals, owners, words of annotations.

Rules that are the same without it have the same tests but for it: these are found once, and the names put back. They
are always found without the names, so what comes out does not depend on what was found before.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import define, evolve, field, frozen

from observability.model.location import Location
from observability.model.rule import Alert, Rule, RuleGroup
from observability.proof.evaluator import NAME
from observability.proof.evaluator.labels import BUCKET
from observability.proof.suites.marks import WORDS, Back, marked, marks

_Thing = TypeVar("_Thing")

# A value that is written the same way wherever it stands.
_PLAIN = re.compile(r"[A-Za-z0-9_./: ~^-]+")
_MATCHER = re.compile(r'(?<![\w"])(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"')
# Of matchers whose strings stand in other quotes only the label is known.
_OTHERWISE_QUOTED = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)\s*['`]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`[^`]*`')
_ACTION = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
# Templates that show a label or are about the value, and do nothing else to a label.
_HARMLESS = re.compile(r"\{\{-? ?(?:\$labels\.\w+|else|end|(?:if \w+ )?\$value(?:(?!\.Labels)[^${}])*) ?-?\}\}")
# Labels whose values mean something.
_MEANING = frozenset({NAME, BUCKET, "quantile"})


@frozen
class Anonymous:
    """Rules with marks for names. `text` is all that they are; the rest is what the marks stand for.

    `names` are values of labels, `words` those of annotations and the names of groups.
    """

    text: str
    groups: tuple[RuleGroup, ...] = field(eq=False)
    mark: str = field(eq=False)
    names: tuple[str, ...] = field(eq=False)
    words: tuple[str, ...] = field(eq=False)
    origins: tuple[Location, ...] = field(eq=False)

    def fits(self, found: Iterable[str]) -> bool:
        """Whether no name is among these values of labels, which were made up without knowing it."""
        anything = marks(self.mark)
        made_up = (value for value in found if not anything.fullmatch(value))
        return set(self.names).isdisjoint(map(self._back.put, made_up))

    def named(self, thing: _Thing) -> _Thing:
        """Anything that was made of the rules, with the names put back."""
        found: _Thing = self._back.put(thing)
        return found

    @property
    def _back(self) -> Back:
        return Back(self.mark, self.names, self.words, self.origins)


def anonymous(groups: Sequence[RuleGroup], mark: str) -> Anonymous:
    """The rules with their names, where that is safe, replaced by numbers between two marks."""
    rules = [rule for group in groups for rule in group.rules]
    names = _Names(mark, _values(rules) if _is_safe(rules, mark) else {})
    made = tuple(_anonymous(group, names) for group in groups)
    numbers = iter(range(1, len(rules) + 1))
    made = tuple(
        evolve(group, rules=tuple(evolve(rule, origin=Location("", next(numbers))) for rule in group.rules))
        for group in made
    )
    origins = tuple(rule.origin for rule in rules)
    return Anonymous(repr(made), made, mark, tuple(value for _, value in names.found), tuple(names.said), origins)


@define
class _Names:
    """Marks for names, numbered as they come. `values` are those that may be replaced, each with its labels.

    An owner that is called as the service is has a mark of its own, as any other owner has: labels of two names are
    never compared. And one more word of an annotation changes no mark of a label.
    """

    mark: str
    values: Mapping[str, frozenset[str]]
    found: dict[tuple[str, str], int] = field(factory=dict)
    said: list[str] = field(factory=list)

    def value(self, label: str, value: str) -> str:
        """A value of a label, or the mark for it."""
        if label not in self.values.get(value, ()):
            return value
        return marked(self.mark, self.found.setdefault((label, value), len(self.found)))

    def words(self, text: str) -> str:
        """A mark for words, another one each time."""
        if not self.values or not text:
            return text
        self.said.append(text)
        return marked(self.mark, len(self.said) - 1, WORDS)


def _is_safe(rules: Sequence[Rule], mark: str) -> bool:
    """Whether the templates do nothing to names, and no mark is in what stays."""
    alerts = [rule for rule in rules if isinstance(rule, Alert)]
    texts = [text for one in alerts for text in (*one.annotations.values(), *one.labels.values())]
    actions = [action for text in texts for action in _ACTION.findall(text)]
    said = [*texts, *(rule.expr for rule in rules)]
    return all(map(_HARMLESS.fullmatch, actions)) and not any(map(marks(mark).search, said))


def _values(rules: Sequence[Rule]) -> Mapping[str, frozenset[str]]:
    """The values of labels that may be replaced: only ever compared with one another, as a whole."""
    matchers = [found for rule in rules for found in _MATCHER.findall(rule.expr)]
    rest = {text[1:-1] for rule in rules for text in _QUOTED.findall(_MATCHER.sub("", rule.expr))}
    judged = {label for label, operator, _ in matchers if operator != "="} | rest | _MEANING
    judged |= {label for rule in rules for label in _OTHERWISE_QUOTED.findall(rule.expr)}
    given = [(label, value) for rule in rules for label, value in rule.labels.items() if "{{" not in value]
    used = [*given, *((label, value) for label, operator, value in matchers if operator == "=")]
    labels: dict[str, set[str]] = {}
    for label, value in used:
        labels.setdefault(value, set()).add(label)
    others = rest | {value for _, operator, value in matchers if operator != "="}
    return {
        value: frozenset(those)
        for value, those in labels.items()
        if _PLAIN.fullmatch(value) and not those & judged and not any(value in other for other in others)
    }


def _anonymous(group: RuleGroup, names: _Names) -> RuleGroup:
    return RuleGroup(
        names.words(group.name), tuple(_rule(rule, names) for rule in group.rules), interval=group.interval
    )


def _rule(rule: Rule, names: _Names) -> Rule:
    expr = _MATCHER.sub(lambda found: _matcher(found, names), rule.expr)
    labels = {label: names.value(label, value) for label, value in rule.labels.items()}
    if not isinstance(rule, Alert):
        return evolve(rule, expr=expr, labels=labels)
    annotations = {name: _annotation(text, names) for name, text in rule.annotations.items()}
    return evolve(rule, expr=expr, labels=labels, annotations=annotations, panel="")


def _matcher(found: "re.Match[str]", names: _Names) -> str:
    label, operator, value = found.groups()
    if operator != "=":
        return found[0]
    return f'{label}="{names.value(label, value)}"'


def _annotation(text: str, names: _Names) -> str:
    # A template that trims what stands beside it needs to see it.
    if "{{-" in text or "-}}" in text:
        return text
    return "".join(part if part.startswith("{{") else names.words(part) for part in _ACTION.split(text))
