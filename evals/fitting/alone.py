"""What a statement gives away of its label by its words alone, no rule beside it: `python -m evals.fitting.alone`.

Who writes right and wrong statements on a rule writes them a little differently, and a reader learns that as gladly as
to compare (Gururangan et al., 2018, arXiv:1803.02324): it then does well on other statements of the same hands, and no
better, or worse, on those of others. So what a reader learnt is judged on other hands (`evals.claims --split tune`),
and `claims-counter` shows each statement beside a second rule, by which its label is another one: there, words alone
tell nothing.

Each line: the words of one set, then how well what they tell orders the supported and the contradicted statements of
another one (area under the curve; 0.5 is chance).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline

from evals.claims import DATA, load_claims
from evals.fitting.claims import SPLITS
from kb_service.contract import Verdict

LEARNT = {"the first fifteen hands": ("pairs", slice(1438)), "the seven after": ("pairs", slice(1438, None))}

Statement = tuple[str, bool]
"""A text, and whether it is supported rather than contradicted."""


def of_rules(name: str, rows: slice) -> list[Statement]:
    known = [json.loads(line) for line in (DATA / f"claims-{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    right = [(text, True) for row in known[rows] for text in row["supported"]]
    return right + [(text, False) for row in known[rows] for _, text in row["contradicted"]]


def of_counters() -> list[Statement]:
    """Each statement as often as one of its two rules decides it."""
    rows = [json.loads(line) for line in (DATA / "claims-counter.jsonl").read_text(encoding="utf-8").splitlines()]
    statements = [(text, label) for row in rows for text, *labels in row["statements"] for label in labels]
    return [(text, label == "supports") for text, label in statements if label != "leaves_open"]


def of_claims() -> list[Statement]:
    decided = (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    claims = [claim for split in SPLITS for claim in load_claims(split) if claim.verdict in decided]
    return [(claim.claim, claim.verdict is Verdict.SUPPORTED) for claim in claims]


def words_of(statements: Sequence[Statement]) -> Pipeline:
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    model: Pipeline = make_pipeline(words, LogisticRegression(C=3, max_iter=300))
    return model.fit([text for text, _ in statements], [right for _, right in statements])


def given_away(model: Pipeline, statements: Sequence[Statement]) -> float:
    """The share of pairs (a supported statement, a contradicted one) that the words alone put in the right order."""
    scores = model.decision_function([text for text, _ in statements])
    return float(roc_auc_score([right for _, right in statements], scores))


def main() -> None:
    others = {"a kept hand": of_rules("kept", slice(None)), "the counter rules": of_counters(), "tuning": of_claims()}
    for name, (file, rows) in LEARNT.items():
        model = words_of(of_rules(file, rows))
        print(f"words of {name}:", *(f"{other} {given_away(model, known):.3f}" for other, known in others.items()))


if __name__ == "__main__":
    main()
