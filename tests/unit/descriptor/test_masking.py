import pytest

from observability.descriptor import load_project
from observability.descriptor.masking import masked
from observability.exceptions import InputError
from observability.model.artifact import Source
from tests.unit.descriptor.samples import project_text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'https://a:pw@example.org/x' is no label", "'***' is no label"),
        ("the text 'https://a:p4ssw0rdthatiscutof...'", "the text '***'"),
        ("'HTTPS://Hooks.Slack.com/services/T0' and more", "'***' and more"),
        ("https://token@example.org", "***"),
        ("as in https://git.example.org:8443/{path}#a@b", "as in https://git.example.org:8443/{path}#a@b"),
        ("did you mean http://localhost:9090?", "did you mean http://localhost:9090?"),
    ],
)
def test_a_url_that_is_a_secret_is_not_repeated(text: str, told: str) -> None:
    assert masked(text) == told


@pytest.mark.parametrize("url", ["https://a:s3cr3t@example.org", "https://hooks.slack.com/services/T0/s3cr3t"])
@pytest.mark.parametrize(
    "where",
    [
        "runbooks: '{}'",
        "evaluation_interval: '{}'",
        "alertmanager: {{group_by: ['{}']}}",
        "'{}': 1",
        "grafana: {{url: ['{}']}}",
    ],
)
def test_it_is_repeated_nowhere_in_the_project_file(url: str, where: str) -> None:
    with pytest.raises(InputError) as refused:
        load_project(Source("observability.yaml", project_text(where.format(url)).encode()))
    assert all("s3cr3t" not in str(finding) for finding in refused.value.findings)
