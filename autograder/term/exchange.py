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

from autograder.store import write

INDEX = "index.html"
SECRET, TIMESTAMP = "submission_secret.txt", "timestamp.txt"
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.S | re.I)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.S | re.I)
WHOLE_PAGE = re.compile(r"(?<![\w.#-])(?::root|html|body)(?![\w-])")  # selectors of all of a page


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
        pages = sorted(page for page in place.glob("*.html") if page.name != INDEX)
        if not pages or not (place / INDEX).is_file():
            return
        secret = (place / SECRET).read_text(encoding="utf-8")
        released = Path(self.dest_path) / f"{notebook_hash(secret=secret, notebook_id=pages[0].stem)}.html"
        index, page = ((place / name).read_text(encoding="utf-8") for name in (INDEX, pages[0].name))
        write(released, joined(index, page))
        shutil.copymode(pages[0], released)


def joined(index: str, page: str) -> str:
    """A notebook's page with the index in a section on top of it; each keeps its own style."""
    body, start = BODY.search(index), re.search(r"<body[^>]*>", page, re.I)
    if body is None or start is None:
        return page
    style = WHOLE_PAGE.sub("&", "\n".join(STYLE.findall(index)))
    whole = f'<section id="whole-assignment"><style>#whole-assignment {{ {style} }}</style>{body[1]}</section>\n<hr>\n'
    return page[: start.end()] + whole + page[start.end() :]
