"""规则: what the notice forbids, as data; and the judging of one fact by it.

    facts (one app at one unit) + rule pack (TOML, dated, every rule with its clause) -> findings

`pack` is a rule pack in memory, `facts` what is judged, `evaluate` judges, `responsible` says who
cleans up.  The packs themselves are files in `qingyuan.rulepacks`.
"""
