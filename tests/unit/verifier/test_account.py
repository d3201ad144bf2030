"""What runs tell programs beside their findings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import orjson
import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from observability import cli, report
from observability.building import Request, build
from observability.emit.target import Target
from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.mutation import Mutant
from observability.proof import Fate, Judged, Score
from observability.verifier.account import Account, render
from tests.support.promtool import Promtool

SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {name: cart, owner: team}
spec:
  selector: {job: cart}
  use:
    pool: {saturation: {gauge: pool_waiters, warning: 5, critical: 50}}
"""
SCHEMA = Draft202012Validator(orjson.loads(Path(report.__file__).with_name("findings.schema.json").read_bytes()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "services").mkdir()
    (folder / "services/cart.yaml").write_text(SERVICE)
    build(Request((folder,), folder / "build", targets=frozenset({Target.RULES, Target.TESTS})))
    return folder


@pytest.fixture(autouse=True)
def project(made: Path, promtool: Promtool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMTOOL", str(promtool.path))
    monkeypatch.chdir(made)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert cli.run(arguments) == code
    return capsys.readouterr().out


def passed_in(junit: str) -> list[str]:
    """The names of all tests that passed."""
    root = ElementTree.fromstring(junit.encode())  # noqa: S314 - our own
    return [case.get("name", "") for case in root.iter("testcase") if not len(case)]


def placed_in(junit: str) -> dict[str, tuple[str, str]]:
    """The suite and class of each test that has the name of one."""
    root = ElementTree.fromstring(junit.encode())  # noqa: S314 - our own
    found = (
        (case.get("name", ""), (suite.get("name", ""), case.get("classname", ""))) for suite in root for case in suite
    )
    return {name: place for name, place in found if name.startswith("cart")}


@contextmanager
def changed_rules(old: str, new: str) -> Iterator[None]:
    """The rules of an alert are other ones, where they are loaded and where they are tested."""
    folder = Path("build/default/prometheus")
    files = (folder / "rules/cart.yaml", folder / "tests/cart/SaturationHigh-critical.rules.yaml")
    before = [file.read_text() for file in files]
    try:
        for file, text in zip(files, before, strict=True):
            file.write_text(text.replace(old, new))
        yield
    finally:
        for file, text in zip(files, before, strict=True):
            file.write_text(text)


def document(text: str) -> dict[str, object]:
    read: dict[str, object] = orjson.loads(text)
    assert list(SCHEMA.iter_errors(read)) == []
    return read


def test_each_file_of_tests_that_passed_is_named_as_run_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    names = passed_in(said(capsys, "verify", "--format", "junit"))
    files = [path.relative_to("build/default/prometheus/tests") for path in Path().rglob("prometheus/tests/**/*.yaml")]
    assert sorted(names) == sorted(str(path).removesuffix(".yaml") for path in files if ".rules" not in path.name)
    for name in names:
        assert name in passed_in(said(capsys, "verify", "--run", name, "--format", "junit"))


def test_a_case_that_was_chosen_is_named_whole(capsys: pytest.CaptureFixture[str]) -> None:
    name = "cart/SaturationHigh-critical/exactly 50"
    assert passed_in(said(capsys, "verify", "--run", name, "--format", "junit")) == [name]


def test_a_file_with_a_test_that_fails_has_not_passed(capsys: pytest.CaptureFixture[str]) -> None:
    with changed_rules(">= 50", "> 50"):
        names = passed_in(said(capsys, "verify", "--format", "junit", code=1))
    assert "cart/SaturationHigh-critical" not in names
    assert "cart/SaturationHigh-warning" in names


def test_a_test_stands_in_the_same_suite_and_class_whether_it_passes_or_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    passed = placed_in(said(capsys, "verify", "--format", "junit"))
    assert {passed[name] for name in passed} == {("services/cart.yaml", "build/default/prometheus/tests/cart")}
    with changed_rules(">= 50", "> 50"):
        failed = placed_in(said(capsys, "verify", "--format", "junit", code=1))
    name = "cart/SaturationHigh-critical"
    assert failed[f"{name}/exactly 50"] == passed[name]
    assert name not in failed


def test_of_two_environments_the_class_tells_tests_of_one_name_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = "apiVersion: observability/v1\nkind: Project\nmetadata: {name: p}\nspec:\n"
    (tmp_path / "observability.yaml").write_text(f"{project}  environments: {{staging: {{}}, production: {{}}}}\n")
    (tmp_path / "services").mkdir()
    (tmp_path / "services/cart.yaml").write_text(SERVICE)
    monkeypatch.chdir(tmp_path)
    build(Request((Path(),), Path("build"), targets=frozenset({Target.RULES, Target.TESTS})))
    root = ElementTree.fromstring(said(capsys, "verify", "--format", "junit").encode())  # noqa: S314 - our own
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(cases) == len(set(cases)) == 2 * len({name for _, name in cases})
    assert [suite.get("name") for suite in root] == ["services/cart.yaml"]


def test_json_has_the_numbers_of_the_summary(capsys: pytest.CaptureFixture[str]) -> None:
    summary = document(said(capsys, "verify", "--format", "json"))["summary"]
    assert isinstance(summary, dict)
    assert {key: summary[key] for key in ("files", "alerts", "shown", "dashboards")} == {
        "files": 2,
        "alerts": 5,
        "shown": 4,
        "dashboards": 0,
    }
    assert summary["cases"] > 20


@pytest.mark.parametrize(
    "arguments", [("verify", "--mutants"), ("prove", "build/default/prometheus/rules/cart.yaml", "--mutants")]
)
def test_json_has_the_score_of_each_rule(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> None:
    scores = document(said(capsys, *arguments, "--format", "json"))["scores"]
    assert isinstance(scores, list)
    high = next(
        one for one in scores if one["labels"].get("severity") == "critical" and one["rule"] != "TelemetryAbsent"
    )
    assert high["rule"] == "SaturationHigh"
    assert Path(high["file"]).read_text().splitlines()[high["line"] - 1].strip() == "- alert: SaturationHigh"
    assert high["mutants"] == sum(high[fate] for fate in ("noticed", "beyond", "undecided", "alike"))
    assert high["noticed"] > 20


def test_what_cannot_be_played_is_as_undecided_as_what_nothing_tells_apart() -> None:
    rule = Alert("A", "x > 5", Duration(0), {}, {})
    mutant = Mutant("threshold", "x > 6", evolve(rule, expr="x > 6"))
    score = Score(rule, tuple(Judged(mutant, fate) for fate in (Fate.UNDECIDED, Fate.UNKNOWN, Fate.ALIKE)))
    scores = document(render((), Account({}, scores=(score,)), "json"))["scores"]
    assert isinstance(scores, list)
    assert [scores[0][fate] for fate in ("mutants", "noticed", "beyond", "undecided", "alike")] == [3, 0, 0, 2, 1]


def test_alerts_that_are_proved_are_named_by_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(
        "groups:\n  - name: g\n    rules:\n      - {alert: High, expr: x > 5}\n"
        "      - {alert: Never, expr: x > 5 < 3}\n"
    )
    junit = said(capsys, "prove", "other.yaml", "--format", "junit", code=1)
    assert passed_in(junit) == ["4 High"]


def test_rules_whose_mutants_are_all_noticed_passed(capsys: pytest.CaptureFixture[str]) -> None:
    names = passed_in(said(capsys, "verify", "--mutants", "--format", "junit"))
    assert {name.split()[1] for name in names} >= {"SaturationHigh", "TelemetryAbsent", "signal:saturation:value"}


def test_a_rule_with_a_mutant_that_survives_has_not_passed(capsys: pytest.CaptureFixture[str]) -> None:
    climbs = 'pool_used{job="pool"} + pool_size{job="pool"} > 7 and pool_used{job="pool"} - pool_size{job="pool"} > 5'
    rule = f"{{alert: Climbs, expr: '{climbs}', labels: {{severity: warning, signal: pool}}}}"
    Path("climbs.yaml").write_text(f"groups:\n  - name: g\n    rules:\n      - {rule}\n")
    junit = said(capsys, "verify", "climbs.yaml", "--mutants", "--format", "junit", code=1)
    assert passed_in(junit) == []
    assert "mutant-survives" in junit
