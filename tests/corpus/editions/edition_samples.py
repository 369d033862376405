"""Small sources, and an embedder that needs no model: the same text has the same vector, on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from corpus.editions.content import SourceContent
from corpus.editions.manifest import SourceFile
from corpus.embedding.embedder import Span, Vectors
from corpus.model import (
    Amendment,
    Change,
    Kind,
    PageBreak,
    Passage,
    Provision,
    Region,
    Source,
    Validity,
)
from corpus.settings import Settings

ALWAYS = Validity()
FILES = (
    SourceFile(name="z.md", sha256="ab" * 32),
    SourceFile(name="z-2014.md", sha256="cd" * 32, state=date(2014, 7, 1)),
)


class CountingEmbedder:
    """Directions drawn from a hash of the text; `embedded` keeps what it was asked to embed."""

    def __init__(self, name: str = "hachage", dimensions: int = 16) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {text}".encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimensions)
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.embed_query(text) for text in texts])

    def embed_passages(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        self.embedded += texts
        if on_progress is not None:
            on_progress(len(texts))
        return np.stack([self.embed_query(text) for text in texts])

    def embed_with_spans(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        pieces = [
            np.array([self.embed_query(text[start:end]) for start, end in own], np.float32).reshape(-1, self.dimensions)
            for text, own in zip(texts, spans, strict=True)
        ]
        return self.embed_passages(texts, on_progress), pieces


def settings_in(folder: Path) -> Settings:
    return Settings(data_dir=folder, chroma_url=None)


def content(
    source_id: str,
    articles: Sequence[str],
    *,
    kind: Kind = Kind.LAW,
    region: Region = Region.FEDERAL,
    validity: Validity = ALWAYS,
    source_validity: Validity = ALWAYS,
    repealed: bool = False,
    version: str = "consolidé",
) -> SourceContent:
    """A source with one provision an article, one passage a provision, one sentence a line."""
    provisions = []
    passages = []
    for number, text in enumerate(articles, start=1):
        provision_id = f"{source_id}/art_{number}"
        provisions.append(
            Provision(
                provision_id, source_id, str(number), f"art. {number}", text, ("Titre Ier",),
                validity=validity, region=region, repealed=repealed,
            )
        )  # fmt: skip
        sentences = []
        start = 0
        for line in text.split("\n"):
            sentences.append((start, start + len(line)))
            start += len(line) + 1
        passages.append(
            Passage(
                f"{provision_id}#0", provision_id, source_id, f"art. {number}", f"{source_id} — art. {number}",
                text, 0, len(text), tuple(sentences),
            )
        )  # fmt: skip
    return SourceContent(
        Source(source_id, f"Titre de {source_id}", kind, validity=source_validity),
        version,
        hashlib.sha256("\f".join(articles).encode()).hexdigest(),
        (SourceFile(name=f"{source_id}.md", sha256="0" * 64),),
        tuple(provisions),
        tuple(passages),
    )


def small_corpus() -> list[SourceContent]:
    return [
        content(
            "loi-a", ["Le centre décide dans les trente jours.\nIl notifie sa décision.", "Le revenu est mensuel."]
        ),
        content("circulaire-b", ["Le projet individualisé est signé par le jeune."], kind=Kind.CIRCULAR),
        content("procedure-c", ["Demander la carte d'identité.", "Encoder le rapport social."], kind=Kind.PROCEDURE),
    ]


def rich_content() -> SourceContent:
    """Every field of the vocabulary filled, and text that is awkward to store."""
    text = "Préambule.\nL’aide — 1.314,20 € — « due » \u202f; 'quoted' \"double\" \\ \x0b fin."
    source = Source(
        "arrete-z", "Arrêté royal", Kind.DECREE, Region.WALLOON, "https://exemple.be/z", "2002012345",
        date(2002, 7, 31), Validity(date(2002, 10, 1), None), "AR", "Roi", "service juridique", date(2026, 1, 2),
        ("arrete-y",), ("loi-a/art_1",), ("z.md", "z.pdf"),
    )  # fmt: skip
    provision = Provision(
        "arrete-z/art_9bis@2016-12-01", "arrete-z", "9bis", "art. 9bis", text, ("Titre Ier", "Chapitre 2"),
        "Montants", Validity(date(2016, 12, 1), date(2027, 12, 31)), Region.GERMAN_SPEAKING, False,
        (Amendment("2", Change.REPLACED, "L 2016-07-21/08", "2", date(2016, 12, 1), "annulé en partie"),),
        (PageBreak(0, 3), PageBreak(11, 4)), ("note de bas de page",),
    )  # fmt: skip
    repealed = Provision("arrete-z/art_10", "arrete-z", "10", "art. 10", "", repealed=True)
    passage = Passage(
        "arrete-z/art_9bis@2016-12-01#1", provision.provision_id, "arrete-z", "art. 9bis, al. 2", "AR, art. 9bis",
        text[11:], 11, len(text), ((11, 30), (30, len(text))),
    )  # fmt: skip
    return SourceContent(source, "2026-06", "ab" * 32, FILES, (provision, repealed), (passage,))
