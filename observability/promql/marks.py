"""What in a text marks the nodes of its tree: a function's name, an operator, a selector, a window."""

from attrs import define, field

from observability.promql.tokens import Span, Token, closing, is_operator, tokens

_MATCHING = frozenset({"on", "ignoring", "group_left", "group_right"})
_LABELS = _MATCHING | {"by", "without"}
_NUMBERS = frozenset({"inf", "nan"})


@define
class Marks:
    """The places of each kind, in the order of the text."""

    names: list[Span] = field(factory=list)
    operators: list[Span] = field(factory=list)
    selectors: list[Span] = field(factory=list)
    numbers: list[Span] = field(factory=list)
    strings: list[Span] = field(factory=list)
    windows: list[Span] = field(factory=list)


def marks_in(text: str) -> Marks:
    """The places of all nodes in a text that is PromQL; in any other, of what looks like nodes."""
    marks, found, at = Marks(), tokens(text), 0
    while at < len(found):
        at = _step(marks, found, at)
    return marks


def _step(marks: Marks, found: list[Token], at: int) -> int:
    """Look at one word, and return where to go on."""
    token = found[at]
    follows = found[at + 1].text if at + 1 < len(found) else ""
    match token.kind:
        case "string":
            marks.strings.append(token.span)
        case "number":
            marks.numbers.append(token.span)
        case "name":
            return _name(marks, found, at, follows)
        case "sign" if token.text == "{":
            return _selector(marks, found, at, at)
        case "sign" if token.text == "[":
            end = closing(found, at)
            marks.windows.append(token.span | found[end].span)
            return end + 1
        case "sign" if token.text == "@":
            return _after_at(found, at)
        case "sign" if is_operator(token) and not _is_before_expression(found, at):
            marks.operators.append(token.span)
    return at + 1


def _name(marks: Marks, found: list[Token], at: int, follows: str) -> int:
    token, word = found[at], found[at].text.lower()
    if word in _LABELS and (follows == "(" or word.startswith("group_")):
        return closing(found, at + 1) + 1 if follows == "(" else at + 1
    if word == "offset":
        return at + (3 if follows in {"-", "+"} else 2)
    if word == "bool":
        return at + 1
    if is_operator(token):
        marks.operators.append(token.span)
    elif word in _NUMBERS and follows != "{":
        marks.numbers.append(token.span)
    elif follows == "(" or follows.lower() in {"by", "without"}:
        marks.names.append(token.span)
    elif follows == "{":
        return _selector(marks, found, at, at + 1)
    else:
        marks.selectors.append(token.span)
    return at + 1


def _selector(marks: Marks, found: list[Token], first: int, brace: int) -> int:
    end = closing(found, brace)
    marks.selectors.append(found[first].span | found[end].span)
    return end + 1


def _after_at(found: list[Token], at: int) -> int:
    """What stands after an @ is a time: a number with or without a sign, `start()`, `end()`."""
    after = at + 1
    if after < len(found) and found[after].text in {"-", "+"}:
        after += 1
    return closing(found, after + 1) + 1 if after < len(found) and found[after].kind == "name" else after + 1


def _is_before_expression(found: list[Token], at: int) -> bool:
    """Whether a sign stands before an expression, not between two: `-x`."""
    if found[at].text not in {"-", "+"}:
        return False
    before = found[at - 1] if at else None
    if before is None or before.text in {"(", ",", "["}:
        return True
    if before.kind == "name" and before.text.lower() in {"bool", "group_left", "group_right"}:
        return True
    return is_operator(before) or _ends_matching(found, at)


def _ends_matching(found: list[Token], at: int) -> bool:
    """Whether the labels of a matching end right before: `a + on (b) -c`."""
    if found[at - 1].text != ")":
        return False
    opening = next((at for at in range(at - 1, 0, -1) if found[at].text == "("), 0)
    return opening > 0 and found[opening - 1].text.lower() in _MATCHING
