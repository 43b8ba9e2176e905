"""nbconvert's filters for Formgrader: what a grader sees of a submission is inert, as feedback is."""

from html import escape

from jinja2 import pass_context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer

from autograder.report.inert import COLOURED, rendered


@pass_context
def markdown2html(context, source):
    """nbconvert's filter of the same name, attached pictures included; then everything active is removed."""
    attachments = context.get("cell", {}).get("attachments", {})
    return rendered(source, IPythonRenderer(escape=False, attachments=attachments))


def highlight_code(source, language=None, metadata=None):
    """nbconvert's filter of the same name, for Python; a cell too long for colours is shown without them."""
    if len(source) > COLOURED:
        return f'<div class="highlight hl-python"><pre>{escape(source)}</pre></div>'
    return Highlight2HTML(pygments_lexer="python3")(source, language, metadata)
