"""Host 2: `mkdocs build` and `mkdocs serve` give the same portal as `saraban build`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from saraban import pipeline


def on_post_build(config: Any) -> None:
    """Build the whole portal in place of the pages that the engine has just made."""
    pipeline.build(Path(config.config_file_path).parent, date.today(), into=Path(config.site_dir))
