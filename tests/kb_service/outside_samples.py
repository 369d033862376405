"""A knowledge base without an index: fixed answers, to test what is around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from corpus.editions.manifest import Manifest, SourceEntry
from corpus.errors import BadInput, KbError
from corpus.model import Amendment, Change, Kind, Provision, Region, Source, Status, Validity
from corpus.settings import Settings
from kb_service.contract import (
    Answer,
    AskRequest,
    AskResponse,
    Citation,
    Claim,
    Difference,
    Mode,
    Part,
    Reason,
    Sentence,
    Verdict,
    VerifyRequest,
    VerifyResponse,
    Warning,
)
from kb_service.privacy.guard import Inspection, load_guard
from kb_service.question.analysis import checked
from kb_service.verification.report import checked_text

EDITION_ID = "2026-07-01T080000-abc123"
AS_OF = date(2026, 7, 1)
OTHER_DAY = date(2020, 3, 1)
MODEL = "hash"
FIRST = "Le centre prend sa décision dans les trente jours qui suivent la réception de la demande."
SECOND = "Il la notifie dans les huit jours, par lettre recommandée ou contre accusé de réception."
OLD = "Le centre prend sa décision dans les soixante jours."

SOURCE = Source(
    "loi-essai",
    "Loi d'essai du 2 janvier 2002 concernant les délais",
    Kind.LAW,
    short_title="Loi d'essai",
    url="https://exemple.be/loi",
    consolidated_on=date(2026, 6, 1),
)
ROWS = ("Catégorie | Montant", "Cohabitant | 858,97 euros", "Isolé | 1 288,46 euros")
OTHER_ROWS = ("Année | Part", "2027 | 90 %")
PROVISIONS = {
    "loi-essai/art_21": Provision(
        "loi-essai/art_21",
        "loi-essai",
        "21",
        "art. 21",
        f"§ 1er. {FIRST}\n{SECOND}\n§ 2. La demande est inscrite le jour de sa réception.",
        path=("Titre II", "Chapitre 4", "Section 2"),
        heading="La décision",
        validity=Validity(date(2016, 11, 1), None),
        amendments=(Amendment("1", Change.REPLACED, "L 2016-07-21/08", "12", date(2016, 11, 1)),),
        notes=("Le § 2 a été remis en place en 2017.",),
    ),
    "loi-essai/art_43/6": Provision(
        "loi-essai/art_43/6", "loi-essai", "43/6", "art. 43/6", "L'État rembourse le montant entier.",
        validity=Validity(date(2028, 1, 1), None),
    ),
    "loi-essai/art_21@2002-10-01": Provision(
        "loi-essai/art_21@2002-10-01", "loi-essai", "21", "art. 21", OLD,
        validity=Validity(date(2002, 10, 1), date(2016, 10, 31)), region=Region.WALLOON,
    ),
    "loi-essai/art_14": Provision("loi-essai/art_14", "loi-essai", "14", "art. 14", "\n".join((*ROWS, "Ensuite :", *OTHER_ROWS))),
}  # fmt: skip


def citation(
    number: int, provision_id: str, quote: str, status: Status = Status.IN_FORCE, page: int | None = None
) -> Citation:
    """A citation of a sample provision, whose span is where its quote stands."""
    provision = PROVISIONS[provision_id]
    start = provision.text.index(quote)
    return Citation(
        number=number,
        source_id=SOURCE.source_id,
        source_title=SOURCE.name,
        kind=SOURCE.kind,
        provision=provision.label,
        quote=quote,
        span=(start, start + len(quote)),
        page=page,
        status=status,
        valid_from=provision.validity.valid_from,
        valid_to=provision.validity.valid_to,
        region=provision.region,
        url=f"{SOURCE.url}#Art.{provision.number}",
        passage_id=f"{provision_id}#0",
        provision_id=provision_id,
    )


def answered() -> AskResponse:
    """Two sentences of one article, and two provisions that come near."""
    return AskResponse(
        answer=Answer(
            abstained=False,
            reason=None,
            confidence=0.86,
            sentences=(Sentence(text=FIRST, citations=(1,)), Sentence(text=SECOND, citations=(2,), key=True)),
        ),
        citations=(
            citation(1, "loi-essai/art_21", FIRST, page=12),
            citation(2, "loi-essai/art_21", SECOND),
            citation(3, "loi-essai/art_43/6", "L'État rembourse le montant entier.", Status.UPCOMING),
            citation(4, "loi-essai/art_21@2002-10-01", OLD, Status.REPEALED),
        ),
        warnings=(Warning(code="upcoming_change", message="Un autre texte vaudra à partir du 1er janvier 2028."),),
        edition=EDITION_ID,
        as_of=AS_OF,
        timings_ms={"total": 1.5},
    )


def in_parts() -> AskResponse:
    """A message that asked two things, of which one is answered."""
    whole = answered()
    parts = (
        Part(asked="qui paie la caution", as_of=AS_OF, abstained=True, reason=Reason.NO_EVIDENCE, confidence=0.2),
        Part(asked="dans quel délai décide-t-on", as_of=OTHER_DAY, abstained=False, reason=None, confidence=0.86),
    )
    sentences = tuple(sentence.model_copy(update={"part": 1}) for sentence in whole.answer.sentences)
    return whole.model_copy(update={"answer": whole.answer.model_copy(update={"sentences": sentences, "parts": parts})})


def abstained(reason: Reason) -> AskResponse:
    return AskResponse(
        answer=Answer(abstained=True, reason=reason, confidence=0.1, sentences=()),
        citations=(citation(1, "loi-essai/art_21", FIRST),),
        warnings=(),
        edition=EDITION_ID,
        as_of=AS_OF,
        timings_ms={"total": 1.5},
    )


def verified() -> VerifyResponse:
    """One statement of each verdict."""
    claims = (
        Claim(text="Bonjour,", span=(0, 8), verdict=Verdict.NOT_CHECKABLE, reason="C'est une formule.", citations=()),
        Claim(
            text="Le CPAS décide dans les 45 jours.",
            span=(9, 42),
            verdict=Verdict.CONTRADICTED,
            reason="Le texte dit « 45 jours » ; Loi d'essai, art. 21 dit « trente jours ».",
            citations=(citation(1, "loi-essai/art_21", FIRST),),
            differences=(Difference(topic="le délai", stated="45 jours", written="trente jours"),),
        ),
        Claim(
            text="La décision est notifiée dans les huit jours.",
            span=(43, 88),
            verdict=Verdict.SUPPORTED,
            reason="La base le dit : Loi d'essai, art. 21.",
            citations=(citation(1, "loi-essai/art_21", SECOND),),
        ),
        Claim(
            text="Le CPAS offre un ordinateur.",
            span=(89, 117),
            verdict=Verdict.UNSUPPORTED,
            reason="Rien dans la base ne le dit : elle ne parle pas de ce sujet.",
            citations=(),
            covered=False,
        ),
    )
    return VerifyResponse(
        claims=claims,
        summary=dict.fromkeys(Verdict, 1),
        warnings=(),
        edition=EDITION_ID,
        as_of=AS_OF,
        timings_ms={"total": 1.5},
    )


def entry(source_id: str, provisions: int, passages: int) -> SourceEntry:
    return SourceEntry(
        source_id=source_id,
        version="",
        title=source_id,
        content_sha256="0" * 64,
        files=(),
        provisions=provisions,
        passages=passages,
    )


MANIFEST = Manifest(
    format_version=1,
    edition_id=EDITION_ID,
    created_at=datetime(2026, 7, 1, 8, tzinfo=UTC),
    parent=None,
    model=MODEL,
    dimensions=16,
    tokenizer="1",
    store="embedded",
    tombstones=0,
    note="",
    problems=(),
    sources=(entry("loi-essai", 3, 7), entry("fiche-essai", 2, 2)),
    files={},
)


@dataclass
class StubKnowledgeBase:
    """Answers every question by `response`, or raises `error`; the checks of a question are the real ones."""

    settings: Settings
    response: AskResponse | None = None
    error: Exception | None = None
    model: str = MODEL
    no_edition: KbError | None = None
    asked: AskRequest | None = None
    verification: VerifyResponse | None = None
    verified: VerifyRequest | None = None

    def ask(self, request: AskRequest) -> AskResponse:
        if request.mode is Mode.GENERATIVE:
            raise BadInput("no_llm", "Aucun modèle de langue n'est configuré.", "Utilisez « verbatim ».")
        checked(request.question, self.settings.max_question_chars)
        if self.error is not None:
            raise self.error
        self.asked = request
        return self.response or answered()

    def verify(self, request: VerifyRequest) -> VerifyResponse:
        checked_text(request.text, self.settings.max_verify_chars)
        if self.error is not None:
            raise self.error
        self.verified = request
        return self.verification or verified()

    def inspect(self, text: str) -> Inspection:
        return load_guard().inspect(text)

    def provision(self, provision_id: str) -> tuple[Provision, Source]:
        if provision_id not in PROVISIONS:
            raise BadInput(
                "unknown_provision", f"La disposition « {provision_id} » n'existe pas.", "Reposez la question."
            )
        return PROVISIONS[provision_id], SOURCE

    @contextmanager
    def edition(self) -> Iterator[SimpleNamespace]:
        if self.no_edition is not None:
            raise self.no_edition
        yield SimpleNamespace(manifest=MANIFEST)

    def close(self) -> None:
        pass


def stub_in(folder: Path) -> StubKnowledgeBase:
    return StubKnowledgeBase(Settings(data_dir=folder))
