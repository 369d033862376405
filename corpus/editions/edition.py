"""One published edition, open for reading: what retrieval and answers stand on."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from corpus.editions import columns
from corpus.editions.arrays import mapped
from corpus.editions.asked import AskedIndex
from corpus.editions.chroma import ChromaIndex
from corpus.editions.failures import damaged
from corpus.editions.layout import COLUMNS, SENTENCE_OFFSETS, SENTENCES, VECTORS
from corpus.editions.manifest import Manifest, read_manifest
from corpus.editions.neighbours import ExactIndex, Ordinals, Scores, VectorIndex
from corpus.editions.records import Records
from corpus.editions.words import WordIndex
from corpus.embedding.question_adapter import QuestionAdapter, adapter_of
from corpus.errors import BadInput
from corpus.model import Kind, Passage, Provision, Region, Source, Validity

if TYPE_CHECKING:
    from corpus.embedding.embedder import Embedder


class Edition:
    """Opens in milliseconds: texts stay on disk, arrays are mapped, engines start when first asked.

    Passages are known by their ordinal, 0 to `size` - 1, in the order of sources (by id), then of the
    text. Safe to use from several threads. Reading methods raise `Defect` ("damaged_edition") where a
    file cannot be read, `IndexError` and `KeyError` for ordinals and ids that the edition doesn't hold.
    """

    def __init__(self, folder: Path, chroma_url: str | None = None, one_shot: bool = False) -> None:
        """`one_shot` searches vectors without Chroma: see `ExactIndex` for the measurements."""
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        _check_files(folder, self.manifest)
        self._chroma_url = chroma_url
        self._one_shot = one_shot
        dimensions = self.manifest.dimensions
        self.columns: NDArray[np.void] = mapped(folder, COLUMNS, columns.ROW)
        self.vectors: NDArray[np.float32] = mapped(folder, VECTORS, np.float32, dimensions)
        self._sentences: NDArray[np.float16] = mapped(folder, SENTENCES, np.float16, dimensions)
        self._sentence_offsets: NDArray[np.int64] = mapped(folder, SENTENCE_OFFSETS, np.int64)
        if not len(self.columns) == len(self.vectors) == len(self._sentence_offsets) - 1 == self.manifest.passages:
            raise damaged(folder.name, "ses tableaux n'ont pas le même nombre de passages")
        self._records = Records(folder)
        self._starting = threading.RLock()
        self._index: VectorIndex | None = None
        self._asked: dict[QuestionAdapter, AskedIndex] = {}

    @property
    def edition_id(self) -> str:
        return self.manifest.edition_id

    @property
    def adapter(self) -> QuestionAdapter:
        """Through which questions are compared with what texts are known to be asked."""
        return adapter_of(self.manifest.model)

    @property
    def size(self) -> int:
        """The number of passages."""
        return len(self.columns)

    def made_by(self, embedder: Embedder) -> bool:
        """Whether `embedder` is the model that made its vectors."""
        return (embedder.name, embedder.dimensions) == (self.manifest.model, self.manifest.dimensions)

    def require_model(self, embedder: Embedder) -> None:
        """Raises `BadInput` ("model_mismatch") unless `embedder` is the model that made the vectors."""
        if self.made_by(embedder):
            return
        raise BadInput(
            "model_mismatch",
            f"L'édition {self.edition_id} a été faite avec le modèle « {self.manifest.model} », "
            f"or le modèle réglé est « {embedder.name} ».",
            "Relancez « kb ingest » avec ce modèle, ou remettez KB_EMBEDDING_MODEL à sa valeur d'avant.",
        )

    # What it holds

    def sources(self) -> tuple[Source, ...]:
        """Sorted by id; a source's place is its number in `columns["source"]`."""
        return self._records.sources()

    def source(self, source_id: str) -> Source:
        return self._records.sources()[self._records.source_ordinal(source_id)]

    def source_ordinal(self, source_id: str) -> int:
        return self._records.source_ordinal(source_id)

    def passage(self, ordinal: int) -> Passage:
        return self._records.passages([ordinal])[0]

    def passages(self, ordinals: Sequence[int] | Ordinals) -> list[Passage]:
        """In the order asked."""
        return self._records.passages([int(ordinal) for ordinal in ordinals])

    def provision(self, provision_id: str) -> Provision:
        return self._records.provision(provision_id)[1]

    def provisions_of_passages(self, ordinals: Sequence[int] | Ordinals) -> list[Provision]:
        """The provision of each passage, in the order asked."""
        provisions = self.columns["provision"][np.asarray(ordinals, dtype=np.int64)].tolist()
        found = dict(zip(set(provisions), self._records.provisions(list(set(provisions))), strict=True))
        return [found[provision] for provision in provisions]

    def provisions_of_source(self, source_id: str) -> list[Provision]:
        """In the order of the text."""
        return self._records.provisions_of(self._records.source_ordinal(source_id))

    def find_provisions(self, source_id: str, number: str) -> list[Provision]:
        """Every wording of an article: its regional variants, its versions; none for an unknown number."""
        return self._records.provisions_of(self._records.source_ordinal(source_id), number)

    def passages_of_provision(self, provision_id: str) -> Ordinals:
        """In the order of the text."""
        return self._records.passages_of(self._records.provision(provision_id)[0])

    def ordinals(self, passage_ids: Sequence[str]) -> Ordinals:
        return self._records.ordinals(passage_ids)

    def validity(self, ordinal: int) -> Validity:
        """The days on which a passage holds: its provision's, an open end being its source's."""
        return columns.validity(self.columns[ordinal])

    # How it is searched

    def filter_mask(
        self,
        day: date | None = None,
        regions: Collection[Region] | None = None,
        kinds: Collection[Kind] | None = None,
    ) -> columns.Mask:
        """Which passages are in force on `day`, for one of `regions`, in one of `kinds`; `None` asks nothing."""
        return columns.mask(self.columns, day, regions, kinds)

    def nearest(
        self, vector: NDArray[np.float32], k: int, allowed: columns.Mask | None = None
    ) -> tuple[Ordinals, Scores]:
        """The `k` passages nearest to a query's vector, and their cosines: see `VectorIndex.nearest`."""
        return self._vector_index().nearest(vector, k, allowed)

    def words(
        self,
        tokens: Sequence[str],
        k: int,
        weights: Sequence[float] | None = None,
        allowed: columns.Mask | None = None,
    ) -> tuple[Ordinals, Scores]:
        """The `k` passages that `tokens` describe best, and their BM25 scores: see `WordIndex.best`."""
        return self._word_index().best(tokens, k, weights, allowed)

    def asked(self, vector: NDArray[np.float32], adapter: QuestionAdapter) -> tuple[Scores, Ordinals]:
        """How near the questions that a passage answers come to a query's vector, both seen through `adapter`
        (`vector` already is): see `AskedIndex.nearness`."""
        return self._asked_index(adapter).nearness(vector)

    def document_frequencies(self) -> Mapping[str, int]:
        """How many passages hold each token that the edition knows: see `WordIndex.document_frequencies`."""
        return self._word_index().document_frequencies

    def sentence_vectors(self, ordinal: int) -> NDArray[np.float32]:
        """A vector (k, d) for each of the passage's `sentences`, in their order."""
        start, end = self._sentence_offsets[ordinal : ordinal + 2]
        return self._sentences[start:end].astype(np.float32)

    def warm(self) -> None:
        """Starts the engines, so that the first question does not pay for it."""
        self._word_index()
        self._vector_index()
        self._asked_index(self.adapter)

    def token_lists(self) -> list[list[str]]:
        """The tokens of every passage, as they were indexed: what the next edition need not cut again."""
        return self._word_index().token_lists()

    def passage_ids(self) -> list[str]:
        return self._records.passage_ids()

    def raw_sentences(self, ordinal: int) -> NDArray[np.float16]:
        """As `sentence_vectors`, in the precision of the disk, for the next edition to copy."""
        start, end = self._sentence_offsets[ordinal : ordinal + 2]
        return self._sentences[start:end]

    def close(self) -> None:
        """Lets go of files and engines; the edition answers nothing afterwards."""
        with self._starting:
            if self._index is not None:
                self._index.close()
                self._index = None
            self._records.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _vector_index(self) -> VectorIndex:
        if self._index is None:
            with self._starting:
                if self._index is None:
                    self._index = self._start_vector_index()
        return self._index

    def _start_vector_index(self) -> VectorIndex:
        if self._one_shot:
            return ExactIndex(self.vectors)
        url = self._chroma_url if self.manifest.store == "server" else None
        return ChromaIndex(self.folder, url, self._records, self.vectors)

    def _word_index(self) -> WordIndex:
        with self._starting:
            return self._words

    def _asked_index(self, adapter: QuestionAdapter) -> AskedIndex:
        with self._starting:
            if adapter not in self._asked:
                self._asked[adapter] = AskedIndex(self.folder, self.size, self.manifest.dimensions, adapter)
            return self._asked[adapter]

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self.folder)


def _check_files(folder: Path, manifest: Manifest) -> None:
    for name, size in manifest.files.items():
        try:
            found = (folder / name).stat().st_size
        except FileNotFoundError:
            raise damaged(folder.name, f"il y manque {name}") from None
        if found != size:
            raise damaged(folder.name, f"{name} fait {found} octets au lieu de {size}")
