"""Whatever stands where, no message about receivers repeats it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observability import report
from observability.descriptor import load_project
from observability.exceptions import InputError
from observability.model.artifact import Source
from tests.unit.descriptor.samples import project_text

SECRET, NUMBER = "xoxb-71s3cr3t29", 918273645546372819
KEYS = (
    *("url", "url_file", "api_url", "api_url_file", "routing_key", "routing_key_file", "service_key", "token"),
    *("credentials", "credentials_file", "username", "password", "password_file", "auth_password", "to", "channel"),
    *("smarthost", "from", "headers", "anything"),
)
KINDS = ("webhook", "email", "slack", "pagerduty")
VALUES = st.sampled_from([
    SECRET, NUMBER, f"https://hooks.slack.com/services/{SECRET}", f"https://a:{SECRET}@example.org/",
    f"https://example.org/?key={SECRET}", f"hooks.example.org/{SECRET}", f"{{{{ {SECRET} }}}}", f"{SECRET}:587",
    f"a@{SECRET}@b", f"{SECRET}\n", [SECRET], {"x": SECRET},
])  # fmt: skip
INTEGRATION = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4) | VALUES
RECEIVER = st.dictionaries(st.sampled_from(KINDS), INTEGRATION, max_size=3) | VALUES
RECEIVERS = st.dictionaries(st.sampled_from(["a", "b"]), RECEIVER, max_size=2) | VALUES
TOLD = st.dictionaries(st.sampled_from(["critical", "warning", "info"]), VALUES | st.just("a"), max_size=3)
ALERTMANAGER = st.fixed_dictionaries(
    {"receivers": RECEIVERS, "watchdog": VALUES}, optional={"smtp": INTEGRATION, "default": TOLD}
)
SPEC = st.fixed_dictionaries(
    {"alertmanager": ALERTMANAGER | VALUES},
    optional={
        "owners": st.fixed_dictionaries({"team": st.fixed_dictionaries({"receivers": TOLD})}),
        "environments": st.fixed_dictionaries({"staging": st.fixed_dictionaries({"alertmanager": ALERTMANAGER})}),
    },
)


@settings(deadline=None)
@given(SPEC)
def test_no_secret_is_repeated_in_any_format(spec: dict[str, object]) -> None:
    text = project_text(json.dumps(spec, ensure_ascii=False))
    with pytest.raises(InputError) as refused:
        load_project(Source("observability.yaml", text.encode()))
    for form in report.FORMATS:
        said = report.render(refused.value.findings, form.NAME)
        assert "s3cr3t" not in said
        assert str(NUMBER) not in said
