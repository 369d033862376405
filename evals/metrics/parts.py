"""Of a response to a message that asks several things, what answers one of them: so that each is judged by itself."""

from __future__ import annotations

from corpus.legal_text.tokens import tokens
from kb_service.contract import Answer, AskResponse


def response_to(response: AskResponse, asked: str) -> AskResponse:
    """The response as if it were to `asked` alone, which are words of the message: the sentences of the part that has
    most of them, and the citations of these first, those of other parts last. A message that was not taken apart is
    judged as it is."""
    parts = response.answer.parts
    if not parts:
        return response
    wanted = set(tokens(asked))
    place = max(range(len(parts)), key=lambda number: len(wanted & set(tokens(parts[number].asked))))
    part = parts[place]
    sentences = [sentence for sentence in response.answer.sentences if sentence.part == place]
    own = {number for sentence in sentences for number in sentence.citations}
    said = {number for sentence in response.answer.sentences for number in sentence.citations}
    return response.model_copy(
        update={
            "answer": Answer(
                abstained=part.abstained,
                reason=part.reason,
                confidence=part.confidence,
                sentences=tuple(sentence.model_copy(update={"part": 0}) for sentence in sentences),
            ),
            "as_of": part.as_of,
            "citations": tuple(sorted(response.citations, key=lambda c: (c.number not in own, c.number in said - own))),
        }
    )
