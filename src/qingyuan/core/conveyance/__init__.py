"""传达: whether the notice reached every school and every member of staff.

One number must become zero, *unreached*; the list under it says why, and a text for the chat
group asks those who are missing.  The understanding check is three questions with their clauses.
"""
