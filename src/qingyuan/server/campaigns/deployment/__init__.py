"""工作部署情况报告: its figures gathered from the site, and frozen beside the paper that went out.

`gathering` asks the database, `frozen` turns figures into what is stored and back.
"""
