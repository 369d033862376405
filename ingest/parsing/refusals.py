"""The files that are refused: one stable code, one French line and one remedy each."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadInput, Unavailable


def empty_file(path: Path) -> BadInput:
    return BadInput(
        "empty_file", f"Le fichier « {path.name} » est vide.", "Vérifiez la copie, puis ajoutez-le à nouveau."
    )


def missing_file(path: Path) -> BadInput:
    return BadInput("file_not_found", f"Le fichier « {path.name} » est introuvable.", "Vérifiez son emplacement.")


def unreadable_file(path: Path) -> BadInput:
    return BadInput(
        "file_unreadable", f"Le fichier « {path.name} » ne peut pas être ouvert.", "Vérifiez les droits de lecture."
    )


def file_too_large(path: Path, size_mb: float, limit_mb: int) -> BadInput:
    return BadInput(
        "file_too_large",
        f"Le fichier « {path.name} » fait {size_mb:.0f} Mio, plus que la limite de {limit_mb} Mio.",
        "Découpez-le, ou relevez KB_MAX_FILE_MB.",
    )


def too_many_pages(path: Path, pages: int, limit: int) -> BadInput:
    return BadInput(
        "too_many_pages",
        f"Le PDF « {path.name} » compte {pages} pages, plus que la limite de {limit}.",
        "Découpez-le en parties utiles, ou relevez KB_MAX_PAGES.",
    )


def encrypted_pdf(path: Path) -> BadInput:
    return BadInput(
        "encrypted_pdf",
        f"Le PDF « {path.name} » est protégé par un mot de passe.",
        "Enregistrez-en une copie sans mot de passe, puis ajoutez-la.",
    )


def encrypted_file(path: Path) -> BadInput:
    return BadInput(
        "encrypted_file",
        f"Le document « {path.name} » est protégé par un mot de passe.",
        "Enregistrez-en une copie sans mot de passe, puis ajoutez-la.",
    )


def corrupt_file(path: Path) -> BadInput:
    return BadInput(
        "corrupt_file",
        f"Le fichier « {path.name} » est tronqué ou abîmé.",
        "Ouvrez l'original, enregistrez-le à nouveau, puis ajoutez cette copie.",
    )


def not_text(path: Path) -> BadInput:
    return BadInput(
        "not_text",
        f"Le fichier « {path.name} » porte l'extension d'un texte mais contient des données binaires.",
        "Donnez-lui l'extension de son vrai format, ou exportez-le en texte.",
    )


def unsupported_format(path: Path, found: str | None = None) -> BadInput:
    what = f" ({found})" if found else ""
    return BadInput(
        "unsupported_format",
        f"Le format du fichier « {path.name} »{what} n'est pas pris en charge.",
        "Enregistrez-le en PDF, DOCX, ODT, HTML, Markdown, TXT ou EML.",
    )


def no_text(path: Path) -> BadInput:
    return BadInput(
        "no_text",
        f"Aucun texte n'a pu être lu dans « {path.name} ».",
        "S'il s'agit d'un scan, numérisez-le à nouveau à 300 points par pouce, bien droit.",
    )


def ocr_missing(path: Path, what: str) -> Unavailable:
    return Unavailable(
        "ocr_missing",
        f"« {path.name} » contient des pages scannées et {what} n'est pas installé.",
        "Installez tesseract-ocr, tesseract-ocr-fra et poppler-utils, puis recommencez.",
    )
