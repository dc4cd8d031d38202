"""Signatures with the keys people have, through OpenSSH's own `ssh-keygen -Y`.

The key's validity is judged on the day that the statement bears, so that an edition stays verified when a key ends.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

NAMESPACE = "saraban"
_PATIENCE = 30  # seconds for a verification
_ENDED = ("has expired", "not yet valid", "not valid at")


class Answer(StrEnum):
    """What ssh-keygen said of a signature."""

    GOOD = "good"
    EXPIRED = "expired"
    FORGED = "forged"
    UNCHECKED = "unchecked"  # there is no ssh-keygen, or no file of allowed keys


@dataclass(frozen=True, slots=True)
class Keys:
    """The file of allowed keys, and that of keys that count no more."""

    allowed: Path
    revoked: Path | None = None


class CannotSign(Exception):
    """No signature was made; the text says why."""


def sign(words: bytes, key: Path) -> str:
    """The armoured signature; a passphrase is asked for on the terminal. Raises `CannotSign`."""
    program = shutil.which("ssh-keygen")
    if program is None:
        raise CannotSign("ssh-keygen")
    command = [program, "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    # What ssh-keygen says (touch the key, wrong passphrase) goes to the terminal as it is.
    made = subprocess.run(command, input=words, stdout=subprocess.PIPE, check=False)  # noqa: S603 - no shell
    armoured = made.stdout.decode("ascii", errors="replace").strip()
    if made.returncode or not armoured.startswith("-----BEGIN SSH SIGNATURE-----"):
        raise CannotSign(str(key))
    return armoured


def verify(words: bytes, signature: str, signer: str, day: date, keys: Keys) -> tuple[Answer, str]:
    """Whether `signer` signed these words with a key that was allowed on that day, and the key's fingerprint."""
    program = shutil.which("ssh-keygen")
    if program is None or not keys.allowed.is_file() or (keys.revoked and not keys.revoked.is_file()):
        return Answer.UNCHECKED, ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "signature"
        file.write_text(signature + "\n", encoding="utf-8")
        command = [
            program,
            "-Y",
            "verify",
            "-f",
            str(keys.allowed),
            "-I",
            signer,
            "-n",
            NAMESPACE,
            "-s",
            str(file),
        ]
        command.append(f"-Overify-time={day:%Y%m%d}1200")
        if keys.revoked:
            command += ["-r", str(keys.revoked)]
        try:
            said = subprocess.run(  # noqa: S603 - no shell
                command,
                input=words,
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired):
            return Answer.UNCHECKED, ""
    if said.returncode == 0:
        found = re.search(rb"SHA256:\S+", said.stdout)
        return Answer.GOOD, found[0].decode("ascii", errors="replace") if found else ""
    told = said.stderr.decode(errors="replace")
    return (Answer.EXPIRED if any(words in told for words in _ENDED) else Answer.FORGED), ""
