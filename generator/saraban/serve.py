"""Serves the finished site on this machine, rebuilds it when files change, and tells the browser."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from mimetypes import MimeTypes
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from watchfiles import Change, DefaultFilter, awatch

HOST = "127.0.0.1"
FRESH = {"cache-control": "no-cache"}

FAILED = "สร้างเว็บไซต์ใหม่ไม่สำเร็จ ยังแสดงเว็บไซต์ชุดเดิม / Rebuild failed, the last good site is still shown"
BLIND = "เฝ้าดูแฟ้มไม่ได้ เมื่อแก้ไขแล้วโปรดสร้างเว็บไซต์ใหม่เอง / Files cannot be watched, rebuild by hand"

# Python's own list, not the machine's: Windows takes the type of CSV from its registry.
MEDIA_TYPES = MimeTypes().types_map[True] | {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".geojson": "application/geo+json",
    ".gz": "application/gzip",
    ".ics": "text/calendar",
    ".jsonld": "application/ld+json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".parquet": "application/vnd.apache.parquet",
    ".ttl": "text/turtle",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# A file, not inline: a page may forbid inline scripts. Its query says which build the page shows.
# A browser opens six connections to a host at most, so a hidden page gives its own back.
RELOAD_SCRIPT = """let events;
const listen = () => {
  events?.close();
  events = document.hidden ? null : new EventSource(import.meta.url.replace("reload.js", "events"));
  events?.addEventListener("rebuilt", () => location.reload());
};
document.addEventListener("visibilitychange", listen);
listen();
"""


class PortInUse(OSError):
    """Another program listens on the port, or the system keeps it for itself."""

    def __init__(self, port: int) -> None:
        """Keep the port, for whoever words the message."""
        super().__init__(errno.EADDRINUSE, f"port {port} on {HOST} is in use")
        self.port = port


def serve(
    site: Path,
    watched: Sequence[Path],
    rebuild: Callable[[], None],
    say: Callable[[str], None],
    port: int = 8000,
) -> None:
    """Serve `site` until Ctrl-C, and call `rebuild` after files under `watched` have changed.

    `say` is told the address once it answers, and every rebuild that fails. Port 0 takes any free one.
    """
    browsers = _Browsers()
    watch = _Watch(site, watched)

    async def follow() -> None:
        try:
            async for _ in watch.changes(browsers.dismissed):
                await renew()
        except (OSError, RuntimeError) as error:  # such as the system's limit of watched folders
            say(f"{BLIND}: {error}")

    async def renew() -> None:
        try:
            await asyncio.to_thread(rebuild)
            browsers.tell()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is (mkdocs exits), serve on
            say(f"{FAILED}: {type(error).__name__}: {error}")

    async def run() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_Server(_application(site, browsers), browsers).serve(sockets=[listener]))
            tasks.create_task(follow())

    with _listener(port) as listener, contextlib.suppress(KeyboardInterrupt):
        say(f"http://{HOST}:{listener.getsockname()[1]}/")
        asyncio.run(run())


def _listener(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        # Windows also says "access denied" of a port that a program took for itself alone.
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortInUse(port) from error
        raise


def _application(site: Path, browsers: _Browsers) -> Starlette:
    async def events(request: Request) -> Response:
        stream = browsers.events(request.query_params.get("shown", browsers.build))
        return StreamingResponse(stream, headers=FRESH, media_type="text/event-stream")

    script = Response(RELOAD_SCRIPT, headers=FRESH, media_type="text/javascript")
    own = [Route("/_saraban/events", events), Route("/_saraban/reload.js", script)]
    return Starlette(routes=[*own, Mount("/", _Site(site, browsers))])


class _Browsers:
    """The open pages, which wait to hear of the next build."""

    def __init__(self) -> None:
        self.dismissed = asyncio.Event()
        self.tell()

    def tell(self) -> None:
        self.build = secrets.token_hex(4)  # names what is served now; never the same in another run

    async def events(self, shown: str) -> AsyncIterator[str]:
        """What an EventSource hears whose page shows the build `shown`."""
        yield ": listening\n\n"
        while not self.dismissed.is_set():
            if shown != self.build:
                shown = self.build
                yield f"event: rebuilt\ndata: {shown}\n\n"
            await asyncio.sleep(0.1)


class _Server(uvicorn.Server):
    """Dismisses the browsers first: uvicorn waits for their connections to come to an end."""

    def __init__(self, application: Starlette, browsers: _Browsers) -> None:
        config = uvicorn.Config(application, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        super().__init__(config)
        self._browsers = browsers

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._browsers.dismissed.set()
        await super().shutdown(sockets)


class _Site(StaticFiles):
    """A folder that is replaced by rename while it is served, so nothing of it is kept between requests."""

    def __init__(self, folder: Path, browsers: _Browsers) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.config_checked = True  # the check would fail for good if its moment were that of the swap
        self._folder = folder
        self._browsers = browsers

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file; what is missing while the folder is being swapped is looked for again."""
        if any(part.startswith(".") for part in Path(path).parts):
            return "", None
        for pause in (0.02, 0.1, 0.5, 1.0):
            before = self._identity()
            found = super().lookup_path(path)
            if found[1] or (before and before == self._identity()):
                return found
            time.sleep(pause)
        return super().lookup_path(path)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the right media type; a page gets the reload script."""
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse):
            kind = MEDIA_TYPES.get(Path(response.path).suffix.lower(), "application/octet-stream")
            response.headers["content-type"] = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            if kind == "text/html":
                try:
                    response = await asyncio.to_thread(self._page, response)
                except FileNotFoundError:  # swapped between looking and reading
                    return await self.get_response(path, scope)
        response.headers.update(FRESH)
        return response

    def _page(self, file: FileResponse) -> Response:
        # Without ETag and date: a page kept by the browser would name an old build, and reload without end.
        script = f'<script type="module" src="/_saraban/reload.js?shown={self._browsers.build}"></script>\n'
        html = Path(file.path).read_bytes() + script.encode()
        return Response(html, file.status_code, media_type="text/html")

    def _identity(self) -> int:
        with contextlib.suppress(OSError):
            return self._folder.stat().st_ino
        return 0


class _Watch:
    """The files whose change asks for a rebuild."""

    def __init__(self, site: Path, watched: Sequence[Path]) -> None:
        self.paths = [path.absolute() for path in watched]
        self._concerns = DefaultFilter(
            ignore_dirs=(*DefaultFilter.ignore_dirs, ".saraban"),
            # Excel and LibreOffice put such files beside a table that is open.
            ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"^~\$", r"^\.~lock\."),
            ignore_paths=(f"{site.absolute()}{os.sep}",),
        )
        self.seen = self.look()

    def look(self) -> dict[Path, tuple[int, int]]:
        """Time and size of every file: a build that hard-links a table touches it without changing it."""
        seen = {}
        for file in self._files():
            with contextlib.suppress(OSError):  # gone since it was listed
                status = file.stat()
                seen[file] = (status.st_mtime_ns, status.st_size)
        return seen

    def _files(self) -> Iterator[Path]:
        yield from (path for path in self.paths if path.is_file())
        for path in self.paths:
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if self._concerned(Path(folder, name))]
                yield from filter(self._concerned, (Path(folder, name) for name in names))

    def _concerned(self, path: Path) -> bool:
        return self._concerns(Change.modified, str(path))

    async def changes(self, ended: asyncio.Event) -> AsyncIterator[None]:
        """Until `ended`, come back after files have changed; what changes meanwhile is found in the next round.

        Some changes send no event: on network drives, or to a file that an editor replaced by another one.
        Therefore files are also looked at when nothing was heard for two seconds; only what is seen counts.
        """
        there = [path for path in self.paths if path.exists()]
        heard = awatch(*there, watch_filter=None, stop_event=ended, rust_timeout=2000, yield_on_timeout=True)
        async for _ in heard:
            before, self.seen = self.seen, await asyncio.to_thread(self.look)
            if self.seen != before:
                yield
