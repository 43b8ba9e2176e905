"""nbgrader's exchange with the student's whole feedback: what is on the index goes on top of the first notebook's page.

The exchange knows pages by notebook alone. `release_feedback` copies each page under a hash of the submission's secret
and the page's name, and `nbgrader fetch_feedback`, which the student runs, asks for one page for each notebook that was
submitted: it never asks for `index`. So the first notebook's page carries the index. This class runs where the
instructor is (c.ExchangeFactory.release_feedback); students need nothing of it.
"""

import glob
import re
import shutil
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from autograder.course import SECRET, TIMESTAMP
from autograder.store import write

INDEX = "index.html"
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.S | re.I)
LINK = re.compile(r'<link rel="stylesheet" href="([\w.-]+)">')


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Release feedback of those whose submissions came through the exchange, with the index on the first page."""

    src_path: str

    def copy_files(self) -> None:
        """Release each student's pages; nbgrader calls this."""
        pattern = str(self.src_path)
        for place in sorted(map(Path, glob.glob(pattern))):
            if place.parent.name in self.coursedir.student_id_exclude.split(","):
                continue
            if not (place / SECRET).is_file() or not (place / TIMESTAMP).is_file():
                self.log.warning("%s did not hand in through the exchange: nothing released there", place.parent.name)
                continue
            self.src_path = str(place)
            super().copy_files()
            self._put_index_on_top(place)
        self.src_path = pattern

    def _put_index_on_top(self, place: Path) -> None:
        """Rewrite what was released: students fetch pages alone, so each takes its style along, the first the index, too."""
        pages = sorted(page for page in place.glob("*.html") if page.name != INDEX)
        secret = (place / SECRET).read_text(encoding="utf-8")
        for page in pages:
            text = self_contained(page)
            if page == pages[0] and (place / INDEX).is_file():
                text = joined(self_contained(place / INDEX), text)
            released = Path(self.dest_path) / f"{notebook_hash(secret=secret, notebook_id=page.stem)}.html"
            write(released, text)
            shutil.copymode(page, released)


def self_contained(page: Path) -> str:
    """A page with the style sheet that it names in it."""

    def style(link: re.Match[str]) -> str:
        sheet = page.parent / link[1]
        return f"<style>{sheet.read_text(encoding='utf-8')}</style>" if sheet.is_file() else link[0]

    return LINK.sub(style, page.read_text(encoding="utf-8"))


def joined(index: str, page: str) -> str:
    """A notebook's page with the index in a section on top of it, in the style of the page."""
    body, start = BODY.search(index), re.search(r"<body[^>]*>", page, re.I)
    if body is None or start is None:
        return page
    whole = f'<section id="whole-assignment">{body[1]}</section>\n<hr>\n'
    return page[: start.end()] + whole + page[start.end() :]
