"""Articles word for word: the same clause in several treaties, and one article's wordings in several languages."""

from collections import Counter
from typing import Any

from components.treaty.texts import Texts
from components.treaty.wording_marks import named, phrases, shared
from pactline.record.treaty import Article, Treaty, Wording
from pactline.tables import provenance


def clauses(texts: Texts) -> list[dict[str, Any]]:
    """Return the subjects on which several treaties can be read in one language, those of most treaties first.

    Each has ``subject`` and ``texts``: ``year``, ``title``, ``number``, ``text`` (our words), ``lang``, ``whose``,
    ``segments`` (the wording, what it shares with another one marked), ``citations``; a text to refer to last.
    """
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
            found.append({"subject": name, "texts": _side_by_side(texts, read)})
    return sorted(found, key=lambda clause: -len({one["treaty"] for one in clause["texts"]}))


def _common(own: list[tuple[Treaty, Article, Wording]]) -> str | None:
    """Return the language in which most treaties can be read, if these are two at least."""
    pairs = {(wording.lang, treaty.id) for treaty, _, wording in own}
    counted = Counter(lang for lang, _ in sorted(pairs))
    lang, number = max(counted.items(), key=lambda pair: pair[1])
    return lang if number > 1 else None


def _side_by_side(texts: Texts, read: list[tuple[Treaty, Article, Wording]]) -> list[dict[str, Any]]:
    marked = shared([wording.text for *_, wording in read])
    return [
        {
            "treaty": treaty.id,
            "year": treaty.signed.year_words,
            "title": treaty.title,
            "number": article.number,
            "text": article.text,
            "lang": wording.lang,
            "whose": wording.whose,
            "segments": segments,
            "citations": texts.cited(f"treaties/{treaty.id}/{article.number}"),
        }
        for (treaty, article, wording), segments in zip(read, marked, strict=True)
    ]


def official(texts: Texts) -> list[dict[str, Any]]:
    """Return the articles whose wordings differ, those of most wordings first.

    Each has ``year``, ``number``, ``differs`` (in words; left out while one of its sources was still to come),
    and ``wordings``: ``lang``, ``whose``, ``segments`` with the phrases marked that ``differs`` quotes.
    """
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
                    {
                        "id": f"words-{treaty.id}-{article.number}",
                        "year": treaty.signed.year_words,
                        "number": article.number,
                        "differs": differs,
                        "wordings": [
                            {"lang": w.lang, "whose": w.whose, "segments": named(w.text, sought)} for w in own
                        ],
                    }
                )
    return sorted(found, key=lambda one: -len(one["wordings"]))


def wordings(texts: Texts, article: Article) -> list[Wording]:
    """Return an article's wordings from publications of the time."""
    sources, day = texts.view.frames.dossier.sources, texts.view.selection.known
    return [wording for wording in article.wordings if provenance.published_by(sources[wording.source], day)]
