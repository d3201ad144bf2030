"""`verify` runs the tests of what was built, and sees that they are any."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from observability import cli
from observability.building import Request, build
from observability.emit.target import Target
from tests.support.promtool import Promtool

SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {name: cart, owner: team}
spec:
  selector: {job: cart}
  use:
    pool: {saturation: {gauge: pool_waiters, warning: 5, critical: 50}}
  metrics: [cache_up]
  alerts:
    CacheDown:
      expr: cache_up{job="cart"} == 0
      for: 5m
      severity: warning
      summary: No cache
      description: Requests are slow until it is back.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "services").mkdir()
    (folder / "services/cart.yaml").write_text(SERVICE)
    build(Request((folder,), folder / "build"))
    build(Request((folder,), folder / "build", targets=frozenset({Target.TESTS})))
    return folder


@pytest.fixture(autouse=True)
def project(made: Path, tmp_path: Path, promtool: Promtool, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROMTOOL", str(promtool.path))
    folder = tmp_path / "project"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def edit(path: str, old: str, new: str) -> None:
    file = Path("build/default/prometheus", path)
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def verified(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert cli.run(["verify", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def counted(capsys: pytest.CaptureFixture[str]) -> str:
    found = re.search(r"All is well: .*cases", verified(capsys, 0))
    assert found
    return found[0]


def test_what_was_built_is_shown_to_do_what_it_should(capsys: pytest.CaptureFixture[str]) -> None:
    said = verified(capsys, 0)
    assert "All is well" in said
    # Two of telemetry, two of saturation, one by hand.
    assert "5 alerts shown firing and silent by " in said


def test_a_failure_names_alert_case_and_line_and_how_to_run_it_again(capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("rules/cart.yaml", "tests/cart/SaturationHigh-critical.rules.yaml"):
        edit(path, ">= 50", "> 50")
    said = verified(capsys, 1)
    line = SERVICE.split("\n").index("    pool: {saturation: {gauge: pool_waiters, warning: 5, critical: 50}}") + 1
    assert f"services/cart.yaml:{line}:" in said
    assert "the alert SaturationHigh, exactly 50: it should fire, and is silent after 5m, at 18m of its test" in said
    assert "observability verify --run 'cart/SaturationHigh-critical/exactly 50'" in said
    again = verified(capsys, 1, "--run", "cart/SaturationHigh-critical/exactly 50")
    assert "it should fire, and is silent" in again
    assert "1 case of cart/SaturationHigh-critical/exactly 50" in again


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        # One limit that is another one is of one alert.
        ({"rules/cart.yaml": (">= 50", "> 50"), "tests/cart/SaturationHigh-critical.rules.yaml": (">= 50", "> 50")}, 4),
        # Nor is one that fails from raw series; the other over this recording is shown by itself.
        ({"rules/cart.yaml": ("(pool_waiters{", "(0 * pool_waiters{")}, 4),
        # A test that is not run shows nothing; each alert has one of its own beside.
        ({"tests/cart.yaml": ("rule_files:", "rules:")}, 5),
        ({"tests/cart.yaml": ("rule_files:", "rules:"), "tests/cart/CacheDown.rules.yaml": ("for: 5m", "for: 4m")}, 4),
    ],
)
def test_only_alerts_none_of_whose_tests_failed_are_counted_as_shown(
    capsys: pytest.CaptureFixture[str], changed: dict[str, tuple[str, str]], shown: int
) -> None:
    for path, (old, new) in changed.items():
        edit(path, old, new)
    assert f"{shown} alerts shown firing and silent by " in verified(capsys, 1)
    assert cli.run(["verify", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["summary"]["shown"] == shown


def test_an_alert_whose_author_is_contradicted_is_not_counted_as_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service = project / "services/cart.yaml"
    service.write_text(
        f"{SERVICE}      tests:\n        at once:\n          series: {{'cache_up{{job=\"cart\"}}': 0x10}}\n"
        "          expect: {1m: [{job: cart}]}\n"
    )
    assert cli.run(["build"]) == 0
    assert "4 alerts shown firing and silent by " in verified(capsys, 1)


def test_the_command_that_runs_it_again_looks_into_the_same_folder(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "build").rename(project / "a build")
    for path in ("rules/cart.yaml", "tests/cart/SaturationHigh-critical.rules.yaml"):
        file = project / "a build/default/prometheus" / path
        file.write_text(file.read_text().replace(">= 50", "> 50"))
    said = verified(capsys, 1, "a build")
    (command,) = {
        line.split("again by itself: observability ")[1] for line in said.splitlines() if "exactly 50" in line
    }
    again = shlex.split(command)
    assert again == ["verify", "--run", "cart/SaturationHigh-critical/exactly 50", "a build/default"]
    assert "1 case of cart/SaturationHigh-critical/exactly 50" in verified(capsys, 1, *again[1:])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("severity: critical", "severity: info", 'severity should be "critical", and is "info"'),
        (">= 50", ">= 40", "it should be silent, and fires once after 5m, at 18m of its test"),
    ],
)
def test_what_is_wrong_is_told_in_words(capsys: pytest.CaptureFixture[str], old: str, new: str, words: str) -> None:
    for path in ("rules/cart.yaml", "tests/cart/SaturationHigh-critical.rules.yaml"):
        edit(path, old, new)
    assert words in verified(capsys, 1)


def test_what_a_recording_should_be_is_told_in_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("rules/cart.yaml", "tests/cart/recordings-1.rules.yaml"):
        edit(path, '(pool_waiters{job="cart"}', '(2 * pool_waiters{job="cart"}')
    said = verified(capsys, 1)
    assert "the recording signal:saturation:value, ramps: expected {" in said
    assert "services/cart.yaml:7:" in said


def test_tests_run_over_the_rules_that_are_loaded_or_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    edit("rules/cart.yaml", "cache_up{", "cash_up{")
    said = verified(capsys, 1)
    assert "services/cart.yaml:10:5: the alert CacheDown is not as its tests have it: expr is " in said
    assert """is "cash_up{job="cart"} == 0", and was tested with "cache_up{job="cart"} == 0" (""" in said
    assert "/tests/cart/CacheDown.yaml); change the descriptor and run `observability build`" in said
    # That it is not tested any more is not told as well.
    assert "no test shows" not in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        # All of these promtool passes.
        ("alertname: CacheDown", "alertname: CasheDown", "the alert CasheDown, which its rules do not have"),
        ("- CacheDown.rules.yaml", "- CacheDown*.rule.yaml", "CacheDown*.rule.yaml, which is not there, so nothing"),
        ("- CacheDown.rules.yaml", "- /C*.yaml", "names the rule file /C*.yaml, which is not there, so nothing"),
        ("- CacheDown.rules.yaml", "- CacheDown.yaml", "runs over CacheDown.yaml, which holds no rules, so nothing"),
        (
            "- CacheDown.rules.yaml",
            "- CacheDown.rules.yaml\n  - SaturationHigh*.rules.yaml",
            "over 3 rule files at once",
        ),
        ("tests:", "tests: []\nothers:", "holds no tests"),
        ("    alert_rule_test:", "    alerts_rule_test:", "looks at nothing and would always pass"),
        ("rule_files:", "rules_files:", "names no rule files"),
        ("group_eval_order:\n  - cart:service\n", "", "does not name the group cart:service under group_eval_order"),
        ("  - cart:service\n", "  - cart:pool\n", "does not name the group cart:service under group_eval_order"),
    ],
)
def test_what_is_no_test_is_said(capsys: pytest.CaptureFixture[str], old: str, new: str, words: str) -> None:
    Path("build/.observability.json").unlink()
    edit("tests/cart/CacheDown.yaml", old, new)
    said = verified(capsys, 1)
    assert words in said
    # Of what has no rules it goes without saying that it looks at alerts that are not there.
    assert ("which its rules do not have" in said) == ("which its rules do not have" in words)
    # Nor is it told as well that nothing shows the alert.
    assert "no test shows" not in said
    # At the line of the descriptor, with the file; what promtool makes of it is not told as well.
    assert "services/cart.yaml:10:5: tests/cart/CacheDown.yaml " in said
    assert "build/default/prometheus/tests/cart/CacheDown.yaml); " in said
    assert "run it again by itself" not in said


def test_rule_files_are_found_by_patterns_as_promtool_does(capsys: pytest.CaptureFixture[str]) -> None:
    Path("build/.observability.json").unlink()
    edit("tests/cart/CacheDown.yaml", "- CacheDown.rules.yaml", "- CacheD*.rules.yaml")
    assert "All is well" in verified(capsys, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("exactly 50", "exactly  50"),
        ("evaluation_interval: ", "evaluation_interval:  "),
        ("      - eval_time: ", "      - eval_time:  "),
    ],
)
def test_tests_that_somebody_changed_are_told(capsys: pytest.CaptureFixture[str], old: str, new: str) -> None:
    edit("tests/cart/SaturationHigh-critical.yaml", old, new)
    said = verified(capsys, 1)
    assert "services/cart.yaml:7:12: tests/cart/SaturationHigh-critical.yaml is not as the build left it" in said
    assert "1 error in 1 file" in said
    assert "run `observability build`, which makes it anew" in said
    built_with("")
    assert "All is well" in verified(capsys, 0)


def test_ends_of_lines_that_git_checked_out_are_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    before = counted(capsys)
    files = [path for path in Path("build").rglob("*.*") if path.suffix in {".yaml", ".json"} and path.is_file()]
    for path in files:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert counted(capsys) == before
    assert cli.run(["build", "--check"]) == 0
    assert cli.run(["build"]) == 0
    assert all(b"\r\n" in path.read_bytes() for path in files if path.name != ".observability.json")
    edit("tests/cart/CacheDown.yaml", "exactly 0", "exactly  0")
    assert "tests/cart/CacheDown.yaml is not as the build left it" in verified(capsys, 1)


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        ("CacheDown.yaml", "- CacheDown.rules.yaml", "- other.rules.yaml", "names the rule file other.rules.yaml"),
        ("CacheDown.yaml", "alertname: CacheDown", "alertname: CacheGone", "looks at the alert CacheGone"),
        ("CacheDown.rules.yaml", "for: 5m", "for: 4m", "the alert CacheDown is not as its tests have it"),
        ("CacheDown.yaml", "    alert_rule_test:", "    alerts_rule_test:", "looks at nothing and would always pass"),
        ("CacheDown.yaml", "  - cart:service\n", "  - cart:pool\n", "does not name the group cart:service"),
        ("CacheDown.yaml", "- CacheDown.rules.yaml", "- '*.rules.yaml'", "rule files at once"),
        ("CacheDown.yaml", "tests:", "tests: 5\nx:", "is no file of tests"),
    ],
)
def test_a_file_that_shows_nothing_is_not_told_to_be_changed_too(
    capsys: pytest.CaptureFixture[str], path: str, old: str, new: str, words: str
) -> None:
    edit(f"tests/cart/{path}", old, new)
    said = verified(capsys, 1)
    assert words in said
    assert "as the build left it" not in said


def test_a_link_in_the_place_of_a_test_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("build/default/prometheus/tests/cart/CacheDown.yaml")
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")
    assert "tests/cart/CacheDown.yaml is a link, where the build left a file" in verified(capsys, 1)


@pytest.mark.parametrize(("old", "new"), [(">= 50", "> 50"), (">= 5\n", "> 5\n")])
def test_of_alerts_of_one_name_a_test_is_beside_the_one_that_is_most_like_its_own(
    capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    edit("rules/cart.yaml", old, new)
    said = verified(capsys, 1)
    assert "the alert SaturationHigh is not as its tests have it: expr is " in said
    assert "label" not in said


def test_of_alerts_of_one_name_it_is_told_at_the_one_whose_labels_the_file_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("build/.observability.json").unlink()
    for severity in ("critical", "warning"):
        edit(f"tests/cart/SaturationHigh-{severity}.yaml", ".rules.yaml", ".gone.yaml")
    said = verified(capsys, 1)
    lines = dict(re.findall(r"rules/cart\.yaml:(\d+), \S+/SaturationHigh-(\w+)\.yaml", said))
    assert sorted(lines.values()) == ["critical", "warning"]


@pytest.mark.parametrize("severity", ["critical", "warning"])
def test_of_alerts_of_one_name_the_one_that_fires_is_told(capsys: pytest.CaptureFixture[str], severity: str) -> None:
    limit = {"critical": ">= 50", "warning": ">= 5"}[severity]
    for path in ("rules/cart.yaml", f"tests/cart/SaturationHigh-{severity}.rules.yaml"):
        edit(path, f"{limit}\n", ">= -1\n")
    said = verified(capsys, 1, "--run", "cart/all is well")
    rules = Path("build/default/prometheus/rules/cart.yaml").read_text().split("\n")
    (line,) = set(re.findall(r"rules/cart\.yaml:(\d+), \S+/cart\.yaml", said))
    assert ">= -1" in "".join(rules[int(line) - 1 : int(line) + 1])


@pytest.mark.parametrize("name", ["cart.yaml", "cart/CacheDown.yaml", "cart/recordings-1.yaml"])
def test_tests_that_are_gone_are_told(capsys: pytest.CaptureFixture[str], name: str) -> None:
    file = Path("build/default/prometheus/tests", name)
    file.unlink()
    assert f"tests/{name} is gone, which the build left there" in verified(capsys, 1)
    file.symlink_to("nothing")
    said = verified(capsys, 1)
    assert f"tests/{name} is no file any more" in said
    assert "remove it, and run `observability build`" in said
    file.unlink()
    built_with("")
    assert "All is well" in verified(capsys, 0)


def test_a_folder_of_tests_that_is_gone_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("build/default/prometheus/tests")
    said = verified(capsys, 1)
    assert "services/cart.yaml:3:12: 8 files of tests of cart are gone, which the build left there: " in said
    assert said.count("\n") == 2
    assert "All is well" in verified(capsys, 0, "--no-tests")


def test_tests_of_a_service_that_is_not_there_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    tests = Path("build/default/prometheus/tests")
    shutil.copytree(tests / "cart", tests / "till")
    said = verified(capsys, 1)
    assert "tests/till/CacheDown.yaml is not run (nor 6 others): the build has no rules of till" in said


def test_rules_that_somebody_changed_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    edit("rules/cart.yaml", "interval: 30s", "interval: 20s")
    said = verified(capsys, 0)
    assert "warning: its file of rules is not as the build left it" in said


def test_rules_without_tests_may_be_changed(capsys: pytest.CaptureFixture[str]) -> None:
    build(Request((Path(),), Path("bare")))
    file = Path("bare/default/prometheus/rules/cart.yaml")
    file.write_text(file.read_text().replace("interval: 30s", "interval: 20s"))
    shutil.copytree("build/default/prometheus/tests", file.parents[1] / "tests")
    assert "not as the build left it" not in verified(capsys, 0, "bare")


def test_what_else_was_changed_is_not_told_of_a_test_that_was_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    edit("tests/cart/SaturationHigh-critical.yaml", "exactly 50", "exactly  50")
    assert "not as the build left it" not in verified(capsys, 0, "--run", "cart/CacheDown")


def test_an_alert_that_is_not_seen_firing_and_silent_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "build/.observability.json").unlink()
    (project / "build/default/prometheus/tests/cart/CacheDown.yaml").unlink()
    (project / "build/default/prometheus/tests/cart.yaml").unlink()
    said = verified(capsys, 1)
    assert "services/cart.yaml:10:5: no test shows the alert CacheDown firing or silent" in said


def test_a_file_that_is_none_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "build/default/prometheus/tests/cart/CacheDown.yaml").write_text("tests: [1, 2")
    said = verified(capsys, 1)
    assert "tests/cart/CacheDown.yaml is no file of tests" in said
    # What YAML's errors call what they read is no name of a file.
    assert "byte string" not in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("group_eval_order:", "group_eval_order: 5\nx:", "group_eval_order is to be a list"),
        ("tests:", "tests: [5]\nx:", "tests is to be a list of mappings"),
        ("    input_series:", "    input_series: 5\n    x:", "input_series is to be a list"),
        ("    input_series:", "    input_series: [5]\n    x:", "input_series is to be a list of mappings"),
    ],
)
def test_what_is_no_list_is_said_in_words(capsys: pytest.CaptureFixture[str], old: str, new: str, words: str) -> None:
    edit("tests/cart/CacheDown.yaml", old, new)
    said = verified(capsys, 1)
    assert f"tests/cart/CacheDown.yaml is no file of tests: {words} (" in said
    assert "); run `observability build`\n" in said


@pytest.mark.parametrize("text", ["", "- 1", "5"])
def test_what_is_no_mapping_is_said_in_words(project: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (project / "build/default/prometheus/tests/cart/CacheDown.yaml").write_text(text)
    assert "is no file of tests: it is to be a mapping with rule_files and tests" in verified(capsys, 1)


def test_an_alert_whose_tests_are_told_to_be_none_is_not_told_to_have_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("build/.observability.json").unlink()
    Path("build/default/prometheus/tests/cart.yaml").unlink()
    edit("tests/cart/CacheDown.yaml", "- CacheDown.rules.yaml", "- other.rules.yaml")
    said = verified(capsys, 1)
    assert "names the rule file other.rules.yaml" in said
    assert "no test shows the alert CacheDown" not in said
    assert "1 error in 1 file" in said


def test_tests_alone_ask_for_their_rules(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("build")
    assert cli.run(["build", "--only", "tests"]) == 0
    assert "there is nothing to verify; there are tests alone: run `observability build`" in verified(capsys, 2)


def test_tests_of_rules_that_are_gone_are_told_beside_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    Path("build/default/prometheus/rules/cart.yaml").unlink()
    said = verified(capsys, 1)
    assert "rules/cart.yaml, which holds the rules of 'cart', is not there; build again" in said
    assert "the build has no rules of cart; run `observability build`, which makes them" in said
    said = verified(capsys, 1, "--run", "cart/CacheDown")
    assert "tests/cart/CacheDown.yaml is not run (nor 1 other): the build has no rules of cart" in said


def test_tests_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    edit("tests/cart/CacheDown.yaml", "alertname: CacheDown", "alertname: CasheDown")
    said = verified(capsys, 0, "--no-tests")
    assert "cases" not in said


def test_some_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert "of cart in" in verified(capsys, 0, "--run", "cart")
    assert "1 case of cart/all is well" in verified(capsys, 0, "--run", "cart/all is well")
    assert "of cart/SaturationHigh in" in verified(capsys, 0, "--run", "cart/SaturationHigh")
    assert "no test is called cart/Saturation" in verified(capsys, 2, "--run", "cart/Saturation")


AUTHOR = """\
      tests:
        gone for ten minutes:
          series: {'cache_up{job="cart",instance="a"}': 1x5 0x10, 'cache_up{job="cart",instance="b"}': 1x20}
          expect: {9m: [], 11m: [{job: cart, instance: a}]}
"""


def built_with(test: str) -> None:
    Path("services/cart.yaml").write_text(SERVICE + test)
    build(Request((Path(),), Path("build")))


def test_what_an_author_expects_is_tested_too(capsys: pytest.CaptureFixture[str]) -> None:
    built_with(AUTHOR)
    assert "1 case of cart/CacheDown/gone for ten minutes" in verified(
        capsys, 0, "--run", "cart/CacheDown/gone for ten minutes"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("11m", "10m", "its test expects: it should fire, and is silent after 10m"),
        ("9m: []", "9m: [{job: cart, instance: b}]", "it should fire, and is silent after 9m"),
        ("instance: a}]", "instance: b}]", 'instance should be "b", and is "a" after 11m'),
        (
            "instance: a}]",
            "instance: a}, {job: cart, instance: b}]",
            'fire 2 times, and fires once: {instance="b"} is missing',
        ),
        ("11m: [{job: cart, instance: a}]", "11m: []", "it should be silent, and fires once after 11m"),
    ],
)
def test_an_author_who_is_contradicted_by_the_rule_hears_of_it(
    capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    built_with(AUTHOR.replace(old, new))
    said = verified(capsys, 1)
    assert words in said
    # The line is that of the test, and the rule's goes with it.
    line = (SERVICE + AUTHOR).split("\n").index("        gone for ten minutes:") + 1
    assert f"services/cart.yaml:{line}:9: the alert CacheDown, gone for ten minutes: the rule does not do" in said
    assert "(build/default/prometheus/rules/cart.yaml:43, build/default/prometheus/tests/cart/CacheDown-by-hand" in said


@pytest.mark.parametrize(
    "name",
    [
        """it's "50 %" / half""",
        "a # b, time: 5m, $HOME `ls` \\ !x",
        "-- exp:[x], got:[y]",
        " spaces ",
        "CacheDown: again",
        "x,",
    ],
)
@pytest.mark.parametrize("expected", ["[]", "[{job: cart, instance: b}]"])
def test_whatever_a_test_is_called_it_is_told_at_its_line_and_run_again(
    capsys: pytest.CaptureFixture[str], name: str, expected: str
) -> None:
    named = AUTHOR.replace("gone for ten minutes", json.dumps(name)).replace("[{job: cart, instance: a}]", expected)
    built_with(named)
    said = verified(capsys, 1, "--format", "json")
    (finding,) = json.loads(said[: said.rindex("}") + 1])["findings"]
    line = (SERVICE + named).split("\n").index(f"        {json.dumps(name)}:") + 1
    assert (finding["line"], finding["test"]) == (line, f"cart/CacheDown-by-hand/{name}")
    assert " after 11m" in finding["message"]
    command = shlex.split(finding["hint"].partition("again by itself: observability ")[2])
    assert "1 error in 1 file: 1 case of " in verified(capsys, 1, *command[1:])
