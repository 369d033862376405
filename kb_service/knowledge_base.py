"""One question, from its text to its cited answer, or one text to check: what the API, the CLI and the pages call.

Reading order: `question.analysis` and `question.message` (what is asked) -> `retrieval.candidates` (what may answer) ->
`retrieval.ranking` (in what order) -> `answer.abstention` (whether to answer) -> `answer.second_look` (where that
leaves doubt) -> `answer.verbatim` (what to quote).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import Catalogue, shipped_catalogue
from corpus.editions.edition import Edition
from corpus.editions.follower import EditionFollower
from corpus.embedding.embedder import Embedder, load_embedder
from corpus.embedding.reranker import Reranker, load_reranker
from corpus.errors import BadInput
from corpus.model import Kind, Provision, Source
from corpus.settings import Settings
from corpus.thesaurus import Thesaurus, shipped_thesaurus
from kb_service.answer.abstention import Decision, decide, in_the_light_of
from kb_service.answer.response import Sought, nothing_asked, respond
from kb_service.answer.second_look import Answering, LateAnswerReader, look_again
from kb_service.contract import AskRequest, AskResponse, Mode, Reason, VerifyRequest, VerifyResponse, Warning
from kb_service.privacy.guard import Inspection, load_guard
from kb_service.privacy.policy import MASKED, Policy, Screened, screen
from kb_service.question.analysis import Question, analyse, checked
from kb_service.question.day import FACT_MEMORY
from kb_service.question.focus import focused, focused_vector
from kb_service.question.message import Message
from kb_service.question.spelling import Spelling, mended
from kb_service.retrieval.nearness import Known
from kb_service.retrieval.search import Found, search
from kb_service.verification.inference import Inference, LateReader
from kb_service.verification.report import checked_text, claims_of, not_too_long, summary_of
from kb_service.verification.second_opinion import load_inference
from kb_service.verification.verifier import Verifier

MOST_ASKED = 4
"""How many of the things that a message asks are searched."""


class KnowledgeBase:
    """Answers questions from the current edition. Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder,
        follower: EditionFollower,
        catalogue: Catalogue | None = None,
        thesaurus: Thesaurus | None = None,
        reranker: Reranker | None = None,
        today: Callable[[], date] = date.today,
        reader: Inference | None = None,
        second_opinion: Inference | None = None,
        answering: Answering | None = None,
        known: Known = Known.ADAPTED,
    ) -> None:
        """`reader` and `second_opinion` as in `Verifier`, `answering` as in `look_again`. `known`: what is made of the
        questions that texts are known to answer."""
        self.settings = settings
        self._embedder = embedder
        self._follower = follower
        self._catalogue = catalogue or shipped_catalogue()
        self._thesaurus = thesaurus or shipped_thesaurus()
        self._reranker = reranker
        self._today = today
        self._known = known
        self._answering = answering
        self.regions = settings.regions
        self._spelling = Spelling()
        self.verifier = Verifier(
            self.understand, self._spelling.corrector, self._thesaurus, self.regions, reader, second_opinion
        )

    @classmethod
    def open(cls, settings: Settings, one_shot: bool = False) -> KnowledgeBase:
        """The knowledge base of `settings.data_dir`. `one_shot` starts faster and serves slower: for the CLI.

        Raises `Unavailable` ("no_edition") where nothing was ingested yet.
        """
        return cls.over(settings, load_embedder(settings), EditionFollower(settings, one_shot))

    @classmethod
    def over(cls, settings: Settings, embedder: Embedder, follower: EditionFollower) -> KnowledgeBase:
        """With the models that the settings name. Raises `Unavailable`."""
        return cls(
            settings,
            embedder,
            follower,
            reranker=load_reranker(settings),
            reader=LateReader(settings),
            second_opinion=load_inference(settings),
            answering=LateAnswerReader(settings),
        )

    def ask(self, request: AskRequest) -> AskResponse:
        """The cited answer to a question, or an abstention with its reason and what comes near.

        Raises `BadInput` ("empty_question", "question_too_long", "control_characters", "no_llm",
        "model_mismatch", "personal_data") and whatever a damaged edition raises; an error never looks like "no
        source". Personal data are masked before anything is searched, as the setting says.
        """
        clock = _Clock()
        generative = request.mode is Mode.GENERATIVE
        text = checked(request.question, self.settings.max_question_chars)
        screened = self._screened(text, self.settings.privacy_remote if generative else self.settings.privacy)
        if generative:
            raise BadInput(
                "no_llm",
                "Le mode génératif demande un modèle de langue, et aucun n'est configuré.",
                "Posez la question en mode « verbatim », ou configurez un modèle local.",
            )
        with self._follower.edition() as edition:
            edition.require_model(self._embedder)
            with clock("analysis"):
                question = self.analyse(screened.text, request.as_of, edition)
            if question.is_question:
                parts = self._sought(edition, question, request, clock)
                with clock("answer"):
                    response = respond(edition, parts, request.limit, self.regions)
            else:
                parts, response = [], nothing_asked(edition, question)
            warnings = (*_notices(screened), *_left(question.message, len(parts)), *response.warnings)
            return response.model_copy(update={"timings_ms": clock.timings(), "warnings": warnings})

    def verify(self, request: VerifyRequest) -> VerifyResponse:
        """What the base says of each sentence of a text, by the law of a day.

        Raises `BadInput` ("empty_text", "text_too_long", "not_text", "not_french", "personal_data",
        "model_mismatch") and whatever a damaged edition raises.
        """
        clock = _Clock()
        text = checked_text(request.text, self.settings.max_verify_chars)
        with clock("privacy"):
            screened = self._screened(text, self.settings.privacy)
        day = request.as_of or self._today()
        with self._follower.edition() as edition:
            edition.require_model(self._embedder)
            with clock("verification"):
                claims = claims_of(screened.text, edition, self.verifier, day, screened.inspection.original)
            return VerifyResponse(
                claims=claims,
                summary=summary_of(claims),
                warnings=_notices(screened),
                edition=edition.edition_id,
                as_of=day,
                timings_ms=clock.timings(),
            )

    def inspect(self, text: str) -> Inspection:
        """The personal data of a text, whatever the policy. Raises `BadInput` ("text_too_long")."""
        return load_guard().inspect(not_too_long(text, self.settings.max_verify_chars))

    def _screened(self, text: str, policy: str) -> Screened:
        """The text under the privacy policy: nothing behind this line sees what was masked."""
        if Policy(policy) is Policy.OFF:
            return Screened(text, Inspection((), text), None)
        return screen(text, Policy(policy), load_guard())

    def _sought(self, edition: Edition, whole: Question, request: AskRequest, clock: _Clock) -> list[Sought]:
        """What was found for each thing that a message asks; nearly always it is one."""
        with clock("embedding"):
            vector = self._embedder.embed_query(whole.embedded)
        with clock("retrieval"):
            question, found, decision = self._search(edition, whole, vector, request.kinds)
        asked = [Sought(whole.text, question, vector, found, decision)]
        message = whole.message
        if message.asks_several and whole.language == "fr" and not whole.only_refers:
            places = range(min(len(message.asked), MOST_ASKED))
            asked = [self._part(edition, message, place, asked[0], request, clock) for place in places]
        with clock("reading"):
            return [self._read(one) for one in asked]

    def _read(self, one: Sought) -> Sought:
        found, decision = look_again(one.question, one.found, one.decision, self._answering)
        return replace(one, found=found, decision=decision)

    def _part(
        self, edition: Edition, message: Message, place: int, whole: Sought, request: AskRequest, clock: _Clock
    ) -> Sought:
        """One of several things that a message asks. How sure an answer is, the part and the message tell together."""
        with clock("analysis"):
            part = self.analyse(message.parts[place], request.as_of, edition)
            alone = self.analyse(message.alone(place), request.as_of, edition)
        with clock("embedding"):
            vector = focused_vector(self._embedder.embed_query(part.embedded), whole.vector)
        with clock("retrieval"):
            question, found, decision = self._search(
                edition, focused(part, whole.question, alone), vector, request.kinds
            )
        return Sought(message.parts[place], question, vector, found, in_the_light_of(decision, whole.decision))

    def _search(
        self, edition: Edition, question: Question, vector: NDArray[np.float32], kinds: Collection[Kind] | None
    ) -> tuple[Question, Found, Decision]:
        """What was found and whether to answer. A fact of the case may be older than the law that speaks of
        it ("57 ans au 30 juin 2025"): then today's law is asked, and the reader is told."""
        found = search(edition, question, vector, self.regions, kinds, self._reranker, self._known)
        decision = decide(question, found)
        recent = question.day_is_fact and self._today() - question.as_of <= FACT_MEMORY
        if decision.reason is Reason.NO_VERSION_AT_DATE and recent:
            question = replace(question, as_of=self._today(), names_day=False)
            found = search(edition, question, vector, self.regions, kinds, self._reranker, self._known)
            decision = decide(question, found)
        return question, found, decision

    def analyse(self, text: str, as_of: date | None, edition: Edition) -> Question:
        """What a question says, with the words of the edition for its typing errors."""
        corrector = self._spelling.corrector(edition)
        return analyse(text, self._today(), self._thesaurus, self._catalogue, as_of, corrector)

    def understand(self, text: str, as_of: date | None, edition: Edition) -> tuple[Question, NDArray[np.float32]]:
        """A question and its vector: where `ask` begins, and what measuring it stage by stage needs."""
        question = self.analyse(text, as_of, edition)
        return question, self._embedder.embed_query(question.embedded)

    def provision(self, provision_id: str) -> tuple[Provision, Source]:
        """One provision whole, and its source: what a reader checks a quote against.

        Raises `BadInput` ("unknown_provision").
        """
        with self._follower.edition() as edition:
            try:
                provision = edition.provision(provision_id)
            except KeyError:
                raise BadInput(
                    "unknown_provision",
                    f"La disposition « {provision_id} » n'est pas dans l'édition courante.",
                    "Posez à nouveau la question : l'édition a pu changer entre-temps.",
                ) from None
            return provision, edition.source(provision.source_id)

    @contextmanager
    def edition(self) -> Iterator[Edition]:
        """The current edition, held open while it is looked at."""
        with self._follower.edition() as edition:
            yield edition

    @property
    def model(self) -> str:
        return self._embedder.name

    def warm(self) -> None:
        """Start every engine, so that the first question does not pay for it."""
        with self._follower.edition() as edition:
            edition.warm()
        self._embedder.embed_query("délai")
        mended("delaai")
        if self._answering is not None:
            self._answering.log_odds("délai", ["délai"])
        if Policy(self.settings.privacy) is not Policy.OFF:
            load_guard().inspect("délai")

    def close(self) -> None:
        self._follower.close()


class _Clock:
    """Milliseconds by stage, however often it is entered."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._stages[stage] = round(self._stages.get(stage, 0.0) + _ms(started), 2)

    def timings(self) -> dict[str, float]:
        return {**self._stages, "total": _ms(self._started)}


def _notices(screened: Screened) -> tuple[Warning, ...]:
    return (Warning(code=MASKED, message=screened.notice),) if screened.notice else ()


def _left(message: Message, searched: int) -> tuple[Warning, ...]:
    """What is told where a message was taken apart and not all of it was searched."""
    if not 1 < searched < len(message.asked):
        return ()
    said = f"Le message pose {len(message.asked)} questions : les {searched} premières ont été cherchées."
    return (Warning(code="questions_left", message=f"{said} Posez les autres à part."),)


def _ms(started: float) -> float:
    return round(1000 * (time.perf_counter() - started), 2)
