"""Entries of a record made back out of its tables, for readers of entries; nothing on a hot path asks for them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pactline.record import edtf
from pactline.record.citation import Citation, Translation
from pactline.record.model import (
    Actor,
    Claim,
    Event,
    Link,
    Part,
    Place,
    Publisher,
    Reaction,
    Read,
    Record,
    Source,
    StatusChange,
)
from pactline.record.telling import DigestSentence
from pactline.record.vocabulary import NONE, NOT_GIVEN, REACTS, SILENT
from pactline.tables.source import Tables

_TRUTH = {"yes": True, "no": False, NOT_GIVEN: None}
Rows = list[dict[str, Any]]


class Restorer:
    """Makes entries out of tables that another program wrote.

    The day on which a publication was read is lost.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def record(self, rest: Record) -> Record:
        """Return the whole record, ``rest`` being its sections that no table holds; in the tables' order."""
        own = {
            "events": self.events(),
            "reactions": self.reactions(),
            "sources": self._sources(),
            "publishers": self.publishers(),
            "actors": self.actors(),
        }
        return rest.model_copy(update=own)

    def actors(self) -> tuple[Actor, ...]:
        """Return the register of actors; in the table's order."""
        return tuple(
            Actor.model_construct(
                id=row["id"],
                name=row["name"],
                also=row["also"],
                kind=row["kind"] or None,
                group=row["group"] or None,
                part_of=row["part_of"],
                note=row["note"],
            )
            for row in self._rows("actors")
        )

    def publishers(self) -> tuple[Publisher, ...]:
        """Return the register of publishers; in the table's order."""
        return tuple(
            Publisher.model_construct(
                id=row["id"],
                name=row["name"],
                also=row["also"],
                kind=row["kind"] or None,
                country=row["country"],
                state_controlled=_TRUTH[row["state_controlled"]],
                note=row["note"],
            )
            for row in self._rows("publishers")
        )

    def events(self) -> tuple[Event, ...]:
        """Return the events with their claims; in the tables' order."""
        claims = _grouped(self._claims(), "event")
        parts = _grouped(self._rows("event_actors"), "event")
        themes = _grouped(self._rows("event_themes"), "event")
        links = _grouped(self._rows("links"), "event")
        digests = _grouped(self._rows("digest"), "event")
        cited = _grouped(self._rows("evidence"), "owner")
        ids = self._tables.column("events", "event_id").tolist()
        return tuple(
            Event.model_construct(
                id=row["event_id"],
                date=edtf.parse(row["date"]),
                tz=row["tz"],
                title=row["title"],
                short=row["short"],
                summary=row["summary"],
                place=_place(row),
                actors=tuple(
                    Part.model_construct(id=part["actor"], part=part["part"])
                    for part in parts.get(n, ())
                    if part["part"] != REACTS
                ),
                themes=tuple(link["theme"] for link in themes.get(n, ())),
                main_theme=row["main_theme"],
                importance=row["importance"],
                order=0,
                links=tuple(Link.model_construct(to=ids[link["to"]], type=link["type"]) for link in links.get(n, ())),
                sources=tuple(map(self._citation, cited.get(f"events/{row['event_id']}", ()))),
                digest=tuple(
                    DigestSentence.model_construct(text=told["text"], claims=told["claims"])
                    for told in digests.get(n, ())
                ),
                claims=tuple(claim["claim"] for claim in claims.get(n, ())),
            )
            for n, row in enumerate(self._rows("events"))
        )

    def reactions(self) -> tuple[Reaction, ...]:
        """Return the reactions; in the tables' order."""
        cited = _grouped(self._rows("citations"), "reaction")
        answers = _grouped(self._rows("answers"), "reaction")
        return tuple(
            Reaction.model_construct(
                id=row["reaction_id"],
                event=row["event_id"],
                actor=row["actor"],
                speaker=row["speaker"],
                speaker_role=row["speaker_role"],
                date=edtf.parse(row["date"]) if row["date"] else None,
                act=None if row["act"] == SILENT else row["act"],
                stance=None if row["stance"] == NONE else row["stance"],
                summary=row["summary"],
                sources=tuple(map(self._citation, cited.get(n, ()))),
                silence=row["silence"].date() if row["silence"] is not None else None,
                article=tuple(answer["check"] for answer in answers.get(n, ())),
                note=row["note"],
            )
            for n, row in enumerate(self._rows("reactions"))
        )

    def _sources(self) -> tuple[Source, ...]:
        kinds = {row["id"]: row["kind"] for row in self._rows("publishers")}
        return tuple(
            Source.model_construct(
                id=row["source_id"],
                publisher=row["publisher"] or None,
                carried_by=row["carried_by"],
                title=row["title"],
                kind=row["kind"] if row["kind"] and row["kind"] != kinds.get(row["publisher"]) else None,
                url=row["url"],
                archived_url=row["archived_url"],
                archived="none" if row["archived_reason"] and not row["archived_url"] else None,
                archived_reason=None if row["archived_url"] else row["archived_reason"],
                published=edtf.parse(row["published"]) if row["published"] else None,
                language=row["language"],
                read=None if row["read"] == "none" else Read.model_construct(on=date.min, extent=row["read"]),
                note=row["note"],
            )
            for row in self._rows("sources")
        )

    def _rows(self, name: str) -> Rows:
        table = self._tables.frame(name)
        plain = table.astype(object).where(table.notna(), None)
        return [{str(column): value for column, value in row.items()} for row in plain.to_dict("records")]

    def _claims(self) -> Rows:
        cited = _grouped(self._rows("citations"), "claim")
        history = _grouped(self._rows("history"), "claim")
        against = _grouped(self._rows("against"), "claim")
        answers = _grouped(self._rows("answers"), "claim")
        ids = self._tables.column("claims", "claim_id").tolist()
        return [
            {
                "event": row["event"],
                "claim": Claim.model_construct(
                    id=row["claim_id"],
                    text=row["text"],
                    short=row["short"],
                    status=None if row["status"] == NONE else row["status"],
                    said_by=row["said_by"],
                    sources=tuple(map(self._citation, cited.get(n, ()))),
                    known=None if row["known_assumed"] else edtf.parse(f"{row['known']:%Y-%m-%d}".rjust(10, "0")),
                    contradicts=tuple(ids[other["other"]] for other in against.get(n, ())),
                    history=tuple(
                        StatusChange.model_construct(
                            date=edtf.parse(change["written"]),
                            status=change["status"],
                            sources=change["sources"],
                            note=change["note"],
                        )
                        for change in history.get(n, ())
                    ),
                    article=tuple(answer["check"] for answer in answers.get(n, ())),
                    note=row["note"],
                ),
            }
            for n, row in enumerate(self._rows("claims"))
        ]

    def _citation(self, row: Mapping[str, Any]) -> Citation:
        translation = row["translation"]
        return Citation.model_construct(
            id=row["source_id"],
            part=row["part"],
            said_by=row["originators"],
            via=row["via"],
            quote=row["quote"],
            lang=row["lang"],
            translation=Translation.model_construct(text=translation, by=row["translation_by"])
            if translation
            else None,
        )


def _place(row: Mapping[str, Any]) -> Place | None:
    if row["place"] is None:
        return None
    return Place.model_construct(name=row["place"], lat=row["lat"], lon=row["lon"], precision=row["place_precision"])


def _grouped(rows: Rows, key: str) -> dict[Any, Rows]:
    groups: dict[Any, Rows] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups
