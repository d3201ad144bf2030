"""What a change of rules means: rules matched, changes named and weighed, a policy applied.

Pure: it is handed the rules of two sides, and hands out what is to be told of them.
"""
