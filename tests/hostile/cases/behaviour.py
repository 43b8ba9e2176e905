"""Functions that behave in ways that only several calls show, and reach for what is not there."""

from ..case import answer, case, top, zero

RIGHT = "e = np.exp(o - np.max(o, -1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)"


def softmax(name, what, source, says, lost=None):
    """A case about softmax, which scores 0."""
    return case(name, what, answer("softmax", source), lost=lost or zero("softmax"), says=says)


NETWORK = """
import socket
reached = []
for address in [("127.0.0.1", 22), ("127.0.0.1", {port}), ("8.8.8.8", 53), ("169.254.169.254", 80), ("1.1.1.1", 443)]:
    try:
        socket.create_connection(address, timeout=0.3)
        reached.append(address)
    except OSError:
        pass
for family in (getattr(socket, "AF_VSOCK", 40), 17, 31, 38):
    try:
        socket.socket(family, socket.SOCK_STREAM)
        reached.append(family)
    except OSError:
        pass
print("REACHED" if reached else "alone", reached)
"""

CASES = [
    softmax("hard-coded", "the visible checks' outputs hard-coded", "def softmax(o):\n    o = np.asarray(o)\n    if o.shape == (2,): return np.array([0.5, 0.5])\n    return np.full(o.shape, 1 / o.shape[-1])", "wrong values"),
    softmax("wrong-second-time", "right once, then wrong", f"import itertools\ncount = itertools.count()\ndef softmax(o):\n    if next(count) % 2: return np.zeros(np.shape(o))\n    {RIGHT}", "wrong values"),
    softmax("remembers", "gives the first answer again", f"seen = []\ndef softmax(o):\n    if seen: return seen[0]\n    {RIGHT.replace('return', 'seen.append(e / e.sum(-1, keepdims=True)); return')}", "softmax"),
    softmax("in-place", "changes its argument", "def softmax(o):\n    o[...] = o - np.max(o, -1, keepdims=True)\n    e = np.exp(o)\n    return e / e.sum(-1, keepdims=True)", "changes its argument", {"softmax": "some"}),
    softmax("resizes-argument", "changes its argument's shape", "def softmax(o):\n    result = (lambda o: [(e := np.exp(o - np.max(o, -1, keepdims=True))), e / e.sum(-1, keepdims=True)][1])(o.copy())\n    o.shape = (-1,)\n    o.dtype = np.int8\n    return result", "changes its argument", {"softmax": "some"}),
    softmax("too-few-parameters", "a function without parameters", "def softmax(): return 1", "TypeError"),
    softmax("misspelled", "a misspelled function", f"def sofmax(o):\n    {RIGHT}", "there is a function called sofmax"),
    softmax("a-string", "the name bound to a text", "softmax = 'def softmax'", "not defined"),
    softmax("deleted", "defined and deleted", f"def softmax(o):\n    {RIGHT}\ndel softmax", "not defined"),
    softmax("not-written", "the stub untouched", "def softmax(o):\n    # YOUR CODE HERE\n    raise NotImplementedError()", "not written yet"),
    softmax("random", "random answers", "def softmax(o): return np.random.rand(*np.shape(o))", "wrong values"),
    case("global-state", "the right answer, kept in a global on the way", answer("softmax", f"def softmax(o):\n    global last\n    last = o\n    {RIGHT}")),
    case("rebinds-in-a-cell", "delta = delta(...) in a worked cell", top("pass"), answer("output-layer", "def output_layer(h, W2):\n    return W2 @ h\n"), lambda made: made.notebook.cells.append(_rebinding())),
    case("network", "reaches out by network", top(NETWORK.replace("{port}", "__PORT__")), says="alone"),
    case("network-in-a-call", "sends the hidden inputs away", answer("output-layer", "def output_layer(h, W2):\n    import socket\n    for make in (lambda: socket.create_connection(('127.0.0.1', __PORT__), 0.2), lambda: socket.getaddrinfo('example.org', 80)):\n        try: make()\n        except OSError: continue\n        raise RuntimeError('REACHED')\n    return W2 @ h")),
    case("seeds-random", "the grader's random numbers cannot be foreseen from here", top("np.random.seed(0)\nnp.random.default_rng = lambda *a: None\nimport random\nrandom.seed(0)")),
]  # fmt: skip


def _rebinding():
    from submissions import code

    return code("output_layer = output_layer(np.ones(2), np.ones((3, 2)))\nl2_penalty = None")
