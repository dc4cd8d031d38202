"""The folder of the reports: renewed without touching what others put there, and kept out of git."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from saraban.output_folders import REPORT_MARK

_WORK = ".saraban-report.new"

Own = set[tuple[str, str]]  # path below the folder, and the hash of what we wrote there


class ForeignFiles(Exception):
    """Files are in the way that are not as a report left them: somebody else's, or changed since."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Keep their paths, relative to the folder."""
        super().__init__(", ".join(paths))
        self.paths = tuple(paths)


@contextmanager
def renewed(folder: Path) -> Iterator[Path]:
    """A folder to write into; what is in it at the end takes the place of the files of the last report.

    Raises `ForeignFiles` at the end; then nothing was changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own = _own(folder)
    _note(folder, own)  # from here on the folder is ours
    work = folder / _WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        yield work
        _take_over(work, folder, own)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def ignored_by_git(folder: Path) -> bool:
    """Whether no commit could hold the reports; where one could, git is told to ignore them from now on."""
    if not any((place / ".git").exists() for place in (folder, *folder.parents)):
        return True
    git = shutil.which("git")
    asked = git and subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(folder), "check-ignore", "--quiet", "index.html"], capture_output=True, check=False
    )
    if asked and asked.returncode == 0:
        return True
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    return False


def _own(folder: Path) -> Own:
    try:
        noted = json.loads((folder / REPORT_MARK).read_text(encoding="utf-8"))
        return {(str(path), str(digest)) for path, digest in noted}
    except (OSError, ValueError, TypeError):
        return set()


def _note(folder: Path, own: Own) -> None:
    (folder / REPORT_MARK).write_text(json.dumps(sorted(own), indent=1), encoding="utf-8", newline="\n")


def _take_over(work: Path, folder: Path, own: Own) -> None:
    files = [file.relative_to(work).as_posix() for file in work.rglob("*") if file.is_file()]
    made = {(path, _digest(work / path)) for path in files}
    taken = {path for path in files if (folder / path).exists() and not _is_own(folder, path, own | made)}
    if taken:
        raise ForeignFiles(sorted(taken))
    _note(folder, own | made)  # whatever happens between here and the end, each file is known as ours
    for path in {path for path, _ in own} - {*files}:
        if _is_own(folder, path, own):
            (folder / path).unlink()
            with suppress(OSError):  # somebody else's files are in it
                (folder / path).parent.rmdir()
    for path in files:
        (folder / path).parent.mkdir(exist_ok=True)
        (work / path).replace(folder / path)
    _note(folder, made)


def _is_own(folder: Path, path: str, own: Own) -> bool:
    """Whether a file is as a report left it."""
    file = folder / path
    inside = file.resolve().is_relative_to(folder.resolve())
    return inside and file.is_file() and (path, _digest(file)) in own


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
