"""命令行: parses what was typed, calls a pipeline, says in Chinese what came of it.

`main` is the program; one module a command.  No rule and no file format is decided here.
"""
