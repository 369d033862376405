"""Makes the laws of the parsing tests: an invented law on a register of umbrellas, in the three shapes in
which official texts come. Every word is ours; only the shapes are those of Justel.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

FIRST_DIALECT = """\
---
url: https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/2003099999/justel
title-fr: "Loi relative au registre des parapluies (NOTE : Consultation des versions antérieures à partir du 10-04-2003 et mise à jour au 15-03-2026)"
date: 2003-04-01
source: Affaires pluviales
number: 2003099999
page: 12345
case: 2003-04-01/99
publication: 2003-04-10
starts: 2003-04-20, 2003-05-01
modifies:
---

## TITRE Ier. - Du registre.

### Chapitre 1er. - [1 Dispositions générales]1.

**Article 1er.** La présente loi règle une matière fictive.

**Art. 2.** § 1er. Pour l'application de la présente loi, il faut entendre par :

1. parapluie : l'abri portatif à manche;

2. [2 "détenteur" : la personne qui porte le parapluie,\u00a0même fermé;]2

3. ter baleine : la tige qui tend la toile;

   a) en acier;

   b) en bois, (pour les parapluies anciens.) <L 2004-07-09/30, art. 104, 002;  En vigueur :  01-01-2005>

- le parapluie perdu n'est à personne.

§ 2. Le centre inscrit le parapluie dans les cinq jours.

_Table:_

|  | Droit d'inscription | **Durée** |
| --- | --- | --- |
| Grand parapluie | 12,50 EUR | un an<br>et demi |
| Ombrelle | 3,00 EUR | six mois |

`(1)<L 2016-07-21/98, art. 2, 003; En vigueur : 01-11-2016>`

`(2)<Inséré par L 2020-02-02/97, art. 3, 004; En vigueur : 01-03-2020>`

### Dispositions de temps sec

**Art. 3.**

Abrogé par L 2016-07-21/98, art. 9, 003; En vigueur : 01-11-2016

**Art. 4.** Une caution d'un parapluie est due.

**Art. 4 Communauté germanophone.** [1 Le Gouvernement]1 fixe la caution.

`(1)<DCG 2017-05-05/10, art. 6, 005; En vigueur : 01-01-2018>`

**Art. 5/1.** [1 Le registre est public jusqu'au 31 décembre 2027.]1

`(1)<Inséré par L 2025-11-17/92, art. 5, 006; En vigueur : 01-01-2026>`

**Art. 5/1.** [2 Le registre est secret.]2

`(2)<L 2025-11-17/92, art. 6, 006; En vigueur : 01-01-2028>`

Promulguons la présente loi, ordonnons qu'elle soit revêtue du Sceau de l'Etat.

Le Ministre du Temps,

## ANNEXE.

**Art. N1.** Modèle de la fiche du parapluie.
"""

SECOND_DIALECT = """\
---
title: "1 AVRIL 2003. - Loi relative au registre des parapluies (NOTE : Consultation des versions antérieures à partir du 10-04-2003 et mise à jour au 15-03-2026)"
identifier: "2003099999"
publication_date: "2003-04-10"
last_updated: "2014-07-01"
source: "https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/2003099999/justel"
department: "Affaires pluviales"
dossier_number: "2003-04-01/99"
---
# 1 AVRIL 2003. - Loi relative au registre des parapluies (NOTE : mise à jour au 15-03-2026)

### TITRE I. - Du registre.

##### Article 1. La présente loi règle une matière fictive.

##### Article 2. § 1. Pour l'application de la présente loi, il faut entendre par :

1° parapluie : l'abri portatif à manche;

2° [¹ détenteur : la personne qui porte le parapluie;]¹

§ 2. Le centre inscrit le parapluie dans les (cinq jours). <L [2004-07-09/30](https://www.ejustice.just.fgov.be/cgi_loi/article.pl?language=fr&cn_search=2004070930), art. 104, 002; **En vigueur :** 01-01-2005>

----------

(1)<L [2010-02-02/97](https://www.ejustice.just.fgov.be/cgi_loi/article.pl?language=fr&cn_search=2010020297), art. 3, 003; En vigueur : 01-03-2010>

##### Article 3. Le parapluie oublié est gardé un an.

##### Article 4/1_REGION_WALLONNE_(DROIT_FUTUR).. 4/1_REGION_WALLONNE_(DROIT_FUTUR).{fut}*[¹ La caution est wallonne.]¹*

(1)<Inséré par DRW [2013-05-05/10](https://www.ejustice.just.fgov.be/cgi_loi/article.pl?cn_search=2013050510), art. 6; En vigueur : indéterminée >

##### Article 5
L'article qui n'a pas de point est aussi un article.

Donné à Bruxelles, le 1 avril 2003.

ALBERT
"""


def _justel(title: str, text: str) -> str:
    """A page of the site: three boxes, of which the second repeats the headings of the third."""
    return f"""<!DOCTYPE html><html><head><title>Loi - Justel</title></head><body>
<div class="menu"><a href="https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/2003099999/justel">ELI</a> Liens</div>
<div class="list">
<div id="list-title-1" class="box"><h2 class="list-title">Titre</h2><div class="list-item">
<span class="tag">2003099999</span><p class="list-item--subtitle"> </p><p class="list-item--title"> {title} </p>
<div class="plain-text"><p><strong>Source: </strong>Affaires pluviales</p>
<p><strong>Publication: </strong>10 avril 2003</p><p><strong>Num&eacute;ro: </strong>2003099999</p>
<p><strong>Dossier num&eacute;ro:</strong>  2003-04-01/99</p></div></div></div>
<div id="list-title-2" class="box plain-text"><h2>Table des matières</h2>
<A NAME='LNKR0001' HREF='#LNK0001'>TITRE Ier.</A> - Du registre.<BR>Art. 1-4</div>
<div id="list-title-3" class="box plain-text"><h2 id="text" class="list-title">Texte</h2> {text}</div>
<div id="list-title-sw_sign" class="box"><h2>Signatures</h2>Le Ministre du Temps</div>
</div></body></html>"""


_MARK = (
    "<sup><font color=red><a href=#t title='<L 2016-07-21/98, art. 2; En vigueur : 01-11-2016>'>"
    "<span style='color:red;'>{}</span></a></font></sup>"
)
_ONE, _TWO = _MARK.format(1), _MARK.format(2)
_LINE = "<BR>&nbsp;&nbsp;"

JUSTEL_TEXT = (
    "<A NAME='LNK0001' HREF='#LNKR0001'>TITRE Ier.</A> - Du registre.<BR><BR>&nbsp;&nbsp;"
    "<A NAME='Art.1er'></A>Article <A HREF='#LNK0002'> 1er</A>. La présente loi règle une matière fictive.<BR><BR>"
    "&nbsp;&nbsp;<A NAME='LNK0002' HREF='#LNKR0002'>CHAPITRE 1.</A> - Œuvre et définitions <L 2004-07-09/30, art. 1>"
    "<BR><BR>&nbsp;&nbsp;<A NAME='Art.2' HREF='#Art.1er'>Art.</A> <A HREF='#Art.3'> 2</A>. § 1er. Il faut entendre "
    f"par :{_LINE}1° &quot; parapluie &quot; : l'abri portatif à manche;{_LINE}2° [{_ONE} détenteur : la personne "
    f"qui porte le parapluie,{_LINE} même fermé;]{_ONE}{_LINE}a) en acier;{_LINE}- le reste.{_LINE}§ 2. [{_TWO} Le "
    f"centre inscrit.]{_TWO}{_LINE}----------{_LINE}(<font color=red>1</font>)&lt;L <A HREF=/cgi_loi/article.pl?"
    "language=fr&amp;cn_search=2016072198 target=_blank>2016-07-21/98</A>, art. 2, 003; En vigueur : 01-11-2016&gt;"
    f"{_LINE}(<font color=red>2</font>)<Inséré par L 2020-02-02/97, art. 3, 004; <b>En vigueur :</b> 01-03-2020>"
    f"{_LINE}Le droit est de :<TABLE border=1><TR><TD>Parapluie</TD><TD>Droit</TD></TR><TR><TD>Grand<BR>noir</TD>"
    "<TD>12,50&nbsp;EUR</TD></TR></TABLE>Il est payé d'avance.<BR><BR>"
    "&nbsp;&nbsp;<A NAME='Art.3' HREF='#Art.2'>Art.</A> <A HREF='#Art.4'> 3</A>. (Abrogé) &lt;L 2016-07-21/98, "
    "art. 9, 003; En vigueur : 01-11-2016&gt;<BR><BR>"
    "&nbsp;&nbsp;<A NAME='Art.4' HREF='#Art.3'>Art.</A> <A HREF='#Art.4_REGION_WALLONNE'> 4</A>. La caution est due."
    "<BR><BR>&nbsp;&nbsp;<A NAME='Art.4_REGION_WALLONNE' HREF='#Art.4'>Art.</A> <A HREF='#Art.5_DROIT_FUTUR'> "
    f"4_REGION_WALLONNE</A>. [{_ONE} La caution est wallonne.]{_ONE}{_LINE}----------{_LINE}(<font color=red>1</font>)"
    "&lt;DRW 2018-05-05/10, art. 6; En vigueur : 01-01-2019&gt;<BR><BR>"
    "&nbsp;&nbsp;<A NAME='Art.5' HREF='#Art.4'>Art.</A> 5. Le registre est public.<BR><BR>"
    "&nbsp;&nbsp;<A NAME='Art.5_DROIT_FUTUR' HREF='#Art.5'>Art.</A> <A HREF='#LNK0003'> 5_DROIT_FUTUR</A>. "
    "Le registre est secret.<BR>Promulguons la présente loi.<BR>Donné à Bruxelles, le 1 avril 2003.<BR>ALBERT<BR>"
    "<A NAME='LNK0003' HREF='#LNKR0003'>ANNEXES.</A><BR><BR>&nbsp;&nbsp;<A NAME='Art.N1' HREF='#LNK0003'>Art.</A> N1. "
    "Modèle de la fiche."
)
JUSTEL_PAGE = _justel(
    "1 AVRIL 2003. - Loi relative au registre des parapluies (NOTE : Consultation des versions antérieures à partir "
    "du 10-04-2003 et mise à jour au 15-03-2026)",
    JUSTEL_TEXT,
)
ERROR_PAGE = (
    "<html><head><title>ELI - BELGIQUE</title></head><body><center><b>ejustice</b>"
    "<p>Le document demandé n'existe pas ou n'est plus disponible.</p></center></body></html>"
)
EMPTY_PAGE = _justel("1 AVRIL 2003. - Loi vide", "Le texte n'est pas disponible.")
LISTING_PAGE = (
    "<HTML><HEAD><TITLE>ELI  - BELGIQUE</TITLE></HEAD><BODY><table><tr><td>1 AVRIL 2003. - Loi relative au registre "
    "des parapluies</td><td><A href=http://www.ejustice.just.fgov.be/eli/loi/2003/04/01/2003099999/justel>Justel</A>"
    "</td></tr></table></BODY></HTML>"
)


def _holding(text: str, encoding: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(text.encode(encoding))

    return make


_SITE = "cp1252"
"""What the site calls ISO-8859-1 is the code page of Windows."""


LAWS: dict[str, Callable[[Path], None]] = {
    "loi-parapluies.md": _holding(FIRST_DIALECT, "utf-8"),
    "loi-parapluies-2014.md": _holding(SECOND_DIALECT, "utf-8"),
    "loi-parapluies.html": _holding(JUSTEL_PAGE, _SITE),
}
BAD_PAGES: dict[str, Callable[[Path], None]] = {
    "erreur.html": _holding(ERROR_PAGE, _SITE),
    "sans-articles.html": _holding(EMPTY_PAGE, _SITE),
    "liste.html": _holding(LISTING_PAGE, _SITE),
}
