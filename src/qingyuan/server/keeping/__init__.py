"""保管: the data folder from its first day on, watched over, copied, brought back.

`folder` makes it and says whose it is, `schema` brings the database up to this version, `doctor`
checks what is stored, `copies` are the backups.
"""
