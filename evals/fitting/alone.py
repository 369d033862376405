"""What a statement gives away of its label by its words alone, no rule beside it: `python -m evals.fitting.alone`.

Who writes right and wrong statements on a rule writes them a little differently, and a reader learns that as gladly as
to compare (Gururangan et al., 2018, arXiv:1803.02324): it then does well on other statements of the same hands, and no
better, or worse, on those of others. So what a reader learnt is judged on other hands (`evals.claims --split tune`),
and `claims-counter` shows each statement beside a second rule, by which most have another label: words alone then tell
little.

Each line: the words of one set, then how well what they tell orders the supported and the contradicted statements of
another one (area under the curve; 0.5 is chance). The counter rules are told for each fifth of them, from the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline

from evals.claims import load_claims
from evals.fitting.claims import SPLITS
from evals.fitting.rules import DECIDED, rows_of
from kb_service.contract import Verdict

FIRST = 1438
"""The rules of the first fifteen hands; then come those of seven more."""
HANDS = {"the first fifteen hands": slice(FIRST), "the seven after": slice(FIRST, None)}
FOLDS = 5
SURE = ("supports", "contradicts")

Statement = tuple[str, bool]
"""A text, and whether it is supported rather than contradicted."""


def of_rules(name: str, rows: slice = slice(None)) -> list[Statement]:
    known = rows_of(name)[rows]
    right = [(text, True) for row in known for text in row["supported"]]
    return right + [(text, False) for row in known for _, text in row["contradicted"]]


def of_counters() -> list[list[Statement]]:
    """Of each rule, its statements as often as one of its two texts decides them."""
    return [
        [(text, label == "supports") for text, *labels in row["statements"] for label in labels if label in SURE]
        for row in rows_of("claims-counter")
    ]


def of_claims() -> list[Statement]:
    claims = [claim for split in SPLITS for claim in load_claims(split) if claim.verdict in DECIDED]
    return [(claim.claim, claim.verdict is Verdict.SUPPORTED) for claim in claims]


def words_of(statements: Sequence[Statement]) -> Pipeline:
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    model: Pipeline = make_pipeline(words, LogisticRegression(C=3, max_iter=300))
    return model.fit([text for text, _ in statements], [right for _, right in statements])


def given_away(model: Pipeline, statements: Sequence[Statement]) -> float:
    """The share of pairs (a supported statement, a contradicted one) that the words alone put in the right order."""
    scores = model.decision_function([text for text, _ in statements])
    return float(roc_auc_score([right for _, right in statements], scores))


def given_away_among(rules: Sequence[Sequence[Statement]]) -> float:
    """The same for the statements of rules, by the words of those of others."""
    areas = []
    for fold in range(FOLDS):
        seen = [one for number, rule in enumerate(rules) if number % FOLDS != fold for one in rule]
        areas.append(given_away(words_of(seen), [one for rule in rules[fold::FOLDS] for one in rule]))
    return sum(areas) / FOLDS


def main() -> None:
    others = {"a hand that is not read": of_rules("claims-unread"), "tuning": of_claims()}
    for name, rows in HANDS.items():
        model = words_of(of_rules("claims-pairs", rows))
        print(f"words of {name}:", *(f"{other} {given_away(model, known):.3f}" for other, known in others.items()))
    print(f"words of the counter rules: each other {given_away_among(of_counters()):.3f}")


if __name__ == "__main__":
    main()
