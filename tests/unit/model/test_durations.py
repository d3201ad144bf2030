import pytest

from observability.model.durations import Duration


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("0s", "0s"),
        ("300ms", "300ms"),
        ("1s", "1s"),
        ("2.5s", "2.5s"),
        ("2s50ms", "2.05s"),
        ("61.5s", "1m1.5s"),
        ("90m", "1h30m"),
        ("30d", "30d"),
    ],
)
def test_a_duration_in_brief(text: str, brief: str) -> None:
    assert Duration.parse(text).brief == brief


@pytest.mark.parametrize(
    ("text", "shortest"), [("90s", "1m30s"), ("7d", "7d"), ("2w", "14d"), ("1.5s", "1s500ms"), ("0s", "0s")]
)
def test_a_duration_as_promql_reads_it(text: str, shortest: str) -> None:
    assert str(Duration.parse(text)) == shortest


@pytest.mark.parametrize("text", ["", "5", "5 m", "m5", "1m1h", "-1m", "1.5h", "1y"])
def test_what_is_no_duration_is_refused_with_what_would_be_one(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write a number and a unit"):
        Duration.parse(text)
