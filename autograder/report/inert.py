"""What people see of a submission in a browser is inert: student text is sanitised where it is rendered."""

import re
from functools import lru_cache
from html import escape
from typing import Any

import nh3
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, String

from autograder.report.formulas import formula

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
MARK = "\ue000"  # stands around the number of a formula while the text around it is sanitised
MARKED = re.compile(f"{MARK}([0-9]+){MARK}")
COLOURS = ((Comment, "c"), (Keyword, "k"), (String, "s"), (Number, "m"), (Name.Function, "f"), (Name.Class, "f"))


def _filtered(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None where it may not stay: links lead somewhere plain, pictures are fetched nowhere."""
    if MARK in value:
        return None
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


def rendered(source: str, renderer: IPythonRenderer) -> str:
    """Markdown as HTML with everything active removed; as plain text where it cannot be rendered in time."""
    if source.count("<") > MOST_TAGS:
        return f"<pre>{escape(source)}</pre>"
    try:
        html = MarkdownWithMath(renderer=renderer).render(source)
    except InvalidNotebook:  # it names an attachment that is not there, or that was no picture
        return f"<pre>{escape(source)}</pre>"
    return sanitize(html)


class _WithFormulas(IPythonRenderer):
    """Renders formulas, too. In the text stands a number for each, so that only the rest needs to be sanitised."""

    def __init__(self, **options: Any) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, **options)
        self.formulas: list[str] = []

    def _put(self, tex: str, block: bool) -> str:
        self.formulas.append(formula(tex, block))
        return f"{MARK}{len(self.formulas) - 1}{MARK}"

    def heading(self, text: str, level: int, **attributes: Any) -> str:
        """A heading within a cell lies below those of the page."""
        return super().heading(text, max(level, 3), **attributes)

    def block_math(self, body: str) -> str:
        return self._put(body, block=True)

    def inline_math(self, body: str) -> str:
        return self._put(body, block=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._put(rf"\begin{{{name}}}{body}\end{{{name}}}", block=True)


def markdown(source: str, attachments: dict | None = None, shared: bool = False) -> str:
    """Markdown as inert HTML, its formulas as MathML. shared: every student has this text, so it is rendered once."""
    return _kept_markdown(source) if shared and not attachments else _markdown(source, attachments)


def _markdown(source: str, attachments: dict | None = None) -> str:
    renderer = _WithFormulas(attachments=attachments or {})
    html = rendered(source.replace(MARK, ""), renderer)
    made = renderer.formulas
    return MARKED.sub(lambda found: made[int(found[1])] if int(found[1]) < len(made) else "", html)


def highlighted(source: str) -> str:
    """Python as HTML with few colours; a cell too long for colours is shown without them."""
    return _highlighted(source) if len(source) <= COLOURED else escape(source)


def _highlighted(source: str) -> str:
    parts: list[tuple[str, str]] = []
    for kind, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(source):
        colour = _colour(kind)
        if parts and (parts[-1][0] == colour or text.isspace()):
            parts[-1] = (parts[-1][0], parts[-1][1] + text)
        else:
            parts.append((colour, text))
    return "".join(f'<i class="{c}">{escape(text)}</i>' if c else escape(text, quote=False) for c, text in parts)


@lru_cache(maxsize=64)
def _colour(kind: Any) -> str:
    return next((name for known, name in COLOURS if kind in known), "")


_kept_markdown = lru_cache(maxsize=2048)(_markdown)
