"""Which folders a command may write into: nothing of the catalogue and nobody else's files are lost there."""

from __future__ import annotations

from pathlib import Path

REPORT_MARK = ".saraban-report.json"  # lies in a folder of reports and says which files are its own

_OF_THE_CATALOGUE = ("data", "datapackages", "site_src", ".git", ".saraban", "mkdocs.yml")
_PUBLIC = ("site", "public")


def may_hold_site(into: Path, root: Path) -> bool:
    """Whether a build may put its site there: nobody else's files, and nothing of the catalogue, would be lost."""
    if root.is_relative_to(into) or into.parent == into or _lies_in(into, root, _OF_THE_CATALOGUE):
        return False
    return not into.exists() or _is_site(into) or (into.is_dir() and not any(into.iterdir()))


def refuses_report(folder: Path, root: Path) -> str:
    """Why reports may not lie there, as a key of the interface's words; empty where they may.

    They show withheld values: never within a site, nor where descriptors and tables are looked for.
    """
    if root.is_relative_to(folder) or _lies_in(folder, root, (*_OF_THE_CATALOGUE, *_PUBLIC)):
        return "report-in-catalogue"
    if any(map(_is_site, (folder, *folder.parents))):
        return "report-in-site"
    empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    return "" if empty or (folder / REPORT_MARK).is_file() else "report-not-ours"


def _lies_in(folder: Path, root: Path, names: tuple[str, ...]) -> bool:
    return folder.is_relative_to(root) and folder.relative_to(root).parts[:1] in {(name,) for name in names}


def _is_site(folder: Path) -> bool:
    """Whether a build put its site there."""
    return (folder / "search-index.json").is_file() and (folder / "assets" / "saraban.css").is_file()


def refuses_private(file: Path, root: Path) -> bool:
    """Whether private notes of the catalogue may not lie there: outside it, at its top, or where a site is made."""
    file, root = file.resolve(), root.resolve()
    if file.parent == root or not file.is_relative_to(root):
        return True
    return _lies_in(file, root, (*_OF_THE_CATALOGUE, *_PUBLIC)) or any(map(_is_site, file.parents))
