"""Where the ledger may lie: within the catalogue's folder, never where the site is made of or built, never in git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from saraban.model import Finding, Place, Weight, both
from saraban.output_folders import refuses_private


def troubles(file: Path, root: Path) -> Iterator[Finding]:
    """What is wrong with the place of the ledger."""
    shown = Place(_shown(file, root))
    if refuses_private(file, root):
        yield Finding(
            "ledger-place",
            Weight.STOPS,
            shown,
            both("ทะเบียนคำขออยู่ในที่ที่เว็บไซต์นำไปใช้หรือเผยแพร่", "the ledger lies where the site is made or served"),
            both(
                "ตั้ง request.desk.ledger และ letters เป็นที่อื่นในโฟลเดอร์ของบัญชีข้อมูล เช่น private/requests.yaml",
                "set request.desk.ledger and letters to another place, such as private/requests.yaml",
            ),
        )
    elif is_tracked(file):
        yield Finding(
            "ledger-tracked",
            Weight.WARNS,
            shown,
            both(
                "git ติดตามทะเบียนคำขอ ซึ่งมีข้อมูลส่วนบุคคลของผู้ขอ",
                "git tracks the ledger, which holds requesters' personal data",
            ),
            both(
                f"สั่ง git rm --cached {shown.file} ใส่ชื่อใน .gitignore และล้างประวัติหากเคยส่งขึ้นไปแล้ว",
                f"run git rm --cached {shown.file}, name it in .gitignore, and clean the history if it was pushed",
            ),
        )


def is_tracked(file: Path) -> bool:
    """Whether git tracks the file, or would not say: then it counts as tracked."""
    if not file.exists() or not any((folder / ".git").exists() for folder in file.resolve().parents):
        return False
    git = shutil.which("git")
    if not git:
        return True
    asked = subprocess.run(  # noqa: S603 - a fixed command
        [git, "-C", str(file.resolve().parent), "ls-files", "-z", "--", file.name],
        capture_output=True,
        check=False,
    )
    return asked.returncode != 0 or bool(asked.stdout)


def private_folder(folder: Path, root: Path) -> None:
    """Make a folder that git leaves alone and only its owner may look into."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    top = root / folder.relative_to(root).parts[0] if folder != root else folder
    ignore = top / ".gitignore"
    if top != root and not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")


def _shown(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
