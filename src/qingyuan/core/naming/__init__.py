"""名称: what an app is called, as people write it and as it is compared.

`written` reads a cell (one or several names, and their kind), `pairing` gives each name its number,
`identity` holds the keys by which two names are one, `similarity` explains how far apart they are.
"""
