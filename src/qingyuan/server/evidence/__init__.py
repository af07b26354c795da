"""证据: files as received, events in hash chains, the outbox: append-only.

`record` writes an event in the transaction of the deed, `store` keeps a file by its digest,
`verification` proves the chains, `sealing` closes each day, `posting` and `leases` are the worker's
side.
Nothing here knows a unit or a person but by number and name as they stood.
"""
