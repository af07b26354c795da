"""备份: one file that holds everything, proves itself, and comes back on either database.

`envelope` is the file's outside (digest or encryption), inside it lies a zip: tables as JSON lines,
files by their digest, seals, secrets, settings, and last a manifest with a digest for each.
`backup` makes it, `checking` proves it, `restore` builds an installation beside and swaps.
"""
