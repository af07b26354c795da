"""Lists of units, staff and accounts (单位名录、教职员工名单、账号名单): read, and compared.

`list_reading` finds the header of a list and reads its rows as texts; `list_kinds` says which
columns a list of units, a roster and a list of accounts have.  `unit_plan`, `roster_plan` and
`account_plan` compare the rows with what is known and say of each what importing it would do.
"""
