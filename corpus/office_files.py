"""Makes the office files of the corpus from their Markdown: `python -m corpus.office_files [FOLDER]`.

The text of every DOCX, ODT and PDF that the project ships lives in `office_texts/*.md`, so that anyone can
change it; the made files, which the catalogue names, are committed among the other documents. Making them twice gives
the same bytes. It needs python-docx, reportlab, pypdfium2, numpy and Pillow, which only this module
and its tests import.

The Markdown it knows: `# title`, `## heading`, `- item`, `| table |` with its header first, and
paragraphs, each on one line.
"""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import gmtime
from typing import Any
from xml.sax.saxutils import escape

from corpus.catalogue import CORPUS, load_catalogue
from corpus.errors import BadInput

DOCUMENTS = CORPUS / "documents"
TEXTS = CORPUS / "office_texts"

MADE_ON = datetime.datetime(2026, 11, 24, 8, 0, 0)
"""The date that every made file carries, so that its bytes depend on nothing but its text."""

SCAN_DPI = 200
SCAN_TILT_DEGREES = (0.7, -0.5)
"""Page by page, as a hurried hand lays sheets on the glass."""
SCAN_GREY_SPREAD = 9.0
SCAN_JPEG_QUALITY = 38


@dataclass(frozen=True)
class Line:
    """`kind` is title, heading, item, paragraph or table; only a table has `rows`, header first."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_source(path: Path) -> tuple[Line, ...]:
    """The lines of a source. Raises `BadInput` ("office_source") where there is no title to begin with."""
    lines: list[Line] = []
    table: list[tuple[str, ...]] = []
    for raw in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if raw.startswith("|"):
            table.append(tuple(cell.strip() for cell in raw.strip().strip("|").split("|")))
            continue
        if table:
            lines.append(Line("table", rows=(table[0], *table[2:])))
            table = []
        if not raw.strip():
            continue
        for mark, kind in (("# ", "title"), ("## ", "heading"), ("- ", "item"), ("", "paragraph")):
            if raw.startswith(mark):
                lines.append(Line(kind, raw.removeprefix(mark).strip()))
                break
    if not lines or lines[0].kind != "title":
        remedy = "Commencez-le par une ligne « # titre »."
        raise BadInput("office_source", f"Le texte {path.name} n'a pas de titre.", remedy)
    return tuple(lines)


def _same_bytes(archive: bytes) -> bytes:
    """The zip with one date for every member: python-docx writes the hour of the day."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(_member(info.filename, info.compress_type), old.read(info))
    return made.getvalue()


def _member(name: str, compress_type: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
    member.compress_type = compress_type
    return member


def docx_bytes(lines: tuple[Line, ...]) -> bytes:
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = lines[0].text, "CPAS de Val-Mosan (fictif)", "fr-BE"
    properties.created = properties.modified = MADE_ON
    styles = {"title": "Heading 1", "heading": "Heading 2", "item": "List Bullet", "paragraph": "Normal"}
    for line in lines:
        if line.kind != "table":
            document.add_paragraph(line.text, style=styles[line.kind])
            continue
        table = document.add_table(rows=0, cols=len(line.rows[0]), style="Table Grid")
        for row in line.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    made = io.BytesIO()
    document.save(made)
    return _same_bytes(made.getvalue())


_ODT_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_NAMES = "office text table style fo meta"
_ODT_LOOKS = {"title": "18pt", "heading": "13pt"}
_ODT_FORMS = {
    "title": '<text:h text:outline-level="1" text:style-name="title">{}</text:h>',
    "heading": '<text:h text:outline-level="2" text:style-name="heading">{}</text:h>',
    "item": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    "paragraph": "<text:p>{}</text:p>",
}


def odt_bytes(lines: tuple[Line, ...]) -> bytes:
    """Written straight as OpenDocument 1.2: odfpy's bytes depend on what the process wrote before."""
    body = "".join(_odt_table(line) if line.rows else _ODT_FORMS[line.kind].format(escape(line.text)) for line in lines)
    looks = "".join(
        f'<style:style style:name="{name}" style:family="paragraph">'
        f'<style:text-properties fo:font-weight="bold" fo:font-size="{size}"/></style:style>'
        for name, size in _ODT_LOOKS.items()
    )
    title = f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{escape(lines[0].text)}</dc:title>'
    kind = "application/vnd.oasis.opendocument.text"
    parts = {
        "content.xml": _odt_part("content", f"<office:body><office:text>{body}</office:text></office:body>"),
        "styles.xml": _odt_part("styles", f"<office:styles>{looks}</office:styles>"),
        "meta.xml": _odt_part("meta", f"<office:meta>{title}</office:meta>"),
    }
    types = {"/": kind, **dict.fromkeys(parts, "text/xml")}
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODT_NAMESPACE}manifest:1.0" manifest:version="1.2">'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="{t}"/>' for n, t in types.items()
        )
        + "</manifest:manifest>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(_member("mimetype"), kind)  # first and uncompressed: that is how an ODT is recognised
        for name, xml in {**parts, "META-INF/manifest.xml": manifest}.items():
            archive.writestr(_member(name, zipfile.ZIP_DEFLATED), '<?xml version="1.0" encoding="UTF-8"?>\n' + xml)
    return made.getvalue()


def _odt_part(name: str, inner: str) -> str:
    uris = {prefix: f"{_ODT_NAMESPACE}{prefix}:1.0" for prefix in _ODT_NAMES.split()}
    uris["fo"] = f"{_ODT_NAMESPACE}xsl-fo-compatible:1.0"
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in uris.items())
    return f'<office:document-{name} {names} office:version="1.2">{inner}</office:document-{name}>'


def _odt_table(line: Line) -> str:
    header, *rows = (
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in line.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(line.rows[0])}"/>'
    header = f"<table:table-header-rows>{header}</table:table-header-rows>"
    return f"<table:table>{columns}{header}{''.join(rows)}</table:table>"


def pdf_bytes(lines: tuple[Line, ...]) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.lib.units import cm
    from reportlab.platypus import (
        Paragraph,
        SimpleDocTemplate,
        Spacer,
        Table,
        TableStyle,
    )

    sheet = getSampleStyleSheet()
    body = ParagraphStyle("body", sheet["BodyText"], fontSize=10.5, leading=14, spaceAfter=5)
    styles = {"title": sheet["Heading1"], "heading": sheet["Heading2"], "paragraph": body}
    styles["item"] = ParagraphStyle("item", body, leftIndent=14, bulletIndent=2)
    story: list[Any] = []
    for line in lines:
        if line.kind == "table":
            rows = [[Paragraph(escape(cell), body) for cell in row] for row in line.rows]
            grid = Table(rows, colWidths=[16.6 * cm / len(rows[0])] * len(rows[0]), repeatRows=1)
            whole = ((0, 0), (-1, -1))
            grid.setStyle(TableStyle([("GRID", *whole, 0.5, colors.black), ("VALIGN", *whole, "TOP")]))
            story += [grid, Spacer(1, 8)]
        else:
            bullet = "•" if line.kind == "item" else None
            story.append(Paragraph(escape(line.text), styles[line.kind], bulletText=bullet))
    made = io.BytesIO()
    # invariant: reportlab then writes a fixed date and a fixed document id.
    margins = {"leftMargin": 2.2 * cm, "rightMargin": 2.2 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    SimpleDocTemplate(made, pagesize=A4, title=lines[0].text, invariant=1, lang="fr-BE", **margins).build(story)
    return made.getvalue()


def scan_bytes(lines: tuple[Line, ...]) -> bytes:
    """A PDF of images only: the printed pages, tilted, greyed and speckled as an office scanner leaves them."""
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageFilter

    noise = np.random.default_rng(2024)
    printed = pypdfium2.PdfDocument(pdf_bytes(lines))
    pages: list[Image.Image] = []
    for number in range(len(printed)):
        page = printed[number].render(scale=SCAN_DPI / 72).to_pil().convert("L")
        tilt = SCAN_TILT_DEGREES[number % len(SCAN_TILT_DEGREES)]
        page = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.6))
        grey = np.asarray(page, dtype=np.float64) * 0.93 + 8
        height, width = grey.shape
        grain = noise.normal(0.0, SCAN_GREY_SPREAD, (height // 2 + 1, width // 2 + 1))  # grains of 2 x 2 pixels
        grey += grain.repeat(2, 0).repeat(2, 1)[:height, :width]
        grey[noise.random(grey.shape) > 0.99995] = 40
        pages.append(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    made, day = io.BytesIO(), gmtime(MADE_ON.replace(tzinfo=datetime.UTC).timestamp())
    pages[0].save(
        made, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI,
        quality=SCAN_JPEG_QUALITY, creationDate=day, modDate=day,
    )  # fmt: skip
    return made.getvalue()


_WRITERS: dict[str, Callable[[tuple[Line, ...]], bytes]] = {
    ".docx": docx_bytes,
    ".odt": odt_bytes,
    ".pdf": pdf_bytes,
    "-scan.pdf": scan_bytes,
}
_KINDS = {"procedures": "procedure", "circulaires": "circulaire"}


def text_path(office_file: Path) -> Path:
    """`procedures/energie.odt` is made from `procedure-energie.md`."""
    return TEXTS / f"{_KINDS[office_file.parent.name]}-{office_file.stem}.md"


def text_of_office_file(office_file: Path) -> str:
    """The Markdown that a shipped DOCX, ODT or PDF is made from. Raises `BadInput` ("office_source")."""
    try:
        return text_path(office_file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        remedy = f"Écrivez {text_path(office_file).name}, puis python -m corpus.office_files."
        raise BadInput("office_source", f"Le texte de {office_file.name} n'est pas là.", remedy) from error


def office_files() -> list[Path]:
    """The shipped files that are made, relative to `documents/`, in the order of the catalogue."""
    paths = (Path(name) for source in load_catalogue().sources for name in source.files)
    return [path.relative_to("documents") for path in paths if path.suffix in _WRITERS]


def make_office_files(target: Path = DOCUMENTS) -> list[Path]:
    """Writes every office file under `target` and returns their paths, in the order of the catalogue."""
    made = []
    for name in office_files():
        write = _WRITERS["-scan.pdf" if name.name.endswith("-scan.pdf") else name.suffix]
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write(read_source(text_path(name))))
        made.append(path)
    return made


if __name__ == "__main__":
    for written in make_office_files(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS):
        print(f"{written} : {written.stat().st_size // 1024} kio")
