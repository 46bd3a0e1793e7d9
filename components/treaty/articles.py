"""Articles word for word: the same clause in several treaties, and one article's wordings in several languages."""

from collections import Counter
from dataclasses import dataclass

from components.parts.card_values import Citation
from components.treaty.texts import Texts
from components.treaty.wording_marks import Segments, named, phrases, shared
from pactline.record.treaty import Article, Treaty, Wording
from pactline.tables import provenance


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article word for word.

    Attributes:
        treaty: Id of the treaty; ``year`` and ``title`` are its own.
        text: In our words.
        lang: Of the wording; ``whose`` it is.
        segments: The wording, what it shares with another one marked.
    """

    treaty: str
    year: str
    title: str
    number: str
    text: str
    lang: str
    whose: str
    segments: Segments
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject, and the articles on it that can be read in one language; a text to refer to comes last."""

    subject: str
    texts: list[ReadArticle]


@dataclass(frozen=True, slots=True)
class OfficialWording:
    """A wording with the phrases marked in which it differs from the others."""

    lang: str
    whose: str
    segments: Segments


@dataclass(frozen=True, slots=True)
class OfficialArticle:
    """An article in several wordings; ``differs`` says how, and is left out while a source of it was still to come."""

    id: str
    year: str
    number: str
    differs: str | None
    wordings: list[OfficialWording]


def clauses(texts: Texts) -> list[Clause]:
    """Return the subjects on which several treaties can be read in one language, those of most treaties first."""
    dossier = texts.view.frames.dossier
    groups: dict[str, list[tuple[Treaty, Article, Wording]]] = {}
    for treaty in sorted(texts.treaties, key=lambda one: not one.parties):
        for article in texts.articles(treaty):
            for wording in wordings(texts, article):
                groups.setdefault(article.subject, []).append((treaty, article, wording))
    found = []
    for subject, own in groups.items():
        lang = _common(own)
        if lang:
            read = [one for one in own if one[2].lang == lang]
            name = dossier.subjects[subject].name if subject in dossier.subjects else subject
            found.append(Clause(name, _side_by_side(texts, read)))
    return sorted(found, key=lambda clause: -len({one.treaty for one in clause.texts}))


def _common(own: list[tuple[Treaty, Article, Wording]]) -> str | None:
    """Return the language in which most treaties can be read, if these are two at least."""
    pairs = {(wording.lang, treaty.id) for treaty, _, wording in own}
    counted = Counter(lang for lang, _ in sorted(pairs))
    lang, number = max(counted.items(), key=lambda pair: pair[1])
    return lang if number > 1 else None


def _side_by_side(texts: Texts, read: list[tuple[Treaty, Article, Wording]]) -> list[ReadArticle]:
    marked = shared([wording.text for *_, wording in read])
    return [
        ReadArticle(
            treaty=treaty.id,
            year=treaty.signed.year_words,
            title=treaty.title,
            number=article.number,
            text=article.text,
            lang=wording.lang,
            whose=wording.whose,
            segments=segments,
            citations=texts.cited(f"treaties/{treaty.id}/{article.number}"),
        )
        for (treaty, article, wording), segments in zip(read, marked, strict=True)
    ]


def official(texts: Texts) -> list[OfficialArticle]:
    """Return the articles whose wordings differ, those of most wordings first."""
    dossier, day = texts.view.frames.dossier, texts.view.selection.known
    found = []
    for treaty in texts.treaties:
        for article in texts.articles(treaty):
            own = wordings(texts, article)
            cited = [citation.id for citation in article.sources] + [wording.source for wording in article.wordings]
            all_out = all(provenance.published_by(dossier.sources[source], day) for source in cited)
            differs = article.differs if all_out else None
            if own and (differs or len(own) > 1):
                sought = phrases(differs) if differs else []
                found.append(
                    OfficialArticle(
                        id=f"words-{treaty.id}-{article.number}",
                        year=treaty.signed.year_words,
                        number=article.number,
                        differs=differs,
                        wordings=[OfficialWording(w.lang, w.whose, named(w.text, sought)) for w in own],
                    )
                )
    return sorted(found, key=lambda one: -len(one.wordings))


def wordings(texts: Texts, article: Article) -> list[Wording]:
    """Return an article's wordings from publications of the time."""
    sources, day = texts.view.frames.dossier.sources, texts.view.selection.known
    return [wording for wording in article.wordings if provenance.published_by(sources[wording.source], day)]
