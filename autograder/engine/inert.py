"""What people see of a submission in a browser is inert: student markdown is sanitised where it is rendered."""

import re

from bleach import Cleaner
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.engine.notebooks import without_hidden

TAGS = set(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "center",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
    ]
)
PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*\Z")
LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+\Z)", re.I)


def _allowed(tag, name, value):
    if tag == "img" and name == "src":
        return bool(PICTURE.match(value))  # no picture is fetched from anywhere
    if tag == "a" and name == "href":
        return bool(LINK.match(value))
    if tag in ("td", "th") and name in ("align", "colspan", "rowspan"):
        return True
    return name in ("class", "title", "alt", "width", "height")


CLEANER = Cleaner(tags=TAGS, attributes=_allowed, protocols=["http", "https", "mailto", "data"])


@pass_context
def markdown2html(context, source):
    """nbconvert's filter of the same name, attached pictures included; then everything active is removed."""
    attachments = context.get("cell", {}).get("attachments", {})
    return CLEANER.clean(
        MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)
    )


class HideMarkScheme(NbGraderPreprocessor):
    """For feedback: the marking scheme and the hidden region are for graders."""

    def preprocess_cell(self, cell, resources, index):
        """Cut them out of one cell."""
        cell.source = without_hidden(cell)
        return cell, resources
