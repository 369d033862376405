"""`make bench`: every budget of DESIGN.md, section 6, measured in one run beside the LlamaIndex starter pipeline.

Reading order: `__main__` (what is run) -> `workshop` (where) -> `starter`, `retrieval`, `service`, `ingestion`
(what is measured) -> `budgets` (against what) -> `report` (how it is shown).
"""
