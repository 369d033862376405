"""Makes `unstructured` call nobody: `install()` comes before any import of its modules.

At its first sentence, unstructured's tokeniser downloads an English spaCy model and installs it
(`unstructured.nlp.tokenize._install_spacy_model`). Here that module never runs: ours stands in its
place, with the same three functions over our French sentence splitter. spaCy is not even imported,
which saves two seconds. Where the original was imported before us, its functions are replaced by
ours in every module that holds them by name.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from types import ModuleType

SILENCE = {"UNSTRUCTURED_DISABLE_NOTICE": "1", "SCARF_NO_ANALYTICS": "true", "DO_NOT_TRACK": "true"}
_TOKENIZER = "unstructured.nlp.tokenize"
_WORD = re.compile(r"\w+|[^\w\s]")


def sent_tokenize(text: str) -> list[str]:
    """The sentences of `text`, by the French rules of the house."""
    from corpus.legal_text.sentences import sentence_spans

    return [text[start:end] for start, end in sentence_spans(text)]


def word_tokenize(text: str) -> list[str]:
    """Words and punctuation marks."""
    return _WORD.findall(text)


def pos_tag(text: str) -> list[tuple[str, str]]:
    """Each word as a verb ("VB"): unstructured asks for tags only to doubt that a text is prose for want
    of an English verb, a doubt that French must not raise."""
    return [(token, "VB" if token.isalpha() else "PUNCT") for token in word_tokenize(text)]


def refuse_download(*_: object, **__: object) -> None:
    """Stands where unstructured would fetch its model."""
    raise RuntimeError("the knowledge base downloads nothing while it parses")


_OURS = {"sent_tokenize": sent_tokenize, "word_tokenize": word_tokenize, "pos_tag": pos_tag}
_REFUSED = ("_install_spacy_model", "_download_with_timeout", "_load_spacy_model")


def _holders() -> Iterator[ModuleType]:
    for name, module in list(sys.modules.items()):
        if name.startswith("unstructured.") and isinstance(module, ModuleType):
            yield module


def install() -> None:
    """Puts our tokeniser in the place of unstructured's. Idempotent."""
    os.environ.update(SILENCE)
    if _TOKENIZER not in sys.modules:
        sys.modules[_TOKENIZER] = ModuleType(_TOKENIZER, "The house's tokeniser (ingest.parsing.offline).")
    tokenizer = sys.modules[_TOKENIZER]
    for name, function in _OURS.items():
        setattr(tokenizer, name, function)
        for holder in _holders():
            if hasattr(holder, name):
                setattr(holder, name, function)
    for name in _REFUSED:
        setattr(tokenizer, name, refuse_download)


install()
