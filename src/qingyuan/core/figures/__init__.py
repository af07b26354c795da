"""统计: the figures of Annex 3, each the sum of rows that can be listed.

`tally` counts accepted and nil rows as they pass by, `place` tells a row's county and when two
written names mean the same school.
"""
