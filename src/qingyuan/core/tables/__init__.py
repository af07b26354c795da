"""表格: find the notice's annex tables in any sheet or document, and read their rows.

    Content --recognise--> Table (annex, columns) --> SourceRow

`recognise.recognise` is the door.  From the outside in:

    layout        where the tables of a grid stand    header_rows, side_by_side
    columns       which column holds which field      headers (wordings of titles), fields
    rows          which rows are entries, nil returns or the form's own text     row_kinds, plan
    answers       what one row says                   cells (yes/no, charges …), dates
    narrative     what a document says around its tables     nil, unit_line
    card          a form of one app laid out as label and value

`grid` is a sheet as plain values, `source_row` a row as it was filled in, `text` a cell as text.
"""
