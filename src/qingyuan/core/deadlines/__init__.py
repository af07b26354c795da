"""时限: workdays, due dates and their changes, on time or late, when to remind whom.

Pure arithmetic in the time of China: `today` and `at` are arguments.  A due date means 24:00 of
that day.  Past the last year whose holidays are published, weekends stand in and the answer says
so (`estimated`).
"""
