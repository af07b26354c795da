"""单位: the tree of units, dated; the people on their rosters; accounts that hold posts; scope.

`models.scope` is the one place that says what an account may see; `actions` are the deeds,
`unit_import` and `roster_import` read workbooks, `sign_in` is the way in.
"""
