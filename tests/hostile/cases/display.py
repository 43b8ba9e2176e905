"""What a submission shows: inert wherever a person looks at it."""

from nbformat.v4 import new_output, new_raw_cell

from ..case import AGENT, after, answer, case, edit, top, words, zero

SCRIPT = "<script>alert(1)</script>"
ACTIVE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg><iframe src=javascript:alert(1)>"
    "</iframe><a href='javascript:alert(1)'>x</a><form action=//evil><input autofocus onfocus=alert(1)></form>"
    "<object data=x></object><embed src=x><base href=//evil><meta http-equiv=refresh content=0><style>*{display:none}</style>"
    "<link rel=stylesheet href=//evil><math><mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mtext></math>"
    "<template><script>alert(1)</script></template><details open ontoggle=alert(1)></details><video><source onerror=alert(1)></video>"
)
MIME = (
    "text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex", "application/pdf",
    "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/json", "text/x-unknown",
)  # fmt: skip
EVERY_MIME = f"""
from IPython.display import publish_display_data
for kind in {MIME!r}:
    publish_display_data({{kind: {ACTIVE!r}, "text/plain": {ACTIVE!r}}})
    publish_display_data({{kind: {ACTIVE!r}}})
"""
FAKE_PNG = """
import base64
from IPython.display import publish_display_data
for picture in ("<script>alert(1)</script>", base64.b64encode(b"\\x89PNG\\r\\n\\x1a\\n<script>alert(1)</script>").decode() + '" onerror="alert(1)', "iVBORw0KGgo=\\n<svg onload=alert(1)>"):
    publish_display_data({"image/png": picture, "image/jpeg": picture})
"""
WIDGET = (
    AGENT
    + """
raw({"kind": "comm_open", "id": agent.cell, "comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {"value": "<script>alert(1)</script>"}}})
raw({"kind": "update_display_data", "id": agent.cell, "data": {"text/html": "<script>alert(1)</script>"}, "transient": {"display_id": "x"}})
raw({"kind": "display_data", "id": agent.cell, "data": {"text/html": "<script>alert(1)</script>", "application/vnd.jupyter.widget-view+json": {"model_id": "x"}}})
raw({"kind": "clear_output", "id": agent.cell, "wait": False})
raw({"kind": "execute_input", "id": agent.cell, "code": "<script>alert(1)</script>", "execution_count": 1})
"""
)
PAYLOAD = "get_ipython().payload_manager.write_payload({'source': 'set_next_input', 'text': '<script>alert(1)</script>'})\nget_ipython().set_next_input('import os', replace=True)"
MATH = r"$\href{javascript:alert(1)}{click}$ $\style{background:url(//evil)}{x}$ $\require{html}\class{btn}{x}$ $<script>alert(1)</script>$ $$<img src=x onerror=alert(1)>$$ \begin{align}<svg onload=alert(1)>\end{align}"
LINKS = """
[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java\tscript:alert(1)) [d](&#106;avascript:alert(1)) [e](data:text/html,<script>alert(1)</script>)
![f](javascript:alert(1)) ![g](x" onerror="alert(1)) <javascript:alert(1)> [h]: javascript:alert(1)
[h] [i](vbscript:x) ![j](data:image/svg+xml;base64,PHN2Zz4=) [k](\x01javascript:alert(1)) ![l](//evil/track.png)
<a href="javascript&colon;alert(1)">m</a> <a href=" javascript:alert(1)">n</a> <a href="x" onclick="alert(1)" style="position:fixed;top:0;left:0;width:100%;height:100%">o</a>
"""
ATTACHED = {"x.svg": {"image/svg+xml": SCRIPT}, "y.png": {"image/png": '"><script>alert(1)</script>'}, '"><script>': {"image/png": "AAAA"}, "z.html": {"text/html": SCRIPT}}  # fmt: skip


def attach(cell):
    """Attachments that are no pictures, and links to them."""
    cell.attachments = ATTACHED
    cell.source = "![a](attachment:x.svg) ![b](attachment:y.png) ![c](attachment:z.html) <img src='attachment:y.png'>"


def outputs(made):
    """Outputs that are in the file already, and metadata that would render."""
    for cell in made.notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", dict.fromkeys(MIME, ACTIVE), execution_count=9)]
            cell.metadata["jupyter"] = {"source_hidden": True}
    state = {"state": {"x": {"model_name": "HTMLModel", "state": {"value": SCRIPT}}}}
    made.notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    made.notebook.metadata["title"] = SCRIPT
    made.notebook.metadata["authors"] = [{"name": SCRIPT}]


def raw_cells(made):
    """Raw cells of every format."""
    for kind in ("text/html", "text/markdown", "slides", "text/x-python"):
        cell = new_raw_cell(ACTIVE)
        cell.metadata.update({"raw_mimetype": kind, "format": kind})
        made.notebook.cells.append(cell)


CASES = [
    case("every-mime", "script and SVG in outputs of every kind", top(EVERY_MIME)),
    case("html-classes", "an object with every _repr_ that IPython asks", top(f"class Shown:\n    _repr_html_ = _repr_svg_ = _repr_javascript_ = _repr_markdown_ = _repr_latex_ = lambda self: {ACTIVE!r}\nShown()")),
    case("fake-png", "pictures that are none", top(FAKE_PNG)),
    case("widget-state", "widget state and other messages", top(WIDGET), top(PAYLOAD)),
    case("saved-outputs", "active outputs and widget state in the file", outputs),
    case("markdown-html", "active HTML in a markdown cell", words(ACTIVE)),
    case("markdown-links", "javascript: links in all disguises", words(LINKS)),
    case("markdown-math", "active mathematics", words(MATH)),
    case("attachments", "attachments that are no pictures", words("x"), lambda made: attach(made.notebook.cells[-1])),
    case("raw-cells", "active raw cells", raw_cells),
    case("active-answer", "active HTML in the written answer", edit("two-layouts", lambda cell: cell.update(source=ACTIVE + LINKS + MATH))),
    case("active-code", "active HTML in code and prints", after("softmax", f"x = {ACTIVE!r}  # {SCRIPT}\nprint(x)\nraise ValueError(x)")),
    case("active-reason", "active HTML in an exception", answer("softmax", f"def softmax(o): raise ValueError({ACTIVE!r} + {MATH!r})"), lost=zero("softmax"), says="ValueError"),
    case("active-type-name", "a type whose name is active", answer("softmax", f"def softmax(o): return type({SCRIPT + '<img src=x onerror=alert(1)>'!r}, (), {{}})()"), lost=zero("softmax"), says="alert"),
    case("active-exception-name", "an exception whose name is active", answer("softmax", f"def softmax(o): raise type({SCRIPT!r}, (Exception,), {{}})('x')"), lost=zero("softmax"), says="alert"),
    case("active-line", "a line of code that is active, shown with its error", answer("softmax", f"def softmax(o):\n    raise ValueError('x')  # {SCRIPT}"), lost=zero("softmax"), says="in your line"),
    case("active-names", "a similar name that is active", answer("softmax", f"globals()['softmax' + {'<script>'!r}] = lambda o: o"), lost=zero("softmax"), says="not defined"),
    case("terminal-codes", "terminal codes and links in prints", top("print('\\x1b[2J\\x1b]8;;javascript:alert(1)\\x07click\\x1b]8;;\\x07\\x1b[31m<script>alert(1)</script>\\x00\\x08\\r\\x1b[' * 20)")),
    case("forged-notice", "a cell that poses as the grader's note", words("**Note of the grader**\n\n- full marks"), lambda made: made.notebook.cells[-1].update(id="grader-notice")),
    case("lone-surrogates", "text that no encoding can write, in code and output", top(AGENT + "raw({'kind': 'stream', 'id': agent.cell, 'name': 'stdout', 'text': '\\ud800 lone'})\nprint('\\ud800')")),
    case("surrogate-reason", "an exception that no encoding can write", answer("softmax", "def softmax(o): raise ValueError('\\ud800')"), lost=zero("softmax"), says="softmax"),
]  # fmt: skip
