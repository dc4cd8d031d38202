"""Lets `mkdocs build` and `mkdocs serve` make the whole portal; see `hooks` in mkdocs.yml."""

from saraban.mkdocs_hook import on_post_build

__all__ = ["on_post_build"]
