"""The budgets, in the one place where the benchmark knows them (DESIGN.md, section 6: 2 cores, no GPU)."""

from __future__ import annotations

ASK_P50_MS = 40.0
ASK_P95_MS = 80.0
"""`/api/ask`, verbatim, warm, among `PASSAGES` passages."""
PASSAGES = 10_000
MANY_PASSAGES = 100_000
GROWTH = 2.0
"""How many times slower an answer may be among `MANY_PASSAGES`."""

TIMES_FASTER = 4.0
"""How many times faster than the starter pipeline a question is searched; it must also find less well."""
TOP_K = 5
"""How many results count, of the starter (chunks) and of ours (provisions)."""

TOKENS_OF_A_PASSAGE = 150
PASSAGES_PER_SECOND = 20.0
DOCUMENTS = 100
CHANGED_SHARE = 0.03
"""What re-ingestion with one document of `DOCUMENTS` changed may cost, of the full run."""

MEMORY_MB = 700.0
"""Resident set of the service, in 10^6 bytes."""
COLD_START_S = 3.0

WORDS_OF_A_TEXT = 250
VERIFY_S = 1.5
"""Checking a text of `WORDS_OF_A_TEXT` words, warm."""
GUARD_MS = 15.0
"""What the privacy guard adds to a question, p50."""

CLIENTS = 50
CROWD_SECONDS = 60.0
CROWD_P95_S = 1.5
