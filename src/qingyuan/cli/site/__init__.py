"""网站的命令: the one door of the command line to the site; each opens an installation by `--data`.

Django needs to know the installation before a model can be imported, so commands import what they
call when they are called; `qingyuan audit` and `qingyuan registry` never load any of it.
"""
