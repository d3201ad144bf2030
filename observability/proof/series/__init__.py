"""The series that an expression reads: which labels they need, what can be turned about them, and at which pace."""
