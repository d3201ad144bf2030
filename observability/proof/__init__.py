"""Cases that show an alert firing and staying silent, for any rule: found in its syntax tree, and run by promtool.

Pure: it is handed rules and hands out the text of tests; who runs them tells it what promtool said.
"""
