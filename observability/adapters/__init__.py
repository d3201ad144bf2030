"""The outside world, one program or server a file: the only subprocesses and the only network.

Adapters keep their own cache and temporary files; files of the user are read and written by `workspace` alone.
"""
