"""A real Prometheus whose rules meet incidents that were backfilled, and record what they make of them."""
