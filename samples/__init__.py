"""样例: an invented county's inbox, as it was sent, with its registry and the truth about it.

    python -m samples.make

writes `samples/云溪县/` again, byte for byte.  `county` says who sends what, `odd` makes the files
that cannot be read or are no forms.
"""
