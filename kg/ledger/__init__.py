"""The 督办台账: what each department was told, by when, and how far people say it has come. (supervision ledger)

``rows`` gathers the lines from the store, ``statuses`` what people recorded about them, ``workbook`` and ``calendar``
write files that offices open, ``importing`` takes a filled file back. See docs/howto-ledger.md.
"""
