"""Two records of other ages than ours: an incident of forty entries in two hours, and one of which all is long ago."""

_STATUSES = ("documented", "reported", "alleged", "disputed")
_WHAT = ("A call is taken", "A boat leaves the pier", "Shots are heard", "A signal is seen", "The radio falls silent")


def _entry(number: int) -> str:
    """Return an entry of the incident: one every three minutes from 14:02, by a clock nine hours ahead of UTC."""
    minute = 14 * 60 + 2 + 3 * number
    time = f"2024-06-19T{minute // 60:02}:{minute % 60:02}:00+09:00"
    date = f"{time}/2024-06-19T{minute // 60:02}:{minute % 60 + 2:02}:00+09:00" if minute % 60 == 20 else time
    status, weight = _STATUSES[number % 4], 3 if number % 8 == 0 else 2
    return (
        f'- {{id: e{number:02}, date: "{date}", title: "{_WHAT[number % 5]}, entry {number + 1}", importance: {weight}, '
        f"themes: [{('sea', 'shore')[number % 2]}], claims: [{{text: It was so., status: {status}, "
        f"sources: [log]}}]}}\n"
    )


INCIDENT = """
edition: {title: The night at the pier, as_of: 2024-12-31}
themes: [{id: sea, name: At sea}, {id: shore, name: On shore}]
publishers: [{id: guard, name: Coast guard, kind: government}]
sources: [{id: log, title: Log of the station, publisher: guard}]
events:
- {id: whole, date: "2024-06-19", title: The pier is closed all day, themes: [shore]}
- {id: local, date: "2024-06-19T15:00:00", title: A clock on the wall stops, themes: [shore]}
- {id: abroad, date: "2024-06-19T06:10:00Z", title: A ship far away hears a call, themes: [sea]}
""" + "".join(map(_entry, range(40)))

ANTIQUITY = """
edition: {title: The second Persian invasion}
eras: [{id: war, name: War, date: "-0479/-0478"}]
events:
- {id: marathon, date: "-0489-09-12", title: Battle of Marathon, importance: 3}
- {id: xerxes, date: "-0485-10~", title: Xerxes becomes king}
- {id: bridge, date: "-0479-04", title: The Hellespont is bridged}
- {id: pass, date: "-0479-08-20/-0479-08-22", title: The pass of Thermopylae is held, importance: 3}
- {id: salamis, date: "-0479-09-29", title: Battle of Salamis, importance: 3}
- {id: plataea, date: "-0478-08-27", title: Battle of Plataea}
- {id: league, date: "-0477/..", title: The league of Delos is sworn}
- {id: far, date: "Y-12000", title: A mammoth is drawn on a wall}
"""
