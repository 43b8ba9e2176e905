"""What people see of a submission in a browser is inert: student markdown is sanitised where it is rendered."""

import re
from html import escape

from bleach import Cleaner
from jinja2 import pass_context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.notebooks import without_hidden

TAGS = """
a abbr b blockquote br caption center code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6
hr i img kbd li ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr tt u ul
"""
PICTURE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*\Z")
COLOURED = 20_000  # characters of a cell: colouring more takes seconds, and a hundred times its memory
MOST_TAGS = 2_000  # in a cell of text: removing what is active takes time that grows with the square of their depth
LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+\Z)", re.I)


def _allowed(tag, name, value):
    if tag == "img" and name == "src":
        return bool(PICTURE.match(value))  # no picture is fetched from anywhere
    if tag == "a" and name == "href":
        return bool(LINK.match(value))
    if tag in ("td", "th") and name in ("align", "colspan", "rowspan"):
        return True
    return name in ("class", "title", "alt", "width", "height")


CLEANER = Cleaner(tags=set(TAGS.split()), attributes=_allowed, protocols=["http", "https", "mailto", "data"])


@pass_context
def markdown2html(context, source):
    """nbconvert's filter of the same name, attached pictures included; then everything active is removed."""
    if source.count("<") > MOST_TAGS:
        return f"<pre>{escape(source)}</pre>"
    attachments = context.get("cell", {}).get("attachments", {})
    try:
        made = MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)
    except InvalidNotebook:  # it names an attachment that is not there, or that was no picture
        return f"<pre>{escape(source)}</pre>"
    return CLEANER.clean(made)


def highlight_code(source, language=None, metadata=None):
    """nbconvert's filter of the same name, for Python; a cell too long for colours is shown without them."""
    if len(source) > COLOURED:
        return f'<div class="highlight hl-python"><pre>{escape(source)}</pre></div>'
    return Highlight2HTML(pygments_lexer="python3")(source, language, metadata)


class HideMarkScheme(NbGraderPreprocessor):
    """For feedback: the marking scheme and the hidden region are for graders."""

    def preprocess_cell(self, cell, resources, index):
        """Cut them out of one cell."""
        cell.source = without_hidden(cell)
        return cell, resources
