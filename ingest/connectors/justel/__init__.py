"""Justel, the federal database of consolidated law: its official texts, brought in by their ELI address.

`client` asks the site politely, `pages` judges what it answered, `records` keeps what was brought in and
when, `sync` does it for the catalogue.
"""
