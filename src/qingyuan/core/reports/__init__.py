"""Reports (报告): what stands in each paper that leaves the house, as plain values.

A table for people is a `Book` of `Sheet`s (annex1, annex2, cleanup, problems), a report is a
`Paper` of blocks (annex3, annex4, deployment). Nothing here knows a file format: formats/writers
does.
"""
