"""From provisions to passages: nothing lost, nothing twice, never inside a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.sentences import sentence_spans
from corpus.model import Kind, Provision, Source
from ingest.parsing.legal_markdown import parse
from ingest.passages.cut import CHARACTERS_PER_TOKEN, MAX_TOKENS_WITH_EXCEPTION, cut
from ingest.structure.articles import articles_of
from ingest.structure.provisions import provisions_of_articles

SOURCE = Source("loi-2002-05-26", "Loi concernant le droit à l'intégration sociale", Kind.LAW, short_title="Loi DIS")


def provision(text: str, **more: object) -> Provision:
    return Provision(f"{SOURCE.source_id}/art_1", SOURCE.source_id, "1", "art. 1er", text, **more)  # type: ignore[arg-type]


def words(text: str) -> list[str]:
    return text.split()


SENTENCE = st.sampled_from([
    "Le centre décide dans les trente jours qui suivent la réception de la demande.",
    "Toutefois, le président peut décider seul en cas d'urgence, sous réserve de ratification.",
    "§ 2. La décision est notifiée dans les huit jours, sous pli recommandé, conformément à l'art. 3, al. 2.",
    "1° la possibilité d'intenter un recours devant le tribunal compétent;",
    "2° l'adresse du tribunal compétent ainsi que le délai et les modalités du recours;",
    "a) les frais exposés par le centre pour les soins, " + "et pour tout ce qui s'y rattache, " * 40 + "sont à charge de l'État.",
    "Le Roi fixe les conditions suivantes :",
])  # fmt: skip
TEXT = st.lists(st.tuples(SENTENCE, st.sampled_from(["\n", " "])), min_size=1, max_size=30).map(
    lambda parts: "".join(sentence + gap for sentence, gap in parts).strip()
)


@given(TEXT)
def test_passages_hold_all_of_the_text_once_and_quote_it_exactly(text):
    passages = cut(SOURCE, provision(text))
    assert words(" ".join(p.text for p in passages)) == words(text)
    position = 0
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.start >= position
        position = passage.end
        assert [text[s:e] for s, e in passage.sentences] == [passage.text[s:e] for s, e in sentence_spans(passage.text)]


@given(TEXT)
def test_no_passage_begins_or_ends_inside_a_sentence(text):
    whole = sentence_spans(text)
    starts, ends = {s for s, _ in whole}, {e for _, e in whole}
    for passage in cut(SOURCE, provision(text)):
        assert passage.start in starts
        assert passage.end in ends


@given(TEXT)
def test_a_passage_is_long_only_where_one_sentence_or_its_exception_is(text):
    for passage in cut(SOURCE, provision(text)):
        tokens = len(passage.text) / CHARACTERS_PER_TOKEN
        assert tokens <= MAX_TOKENS_WITH_EXCEPTION or len(passage.sentences) == 1


def test_a_short_article_is_one_passage_with_its_label_and_its_context():
    (passage,) = cut(
        SOURCE, provision("Toute personne a droit à l'intégration sociale.", path=("Titre Ier", "Chapitre 1er"))
    )
    assert passage.label == "art. 1er"
    assert passage.context.startswith(f"{SOURCE.title} — Titre Ier > Chapitre 1er — art. 1er")


def test_a_long_list_carries_its_head_in_the_context_of_each_part():
    items = "\n".join(f"{n}° {'la condition de ce point est remplie ' * 12};" for n in range(1, 9))
    passages = cut(SOURCE, provision(f"Le droit est ouvert lorsque :\n{items}"))
    assert len(passages) > 1
    assert all("Le droit est ouvert lorsque :" in p.indexed_text for p in passages)


def test_an_exception_stays_with_its_rule():
    rule = "La personne rembourse " + "le montant qui lui a été payé indûment " * 20 + "."
    exception = "Toutefois, le centre peut y renoncer " + "pour des raisons d'équité " * 8 + "."
    other = "Le Roi règle " + "la procédure de récupération " * 20 + "."
    passages = cut(SOURCE, provision(f"{rule}\n{exception}\n{other}"))
    (with_exception,) = [p for p in passages if exception in p.text]
    assert rule in with_exception.text


def test_a_repealed_provision_has_one_empty_passage_that_can_be_found():
    (passage,) = cut(SOURCE, provision("", repealed=True))
    assert (passage.text, passage.start, passage.end, passage.sentences) == ("", 0, 0, ())


def test_every_article_of_the_official_texts_is_cut_without_loss(official_texts):
    for path in sorted(official_texts.glob("*.md")):
        articles = articles_of(parse(path), None)
        for item in provisions_of_articles(SOURCE, articles):
            passages = cut(SOURCE, item)
            assert words(" ".join(p.text for p in passages)) == words(item.text), item.provision_id
            assert all(p.text == item.text[p.start : p.end] for p in passages)
