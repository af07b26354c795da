"""排查审核: from a folder of filled-in forms to the annexes, the clean-up list and the report.

    sources     every file under the inbox, archives opened
    asking      what the workers are asked, and their answers     messages: what crosses the border
    reading     one file -> its source rows             (in a worker process, under limits)
    judging     a source row -> judged rows             (names split, numbers matched, verdicts)
    spool       judged rows on disk, by file            (so that a province fits into memory)
    settling    in order: what counts, what is a duplicate, what breaks which rule
    records     the lines of the result files           figures: summary.json and the reports
    paper_rows  what the tables for people will show
    papers      the workbooks and the Word reports
    first_pass, second_pass     the steps up to the spool, and from it on
    run         all of it, with progress       order: what it is asked and what it answers

Every step takes values and gives values; `run.audit` is the door.
"""
