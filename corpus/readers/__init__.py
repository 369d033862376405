"""What the built-in model was taught beside embedding: to read a text for one purpose, as a low-rank change of it.

Reading order: `lessons` (what there is) -> `reader` (a text to the states of its tokens) -> one module a purpose.
"""
