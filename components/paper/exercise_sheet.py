"""A sourcing exercise on paper, and its answer key, as values for ``exercise.typ`` and ``key.typ``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from components.exercise.panel import HEADINGS, against, chain
from components.paper.handout import title_of
from components.paper.sheets import address, quotation, sheet, status
from components.parts.rows import country_name
from pactline.query.select import View
from pactline.readings import exercise
from pactline.readings.exercise import CREDIBILITY, RELIABILITY, Exercise, Witness
from pactline.record.story import Story
from pactline.text.direction import isolated, joined
from pactline.wording import text

MOST = 6  # sources on a sheet about several events: three pages with room to answer


def of_story(view: View, story: Story) -> Exercise:
    """Return the exercise of a story: the publications behind its steps' events."""
    events = [step.event for step in story.steps if step.event]
    return exercise.of_events(view, events, story.title, most=MOST)


def of_view(view: View) -> Exercise:
    """Return the exercise of a selection: publications of different publishers behind the shown events."""
    title = view.frames.dossier.edition.title or text("paper.view")
    return exercise.of_events(view, set(view.events["event_id"]), title, most=MOST)


def sheet_of(view: View, made: Exercise, *, printed: date | None, questions: Sequence[str] = ()) -> dict[str, Any]:
    """Return the sheet for the class; like the page before the reveal, it names no outlet."""
    blind = made.blind()
    values = sheet(view, "exercise", blind["title"], printed=printed)
    return values | {
        "stated": {name: made.mask.safe(words) for name, words in values["stated"].items()},
        "lead": text("paper.exercise_lead") if made.witnesses else text("exercise.refused"),
        "left_out": text("exercise.left_out", n=made.left_out) if made.witnesses and made.left_out else None,
        "words": values["words"] | {name: text(f"exercise.{name}") for name in ("how", "scale", "scale_hint")},
        "headings": [{"name": text(f"exercise.{name}"), "ask": text(f"exercise.{name}_ask")} for name in HEADINGS],
        "scales": [
            {
                "name": text(f"exercise.{scale}"),
                "grades": [
                    {"id": grade, "name": text(f"grade.{grade}.name"), "means": text(f"grade.{grade}.means")}
                    for grade in grades
                ],
            }
            for scale, grades in (("reliability", RELIABILITY), ("credibility", CREDIBILITY))
        ],
        "witnesses": [_blind(one) for one in blind["witnesses"]],
        "questions": [made.mask(one) for one in questions if not made.mask.traced(one)],
    }


def key_of(view: View, made: Exercise, *, printed: date | None, story: Story | None = None) -> dict[str, Any]:
    """Return the answer key: whose publications they are, what became of what they say; a story's words to say."""
    values = sheet(view, "key", made.title, printed=printed)
    voices = [
        text("exercise.voices_many", letters=", ".join(letters), who=who) for who, letters in made.voices().items()
    ]
    steps = story.steps if story else ()
    return values | {
        "lead": text("paper.key_lead"),
        "words": values["words"]
        | {"against": f"{text('exercise.against')}:"}
        | {name: text(f"exercise.{name}") for name in ("one_voice", "no_right")},
        "witnesses": [_open(view, made, witness) for witness in made.witnesses],
        "voices": voices or [text("exercise.voices_none")],
        "steps": [
            {"heading": f"{number}. {isolated(title_of(view, step))}", "say": step.say}
            for number, step in enumerate(steps, start=1)
            if step.say
        ],
    }


def _blind(masked: dict[str, Any]) -> dict[str, Any]:
    facts = [masked["day"] or text("exercise.undated")]
    if masked["language"]:
        facts.append(text("exercise.in_language", language=masked["language"]))
    if masked["carriers"]:
        facts.append(text("exercise.carriers", n=masked["carriers"]))
    return {
        "name": text("exercise.source", letter=masked["letter"]),
        "facts": joined(facts, " · "),
        "sayings": [
            {
                "text": one["text"],
                "part": text(f"part.{one['part']}") if one["part"] != "supports" else None,
                "quote": quotation(one["quote"], one["lang"], one["translation"], one["translation_by"])
                if one["quote"]
                else None,
                "whose": _whose(one),
            }
            for one in masked["sayings"]
        ],
    }


def _whose(saying: dict[str, Any]) -> str:
    said = text("exercise.as_word", who=saying["whose"]) if saying["whose"] else text("exercise.own")
    return ", ".join([said, *([text("exercise.via", who=joined(saying["via"], ", "))] if saying["via"] else [])])


def _open(view: View, made: Exercise, witness: Witness) -> dict[str, Any]:
    source = witness.source
    house = made.dossier.publishers.get(source.publisher or "")
    facts = [text(f"kind.{house.kind}")] if house and house.kind else []
    if house and house.country:
        facts.append(country_name(view.frames, house.country))
    facts.append(source.published.words if source.published else text("exercise.undated"))
    return {
        "name": text("exercise.source", letter=witness.letter),
        "publisher": house.name if house else text("exercise.no_publisher"),
        "facts": joined(facts, " · "),
        "state": bool(house and house.state_controlled),
        "title": source.title or source.id,
        "url": address(source.url),
        "sayings": [
            {
                "text": one.text,
                "status": status(one.status) if one.status else None,
                "chain": chain(made, witness, one),
                "against": against(view, made, witness, one),
            }
            for one in witness.sayings
        ],
    }
