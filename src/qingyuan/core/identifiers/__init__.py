"""Numbers that people write in forms: what each kind looks like, and how to read a sloppy one.

One module per kind of number, after the manner of python-stdnum. Each offers `compact` (without
spaces, half width), `validate` (the canonical form, or `InvalidIdentifier`), `is_valid`, `format`,
and, where numbers occur in running text, `find` (canonical forms) and `locate` (with positions).
`classify` says what a cell of the filing-number column holds.

Calling a valid number invalid is much worse than the reverse: where a rule is not certain,
the number passes.
"""
