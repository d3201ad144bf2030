"""When what is told of a case was."""

from pathlib import Path

import pytest

from observability.verifier.tested.document import Document, read
from observability.verifier.tested.words import Told

TESTS = """
rule_files: [A.rules.yaml]
tests:
  - name: 'A: 2 cases, told apart by the label case'
    interval: 30s
    input_series:
      - {series: 'x{case="late"}', values: '%s 6x5'}
      - {series: 'y{case="late"}', values: '_x9 6x5'}
      - {series: 'x{case="first"}', values: 6x9}
    alert_rule_test: [{eval_time: 5m, alertname: A}]
"""


@pytest.mark.parametrize(("blank", "begins"), [("_x4", 120_000), ("_", 30_000), ("1", 0), ("_x12", 270_000)])
def test_a_case_begins_with_the_first_of_its_samples(blank: str, begins: int) -> None:
    document = read(Path(), Path("a/A.yaml"), (TESTS % blank).encode())
    assert isinstance(document, Document)
    (test,) = document.tests
    assert (document.begins(test, "late"), document.begins(test, "first")) == (begins, 0)


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (0, "it is silent after 18m"),
        (780_000, "it is silent after 5m, at 18m of its test"),
        (1_080_000, "it is silent after 0s, at 18m of its test"),
        (1_080_001, "it is silent after 18m"),
    ],
)
def test_times_count_from_the_beginning_of_a_case(begins: int, words: str) -> None:
    assert str(Told("it is silent", "18m", begins=begins)) == words
