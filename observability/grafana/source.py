"""The data source of everything: the dashboard's first variable, so that one file serves every Prometheus."""

VARIABLE = "datasource"
PROMETHEUS = {"type": "prometheus", "uid": f"${{{VARIABLE}}}"}
