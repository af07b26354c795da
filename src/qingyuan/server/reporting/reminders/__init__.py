"""提醒: what units still owe, who is told, in one message a day.

`open_things` finds what is not done, `core.deadlines.reminders` says when to remind whom,
`digest` writes the message, `sending` puts it into boxes and outbox, a batch a transaction.
"""
