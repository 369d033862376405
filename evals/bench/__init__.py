"""`make bench`: every budget of DESIGN.md, section 6, and how costs grow, measured in one run beside the comparators.

Reading order: `__main__` (how it is asked) -> `run` (what is run, in which order) -> `workshop` (where) -> `retrieval`,
`ways`, `service`, `crowd`, `starter_process`, `ingestion`, `verification` (what is measured) -> `sizes` (the same among
more and more passages) -> `budgets`, `verdicts` (against what) -> `report`, `page`, `plots` (how it is shown).
"""
