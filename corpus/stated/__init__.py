"""The amounts and the delays that a text states, each held against the dated data of the house.

A document ages without changing: the amount that it gives was indexed, the delay was amended. What it
states is *current* on a day, *dated* (it says itself for which time), *outdated*, or *unknown* to the data.
"""
