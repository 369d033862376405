"""What the API answers beside answers: its health, a provision whole, the editions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.editions.manifest import Manifest
from corpus.model import Amendment, Change, Kind, PageBreak, Provision, Region, Source
from kb_service.contract import ErrorBody


class _Border(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Health(_Border):
    """`degraded`: it answers, but not from what the settings and the last publication ask for."""

    status: Annotated[Literal["ok", "degraded"], Field(description="« degraded » : voir « problem »")]
    edition: Annotated[str, Field(description="l'édition qui répond")]
    created_at: datetime
    model: Annotated[str, Field(description="le modèle qui lit les questions")]
    sources: int
    provisions: int
    passages: int
    problem: ErrorBody | None


class AmendmentBody(_Border):
    change: Change
    act: Annotated[str, Field(description="le texte modificatif")]
    article: str | None
    in_force: date | None
    remark: str | None

    @classmethod
    def of(cls, amendment: Amendment) -> AmendmentBody:
        return cls(
            change=amendment.change,
            act=amendment.act,
            article=amendment.article,
            in_force=amendment.in_force,
            remark=amendment.remark,
        )


class PageBody(_Border):
    """`text[offset:]` stands on `page` of the original, until the next one."""

    offset: int
    page: int

    @classmethod
    def of(cls, page_break: PageBreak) -> PageBody:
        return cls(offset=page_break.offset, page=page_break.page)


class ProvisionBody(_Border):
    """A provision whole: a citation's `quote` is `text[span[0]:span[1]]`."""

    provision_id: str
    provision: Annotated[str, Field(description="comment on la cite : « art. 21 »")]
    source_id: str
    source_title: str
    kind: Kind
    path: Annotated[tuple[str, ...], Field(description="titre, chapitre, section")]
    heading: str | None
    text: str
    region: Region
    valid_from: date | None
    valid_to: date | None
    repealed: bool
    amendments: tuple[AmendmentBody, ...]
    notes: tuple[str, ...]
    pages: tuple[PageBody, ...]
    consolidated_on: Annotated[date | None, Field(description="le jour de l'état lu du texte")]
    url: str | None

    @classmethod
    def of(cls, provision: Provision, source: Source) -> ProvisionBody:
        return cls(
            provision_id=provision.provision_id,
            provision=provision.label,
            source_id=source.source_id,
            source_title=source.title,
            kind=source.kind,
            path=provision.path,
            heading=provision.heading,
            text=provision.text,
            region=provision.region,
            valid_from=provision.validity.valid_from,
            valid_to=provision.validity.valid_to,
            repealed=provision.repealed,
            amendments=tuple(AmendmentBody.of(amendment) for amendment in provision.amendments),
            notes=provision.notes,
            pages=tuple(PageBody.of(page_break) for page_break in provision.pages),
            consolidated_on=source.consolidated_on,
            url=source.url,
        )


class EditionBody(_Border):
    """One published state of the whole index."""

    edition: str
    current: Annotated[bool, Field(description="celle qui répond aux questions")]
    created_at: datetime
    parent: str | None
    model: str
    sources: int
    provisions: int
    passages: int
    problems: Annotated[tuple[str, ...], Field(description="ce qui n'a pas pu être lu, une ligne par fichier")]

    @classmethod
    def of(cls, manifest: Manifest, current: bool) -> EditionBody:
        return cls(
            edition=manifest.edition_id,
            current=current,
            created_at=manifest.created_at,
            parent=manifest.parent,
            model=manifest.model,
            sources=len(manifest.sources),
            provisions=manifest.provisions,
            passages=manifest.passages,
            problems=manifest.problems,
        )
