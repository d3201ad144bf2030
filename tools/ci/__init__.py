"""What runs in CI beside the program: steps of `action.yml`."""
