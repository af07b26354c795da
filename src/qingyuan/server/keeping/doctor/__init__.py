"""体检: what must always hold, checked on what is stored; each trouble says how to mend it.

One module a subject; `examination` runs them all.  Reading only: nothing is repaired by itself.
"""
