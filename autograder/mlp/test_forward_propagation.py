"""Hidden tests of notebook 2, forward propagation."""

import numpy as np

from autograder.testing import Expr, Np, close, entry, items, shape, task

RELU = Expr("lambda z: np.maximum(z, 0)")
BENT = Expr("lambda z: z + 0.5 * np.sin(3 * z)")
SQUARE = Expr("lambda z: z * z")
IDENTITY = Expr("lambda z: z")
TANH = Np("tanh")
PHIS = [TANH, RELU, BENT, SQUARE]

# Logits of 1e4 are spaced 1.8e-12 apart: log-sum-exp minus a logit, a right road, loses a few
# times that. Losses near 0 of such logits are therefore judged with this absolute tolerance.
ROUNDING_AT_1E4 = 2e-11


def one_hot(labels, q):
    return np.eye(q)[labels]


def lse_loss(o, true):
    """The loss by another road than the reference: np.logaddexp over the logits."""
    return np.logaddexp.reduce(o) - o[true]


# --- 2.1 and 2.2


@task("hidden-layer", weight=2)
def test_hidden_layer_values(student, solution, rng):
    """Are z and h right, in this order, for several activations and sizes?"""
    for d, h in [(3, 5), (6, 2), (1, 4), (4, 1), (7, 8)]:
        for phi in PHIS:
            x, W1 = rng.normal(size=d), rng.normal(size=(h, d))
            z, hidden = items(student.hidden_layer.unchanged(x, W1, phi), 2, "hidden_layer's result")
            want_z, want_h = solution.hidden_layer(x, W1, phi)
            close(z, want_z, "z")
            close(hidden, want_h, "h")


@task("hidden-layer")
def test_hidden_layer_square_weights(student, rng):
    """Does W1 stand on the left, where it is square and no shape can tell?"""
    x, W1 = rng.normal(size=4), rng.normal(size=(4, 4))
    z, hidden = items(student.hidden_layer(x, W1, Np("arctan")), 2, "hidden_layer's result")
    by_rows = np.array([np.sum(row * x) for row in W1])
    close(z, by_rows, "z for a square W1")
    close(hidden, np.arctan(by_rows), "h for a square W1")


@task("hidden-layer")
def test_hidden_layer_integers(student, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    whole_x, whole_W1 = rng.integers(-4, 5, size=3), rng.integers(-4, 5, size=(2, 3))
    for x, W1 in [(whole_x, whole_W1), (whole_x, whole_W1 + rng.uniform(size=(2, 3))), (whole_x + 0.3, whole_W1)]:
        z, hidden = items(student.hidden_layer.unchanged(x, W1, Np("sin")), 2, "hidden_layer's result")
        want = np.array([sum(float(w) * float(v) for w, v in zip(row, x, strict=True)) for row in W1])
        close(z, want, "z for integers")
        close(hidden, np.sin(want), "h for integers")


@task("output-layer", weight=2)
def test_output_layer_values(student, solution, rng):
    """Are the logits right, negative ones included, for several sizes?"""
    for h, q in [(3, 5), (6, 2), (1, 4), (4, 1), (7, 8), (4, 4)]:
        for scale in (1.0, 50.0):
            hidden, W2 = scale * rng.normal(size=h), rng.normal(size=(q, h))
            close(student.output_layer.unchanged(hidden, W2), solution.output_layer(hidden, W2), "o")


@task("output-layer")
def test_output_layer_square_weights(student, rng):
    """Does W2 stand on the left, where it is square and no shape can tell?"""
    hidden, W2 = rng.normal(size=4), rng.normal(size=(4, 4))
    close(student.output_layer(hidden, W2), [np.sum(row * hidden) for row in W2], "o for a square W2")


@task("output-layer")
def test_output_layer_integers(student, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    whole_h, whole_W2 = rng.integers(-4, 5, size=3), rng.integers(-4, 5, size=(5, 3))
    for hidden, W2 in [(whole_h, whole_W2), (whole_h, whole_W2 + rng.uniform(size=(5, 3))), (whole_h + 0.3, whole_W2)]:
        close(student.output_layer.unchanged(hidden, W2), W2.astype(float) @ hidden, "o for integers")


# --- 2.3 softmax


@task("softmax")
def test_softmax_one_row(student, solution, rng):
    """Is softmax right for one row of ordinary logits?"""
    for q in (1, 2, 3, 5, 10):
        for _ in range(4):
            o = 3 * rng.normal(size=q)
            close(student.softmax.unchanged(o), solution.softmax(o), "softmax(o)")
    p = rng.dirichlet(np.ones(6)) + 0.01
    close(student.softmax(np.log(p) + 2.5), p / p.sum(), "softmax of log-probabilities plus a constant")


@task("softmax", weight=2)
def test_softmax_leading_axes(student, solution, rng):
    """Is softmax taken over the last axis, whatever axes lead?"""
    for size in [(3, 5), (5, 3), (4, 4), (1, 6), (4, 1), (2, 3, 4), (2, 1, 3, 5)]:
        o = 3 * rng.normal(size=size)
        close(student.softmax.unchanged(o), solution.softmax(o), f"softmax(o) for o of shape {size}")


@task("softmax")
def test_softmax_two_classes(student, rng):
    """Are two classes a logistic function of their difference?"""
    for count in (7, 4):
        m = rng.normal(size=count)
        pairs = np.stack([m, np.zeros(count)], axis=-1)
        got = shape(student.softmax(pairs), (count, 2), "softmax of pairs").astype(float)
        close(got[:, 0], 0.5 * (1 + np.tanh(m / 2)), "softmax of pairs, first class")


@task("softmax", weight=2)
def test_softmax_large_positive(student, solution, rng):
    """Does softmax survive logits as large as 10,000?"""
    for top in (800.0, 9_990.0):
        o = top + 3 * rng.normal(size=5)
        close(student.softmax(o), solution.softmax(o), "softmax of large logits", rtol=1e-8)  # logits are rounded
    close(student.softmax(np.array([1e4, 0.0, -1e4])), [1.0, 0.0, 0.0], "softmax of logits 10000, 0, -10000")
    close(student.softmax(np.array([0.0, 1e4, 1e4, -3.0])), [0, 0.5, 0.5, 0], "softmax of two large equal logits")


@task("softmax", weight=2)
def test_softmax_large_negative(student, solution, rng):
    """Does softmax survive logits as low as -10,000?"""
    for top in (-800.0, -9_990.0):
        o = top + 3 * rng.normal(size=5)
        close(student.softmax(o), solution.softmax(o), "softmax of very negative logits", rtol=1e-8)
    close(student.softmax(np.full(4, -1e4)), np.full(4, 0.25), "softmax of equal very negative logits")


@task("softmax", weight=4)
def test_softmax_rows_far_apart(student, solution, rng):
    """Is every row right on its own, where rows lie thousands apart?"""
    base = 2 * rng.normal(size=(4, 3))
    offsets = np.array([[0.0], [-9_000.0], [9_000.0], [-1_500.0]])
    close(student.softmax(base + offsets), solution.softmax(base), "softmax of rows far apart", rtol=1e-8)
    cube = 2 * rng.normal(size=(2, 3, 4))
    far = cube + 4_000.0 * rng.permutation(6).reshape(2, 3, 1) / 3
    close(student.softmax(far), solution.softmax(far), "softmax of a 3-axis batch of rows far apart", rtol=1e-8)


@task("softmax")
def test_softmax_integers(student, solution, rng):
    """Are integers taken as the numbers they are?"""
    for size in [(4, 5), (3, 2)]:
        o = rng.integers(-3, 4, size=size)
        close(student.softmax.unchanged(o), solution.softmax(o.astype(float)), "softmax of integers")


# --- 2.4 cross_entropy


@task("cross-entropy", weight=2)
def test_cross_entropy_values(student, rng):
    """Is L right for ordinary logits and every true class?"""
    for q in (1, 2, 3, 5, 10):
        o = 3 * rng.normal(size=q)
        for true in range(q):
            close(student.cross_entropy.unchanged(o, one_hot(true, q)), lse_loss(o, true), "L")


@task("cross-entropy")
def test_cross_entropy_knows_nothing(student, rng):
    """Do q equal logits cost ln q?"""
    for q in (1, 2, 7, 100):
        y = one_hot(rng.integers(q), q)
        for logit in (0.0, 3.7):
            close(student.cross_entropy(np.full(q, logit), y), np.log(q), f"L of {q} equal logits")


@task("cross-entropy")
def test_cross_entropy_digits(student):
    """Is L accurate to 1e-12 for answers more and more certain, right and wrong?"""
    for m in (0.0, 2.0, 6.0, 15.0, 25.0, 40.0):
        o, y = np.array([0.0, -m]), np.array([1, 0])
        close(student.cross_entropy(o, y), np.log1p(np.exp(-m)), "L of a right answer", rtol=1e-12, atol=1e-12)
        close(student.cross_entropy(o, 1 - y), m + np.log1p(np.exp(-m)), "L of a wrong answer", rtol=1e-12, atol=1e-12)


@task("cross-entropy", weight=4)
def test_cross_entropy_confident_mistake(student):
    """Is L right for a confident mistake between two classes?"""
    for m in (40.0, 300.0, 760.0, 5_000.0, 9_000.0):
        got = student.cross_entropy(np.array([0.0, m]), np.array([1.0, 0.0]))
        close(got, m, "L of a confident mistake", rtol=1e-12)


@task("cross-entropy", weight=3)
def test_cross_entropy_logits_far_apart(student, rng):
    """Is L right for several classes whose logits lie far apart?"""
    o = rng.uniform(-1, 1, size=4) + np.array([0.0, 900.0, 300.0, -500.0])
    for true in range(4):
        close(student.cross_entropy(o, one_hot(true, 4)), lse_loss(o, true), "L of logits far apart", rtol=1e-12)
    for true, want in [(0, 2e4), (1, 0.0), (2, 1e4)]:
        got = student.cross_entropy(np.array([-1e4, 1e4, 0.0]), one_hot(true, 3))
        close(got, want, "L of logits -10000, 10000, 0", rtol=1e-12)


@task("cross-entropy", weight=2)
def test_cross_entropy_common_offset(student, solution, rng):
    """Is L unmoved by a large offset of all logits?"""
    o = rng.integers(-200, 200, size=5) / 64  # a grid on which the offset adds without rounding
    for true in range(5):
        y = one_hot(true, 5)
        for offset in (800.0, -800.0, 9_990.0, -9_990.0):
            want = solution.cross_entropy(o, y)
            close(student.cross_entropy(o + offset, y), want, "L of logits with an offset", atol=ROUNDING_AT_1E4)


@task("cross-entropy")
def test_cross_entropy_integers(student, rng):
    """Are integers taken as the numbers they are?"""
    o, y = rng.integers(-3, 4, size=5), np.array([0, 0, 1, 0, 0])
    close(student.cross_entropy.unchanged(o, y), lse_loss(o.astype(float), 2), "L for integers")


# --- 2.5 l2_penalty


@task("l2-penalty", weight=2)
def test_l2_penalty_values(student, solution, rng):
    """Is s right for weights of several shapes and several lam?"""
    for h, d, q in [(3, 5, 2), (1, 4, 6), (4, 1, 3), (2, 2, 2)]:
        W1, W2 = rng.normal(size=(h, d)), 2 * rng.normal(size=(q, h))
        for lam in (0, 0.001, 0.3, 1.0, 7.0):
            close(student.l2_penalty.unchanged(W1, W2, lam), solution.l2_penalty(W1, W2, lam), "s")


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
def test_l2_penalty_integers(student, rng):
    """Are integers taken as the numbers they are?"""
    W1, W2 = rng.integers(-4, 5, size=(3, 2)), rng.integers(1, 5, size=(5, 3))
    want = (np.sum(W1.astype(float) ** 2) + np.sum(W2.astype(float) ** 2)) / 2
    close(student.l2_penalty.unchanged(W1, W2, 3), 3 * want, "s for integers")


# --- 2.6 objective

SIZES = [(2, 3, 4), (5, 3, 2), (1, 4, 3), (4, 1, 5), (4, 4, 4)]


def network(rng, d, h, q, lam=0.3, phi=TANH):
    """Arguments of objective for a network of these sizes."""
    y = one_hot(rng.integers(q), q)
    return rng.normal(size=d), y, rng.normal(size=(h, d)), rng.normal(size=(q, h)), lam, phi


def objective_entries(student, solution, cases, *keys):
    """Are these entries right in every case, and do the arguments stay as they were?"""
    for arguments in cases:
        got, want = student.objective.unchanged(*arguments), solution.objective(*arguments)
        for key in keys:
            close(entry(got, key, "objective's result"), want[key], f'"{key}"')


@task("objective", weight=2)
def test_objective_z_h_o(student, solution, rng):
    """Are z, h and o right, for several activations?"""
    cases = [network(rng, *sizes, phi=phi) for sizes in SIZES for phi in PHIS]
    objective_entries(student, solution, cases, "z", "h", "o")


@task("objective", weight=2)
def test_objective_loss(student, solution, rng):
    """Is L the cross-entropy of the logits with the label?"""
    objective_entries(student, solution, [network(rng, *sizes) for sizes in SIZES], "L")


@task("objective")
def test_objective_penalty(student, solution, rng):
    """Is s the penalty of both weight matrices?"""
    cases = [network(rng, *sizes, lam=lam) for sizes in SIZES for lam in (0.02, 3.0)]
    objective_entries(student, solution, cases, "s")


@task("objective", weight=5)
def test_objective_total(student, solution, rng):
    """Is J right, for several lam and activations?"""
    each = list(zip((0.0, 0.02, 3.0, 0.5), PHIS, strict=True))
    cases = [network(rng, *sizes, lam=lam, phi=phi) for sizes in SIZES for lam, phi in each]
    objective_entries(student, solution, cases, "J")


@task("objective")
def test_objective_large_logits(student, solution, rng):
    """Does J stay right for weights so large that softmax rounds to 0?"""
    cases = []
    for sizes in [(3, 4, 5), (4, 4, 4)]:
        x, _, W1, W2, lam, phi = network(rng, *sizes, lam=1e-6)
        large = 8_000 / np.abs(W2).sum(axis=1).max() * W2  # |o| <= 8000, since |tanh| <= 1
        cases += [(x, one_hot(true, len(W2)), W1, large, lam, phi) for true in range(len(W2))]
    objective_entries(student, solution, cases, "o", "L", "J")


@task("objective")
def test_objective_integers(student, solution, rng):
    """Are integers taken as the numbers they are?"""
    cases = []
    for d, h, q in [(2, 3, 4), (3, 3, 3)]:
        x, W1, W2 = rng.integers(1, 4, size=d), rng.integers(-3, 4, size=(h, d)), rng.integers(-3, 4, size=(q, h))
        cases += [(x, one_hot(2, q).astype(int), W1, W2, 1, phi) for phi in (SQUARE, TANH)]
    objective_entries(student, solution, cases, "z", "h", "o", "L", "s", "J")


# --- 2.7 forward_deep


def stack(rng, *widths):
    """x and the weights of a network of these widths."""
    weights = [rng.normal(size=size) / np.sqrt(size[1]) for size in zip(widths[1:], widths[:-1], strict=True)]
    return rng.normal(size=widths[0]), weights


def all_layers(student, x, weights, phi, real, sent=None):
    """Is every layer right? phi is sent to the student, real is the same function here; sent: the weights to send."""
    layers = items(student.forward_deep.unchanged(x, sent or weights, phi), len(weights) + 1, "forward_deep's result")
    want = np.asarray(x, dtype=float)
    close(layers[0], want, "h0")
    for l, W in enumerate(weights, start=1):
        want = np.einsum("ij,j->i", W, want)
        want = want if l == len(weights) else real(want)
        close(layers[l], want, f"h{l}")


@task("forward-deep", weight=3)
def test_forward_deep_values(student, rng):
    """Are all layers right, for two to six layers of different widths?"""
    for widths in [(2, 3, 4), (3, 5, 2, 4), (4, 2, 6, 3, 5), (5, 4, 3, 2, 6, 7, 3), (4, 4, 4, 4)]:
        for phi, real in [(TANH, np.tanh), (RELU, lambda z: np.maximum(z, 0)), (SQUARE, lambda z: z * z)]:
            all_layers(student, *stack(rng, *widths), phi, real)
    same = Expr("[np.array([[0.5, -1.0], [2.0, 0.25]])] * 3")  # one matrix for all layers
    weights = [np.array([[0.5, -1.0], [2.0, 0.25]])] * 3
    all_layers(student, np.array([1.0, -2.0]), weights, SQUARE, np.square, sent=same)


@task("forward-deep")
def test_forward_deep_one_layer(student, rng):
    """Is a network of one layer linear?"""
    for d, q in [(3, 5), (4, 2), (3, 3)]:
        all_layers(student, *stack(rng, d, q), SQUARE, np.square)


@task("forward-deep")
def test_forward_deep_identity_is_one_product(student, rng):
    """With the identity for phi, is the last layer the product of all weights times x?"""
    for widths in [(3, 3, 3, 3), (4, 4, 4), (2, 4, 3, 5)]:
        all_layers(student, *stack(rng, *widths), IDENTITY, lambda z: z)


@task("forward-deep")
def test_forward_deep_integers(student, rng):
    """Are integers taken as the numbers they are?"""
    for sizes in [[(3, 2), (4, 3), (2, 4)], [(3, 3), (3, 3)]]:
        weights = [rng.integers(-3, 4, size=size) for size in sizes]
        all_layers(student, rng.integers(-3, 4, size=sizes[0][1]), weights, Np("sin"), np.sin)


# --- 2.8 forward_batch and mean_cross_entropy


def batch(rng, n, d, h, q):
    """X and the weights and biases of a network of these sizes, rows."""
    return [rng.normal(size=size) for size in [(n, d), (d, h), (h,), (h, q), (q,)]]


def hidden_and_output(student, solution, arguments, phi):
    """Are H and O right, and do the arguments stay as they were?"""
    H, O = items(student.forward_batch.unchanged(*arguments, phi), 2, "forward_batch's result")
    want_H, want_O = solution.forward_batch(*[np.asarray(a, dtype=float) for a in arguments], phi)
    close(H, want_H, "H")
    close(O, want_O, "O")


@task("forward-batch", weight=2)
def test_forward_batch_values(student, solution, rng):
    """Are H and O right for several sizes and activations?"""
    for sizes in [(4, 3, 5, 2), (1, 2, 3, 4), (6, 1, 2, 3), (2, 5, 1, 4), (7, 4, 3, 1), (5, 2, 6, 3)]:
        for phi in PHIS:
            hidden_and_output(student, solution, batch(rng, *sizes), phi)


@task("forward-batch")
def test_forward_batch_rows(student, rng):
    """Does every row depend on its own example alone, where all sizes are equal and no shape can tell?"""
    X, W1, b1, W2, b2 = batch(rng, 4, 4, 4, 4)
    H, O = items(student.forward_batch(X, W1, b1, W2, b2, Np("arctan")), 2, "forward_batch's result")
    rows_H = np.array([[np.arctan(sum(x[k] * W1[k, j] for k in range(4)) + b1[j]) for j in range(4)] for x in X])
    rows_O = np.array([[sum(h[k] * W2[k, j] for k in range(4)) + b2[j] for j in range(4)] for h in rows_H])
    close(H, rows_H, "H where all sizes are equal")
    close(O, rows_O, "O where all sizes are equal")


@task("forward-batch")
def test_forward_batch_biases(student, rng):
    """Do both biases count, where the weights are 0?"""
    X, W1, b1, W2, b2 = batch(rng, 3, 2, 4, 5)
    H, O = items(student.forward_batch(X, 0 * W1, b1, 0 * W2, b2, SQUARE), 2, "forward_batch's result")
    close(H, np.tile(b1**2, (3, 1)), "H where W1 is 0")
    close(O, np.tile(b2, (3, 1)), "O where W2 is 0")


@task("forward-batch")
def test_forward_batch_integers(student, solution, rng):
    """Are integers taken as the numbers they are, also beside fractions?"""
    whole = [rng.integers(-3, 4, size=size) for size in [(3, 2), (2, 4), (4,), (4, 5), (5,)]]
    for fraction in range(-1, 5):
        mixed = [a + rng.uniform(size=a.shape) if i == fraction else a for i, a in enumerate(whole)]
        hidden_and_output(student, solution, mixed, Np("sin"))


@task("mean-cross-entropy")
def test_mean_cross_entropy_values(student, rng):
    """Is it the mean over the examples, for several batch sizes and numbers of classes?"""
    for n, q in [(1, 3), (2, 5), (5, 2), (4, 4), (20, 3), (3, 10)]:
        O, labels = 2 * rng.normal(size=(n, q)), rng.integers(q, size=n)
        want = np.mean([lse_loss(o, true) for o, true in zip(O, labels, strict=True)])
        close(student.mean_cross_entropy.unchanged(O, one_hot(labels, q)), want, "the mean loss")


@task("mean-cross-entropy")
def test_mean_cross_entropy_copies(student, solution, rng):
    """Is the mean unmoved when every example comes three times?"""
    O, Y = 2 * rng.normal(size=(4, 3)), one_hot(rng.integers(3, size=4), 3)
    want = solution.mean_cross_entropy(O, Y)
    close(student.mean_cross_entropy(np.tile(O, (3, 1)), np.tile(Y, (3, 1))), want, "the mean loss of copies")


@task("mean-cross-entropy", weight=2)
def test_mean_cross_entropy_rows_far_apart(student, solution, rng):
    """Is every row right on its own, where rows lie thousands apart?"""
    O = rng.integers(-200, 200, size=(5, 4)) / 64  # a grid on which the offsets add without rounding
    Y = one_hot(rng.integers(4, size=5), 4)
    far = O + np.array([[0.0], [-9_000.0], [9_000.0], [-1_500.0], [800.0]])
    want = solution.mean_cross_entropy(O, Y)
    close(student.mean_cross_entropy(far, Y), want, "the mean loss of rows far apart", atol=ROUNDING_AT_1E4)


@task("mean-cross-entropy", weight=5)
def test_mean_cross_entropy_confident_mistakes(student):
    """Is it right for confident mistakes?"""
    steep, Y = np.array([[0.0, 1e4], [3e3, 0.0], [800.0, 0.0]]), np.array([[1, 0], [0, 1], [1, 0]])
    close(student.mean_cross_entropy(steep, Y), 13_000 / 3, "the mean loss of confident mistakes")


@task("mean-cross-entropy")
def test_mean_cross_entropy_integers(student, solution, rng):
    """Are integers taken as the numbers they are?"""
    O, Y = rng.integers(-3, 4, size=(3, 4)), one_hot(rng.permutation(4)[:3], 4).astype(int)
    want = solution.mean_cross_entropy(O.astype(float), Y.astype(float))
    close(student.mean_cross_entropy.unchanged(O, Y), want, "the mean loss of integers")
