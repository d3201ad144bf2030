"""The text of a template to its tree."""

import ast
from collections.abc import Sequence

from attrs import define

from observability.proof.templates.data import TemplateError, Value
from observability.proof.templates.tokens import Word, pieces
from observability.proof.templates.tree import Branch, Dot, Field, Function, Literal, Operand, Part, Pipeline, Variable

_WORDS = {"true": True, "false": False, "nil": None}


def parse(template: str) -> tuple[Part, ...]:
    """The template's parts.

    Raises:
        TemplateError: it is no template, or one with `range`, `define` and the like.
    """
    parts, end = _Parser(list(pieces(template))).parts()
    if end:
        raise TemplateError(f"a {end!r} without its beginning")
    return parts


@define
class _Parser:
    pieces: list[str | list[Word]]
    at: int = 0

    def parts(self) -> tuple[tuple[Part, ...], str]:
        """Parts up to an `end` or `else`, which is returned with them, or to the end of the text."""
        found: list[Part] = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            if isinstance(piece, str):
                found.append(piece)
            elif not piece:
                raise TemplateError("an empty action")
            elif piece[0].text in {"end", "else"}:
                return tuple(found), " ".join(word.text for word in piece)
            else:
                found.append(self._action(piece))
        return tuple(found), ""

    def _action(self, words: list[Word]) -> Part:
        keyword = words[0].text
        if keyword in {"if", "with"}:
            return self._branch(keyword, words[1:])
        if keyword in {"range", "define", "template", "block", "break", "continue"}:
            raise TemplateError(f"`{keyword}` in a template")
        return _Words(words).whole()

    def _branch(self, keyword: str, words: list[Word]) -> Branch:
        pipeline = _Words(words).whole()
        body, end = self.parts()
        if end == "else":
            otherwise, end = self.parts()
        elif end.startswith("else "):
            # `else if x` is an `if x` inside of the `else`, and its end is ours too.
            rest = [word for word in self.pieces[self.at - 1][1:] if isinstance(word, Word)]
            return Branch(keyword, pipeline, body, (self._branch(rest[0].text, rest[1:]),))
        else:
            otherwise = ()
        if end != "end":
            raise TemplateError(f"`{keyword}` without its end")
        return Branch(keyword, pipeline, body, otherwise)


@define
class _Words:
    words: Sequence[Word]
    at: int = 0

    def whole(self) -> Pipeline:
        pipeline = self._pipeline()
        if self.at < len(self.words):
            raise TemplateError(f"{self.words[self.at].text!r} in a template")
        return pipeline

    def _pipeline(self) -> Pipeline:
        declares = ""
        if len(self.words) > self.at + 1 and self.words[self.at + 1].text in {":=", "="}:
            declares = self.words[self.at].text[1:]
            self.at += 2
        commands = [self._command()]
        while self._next() == "|":
            self.at += 1
            commands.append(self._command())
        return Pipeline(tuple(commands), declares)

    def _next(self) -> str:
        return self.words[self.at].text if self.at < len(self.words) else ""

    def _command(self) -> tuple[Operand, ...]:
        found = []
        while self.at < len(self.words) and self.words[self.at].text not in {"|", ")"}:
            found.append(self._operand())
        if not found:
            raise TemplateError("a missing value in a template")
        return tuple(found)

    def _operand(self) -> Operand:
        word = self.words[self.at]
        self.at += 1
        operand = self._parenthesis() if word.text == "(" else _term(word)
        while self.at < len(self.words) and self.words[self.at].kind == "field" and self.words[self.at].glued:
            operand = Field(operand, self.words[self.at].text[1:])
            self.at += 1
        return operand

    def _parenthesis(self) -> Pipeline:
        inner = self._pipeline()
        if self._next() != ")":
            raise TemplateError("a parenthesis that does not close")
        self.at += 1
        return inner


def _term(word: Word) -> Operand:
    match word.kind:
        case "string":
            return Literal(_unquoted(word.text))
        case "raw":
            return Literal(word.text[1:-1])
        case "number":
            return Literal(_number(word.text))
        case "variable":
            return Variable(word.text[1:])
        case "field":
            return Field(Dot(), word.text[1:])
        case "dot":
            return Dot()
        case "name":
            return Literal(_WORDS[word.text]) if word.text in _WORDS else Function(word.text)
    raise TemplateError(f"{word.text!r} in a template")


def _unquoted(text: str) -> str:
    # Of Go's escapes Python reads all that do not write single bytes beyond ASCII.
    return str(ast.literal_eval(text))


def _number(text: str) -> Value:
    return float(text) if set(text.lower()) & set(".e") and "x" not in text.lower() else int(text, 0)
