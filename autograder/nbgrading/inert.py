"""What people see of a submission in a browser is inert: student markdown is sanitised where it is rendered."""

import re
from html import escape

import nh3
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
MOST_TAGS = 2_000  # in a cell of text: parsing it takes time that grows with the square of their depth
LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+\Z)", re.I)
ATTRIBUTES = {"*": {"class", "title", "alt", "width", "height"}, "img": {"src"}, "a": {"href"}}
ATTRIBUTES |= dict.fromkeys(("td", "th"), {"align", "colspan", "rowspan"})
UNKNOWN = re.compile(rf"<(?!/?(?:{'|'.join(TAGS.split())})(?=[\s/>])|!--)", re.I)


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None where it may not stay: links lead somewhere plain, pictures are fetched nowhere."""
    if tag == "img" and name == "src":
        return value if PICTURE.match(value) else None
    if tag == "a" and name == "href":
        return value if LINK.match(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=set(TAGS.split()),
    clean_content_tags=set(),
    attributes=ATTRIBUTES,
    attribute_filter=_filtered,
    url_schemes={"http", "https", "mailto", "data"},
    link_rel=None,
)


def sanitize(html: str) -> str:
    """Remove everything active from HTML; a tag that is not allowed is shown as text, as `<T>` in an answer is meant."""
    return _cleaner.clean(UNKNOWN.sub("&lt;", html))


@pass_context
def markdown2html(context, source):
    """nbconvert's filter of the same name, attached pictures included; then everything active is removed."""
    if source.count("<") > MOST_TAGS:
        return f"<pre>{escape(source)}</pre>"
    attachments = context.get("cell", {}).get("attachments", {})
    try:
        html = MarkdownWithMath(renderer=IPythonRenderer(escape=False, attachments=attachments)).render(source)
    except InvalidNotebook:  # it names an attachment that is not there, or that was no picture
        return f"<pre>{escape(source)}</pre>"
    return sanitize(html)


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
