"""演示: an invented city with every state of a campaign in it, for trying out and for measuring.

`tree` plans it, `loading` writes units and people in bulk, `accounts` gives people a way in,
`campaign` sends the notice, `days` plays what became of it through the site's own deeds,
`crowd` does so for ten thousand units at once.  `filling` is the door.

All names are put together from lists; the same seed gives the same city, passwords aside.
"""
