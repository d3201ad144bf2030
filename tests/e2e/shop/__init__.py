"""A small HTTP shop with real telemetry: what `services/shop.yaml` describes, and what the end-to-end tests watch.

Run it with `python -m tests.e2e.shop --port 8080 --load 20`; break it with
`curl -d '{"errors": 0.5, "latency": 0.4, "connections": 4}' http://127.0.0.1:8080/fault`, mend it with `-d '{}'`.

    request -> server -> shop -> pool (database connections)
                           |
                           +---> orders (queue, one worker)
"""
