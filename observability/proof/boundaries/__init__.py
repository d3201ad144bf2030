"""Where each condition of an alert begins to hold: knobs of its series are turned until a comparison changes sides."""
