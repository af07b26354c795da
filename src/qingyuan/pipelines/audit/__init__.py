"""排查审核: from a folder of filled-in forms to the annexes, the clean-up list and the report.

    sources   every file under the inbox, archives opened
    reading   one file -> its source rows             (in a worker process, under limits)
    judging   a source row -> judged rows             (names split, numbers matched, verdicts)
    spool     judged rows on disk, by file            (so that a province fits into memory)
    settling  in order: what counts, what is a duplicate, what breaks which rule, the figures
    papers    the workbooks and the Word reports
    run       all of it, with progress

Every step takes values and gives values; `run.audit` is the door.
"""
