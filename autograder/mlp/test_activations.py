"""Hidden tests of notebook 1, activations.

Elementwise functions are compared with the default tolerances: 1e-9 relative leaves room for any sound algebra, and
1e-12 absolute for cancellation in the tails, which the notebook allows.
"""

import numpy as np

from autograder.testing import Expr, Np, Wrong, check, close, items, numbers, shape, task

LOG2, LOG3 = np.log(2), np.log(3)
EXTREMES = np.array([-1e4, -5e3, -1000, -750, -710, -90, -40, 0, 40, 90, 710, 750, 1000, 5e3, 1e4])
WHOLE = np.array([[-10_000, -41, -3], [-2, -1, 0], [1, 2, 3], [5, 40, 10_000]])
SHAPES = [(), (1,), (7,), (3, 5), (2, 3, 4)]
IDENTITY = Expr("lambda z: z")
BENT = Expr("lambda z: z + 0.5 * np.sin(3 * z) - 0.2")


# --- what follows from the student's own earlier functions, where the notebook invites their use


PROBE = np.array([-2.5, -0.7, 0.4, 1.9])


def own(student, name, x):
    """The values of the student's own earlier function at x, in x's shape; raises Wrong where it gives none.

    Also where it is no attempt: constant, never finite, or x itself. Nothing right follows from such a function.
    """
    function = getattr(student, name)
    try:
        tried = shape(function(PROBE), PROBE.shape, name).astype(float)
    except Wrong:  # it may take numbers only
        tried = np.array([float(shape(function(v), (), name)) for v in PROBE.tolist()])
    attempt = np.isfinite(tried).any() and not np.allclose(tried, tried[0]) and not np.allclose(tried, PROBE)
    check(attempt, f"{name} is not written yet")
    return shape(function(x), np.shape(x), name).astype(float)


def swish_by(student, x):
    return x * own(student, "sigmoid", x)


def tanh_by(student, x):
    return 2 * own(student, "sigmoid", 2 * x) - 1


def gelu_by(student, x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + own(student, "tanh", np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def mish_by(student, x):
    return x * np.tanh(own(student, "softplus", x))


def mish_by_both(student, x):
    return x * own(student, "tanh", own(student, "softplus", x))


def sigmoid_prime_by(student, x):
    s = own(student, "sigmoid", x)
    return s * (1 - s)


def sigmoid_prime_by_symmetry(student, x):
    return own(student, "sigmoid", x) * own(student, "sigmoid", -x)


def tanh_prime_by(student, x):
    return 1 - own(student, "tanh", x) ** 2


def tanh_prime_by_sigmoid(student, x):
    s = own(student, "sigmoid", 2 * x)
    return 4 * s * (1 - s)


def softplus_prime_by(student, x):
    return own(student, "sigmoid", x)


def elu_prime_by(student, x, alpha):
    own(student, "elu", PROBE)
    return np.where(np.greater(x, 0), 1.0, shape(student.elu(x, alpha), np.shape(x), "elu") + alpha)


def swish_prime_by(student, x):
    s = own(student, "sigmoid", x)
    return s + x * s * (1 - s)


def swish_prime_by_prime(student, x):
    return own(student, "sigmoid", x) + x * own(student, "sigmoid_prime", x)


def swish_prime_by_swish(student, x):
    y = own(student, "swish", x)
    return y + own(student, "sigmoid", x) * (1 - y)


def gelu_prime_by(student, x):
    x, k = np.asarray(x, dtype=float), np.sqrt(2 / np.pi)
    t = own(student, "tanh", k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


def _mish_prime(x, gate, slope):
    return gate + x * (1 - gate**2) * slope


def mish_prime_by(student, x):
    return _mish_prime(x, np.tanh(own(student, "softplus", x)), own(student, "sigmoid", x))


def mish_prime_by_both(student, x):
    return _mish_prime(x, own(student, "tanh", own(student, "softplus", x)), own(student, "sigmoid", x))


def mish_prime_by_primes(student, x):
    gate = np.tanh(own(student, "softplus", x))
    return _mish_prime(x, gate, own(student, "softplus_prime", x))


ROADS = {
    "tanh": [tanh_by],
    "gelu": [gelu_by],
    "swish": [swish_by],
    "mish": [mish_by, mish_by_both],
    "sigmoid_prime": [sigmoid_prime_by, sigmoid_prime_by_symmetry],
    "tanh_prime": [tanh_prime_by, tanh_prime_by_sigmoid],
    "elu_prime": [elu_prime_by],
    "softplus_prime": [softplus_prime_by],
    "swish_prime": [swish_prime_by, swish_prime_by_prime, swish_prime_by_swish],
    "gelu_prime": [gelu_prime_by],
    "mish_prime": [mish_prime_by, mish_prime_by_both, mish_prime_by_primes],
}


def elementwise(student, name, x, want, *alpha):
    """Is name(x, *alpha) `want`, or what follows from the student's own earlier functions? x stays as it was."""
    call = getattr(student, name).unchanged
    try:
        close(call(x, *alpha), want, f"{name}(x)")
    except Wrong as wrong:
        if not any(_follows(student, call, road, x, alpha) for road in ROADS.get(name, [])):
            raise wrong


@np.errstate(all="ignore")  # an earlier function of the student's may have given nan or inf
def _follows(student, call, road, x, alpha):
    """Does the answer agree with this road, nan and inf included? Of an array, some values must be finite.

    Where an earlier function fails on the array x itself, the elements are tried one by one.
    """
    try:
        mine = road(student, x, *alpha)
    except Wrong:
        return np.ndim(x) > 0 and _follows_by_element(student, call, road, x, alpha)
    try:
        got = shape(call(x, *alpha), np.shape(x), "the answer").astype(float)
    except Wrong:
        return False
    finite = np.isfinite(mine)
    same = np.where(finite, np.abs(got - mine) <= 1e-12 + 1e-9 * np.abs(mine), ~np.isfinite(got))
    return bool(same.all() and (finite.any() or np.ndim(x) == 0))


def _follows_by_element(student, call, road, x, alpha):
    """For an earlier function that takes only numbers: the elements it fails on decide nothing."""
    judged = []
    for value in np.ravel(x)[:40:3].tolist():
        try:
            road(student, value, *alpha)
        except Wrong:
            continue
        judged.append(_follows(student, call, road, value, alpha))
    return bool(judged) and all(judged)


def mirrored(student, name, x):
    """The values at x and at -x."""
    both = [shape(getattr(student, name)(sign * x), x.shape, f"{name}(x)").astype(float) for sign in (1, -1)]
    check(np.isfinite(both).all(), f"{name}(x) holds nan or inf")
    return both


def any_shape(student, solution, rng, name, *alpha):
    """Right on random arrays of any shape, in the middle range and close to 0?"""
    for size in SHAPES:
        for scale in (0.1, 1.5, 6):
            x = np.asarray(scale * rng.normal(size=size))
            elementwise(student, name, x, getattr(solution, name)(x, *alpha), *alpha)


def far_out(student, solution, name, *alpha):
    """Right and finite up to 1e4 in size, and beside it for a moderate number?"""
    for x in (EXTREMES, np.array([[-1e4, 1.25], [-0.75, 1e4]])):
        elementwise(student, name, x, getattr(solution, name)(x, *alpha), *alpha)


def whole_numbers(student, solution, name, *alpha):
    """Right on int arrays (a large or a small number first), on Python numbers and on 0-d arrays?"""
    for x in (WHOLE, WHOLE[::-1, ::-1], -3, 2, -1.5, 0.25, 0, np.array(-2), np.array(3)):
        elementwise(student, name, x, getattr(solution, name)(x, *alpha), *alpha)


# --- 1.1 and 1.2


@task("affine", weight=2)
def test_affine_values(student, rng):
    """Is every row of the result the row of X times W, plus b?"""
    for n, d, h in [(4, 3, 5), (2, 6, 1), (1, 2, 3), (7, 1, 4), (5, 4, 5)]:
        X, W, b = rng.normal(size=(n, d)), rng.normal(size=(d, h)), 3 * rng.normal(size=h)
        b[-1] *= h % 2  # sometimes one bias is 0
        want = np.array([[sum(X[i, k] * W[k, j] for k in range(d)) + b[j] for j in range(h)] for i in range(n)])
        close(student.affine.unchanged(X, W, b), want, "affine(X, W, b)")


@task("affine")
def test_affine_square(student, rng):
    """Is it still X W, with the biases along the columns, where every size is the same?"""
    X, W, b = rng.normal(size=(4, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
    close(student.affine(X, W, b), np.einsum("nd,dh->nh", X, W) + np.tile(b, (4, 1)), "affine(X, W, b)")


@task("affine")
def test_affine_integers(student, rng):
    """Are integer arrays taken as the numbers they are, also beside fractions?"""
    X, W, b = rng.integers(-9, 9, (3, 4)), rng.integers(-9, 9, (4, 2)), rng.integers(1, 9, 2)
    close(student.affine.unchanged(X, W, b), X.astype(float) @ W + b, "affine of integers")
    close(student.affine.unchanged(X, W, b + 0.25), X.astype(float) @ W + b + 0.25, "affine of integers, b fractions")


@task("collapse", weight=2)
def test_collapse_values(student, rng):
    """Are W and b right, for hidden layers narrower and wider than input and output?"""
    for d, h, q in [(3, 5, 2), (4, 2, 6), (1, 7, 3), (5, 3, 1), (2, 1, 4)]:
        W1, b1 = rng.normal(size=(d, h)), 2 * rng.normal(size=h)
        W2, b2 = rng.normal(size=(h, q)), 2 * rng.normal(size=q)
        W, b = items(student.collapse.unchanged(W1, b1, W2, b2), 2, "collapse's result")
        close(W, np.einsum("dh,hq->dq", W1, W2), "W")
        close(b, np.einsum("h,hq->q", b1, W2) + b2, "b")


@task("collapse", weight=2)
def test_collapse_same_function(student, rng):
    """Does one map with this W and b give the same outputs as the two maps, square weights included?"""
    for d, h, q in [(3, 5, 2), (4, 4, 4)]:
        W1, b1, W2, b2 = (rng.normal(size=size) for size in [(d, h), h, (h, q), q])
        X = rng.normal(size=(6, d))
        W, b = items(student.collapse(W1, b1, W2, b2), 2, "collapse's result")
        one = X @ shape(W, (d, q), "W") + shape(b, (q,), "b")
        close(one, (X @ W1 + b1) @ W2 + b2, "the output of the one map")


@task("collapse")
def test_collapse_integers(student, rng):
    """Are integer weights and biases accepted, also beside fractions?"""
    whole = [rng.integers(-5, 6, size) for size in [(2, 3), 3, (3, 4), 4]]
    for fraction in range(-1, 4):
        W1, b1, W2, b2 = (a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(whole))
        W, b = items(student.collapse.unchanged(W1, b1, W2, b2), 2, "collapse's result")
        close(W, W1.astype(float) @ W2, "W of integers")
        close(b, b1.astype(float) @ W2 + b2, "b of integers")


# --- 1.3 relu, sigmoid, tanh


@task("relu", weight=2)
def test_relu_values(student, solution, rng):
    """Is relu right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "relu")


@task("relu")
def test_relu_integers_and_extremes(student, solution):
    """Is relu right for integers, Python numbers, 0-d arrays and numbers up to 1e4?"""
    whole_numbers(student, solution, "relu")
    far_out(student, solution, "relu")


@task("relu")
def test_relu_splits_x(student, rng):
    """Do relu(x) and relu(-x) differ by x and add up to |x|?"""
    x = 3 * rng.normal(size=(4, 3))
    up, down = mirrored(student, "relu", x)
    close(up - down, x, "relu(x) - relu(-x)")
    close(up + down, np.abs(x), "relu(x) + relu(-x)")


@task("sigmoid", weight=2)
def test_sigmoid_values(student, solution, rng):
    """Is sigmoid right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "sigmoid")


@task("sigmoid", weight=2)
def test_sigmoid_extremes(student, solution):
    """Is sigmoid right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "sigmoid")


@task("sigmoid")
def test_sigmoid_integers(student, solution):
    """Is sigmoid right for integers, Python numbers and 0-d arrays?"""
    whole_numbers(student, solution, "sigmoid")


@task("sigmoid")
def test_sigmoid_closed_forms(student):
    """Does sigmoid give k / (k + 1) at log k, and add up to 1 with its mirror image?"""
    k = np.array([1.0, 2, 7, 15, 99])
    up, down = mirrored(student, "sigmoid", np.log(k))
    close(up, k / (k + 1), "sigmoid(log k)")
    close(up + down, np.ones(5), "sigmoid(x) + sigmoid(-x)")


@task("tanh", weight=2)
def test_tanh_values(student, solution, rng):
    """Is tanh right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "tanh")


@task("tanh")
def test_tanh_extremes(student, solution):
    """Is tanh right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "tanh")


@task("tanh")
def test_tanh_integers_and_closed_form(student, solution):
    """Is tanh right for integers and Python numbers, and at log k, where it is a fraction?"""
    whole_numbers(student, solution, "tanh")
    k = np.array([1.5, 2, 3, 5])
    elementwise(student, "tanh", np.log(k), (k**2 - 1) / (k**2 + 1))


# --- 1.4 elu and leaky_relu


@task("elu", weight=2)
def test_elu_values(student, solution, rng):
    """Is elu right on arrays of any shape, for alpha 1 by default and for other alphas, 0 included?"""
    any_shape(student, solution, rng, "elu")
    for alpha in (0.0, 0.3, 0.75, 1.0):
        any_shape(student, solution, rng, "elu", alpha)


@task("elu")
def test_elu_extremes(student, solution):
    """Is elu right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "elu")
    far_out(student, solution, "elu", 0.4)


@task("elu")
def test_elu_integers_and_closed_form(student, solution):
    """Is elu right for integers and Python numbers, and at -log k, where it is a fraction?"""
    whole_numbers(student, solution, "elu")
    whole_numbers(student, solution, "elu", 0.4)
    k = np.array([1.0, 2, 4, 5])
    close(student.elu(-np.log(k), alpha=0.6), 0.6 * (1 - k) / k, "elu(-log k, alpha=0.6)")


@task("leaky-relu", weight=2)
def test_leaky_relu_values(student, solution, rng):
    """Is leaky_relu right on arrays of any shape, for its default alpha and for others, 0 included?"""
    any_shape(student, solution, rng, "leaky_relu")
    for alpha in (0.0, 0.2, 0.9):
        any_shape(student, solution, rng, "leaky_relu", alpha)


@task("leaky-relu")
def test_leaky_relu_integers_and_extremes(student, solution):
    """Is leaky_relu right for integers, Python numbers and numbers up to 1e4?"""
    for alpha in ((), (0.3,)):
        whole_numbers(student, solution, "leaky_relu", *alpha)
        far_out(student, solution, "leaky_relu", *alpha)


@task("leaky-relu")
def test_leaky_relu_keyword(student, rng):
    """Is alpha also taken by its name, and is its effect on the negative side only?"""
    x = 2 * rng.normal(size=9)
    want = (x + np.abs(x)) / 2 + 0.15 * (x - np.abs(x)) / 2
    close(student.leaky_relu(x, alpha=0.15), want, "leaky_relu(x, alpha=0.15)")


# --- 1.5 gelu, swish, softplus, mish


@task("gelu", weight=2)
def test_gelu_values(student, solution, rng):
    """Is gelu, in its tanh form, right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "gelu")


@task("gelu")
def test_gelu_extremes(student, solution):
    """Is gelu right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "gelu")


@task("gelu")
def test_gelu_integers(student, solution):
    """Is gelu right for integers, Python numbers and 0-d arrays?"""
    whole_numbers(student, solution, "gelu")


@task("swish", weight=2)
def test_swish_values(student, solution, rng):
    """Is swish right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "swish")


@task("swish")
def test_swish_extremes(student, solution):
    """Is swish right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "swish")


@task("swish")
def test_swish_integers_and_closed_form(student, solution):
    """Is swish right for integers and Python numbers, and at log k, where its gate is k / (k + 1)?"""
    whole_numbers(student, solution, "swish")
    k = np.array([0.2, 0.5, 1, 4, 9])
    elementwise(student, "swish", np.log(k), np.log(k) * k / (k + 1))


@task("softplus", weight=2)
def test_softplus_values(student, solution, rng):
    """Is softplus right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "softplus")


@task("softplus", weight=2)
def test_softplus_extremes(student, solution):
    """Is softplus right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "softplus")


@task("softplus")
def test_softplus_integers(student, solution):
    """Is softplus right for integers, Python numbers and 0-d arrays?"""
    whole_numbers(student, solution, "softplus")


@task("softplus")
def test_softplus_closed_forms(student):
    """Does softplus give log(1 + k) at log k, and differ from its mirror image by x?"""
    k = np.array([1.0, 3, 8, 1e6])
    up, down = mirrored(student, "softplus", np.log(k))
    close(up, np.log(1 + k), "softplus(log k)")
    close(up - down, np.log(k), "softplus(x) - softplus(-x)")


@task("mish", weight=2)
def test_mish_values(student, solution, rng):
    """Is mish right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "mish")


@task("mish")
def test_mish_extremes(student, solution):
    """Is mish right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "mish")


@task("mish")
def test_mish_integers_and_closed_form(student, solution):
    """Is mish right for integers and Python numbers, and at log k, where its gate is a fraction?"""
    whole_numbers(student, solution, "mish")
    k = np.array([0.5, 1, 2, 6])
    gate = ((1 + k) ** 2 - 1) / ((1 + k) ** 2 + 1)
    elementwise(student, "mish", np.log(k), np.log(k) * gate)


# --- 1.6 derivatives


@task("branch-primes", weight=2)
def test_relu_prime_values(student, solution, rng):
    """Is relu_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "relu_prime")


@task("branch-primes")
def test_relu_prime_integers_and_extremes(student, solution):
    """Is relu_prime right for integers, Python numbers and numbers up to 1e4?"""
    elementwise(student, "relu_prime", WHOLE[WHOLE != 0], (WHOLE[WHOLE != 0] > 0) * 1.0)
    elementwise(student, "relu_prime", EXTREMES[EXTREMES != 0], solution.relu_prime(EXTREMES[EXTREMES != 0]))
    for x, want in [(-3, 0), (2, 1), (-0.5, 0), (0.5, 1)]:
        elementwise(student, "relu_prime", x, want)


@task("branch-primes")
def test_relu_prime_at_zero(student):
    """Is relu_prime 0 at 0, as the notebook fixes it, in an array and as a number?"""
    elementwise(student, "relu_prime", np.array([[-1.0, 0.0], [0.0, 1.0]]), [[0, 0], [0, 1]])
    elementwise(student, "relu_prime", np.array([0, 4, 0]), [0, 1, 0])
    elementwise(student, "relu_prime", 0.0, 0)
    elementwise(student, "relu_prime", 1e-300, 1)


@task("branch-primes", weight=2)
def test_leaky_relu_prime_values(student, solution, rng):
    """Is leaky_relu_prime right on arrays of any shape, for its default alpha and for others?"""
    any_shape(student, solution, rng, "leaky_relu_prime")
    for alpha in (0.0, 0.25, 0.9):
        any_shape(student, solution, rng, "leaky_relu_prime", alpha)


@task("branch-primes")
def test_leaky_relu_prime_integers_and_extremes(student):
    """Is leaky_relu_prime right for integers, Python numbers and numbers up to 1e4?"""
    for x in (WHOLE[WHOLE != 0], EXTREMES[EXTREMES != 0], -3, 2, -0.5, 0.5):
        for alpha, slope in [((), 0.01), ((0.3,), 0.3)]:
            elementwise(student, "leaky_relu_prime", x, np.where(np.greater(x, 0), 1, slope), *alpha)


@task("branch-primes")
def test_leaky_relu_prime_at_zero(student):
    """Is leaky_relu_prime alpha at 0, as the notebook fixes it, in an array and as a number?"""
    elementwise(student, "leaky_relu_prime", np.array([0.0, -2.0, 3.0]), [0.01, 0.01, 1])
    elementwise(student, "leaky_relu_prime", np.array([0, -2, 3]), [0.4, 0.4, 1], 0.4)
    elementwise(student, "leaky_relu_prime", 0.0, 0.4, 0.4)


@task("branch-primes", weight=2)
def test_elu_prime_values(student, solution, rng):
    """Is elu_prime right on arrays of any shape, for alpha 1 by default and for other alphas, 0 included?"""
    for alpha in (1.0, 0.0, 0.3, 0.75):
        any_shape(student, solution, rng, "elu_prime", alpha)
    x = np.array([-2.5, -0.3, 0.4, 1.7])
    close(student.elu_prime(x), solution.elu_prime(x), "elu_prime(x)", own=lambda: elu_prime_by(student, x, 1.0))


@task("branch-primes")
def test_elu_prime_integers_and_extremes(student, solution):
    """Is elu_prime right for integers, Python numbers and numbers up to 1e4?"""
    whole = WHOLE[WHOLE != 0]
    for x in (whole, whole[::-1], EXTREMES[EXTREMES != 0], -3, 2, -0.5, 0.5):
        for alpha in (1.0, 0.4):
            elementwise(student, "elu_prime", x, solution.elu_prime(x, alpha), alpha)


@task("branch-primes")
def test_elu_prime_at_zero(student):
    """Is elu_prime alpha at 0, as the notebook fixes it, and alpha / k at -log k?"""
    elementwise(student, "elu_prime", np.array([0.0, -LOG2, -LOG3, 3.0]), [0.6, 0.3, 0.2, 1], 0.6)
    elementwise(student, "elu_prime", np.array([0, 0, 3]), [0.6, 0.6, 1], 0.6)
    elementwise(student, "elu_prime", 0.0, 0.4, 0.4)


@task("squashing-primes", weight=2)
def test_sigmoid_prime_values(student, solution, rng):
    """Is sigmoid_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "sigmoid_prime")


@task("squashing-primes")
def test_sigmoid_prime_extremes(student, solution):
    """Is sigmoid_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "sigmoid_prime")


@task("squashing-primes")
def test_sigmoid_prime_integers_and_closed_form(student, solution):
    """Is sigmoid_prime right for integers and Python numbers, and at log k, where it is a fraction?"""
    whole_numbers(student, solution, "sigmoid_prime")
    k = np.array([0.25, 1, 2, 9])
    elementwise(student, "sigmoid_prime", np.log(k), k / (k + 1) ** 2)


@task("squashing-primes", weight=2)
def test_tanh_prime_values(student, solution, rng):
    """Is tanh_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "tanh_prime")


@task("squashing-primes")
def test_tanh_prime_extremes(student, solution):
    """Is tanh_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "tanh_prime")


@task("squashing-primes")
def test_tanh_prime_integers_and_closed_form(student, solution):
    """Is tanh_prime right for integers and Python numbers, and at log k, where it is a fraction?"""
    whole_numbers(student, solution, "tanh_prime")
    k = np.array([0.25, 1, 2, 9])
    elementwise(student, "tanh_prime", np.log(k), 4 * k**2 / (k**2 + 1) ** 2)


@task("gated-primes", weight=2)
def test_softplus_prime_values(student, solution, rng):
    """Is softplus_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "softplus_prime")


@task("gated-primes")
def test_softplus_prime_extremes(student, solution):
    """Is softplus_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "softplus_prime")


@task("gated-primes")
def test_softplus_prime_integers_and_closed_form(student, solution):
    """Is softplus_prime right for integers and Python numbers, and at log k, where it is a fraction?"""
    whole_numbers(student, solution, "softplus_prime")
    k = np.array([0.25, 1, 2, 9])
    elementwise(student, "softplus_prime", np.log(k), k / (k + 1))


@task("gated-primes", weight=2)
def test_swish_prime_values(student, solution, rng):
    """Is swish_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "swish_prime")


@task("gated-primes")
def test_swish_prime_extremes(student, solution):
    """Is swish_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "swish_prime")


@task("gated-primes")
def test_swish_prime_integers_and_closed_form(student, solution):
    """Is swish_prime right for integers and Python numbers, and at log k, where its gate is a fraction?"""
    whole_numbers(student, solution, "swish_prime")
    k = np.array([0.25, 1, 2, 9])
    elementwise(student, "swish_prime", np.log(k), k / (k + 1) + np.log(k) * k / (k + 1) ** 2)


@task("smooth-primes", weight=2)
def test_gelu_prime_values(student, solution, rng):
    """Is gelu_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "gelu_prime")


@task("smooth-primes")
def test_gelu_prime_extremes(student, solution):
    """Is gelu_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "gelu_prime")


@task("smooth-primes")
def test_gelu_prime_integers(student, solution):
    """Is gelu_prime right for integers, Python numbers and 0-d arrays?"""
    whole_numbers(student, solution, "gelu_prime")


@task("smooth-primes", weight=2)
def test_mish_prime_values(student, solution, rng):
    """Is mish_prime right on arrays of any shape, and does x stay as it was?"""
    any_shape(student, solution, rng, "mish_prime")


@task("smooth-primes")
def test_mish_prime_extremes(student, solution):
    """Is mish_prime right and finite for numbers up to 1e4 in size, of both signs?"""
    far_out(student, solution, "mish_prime")


@task("smooth-primes")
def test_mish_prime_integers_and_closed_form(student, solution):
    """Is mish_prime right for integers and Python numbers, and at log k, where its gate is a fraction?"""
    whole_numbers(student, solution, "mish_prime")
    k = np.array([0.5, 1, 2, 6])
    gate = ((1 + k) ** 2 - 1) / ((1 + k) ** 2 + 1)
    elementwise(student, "mish_prime", np.log(k), gate + np.log(k) * (1 - gate**2) * k / (k + 1))


# --- 1.7 to 1.9


def mlp_case(rng, n, d, h, q):
    """X and the four parameters of a network with nonzero biases."""
    return [rng.normal(size=size) for size in [(n, d), (d, h), h, (h, q), q]]


def own_affine(student, X, W, b):
    """What the student's own affine gives; raises Wrong where that is no attempt."""
    z = shape(student.affine(X, W, b), (len(X), len(b)), "affine").astype(float)
    check(z.size == 1 or not np.allclose(z, z.flat[0]), "affine is not written yet")
    return z


def mlp_by(student, X, W1, b1, W2, b2, phi):
    """mlp by the student's own affine."""
    return own_affine(student, phi(own_affine(student, X, W1, b1)), W2, b2)


def check_mlp(student, arguments, named, phi):
    """named is sent to the student, phi is the same function here; unlike the reference, by einsum."""
    X, W1, b1, W2, b2 = arguments
    want = np.einsum("nh,hq->nq", phi(np.einsum("nd,dh->nh", X, W1) + b1), W2) + b2
    got = student.mlp.unchanged(*arguments, named)
    close(got, want, "the output O", own=lambda: mlp_by(student, *arguments, phi))


@task("mlp", weight=2)
def test_mlp_values(student, rng):
    """Is the output right for several activations, sizes and minibatches, one row and one output included?"""
    phis = [(Np("tanh"), np.tanh), (Expr("lambda z: np.maximum(z, 0)"), lambda z: np.maximum(z, 0))]
    for n, d, h, q in [(5, 3, 4, 2), (1, 2, 6, 3), (6, 4, 3, 1), (3, 1, 1, 5)]:
        for named, phi in phis:
            check_mlp(student, mlp_case(rng, n, d, h, q), named, phi)


@task("mlp", weight=2)
def test_mlp_uses_phi_once(student, rng):
    """Is phi the function that was given, applied to the hidden layer only and after the bias?"""
    phis = [(BENT, lambda z: z + 0.5 * np.sin(3 * z) - 0.2), (Np("square"), np.square), (IDENTITY, lambda z: z)]
    for named, phi in phis:
        check_mlp(student, mlp_case(rng, 4, 3, 5, 2), named, phi)
    check_mlp(student, mlp_case(rng, 4, 4, 4, 4), Np("arctan"), np.arctan)


@task("mlp")
def test_mlp_integers(student, rng):
    """Are integer inputs and weights accepted, also beside fractions?"""
    arguments = [rng.integers(-4, 5, size) for size in [(4, 2), (2, 3), 3, (3, 2), 2]]
    check_mlp(student, arguments, Np("tanh"), np.tanh)
    for fraction in range(5):
        mixed = [a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(arguments)]
        check_mlp(student, mixed, Np("square"), np.square)


@np.errstate(all="ignore")  # the weights may be anything
def relu_network(X, W1, b1, W2, b2):
    return np.maximum(np.array(X, dtype=float) @ W1 + b1, 0) @ W2 + b2


@task("xor-weights", weight=2)
def test_xor_weights_outputs(student):
    """Does a network with one hidden ReLU layer and these weights give 0, 1, 1, 0 on the corners?"""
    W1, b1, W2, b2 = (numbers(v, "a weight").astype(float) for v in items(student.xor_weights(), 4, "xor_weights()"))
    check(W1.ndim == 2 and W1.shape[0] == 2, f"W1 has shape {W1.shape}, expected (2, h): rows, two inputs")
    width = W1.shape[1]
    check(1 <= width <= 4, f"there are {width} hidden units; between 1 and 4 are allowed")
    for value, size, name in [(b1, width, "b1"), (W2, width, "W2"), (b2, 1, "b2")]:
        check(value.size == size, f"{name} has {value.size} entries, expected {size}")
        check(np.isfinite(value).all(), f"{name} holds nan or inf")
    output = relu_network([[0, 0], [0, 1], [1, 0], [1, 1]], W1, b1.reshape(-1), W2.reshape(-1, 1), b2.reshape(-1))
    # 1e-6, as the docstring promises: weights found by training are right, too
    close(output, [[0], [1], [1], [0]], "the output", rtol=0, atol=1e-6)


@task("xor-weights")
def test_xor_weights_shapes(student):
    """Do the four arrays have the stated shapes, so that the corners give 0, 1, 1, 0 with no reshaping?"""
    W1, b1, W2, b2 = items(student.xor_weights(), 4, "xor_weights()")
    width = numbers(W1, "W1").shape[-1:]
    W1, b1 = shape(W1, (2, *width), "W1").astype(float), shape(b1, width, "b1").astype(float)
    W2, b2 = shape(W2, (*width, 1), "W2").astype(float), shape(b2, (1,), "b2").astype(float)
    check(0 < W2.size <= 4, f"there are {W2.size} hidden units; between 1 and 4 are allowed")
    output = relu_network([[1, 0], [1, 1], [0, 0], [0, 1]], W1, b1, W2, b2)
    close(output, [[1], [0], [0], [1]], "the output", rtol=0, atol=1e-6)


def check_dead(student, X, W, b, what):
    """Compare with a count, unit by unit; by the student's own affine, too."""
    units = [sum(max(0.0, float(x @ W[:, j] + b[j])) > 0 for x in X) == 0 for j in range(W.shape[1])]
    got = student.dead_units.unchanged(X, W, b)
    close(got, units, what, own=lambda: (own_affine(student, X, W, b) <= 0).all(axis=0))


@task("dead-units", weight=2)
def test_dead_units_values(student, rng):
    """Are exactly the units marked that are off on every row, among ones that are off on nearly every row?"""
    for n, d, h in [(9, 2, 12), (5, 3, 7), (30, 4, 5)]:
        X, W = rng.normal(size=(n, d)), rng.normal(size=(d, h))
        top = (X @ W).max(axis=0)
        b = -top + rng.permutation(np.where(np.arange(h) % 2, 0.05, -0.05))  # on for about one row, or for none
        check_dead(student, X, W, b, "dead_units(X, W, b)")


@task("dead-units")
def test_dead_units_at_zero(student):
    """Is a unit whose z is exactly 0 on some rows, and below 0 on the others, dead, and one that is barely on alive?"""
    X = np.array([[1, 0], [0, 1], [2, 2]])
    W = np.array([[1, -1, 0, 1, -2], [-1, 1, 0, 1, 0]])
    check_dead(student, X, W, np.array([-1, -1, 0, -4, 1]), "dead_units where z is 0")
    check_dead(student, X.astype(float), W.astype(float), np.array([0.0, -1, 0, -4, 0]), "dead_units where z is 0")
    tiny = np.array([1e-9, -1e-9, 0.0, 1e-300])
    check_dead(student, np.zeros((2, 3)), np.ones((3, 4)), tiny, "dead_units where z is tiny")


@task("dead-units")
def test_dead_units_all_none_one_row(student, rng):
    """Is it right where all units are dead, none is, and where there is one row or one unit?"""
    X, W = rng.uniform(0.1, 1, size=(6, 3)), rng.uniform(0.1, 1, size=(3, 4))
    low, high = np.full(4, -20.0), np.full(4, 20.0)
    mixed = np.array([-20.0, 20.0, 20.0, -20.0])
    for b in (low, high, mixed):
        check_dead(student, X, W, b, "dead_units(X, W, b)")
    check_dead(student, X[:1], W - 0.5, mixed / 50, "dead_units of one row")
    check_dead(student, X, W[:, :1], low[:1], "dead_units of one unit")
