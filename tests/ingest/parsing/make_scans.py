"""The circular as a scanner sees it: pages that are images, alone or behind a typed one. Deterministic, as all of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from circular import AMOUNTS, CONDITIONS, DECISION, INTRO, RECOURSE, TITLE


def scanned_page(lines: list[tuple[int, str]], seed: int, angle: float = 0.7) -> Any:
    """A page of text as a scanner sees it at 200 dpi: a little askew, with specks. `lines`: size in points, text."""
    import reportlab
    from PIL import Image, ImageDraw, ImageFont

    fonts = Path(reportlab.__file__).parent / "fonts"
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    y = 190
    for size, content in lines:
        font = ImageFont.truetype(str(fonts / ("VeraBd.ttf" if size > 11 else "Vera.ttf")), round(size * 200 / 72))
        for column, cell in enumerate(content.split("\t")):
            draw.text((180 + column * 520, y), cell, font=font, fill=20)
        y += round(size * 200 / 72 * (1.9 if size > 11 else 1.45)) if content else 26
    image = image.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    noise = random.Random(seed)
    pixels: Any = image.load()
    for _ in range(4000):
        pixels[noise.randrange(1654), noise.randrange(2339)] = noise.randrange(90, 200)
    return image


def _scan_lines() -> list[list[tuple[int, str]]]:
    import textwrap

    def wrapped(content: str) -> list[tuple[int, str]]:
        return [*((10, line) for line in textwrap.wrap(content, 74)), (10, "")]

    first = [
        (16, "Circulaire interne 2026/04"),
        (10, ""),
        (10, "1. Objet"),
        (10, ""),
        *wrapped(INTRO),
        (10, "2. Conditions"),
        (10, ""),
    ]
    first += [(10, "Le demandeur doit :"), (10, "")]
    for number, condition in enumerate(CONDITIONS, start=1):
        first += wrapped(f"{number}° {condition}")
    second = [
        (10, "3. Montants"),
        (10, ""),
        *((10, "\t".join(row)) for row in AMOUNTS),
        (10, ""),
        (10, "4. Décision"),
        (10, ""),
    ]
    return [first, second + wrapped(DECISION) + wrapped(RECOURSE)]


def scanned_pdf(path: Path) -> None:
    """Two pages that are images only."""
    first, second = (scanned_page(lines, seed) for seed, lines in enumerate(_scan_lines()))
    day = datetime(2026, 2, 16, tzinfo=UTC).timetuple()
    first.save(
        path, "PDF", resolution=200, save_all=True, append_images=[second], title=TITLE, creationDate=day, modDate=day
    )


def mixed_pdf(path: Path) -> None:
    """A page with a text layer, then a scanned one."""
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    typed, scanned = BytesIO(), BytesIO()
    _one_typed_page(typed)
    scanned_page(_scan_lines()[1], 7, angle=-0.5).save(scanned, "PDF", resolution=200)
    writer = PdfWriter()
    for source in (typed, scanned):
        writer.append(PdfReader(source))
    writer.write(str(path))


def _one_typed_page(target: Any) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(target, pagesize=(595, 842), invariant=True)
    for index, line in enumerate(
        ["Note de couverture", "Le texte signé de la circulaire suit en annexe scannée, page suivante."]
    ):
        canvas.drawString(60, 760 - 30 * index, line)
    canvas.save()


SCANS: dict[str, Callable[[Path], None]] = {"scan.pdf": scanned_pdf, "mixte.pdf": mixed_pdf}
