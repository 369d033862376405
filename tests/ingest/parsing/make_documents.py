"""Makes the input files of the parsing tests: a circular of a fictional CPAS in every office format.

Deterministic (fixed dates, seeded noise), so that the ground truths in `truth/` hold anywhere.
`python tests/ingest/parsing/make_documents.py FOLDER` writes them all into a folder to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from circular import AMOUNTS, AUTHOR, CONDITIONS, DECISION, HEADER, INTRO, PIECES, RECOURSE, TITLE
from make_scans import SCANS


def markdown(path: Path) -> None:
    table = ["| " + " | ".join(row) + " |" for row in AMOUNTS]
    table.insert(1, "|---|---|---|")
    path.write_text(
        f'---\ntitle: "{TITLE}"\nauthor: {AUTHOR}\ndate: 2026-02-16\n---\n\n# {TITLE}\n\n## 1. Objet\n\n{INTRO}\n\n'
        "## 2. Conditions\n\nLe demandeur doit :\n"
        + "\n".join(f"{n}. {text}" for n, text in enumerate(CONDITIONS, start=1))
        + "\n\n### 2.1 Pièces à joindre\n\n"
        + "\n".join(f"{letter}) {text}" for letter, text in zip("ab", PIECES, strict=True))
        + "\n\n- la demande signée\n  - par le demandeur\n  - ou par son *mandataire*\n\n## 3. Montants\n\n"
        + "\n".join(table)
        + f"\n\n## 4. Décision\n\n{DECISION}\n\n{RECOURSE}\n",
        encoding="utf-8",
    )


def text(path: Path) -> None:
    """Typed by hand, wrapped at 80 characters, in the Windows code page."""
    import textwrap

    def wrapped(paragraph: str, first: str = "") -> str:
        return textwrap.fill(paragraph, 80, initial_indent=first, subsequent_indent=" " * len(first))

    conditions = "\n".join(wrapped(c, f"{n}° ") for n, c in enumerate(CONDITIONS, start=1))
    pieces = "\n".join(wrapped(p, f"{letter}) ") for letter, p in zip("ab", PIECES, strict=True))
    parts = [
        TITLE.upper(), "1. Objet\n" + wrapped(INTRO),
        "2. Conditions\n\nLe demandeur doit :\n" + conditions,
        "2.1 Pièces à joindre\n\n" + pieces
        + "\n   - en original\n   - ou en copie",
        "CHAPITRE II. Décision\n---------------------\n" + wrapped(DECISION), wrapped(RECOURSE),
    ]  # fmt: skip
    path.write_bytes("\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts).encode("cp1252"))


def html(path: Path) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<{tag}>{c}</{tag}>" for c in row) + "</tr>"
        for tag, row in zip(["th", *["td"] * 3], AMOUNTS, strict=True)
    )
    page = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="iso-8859-15"><title>{TITLE} | Valmarais</title>
<meta name="author" content="{AUTHOR}"><meta name="dcterms.date" content="2026-02-16T08:00:00">
<link rel="canonical" href="https://cpas.example/chauffage"><style>p {{ color: red }}</style></head><body>
<a class="skip-link" href="#c">Aller au contenu</a><header><p>Bandeau du site</p></header>
<nav><ul><li>Accueil</li><li>Menu des services</li></ul></nav>
<div id="cookie-banner"><p>Nous utilisons des cookies.</p><button>Accepter</button></div>
<div class="content"><div class="breadcrumb">Accueil &gt; Aides</div>
<h1>{TITLE}</h1><!-- un commentaire --><h2>1. Objet</h2><p>{INTRO}</p>
<h2>2. Conditions</h2><p>Le demandeur doit&nbsp;:</p><ol>{"".join(f"<li>{c}</li>" for c in CONDITIONS)}</ol>
<h3>2.1 Pièces à joindre</h3>
<ol type="a"><li><p>{PIECES[0]}</p></li><li>{PIECES[1]}<ul><li>en original</li></ul></li></ol>
<h2>3. Montants</h2><table>{rows}
<tr><td rowspan="2">Dettes</td><td>gaz</td><td>selon enquête</td></tr><tr><td>mazout</td><td>idem</td></tr></table>
<h2>4. Décision</h2><p>{DECISION}</p>
<p style="display:none">Texte caché</p><p>{RECOURSE}<br>a) refus<br>b) retrait</p></div>
<aside>Voir aussi</aside><div class="share-buttons social">Partager</div><script>var x = "code";</script>
<footer>Mentions légales</footer></body></html>"""
    path.write_bytes(page.encode("iso-8859-15"))


def docx(path: Path) -> None:
    """Numbers of lists and headings come from Word's automatic numbering; one insertion is tracked."""
    import docx as python_docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    document = python_docx.Document()
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1°"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
        "</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def item(content: str, level: int) -> Any:
        paragraph = document.add_paragraph(content)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )
        return paragraph

    properties = document.core_properties
    properties.title, properties.author = TITLE, AUTHOR
    properties.created = properties.modified = datetime(2026, 2, 16, tzinfo=UTC)
    section = document.sections[0]
    section.header.paragraphs[0].text = HEADER
    section.footer.paragraphs[0].text = "Page 1 sur 2"
    document.add_heading(TITLE, 1)
    document.add_heading("1. Objet", 2)
    document.add_paragraph(INTRO)
    document.add_heading("2. Conditions", 2)
    document.add_paragraph("Le demandeur doit :")
    item(CONDITIONS[0], 0)
    item(CONDITIONS[1], 0)
    for piece in PIECES:
        item(piece, 1)
    item(CONDITIONS[2], 0)
    document.add_paragraph("la demande signée", style="List Bullet")
    document.add_heading("3. Montants", 2)
    table = document.add_table(rows=0, cols=3)
    for row in AMOUNTS:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            cell.text = content
    document.add_heading("4. Décision", 2)
    revised = document.add_paragraph(DECISION + " ")
    insertion = parse_xml(
        f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>Elle est motivée.</w:t></w:r></w:ins>'
    )
    deletion = parse_xml(
        f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>Texte biffé.</w:delText></w:r></w:del>'
    )
    revised._p.extend([insertion, deletion])
    assert revised._p.find(qn("w:ins")) is not None
    document.add_paragraph(RECOURSE)
    document.save(str(path))


def odt(path: Path) -> None:
    from odf import dc, meta, style, table, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text=TITLE))
    document.meta.addElement(meta.InitialCreator(text=AUTHOR))
    document.meta.addElement(dc.Date(text="2026-02-16T08:00:00"))
    numbered = text.ListStyle(name="Numeros")
    numbered.addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix="°"))
    numbered.addElement(text.ListLevelStyleNumber(level=2, numformat="a", numsuffix=")"))
    bullets = text.ListStyle(name="Puces")
    bullets.addElement(text.ListLevelStyleBullet(level=1, bulletchar="•"))
    document.automaticstyles.addElement(numbered)
    document.automaticstyles.addElement(bullets)
    document.automaticstyles.addElement(style.Style(name="Corps", family="paragraph"))

    def heading(content: str, level: int) -> None:
        document.text.addElement(text.H(outlinelevel=level, text=content))

    def paragraph(content: str) -> Any:
        return text.P(stylename="Corps", text=content)

    def item(content: str) -> Any:
        entry = text.ListItem()
        entry.addElement(paragraph(content))
        return entry

    heading(TITLE, 1)
    heading("1. Objet", 2)
    first = paragraph(INTRO)
    note = text.Note(noteclass="footnote", id="n1")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="Règlement du 12 janvier 2026."))
    note.addElement(body)
    first.addElement(note)
    document.text.addElement(first)
    heading("2. Conditions", 2)
    document.text.addElement(paragraph("Le demandeur doit :"))
    conditions = text.List(stylename="Numeros")
    entries = [item(content) for content in CONDITIONS]
    pieces = text.List()
    for piece in PIECES:
        pieces.addElement(item(piece))
    entries[1].addElement(pieces)
    for entry in entries:
        conditions.addElement(entry)
    document.text.addElement(conditions)
    signed = text.List(stylename="Puces")
    signed.addElement(item("la demande signée"))
    document.text.addElement(signed)
    heading("3. Montants", 2)
    amounts = table.Table(name="Montants")
    amounts.addElement(table.TableColumn(numbercolumnsrepeated=3))
    for row in AMOUNTS:
        line = table.TableRow()
        for content in row:
            cell = table.TableCell()
            cell.addElement(paragraph(content))
            line.addElement(cell)
        amounts.addElement(line)
    document.text.addElement(amounts)
    heading("4. Décision", 2)
    document.text.addElement(paragraph(DECISION))
    document.text.addElement(paragraph(RECOURSE))
    document.save(str(path))


def pdf(path: Path, *, ruled: bool = True) -> None:
    """Two pages with a running header and page numbers; the last sentence of page 1 ends on page 2."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("corps", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=8, alignment=4)
    indented = ParagraphStyle("point", parent=body, leftIndent=18, firstLineIndent=-12, spaceAfter=3)
    title = ParagraphStyle("titre", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=12)
    section = ParagraphStyle(
        "section", fontName="Helvetica-Bold", fontSize=12, leading=16, spaceBefore=10, spaceAfter=6
    )
    sub = ParagraphStyle("sous-section", fontName="Helvetica-Bold", fontSize=10, leading=13, spaceAfter=4)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A4[1] - 40, HEADER)
        canvas.drawRightString(A4[0] - 60, 30, f"Page {document.page} sur 2")

    half = RECOURSE.index("tribunal")
    story = [
        Paragraph(TITLE, title), Paragraph("1. Objet", section), Paragraph(INTRO, body),
        Paragraph("2. Conditions", section), Paragraph("Le demandeur doit :", body),
        *[Paragraph(f"{n}° {c}", indented) for n, c in enumerate(CONDITIONS, start=1)],
        Paragraph("2.1 Pièces à joindre", sub), *[Paragraph(f"• {p}", indented) for p in PIECES],
        Paragraph("3. Montants", section), Table(AMOUNTS, style=grid, colWidths=[170, 120, 120]),
        Paragraph("4. Décision", section), Paragraph(DECISION, body), Paragraph(RECOURSE[:half], body),
        PageBreak(), Paragraph(RECOURSE[half:], body), Paragraph("5. Entrée en vigueur", section),
        Paragraph("La circulaire entre en vigueur le 1er mars 2026.", body),
    ]  # fmt: skip
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=60,
        rightMargin=60,
        topMargin=70,
        bottomMargin=60,
        title=TITLE,
        author=AUTHOR,
        invariant=True,
    )
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)


def unruled_pdf(path: Path) -> None:
    pdf(path, ruled=False)


def two_column_pdf(path: Path) -> None:
    """A title over two columns, as bulletins are set."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

    body = ParagraphStyle("corps", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=8)
    title = ParagraphStyle("titre", fontName="Helvetica-Bold", fontSize=16, leading=20)
    frames = [Frame(60, 720, 475, 50), Frame(60, 100, 225, 610), Frame(310, 100, 225, 610)]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=True, title="Bulletin")
    document.addPageTemplates(PageTemplate(frames=frames))
    story = [
        Paragraph("Bulletin du service social", title),
        FrameBreak(),
        Paragraph(INTRO, body),
        FrameBreak(),
        Paragraph(RECOURSE, body),
    ]
    document.build(story)


def email(path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Rappel : délai de décision"
    message["From"] = "Secrétariat <secretariat@cpas.example>"
    message["To"] = "equipe@cpas.example"
    message["Date"] = "Mon, 16 Feb 2026 09:30:00 +0100"
    message.set_content(
        f"Bonjour,\n\n{DECISION}\n\nÀ vérifier dans chaque dossier :\n"
        "- la date de réception ;\n- l'accusé de réception.\n\n-- \nAccueil\nTél. 000\n"
    )
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="modèle de décision.pdf")
    path.write_bytes(bytes(message))


def html_email(path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Nouveaux plafonds"
    message["From"] = "secretariat@cpas.example"
    message["Date"] = "Tue, 17 Feb 2026 10:00:00 +0100"
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in AMOUNTS)
    message.set_content("Version texte.")
    message.add_alternative(f"<p>Voici les montants :</p><table>{rows}</table>", subtype="html")
    path.write_bytes(bytes(message))


DOCUMENTS: dict[str, Callable[[Path], None]] = {
    "circulaire.md": markdown,
    "circulaire.txt": text,
    "circulaire.html": html,
    "circulaire.docx": docx,
    "circulaire.odt": odt,
    "circulaire.pdf": pdf,
    "sans-filets.pdf": unruled_pdf,
    "deux-colonnes.pdf": two_column_pdf,
    "rappel.eml": email,
    "plafonds.eml": html_email,
}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name, make in {**DOCUMENTS, **SCANS}.items():
        make(target / name)
