"""Words of a question that name nothing which a text could say."""

from __future__ import annotations

from corpus.legal_text.tokens import tokens

# Question words, auxiliaries, units that `fit` looks for.
_ASKING = frozenset(
    tokens(
        "doit doivent peut peuvent faut délai durée combien montant taux pourcentage condition sorte cas faire"
        " fait font prendre prend pris compter compte encore déjà aussi juste bien pas quelqu'un quelque chose an ans"
        " année jour jours mois semaine euro euros % pour cent être avoir aller va vont veut dit dire temps actuel"
        " actuelle actuellement madame monsieur mme mr dame"
    )
)


def names_something(token: str) -> bool:
    return token not in _ASKING and not token.isdigit()
