"""Readers: bytes of any form in, `Content` out, or a refusal in words.

`detect` tells a file's type by what is in it, `read` is the one door, `archive` lists and opens
zip files.  Each file library stands behind one module here.
"""
