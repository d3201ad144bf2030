"""Where files stand, for all who write and read them: in an environment's folder, and in a repository."""

CATALOG = "catalog.json"
ALERTMANAGER = "alertmanager/alertmanager.yaml"
PROMETHEUS = "prometheus"
RULES = f"{PROMETHEUS}/rules"
TESTS = f"{PROMETHEUS}/tests"
GRAFANA = "grafana"
DASHBOARDS = f"{GRAFANA}/dashboards"
PROVISIONING = f"{GRAFANA}/provisioning/dashboards.yaml"

# Where descriptors are, unless the project file says otherwise.
SERVICES = ("services/*.yaml", "services/*.yml")

# How files of rules end.
RULE_ENDINGS = (".yaml", ".yml", ".rules")
