"""Invented inboxes of filled-in forms, with the truth beside them, and the score of a reading.

Written from the contract and from what schools really send, not from the program:
nothing here imports `qingyuan`.

    python -m benchmarks.inbox generate OUT --seed 1 --schools 300
    python -m benchmarks.inbox score OUT RESULT_DIR

OUT receives `inbox/`, `registry.csv` (or `.xlsx`), `truth.jsonl` (a line per expected record)
and `truth_files.jsonl` (a line per file).
"""
