"""The instructor's pages: one file each, with its style and a script of ours for its tables, and nothing that could load."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from autograder.report.views import TEMPLATES, environment, style


def render(template: str, **values: Any) -> str:
    """The page of a template. What is inserted is escaped; should a text escape, the page's policy lets nothing of it run."""
    script = table_script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    look = Markup(style() + (TEMPLATES / "report.css").read_text(encoding="utf-8"))
    made = environment().get_template(template)
    return made.render(look=look, script=Markup(script), script_digest=f"sha256-{digest}", **values)


@lru_cache(maxsize=1)
def table_script() -> str:
    """The script that sorts and searches the tables of these pages."""
    return (TEMPLATES / "tables.js").read_text(encoding="utf-8")
