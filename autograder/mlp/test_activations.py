"""Hidden tests of notebook 1, activations.

Elementwise functions are compared with the default tolerances: 1e-9 relative leaves room for any sound algebra, and
1e-12 absolute for cancellation in the tails, which the conventions allow.
"""

import numpy as np

from autograder.testing import Expr, Np, check, close, items, numbers, shape, task

EXTREMES = np.array([-1e4, -5e3, -1000, -750, -710, -90, -40, -1.25, 0, 0.75, 40, 90, 710, 750, 1000, 5e3, 1e4])
WHOLE = np.array([[-10_000, -41, -3], [-2, -1, 0], [1, 2, 3], [5, 40, 10_000]])
NOT_ZERO = np.array([-10_000, -41, -3, -2, -1, 1, 2, 3, 5, 40, 10_000])
SHAPES = [(), (1,), (7,), (3, 5), (2, 3, 4)]


def right_at(student, solution, name, x, *alpha):
    """Is name(x, *alpha) right, and does x stay as it was?"""
    want = getattr(solution, name)(x, *alpha)
    close(getattr(student, name).unchanged(x, *alpha), want, f"{name}(x)")


def any_shape(student, solution, rng, name, *alpha):
    """Right on random arrays of any shape, in the middle range and close to 0?"""
    for size in SHAPES:
        for scale in (0.1, 1.5, 6):
            right_at(student, solution, name, np.asarray(scale * rng.normal(size=size)), *alpha)


def far_out(student, solution, name, *alpha):
    """Right and finite up to 1e4, and for moderate numbers beside such ones?"""
    for x in (EXTREMES[EXTREMES != 0], EXTREMES[[0, 7, 9, -1]].reshape(2, 2), np.array(-1e4), np.array(1e4)):
        right_at(student, solution, name, x, *alpha)


def whole_numbers(student, solution, name, *alpha):
    """Right on int arrays, whichever number stands first?"""
    for x in (NOT_ZERO, NOT_ZERO[::-1], NOT_ZERO[:6].reshape(2, 3), np.array(-2), np.array(3)):
        right_at(student, solution, name, x, *alpha)


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
    """Does X stand on the left of W, where every array is square and no shape can tell?"""
    X, W, b = rng.normal(size=(4, 4)), rng.normal(size=(4, 4)), rng.normal(size=4)
    close(student.affine(X, W, b), np.einsum("nd,dh->nh", X, W) + np.tile(b, (4, 1)), "affine(X, W, b)")


@task("affine")
def test_affine_integers(student, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    X, W, b = rng.integers(-9, 9, (3, 4)), rng.integers(-9, 9, (4, 2)), rng.integers(1, 9, 2)
    for bias in (b, b + 0.25):
        close(student.affine.unchanged(X, W, bias), X.astype(float) @ W + bias, "affine of integers")


@task("collapse", weight=2)
def test_collapse_weights(student, rng):
    """Is W right, for hidden layers narrower and wider than input and output?"""
    for d, h, q in [(3, 5, 2), (4, 2, 6), (1, 7, 3), (4, 4, 4), (2, 1, 4)]:
        W1, b1, W2, b2 = (rng.normal(size=size) for size in [(d, h), h, (h, q), q])
        W, _ = items(student.collapse.unchanged(W1, b1, W2, b2), 2, "collapse's result")
        close(W, np.einsum("dh,hq->dq", W1, W2), "W")


@task("collapse", weight=3)
def test_collapse_same_function(student, rng):
    """Does one map with this W and b give what the two maps give?"""
    for d, h, q in [(3, 5, 2), (5, 3, 1), (1, 2, 4), (4, 4, 4)]:
        W1, b1, W2, b2 = (2 * rng.normal(size=size) for size in [(d, h), h, (h, q), q])
        X = rng.normal(size=(6, d))
        W, b = items(student.collapse(W1, b1, W2, b2), 2, "collapse's result")
        one = X @ shape(W, (d, q), "W") + shape(b, (q,), "b")
        close(one, (X @ W1 + b1) @ W2 + b2, "the output of the one map")


@task("collapse")
def test_collapse_integers(student, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    whole = [rng.integers(-5, 6, size) for size in [(2, 3), 3, (3, 4), 4]]
    for fraction in range(-1, 4):
        W1, b1, W2, b2 = (a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(whole))
        W, b = items(student.collapse.unchanged(W1, b1, W2, b2), 2, "collapse's result")
        close(W, W1.astype(float) @ W2, "W of integers")
        close(b, b1.astype(float) @ W2 + b2, "b of integers")


# --- 1.3 relu, sigmoid, tanh


@task("three-activations", weight=2)
def test_relu_values(student, solution, rng):
    """Is relu right on arrays of any shape?"""
    any_shape(student, solution, rng, "relu")
    right_at(student, solution, "relu", np.array([-1.0, 0.0, 1e-9]))


@task("three-activations", weight=2)
def test_sigmoid_values(student, solution, rng):
    """Is sigmoid right on arrays of any shape?"""
    any_shape(student, solution, rng, "sigmoid")
    k = np.array([1.0, 2, 7, 15, 99])
    close(student.sigmoid(np.log(k)), k / (k + 1), "sigmoid(log k)")


@task("three-activations", weight=2)
def test_tanh_values(student, solution, rng):
    """Is tanh right on arrays of any shape?"""
    any_shape(student, solution, rng, "tanh")
    k = np.array([1.5, 2, 3, 5])
    close(student.tanh(np.log(k)), (k**2 - 1) / (k**2 + 1), "tanh(log k)")


@task("three-activations")
def test_three_activations_extremes(student, solution):
    """Are the three right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("relu", "sigmoid", "tanh"):
        far_out(student, solution, name)


@task("three-activations")
def test_three_activations_integers(student, solution):
    """Are the three right for integers?"""
    for name in ("relu", "sigmoid", "tanh"):
        whole_numbers(student, solution, name)
        right_at(student, solution, name, WHOLE)


# --- 1.4 and 1.5


def network_output(student, sizes, named, phi):
    """Is mlp right on these arrays? named is sent to the student, phi is the same function here."""
    X, W1, b1, W2, b2 = sizes
    want = np.einsum("nh,hq->nq", phi(np.einsum("nd,dh->nh", X, W1) + b1), W2) + b2
    close(student.mlp.unchanged(*sizes, named), want, "the output O")


def network(rng, n, d, h, q):
    """X and the four parameters of a network with nonzero biases."""
    return [rng.normal(size=size) for size in [(n, d), (d, h), h, (h, q), q]]


@task("mlp", weight=2)
def test_mlp_values(student, rng):
    """Is the output right for minibatches and networks of many sizes, one row and one output included?"""
    for n, d, h, q in [(5, 3, 4, 2), (1, 2, 6, 3), (6, 4, 3, 1), (3, 1, 1, 5)]:
        for named, phi in [(Np("tanh"), np.tanh), (Expr("lambda z: np.maximum(z, 0)"), lambda z: np.maximum(z, 0))]:
            network_output(student, network(rng, n, d, h, q), named, phi)


@task("mlp", weight=3)
def test_mlp_uses_phi_once(student, rng):
    """Is phi the function that was given, applied once, to the hidden layer alone?"""
    bent = Expr("lambda z: z + 0.5 * np.sin(3 * z) - 0.2"), lambda z: z + 0.5 * np.sin(3 * z) - 0.2
    for named, phi in [bent, (Np("square"), np.square), (Expr("lambda z: z"), lambda z: z)]:
        network_output(student, network(rng, 4, 3, 5, 2), named, phi)
    network_output(student, network(rng, 4, 4, 4, 4), Np("arctan"), np.arctan)


@task("mlp")
def test_mlp_integers(student, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    whole = [rng.integers(-4, 5, size) for size in [(4, 2), (2, 3), 3, (3, 2), 2]]
    network_output(student, whole, Np("tanh"), np.tanh)
    for fraction in range(5):
        mixed = [a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(whole)]
        network_output(student, mixed, Np("square"), np.square)


@np.errstate(all="ignore")  # the weights may be anything
def relu_network(X, W1, b1, W2, b2):
    return np.maximum(np.array(X, dtype=float) @ W1 + b1, 0) @ W2 + b2


@task("xor-weights", weight=3)
def test_xor_weights_outputs(student):
    """Does a ReLU network with these weights give 0, 1, 1, 0 on the corners?"""
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
    """Have the four arrays of such a network the stated shapes?"""
    W1, b1, W2, b2 = items(student.xor_weights(), 4, "xor_weights()")
    width = numbers(W1, "W1").shape[-1:]
    W1, b1 = shape(W1, (2, *width), "W1").astype(float), shape(b1, width, "b1").astype(float)
    W2, b2 = shape(W2, (*width, 1), "W2").astype(float), shape(b2, (1,), "b2").astype(float)
    check(0 < W2.size <= 4, f"there are {W2.size} hidden units; between 1 and 4 are allowed")
    output = relu_network([[1, 0], [1, 1], [0, 0], [0, 1]], W1, b1, W2, b2)
    close(output, [[1], [0], [0], [1]], "the output", rtol=0, atol=1e-6)


# --- 1.6 slopes


@task("three-slopes", weight=2)
def test_relu_prime_values(student, solution, rng):
    """Is relu_prime right away from 0, on arrays of any shape?"""
    any_shape(student, solution, rng, "relu_prime")


@task("three-slopes", weight=3)
def test_sigmoid_prime_values(student, solution, rng):
    """Is sigmoid_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "sigmoid_prime")
    k = np.array([0.25, 1, 2, 9])
    close(student.sigmoid_prime(np.log(k)), k / (k + 1) ** 2, "sigmoid_prime(log k)")


@task("three-slopes", weight=3)
def test_tanh_prime_values(student, solution, rng):
    """Is tanh_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "tanh_prime")
    k = np.array([0.25, 1, 2, 9])
    close(student.tanh_prime(np.log(k)), 4 * k**2 / (k**2 + 1) ** 2, "tanh_prime(log k)")


@task("three-slopes", weight=2)
def test_three_slopes_extremes(student, solution):
    """Are the three slopes right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("relu_prime", "sigmoid_prime", "tanh_prime"):
        far_out(student, solution, name)


@task("three-slopes")
def test_three_slopes_integers(student, solution):
    """Are the three slopes right for integers?"""
    for name in ("relu_prime", "sigmoid_prime", "tanh_prime"):
        whole_numbers(student, solution, name)


@task("three-slopes")
def test_relu_prime_at_zero(student):
    """Is relu_prime 0 at 0?"""
    close(student.relu_prime(np.array([[-1.0, 0.0], [0.0, 1e-300]])), [[0, 0], [0, 1]], "relu_prime(x)")
    close(student.relu_prime(np.array([0, 4, 0])), [0, 1, 0], "relu_prime(x)")


# --- 1.7 dead units


def marked(student, X, W, b, what):
    """Compare with a count, unit by unit."""
    dead = [sum(max(0.0, float(x @ W[:, j] + b[j])) > 0 for x in X) == 0 for j in range(W.shape[1])]
    close(student.dead_units.unchanged(X, W, b), dead, what)


@task("dead-units", weight=3)
def test_dead_units_values(student, rng):
    """Are exactly the units marked that are off on every row, among units on for one row, for most and for all?"""
    # z itself, chosen so that no two rules agree on all units: the first row, the last, most rows, the sign of the mean
    Z = np.array([[0.2, 9, -1, -3, -0.2, -9, 1, -2, 1], [-1, -1, 0.2, -2, 1, 1, 2, -1, 1]])
    Z = np.concatenate([Z, [[-2, -3, -3, 8, 1, 2, 3, -3, 1], [-3, -2, -2, -1, 2, 3, -0.2, -4, 1]]])
    X = rng.normal(size=(4, 6))
    marked(student, X, np.linalg.pinv(X) @ Z, np.zeros(9), "dead_units(X, W, b)")
    for n, d, h in [(9, 2, 12), (5, 3, 7), (30, 4, 16)]:
        X, W = rng.normal(size=(n, d)), rng.normal(size=(d, h))
        Z = np.sort(X @ W, axis=0)
        at = np.arange(h) % 4  # off on all rows, on for one, off on one only, on for all
        places = np.stack([Z[-1] + 0.05, (Z[-1] + Z[-2]) / 2, (Z[0] + Z[1]) / 2, Z[0] - 0.05])
        marked(student, X, W, -rng.permuted(places, axis=0)[at, np.arange(h)], "dead_units(X, W, b)")


@task("dead-units")
def test_dead_units_at_zero(student):
    """Is a unit dead whose z is 0 on some rows and below 0 on the others, and alive if it is barely on?"""
    X = np.array([[1, 0], [0, 1], [2, 2]])
    W = np.array([[1, -1, 0, 1, -2], [-1, 1, 0, 1, 0]])
    marked(student, X, W, np.array([-1, -1, 0, -4, 1]), "dead_units where z is 0")
    marked(student, X.astype(float), W.astype(float), np.array([0.0, -1, 0, -4, 0]), "dead_units where z is 0")
    tiny = np.array([1e-9, -1e-9, 0.0, 1e-300])
    marked(student, np.zeros((2, 3)), np.ones((3, 4)), tiny, "dead_units where z is tiny")


@task("dead-units")
def test_dead_units_all_none_one_row(student, rng):
    """Is it right where all units are dead, none is, and where there is one row or one unit?"""
    X, W = rng.uniform(0.1, 1, size=(6, 3)), rng.uniform(0.1, 1, size=(3, 4))
    low, high, mixed = np.full(4, -20.0), np.full(4, 20.0), np.array([-20.0, 20.0, 20.0, -20.0])
    for b in (low, high, mixed):
        marked(student, X, W, b, "dead_units(X, W, b)")
    marked(student, X[:1], W - 0.5, mixed / 50, "dead_units of one row")
    marked(student, X, W[:, :1], low[:1], "dead_units of one unit")


# --- 1.8 elu and leaky_relu


@task("elu-and-leaky", weight=2)
def test_elu_values(student, solution, rng):
    """Is elu right on arrays of any shape, for its default alpha and for others?"""
    any_shape(student, solution, rng, "elu")
    for alpha in (0.3, 0.75, 0.0):
        any_shape(student, solution, rng, "elu", alpha)
    k = np.array([1.0, 2, 4, 5])
    close(student.elu(-np.log(k), alpha=0.6), 0.6 * (1 - k) / k, "elu(-log k, alpha=0.6)")


@task("elu-and-leaky", weight=2)
def test_leaky_relu_values(student, solution, rng):
    """Is leaky_relu right on arrays of any shape, for its default alpha and for others?"""
    any_shape(student, solution, rng, "leaky_relu")
    for alpha in (0.2, 0.9, 0.0):
        any_shape(student, solution, rng, "leaky_relu", alpha)
    x = 2 * rng.normal(size=9)
    want = (x + np.abs(x)) / 2 + 0.15 * (x - np.abs(x)) / 2
    close(student.leaky_relu(x, alpha=0.15), want, "leaky_relu(x, alpha=0.15)")


@task("elu-and-leaky")
def test_elu_and_leaky_extremes(student, solution):
    """Are both right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("elu", "leaky_relu"):
        for alpha in ((), (0.3,)):
            far_out(student, solution, name, *alpha)


@task("elu-and-leaky")
def test_elu_and_leaky_integers(student, solution):
    """Are both right for integers, 0 among them?"""
    for name in ("elu", "leaky_relu"):
        for alpha in ((), (0.4,)):
            whole_numbers(student, solution, name, *alpha)
            right_at(student, solution, name, WHOLE, *alpha)


@task("elu-and-leaky-slopes", weight=2)
def test_elu_prime_values(student, solution, rng):
    """Is elu_prime right away from 0, on arrays of any shape, for its default alpha and for others?"""
    any_shape(student, solution, rng, "elu_prime")
    for alpha in (1.0, 0.3, 0.75, 0.0):
        any_shape(student, solution, rng, "elu_prime", alpha)


@task("elu-and-leaky-slopes", weight=2)
def test_leaky_relu_prime_values(student, solution, rng):
    """Is leaky_relu_prime right away from 0, on arrays of any shape, for its default alpha and for others?"""
    any_shape(student, solution, rng, "leaky_relu_prime")
    for alpha in (0.25, 0.9, 0.0):
        any_shape(student, solution, rng, "leaky_relu_prime", alpha)


@task("elu-and-leaky-slopes")
def test_elu_and_leaky_slopes_extremes(student, solution):
    """Are both slopes right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("elu_prime", "leaky_relu_prime"):
        for alpha in ((), (0.3,)):
            far_out(student, solution, name, *alpha)


@task("elu-and-leaky-slopes")
def test_elu_and_leaky_slopes_integers(student, solution):
    """Are both slopes right for integers?"""
    for name in ("elu_prime", "leaky_relu_prime"):
        for alpha in ((), (0.4,)):
            whole_numbers(student, solution, name, *alpha)


@task("elu-and-leaky-slopes")
def test_elu_and_leaky_slopes_at_zero(student):
    """Are both slopes alpha at 0, as the branch x <= 0 says?"""
    half, third = -np.log(2), -np.log(3)
    close(student.elu_prime(np.array([0.0, half, third, 3.0]), 0.6), [0.6, 0.3, 0.2, 1], "elu_prime(x, 0.6)")
    close(student.leaky_relu_prime(np.array([0.0, -2.0, 3.0])), [0.01, 0.01, 1], "leaky_relu_prime(x)")
    for name in ("elu_prime", "leaky_relu_prime"):
        close(getattr(student, name)(np.array([0, 0, 3]), 0.4), [0.4, 0.4, 1], f"{name}(x, 0.4)")


# --- 1.9 gelu, swish, softplus, mish


@task("gelu-swish-softplus", weight=2)
def test_gelu_values(student, solution, rng):
    """Is gelu, in its tanh form, right on arrays of any shape?"""
    any_shape(student, solution, rng, "gelu")


@task("gelu-swish-softplus", weight=2)
def test_swish_values(student, solution, rng):
    """Is swish right on arrays of any shape?"""
    any_shape(student, solution, rng, "swish")
    k = np.array([0.2, 0.5, 1, 4, 9])
    close(student.swish(np.log(k)), np.log(k) * k / (k + 1), "swish(log k)")


@task("gelu-swish-softplus", weight=2)
def test_softplus_values(student, solution, rng):
    """Is softplus right on arrays of any shape?"""
    any_shape(student, solution, rng, "softplus")
    k = np.array([1.0, 3, 8, 1e6])
    close(student.softplus(np.log(k)), np.log(1 + k), "softplus(log k)")


@task("gelu-swish-softplus", weight=2)
def test_gelu_swish_softplus_extremes(student, solution):
    """Are the three right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("gelu", "swish", "softplus"):
        far_out(student, solution, name)


@task("gelu-swish-softplus")
def test_gelu_swish_softplus_integers(student, solution):
    """Are the three right for integers?"""
    for name in ("gelu", "swish", "softplus"):
        whole_numbers(student, solution, name)
        right_at(student, solution, name, WHOLE)


@task("mish", weight=2)
def test_mish_values(student, solution, rng):
    """Is mish right on arrays of any shape?"""
    any_shape(student, solution, rng, "mish")
    k = np.array([0.5, 1, 2, 6])
    gate = ((1 + k) ** 2 - 1) / ((1 + k) ** 2 + 1)
    close(student.mish(np.log(k)), np.log(k) * gate, "mish(log k)")


@task("mish")
def test_mish_extremes(student, solution):
    """Is mish right and finite for numbers as far out as 1e4, of both signs?"""
    far_out(student, solution, "mish")


@task("mish")
def test_mish_integers(student, solution):
    """Is mish right for integers?"""
    whole_numbers(student, solution, "mish")
    right_at(student, solution, "mish", WHOLE)


# --- 1.10 slopes of the smooth ones


@task("softplus-swish-slopes", weight=3)
def test_softplus_prime_values(student, solution, rng):
    """Is softplus_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "softplus_prime")
    k = np.array([0.25, 1, 2, 9])
    close(student.softplus_prime(np.log(k)), k / (k + 1), "softplus_prime(log k)")


@task("softplus-swish-slopes", weight=3)
def test_swish_prime_values(student, solution, rng):
    """Is swish_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "swish_prime")


@task("softplus-swish-slopes")
def test_swish_prime_closed_form(student):
    """Is swish_prime right at log k, where it can be worked out by hand?"""
    k = np.array([0.25, 1, 2, 9])
    close(student.swish_prime(np.log(k)), k / (k + 1) + np.log(k) * k / (k + 1) ** 2, "swish_prime(log k)")


@task("softplus-swish-slopes")
def test_softplus_swish_slopes_extremes(student, solution):
    """Are both slopes right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("softplus_prime", "swish_prime"):
        far_out(student, solution, name)


@task("softplus-swish-slopes")
def test_softplus_swish_slopes_integers(student, solution):
    """Are both slopes right for integers?"""
    for name in ("softplus_prime", "swish_prime"):
        whole_numbers(student, solution, name)
        right_at(student, solution, name, WHOLE)


@task("gelu-mish-slopes", weight=2)
def test_gelu_prime_values(student, solution, rng):
    """Is gelu_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "gelu_prime")


@task("gelu-mish-slopes", weight=2)
def test_mish_prime_values(student, solution, rng):
    """Is mish_prime right on arrays of any shape?"""
    any_shape(student, solution, rng, "mish_prime")
    k = np.array([0.5, 1, 2, 6])
    gate = ((1 + k) ** 2 - 1) / ((1 + k) ** 2 + 1)
    close(student.mish_prime(np.log(k)), gate + np.log(k) * (1 - gate**2) * k / (k + 1), "mish_prime(log k)")


@task("gelu-mish-slopes")
def test_gelu_mish_slopes_extremes(student, solution):
    """Are both slopes right and finite for numbers as far out as 1e4, of both signs?"""
    for name in ("gelu_prime", "mish_prime"):
        far_out(student, solution, name)


@task("gelu-mish-slopes")
def test_gelu_mish_slopes_integers(student, solution):
    """Are both slopes right for integers?"""
    for name in ("gelu_prime", "mish_prime"):
        whole_numbers(student, solution, name)
        right_at(student, solution, name, WHOLE)
