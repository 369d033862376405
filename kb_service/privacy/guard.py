"""Finds the personal data of a text and masks it: `load_guard().inspect(text)`.

Fails closed: what goes wrong inside a recogniser is an error, never "nothing personal".
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.errors import Defect, KbError
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import Finding, Reading

Analyse = Callable[[str], Sequence[Finding]]


@dataclass(frozen=True)
class PersonalSpan:
    """One datum: `text` is what stands from `start` to `end`, in characters of the inspected text."""

    start: int
    end: int
    kind: PersonalKind
    text: str


@dataclass(frozen=True)
class Inspection:
    """What was found: `spans` in order and without overlap, `masked` the text with a placeholder for each."""

    spans: tuple[PersonalSpan, ...]
    masked: str

    @property
    def personal(self) -> bool:
        return bool(self.spans)

    def original(self, offset: int) -> int:
        """Where a character of `masked` stands in the inspected text; of a placeholder, where its datum begins."""
        shift = 0
        for span in self.spans:
            start = span.start + shift
            length = len(span.kind.placeholder)
            if offset <= start:
                break
            if offset < start + length:
                return span.start
            shift += length - (span.end - span.start)
        return offset - shift


class PrivacyGuard:
    """Inspects texts; one guard serves every thread. Made by `load_guard`."""

    def __init__(self, analyse: Analyse) -> None:
        self._analyse = analyse

    def inspect(self, text: str) -> Inspection:
        """Every personal datum of `text`. Inspecting `masked` again finds nothing.

        A name that shows only once its neighbours are masked is masked too: the text is read until
        nothing is left. Raises `Defect` ("privacy_guard") when it cannot be read; the error and its
        trace hold nothing of the text.
        """
        failed = None
        try:
            return self._inspect(text)
        except KbError:
            raise
        except Exception as error:
            failed = type(error).__name__
        # Outside the handler: a chained exception could carry the text into a log.
        raise Defect(
            "privacy_guard",
            f"La recherche de données personnelles a échoué ({failed}) : le texte n'a pas été transmis.",
            "Reformulez sans donnée personnelle, ou signalez l'erreur.",
        )

    def _inspect(self, text: str) -> Inspection:
        spans: tuple[PersonalSpan, ...] = ()
        masked = text
        while found := _without_overlap(Reading(masked), self._analyse(masked)):
            spans = _placed(text, spans, found)
            masked = _masked(text, spans)
        return Inspection(spans, masked)


def _without_overlap(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """The findings that stand, in order: the most certain first, then the longest; none reaches into a placeholder.

    Two overlapping findings of one kind are one: a name of which each recogniser saw a part.
    """
    kept: list[Finding] = []
    barriers = reading.placeholders
    for finding in sorted(_united(found), key=lambda each: (-each.score, each.start - each.end, each.start)):
        cut = _outside(finding, [*barriers, *((each.start, each.end) for each in kept)])
        if cut and any(char.isalnum() for char in reading.text[cut.start : cut.end]):
            kept.append(cut)
    return sorted(kept, key=lambda each: each.start)


def _united(found: Sequence[Finding]) -> list[Finding]:
    united: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.kind, each.start)):
        last = united[-1] if united else None
        if last and last.kind is finding.kind and finding.start < last.end:
            united[-1] = Finding(last.start, max(last.end, finding.end), last.kind, max(last.score, finding.score))
        else:
            united.append(finding)
    return united


def _outside(finding: Finding, taken: Sequence[tuple[int, int]]) -> Finding | None:
    """What is left of a finding outside the stretches taken; `None` where nothing is, or only a middle piece."""
    start, end = finding.start, finding.end
    for first, last in taken:
        if first < end and start < last:
            if first <= start:
                start = last
            else:
                end = first
        if start >= end:
            return None
    return Finding(start, end, finding.kind, finding.score)


def _placed(text: str, spans: Sequence[PersonalSpan], found: Sequence[Finding]) -> tuple[PersonalSpan, ...]:
    """The spans with what was found in their masked text, counted in characters of `text`."""
    new = list(spans)
    for finding in found:
        shift = 0
        for span in spans:
            if span.start + shift >= finding.start:
                break
            shift += len(span.kind.placeholder) - (span.end - span.start)
        start, end = finding.start - shift, finding.end - shift
        new.append(PersonalSpan(start, end, finding.kind, text[start:end]))
    return tuple(sorted(new, key=lambda span: span.start))


def _masked(text: str, spans: Sequence[PersonalSpan]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], span.kind.placeholder)
        at = span.end
    return "".join([*pieces, text[at:]])


_loading = threading.Lock()


def load_guard() -> PrivacyGuard:
    """The guard of this process, loaded once, with the reader that its settings place: 1.2 s and 125 MB here, 30
    more at the first possible name.

    Nothing heavy is imported before. Raises `Unavailable` ("privacy_model") where the language model is not installed,
    and as `load_personal_data_reader` does.
    """
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> PrivacyGuard:
    from corpus.readers.personal_data import load_personal_data_reader
    from corpus.settings import settings
    from kb_service.privacy.model import load_entity_recogniser, without_heavy_imports

    with without_heavy_imports():
        from kb_service.privacy.french_words import french_words
        from kb_service.privacy.name_words import NameWords
        from kb_service.privacy.not_personal import known

        nlp = load_entity_recogniser()
        from kb_service.privacy.presidio import LANGUAGE, analyzer

        names = NameWords(known(), french_words())
        engine = analyzer(nlp, names, load_personal_data_reader(settings()))

    def analyse(text: str) -> list[Finding]:
        return [
            Finding(result.start, result.end, PersonalKind(result.entity_type), result.score)
            for result in engine.analyze(text, LANGUAGE)
        ]

    return PrivacyGuard(analyse)
