"""The catalogue of works: what each source is, where its official text stands, which shipped files hold it.

`catalogue.toml` is written by hand, so it is checked at the border: every mistake is a `BadInput` that
names the entry and the field. A shipped file that is missing is not a mistake of the catalogue: it is
reported (`missing_files`) and the rest goes on.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from corpus.errors import BadInput
from corpus.model import Commencement, Kind, Region, Source, Validity
from corpus.provisions import articles_read

CORPUS = Path(__file__).resolve().parent
CATALOGUE = CORPUS / "catalogue.toml"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Numac = Annotated[str, StringConstraints(pattern=r"^\d{4}[0-9A-Z]\d{5}$")]
HttpsUrl = Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/(art|sec)_\S+)?$")]


class Subject(StrEnum):
    """What a shipped document is about, in the words of the house; the coverage is counted by these."""

    CONDITIONS = "conditions"
    AGE = "âge et minorité"
    RESIDENCE_STATUS = "nationalité et séjour"
    RESOURCES = "ressources"
    COHABITATION = "cohabitation"
    AMOUNTS = "montants"
    PIIS = "PIIS"
    EMPLOYMENT = "emploi"
    APPLICATION = "demande et enquête"
    DECISION = "décision et recours"
    PAYMENT = "paiement"
    REVIEW = "révision et récupération"
    SANCTIONS = "sanctions"
    SOCIAL_AID = "aide sociale"
    FOREIGNERS = "étrangers"
    HEALTH = "santé"
    HOUSING = "logement et sans-abri"
    ENERGY = "énergie et eau"
    DEBT = "dettes"
    OTHER_BENEFITS = "prestations voisines"
    FAMILY = "famille et enfants"
    ORGANS = "organes"
    DATA = "secret et données"
    SUBSIDIES = "subventions"
    REFORM_2026 = "réforme 2026"
    ARTIFICIAL_INTELLIGENCE = "intelligence artificielle"
    CENTRE = "organisation du centre"


class _Commencement(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: tuple[Text, Text]
    day: date


class _Entry(BaseModel):
    """One `[[source]]` table, as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: SourceId
    title: Text
    short_title: Text | None = None
    kind: Kind
    region: Region = Region.FEDERAL
    url: HttpsUrl | None = None
    numac: Numac | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    authority: Text | None = None
    owner: Text | None = None
    verified_on: date | None = None
    replaces: tuple[SourceId, ...] = ()
    legal_basis: tuple[Reference, ...] = ()
    subjects: tuple[Subject, ...] = ()
    files: tuple[Text, ...] = Field(default=())
    peripheral: bool = False
    form_of: SourceId | None = None
    commencement: tuple[_Commencement, ...] = ()

    @field_validator("files")
    @classmethod
    def _inside_the_corpus(cls, files: tuple[str, ...]) -> tuple[str, ...]:
        for name in files:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise ValueError(f"« {name} » sort du dossier corpus")
        return files

    @model_validator(mode="after")
    def _dates_in_order(self) -> _Entry:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to précède valid_from")
        return self

    def source(self) -> Source:
        fields = self.model_dump(exclude={"id", "valid_from", "valid_to", "commencement"})
        commencement = tuple(Commencement(*rule.articles, rule.day) for rule in self.commencement)
        validity = Validity(self.valid_from, self.valid_to)
        return Source(source_id=self.id, validity=validity, commencement=commencement, **fields)


def split_reference(reference: str) -> tuple[str, str | None]:
    """`loi-2002-05-26/art_43/5`: the source `loi-2002-05-26`, the provision `art_43/5` (`None`: the whole work)."""
    source_id, slash, provision = reference.partition("/")
    return source_id, provision if slash else None


@dataclass(frozen=True)
class Catalogue:
    """The sources in the order in which they are written; `root` is the folder that their `files` start from."""

    sources: tuple[Source, ...]
    root: Path = CORPUS

    @cached_property
    def _ids(self) -> dict[str, Source]:
        return {source.source_id: source for source in self.sources}

    @cached_property
    def _numacs(self) -> dict[str, Source]:
        return {source.numac: source for source in self.sources if source.numac}

    @cached_property
    def _paths(self) -> dict[Path, Source]:
        return {(self.root / name).resolve(): source for source in self.sources for name in source.files}

    def by_id(self, source_id: str) -> Source | None:
        return self._ids.get(source_id)

    def by_numac(self, numac: str) -> Source | None:
        return self._numacs.get(numac)

    def by_file(self, path: Path) -> Source | None:
        """The source that a shipped file belongs to; `None` for any other file, even one of the same name."""
        return self._paths.get(path.resolve())

    def shipped_files(self) -> list[tuple[Source, Path]]:
        """Every shipped file that is there, with its source, in the order of the catalogue."""
        return [(source, path) for path, source in self._paths.items() if path.is_file()]

    def missing_files(self) -> list[str]:
        """One French line for every file that the catalogue names and that is not there."""
        return [
            f"Le fichier {path.relative_to(self.root.resolve())} de « {source.name} » ({source.source_id}) manque : "
            "remettez-le en place ou retirez-le de corpus/catalogue.toml."
            for path, source in self._paths.items()
            if not path.is_file()
        ]

    def resolve(self, reference: str) -> tuple[Source, str | None]:
        """The source and the provision that a reference points to. Raises `BadInput` ("unknown_source")."""
        source_id, provision = split_reference(reference)
        source = self.by_id(source_id)
        if source is None:
            remedy = "Ajoutez cette source à corpus/catalogue.toml ou corrigez la référence."
            raise BadInput("unknown_source", f"La référence « {reference} » vise une source inconnue.", remedy)
        return source, provision

    def works_named(self, key: str) -> list[Source]:
        """The works that a text can mean by a key: the organic law is one, in two forms, a region's own first."""
        named = [s for s in self.sources if s.source_id == key or s.source_id.startswith(f"{key}-")]
        return sorted(named, key=lambda source: source.form_of is None)

    def official_link(self, key: str, article: str | None) -> str | None:
        """Where the official text stands, at the article: Justel's anchors are `#Art.21`.

        `None` where the work has no link, or where the key is that of several acts of one day and the register
        of provisions does not tell which of them has the article.
        """
        named = [source for source in self.works_named(key) if source.url]
        meant = [source for source in named if key in (source.source_id, source.form_of)]
        if not meant:
            meant = [source for source in named if article in articles_read().get(source.source_id, ())]
            if len(meant) != 1:
                return None
        return f"{meant[0].url}#Art.{article}" if article else meant[0].url


@lru_cache
def shipped_catalogue() -> Catalogue:
    """The catalogue of the project, read once. Raises what `load_catalogue` raises."""
    return load_catalogue()


def load_catalogue(path: Path | None = None) -> Catalogue:
    """The catalogue, the shipped one by default; files are looked for beside it.

    Raises `BadInput` ("bad_catalogue") naming the entry and the field that is wrong: TOML that does
    not parse, a field unknown, missing or malformed, an id, NUMAC or file used twice, a reference to
    a source that is not there.
    """
    path = path or CATALOGUE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(path, f"n'est pas lisible : {error}") from error
    if set(document) != {"source"} or not isinstance(document["source"], list):
        raise _bad(path, "ne doit contenir que des tables [[source]]")
    entries = []
    for number, table in enumerate(document["source"], start=1):
        name = f"{table.get('id', '?')} (entrée {number})"
        try:
            entries.append(_Entry.model_validate(table))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "dates"
            raise _bad(path, f"entrée {name}, champ « {field} » : {first['msg']}") from error
    catalogue = Catalogue(tuple(entry.source() for entry in entries), path.resolve().parent)
    _check_whole(path, catalogue)
    return catalogue


def _check_whole(path: Path, catalogue: Catalogue) -> None:
    """What one entry alone can't show: nothing twice, no reference into the void."""
    sources = catalogue.sources
    _check_unique(path, "id", (source.source_id for source in sources))
    _check_unique(path, "numac", (source.numac for source in sources if source.numac))
    _check_unique(path, "files", (name for source in sources for name in source.files))
    for source in sources:
        named = (
            ("legal_basis", source.legal_basis),
            ("replaces", source.replaces),
            ("form_of", (source.form_of,) if source.form_of else ()),
        )
        for field, references in named:
            for reference in references:
                if catalogue.by_id(split_reference(reference)[0]) is None:
                    raise _bad(path, f"entrée {source.source_id}, champ « {field} » : « {reference} » est inconnu")


def _check_unique(path: Path, field: str, values: Iterable[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            raise _bad(path, f"champ « {field} » : « {value} » est employé {count} fois")


def _bad(path: Path, what: str) -> BadInput:
    return BadInput("bad_catalogue", f"Le catalogue {path.name} : {what}.", "Corrigez ce champ, puis recommencez.")
