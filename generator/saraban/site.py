"""Runs the site engine for each language, hands out its frames, and swaps the finished site in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import yaml

from saraban.catalogue import Catalogue
from saraban.frames import Frame, frame_of
from saraban.interface import interface
from saraban.model import Language
from saraban.portal import code_key

# The engine's own search (index and workers), its sitemap and its pages' sources: saraban makes its own.
_LEFT_OUT = (
    "search/search_index.json",
    "sitemap.xml",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
)
_STAND_IN = "https://twin.invalid"
_NAMES = {"th": "ไทย", "en": "English"}
_HOME = Path(str(files("saraban")))
_STATIC = _HOME / "static"
_THEME = _HOME / "templates" / "theme"


class EngineFailed(Exception):
    """The engine could not make the pages; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What the engine made of one language: pages by path, and all other files."""

    language: Language
    pages: Mapping[str, Frame]
    files: Mapping[str, Path]

    def plain(self) -> Iterator[Frame]:
        """Pages that are themselves, not frames for others (those lie in folders that begin with `_`)."""
        for path, frame in self.pages.items():
            if not any(part.startswith("_") for part in path.split("/")):
                yield frame


def frames(catalogue: Catalogue, cache: Path, engine: str = "mkdocs") -> dict[Language, Frames]:
    """Every language's frames, from one engine run each; what did not change is taken from the last run.

    `engine` is a module that answers `build -f FILE -d FOLDER` as mkdocs does (mkdocs, properdocs).
    Raises `EngineFailed`. Cost: about a second and a half a language, two at a time.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = pool.map(lambda language: _frames(catalogue, language, cache, engine), catalogue.languages)
        return {found.language: found for found in made}


def _frames(catalogue: Catalogue, language: Language, cache: Path, engine: str) -> Frames:
    home = cache / "frames" / f"{language}-{_key(catalogue, language, engine)}"
    if not home.is_dir():
        for stale in (cache / "frames").glob(f"{language}-*"):
            shutil.rmtree(stale, ignore_errors=True)
        work = home.with_name(home.name + ".new")
        _run(catalogue, language, work, engine)
        work.rename(home)
    pages: dict[str, Frame] = {}
    others: dict[str, Path] = {}
    for file in sorted(home.rglob("*")):
        path = file.relative_to(home).as_posix()
        if not file.is_file() or path.startswith(_LEFT_OUT) or file.suffix == ".map":
            continue
        if file.suffix == ".html":
            pages[path] = frame_of(path, file.read_text(encoding="utf-8"))
        else:
            others[path] = file
    return Frames(language, pages, others)


def config_file(catalogue: Catalogue, language: Language) -> Path:
    """The engine's settings of a language: `mkdocs.yml`, and `site_src/mkdocs.<language>.yml` for the others."""
    if language == catalogue.primary:
        return catalogue.root / "mkdocs.yml"
    return catalogue.root / "site_src" / f"mkdocs.{language}.yml"


def _key(catalogue: Catalogue, language: Language, engine: str) -> str:
    digest = hashlib.sha256(code_key("templates/theme", "site.py").encode())
    for name in (engine, "mkdocs-material", "Markdown"):
        digest.update(metadata.version(name).encode())
    digest.update(repr({**_ours(catalogue, language), "theme": "", "docs_dir": ""}).encode())
    sources = sorted((catalogue.root / "site_src" / language).rglob("*"))
    for file in [catalogue.root / "mkdocs.yml", config_file(catalogue, language), *sources]:
        if file.is_file():
            digest.update(file.relative_to(catalogue.root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:24]


def _ours(catalogue: Catalogue, language: Language) -> dict[str, object]:
    """Engine settings that follow from the catalogue and the program, so that nobody has to write them."""
    settings = catalogue.settings
    up = "" if language == catalogue.primary else "../"
    scripts = sorted(file.name for file in _STATIC.glob("*.js"))
    return {
        "site_name": settings.title.get(language),
        "site_description": settings.description.get(language),
        "site_author": settings.publisher.name.get(language),
        **({"site_url": _home(catalogue, language)} if settings.site_url else {}),
        "docs_dir": str(catalogue.root / "site_src" / language),
        "theme": {"custom_dir": str(_THEME), "favicon": "assets/favicon.svg", "font": False},
        "extra_css": [f"{up}assets/saraban.css"],
        "extra_javascript": [{"path": f"{up}assets/{name}", "defer": True} for name in scripts],
        "extra": {
            "generator": False,
            "alternate": [
                {"name": _NAMES.get(code, code), "link": f"{_STAND_IN}/{code}/", "lang": code}
                for code in catalogue.languages
            ],
            "words": _words(language),
        },
        "hooks": [],
    }


def _words(language: Language) -> dict[str, object]:
    """The words that the theme's own templates show."""
    t = interface(language)
    shown = ("none", "count", "by-words", "all", "loading", "failed")
    kinds = ("dataset", "listing", "table", "field", "page", "value")
    return {
        "label": t("search-label"),
        "placeholder": t("header-search"),
        "submit": t("search-submit"),
        "search": {key: t(f"search-{key}") for key in (*shown, *(f"kind-{kind}" for kind in kinds))},
        **{f"missing_{key}": t(f"missing-{key}") for key in ("title", "text", "home", "datasets")},
    }


def _home(catalogue: Catalogue, language: Language) -> str:
    home = catalogue.settings.site_url.rstrip("/") + "/"
    return home if language == catalogue.primary else f"{home}{language}/"


def _run(catalogue: Catalogue, language: Language, into: Path, engine: str) -> None:
    """One engine run, in a process of its own: engines keep state, and another one can take the place."""
    shutil.rmtree(into, ignore_errors=True)
    into.parent.mkdir(parents=True, exist_ok=True)
    config = into.with_name(into.name + ".yml")
    theme = {"custom_dir": str(files("saraban") / "templates" / "theme")}
    inherited = {
        "INHERIT": str(config_file(catalogue, language)),
        **_ours(catalogue, language),
        "theme": theme,
    }
    config.write_text(yaml.safe_dump(inherited, allow_unicode=True), encoding="utf-8")
    finished = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", engine, "build", "--quiet", "-f", str(config), "-d", str(into)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
    )
    config.unlink()
    if finished.returncode != 0 or not into.is_dir():
        shutil.rmtree(into, ignore_errors=True)
        raise EngineFailed((finished.stderr or finished.stdout).strip())


@contextmanager
def new(site: Path) -> Iterator[Path]:
    """An empty folder beside `site` that takes its place when the block ends well.

    When it does not, the last good site stays as it was. The swap is two renames; a build that was cut off between
    them left the last site under its other name, from where it comes back.
    """
    work = site.with_name(f".{site.name}.saraban-new")
    old = site.with_name(f".{site.name}.saraban-old")
    if old.exists() and not site.exists():
        old.rename(site)
    for left in (work, old):
        shutil.rmtree(left, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        yield work
        if site.exists():
            site.rename(old)
        try:
            work.rename(site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
