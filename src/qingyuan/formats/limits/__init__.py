"""The gate: what every byte from outside must pass before any library sees it.

`published` holds the limits that we promise, `refused` the one exception with a sentence for
people, `zipwalk` counts while inflating, `xmlpart` and `sheetpart` look at the XML inside.
"""
