"""行动: a campaign, what is owed when, and the notice on its way to everybody.

Also task forces, complaint channels and the deployment report.  `models` are the nouns, `actions`
the deeds; `coverage` keeps the counters by which a page of any level is a handful of rows.
"""
