"""The privacy guard: no personal data of a beneficiary goes further than here.

`guard.py` finds and masks, `policy.py` decides what becomes of a text that holds some. Everything is
computed on this machine; nothing is logged, kept or sent.
"""
