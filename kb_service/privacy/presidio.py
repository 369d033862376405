"""Our recognisers inside Presidio: its model of recognisers and results, its engine, and none of its own recognisers.

Presidio's `PatternRecognizer` skips a pattern that takes too long, and its e-mail recogniser fetches a
list from the network: ours do neither. This module imports spaCy and Presidio, so `load_guard` alone imports it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from presidio_analyzer import AnalyzerEngine, LocalRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.app_tracer import AppTracer
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.language import Language
from spacy.tokens import Doc

from corpus.readers.personal_data import PersonalDataReader
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_words import NameWords
from kb_service.privacy.reading import THRESHOLD, Finder, Finding, Reading
from kb_service.privacy.recognisers import (
    address,
    birth_date,
    case_number,
    email,
    health,
    iban,
    identity_papers,
    learnt,
    licence_plate,
    niss,
    person_announced,
    person_seen,
    person_written,
    phone,
)

LANGUAGE = "fr"
_ENDLESS = re.compile(r"\S{61,}")
_SIGN = re.compile(r"[\W_]")
LONGEST_PIECE = 2000
"""Characters given to the language model at once: memory stays flat on a long text."""


class ReadArtifacts(NlpArtifacts):
    """Presidio's artifacts of a text, here our `Reading`."""

    def __init__(self, reading: Reading, empty: Doc) -> None:
        super().__init__([], empty, [], [], None, LANGUAGE)
        self.reading = reading


class ReadingEngine(NlpEngine):
    """Presidio's view of the language model, and of the reader. One text at a time: spaCy's memory zones are not for
    several threads.

    What the model learns of a text (its strings) is freed with the zone: no name stays in memory.
    """

    def __init__(self, nlp: Language, reader: PersonalDataReader) -> None:
        self._nlp = nlp
        self._reader = reader
        self._lock = threading.Lock()
        self._empty = Doc(nlp.vocab)

    def load(self) -> None:
        """Nothing to do: the model is given."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> ReadArtifacts:
        raw = Reading(text).raw
        pieces = [(piece, start) for start, piece in _pieces(_loosened(raw))]
        with self._lock, self._nlp.memory_zone():
            entities = tuple(
                (start + entity.start_char, start + entity.end_char)
                for doc, start in self._nlp.pipe(pieces, as_tuples=True)
                for entity in doc.ents
                if entity.label_ == "PER"
            )
        seen = tuple(self._reader.find(text, learnt.BEGINS))  # it learnt what placeholders are
        return ReadArtifacts(Reading(text, entities, seen), self._empty)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return [PersonalKind.PERSON.value]

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


def _loosened(text: str) -> str:
    """`text` with spaces for the signs inside endless words: the tokenizer's time grows with their square."""
    return _ENDLESS.sub(lambda match: _SIGN.sub(" ", match.group()), text)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that have a capital, long ones cut at a space, each with where it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        at = 0
        while at < len(line):
            end = at + LONGEST_PIECE
            if end < len(line):
                end = line.rfind(" ", at + 1, end) + 1 or end
            piece = line[at:end]
            if any(char.isupper() for char in piece):
                yield start + at, piece
            at = end
        start += len(line)


class OurRecognizer(LocalRecognizer):
    """A `find` function as Presidio's recogniser."""

    name: str

    def __init__(self, name: str, kinds: Sequence[PersonalKind], find: Finder) -> None:
        self._find = find
        super().__init__([kind.value for kind in kinds], name=name, supported_language=LANGUAGE)

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        assert isinstance(nlp_artifacts, ReadArtifacts)
        return [self._result(finding) for finding in self._find(nlp_artifacts.reading)]

    def _result(self, finding: Finding) -> RecognizerResult:
        return RecognizerResult(
            finding.kind.value,
            finding.start,
            finding.end,
            finding.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


Raise = Callable[[Reading, Sequence[Finding], Sequence[tuple[int, int]]], list[Finding]]


class RaisedRecognizer(OurRecognizer):
    """Its findings depend on the names that the other recognisers found: an illness is of someone, a date of birth too.

    `stands` takes the findings and the names, and returns those that stand.
    """

    def __init__(self, name: str, kind: PersonalKind, find: Finder, stands: Raise) -> None:
        self._kind = kind
        self._stands = stands
        super().__init__(name, [kind], find)

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],
        other_raw_recognizer_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        assert isinstance(nlp_artifacts, ReadArtifacts)
        persons = [(r.start, r.end) for r in other_raw_recognizer_results if r.entity_type == PersonalKind.PERSON.value]
        found = [Finding(r.start, r.end, self._kind, r.score) for r in raw_recognizer_results]
        return [self._result(finding) for finding in self._stands(nlp_artifacts.reading, found, persons)]


class _NoContext(ContextAwareEnhancer):
    """Presidio's own raises scores by lemmas near a result; our recognisers read their context themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results


def analyzer(nlp: Language, names: NameWords, reader: PersonalDataReader) -> AnalyzerEngine:
    """Presidio's engine with our recognisers only, and without a trace of its decisions (they hold the text)."""
    kind = PersonalKind
    recognizers = [
        OurRecognizer("niss", [kind.NISS], niss.find),
        OurRecognizer("identity_papers", [kind.EID_CARD, kind.PASSPORT], identity_papers.find),
        OurRecognizer("iban", [kind.IBAN], iban.find),
        OurRecognizer("phone", [kind.PHONE], phone.find),
        OurRecognizer("email", [kind.EMAIL], email.find),
        OurRecognizer("licence_plate", [kind.LICENCE_PLATE], licence_plate.find),
        RaisedRecognizer("birth_date", kind.BIRTH_DATE, birth_date.find, birth_date.after_a_name),
        OurRecognizer("address", [kind.ADDRESS], address.finder(names)),
        OurRecognizer("case_number", [kind.CASE_NUMBER], case_number.find),
        OurRecognizer("person_announced", [kind.PERSON], person_announced.finder(names)),
        OurRecognizer("person_written", [kind.PERSON], person_written.finder(names)),
        OurRecognizer("person_seen", [kind.PERSON], person_seen.finder(names)),
        RaisedRecognizer("health", kind.HEALTH, health.find, health.about_someone),
        OurRecognizer("learnt", list(learnt.KINDS), learnt.finder(names)),
        RaisedRecognizer("learnt_health", kind.HEALTH, learnt.illnesses, health.about_someone),
    ]
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers, supported_languages=[LANGUAGE]),
        nlp_engine=ReadingEngine(nlp, reader),
        app_tracer=AppTracer(enabled=False),
        log_decision_process=False,
        default_score_threshold=THRESHOLD,
        supported_languages=[LANGUAGE],
        context_aware_enhancer=_NoContext(),
    )
