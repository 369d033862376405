"""Every setting of the house: one table, `KB_` variables, and a typo is an error."""

from __future__ import annotations

import difflib
import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import BadInput
from corpus.model import Region


class Settings(BaseSettings):
    """Each field is read from `KB_<FIELD IN CAPITALS>`."""

    model_config = SettingsConfigDict(env_prefix="KB_", extra="forbid", frozen=True)

    data_dir: Path = Field(
        Path.home() / ".local/share/kb-cpas", description="où vit tout l'état : modèles, éditions, base de données"
    )
    embedding_model: str = Field(
        "multilingual-e5-small",
        description="le modèle par défaut, un identifiant sentence-transformers ou un dossier local",
    )
    reranker_model: str | None = Field(None, description="un cross-encoder sentence-transformers, facultatif")
    chroma_url: str | None = Field(
        None, description="serveur Chroma (http://hote:port) pour plusieurs machines ; vide : embarqué"
    )
    regions: Annotated[tuple[Region, ...], NoDecode] = Field(
        (Region.FEDERAL, Region.WALLOON),
        min_length=1,
        description="régions dont les textes répondent par défaut, séparées par des virgules",
    )
    max_file_mb: int = Field(50, ge=1, description="taille maximale d'un fichier ingéré, en mébioctets")
    max_pages: int = Field(400, ge=1, description="nombre maximal de pages d'un PDF")
    max_question_chars: int = Field(2000, ge=1, description="longueur maximale d'une question, en caractères")
    max_verify_chars: int = Field(20_000, ge=1, description="longueur maximale d'un texte à vérifier, en caractères")
    privacy: Literal["off", "mask", "block"] = Field(
        "mask", description="données personnelles dans une question ou un texte : off, mask ou block"
    )
    privacy_remote: Literal["off", "mask", "block"] = Field(
        "block", description="la même chose pour tout ce qui pourrait quitter la machine"
    )
    nli_model: str | None = Field(
        None, description="un cross-encoder d'inférence textuelle (sentence-transformers), second avis facultatif"
    )
    justel_url: str = Field(
        "https://www.ejustice.just.fgov.be",
        pattern=r"^https?://[^/\s]+/?$",
        description="le site d'où kb sync apporte les textes officiels",
    )
    justel_timeout: float = Field(30, gt=0, description="patience envers ce site, en secondes par réponse")
    host: str = Field("127.0.0.1", description="adresse d'écoute")
    port: int = Field(8000, ge=0, le=65535, description="port d'écoute")
    threads: int = Field(0, ge=0, description="fils de calcul du modèle ; 0 : autant que de cœurs")

    @field_validator("regions", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def models_dir(self) -> Path:
        return self.data_dir / "models"

    @property
    def editions_dir(self) -> Path:
        return self.data_dir / "editions"


@lru_cache
def settings() -> Settings:
    """The settings of this process.

    Raises `BadInput` ("unknown_setting") for a `KB_` variable that no field reads: a misspelt
    setting that is silently ignored is found out too late.
    """
    known = {f"KB_{name.upper()}" for name in Settings.model_fields}
    for variable in os.environ:
        if variable.startswith("KB_") and variable not in known:
            near = difflib.get_close_matches(variable, known, n=1)
            hint = f"Vouliez-vous dire {near[0]} ?" if near else "Les réglages connus sont dans corpus/settings.py."
            raise BadInput("unknown_setting", f"Le réglage {variable} n'existe pas.", hint)
    try:
        return Settings()
    except ValueError as error:
        raise BadInput(
            "bad_setting", f"Un réglage KB_ n'est pas valable : {error}", "Corrigez la variable d'environnement."
        ) from error
