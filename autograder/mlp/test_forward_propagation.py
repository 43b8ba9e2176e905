"""Hidden tests of notebook 2, forward propagation."""

import numpy as np

from autograder.testing import Expr, Np, Wrong, check, close, entry, items, numbers, shape, task

RELU = Expr("lambda z: np.maximum(z, 0)")
BENT = Expr("lambda z: z + 0.5 * np.sin(3 * z)")
SQUARE = Expr("lambda z: z * z")
IDENTITY = Expr("lambda z: z")
TANH = Np("tanh")
PHIS = [TANH, RELU, BENT, SQUARE]

# Logits of size 1e4 are spaced 1.8e-12 apart: log-sum-exp minus a logit, a right road, loses a few
# times that. Losses near 0 of such logits are therefore judged with this absolute tolerance.
ROUNDING_AT_1E4 = 2e-11


def one_hot(labels, q):
    return np.eye(q)[labels]


def lse_loss(o, true):
    """The loss by another road than the reference: np.logaddexp over the logits."""
    return np.logaddexp.reduce(o) - o[true]


# --- One mistake is marked down once: a task that invites to use earlier functions accepts what follows from them.


def accept(got, want, owns, what, **tolerance):
    """close() to `want`, or else equal to one of `owns`: functions that give what follows from the student's own."""
    for own in owns:
        try:
            made = numbers(own(), what)
            if np.isfinite(made).all():
                return close(got, made, what, **tolerance)
            if np.array_equal(numbers(got, what), made, equal_nan=True):
                return None
        except Wrong:
            continue
    close(got, want, what, **tolerance)


def works(call, *arguments):
    """Return whether the call goes through without Wrong."""
    try:
        call(*arguments)
    except Wrong:
        return False
    return True


def own_hidden(student, x, W1, phi):
    """The student's own h."""
    return numbers(items(student.hidden_layer(x, W1, phi), 2, "hidden_layer's result")[1], "h")


def alive(student, name):
    """Raise Wrong where the student's own function of this name gives no numbers, or the same for two inputs."""
    W, a, b = np.array([[0.5, -1.0], [2.0, 0.3]]), np.array([0.4, -0.7]), np.array([-0.6, 1.1])
    y = np.array([1, 0])
    calls = {
        "hidden_layer": lambda v: own_hidden(student, v, W, TANH),
        "output_layer": lambda v: student.output_layer(v, W),
        "cross_entropy": lambda v: student.cross_entropy(v, y),
    }
    first, second = (numbers(calls[name](v), name) for v in (a, b))
    check(np.isfinite(first).all() and np.isfinite(second).all(), f"{name} gives no finite numbers")
    check(not np.array_equal(first, second), f"{name} gives the same for two inputs")
    if name == "cross_entropy":
        other = numbers(student.cross_entropy(a, 1 - y), name)
        check(not np.array_equal(first, other), f"{name} gives the same for two labels")
    return True


# --- 2.1 hidden_layer


@task("hidden-layer", weight=2)
def test_hidden_layer_values(student, solution, rng):
    """Are z = W1 x and h = phi(z) right, in this order, for several activations and sizes?"""
    for d, h in [(3, 5), (6, 2), (1, 4), (4, 1), (7, 8)]:
        for phi in PHIS:
            x, W1 = rng.normal(size=d), rng.normal(size=(h, d))
            z, hidden = items(student.hidden_layer(x, W1, phi), 2, "hidden_layer's result")
            want_z, want_h = solution.hidden_layer(x, W1, phi)
            close(z, want_z, "z")
            close(hidden, want_h, "h")


@task("hidden-layer")
def test_hidden_layer_square_weights(student, rng):
    """Is it W1 x, row by row, also where a square W1 would let the other layout pass?"""
    x, W1 = rng.normal(size=4), rng.normal(size=(4, 4))
    z, hidden = items(student.hidden_layer(x, W1, Np("arctan")), 2, "hidden_layer's result")
    by_rows = np.array([np.sum(row * x) for row in W1])
    close(z, by_rows, "z for a square W1")
    close(hidden, np.arctan(by_rows), "h for a square W1")


@task("hidden-layer")
def test_hidden_layer_integers_and_arguments(student, rng):
    """Do integers work like floats, also beside fractions, and do x and W1 stay as they were?"""
    whole_x, whole_W1 = rng.integers(-4, 5, size=3), rng.integers(-4, 5, size=(2, 3))
    for x, W1 in [(whole_x, whole_W1), (whole_x, whole_W1 + rng.uniform(size=(2, 3))), (whole_x + 0.3, whole_W1)]:
        z, hidden = items(student.hidden_layer.unchanged(x, W1, Np("sin")), 2, "hidden_layer's result")
        want = np.array([sum(float(w) * float(v) for w, v in zip(row, x, strict=True)) for row in W1])
        close(z, want, "z for integers")
        close(hidden, np.sin(want), "h for integers")
    x, W1 = rng.normal(size=5), rng.normal(size=(3, 5))
    z, hidden = items(student.hidden_layer.unchanged(x, W1, RELU), 2, "hidden_layer's result")
    close(hidden, np.maximum(W1 @ x, 0), "h for a ReLU")


# --- 2.2 output_layer


@task("output-layer", weight=2)
def test_output_layer_values(student, solution, rng):
    """Are the logits W2 h, negative ones included, for several sizes?"""
    for h, q in [(3, 5), (6, 2), (1, 4), (4, 1), (7, 8)]:
        for size in (1.0, 50.0):
            hidden, W2 = size * rng.normal(size=h), rng.normal(size=(q, h))
            close(student.output_layer(hidden, W2), solution.output_layer(hidden, W2), "o")


@task("output-layer")
def test_output_layer_square_weights(student, rng):
    """Is it W2 h, row by row, also where a square W2 would let the other layout pass?"""
    hidden, W2 = rng.normal(size=4), rng.normal(size=(4, 4))
    close(student.output_layer(hidden, W2), [np.sum(row * hidden) for row in W2], "o for a square W2")


@task("output-layer")
def test_output_layer_integers_and_arguments(student, rng):
    """Do integers work like floats, also beside fractions, and do h and W2 stay as they were?"""
    whole_h, whole_W2 = rng.integers(-4, 5, size=3), rng.integers(-4, 5, size=(5, 3))
    for hidden, W2 in [(whole_h, whole_W2), (whole_h, whole_W2 + rng.uniform(size=(5, 3))), (whole_h + 0.3, whole_W2)]:
        close(student.output_layer.unchanged(hidden, W2), W2.astype(float) @ hidden, "o for integers")
    for h, q in [(3, 5), (4, 4)]:
        hidden, W2 = rng.normal(size=h), rng.normal(size=(q, h))
        close(student.output_layer.unchanged(hidden, W2), W2 @ hidden, "o")


# --- 2.3 softmax


@task("softmax", weight=2)
def test_softmax_one_row(student, solution, rng):
    """Is softmax right for one row of ordinary logits?"""
    for q in (2, 3, 5, 10):
        for _ in range(4):
            o = 3 * rng.normal(size=q)
            close(student.softmax(o), solution.softmax(o), "softmax(o)")
    p = rng.dirichlet(np.ones(6)) + 0.01
    close(student.softmax(np.log(p) + 2.5), p / p.sum(), "softmax of log-probabilities plus a constant")


@task("softmax", weight=2)
def test_softmax_leading_axes(student, solution, rng):
    """Is softmax taken over the last axis, whatever axes lead?"""
    for size in [(3, 5), (5, 3), (4, 4), (1, 6), (2, 3, 4), (2, 1, 3, 5)]:
        o = 3 * rng.normal(size=size)
        close(student.softmax(o), solution.softmax(o), f"softmax(o) for o of shape {size}")


@task("softmax")
def test_softmax_one_class(student, rng):
    """Is the only class certain where q = 1, and are two classes a logistic function of their difference?"""
    close(student.softmax(np.array([rng.normal()])), [1.0], "softmax of a single logit")
    close(student.softmax(rng.normal(size=(4, 1))), np.ones((4, 1)), "softmax of single logits, four rows")
    m = rng.normal(size=7)
    got = shape(student.softmax(np.stack([m, np.zeros(7)], axis=-1)), (7, 2), "softmax of pairs")
    close(got[:, 0], 0.5 * (1 + np.tanh(m / 2)), "softmax of pairs, first class")


@task("softmax", weight=2)
def test_softmax_large_positive(student, solution, rng):
    """Does softmax survive logits as large as 10000?"""
    for top in (800.0, 9_990.0):
        o = top + 3 * rng.normal(size=5)
        close(student.softmax(o), solution.softmax(o), "softmax of large logits", rtol=1e-8)
    close(student.softmax(np.array([1e4, 0.0, -1e4])), [1.0, 0.0, 0.0], "softmax of logits 10000, 0, -10000")
    close(student.softmax(np.array([0.0, 1e4, 1e4, -3.0])), [0, 0.5, 0.5, 0], "softmax of two large equal logits")


@task("softmax", weight=2)
def test_softmax_large_negative(student, solution, rng):
    """Does softmax survive logits as low as -10000, where every plain exponential is 0?"""
    for top in (-800.0, -9_990.0):
        o = top + 3 * rng.normal(size=5)
        close(student.softmax(o), solution.softmax(o), "softmax of very negative logits", rtol=1e-8)
    close(student.softmax(np.full(4, -1e4)), np.full(4, 0.25), "softmax of equal very negative logits")


@task("softmax", weight=2)
def test_softmax_rows_far_apart(student, solution, rng):
    """Is every row right on its own, also where rows lie thousands apart?"""
    base = 2 * rng.normal(size=(4, 3))
    offsets = np.array([[0.0], [-9_000.0], [9_000.0], [-1_500.0]])
    close(student.softmax(base + offsets), solution.softmax(base), "softmax of rows far apart", rtol=1e-8)
    cube = 2 * rng.normal(size=(2, 3, 4))
    far = cube + 4_000.0 * rng.permutation(6).reshape(2, 3, 1) / 3
    close(student.softmax(far), solution.softmax(far), "softmax of a 3-axis batch of rows far apart", rtol=1e-8)


@task("softmax")
def test_softmax_integers_and_arguments(student, solution, rng):
    """Do integers work like floats, and does o stay as it was?"""
    o = rng.integers(-3, 4, size=(4, 5))
    close(student.softmax.unchanged(o), solution.softmax(o.astype(float)), "softmax of integers")
    o = rng.normal(size=(2, 3))
    close(student.softmax.unchanged(o), solution.softmax(o), "softmax(o)")


# --- 2.4 cross_entropy


@task("cross-entropy", weight=3)
def test_cross_entropy_values(student, solution, rng):
    """Is L right for ordinary logits and every true class?"""
    for q in (2, 3, 5, 10):
        o = 3 * rng.normal(size=q)
        for true in range(q):
            y = one_hot(true, q)
            close(student.cross_entropy(o, y), solution.cross_entropy(o, y), "L")
            close(student.cross_entropy(o, y), lse_loss(o, true), "L")


@task("cross-entropy", weight=2)
def test_cross_entropy_knows_nothing(student, rng):
    """Do q equal logits cost ln q, and does one class cost nothing?"""
    for q in (1, 2, 7, 100):
        y = one_hot(rng.integers(q), q)
        close(student.cross_entropy(np.zeros(q), y), np.log(q), f"L of {q} equal logits")
        close(student.cross_entropy(np.full(q, 3.7), y), np.log(q), f"L of {q} equal logits")
    close(student.cross_entropy(np.array([2.5, -1.0]), np.array([0.0, 1.0])), np.log1p(np.exp(3.5)), "L of two classes")


@task("cross-entropy", weight=2)
def test_cross_entropy_digits(student, rng):
    """Is L accurate to 1e-12, without an epsilon inside the logarithm?"""
    for m in (0.0, 2.0, 6.0, 15.0, 25.0, 40.0):
        o, y = np.array([0.0, -m]), np.array([1, 0])
        close(student.cross_entropy(o, y), np.log1p(np.exp(-m)), "L of a right answer", rtol=1e-12, atol=1e-12)
        close(student.cross_entropy(o, 1 - y), m + np.log1p(np.exp(-m)), "L of a wrong answer", rtol=1e-12, atol=1e-12)


@task("cross-entropy", weight=3)
def test_cross_entropy_where_softmax_underflows(student, rng):
    """Is L right where the probability of the true class underflows to 0?"""
    for m in (40.0, 300.0, 760.0, 5_000.0, 9_000.0):
        close(
            student.cross_entropy(np.array([0.0, m]), np.array([1.0, 0.0])), m, "L of a confident mistake", rtol=1e-12
        )
    o = rng.uniform(-1, 1, size=4) + np.array([0.0, 900.0, 300.0, -500.0])
    for true in range(4):
        want = lse_loss(o, true)
        close(student.cross_entropy(o, one_hot(true, 4)), want, "L of logits far apart", rtol=1e-12)
    wide = np.array([-1e4, 1e4, 0.0])
    close(student.cross_entropy(wide, np.array([1, 0, 0])), 2e4, "L of logits -10000, 10000, 0", rtol=1e-12)
    close(student.cross_entropy(wide, np.array([0, 0, 1])), 1e4, "L of logits -10000, 10000, 0", rtol=1e-12)


@task("cross-entropy", weight=2)
def test_cross_entropy_common_offset(student, solution, rng):
    """Is L unmoved by a large offset of all logits?"""
    # Logits on a grid of 1/64, so that adding the offset is exact.
    o = rng.integers(-200, 200, size=5) / 64
    for true in range(5):
        y = one_hot(true, 5)
        for offset in (800.0, -800.0, 9_990.0, -9_990.0):
            want = solution.cross_entropy(o, y)
            close(student.cross_entropy(o + offset, y), want, "L of logits with an offset", atol=ROUNDING_AT_1E4)


@task("cross-entropy")
def test_cross_entropy_integers_and_arguments(student, rng):
    """Do integers work like floats, and do o and y stay as they were?"""
    o, y = rng.integers(-3, 4, size=5), np.array([0, 0, 1, 0, 0])
    close(student.cross_entropy.unchanged(o, y), lse_loss(o.astype(float), 2), "L for integers")
    o = rng.normal(size=5)
    close(student.cross_entropy.unchanged(o, y), lse_loss(o, 2), "L")


# --- 2.5 l2_penalty


@task("l2-penalty", weight=2)
def test_l2_penalty_values(student, solution, rng):
    """Is s right for weights of several shapes and several lam?"""
    for h, d, q in [(3, 5, 2), (1, 4, 6), (4, 1, 3), (2, 2, 2)]:
        W1, W2 = rng.normal(size=(h, d)), 2 * rng.normal(size=(q, h))
        for lam in (0.001, 0.3, 1.0, 7.0):
            close(student.l2_penalty(W1, W2, lam), solution.l2_penalty(W1, W2, lam), "s")


@task("l2-penalty")
def test_l2_penalty_each_matrix_counts(student, rng):
    """Does each of the two matrices count, with the sum of its squares?"""
    W, zero = rng.normal(size=(3, 5)), np.zeros((2, 3))
    want = 0.6 / 2 * sum(float(w) ** 2 for w in W.ravel())
    close(student.l2_penalty(W, zero, 0.6), want, "s of W1 alone")
    close(student.l2_penalty(zero, W, 0.6), want, "s of W2 alone")
    Q = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    close(student.l2_penalty(Q, 3 * Q, 0.5), 0.25 * (4 + 36), "s of orthogonal matrices")


@task("l2-penalty")
def test_l2_penalty_integers_and_arguments(student, rng):
    """Do integers work like floats, is s zero for lam = 0, and do the weights stay as they were?"""
    W1, W2 = rng.integers(-4, 5, size=(3, 2)), rng.integers(1, 5, size=(5, 3))
    want = (np.sum(W1.astype(float) ** 2) + np.sum(W2.astype(float) ** 2)) / 2
    close(student.l2_penalty.unchanged(W1, W2, 3), 3 * want, "s for integers")
    close(student.l2_penalty.unchanged(W1, W2, 0), 0.0, "s for lam = 0")
    W1, W2 = rng.normal(size=(3, 2)), rng.normal(size=(4, 3))
    close(student.l2_penalty.unchanged(W1, W2, 2.0), np.sum(W1**2) + np.sum(W2**2), "s for lam = 2")


# --- 2.6 objective. Its entries may follow from the student's own functions of 2.1, 2.2, 2.4 and 2.5.


def network(rng, d, h, q, lam=0.3, phi=TANH):
    """Arguments of objective for a network of these sizes."""
    y = one_hot(rng.integers(q), q)
    return rng.normal(size=d), y, rng.normal(size=(h, d)), rng.normal(size=(q, h)), lam, phi


class Chain:
    """The entries of one objective: each must be right in itself, or follow from the student's own answers.

    What follows is accepted only where something is right that no constant gives: z, s, or o or L for what came before.
    """

    def __init__(self, student, solution, arguments, got):
        self.student, self.solution, self.got = student, solution, got
        self.x, self.y, self.W1, self.W2, self.lam, self.phi = arguments
        self.want = solution.objective(*arguments)

    def value(self, key):
        return numbers(entry(self.got, key, "objective's result"), f'"{key}"')

    def judge(self, *keys):
        """Raise Wrong unless these entries are right or follow."""
        for key in keys:
            owns = [lambda own=own: self.grounded() and own() for own in getattr(self, key)()]
            accept(self.value(key), self.want[key], owns, f'"{key}"')

    def grounded(self):
        """Return True where one step is right; raise Wrong otherwise."""
        right = [lambda key=key: close(self.value(key), self.want[key], key) for key in ("z", "s")]
        right.append(lambda: close(self.value("L"), self.solution.cross_entropy(self.value("o"), self.y), "L"))
        if np.any(self.value("o")):  # a constant gives 0 = W2 0
            right.append(lambda: close(self.value("o"), self.solution.output_layer(self.value("h"), self.W2), "o"))
        check(any(works(step) for step in right), "no entry of objective's result is right")
        return True

    def z(self):
        return [lambda: items(self.student.hidden_layer(self.x, self.W1, self.phi), 2, "hidden_layer's result")[0]]

    def h(self):
        return [lambda: own_hidden(self.student, self.x, self.W1, self.phi)]

    def o(self):
        def own(functions):
            self.judge("h")
            return functions.output_layer(self.value("h"), self.W2)

        def shifted():  # where the student's cross_entropy shifts o in place, and o is stored
            o = numbers(own(self.student), "o")
            check(not works(self.student.cross_entropy.unchanged, o, self.y), "o is not changed")
            return o - o.max()

        return [lambda: own(self.student), lambda: own(self.solution), shifted]

    def L(self):
        def own(functions):
            self.judge("o")
            return functions.cross_entropy(self.value("o"), self.y)

        return [lambda: own(self.student), lambda: own(self.solution)]

    def s(self):
        return [lambda: self.student.l2_penalty(self.W1, self.W2, self.lam)]

    def J(self):
        def own():
            self.judge("L", "s")
            L, s = self.value("L"), self.value("s")
            check(1 in (L.size, s.size), '"L" and "s" are two numbers')
            return L + s

        return [own]


def well_formed(student, arguments):
    """Raise Wrong unless the student's own functions go through on these arguments and give the right shapes."""
    x, y, W1, W2, lam, phi = arguments
    h = shape(own_hidden(student, x, W1, phi), (len(W1),), "h")
    o = shape(student.output_layer(h, W2), (len(W2),), "o")
    shape(student.cross_entropy(o, y), (), "L")
    shape(student.l2_penalty(W1, W2, lam), (), "s")


def judge_objective(student, solution, cases, *keys, unchanged=False):
    """Judge these entries on every case, but for those where objective falls over because an own function does."""
    fallen = []
    for arguments in cases:
        objective = student.objective.unchanged if unchanged else student.objective
        try:
            got = objective(*arguments)
        except Wrong as wrong:
            if works(well_formed, student, arguments):
                raise
            fallen.append(wrong)
        else:
            Chain(student, solution, arguments, got).judge(*keys)
    if len(fallen) == len(cases):
        raise fallen[0]


SIZES = [(2, 3, 4), (5, 3, 2), (1, 4, 3), (4, 1, 5), (4, 4, 4)]


@task("objective", weight=2)
def test_objective_z_h_o(student, solution, rng):
    """Are z, h and o right, or what follows from your own layers, for several activations?"""
    cases = [network(rng, *sizes, phi=phi) for sizes in SIZES for phi in PHIS]
    judge_objective(student, solution, cases, "z", "h", "o")


@task("objective", weight=2)
def test_objective_loss(student, solution, rng):
    """Is L the cross-entropy of o with y, or what follows from your own functions?"""
    judge_objective(student, solution, [network(rng, *sizes) for sizes in SIZES], "L")


@task("objective")
def test_objective_penalty(student, solution, rng):
    """Is s the penalty of both weight matrices, or what follows from your own l2_penalty?"""
    cases = [network(rng, *sizes, lam=lam) for sizes in SIZES for lam in (0.02, 3.0)]
    judge_objective(student, solution, cases, "s")


@task("objective", weight=3)
def test_objective_total(student, solution, rng):
    """Is J = L + s?"""
    each = list(zip((0.0, 0.02, 3.0, 0.5), PHIS, strict=True))
    cases = [network(rng, *sizes, lam=lam, phi=phi) for sizes in SIZES for lam, phi in each]
    judge_objective(student, solution, cases, "J")


@task("objective")
def test_objective_large_logits(student, solution, rng):
    """Does J stay right for weights so large that softmax underflows?"""
    cases = []
    for sizes in [(3, 4, 5), (4, 4, 4)]:
        x, _, W1, W2, lam, phi = network(rng, *sizes, lam=1e-6)
        large = 8_000 / np.abs(W2).sum(axis=1).max() * W2  # |o| <= 8000, since |tanh| <= 1
        cases += [(x, one_hot(true, len(W2)), W1, large, lam, phi) for true in range(len(W2))]
    judge_objective(student, solution, cases, "o", "L", "J")


@task("objective")
def test_objective_integers_and_arguments(student, solution, rng):
    """Do integers work like floats, and do the arguments stay as they were?"""
    cases = [network(rng, 3, 2, 4)]
    for d, h, q in [(2, 3, 4), (3, 3, 3)]:
        x, W1, W2 = rng.integers(1, 4, size=d), rng.integers(-3, 4, size=(h, d)), rng.integers(-3, 4, size=(q, h))
        cases.append((x, one_hot(2, q).astype(int), W1, W2, 1, SQUARE))
    judge_objective(student, solution, cases, "z", "h", "o", "L", "s", "J", unchanged=True)


# --- 2.7 forward_batch


def batch(rng, n, d, h, q):
    """X and the weights and biases of a network of these sizes, rows."""
    shapes = [(n, d), (d, h), (h,), (h, q), (q,)]
    return [rng.normal(size=size) for size in shapes]


@task("forward-batch", weight=2)
def test_forward_batch_values(student, solution, rng):
    """Are H and O right for several sizes and activations?"""
    for sizes in [(4, 3, 5, 2), (1, 2, 3, 4), (6, 1, 2, 3), (2, 5, 1, 4), (7, 4, 3, 1), (5, 2, 6, 3)]:
        for phi in PHIS:
            arguments = batch(rng, *sizes)
            H, O = items(student.forward_batch(*arguments, phi), 2, "forward_batch's result")
            want_H, want_O = solution.forward_batch(*arguments, phi)
            close(H, want_H, "H")
            close(O, want_O, "O")


@task("forward-batch")
def test_forward_batch_rows(student, rng):
    """Does every row depend on its own example alone, with the biases added to each row?"""
    X, W1, b1, W2, b2 = batch(rng, 4, 4, 4, 4)
    H, O = items(student.forward_batch(X, W1, b1, W2, b2, Np("arctan")), 2, "forward_batch's result")
    rows_H, rows_O = np.zeros((4, 4)), np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            rows_H[i, j] = np.arctan(sum(X[i, k] * W1[k, j] for k in range(4)) + b1[j])
        for j in range(4):
            rows_O[i, j] = sum(rows_H[i, k] * W2[k, j] for k in range(4)) + b2[j]
    close(H, rows_H, "H where all sizes are equal")
    close(O, rows_O, "O where all sizes are equal")


@task("forward-batch")
def test_forward_batch_biases(student, rng):
    """Do both biases count, also where the weights are zero?"""
    X, W1, b1, W2, b2 = batch(rng, 3, 2, 4, 5)
    H, O = items(student.forward_batch(X, 0 * W1, b1, 0 * W2, b2, SQUARE), 2, "forward_batch's result")
    close(H, np.tile(b1**2, (3, 1)), "H where W1 is zero")
    close(O, np.tile(b2, (3, 1)), "O where W2 is zero")


@task("forward-batch")
def test_forward_batch_integers_and_arguments(student, solution, rng):
    """Do integers work like floats, also beside fractions, and do the arguments stay as they were?"""
    whole = [rng.integers(-3, 4, size=size) for size in [(3, 2), (2, 4), (4,), (4, 5), (5,)]]
    mixed = [
        [a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(whole)] for fraction in range(5)
    ]
    for arguments in (whole, *mixed, batch(rng, 3, 2, 4, 5)):
        H, O = items(student.forward_batch.unchanged(*arguments, Np("sin")), 2, "forward_batch's result")
        want_H, want_O = solution.forward_batch(*[a.astype(float) for a in arguments], Np("sin"))
        close(H, want_H, "H")
        close(O, want_O, "O")


# --- 2.7 mean_cross_entropy


def judge_mean(student, got, want, O, Y, what="the mean loss", **tolerance):
    """Raise Wrong unless got is right, or the mean of the student's own cross_entropy over the rows."""

    def own():
        alive(student, "cross_entropy")
        losses = [numbers(student.cross_entropy(o, y), "L") for o, y in zip(O, Y, strict=True)]
        check(len({loss.shape for loss in losses}) == 1, "L has different shapes")
        return np.mean(losses, axis=0)

    accept(got, want, [own], what, **tolerance)


@task("mean-cross-entropy", weight=2)
def test_mean_cross_entropy_values(student, solution, rng):
    """Is it the mean over the examples, for several batch sizes and numbers of classes?"""
    for n, q in [(2, 5), (5, 2), (4, 4), (20, 3), (3, 10)]:
        O, Y = 2 * rng.normal(size=(n, q)), one_hot(rng.integers(q, size=n), q)
        got = student.mean_cross_entropy(O, Y)
        judge_mean(student, got, solution.mean_cross_entropy(O, Y), O, Y)
        judge_mean(student, got, np.mean([lse_loss(o, np.argmax(y)) for o, y in zip(O, Y, strict=True)]), O, Y)


@task("mean-cross-entropy")
def test_mean_cross_entropy_batch_of_one_and_copies(student, solution, rng):
    """Is the mean of one example its own loss, and the mean unmoved when every example comes three times?"""
    O, Y = 2 * rng.normal(size=(4, 3)), one_hot(rng.integers(3, size=4), 3)
    want = solution.mean_cross_entropy(O, Y)
    thrice = np.tile(O, (3, 1)), np.tile(Y, (3, 1))
    judge_mean(student, student.mean_cross_entropy(*thrice), want, *thrice, "the mean loss of copies")
    O, Y = O[:1], Y[:1]
    want = solution.mean_cross_entropy(O, Y)
    judge_mean(student, student.mean_cross_entropy(O, Y), want, O, Y, "the loss of one example")


@task("mean-cross-entropy")
def test_mean_cross_entropy_rows_far_apart(student, solution, rng):
    """Is every row right on its own, where rows lie thousands apart and where softmax underflows?"""
    O = rng.integers(-200, 200, size=(5, 4)) / 64  # a grid on which the offsets add without rounding
    Y = one_hot(rng.integers(4, size=5), 4)
    want = solution.mean_cross_entropy(O, Y)
    far = O + np.array([[0.0], [-9_000.0], [9_000.0], [-1_500.0], [800.0]])
    got = student.mean_cross_entropy(far, Y)
    judge_mean(student, got, want, far, Y, "the mean loss of rows far apart", atol=ROUNDING_AT_1E4)
    steep, Y = np.array([[0.0, 1e4], [3e3, 0.0], [800.0, 0.0]]), np.array([[1, 0], [0, 1], [1, 0]])
    got = student.mean_cross_entropy(steep, Y)
    judge_mean(student, got, 13_000 / 3, steep, Y, "the mean loss of confident mistakes")


@task("mean-cross-entropy")
def test_mean_cross_entropy_integers_and_arguments(student, solution, rng):
    """Do integers work like floats, and do O and Y stay as they were?"""
    Y = one_hot(rng.permutation(4)[:3], 4)
    for O, labels in [(rng.integers(-3, 4, size=(3, 4)), Y.astype(int)), (rng.normal(size=(3, 4)), Y)]:
        # A cross_entropy that changes its argument, used row by row, is marked down in 2.4.
        careful = works(student.cross_entropy.unchanged, O[0], labels[0])
        mean = student.mean_cross_entropy.unchanged if careful else student.mean_cross_entropy
        judge_mean(student, mean(O, labels), solution.mean_cross_entropy(O.astype(float), Y), O, labels)


# --- 2.8 forward_deep


def stack(rng, *widths):
    """x and the weights of a network of these widths."""
    weights = [rng.normal(size=size) / np.sqrt(size[1]) for size in zip(widths[1:], widths[:-1], strict=True)]
    return rng.normal(size=widths[0]), weights


def own_layers(student, x, weights, phi):
    """The layers h1, h2, ... by the student's own hidden_layer and output_layer. Raises Wrong where they cannot."""
    h, layers = x, []
    for W in weights[:-1]:
        h = alive(student, "hidden_layer") and own_hidden(student, h, W, phi)
        layers.append(h)
    return [*layers, alive(student, "output_layer") and numbers(student.output_layer(h, weights[-1]), "o")]


def judge_deep(student, solution, cases, unchanged=False):
    """Judge every case, but for those where forward_deep falls over because an own layer does."""
    fallen = []
    for x, weights, phi in cases:
        deep = student.forward_deep.unchanged if unchanged else student.forward_deep
        try:
            got = deep(x, weights, phi)
        except Wrong as wrong:
            if works(own_layers, student, x, weights, phi):
                raise
            fallen.append(wrong)
        else:
            judge_layers(student, solution, got, x, weights, phi)
    if len(fallen) == len(cases):
        raise fallen[0]


def judge_layers(student, solution, got, x, weights, phi):
    """Raise Wrong unless got is the list of layers, each right or following from the layer before it."""
    layers = items(got, len(weights) + 1, "forward_deep's result")
    want = solution.forward_deep(x.astype(float), [W.astype(float) for W in weights], phi)
    close(layers[0], want[0], "h0")
    for l, W in enumerate(weights, start=1):
        before, last = numbers(layers[l - 1], f"h{l - 1}"), l == len(weights)

        def own(layer, before=before, W=W, last=last):
            alive(student, "output_layer" if last else "hidden_layer")
            return layer.output_layer(before, W) if last else own_hidden(layer, before, W, phi)

        accept(layers[l], want[l], [lambda: own(student), lambda: own(solution)], f"h{l}")


@task("forward-deep", weight=2)
def test_forward_deep_values(student, solution, rng):
    """Are all layers right, for two to six layers of different widths?"""
    stacks = [(2, 3, 4), (3, 5, 2, 4), (4, 2, 6, 3, 5), (5, 4, 3, 2, 6, 7, 3), (4, 4, 4), (4, 4, 4, 4)]
    judge_deep(student, solution, [(*stack(rng, *widths), phi) for widths in stacks for phi in PHIS])
    x, same = np.array([1.0, -2.0]), Expr("[np.array([[0.5, -1.0], [2.0, 0.25]])] * 3")  # one matrix for all layers
    got = student.forward_deep(x, same, SQUARE)
    judge_layers(student, solution, got, x, [np.array([[0.5, -1.0], [2.0, 0.25]])] * 3, SQUARE)


@task("forward-deep")
def test_forward_deep_one_layer(student, solution, rng):
    """Is a network of one layer linear, without phi?"""
    judge_deep(student, solution, [(*stack(rng, d, q), SQUARE) for d, q in [(3, 5), (4, 2), (3, 3)]])


@task("forward-deep")
def test_forward_deep_identity_is_one_product(student, solution, rng):
    """With the identity for phi, is the last layer the product of all weights times x, also for square weights?"""
    cases = [(*stack(rng, *widths), IDENTITY) for widths in [(3, 3, 3, 3), (4, 4, 4), (2, 4, 3, 5)]]
    judge_deep(student, solution, cases)


@task("forward-deep")
def test_forward_deep_integers_and_arguments(student, solution, rng):
    """Do integers work like floats, and do x and the weights stay as they were?"""
    cases = [(*stack(rng, 2, 4, 3), Np("sin"))]
    for sizes in [[(3, 2), (4, 3), (2, 4)], [(3, 3), (3, 3)]]:
        weights = [rng.integers(-3, 4, size=size) for size in sizes]
        cases.append((rng.integers(-3, 4, size=sizes[0][1]), weights, Np("sin")))
    judge_deep(student, solution, cases, unchanged=True)
