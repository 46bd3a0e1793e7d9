"""A sourcing exercise on paper, and its answer key, as values for ``exercise.typ`` and ``key.typ``."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from components.exercise import making
from components.exercise.panel import HEADINGS, against, chain
from components.paper.handout import title_of
from components.paper.sheets import Quotation, Sheet, Stated, StatusSign, address, quotation, sheet, status
from pactline.query.in_words import country_name
from pactline.query.select import View
from pactline.readings.exercise import CREDIBILITY, RELIABILITY, BlindSaying, BlindWitness, Exercise, Witness
from pactline.record.story import Story
from pactline.text.direction import isolated, joined
from pactline.wording import text


class Heading(TypedDict):
    """A heading of the four questions, and what it asks."""

    name: str
    ask: str


class Grade(TypedDict):
    """A grade of a scale: its letter or number, name and meaning."""

    id: str
    name: str
    means: str


class Scale(TypedDict):
    """A scale of the Admiralty code."""

    name: str
    grades: list[Grade]


class SheetSaying(TypedDict):
    """What a publication says; ``part`` in words, where it does not support."""

    text: str
    part: str | None
    quote: Quotation | None
    whose: str


class SheetWitness(TypedDict):
    """A publication without its outlet."""

    name: str
    facts: str
    sayings: list[SheetSaying]


class KeySaying(TypedDict):
    """What a publication says, the way of its words, and what stands against it."""

    text: str
    status: StatusSign | None
    chain: list[str]
    against: list[str]


class KeyWitness(TypedDict):
    """A publication with its outlet."""

    name: str
    publisher: str
    facts: str
    state: bool
    title: str
    url: str | None
    sayings: list[KeySaying]


class KeyStep(TypedDict):
    """A step of a story, and the words to say at it."""

    heading: str
    say: str


class ExerciseSheet(Sheet):
    """The sheet for a class."""

    lead: str
    left_out: str | None
    headings: list[Heading]
    scales: list[Scale]
    witnesses: list[SheetWitness]
    questions: list[str]


class AnswerKey(Sheet):
    """The answer key; ``voices`` says who passes on one voice."""

    lead: str
    witnesses: list[KeyWitness]
    voices: list[str]
    steps: list[KeyStep]


MOST = 6  # sources on a sheet about several events: three pages with room to answer


def of_story(view: View, story: Story) -> Exercise:
    """Return the exercise of a story: the publications behind its steps' events."""
    events = [step.event for step in story.steps if step.event]
    return making.of_events(view, events, story.title, most=MOST)


def of_view(view: View) -> Exercise:
    """Return the exercise of a selection: publications of different publishers behind the shown events."""
    title = view.frames.dossier.edition.title or text("paper.view")
    return making.of_events(view, set(view.events["event_id"]), title, most=MOST)


def sheet_of(view: View, made: Exercise, *, printed: date | None, questions: Sequence[str] = ()) -> ExerciseSheet:
    """Return the sheet for the class; like the page before the reveal, it names no outlet."""
    blind = made.blind()
    values = sheet(view, "exercise", blind.title, printed=printed)
    stated = values["stated"]
    return ExerciseSheet(
        kind=values["kind"],
        title=values["title"],
        stated=Stated(
            app=made.mask.safe(stated["app"]),
            record=made.mask.safe(stated["record"]),
            filters=made.mask.safe(stated["filters"]),
        ),
        words=values["words"] | {name: text(f"exercise.{name}") for name in ("how", "scale", "scale_hint")},
        disputed=values["disputed"],
        lang=values["lang"],
        accent=values["accent"],
        logo=values["logo"],
        legend=values["legend"],
        lead=text("paper.exercise_lead") if made.witnesses else text("exercise.refused"),
        left_out=text("exercise.left_out", n=made.left_out) if made.witnesses and made.left_out else None,
        headings=[Heading(name=text(f"exercise.{name}"), ask=text(f"exercise.{name}_ask")) for name in HEADINGS],
        scales=[
            Scale(
                name=text(f"exercise.{scale}"),
                grades=[
                    Grade(id=grade, name=text(f"grade.{grade}.name"), means=text(f"grade.{grade}.means"))
                    for grade in grades
                ],
            )
            for scale, grades in (("reliability", RELIABILITY), ("credibility", CREDIBILITY))
        ],
        witnesses=[_blind(one) for one in blind.witnesses],
        questions=[made.mask(one) for one in questions if not made.mask.traced(one)],
    )


def key_of(view: View, made: Exercise, *, printed: date | None, story: Story | None = None) -> AnswerKey:
    """Return the answer key: whose publications they are, what became of what they say; a story's words to say."""
    values = sheet(view, "key", made.title, printed=printed)
    voices = [
        text("exercise.voices_many", letters=", ".join(letters), who=who) for who, letters in made.voices().items()
    ]
    steps = story.steps if story else ()
    own = {"against": f"{text('exercise.against')}:"}
    own |= {name: text(f"exercise.{name}") for name in ("one_voice", "no_right")}
    return AnswerKey(
        kind=values["kind"],
        title=values["title"],
        stated=values["stated"],
        words=values["words"] | own,
        disputed=values["disputed"],
        lang=values["lang"],
        accent=values["accent"],
        logo=values["logo"],
        legend=values["legend"],
        lead=text("paper.key_lead"),
        witnesses=[_open(view, made, witness) for witness in made.witnesses],
        voices=voices or [text("exercise.voices_none")],
        steps=[
            KeyStep(heading=f"{number}. {isolated(title_of(view, step))}", say=step.say)
            for number, step in enumerate(steps, start=1)
            if step.say
        ],
    )


def _blind(masked: BlindWitness) -> SheetWitness:
    facts = [masked.day or text("exercise.undated")]
    if masked.language:
        facts.append(text("exercise.in_language", language=masked.language))
    if masked.carriers:
        facts.append(text("exercise.carriers", n=masked.carriers))
    return SheetWitness(
        name=text("exercise.source", letter=masked.letter),
        facts=joined(facts, " · "),
        sayings=[
            SheetSaying(
                text=one.text,
                part=text(f"part.{one.part}") if one.part != "supports" else None,
                quote=quotation(one.quote, one.lang, one.translation, one.translation_by) if one.quote else None,
                whose=_whose(one),
            )
            for one in masked.sayings
        ],
    )


def _whose(saying: BlindSaying) -> str:
    said = text("exercise.as_word", who=saying.whose) if saying.whose else text("exercise.own")
    return ", ".join([said, *([text("exercise.via", who=joined(saying.via, ", "))] if saying.via else [])])


def _open(view: View, made: Exercise, witness: Witness) -> KeyWitness:
    source = witness.source
    house = made.dossier.publishers.get(source.publisher or "")
    facts = [text(f"kind.{house.kind}")] if house and house.kind else []
    if house and house.country:
        facts.append(country_name(view.frames, house.country))
    facts.append(source.published.words if source.published else text("exercise.undated"))
    return KeyWitness(
        name=text("exercise.source", letter=witness.letter),
        publisher=house.name if house else text("exercise.no_publisher"),
        facts=joined(facts, " · "),
        state=bool(house and house.state_controlled),
        title=source.title or source.id,
        url=address(source.url),
        sayings=[
            KeySaying(
                text=one.text,
                status=status(one.status) if one.status else None,
                chain=chain(made, witness, one),
                against=against(view, made, witness, one),
            )
            for one in witness.sayings
        ],
    )
