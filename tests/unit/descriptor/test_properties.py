"""Whatever the bytes, the answer is a service or findings with a place: never a crash."""

from hypothesis import example, given
from hypothesis import strategies as st

from observability.descriptor import Project, load_service, resolve
from observability.exceptions import InputError
from observability.model.artifact import Source
from observability.model.service import Service
from tests.unit.descriptor.samples import BASE, http

RICH = http(
    """
    duration: {histogram: d_seconds, buckets: [0.1, 1s]}
    by: [handler]
    objectives: {availability: {target: 99.9, alerting: {page: {for: 2m}}}, latency: {target: 99, threshold: 1s}}
    """
) + (
    "  use:\n    pool: {saturation: {gauge: q, capacity: 9, warning: 80%, exhaustion: 4h}}\n"
    "  alerts:\n    Foo: {expr: up == 0, severity: info, labels: {a: b}}\n"
    "environments:\n  default: {spec: {red: {http: {by: [zone]}}}}\n"
)
WORDS = ["null", "[]", "{}", "5", "-1", "true", "'x'", ".nan", "[1, {}]", "{a: b}", "*x", "99.9", "30d", "{{"]


def outcome(content: bytes) -> Service | list[str]:
    project = Project()
    try:
        return resolve(load_service(Source("f.yaml", content), project), project, "default")
    except InputError as error:
        return [str(finding) for finding in error.findings]


def is_refused(content: bytes) -> bool:
    """Whether there are findings: an error without any would tell nobody what is wrong."""
    found = outcome(content)
    return isinstance(found, list) and bool(found)


@given(st.binary(max_size=200))
@example(b"\x00")
@example(b"a: \xff")
def test_any_bytes(content: bytes) -> None:
    assert is_refused(content)


@given(st.text(alphabet="ab:{}[]&*!|>-'\"#%@?, \n\t0.", max_size=60))
def test_any_text_that_looks_like_yaml(text: str) -> None:
    assert is_refused(text.encode())


@given(st.data())
def test_a_descriptor_with_one_value_replaced(data: st.DataObject) -> None:
    tokens = RICH.replace("{", " { ").replace("}", " } ").replace("[", " [ ").replace("]", " ] ").split(" ")
    at = data.draw(st.integers(0, len(tokens) - 1))
    tokens[at] = data.draw(st.sampled_from(WORDS)) + ("\n" if tokens[at].endswith("\n") else "")
    outcome(" ".join(tokens).encode())


@given(st.sampled_from(RICH.splitlines()))
def test_a_descriptor_with_one_line_lost(line: str) -> None:
    outcome(RICH.replace(line, "", 1).encode())


def test_the_rich_descriptor_itself_is_fine() -> None:
    assert isinstance(outcome(RICH.encode()), Service)
    assert isinstance(outcome(BASE.encode()), Service)


def test_the_same_text_gives_the_same_service() -> None:
    assert outcome(RICH.encode()) == outcome(RICH.encode())
