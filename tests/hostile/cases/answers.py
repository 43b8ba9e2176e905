"""What a function may answer that is no answer."""

from ..case import AGENT, answer, before, case, zero

LIAR = """
class Liar:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *a, **k): return np.zeros(3)
    def __len__(self): return 3
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter([self])
def softmax(o):
    return Liar()
"""
LYING_ARRAY = """
class Agrees(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    def __rsub__(self, other): return np.zeros(self.shape)
    def __array_ufunc__(self, *a, **k): return np.zeros(self.shape)
    def __array_function__(self, *a, **k): return True
    def tobytes(self, *a): return b""
    shape = property(lambda self: (3,), lambda self, value: None)
def softmax(o):
    return np.ones(np.shape(o)).view(Agrees)
"""
PICKLED = """
class Payload:
    def __reduce__(self):
        import os
        return os.system, ("echo unpickled > /tmp/unpickled",)
    def __reduce_ex__(self, version):
        return self.__reduce__()
def softmax(o):
    import pickle
    return {kind}
"""
FORGE = """
def softmax(o):
    content, buffers = {content}, {buffers}
    head = b'{"kind": "reply", "id": "%s", "sizes": %s, "content": ' % (agent.called.encode(), json.dumps([len(b) for b in buffers]).encode())
    raw(head + content + b"}", *buffers, lengths=(len(head) + len(content) + 1, sum(map(len, buffers))))
    return o
"""
EARLY = (
    AGENT
    + """
def softmax(o):
    for asked in (agent.called[:-1] + "0", agent.called + "1", "0", "1", "", None, 1, [agent.called]):
        raw({"kind": "reply", "id": asked, "content": {"outcome": "returned", "value": ["float", "0x1p-1"], "changed": []}})
    return o
"""
)
FORGED_FRAMES = (
    AGENT
    + """
for kind in ([], {}, None, 3, "stream", "status", "error", "display_data", "ask", "answer", "cell"):
    for asked in ([], 5, None, "x", {}, agent.cell):
        raw({"kind": kind, "id": asked, "traceback": [1, {}], "ename": [], "name": {}, "data": {"image/png": "%", "text/plain": 5}, "text": []})
        raw({"kind": kind, "id": asked, "data": 5, "traceback": 5, "tree": 5}, b"x", b"")
for head in (b"[]", b"5", b"null", b"", b"{}", b'{"sizes": [-1, 1]}', b'{"sizes": {}}', b"\\xff" * 100):
    raw(head)
"""
)


def forged(content, buffers="[]"):
    """A softmax that sends a reply of its own before the agent's."""
    content = content if content.startswith("b") else f"json.dumps({content}).encode()"
    return AGENT + FORGE.replace("{content}", content).replace("{buffers}", buffers)


def softmax(name, what, source, says, lost=None):
    """A case about the answer of softmax, which scores 0."""
    return case(name, what, answer("softmax", source), lost=lost or zero("softmax"), says=says)


CASES = [
    softmax("equals-everything", "an object whose == is always True", LIAR, "a Liar, expected numbers"),
    softmax("lying-array", "an ndarray subclass that lies about its values", LYING_ARRAY, "wrong values"),
    softmax("lying-float", "a float subclass that equals everything", "class F(float):\n    __eq__ = lambda s, o: True\n    __float__ = lambda s: 0.5\ndef softmax(o): return F(7)", "shape ()"),
    softmax("lying-class", "an object that claims to be an ndarray", "class C:\n    __class__ = property(lambda self: np.ndarray)\ndef softmax(o): return C()", "softmax raised TypeError"),
    softmax("lying-bool", "an object that claims to be a bool", "class C:\n    __class__ = property(lambda self: bool)\ndef softmax(o): return C()", "shape ()"),
    softmax("empty", "an empty array", "def softmax(o): return np.array([])", ("shape (0,)", "expected (1,)")),
    softmax("scalar", "one number for an array", "def softmax(o): return 0.5", ("shape ()", "expected (1,)")),
    softmax("broadcastable", "a shape that would broadcast", "def softmax(o):\n    e = np.exp(o - o.max(-1, keepdims=True))\n    return (e / e.sum(-1, keepdims=True))[..., None, :]", ("shape (1, 1)", "expected (1,)")),
    softmax("nan", "nothing but NaN", "def softmax(o): return np.full(np.shape(o), np.nan)", "holds nan"),
    softmax("inf", "nothing but infinity", "def softmax(o): return np.full(np.shape(o), np.inf)", "holds inf"),
    softmax("object-dtype", "right values of dtype object", "def softmax(o):\n    e = np.exp(o - np.max(o, -1, keepdims=True))\n    return (e / e.sum(-1, keepdims=True)).astype(object)", "dtype object"),
    softmax("string-dtype", "right values as an array of strings", "def softmax(o):\n    e = np.exp(o - np.max(o, -1, keepdims=True))\n    return (e / e.sum(-1, keepdims=True)).astype('U32')", "dtype <U32"),
    softmax("string-list", "right values as a list of strings", "def softmax(o):\n    e = np.exp(o - np.max(o, -1, keepdims=True))\n    return (e / e.sum(-1, keepdims=True)).astype('U32').tolist()", "spells no array of numbers"),
    softmax("complex", "right values of a complex type", "def softmax(o):\n    e = np.exp(o - np.max(o, -1, keepdims=True))\n    return (e / e.sum(-1, keepdims=True)) + 0j", "dtype complex128"),
    softmax("masked", "a masked array whose data are wrong", "def softmax(o): return np.ma.masked_all(np.shape(o))", "softmax"),
    softmax("structured", "a record array", "def softmax(o): return np.zeros(np.shape(o), dtype=[('p', float)])", "expected numbers"),
    softmax("dates", "an array of dates", "def softmax(o): return np.zeros(np.shape(o), 'M8[s]')", "dtype datetime64"),
    softmax("none", "no return", "def softmax(o): o - o", "is None"),
    softmax("function", "the function itself", "def softmax(o): return softmax", "a function"),
    softmax("generator", "a generator", "def softmax(o): yield from o", "a generator"),
    softmax("coroutine", "an async function", "async def softmax(o): return o", "a coroutine"),
    softmax("module", "a module", "def softmax(o): return np", "a module"),
    softmax("dict", "a dict", "def softmax(o): return {'p': o}", "is a dict"),
    softmax("set", "a set", "def softmax(o): return {1.0}", "a set"),
    softmax("bytes", "bytes that look like an array", "def softmax(o): return np.asarray(o, float).tobytes()", "a bytes"),
    softmax("ragged", "lists of unequal length", "def softmax(o): return [[1.0], [0.5, 0.5]]", "spells no array"),
    softmax("zero-stride", "an array of 2**31 elements that share one number", "def softmax(o): return np.lib.stride_tricks.as_strided(np.ones(1), (2**31,), (0,))", "answer is too large"),
    softmax("a-million-values", "a list of a million numbers", "def softmax(o): return [0.5] * 10**6", "answer is too large"),
    softmax("large-answers", "31 MiB in every answer", "BIG = np.zeros(31 * 2**17)\ndef softmax(o): return BIG", "shape"),
    softmax("nesting-bomb", "a list nested 100000 deep", "def softmax(o):\n    deep = []\n    for _ in range(100_000): deep = [deep]\n    return deep", "nested"),
    softmax("self-containing", "a list that contains itself", "def softmax(o):\n    loop = []\n    loop.append(loop)\n    return loop", "nested"),
    softmax("laughing-list", "a billion entries by sharing", "def softmax(o):\n    part = [1.0] * 10\n    for _ in range(8): part = [part] * 10\n    return part", "too large"),
    softmax("million-digits", "an integer of a million digits", "def softmax(o): return 10 ** 1_000_000", "integer that is too large"),
    softmax("long-text", "a text of a million characters", "def softmax(o): return 'x' * 10**6", "text of more than"),
    softmax("long-type-name", "a type whose name has a million characters", "def softmax(o): return type('T' * 10**6, (), {})()", "TTTT"),
    softmax("pickle-object", "an object with a pickle payload", PICKLED.replace("{kind}", "Payload()"), "a Payload"),
    softmax("pickle-bytes", "a pickle as bytes", PICKLED.replace("{kind}", "pickle.dumps(Payload())"), "a bytes"),
    softmax("pickle-array", "an object array with a pickle payload", PICKLED.replace("{kind}", "np.array([Payload()])"), "dtype object"),
    softmax("forged-no-value", "a reply that lacks its value", forged("{'outcome': 'returned'}"), "malformed"),
    softmax("forged-list", "a reply that is a list", forged("[1, 2, 3]"), "malformed"),
    softmax("forged-outcome", "a reply with an outcome of its own", forged("{'outcome': 'passed', 'score': 3}"), "malformed"),
    softmax("forged-changed", "a reply whose parts have the wrong types", forged("{'outcome': 'returned', 'value': ['float', '0x1p-1'], 'changed': [{}, 'x']}"), "malformed"),
    softmax("forged-error", "an error made of wrong types", forged("{'outcome': 'raised', 'error': {}, 'message': [1], 'line': 5}"), "softmax"),
    softmax("forged-buffer", "an array that names a buffer that is not there", forged("{'outcome': 'returned', 'value': ['array', '<f8', [2], 7], 'changed': []}"), "malformed"),
    softmax("forged-dtype", "an array of Python objects on the wire", forged("{'outcome': 'returned', 'value': ['array', 'O', [2], 0], 'changed': []}", "[b'0' * 16]"), "malformed"),
    softmax("forged-shape", "an array of impossible shape", forged("{'outcome': 'returned', 'value': ['array', '<f8', [2**40, 2**40], 0], 'changed': []}", "[b'0' * 16]"), "malformed"),
    softmax("forged-reference", "a reply that names things on the grader's side", forged("{'outcome': 'returned', 'value': ['expression', '__import__(\"os\").getcwd()'], 'changed': []}"), "malformed"),
    softmax("forged-depths", "a reply nested deeper than any parser goes", forged("b'[' * 10**6"), "softmax"),
    softmax("forged-nesting", "a reply nested thousands deep", forged("b'{\"outcome\": \"returned\", \"changed\": [], \"value\": ' + b'[\"list\", [' * 900 + b'[\"none\"]' + b']]' * 900 + b'}'"), "malformed"),
    softmax("forged-missing", "a reply that denies the function", forged("{'outcome': 'missing', 'defined': ['softmaxx'] * 10**5 + [{}]}"), "not defined"),
    softmax("forged-text", "a message of 20 MB in a reply", forged("{'outcome': 'raised', 'error': 'E' * 10**6, 'message': 'm' * 2 * 10**7, 'line': ''}"), "softmax"),
    softmax("forged-surrogate", "text that no encoding can write", forged("{'outcome': 'raised', 'error': 'E', 'message': 'lone ' + chr(0xd800), 'line': ''}"), "softmax"),
    softmax("forged-full-marks", "a reply that brings a score", forged("{'outcome': 'returned', 'value': ['float', '0x1p-1'], 'changed': [], 'score': 3, 'passed': True}"), "shape ()"),
    case("answers-for-the-next", "replies to calls that were not made yet", answer("softmax", EARLY), lost=zero("softmax"), says="softmax"),
    case("every-forged-frame", "frames whose heads are odd, and frames that are none", before("hidden-layer-tests", FORGED_FRAMES)),
]  # fmt: skip
