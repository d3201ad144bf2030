"""What no series, or every series, satisfies: found in the syntax tree alone, before any test is looked for."""
