"""What can be done to units, rosters, posts, accounts and messages: one function a deed."""
