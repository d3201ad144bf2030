"""Where files stand in an environment's folder, for all who write and read them."""

CATALOG = "catalog.json"
ALERTMANAGER = "alertmanager/alertmanager.yaml"
PROMETHEUS = "prometheus"
RULES = f"{PROMETHEUS}/rules"
TESTS = f"{PROMETHEUS}/tests"
GRAFANA = "grafana"
DASHBOARDS = f"{GRAFANA}/dashboards"
PROVISIONING = f"{GRAFANA}/provisioning/dashboards.yaml"

# How files of rules end.
RULE_ENDINGS = (".yaml", ".yml", ".rules")
