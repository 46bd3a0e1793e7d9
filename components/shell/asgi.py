"""How ``st.App`` is set up, for ``app.py`` and ``pactline run`` alike.

Imports nothing heavy: the server waits for this module.
"""

import asyncio
import gc
import os
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from components.shell import following, health, kept_pages, told
from components.shell.door import Door, apologise, bake, pages, ready
from components.shell.guard import HOSTS_OPTION, ORIGINS_OPTION, Guard, rules
from components.shell.policy import FRAMES_VARIABLE, Frames
from components.shell.streamlit_leans import (
    hear_no_triggers,
    know_parts_by_their_keys,
    name_pages_once,
    name_what_is_drawn_quickly,
    read_parts_as_they_are,
    send_html_as_it_is,
    send_together,
    tell_settings_once,
)
from components.shell.watching import WATCHERS_VARIABLE, Watch, watchers
from pactline.home import shown_record
from pactline.network import EVERY_ADDRESS

STILL = 5.0  # s without a run after which pages are made for later starts
_ENVELOPE = 64 * 1024  # bytes around an upload: the form's own lines


def options(*, own: bool = False) -> dict[str, Any]:
    """Return the arguments of ``st.App`` beside its script: what stands before it, and the first readying.

    Args:
        own: Whether ``pactline run`` starts it, rather than ``streamlit run``.

    Raises:
        ValueError: A variable of the environment says what cannot be; the message names it.
    """
    let = rules(
        address=st.get_option("server.address") or EVERY_ADDRESS,
        listed=st.get_option(HOSTS_OPTION),
        origins=st.get_option(ORIGINS_OPTION) if st.get_option("server.enableCORS") else None,
        own=own,
        body=int(st.get_option("server.maxUploadSize")) * 2**20 + _ENVELOPE,
    )
    # What a reader brings is not for the disk: without this, a larger upload waits in a file without a name.
    MultiPartParser.spool_max_size = let.largest_body
    base = st.get_option("server.baseUrlPath") or ""
    told.set_up()
    send_html_as_it_is()
    tell_settings_once()
    send_together()
    read_parts_as_they_are()
    know_parts_by_their_keys()
    hear_no_triggers()
    name_pages_once()
    name_what_is_drawn_quickly()
    before = [
        Middleware(Watch, base=base, networks=watchers(os.environ.get(WATCHERS_VARIABLE))),
        Middleware(Guard, rules=let),
        Middleware(Door, pages=pages(), base=base, frames=Frames.of(os.environ.get(FRAMES_VARIABLE)), bake=bake),
    ]
    return {"middleware": before, "on_script_error": apologise, "lifespan": lifespan}


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Get ready beside the first answers, once Streamlit's runtime is there: components are registered with it."""
    threading.Thread(target=_come_up, daemon=True, name="pactline-ready").start()
    follows = asyncio.create_task(following.follow(_number), name="pactline-follow")
    yield
    follows.cancel()


def _come_up() -> None:
    """Get ready, and keep for later starts what this one was asked for, once nobody waits for anything else."""
    kept_pages.START.begin(shown_record())
    get_ready()
    from components.pages import FIRST  # noqa: PLC0415 - the server would come up later
    from components.shell import baked, counted  # noqa: PLC0415

    while (left := STILL - counted.still_for()) > 0:
        time.sleep(left)
    baked.keep_for_later([FIRST, *kept_pages.START.asked])


def _number() -> int | None:
    """Return the number of what readers see; ``None`` before the record has been read."""
    if not health.read_once.is_set():
        return None
    from components.shell import serving  # noqa: PLC0415 - the server would come up later

    return serving.number_of(shown_record())


def get_ready() -> None:
    """Import what the first page needs, read the record, and make that page while the server comes up."""
    try:
        _get_ready()
    finally:
        gc.enable()  # ``pactline run`` collects nothing until then: what is imported and read stays


def _get_ready() -> None:
    from components.shell import serving  # noqa: PLC0415 - the server would come up later

    record = shown_record()
    held = serving.live_record(record)
    health.read_once.set()
    kept_pages.START.confirm(record, held.record)
    from components.findings import panel as _findings  # noqa: F401, PLC0415
    from components.pages import FIRST  # noqa: PLC0415
    from components.parts import event_list as _list  # noqa: F401, PLC0415
    from components.shell import baked  # noqa: PLC0415

    ready.set()
    asked, shown = [*kept_pages.START.asked], kept_pages.START.shown
    if held.record is not None and (shown or not asked):  # else somebody waits for the app itself, and for nothing else
        baked.OVEN.after(lambda: baked.warm([*asked, FIRST][0]))
    # What the app has around that page comes while the browser still fetches the app's scripts.
    from components.shell import router as _router  # noqa: F401, PLC0415
    from components.stage import component as _stage  # noqa: F401, PLC0415
    from components.timeline import chart as _chart  # noqa: F401, PLC0415
    from pactline.search.engine import engine  # noqa: PLC0415

    if held.record is not None:
        engine(held.record)  # a search need not wait for it
    serving.settle()
    if held.record is not None and (told := coverage(record, held.record.dossier.edition.as_of)):
        click.echo(told, err=True)


def coverage(record: Path, until: date | None) -> str:
    """Return what whoever runs the app should know of the next edition: until when it covers, and what waits."""
    from pactline.files import inbox  # noqa: PLC0415 - the server would come up later
    from pactline.problem import RecordError  # noqa: PLC0415
    from pactline.record import edtf  # noqa: PLC0415

    told = [f"Covered until {edtf.parse(until.isoformat()).words}"] if until else []
    try:
        waiting = len(inbox.waiting(record))
    except RecordError:
        told.append("the inbox cannot be read (pactline proposals says why)")
    else:
        told += [f"{waiting} proposal{'s' if waiting > 1 else ''} waiting (pactline proposals)"] if waiting else []
    return ", ".join(told)
