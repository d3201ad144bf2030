"""Rules without what is theirs alone: names of services and signals, owners, words of annotations.

Rules that are the same without it have the same tests but for it: these are found once, and the names put back. They
are always found without the names, so what comes out does not depend on what was found before.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from string import digits
from typing import Any, TypeVar

import attrs
from attrs import define, evolve, field, frozen

from observability.model.location import NOWHERE, Location
from observability.model.rule import Alert, Rule, RuleGroup
from observability.proof.case import Input
from observability.proof.evaluator import NAME
from observability.proof.evaluator.labels import BUCKET, Labels
from observability.proof.script import Seen

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
# Stands before the number of words.
_WORDS = "w"
# Numbers of marks are letters: of a value with a digit, series that differ in it have another digit.
_LETTERS = "abcdefghij"
_TO_LETTERS, _TO_DIGITS = str.maketrans(digits, _LETTERS), str.maketrans(_LETTERS, digits)


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
        marks = _marks(self.mark)
        back = _Back(self, marks)
        return set(self.names).isdisjoint(back.put(value) for value in found if not marks.fullmatch(value))

    def named(self, thing: _Thing) -> _Thing:
        """Anything that was made of the rules, with the names put back."""
        found: _Thing = _Back(self, _marks(self.mark)).put(thing)
        return found


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


def _marks(mark: str) -> "re.Pattern[str]":
    return re.compile(rf"{re.escape(mark)}(?P<words>{_WORDS}?)(?P<number>[{_LETTERS}]+){re.escape(mark)}")


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
        return self._mark("", self.found.setdefault((label, value), len(self.found)))

    def words(self, text: str) -> str:
        """A mark for words, another one each time."""
        if not self.values or not text:
            return text
        self.said.append(text)
        return self._mark(_WORDS, len(self.said) - 1)

    def _mark(self, kind: str, number: int) -> str:
        return f"{self.mark}{kind}{str(number).translate(_TO_LETTERS)}{self.mark}"


def _is_safe(rules: Sequence[Rule], mark: str) -> bool:
    """Whether the templates do nothing to names, and no mark is in what stays."""
    alerts = [rule for rule in rules if isinstance(rule, Alert)]
    texts = [text for one in alerts for text in (*one.annotations.values(), *one.labels.values())]
    actions = [action for text in texts for action in _ACTION.findall(text)]
    marked = _marks(mark)
    said = [*texts, *(rule.expr for rule in rules)]
    return all(map(_HARMLESS.fullmatch, actions)) and not any(map(marked.search, said))


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


@frozen(eq=False)
class _Back:
    """Puts names back for marks."""

    these: Anonymous
    marks: "re.Pattern[str]"
    _labels: dict[Labels, Labels] = field(factory=dict, init=False)

    def put(self, thing: Any) -> Any:
        match thing:
            case str():
                return self._text(thing)
            case Location():
                return self.these.origins[thing.line - 1] if thing != NOWHERE else thing
            case Input():
                # Of all that tests are made of, most are samples, and these have no names.
                return Input(self._of(thing.labels), thing.segments)
            case Seen():
                samples = tuple((self._of(labels), value) for labels, value in thing.samples)
                return Seen(thing.at, self._text(thing.expr), samples, self._text(thing.case))
            case int() | float() | None:
                return thing
            case tuple() | list():
                return type(thing)(map(self.put, thing))
            case dict():
                return {self.put(key): self.put(value) for key, value in thing.items()}
            case _:
                return type(thing)(*(self.put(getattr(thing, one.name)) for one in attrs.fields(type(thing))))

    def _text(self, text: str) -> str:
        marked = self.these.mark in text and (self.these.names or self.these.words)
        return self.marks.sub(self._name, text) if marked else text

    def _name(self, found: "re.Match[str]") -> str:
        return (self.these.words if found["words"] else self.these.names)[int(found["number"].translate(_TO_DIGITS))]

    def _of(self, labels: Labels) -> Labels:
        # Cases have the same series, again and again.
        if labels not in self._labels:
            self._labels[labels] = tuple((name, self._text(value)) for name, value in labels)
        return self._labels[labels]
