"""TeX formulas as MathML, which browsers show without network and script; what cannot be rendered stays text.

The formulas of a submission are rendered by the same code: they are bounded in length and in depth before a parser
written in Rust sees them, and what it makes is checked, tag by tag, before it goes into a page.
"""

import re
from functools import lru_cache
from html import escape

from math_core import LatexError, LatexToMathML

LONGEST = 1_000  # characters of a formula; the longest of a lecture has a third
DEEPEST = 200  # signs that can open a level: the parser's stack holds many times as many
LARGEST = 20_000  # characters of MathML
OPENS = re.compile(r"[\\{(\[^_&]")
DEFINES = re.compile(r"\\(?:\w*command|\w*def|let|Declare\w*)\b")  # a definition can grow, and nest, without bound
ELEMENTS = """
b code em i math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle
msub msubsup msup mtable mtd mtext mtr munder munderover
"""
NAMES = """
accent accentunder class columnspan depth display displaystyle fence form height largeop linethickness lspace
mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel separator stretchy style symmetric voffset width
"""
PLAIN = re.compile(
    rf"</?(?:{'|'.join(ELEMENTS.split())})(?: (?:{'|'.join(NAMES.split())})=\"[\w .:;#%+-]*\")*/?>|[^<>]", re.A
)


@lru_cache(maxsize=2048)
def formula(tex: str, block: bool = False) -> str:
    """HTML of one formula: MathML, or the TeX itself as text where it cannot be rendered within the bounds."""
    made = _mathml(tex, block)
    return f'<span class="tex">{made}</span>' if made and block else made or _as_text(tex)


def _mathml(tex: str, block: bool) -> str:
    if len(tex) > LONGEST or len(OPENS.findall(tex)) > DEEPEST or DEFINES.search(tex):
        return ""
    try:
        made = _converter().convert_with_local_state(tex, displaystyle=block)
    except (LatexError, UnicodeError):
        return ""
    return made if len(made) <= LARGEST and not PLAIN.sub("", made) else ""


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def _as_text(tex: str) -> str:
    return f"<code>{escape(tex)}</code>"
