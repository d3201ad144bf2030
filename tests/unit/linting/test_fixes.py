"""What --fix does to a file: only the characters that are wrong change, and all rules mean the same."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from observability.findings import Location
from observability.lint.expressions.plain_regex import plainest
from observability.lint.placing import Edit
from observability.linting import Request, lint
from observability.linting.fixes import fix
from observability.model.selector import Matcher, MatchOp
from observability.promql import quote

PATTERNS = st.text("ab.^$|*+?\\()[]{}-/ 1", max_size=8)
VALUES = st.text("ab.^$|*+?\\()[]{}-/ 1\n", max_size=6)
STYLES = st.sampled_from(["'", '"', "|", ">", None])


def fixed(path: Path, text: str) -> str:
    path.write_bytes(text.encode())
    lint(Request((path,), fix=True))
    return path.read_bytes().decode()


def rules(expr: str, style: str | None = None, width: int = 80) -> str:
    value = yaml.dump({"expr": expr}, default_style=style, width=width, allow_unicode=True)
    lines = value.replace('"expr"', "expr").replace("'expr'", "expr").splitlines()
    body = "\n".join("      " + line for line in lines)
    return f"# before\ngroups:\n- name: a   # beside\n  rules:\n    - record: a:b:c\n{body}\n      labels: {{x:  y}}\n"


def matches(matcher: Matcher, value: str) -> bool:
    if matcher.op in {MatchOp.EQUAL, MatchOp.NOT_EQUAL}:
        return (value == matcher.value) is (matcher.op is MatchOp.EQUAL)
    # RE2's `.` takes a line break too, as Prometheus asks it to.
    found = re.compile(f"^(?s:{matcher.value})\\Z").match(value)
    return (found is not None) is (matcher.op is MatchOp.REGEX)


@given(PATTERNS, st.lists(VALUES, max_size=5), st.sampled_from([MatchOp.REGEX, MatchOp.NOT_REGEX]))
def test_the_plainest_matcher_is_true_of_the_same_values(pattern: str, values: list[str], op: MatchOp) -> None:
    try:
        re.compile(f"^(?s:{pattern})\\Z")
    except re.error:
        return
    matcher = Matcher("a", op, pattern)
    plain = plainest(matcher)
    for value in (*values, "", pattern, pattern.strip("^$")):
        assert matches(matcher, value) is matches(plain, value), (plain, value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(pattern=PATTERNS, style=STYLES, width=st.integers(10, 100))
def test_a_fix_keeps_the_meaning_and_every_other_byte(
    pattern: str, style: str | None, width: int, tmp_path: Path
) -> None:
    assume(pattern not in {".*", "^.*$", "(.*)", "(.*)?", ".*.*"})
    before = rules(f"sum(up{{job=~{quote(pattern)}, a!~{quote(pattern)}}}  ) ", style, width)
    after = fixed(tmp_path / "rules.yaml", before)
    assert re.sub(r"[=~^$]", "", after) == re.sub(r"[=~^$]", "", before)
    assert fixed(tmp_path / "rules.yaml", after) == after


@pytest.mark.parametrize("style", ["'", '"', "|", ">", None])
@pytest.mark.parametrize("width", [12, 100])
def test_a_plain_text_is_mended_however_it_is_written(style: str | None, width: int, tmp_path: Path) -> None:
    before = rules('sum by (job) ( up{job=~"shop", path=~"^/a.+$"} )', style, width)
    after = fixed(tmp_path / "rules.yaml", before)
    expr = yaml.safe_load(after)["groups"][0]["rules"][0]["expr"].split()
    assert expr == ["sum", "by", "(job)", "(", 'up{job="shop",', 'path=~"/a.+"}', ")"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('up{a=~".*"}', "up{}"),
        ('up{a=~".*", b="c"}', 'up{ b="c"}'),
        ('up{b="c" , a=~"^.*$"}', 'up{b="c" }'),
        ('up{a=~".*",b=~".*",c="d",e=~".*"}', 'up{c="d"}'),
        ('up{a=~".*",b=~".*"}', "up{}"),
        ('{a=~".*",b=~".+"}', '{b=~".+"}'),
        ('{__name__=~".*",b=~".+"}', '{__name__=~".*",b=~".+"}'),
        ('up{a!~".*"}', 'up{a!~".*"}'),
    ],
)
def test_a_matcher_that_asks_nothing_is_left_out(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path / "rules.yaml", rules(before, "'")) == rules(after, "'")


@pytest.mark.parametrize(
    "text",
    [
        "groups:\n<<<<<<< a\n" + rules('up{job=~"a"}').partition("groups:\n")[2],
        rules('up{job=~"a"}') + "    - {record: a:d:e, expr: 'rate('}\n",
        rules('up{job=~"a"}') + "    - {record: a:d:e, exp: b}\n",
        rules('up{job=~"a"}') + "    - {record: a:d:e, expr: b, fro: 5m}\n",
        rules('up{job=~"a"}') + "  nonsense",
        rules('up{job=~"a"}').replace("    - record", "    # observability: ignore plain-regex ours\n    - record"),
    ],
    ids=["a merge", "no PromQL", "no expression", "an unknown key", "no YAML", "silenced"],
)
def test_some_files_are_left_alone(text: str, tmp_path: Path) -> None:
    assert fixed(tmp_path / "rules.yaml", text) == text


def test_what_would_mean_something_else_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text := rules('up{job="a"}'))
    for wrong in ('up{job="b"}', "up{", "up"):
        at = text.index("up{")
        edit = Edit(at, at + len('up{job="a"}'), wrong, "wrong", Location(str(path), 6, 1))
        assert fix(path, str(path), [edit]) is None
        assert path.read_text() == text
    at = text.index("name: a") + len("name: ")
    assert fix(path, str(path), [Edit(at, at + 1, "b", "wrong", Location(str(path), 3, 9))]) is None
    assert path.read_text() == text


def test_line_ends_marks_of_order_and_rights_stay(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + rules('up{job=~"a"}').replace("\n", "\r\n").encode())
    path.chmod(0o640)
    lint(Request((path,), fix=True))
    assert path.read_bytes() == b"\xef\xbb\xbf" + rules('up{job="a"}').replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "rules.yaml", tmp_path / "rules.yaml"
    real.write_text(rules('up{job=~"a"}'))
    link.symlink_to(real)
    lint(Request((link,), fix=True))
    assert link.is_symlink()
    assert real.read_text() == rules('up{job="a"}')


def test_an_expression_of_several_rules_is_mended_once(tmp_path: Path) -> None:
    text = "groups:\n- name: a\n  rules:\n  - {record: a:b:c, expr: &e 'up{x=~\"y\"}'}\n  - {record: a:b:d, expr: *e}\n"
    assert fixed(tmp_path / "rules.yaml", text) == text.replace("=~", "=")


def test_manifests_are_mended_too(tmp_path: Path) -> None:
    head = "kind: PrometheusRule\nspec:\n"
    body = "".join(f"  {line}\n" for line in rules('up{job=~"a"}').splitlines())
    assert fixed(tmp_path / "rules.yaml", head + body) == head + body.replace("=~", "=")
