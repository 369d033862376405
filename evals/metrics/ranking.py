"""How well the needed provision is ranked, by ir-measures (MacAvaney, Macdonald & Ounis, 2022).

Several provisions may answer a question, any of them alone: the first that is found is *the* needed one, the
others are then neither right nor wrong. So recall@k is the share of questions answered among the first k.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import ir_measures
from ir_measures import RR, R, nDCG

from evals.questions import Golden, Key, answers

DEPTH = 10
"""How many places are looked at."""
MEASURES = {
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "MRR": RR @ DEPTH,
    "nDCG@10": nDCG @ DEPTH,
}
_NEEDED = "needed"

Places = Sequence[Collection[Key]]
"""Best first: the provisions that each place of a result list holds (several for a chunk, one for a provision)."""


def rank_in(places: Places, golden: Golden) -> int | None:
    """The first place, from 1, that holds a provision that answers; `None` past `DEPTH`."""
    found = (place for place, held in enumerate(places[:DEPTH], start=1) if any(answers(golden, key) for key in held))
    return next(found, None)


def by_question(ranks: Mapping[str, int | None]) -> dict[str, dict[str, float]]:
    """Each measure's value for each question: `by_question(ranks)["MRR"][question_id]`."""
    qrels = [ir_measures.Qrel(question, _NEEDED, 1) for question in ranks]
    run = [
        ir_measures.ScoredDoc(question, _NEEDED if place == rank else f"other-{place}", float(DEPTH - place))
        for question, rank in ranks.items()
        for place in range(1, DEPTH + 1)
    ]
    names = {measure: name for name, measure in MEASURES.items()}
    values: dict[str, dict[str, float]] = {name: {} for name in MEASURES}
    for metric in ir_measures.iter_calc(list(names), qrels, run):
        values[names[metric.measure]][metric.query_id] = float(metric.value)
    return values
