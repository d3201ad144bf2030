"""Whether the cases would notice if the rule were another, and cases for what they would not."""
