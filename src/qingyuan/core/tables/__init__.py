"""表格: find the notice's annex tables in any sheet or document, and read their rows.

    Content --recognise--> Table (annex, columns, rows) --> SourceRow

`recognise.recognise` is the door.  `headers` knows how columns are titled, `columns` puts fields
to columns, `layout` finds the tables in a grid, `unit_line` the 填报单位 around them, `nil` the
wordings of a nil return, `cells` and `dates` read one cell, `rows` reads the rows of one table.
"""
