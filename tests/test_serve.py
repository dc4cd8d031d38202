"""The preview server, asked over real sockets; each server is a process of its own, ended by Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from saraban.serve import HOST, PortInUse, serve

GENERATOR = Path(__file__).parents[1] / "generator"
PAGE = "<!doctype html><html><body><h1>สารบัญ</h1></body></html>"
PARQUET = bytes(range(256)) * 40

# What `saraban serve` does: a build that goes by renaming, and fails when its source says so.
PROGRAM = """
import shutil
import sys
import time
from pathlib import Path

from saraban.serve import serve

root = Path(sys.argv[1])
source, site = root / "data" / "source.csv", root / "site"

def rebuild():
    words = source.read_text(encoding="utf-8")
    print(f"build {words}", flush=True)
    if words == "bad":
        sys.exit("ตาราง bad ผิด")
    if words == "slow":
        time.sleep(0.6)
    new, old = root / ".saraban" / "new", root / ".saraban" / "old"
    new.mkdir(parents=True)
    (new / "index.html").write_text(words, encoding="utf-8")
    (new / "source.csv").hardlink_to(source)
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old)

serve(site, [root / name for name in sys.argv[2:]], rebuild, lambda words: print(words, flush=True), port=0)
"""


@dataclass
class Answer:
    status: int
    headers: Message
    body: bytes


class Server:
    def __init__(self, process: subprocess.Popen[str], root: Path) -> None:
        self.process = process
        self.root = root
        self.lines: list[str] = []
        assert process.stdout
        address = process.stdout.readline()
        assert address.startswith(f"http://{HOST}:"), process.stderr and process.stderr.read()
        self.port = int(address.strip().rstrip("/").rpartition(":")[2])
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request(
                method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    @contextmanager
    def events(self, query: str = "") -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", f"/_saraban/events{query}")
            response = connection.getresponse()
            assert response.headers["content-type"].startswith("text/event-stream")
            assert response.readline() == b": listening\n"
            assert response.readline() == b"\n"
            yield response
        finally:
            connection.close()

    def write(self, words: str, name: str = "data/source.csv") -> None:
        # At one stroke, as careful editors do: a build never reads half a file.
        path, draft = self.root / name, self.root / "outside" / "draft"
        path.parent.mkdir(exist_ok=True)
        draft.write_text(words, encoding="utf-8")
        draft.replace(path)

    def builds(self) -> list[str]:
        return [line for line in self.lines if line.startswith("build ")]

    def has_built(self, words: str) -> bool:
        return soon(lambda: self.builds()[-1:] == [f"build {words}"])

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=5)


@contextmanager
def running(root: Path, *watched: str) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root), *watched],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(GENERATOR), "PYTHONIOENCODING": "utf-8"},
    )
    with process:
        try:
            yield Server(process, root)
        finally:
            process.kill()


def site_at(root: Path) -> None:
    files = {
        "site/index.html": PAGE.encode(),
        "site/404.html": "<html><body>ไม่พบหน้านี้</body></html>".encode(),
        "site/datasets/schools/index.html": b"<p>schools</p>",
        "site/schools.csv": "รหัส,ชื่อ\n1,วัดใหม่\n".encode("utf-8-sig"),
        "site/big.parquet": PARQUET,
        "site/.hidden": b"CANARY",
        "site/.git/config": b"CANARY",
        "outside/secret.txt": b"CANARY",
        "data/source.csv": b"first",
    }
    for suffix in ("geojson", "xlsx", "woff2", "ics", "webmanifest", "ttl", "xml.gz", "svg", "unknown"):
        files[f"site/file.{suffix}"] = b"x"
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    (root / "site" / "way-out.txt").symlink_to(root / "outside" / "secret.txt")
    (root / "site" / "folder-out").symlink_to(root / "outside")


def soon(true: Callable[[], bool], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose files nobody changes."""
    root = tmp_path_factory.mktemp("still")
    site_at(root)
    with running(root, "data") as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    site_at(tmp_path)
    with running(tmp_path, ".") as server:
        time.sleep(0.3)  # until it listens for changes; those before are found too, but two seconds later
        yield server


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, 10239),
        ("bytes=-8", 10232, 10239),
        ("bytes=-99999", 0, 10239),
        ("bytes=10000-99999", 10000, 10239),
    ],
)
def test_a_part_of_a_file(still: Server, asked: str, first: int, last: int) -> None:
    answer = still.ask("/big.parquet", range=asked)
    assert (answer.status, answer.body) == (206, PARQUET[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/10240"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"


def test_several_parts_of_a_file(still: Server) -> None:
    answer = still.ask("/big.parquet", range="bytes=0-3,100-103")
    assert answer.status == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")
    assert len(answer.body) == int(answer.headers["content-length"])
    assert PARQUET[100:104] in answer.body


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(still: Server, asked: str) -> None:
    answer = still.ask("/big.parquet", range=asked)
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */10240")


def test_a_part_of_a_file_that_has_changed_is_the_whole_file(still: Server) -> None:
    etag = still.ask("/big.parquet").headers["etag"]
    assert still.ask("/big.parquet", range="bytes=0-9", if_range=etag).status == 206
    changed = still.ask("/big.parquet", range="bytes=0-9", if_range='"another"')
    assert (changed.status, changed.body) == (200, PARQUET)


def test_an_unchanged_file_is_not_sent_again(still: Server) -> None:
    first = still.ask("/big.parquet")
    assert first.headers["accept-ranges"] == "bytes"
    again = still.ask("/big.parquet", if_none_match=first.headers["etag"])
    assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", "no-cache")


@pytest.mark.parametrize("path", ["/", "/big.parquet", "/nowhere"])
def test_head_says_what_get_says(still: Server, path: str) -> None:
    head, got = still.ask(path, "HEAD"), still.ask(path)
    assert (head.status, head.body) == (got.status, b"")
    assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.body))
    assert head.headers["content-type"] == got.headers["content-type"]
    assert got.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/schools.csv", "text/csv; charset=utf-8"),
        ("/big.parquet", "application/vnd.apache.parquet"),
        ("/file.geojson", "application/geo+json"),
        ("/file.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/file.woff2", "font/woff2"),
        ("/file.ics", "text/calendar; charset=utf-8"),
        ("/file.webmanifest", "application/manifest+json"),
        ("/file.ttl", "text/turtle; charset=utf-8"),
        ("/file.xml.gz", "application/gzip"),
        ("/file.svg", "image/svg+xml"),
        ("/file.unknown", "application/octet-stream"),
    ],
)
def test_media_types(still: Server, path: str, media_type: str) -> None:
    assert still.ask(path).headers["content-type"] == media_type


def test_a_folder_is_its_index(still: Server) -> None:
    assert b"<p>schools</p>" in still.ask("/datasets/schools/").body
    answer = still.ask("/datasets/schools?q=1")
    assert (answer.status, answer.headers["location"].endswith("/datasets/schools/?q=1")) == (307, True)


@pytest.mark.parametrize("path", ["/nowhere", "/datasets/", "/nowhere/%00", "/" + "a" * 300])
def test_what_is_missing_is_not_found(still: Server, path: str) -> None:
    assert still.ask(path).status == 404


def test_the_site_says_itself_what_is_missing(still: Server) -> None:
    answer = still.ask("/nowhere/at/all")
    assert "ไม่พบหน้านี้" in answer.body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../outside/secret.txt",
        "/datasets/../../outside/secret.txt",
        "/%2e%2e/outside/secret.txt",
        "/%2e%2e%2foutside%2fsecret.txt",
        "/..%5coutside%5csecret.txt",
        "//../outside/secret.txt",
        "/way-out.txt",
        "/folder-out/secret.txt",
        "/.hidden",
        "/.git/config",
        "/%2ehidden",
    ],
)
def test_nothing_else_on_the_machine_is_served(still: Server, path: str) -> None:
    answer = still.ask(path)
    assert answer.status == 404
    assert b"CANARY" not in answer.body


def test_only_reading_is_possible(still: Server) -> None:
    assert still.ask("/", "POST").status == 405


@pytest.mark.parametrize("path", ["/", "/datasets/schools/", "/nowhere"])
def test_a_page_gets_the_reload_script(still: Server, path: str) -> None:
    answer = still.ask(path)
    assert answer.body.count(b"reload.js") == 1
    assert len(answer.body) == int(answer.headers["content-length"])
    # The browser may not keep a page: it names the build that it shows.
    assert answer.headers["etag"] is answer.headers["last-modified"] is None


def test_only_pages_get_the_reload_script_and_never_the_files(still: Server) -> None:
    assert still.ask("/schools.csv").body == (still.root / "site/schools.csv").read_bytes()
    assert (still.root / "site/index.html").read_text(encoding="utf-8") == PAGE
    assert still.ask("/").body.startswith(PAGE.encode())


def test_the_reload_script_is_served(still: Server) -> None:
    answer = still.ask("/_saraban/reload.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert b"EventSource" in answer.body


def test_a_page_of_an_older_build_is_told_at_once(still: Server) -> None:
    with still.events("?shown=older") as events:
        assert events.readline() == b"event: rebuilt\n"


def test_a_change_is_built_and_told(server: Server) -> None:
    before = server.ask("/").body
    with server.events() as events:
        server.write("second")
        assert events.readline() == b"event: rebuilt\n"
    after = server.ask("/").body
    assert after.startswith(b"second")
    assert after.split(b"shown=")[1] != before.split(b"shown=")[1]
    # The build replaced the site and linked the table into it: neither may lead to another build.
    time.sleep(0.4)
    assert server.builds() == ["build second"]


def test_changes_during_a_build_lead_to_one_more(server: Server) -> None:
    server.write("slow")
    assert server.has_built("slow")
    for words in ("third", "fourth"):
        server.write(words)
    assert soon(lambda: server.ask("/").body.startswith(b"fourth"))
    assert server.builds() == ["build slow", "build fourth"]


def test_a_failed_build_is_said_and_the_old_site_stays(server: Server) -> None:
    with server.events() as events:
        server.write("bad")
        assert soon(lambda: any("Rebuild failed" in line and "ตาราง bad ผิด" in line for line in server.lines))
        assert server.ask("/").body.startswith(PAGE.encode())
        server.write("good")
        assert events.readline() == b"event: rebuilt\n"
    assert server.ask("/").body.startswith(b"good")


def test_files_that_are_nobodys_work_do_not_count(server: Server) -> None:
    for name in ("site/x.html", ".saraban/cache", ".git/index", "data/.source.csv.swp", "data/~$book.xlsx"):
        server.write("x", name)
    time.sleep(0.5)
    assert server.builds() == []


def test_a_file_that_an_editor_replaces_again_and_again_is_watched(tmp_path: Path) -> None:
    site_at(tmp_path)
    with running(tmp_path, "data/source.csv") as server:
        for words in ("second", "third"):
            server.write(words)
            assert server.has_built(words)


def test_a_folder_that_is_made_later_is_watched(tmp_path: Path) -> None:
    site_at(tmp_path)
    with running(tmp_path, "later") as server:
        server.write("x", "later/page.md")
        assert server.has_built("first")


def test_a_request_while_the_site_is_swapped_waits(server: Server) -> None:
    site, away = server.root / "site", server.root / ".away"
    site.rename(away)
    back = threading.Timer(0.2, away.rename, args=(site,))
    back.start()
    assert server.ask("/").status == 200
    back.join()


def test_ctrl_c_ends_at_once_though_pages_are_open(server: Server) -> None:
    with server.events() as one, server.events():
        started = time.monotonic()
        assert server.interrupt() == 0
        assert time.monotonic() - started < 2
        assert one.read() == b""
    assert server.process.stderr
    assert server.process.stderr.read() == ""


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port}") as raised:
            serve(tmp_path, [], lambda: None, print, port)
    assert raised.value.port == port
