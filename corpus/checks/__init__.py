"""What the shipped documents are held to: `python -m corpus.checks`.

Every reference resolves, every amount and delay is in the dated data on its day, every worked example adds
up, and every subject has its documents.
"""
