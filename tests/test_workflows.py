"""The workflows: valid, safe, pinned; and what they hand out runs from an empty clone to a finished site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from saraban import starter
from tests.support import ROOT

HANDED_OUT = Path(starter.__file__).parent
GITHUB = [*sorted((ROOT / ".github/workflows").glob("*.yml")), HANDED_OUT / "github.yml"]
GITLAB = [ROOT / ".gitlab-ci.yml", HANDED_OUT / "gitlab.yml"]
INSTALLS = re.compile(r"^python -m pip install saraban$", re.MULTILINE)
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _run(tool: str, *arguments: str) -> None:
    """A tool of this environment, which need not be active."""
    beside = shutil.which(tool, path=str(Path(sys.executable).parent))
    assert beside, f"{tool} is missing: it comes with the dev dependencies"
    done = subprocess.run([beside, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", GITHUB, ids=_name)
def test_github_workflow_is_valid(file: Path) -> None:
    _run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file))


@pytest.mark.parametrize("file", GITLAB, ids=_name)
def test_gitlab_pipeline_is_valid(file: Path) -> None:
    _run("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file))


@pytest.mark.parametrize("file", GITHUB, ids=_name)
def test_github_workflow_is_safe(file: Path) -> None:
    _run("zizmor", "--offline", "--no-progress", str(file))


@pytest.mark.parametrize("file", GITHUB, ids=_name)
def test_actions_are_pinned_by_commit(file: Path) -> None:
    uses = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert uses
    assert not [line for line in uses if not PINNED.search(line)]


def test_one_commit_an_action() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in GITHUB)
    uses = set(re.findall(r"uses: (\S+)@(\S+)", text))
    assert len(uses) == len({action for action, _ in uses})


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What an office pushes after `saraban new`, as a runner checks it out."""
    folder = tmp_path / "โครงการ portal"
    starter.new(folder, date.today())
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The catalogue"]):
        author = ["-c", "user.name=Office", "-c", "user.email=office@saraban.example"]
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True)
    return folder


def _steps(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run steps as a runner does, with the program of this environment in place of the one from the registry."""
    assert INSTALLS.search(script), "the workflow installs saraban"
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    calls = {"saraban": ' -c "from saraban.cli import main; main()"', "python": ""}
    for name, call in calls.items():
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{call} "$@"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", INSTALLS.sub("true", script)],
        cwd=folder,
        env={**os.environ, "PATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def _load(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _github_job(clone: Path) -> tuple[dict[str, Any], str]:
    job = _load(clone / ".github/workflows/portal.yml")["jobs"]["build"]
    return job, "\n".join(step["run"] for step in job["steps"] if "run" in step)


@pytest.mark.parametrize("strict", ["", "--strict"], ids=["main", "proposal"])
def test_github_steps_make_a_site(clone: Path, strict: str) -> None:
    job, script = _github_job(clone)
    summary = clone.parent / "summary.md"
    done = _steps(clone, script, STRICT=strict, GITHUB_STEP_SUMMARY=str(summary), **job["env"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::error" not in done.stdout
    assert "example" in summary.read_text(encoding="utf-8")
    _is_a_site(clone / "site")


def test_gitlab_steps_make_a_site(clone: Path) -> None:
    pipeline = _load(clone / ".gitlab-ci.yml")
    before = pipeline["default"]["before_script"]
    for job in ("check", "pages"):
        script = "\n".join([*before, *pipeline[job]["script"]])
        done = _steps(clone, script, **pipeline["variables"])
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(_load(clone / "codequality.json")) == len(_load(clone / "findings.json"))
    _is_a_site(clone / "site")
    _is_a_site(clone / "public")


def test_a_mistake_stops_a_proposal_and_not_the_nightly_build(clone: Path) -> None:
    for room in ("datapackages", "data"):
        shutil.copytree(clone / room / "example", clone / room / "wrong")
    wrong = "month,visitors,online\n2026-01,many,1\n"
    (clone / "data/wrong/services.csv").write_text(wrong, encoding="utf-8")
    job, script = _github_job(clone)
    summary = str(clone.parent / "summary.md")
    proposal = _steps(clone, script, STRICT="--strict", GITHUB_STEP_SUMMARY=summary, **job["env"])
    assert proposal.returncode == 1
    assert "::error file=data/wrong/services.csv,line=2" in proposal.stdout
    _is_a_site(clone / "site")
    nightly = _steps(clone, script, STRICT="", GITHUB_STEP_SUMMARY=summary, **job["env"])
    assert nightly.returncode == 0, nightly.stdout + nightly.stderr


def _is_a_site(folder: Path) -> None:
    for page in ("index.html", "datasets/example/index.html"):
        assert (folder / page).is_file(), page
        assert (folder / "en" / page).is_file(), f"en/{page}"
