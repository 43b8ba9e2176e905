"""Hidden tests of notebook 4: the product of Jacobians, deep gradients, initialisation, clipping."""

import numpy as np

from autograder.testing import Expr, Np, Rng, check, close, items, numbers, shape, task

# Activations by name, each with its derivative; all of them smooth, apart from the ReLU.
TANH = Np("tanh"), Expr("lambda z: 1 - np.tanh(z) ** 2")
SIGMOID = Expr("lambda z: 0.5 + 0.5 * np.tanh(z / 2)"), Expr("lambda z: 0.25 - 0.25 * np.tanh(z / 2) ** 2")
RELU = Expr("lambda z: z * (z > 0)"), Expr("lambda z: 1.0 * (z > 0)")
SINE = Np("sin"), Np("cos")
SQUARE = Np("square"), Expr("lambda z: 2 * z")
IDENTITY = Np("positive"), Np("ones_like")


def relative(got, want, what, rtol=1e-9):
    """close, relative to the largest entry: the products here may be tiny, and their entries may cancel."""
    scale = np.abs(np.asarray(want, dtype=float)).max()
    close(got, want, what, rtol=rtol, atol=rtol * scale)


def sizes_of(rng, depth, low=2, high=7):
    """depth + 1 sizes of layers, neighbours always different."""
    sizes = [int(rng.integers(low, high))]
    while len(sizes) <= depth:
        sizes.append(int(rng.choice([n for n in range(low, high) if n != sizes[-1]])))
    return sizes


# ---------------------------------------------------------------- 4.1


@task("layer-jacobian", weight=3)
def test_layer_jacobian_values(student, solution, rng):
    """Is the Jacobian diag(φ′(z)) W, for wide and for tall W and several activations?"""
    for h, d in [(3, 5), (6, 2), (4, 3), (2, 7), (5, 4)]:
        for _, prime in (TANH, SIGMOID, SINE, SQUARE, RELU):
            W, z = rng.normal(size=(h, d)), 1.5 * rng.normal(size=h)
            want = solution.layer_jacobian(W, z, prime)
            close(student.layer_jacobian(W, z, prime), want, "layer_jacobian(W, z, phi_prime)")


@task("layer-jacobian", weight=2)
def test_layer_jacobian_finite_differences(student, rng):
    """Does the Jacobian predict what small steps of the layer's input do to its output?"""
    for h, d in [(4, 3), (2, 5), (3, 6)]:
        W, x = rng.normal(size=(h, d)), rng.normal(size=d)
        eps = 1e-6
        want = np.stack([np.sin(W @ (x + e)) - np.sin(W @ (x - e)) for e in eps * np.eye(d)], axis=1) / (2 * eps)
        got = student.layer_jacobian(W, W @ x, Np("cos"))
        # Central differences: error about eps² for truncation and 1e-16 / eps for rounding.
        close(got, want, "the Jacobian of sin(W x)", rtol=1e-6, atol=1e-7)


@task("layer-jacobian", weight=1)
def test_layer_jacobian_square(student, solution, rng):
    """Does φ′ scale the rows of W also where W is square and a slip raises no error?"""
    for n in (2, 3, 5):
        W, z = rng.normal(size=(n, n)), rng.normal(size=n)
        close(student.layer_jacobian(W, z, SINE[1]), solution.layer_jacobian(W, z, SINE[1]), "layer_jacobian, square W")


@task("layer-jacobian", weight=1)
def test_layer_jacobian_gates(student, rng):
    """Does the identity leave W as it is, and does the ReLU blank the rows of inactive units?"""
    W, z = rng.normal(size=(5, 3)), np.array([1.0, -2.0, 0.5, -0.1, 3.0])
    close(student.layer_jacobian(W, z, IDENTITY[1]), W, "layer_jacobian where phi_prime is 1")
    close(student.layer_jacobian(W, z, RELU[1]), np.where(z[:, None] > 0, W, 0), "layer_jacobian of a ReLU layer")


@task("layer-jacobian", weight=1)
def test_layer_jacobian_small_layers(student, solution, rng):
    """Does it work for one unit, for one input, and for both?"""
    for h, d in [(1, 4), (4, 1), (1, 1)]:
        W, z = rng.normal(size=(h, d)), rng.normal(size=h)
        close(
            student.layer_jacobian(W, z, TANH[1]), solution.layer_jacobian(W, z, TANH[1]), f"layer_jacobian, W {h, d}"
        )


@task("layer-jacobian", weight=1)
def test_layer_jacobian_integers(student, rng):
    """Are integers accepted, with nothing truncated and the arguments unchanged?"""
    W, z = rng.integers(-4, 5, size=(3, 4)), np.array([-1, 0, 2])
    close(student.layer_jacobian.unchanged(W, z, SINE[1]), np.cos(z)[:, None] * W, "layer_jacobian of integers")


# ---------------------------------------------------------------- 4.2


def chain(rng, sizes):
    """Random Jacobians that fit each other, in forward order, and their product."""
    factors = [rng.normal(size=(m, n)) / np.sqrt(n) for n, m in zip(sizes, sizes[1:], strict=False)]
    product = factors[0]
    for M in factors[1:]:
        product = M @ product
    return factors, product


@task("jacobian-product", weight=2)
def test_jacobian_product_values(student, rng):
    """Is the product M(L) ··· M(l+1) right for layers of different sizes, with every factor in it once?"""
    for depth in (2, 3, 4, 5, 6):
        for _ in range(4):
            factors, want = chain(rng, sizes_of(rng, depth))
            relative(student.jacobian_product(factors), want, f"the product of {depth} Jacobians")


@task("jacobian-product", weight=2)
def test_jacobian_product_order(student, rng):
    """Does the later layer stand on the left also where all layers are equally wide?"""
    for n in (2, 3, 4):
        for depth in (2, 3, 5):
            factors, want = chain(rng, [n] * (depth + 1))
            relative(student.jacobian_product(factors), want, f"the product of {depth} square Jacobians")


@task("jacobian-product", weight=1)
def test_jacobian_product_one_factor(student, rng):
    """Is the product of a single Jacobian (l = L − 1) that Jacobian, and one more factor one more product?"""
    for size in [(3, 4), (1, 5), (4, 1)]:
        M = rng.normal(size=size)
        close(student.jacobian_product([M]), M, "the product of one Jacobian")
        following = rng.normal(size=(2, size[0]))
        relative(student.jacobian_product([M, following]), following @ M, "the product of two Jacobians")


@task("jacobian-product", weight=2)
def test_jacobian_product_of_network(student, rng):
    """Is it the derivative of the output with respect to an inner layer, by finite differences?"""
    sizes = [4, 6, 3, 5, 2]
    weights = [rng.normal(size=(m, n)) / np.sqrt(n) for n, m in zip(sizes, sizes[1:], strict=False)]

    def run(h):
        for W in weights:
            h = np.sin(W @ h)
        return h

    h, jacobians, eps = rng.normal(size=4), [], 1e-6
    want = np.stack([run(h + e) - run(h - e) for e in eps * np.eye(4)], axis=1) / (2 * eps)
    for W in weights:
        jacobians.append(np.cos(W @ h)[:, None] * W)
        h = np.sin(W @ h)
    close(student.jacobian_product(jacobians), want, "the Jacobian of four layers", rtol=1e-6, atol=1e-7)


@task("jacobian-product", weight=1)
def test_jacobian_product_tiny(student, rng):
    """Is a product of many small factors right relative to its size?"""
    for depth in (20, 60):
        factors, want = chain(rng, sizes_of(rng, depth, low=3))
        relative(
            student.jacobian_product([0.1 * M for M in factors]),
            0.1**depth * want,
            f"the product of {depth} small Jacobians",
        )


@task("jacobian-product", weight=1)
def test_jacobian_product_integers(student, rng):
    """Are integers accepted, also beside fractions, and do the list and its factors stay as they are?"""
    for sizes in [[(3, 2), (4, 3), (2, 4)], [(3, 3)] * 3]:
        A, B, C = (rng.integers(-3, 4, size=s) for s in sizes)
        A[0, 0], B[0, 0], C[0, 0] = 2, 3, 1
        close(student.jacobian_product.unchanged([A, B, C]), C @ B @ A, "the product of three Jacobians of integers")
        for factors in ([A * 0.3, B, C], [A, B, C * 0.3], [A * 0.5, B * 0.3, C * 1.0]):
            want = factors[2] @ factors[1] @ factors[0]
            close(student.jacobian_product.unchanged(factors), want, "the product of three Jacobians")


@task("jacobian-product", weight=1)
def test_jacobian_product_blocked(student, rng):
    """Is the product zero where one layer lets nothing through, wherever it stands?"""
    for place in range(3):
        factors, _ = chain(rng, [4, 4, 4, 4])
        factors[place] = np.zeros((4, 4))
        close(student.jacobian_product(factors), np.zeros((4, 4)), "the product with a Jacobian of zeros")
    factors, want = chain(rng, [4, 4, 4, 4])
    relative(student.jacobian_product(factors), want, "the product of three square Jacobians")


# ---------------------------------------------------------------- 4.3


def network(rng, sizes, gain=1.0):
    """A random network: x, weights and the row handed to its output."""
    weights = [gain * rng.normal(size=(m, n)) / np.sqrt(n) for n, m in zip(sizes, sizes[1:], strict=False)]
    return rng.normal(size=sizes[0]), weights, rng.normal(size=(1, sizes[-1]))


def agree(got, wants, what, **tolerance):
    """One list entry for each matrix, in order."""
    for l, (G, want) in enumerate(zip(items(got, len(wants), what), wants, strict=True), start=1):
        relative(G, want, f"{what}: entry {l} of {len(wants)}", **tolerance)


def agree_with(solution, student, x, weights, name, upstream, what):
    """Compare with the reference."""
    arguments = x, weights, *ACTIVATIONS[name], upstream
    agree(student.deep_gradients.unchanged(*arguments), solution.deep_gradients(*arguments), what)


ACTIVATIONS = {"sine": SINE, "tanh": TANH, "square": SQUARE, "ReLU": RELU, "sigmoid": SIGMOID, "identity": IDENTITY}


@task("deep-gradients", weight=3)
def test_deep_gradients_values(student, solution, rng):
    """Are the gradients of all matrices right, in the order of the layers, for several depths and activations?"""
    for depth in (2, 3, 5):
        for name in ("sine", "tanh", "sigmoid", "square"):
            x, weights, upstream = network(rng, sizes_of(rng, depth))
            agree_with(solution, student, x, weights, name, upstream, f"{depth} layers, {name}")


@task("deep-gradients", weight=1)
def test_deep_gradients_one_layer(student, solution, rng):
    """Is a network of one layer handled: φ on it, no Jacobian above it?"""
    for sizes in [(4, 3), (2, 5), (3, 1), (1, 3)]:
        x, weights, upstream = network(rng, sizes)
        agree_with(solution, student, x, weights, "sine", upstream, "one layer")


@task("deep-gradients", weight=2)
def test_deep_gradients_finite_differences(student, rng):
    """Do the gradients predict what small changes of single weights do to J?"""
    sizes, eps = [3, 5, 2, 4], 1e-6
    x, weights, upstream = network(rng, sizes)

    def J(changed):
        h = x
        for W in changed:
            h = np.sin(W @ h)
        return (upstream @ h).item()

    wants = []
    for l, W in enumerate(weights):
        want = np.empty_like(W)
        for index in np.ndindex(W.shape):
            step = np.zeros_like(W)
            step[index] = eps
            want[index] = J(weights[:l] + [W + step] + weights[l + 1 :]) - J(
                weights[:l] + [W - step] + weights[l + 1 :]
            )
        wants.append(want / (2 * eps))
    # Central differences: error about eps² for truncation and 1e-16 / eps for rounding, beside entries of about 1.
    agree(student.deep_gradients(x, weights, *SINE, upstream), wants, "three layers", rtol=1e-5)


@task("deep-gradients", weight=1)
def test_deep_gradients_equal_widths(student, solution, rng):
    """Are the gradients right also where all layers are equally wide, and a transposed matrix raises no error?"""
    for n in (2, 4):
        x, weights, upstream = network(rng, [n] * 5)
        agree_with(solution, student, x, weights, "tanh", upstream, "four square layers")


@task("deep-gradients", weight=1)
def test_deep_gradients_relu(student, solution, rng):
    """Does no gradient pass an inactive ReLU unit, and all of it an active one?"""
    for depth in (2, 4):
        x, weights, upstream = network(rng, sizes_of(rng, depth, low=5, high=9), gain=2.0)
        agree_with(solution, student, x, weights, "ReLU", upstream, f"{depth} ReLU layers")
        agree_with(solution, student, x, weights, "identity", upstream, f"{depth} linear layers")


@task("deep-gradients", weight=1)
def test_deep_gradients_deep(student, solution, rng):
    """Are the gradients of 30 sigmoid layers right relative to their size, the tiny ones of the first included?"""
    x, weights, upstream = network(rng, sizes_of(rng, 30, low=4, high=8))
    agree_with(solution, student, x, weights, "sigmoid", upstream, "30 layers")


@task("deep-gradients", weight=1)
def test_deep_gradients_integers(student, solution, rng):
    """Are the gradients of integers right, with nothing truncated?"""
    weights = [rng.integers(-2, 3, size=s) for s in [(4, 3), (2, 4)]]
    x, upstream = np.array([2, -1, 3]), np.array([[1, -2]])
    for name in ("sine", "tanh"):
        agree_with(solution, student, x, weights, name, upstream, "integers")


# ---------------------------------------------------------------- 4.4


@task("gradient-norms", weight=3)
def test_gradient_norms_values(student, rng):
    """Is each entry the Frobenius norm of its gradient, in the order of the list?"""
    for _ in range(10):
        depth = int(rng.integers(2, 7))
        G = [rng.normal(size=rng.integers(2, 7, size=2)) * 10.0 ** rng.integers(-3, 4) for _ in range(depth)]
        want = np.array([np.sqrt((g**2).sum()) for g in G])
        close(student.gradient_norms(G), want, "gradient_norms(gradients)", atol=0)


@task("gradient-norms", weight=1)
def test_gradient_norms_one_and_zero(student, rng):
    """Is one gradient an array of one norm, and a gradient of zeros a norm of 0?"""
    G = rng.normal(size=(3, 4))
    close(student.gradient_norms([G]), [np.sqrt(np.trace(G @ G.T))], "the norm of one gradient")
    close(
        student.gradient_norms([np.zeros((2, 3)), 2 * G]), [0, 2 * np.sqrt(np.trace(G @ G.T))], "zeros and a gradient"
    )


@task("gradient-norms", weight=1)
def test_gradient_norms_scale(student, rng):
    """Are the norms of vanishing and of exploding gradients right relative to their size?"""
    G = rng.normal(size=(3, 5))
    scales = np.array([1e-90, 1e-30, 1.0, 1e30, 1e90])
    # No absolute tolerance: a norm of 1e-90 is to be told apart from 0.
    close(
        student.gradient_norms([s * G for s in scales]),
        scales * np.sqrt((G**2).sum()),
        "norms from 1e-90 to 1e90",
        atol=0,
    )


@task("gradient-norms", weight=1)
def test_gradient_norms_integers(student, rng):
    """Are integers accepted, and do the gradients stay as they are?"""
    G = [np.array([[2, -1, 2], [0, 4, 0]]), np.array([[6, 2], [-3, 0]])]
    close(student.gradient_norms.unchanged(G), [5, 7], "norms of integer gradients")
    close(student.gradient_norms.unchanged([0.5 * g for g in G]), [2.5, 3.5], "gradient_norms")
    close(student.gradient_norms.unchanged([G[0], 0.5 * G[1]]), [5, 3.5], "norms of integers, then of fractions")
    close(student.gradient_norms.unchanged([np.ones((1, 2), dtype=int), G[1]]), [np.sqrt(2), 7], "norms of integers")


@task("vanishing-bound", weight=2)
def test_vanishing_bound_values(student):
    """Is it right for few layers?"""
    for n in (1, 2, 4, 5, 7, 10):
        close(student.vanishing_bound(n), 2.0 ** (-2 * n), f"vanishing_bound({n})", atol=0)


@task("vanishing-bound", weight=1)
def test_vanishing_bound_deep(student):
    """Is it right relative to its size for very many layers?"""
    for n in (30, 100, 399):
        close(student.vanishing_bound(n), 2.0 ** (-2 * n), f"vanishing_bound({n})", atol=0)


@task("vanishing-bound", weight=1)
def test_vanishing_bound_is_attained(student, rng):
    """Is it the largest product of as many slopes of the sigmoid?"""
    for n in (3, 6, 20):
        bound = float(shape(student.vanishing_bound(n), (), f"vanishing_bound({n})"))
        z = np.concatenate([np.zeros((1, n)), 3 * rng.normal(size=(200, n))])
        products = np.prod(0.25 - 0.25 * np.tanh(z / 2) ** 2, axis=1)
        check(bound >= products.max() * (1 - 1e-9), f"vanishing_bound({n}) is passed by a product of {n} values of σ′")
        check(
            bound <= products.max() * (1 + 1e-9), f"vanishing_bound({n}) is larger than any product of {n} values of σ′"
        )


# ---------------------------------------------------------------- 4.5
#
# The statistics, for N = 151 200 independent standard normal numbers (nine draws of 16 800; one draw stays below
# the 20 000 values that a nested list may carry across the border). A false alarm must be rarer than 1e-9.
# - mean: standard error 1/sqrt(N) = 0.00257; limit 0.02 = 7.8 standard errors, 7e-15.
# - variance: the mean square is chi-squared, standard error sqrt(2/N) = 0.00364; limit 0.025 = 6.9, 6e-12.
#   An error of 5 % of the variance leaves 0.025 to the limit, 6.5 or more standard errors: missed once in 1e10.
# - skewness: sqrt(6/N) = 0.0063, limit 0.1 = 16. Excess kurtosis: sqrt(24/N) = 0.0126, limit 0.15 = 11.9; its tail is
#   heavier than normal, but one number would need |z| > 12 to make 0.15. Uniform: -1.2. Truncated at 2: -0.6. Laplace: 3.
# - largest |z|: all N below 3.5 has probability (1 - 4.7e-4)^N = e^-70; any above 9 has N * 2.3e-19 = 3e-14.
# - cosines of rows of n = 80 entries: P(|cos| > 0.8) < (1 - 0.64)^39 = 5e-18 a pair, below 1e-11 for all 2e5 pairs; of columns
#   of 210 entries: far below. The mean of n cos² over all pairs: 1 with standard error sqrt(2 / pairs) <= 0.0085, limit
#   0.1 = 11.8. A repeated or mirrored row moves it by at least 0.35, an orthogonal matrix takes it to 0.
SHAPES = [(80, 210), (210, 80)]  # n_in, n_out: fan-in and fan-out apart by a factor 2.6
DRAWS = 9


def draws(function, n_in, n_out, rng, count=DRAWS):
    """Several draws of a layer, each with a seed of its own; raise Wrong where a shape is not (n_out, n_in)."""
    seeds = rng.choice(2**31, size=count, replace=False)
    what = f"{function.name}({n_in}, {n_out}, rng)"
    return [finite(shape(function(n_in, n_out, Rng(int(s))), (n_out, n_in), what), what) for s in seeds]


def finite(W, what):
    check(np.isfinite(W).all(), f"{what} holds nan or inf")
    return W.astype(float)


def standard(function, n_in, n_out, variance, rng):
    """Draws divided by the right standard deviation; raise Wrong where the size is out by more than a factor 5."""
    Z = np.stack(draws(function, n_in, n_out, rng)) / np.sqrt(variance)
    _size(np.mean(Z**2))
    return Z


def _size(ratio):
    check(0.2 < ratio < 5, f"the variance is {'far too small' if ratio < 1 else 'far too large'}")


def init_shape(function, variance, rng):
    """Small layers: the shape, and the variance within sampling error."""
    for n_in, n_out in [(12, 8), (5, 20), (40, 1), (1, 40)]:
        W = np.stack(draws(function, n_in, n_out, rng, count=12)) / np.sqrt(variance(n_in, n_out))
        limit = 6.5 * np.sqrt(2 / W.size)
        # Chernoff for chi-squared, N >= 480: exp(-N / 2 (r - 1 - ln r)) is 2e-12 at the lower end, far less at the upper.
        check(
            np.exp(-limit) / 1.1 < np.mean(W**2) < np.exp(limit) * 1.1,
            f"the variance for a layer of {n_in} inputs and {n_out} outputs is wrong",
        )


def init_variance(function, variance, rng):
    """The variance to 2.5 %, fan-in and fan-out told apart."""
    for n_in, n_out in SHAPES:
        Z = standard(function, n_in, n_out, variance(n_in, n_out), rng)
        ratio = np.mean(Z**2)
        size = "too large" if ratio > 1 else "too small"
        check(abs(ratio - 1) < 0.025, f"the variance for a layer of {n_in} inputs and {n_out} outputs is {size}")


def init_normal(function, variance, rng):
    """Mean, skewness, kurtosis and range of the normal distribution, whatever the variance."""
    for n_in, n_out in SHAPES:
        Z = standard(function, n_in, n_out, variance(n_in, n_out), rng)
        Z = Z / np.sqrt(np.mean(Z**2))
        check(abs(Z.mean()) < 0.02, "the mean of the weights is not 0")
        check(abs(np.mean(Z**3)) < 0.1, "the weights are not symmetric about 0, as normal ones are")
        flat = "fewer large values than normal ones: are they uniform, or truncated?"
        check(np.mean(Z**4) - 3 > -0.15 and np.abs(Z).max() > 3.5, f"the weights have {flat}")
        check(np.mean(Z**4) - 3 < 0.15 and np.abs(Z).max() < 9, "the weights have more large values than normal ones")


def init_independent(function, variance, rng):
    """Rows and columns without relation to each other, nor an entry to its mirror image, nor all to their mean."""
    for n_in, n_out in SHAPES:
        Z = standard(function, n_in, n_out, variance(n_in, n_out), rng)
        exact = np.abs(Z.mean(axis=(1, 2))) < 1e-12, np.abs(np.mean(Z**2, axis=(1, 2)) - 1) < 1e-12
        # By chance below 1e-12 * 130 a draw, in every one of nine draws below 1e-80.
        check(not any(e.all() for e in exact), "every draw has exactly the same mean or variance: is it standardised?")
        for rows, name in ((Z, "rows"), (Z.transpose(0, 2, 1), "columns")):
            length = np.linalg.norm(rows, axis=2, keepdims=True)
            check(np.all(length > 0), f"some {name} are all zero")
            unit = rows / length
            pairs = np.triu_indices(unit.shape[1], k=1)
            cosines = np.stack([(u @ u.T)[pairs] for u in unit])
            check(np.abs(cosines).max() < 0.8, f"some {name} repeat or mirror each other; draw every entry anew")
            check(abs(unit.shape[2] * np.mean(cosines**2) - 1) < 0.1, f"the {name} are not independent of each other")
    square = standard(function, 120, 120, variance(120, 120), rng)
    above = np.triu_indices(120, k=1)
    # 9 * 7140 products of two independent standard normal numbers: standard error of their mean 0.004, limit 10 of them.
    mirror = np.mean([Z[above] * Z.T[above] for Z in square])
    check(abs(mirror) < 0.04, "in a square layer the entries follow from their mirror images")
    call = f"{function.name}(1, 1, rng)"
    finite(shape(function(1, 1, Rng(int(rng.integers(2**31)))), (1, 1), call), call)


# A generator from which numbers were drawn and another was spawned: what a second call with one rng meets.
USED = '(lambda g: (g.normal(size=9), g.spawn(2), g)[2])(__import__("numpy").random.default_rng({}))'


def init_seed(function, variance, rng):
    """The same seed gives the same weights, another seed or a generator already used gives others."""
    first, second = (int(s) for s in rng.choice(2**31, size=2, replace=False))
    size = (150, 40)
    call = f"{function.name}(150, 40, rng)"
    W = finite(shape(function(*size, Rng(first)), (40, 150), call), call)
    # 6000 numbers: the standard error of the mean square is 0.018; a factor 5 is beyond doubt.
    _size(np.mean(W**2) / variance(*size))
    check(
        np.array_equal(W, numbers(function(*size, Rng(first)), call)),
        "the same seed gives other weights; draw from rng only",
    )
    other = shape(function(*size, Rng(second)), (40, 150), call)
    check(np.mean(other == W) < 0.5, "another seed gives the same weights; draw from rng, and do not seed inside")
    used = shape(function(*size, Expr(USED.format(first))), (40, 150), call)
    check(
        np.mean(used == W) < 0.5, "a second call with the same generator gives the same weights; draw from rng itself"
    )


def xavier(n_in, n_out):
    return 2 / (n_in + n_out)


def he(n_in, n_out):
    return 2 / n_in


@task("xavier-init", weight=2)
def test_xavier_shape(student, rng):
    """Does it give an array (n_out, n_in) of about the right size for small layers, one unit or input included?"""
    init_shape(student.xavier_init, xavier, rng)


@task("xavier-init", weight=5)
def test_xavier_variance(student, rng):
    """Is the variance 2 / (n_in + n_out)?"""
    init_variance(student.xavier_init, xavier, rng)


@task("xavier-init", weight=2)
def test_xavier_normal(student, rng):
    """Are the weights normal, with mean 0?"""
    init_normal(student.xavier_init, xavier, rng)


@task("xavier-init", weight=2)
def test_xavier_independent(student, rng):
    """Are the entries independent of each other?"""
    init_independent(student.xavier_init, xavier, rng)


@task("xavier-init", weight=2)
def test_xavier_seed(student, rng):
    """Do the weights come from rng: the same for the same seed, others for another, others for a second call?"""
    init_seed(student.xavier_init, xavier, rng)


@task("he-init", weight=2)
def test_he_shape(student, rng):
    """Does it give an array (n_out, n_in) of about the right size for small layers, one unit or input included?"""
    init_shape(student.he_init, he, rng)


@task("he-init", weight=5)
def test_he_variance(student, rng):
    """Is the variance 2 / n_in?"""
    init_variance(student.he_init, he, rng)


@task("he-init", weight=2)
def test_he_normal(student, rng):
    """Are the weights normal, with mean 0?"""
    init_normal(student.he_init, he, rng)


@task("he-init", weight=2)
def test_he_independent(student, rng):
    """Are the entries independent of each other?"""
    init_independent(student.he_init, he, rng)


@task("he-init", weight=2)
def test_he_seed(student, rng):
    """Do the weights come from rng: the same for the same seed, others for another, others for a second call?"""
    init_seed(student.he_init, he, rng)


# ---------------------------------------------------------------- 4.6
#
# 1e-6 relative is near enough, by the docstring; the common max_norm / (norm + 1e-6) is right, too. Norms here are 0.01 and more
# where they are clipped, and 1e-6 beside 0.02 is 5e-5.
CLIP = 1e-4


def gradients_of_norm(rng, norm, depth):
    """Random gradients of different shapes whose global norm is `norm`."""
    G = [rng.normal(size=rng.integers(2, 6, size=2)) for _ in range(depth)]
    total = np.sqrt(sum((g**2).sum() for g in G))
    return [g * (norm / total) for g in G]


def clipped(student, G, max_norm, factor, what):
    """Compare with all gradients times factor, entry by entry."""
    got = items(student.clip_gradients.unchanged(G, max_norm), len(G), what)

    for l, (g, mine) in enumerate(zip(G, got, strict=True), start=1):
        relative(mine, factor * np.asarray(g), f"{what}: gradient {l} of {len(G)}", rtol=CLIP)


@task("clip-gradients", weight=3)
def test_clip_large(student, rng):
    """Are all gradients shortened by one common factor, so that the global norm is max_norm?"""
    for _ in range(8):
        norm, max_norm = rng.uniform(60, 99), rng.uniform(0.3, 3)
        G = gradients_of_norm(rng, norm, int(rng.integers(2, 6)))
        clipped(student, G, max_norm, max_norm / norm, "large gradients")


@task("clip-gradients", weight=2)
def test_clip_below_and_above(student, rng):
    """Do gradients just below max_norm stay as they are, and are those just above it shortened?"""
    # Norms on both sides of 1: the square of a norm is then on the other side of max_norm than the norm itself.
    for norm, max_norm in [(0.5, 0.3), (3.0, 5.0), (0.02, 0.01), (5.0, 4.0)]:
        clipped(student, gradients_of_norm(rng, norm, 3), max_norm, min(1.0, max_norm / norm), f"global norm {norm}")


@task("clip-gradients", weight=1)
def test_clip_small(student, rng):
    """Do gradients whose global norm is far below max_norm stay as they are?"""
    for norm, max_norm in [(3.0, 1e6), (4.0, 4.01), (0.01, 3.0), (20.0, 30.0)]:
        clipped(student, gradients_of_norm(rng, norm, 3), max_norm, 1.0, "gradients below max_norm")
    clipped(student, gradients_of_norm(rng, 40.0, 3), 2.0, 0.05, "gradients above max_norm")


@task("clip-gradients", weight=1)
def test_clip_one_small_matrix(student, rng):
    """Is a gradient that is small by itself shortened with the others?"""
    large, small = gradients_of_norm(rng, 12.0, 1), gradients_of_norm(rng, 0.05, 1)
    norm = np.hypot(12.0, 0.05)
    clipped(student, small + large, 0.5, 0.5 / norm, "a small gradient beside a large one")
    clipped(student, large, 0.5, 0.5 / 12, "one gradient")


@task("clip-gradients", weight=1)
def test_clip_zeros(student, rng):
    """Do zeros stay zeros, all of them or beside other gradients?"""
    G = gradients_of_norm(rng, 40.0, 2)
    clipped(student, [np.zeros((2, 3)), *G], 2.0, 0.05, "zeros beside other gradients")
    clipped(student, [np.zeros((2, 3)), np.zeros((1, 2))], 2.0, 1.0, "gradients of zeros")


@task("clip-gradients", weight=1)
def test_clip_integers(student):
    """Are integer gradients clipped right, with nothing truncated?"""
    G = [np.array([[2, -1, 2], [0, 4, 0]]), np.array([[12], [0]])]
    clipped(student, G, 2, 2 / 13, "integer gradients")
    clipped(student, G, 13, 1.0, "integer gradients")


# ---------------------------------------------------------------- 4.7


def mean_loss(o, y):
    """Mean cross-entropy of the rows of o, computed another way than any gradient."""
    top = o.max(axis=1)
    return np.mean(top + np.log(np.exp(o - top[:, None]).sum(axis=1)) - (o * y).sum(axis=1))


class Deep:
    """A minibatch and a network in rows, of the sizes handed over: the inputs first, the classes last."""

    def __init__(self, rng, pair, sizes, n=6, gain=1.0):
        self.pair, pairs = pair, list(zip(sizes, sizes[1:], strict=False))
        self.X, self.Y = rng.normal(size=(n, sizes[0])), np.eye(sizes[-1])[rng.integers(sizes[-1], size=n)]
        self.weights = [gain * rng.normal(size=p) / np.sqrt(p[0]) for p in pairs]
        self.biases = [rng.normal(size=p[1]) for p in pairs]

    @property
    def arguments(self):
        return self.X, self.Y, self.weights, self.biases, *self.pair

    def expect(self, student, solution, which="Wb", what="backprop_deep", **tolerance):
        got = items(student.backprop_deep.unchanged(*self.arguments), 2, "backprop_deep")
        want = solution.backprop_deep(*self.arguments)
        for letter, mine, right in zip("Wb", got, want, strict=True):
            if letter in which:
                agree(mine, right, f"{what}: d{letter}", **tolerance)


NETWORKS = [(4, 5, 3), (5, 3, 6, 2), (3, 6, 4, 5, 7), (6, 2, 5, 3, 4, 3)]


@task("backprop-deep", weight=3)
def test_backprop_deep_weights(student, solution, rng):
    """Are the gradients of all weights right, in the order of the layers, for several depths and activations?"""
    for sizes in NETWORKS:
        for pair in (SINE, TANH, SQUARE):
            Deep(rng, pair, sizes).expect(student, solution, "W", f"{len(sizes) - 1} layers")


@task("backprop-deep", weight=2)
def test_backprop_deep_biases(student, solution, rng):
    """Are the gradients of all biases right, in the order of the layers?"""
    for sizes in NETWORKS:
        for pair in (SINE, TANH, SQUARE):
            Deep(rng, pair, sizes).expect(student, solution, "b", f"{len(sizes) - 1} layers")


@task("backprop-deep", weight=2)
def test_backprop_deep_differences(student, rng):
    """Do the gradients agree with finite differences of the mean cross-entropy?"""
    net, eps = Deep(rng, SINE, (3, 4, 5, 2)), 1e-6
    dW, db = items(student.backprop_deep(*net.arguments), 2, "backprop_deep")

    def J():
        H = net.X
        for W, b in zip(net.weights[:-1], net.biases[:-1], strict=True):
            H = np.sin(H @ W + b)
        return mean_loss(H @ net.weights[-1] + net.biases[-1], net.Y)

    for mine, params, what in ((dW, net.weights, "dW"), (db, net.biases, "db")):
        wants = []
        for P in params:
            want = np.empty_like(P)
            for i in np.ndindex(P.shape):
                kept = P[i]
                P[i] = kept + eps
                above = J()
                P[i] = kept - eps
                want[i] = (above - J()) / (2 * eps)
                P[i] = kept
            wants.append(want)
        # Central differences: error about eps² for truncation and 1e-16 / eps for rounding, beside entries of about 0.1.
        agree(mine, wants, what, rtol=1e-5)


@task("backprop-deep", weight=1)
def test_backprop_deep_one_layer(student, solution, rng):
    """Is a network of one layer right, which has no activation at all?"""
    for sizes in [(4, 3), (2, 5), (1, 3)]:
        Deep(rng, SINE, sizes).expect(student, solution, what="one layer")


@task("backprop-deep", weight=1)
def test_backprop_deep_small_sizes(student, solution, rng):
    """Has each gradient its parameter's shape where a layer has one unit, or the batch one example?"""
    for sizes, n in [((4, 1, 3), 5), ((1, 4, 1, 2), 5), ((3, 5, 4, 2), 1), ((1, 1, 1, 3), 1)]:
        Deep(rng, TANH, sizes, n).expect(student, solution)


@task("backprop-deep", weight=1)
def test_backprop_deep_equal_widths(student, solution, rng):
    """Is it right where all layers are equally wide, and a transposed matrix raises no error?"""
    for n in (3, 4):
        Deep(rng, TANH, (n,) * 5, n).expect(student, solution, what="four square layers")


@task("backprop-deep", weight=1)
def test_backprop_deep_thirty_layers(student, solution, rng):
    """Are the gradients of 30 layers right, relative to the size of each, with ReLU and with the sigmoid?"""
    sizes = (6, *[8] * 29, 4)
    Deep(rng, RELU, sizes, gain=1.4).expect(student, solution, what="30 layers")
    Deep(rng, SIGMOID, sizes).expect(student, solution, what="30 layers", rtol=1e-8)


@task("backprop-deep", weight=1)
def test_backprop_deep_large_logits(student, solution, rng):
    """Is everything finite and right where logits are as large as 1e4, with another offset in every row?"""
    for pair in (TANH, SINE):
        net = Deep(rng, pair, (4, 5, 6, 3))
        net.weights[-1] = 5e3 * net.weights[-1]
        net.expect(student, solution, what="large logits", rtol=1e-7)  # weights near 1e4 magnify rounding as much


@task("backprop-deep", weight=1)
def test_backprop_deep_integers(student, solution, rng):
    """Is everything right for integers, with nothing truncated?"""
    net = Deep(rng, SINE, (4, 5, 3))
    net.X, net.Y = rng.integers(-2, 3, size=(6, 4)), net.Y.astype(int)
    net.weights = [rng.integers(-2, 3, size=W.shape) for W in net.weights]
    net.biases = [rng.integers(-2, 3, size=b.shape) for b in net.biases]
    net.expect(student, solution, what="integers")
