"""Room for many readers: limits are raised, and where files run out the server waits and says so once."""

import subprocess
import sys
from textwrap import dedent

import pytest


def child(script: str) -> str:
    """Run a script in a process of its own, whose limits nobody else feels."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(script)], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("soft", "hard", "then"), [(64, 256, 256), (256, 256, 256)])
def test_the_soft_limit_is_raised_to_the_hard_one(soft: int, hard: int, then: int) -> None:
    said = child(
        f"""
        import resource
        from pactline.cli import open_files as many
        resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
        print(many.raise_limit(), *resource.getrlimit(resource.RLIMIT_NOFILE))
        """
    )
    assert said.split() == [str(then), str(then), str(hard)]


def test_where_files_run_out_readers_wait_one_line_is_said_and_then_they_are_let_in() -> None:
    """Through asyncio, as the server accepts; the backlog is as long as the server's."""
    said = child(
        """
        import asyncio, logging, os, resource, socket
        from pactline.cli import open_files as many
        lines = []
        handler = logging.Handler()
        handler.emit = lambda record: lines.append(record.getMessage())
        logging.getLogger().addHandler(handler)
        many._PAUSE = 0.001
        tries = []
        plain = many.Listener.accept
        many.Listener.accept = lambda own: (tries.append(1), plain(own))[1]

        async def main():
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
            listener = many.Listener()
            listener.bind(("127.0.0.1", 0))
            listener.setblocking(False)
            came = asyncio.Event()
            async def answer(reader, writer):
                came.set()
                writer.close()
            server = await asyncio.start_server(answer, sock=listener, backlog=2048)
            client = socket.socket()
            client.setblocking(False)
            held = []
            try:
                while True:
                    held.append(os.open(os.devnull, os.O_RDONLY))
            except OSError:
                pass
            client.connect_ex(listener.getsockname())
            while len(tries) < 20:
                await asyncio.sleep(0)
            assert not came.is_set()
            for one in held:
                os.close(one)
            await asyncio.wait_for(came.wait(), 20)
            server.close()

        asyncio.run(main())
        print(len(lines), *lines)
        """
    )
    assert said.startswith("1 No more readers can be let in")
