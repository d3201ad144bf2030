"""A page that draws any of our dashboards from its JSON and a Prometheus' answers: pure, one file, no request.

`questions` says what a dashboard asks for, `answers` what came of it, `page` lays both out with the code in `assets`:
plain scripts and styles, and uPlot, the chart library that Grafana draws with.
"""
