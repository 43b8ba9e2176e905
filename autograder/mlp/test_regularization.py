"""Hidden tests of notebook 6, generalization and regularization."""

import numpy as np

from autograder.testing import Rng, check, close, items, shape, task

# --- 6.1 neighbours and kernels ---------------------------------------------------------------------------------


def _neighbour_case(rng, n, d, m, k):
    """Examples, targets and points whose k-th and (k+1)-th distances differ clearly: no tie, no rounding question."""
    while True:
        X, y, new = rng.normal(size=(n, d)), 3 * rng.normal(size=n), 1.5 * rng.normal(size=(m, d))
        far = np.sort(np.linalg.norm(new[:, None] - X, axis=2), axis=1)
        if k == n or np.min(far[:, k] - far[:, k - 1]) > 1e-4:
            return X, y, new


def _neighbour_mean(X, y, new, k):
    """By the definition, one point at a time."""
    return [np.mean([y[i] for i in sorted(range(len(X)), key=lambda i: np.sum((X[i] - x) ** 2))[:k]]) for x in new]


@task("knn", weight=3)
def test_knn_mean_of_neighbours(student, rng):
    """Is the prediction the mean target of the k nearest examples, for many points at once?"""
    for n, d, m, k in [(9, 2, 4, 3), (12, 3, 5, 5), (7, 1, 6, 2), (15, 4, 3, 1), (20, 2, 7, 11)]:
        X, y, new = _neighbour_case(rng, n, d, m, k)
        got = student.knn_predict(X, y, new, k)
        close(got, _neighbour_mean(X, y, new, k), f"knn_predict with k = {k}")


@task("knn")
def test_knn_euclidean(student, rng):
    """Is the distance Euclidean, where other distances would choose other neighbours?"""
    X = np.array([[3.0, 0.0], [2.0, 2.0], [-2.5, 1.4], [0.0, -5.0]])
    y, new = np.array([1.0, 10.0, 100.0, 1000.0]), np.array([[0.0, 0.0], [0.1, 0.05]])
    close(student.knn_predict(X, y, new, 1), [10.0, 10.0], "knn_predict with k = 1")
    close(student.knn_predict(X * [1, -1], y, -new, 1), _neighbour_mean(X * [1, -1], y, -new, 1), "knn_predict")


@task("knn")
def test_knn_one_point_and_all_examples(student, rng):
    """Is it right for a single point, for k = 1 at the examples themselves, and for k = n?"""
    X, y, _ = _neighbour_case(rng, 8, 3, 1, 1)
    close(student.knn_predict(X, y, X, 1), y, "knn_predict at the examples with k = 1")
    close(student.knn_predict(X, y, X[:1] + 0.1, 8), [y.mean()], "knn_predict at one point with k = n")
    close(student.knn_predict(X[:1], y[:1], X[:3], 1), [y[0]] * 3, "knn_predict from a single example")


@task("knn")
def test_knn_integers(student, rng):
    """Are integer inputs and targets right, with nothing truncated and no argument changed?"""
    X, y, new = np.array([[7], [1], [3], [0], [40]]), np.array([7, 4, 9, 1, -6]), np.array([[1], [9], [100]])
    close(student.knn_predict.unchanged(X, y, new, 2), [2.5, 8.0, 0.5], "knn_predict of int arrays, k = 2")
    close(
        student.knn_predict.unchanged(X, y, new, 3), _neighbour_mean(X, y, new, 3), "knn_predict of int arrays, k = 3"
    )


@task("knn")
def test_knn_ties(student, rng):
    """Are exactly k examples averaged, any of those equally far at the k-th place, and equal examples each by itself?"""
    X, y = np.array([[0.0], [2.0], [-2.0], [5.0]]), rng.normal(size=4)
    got = shape(student.knn_predict(X, y, np.array([[0.0]]), 2), (1,), "knn_predict").astype(float)
    allowed = [(y[0] + y[other]) / 2 for other in (1, 2)]
    check(
        np.isclose(got[0], allowed, rtol=1e-9, atol=1e-12).any(),
        "with two equally far at the k-th place: not a mean of k",
    )
    twice = np.array([[1.0, 2.0], [1.0, 2.0], [4.0, 2.0], [4.5, 2.5]])
    got = student.knn_predict(twice, y, np.array([[1.0, 2.0], [4.1, 2.0]]), 2)
    close(got, [(y[0] + y[1]) / 2, (y[2] + y[3]) / 2], "knn_predict where an example stands twice")


def _kernel_mean(X, y, new, width):
    """By the definition, in extended range: the exponents are shifted by those of the nearest example."""
    squared = ((new[:, None].astype(float) - X) ** 2).sum(axis=2)
    weights = np.exp((squared.min(axis=1, keepdims=True) - squared) / (2 * width**2))
    return (weights * y).sum(axis=1) / weights.sum(axis=1)


# Squares by |x|^2 - 2 x.x_i + |x_i|^2 lose some digits to cancellation, which is no mistake: hence 1e-7 where a kernel
# is evaluated far away (exponents near 1e3), 1e-9 elsewhere.
FAR = 1e-7


@task("kernel", weight=2)
def test_kernel_weighted_mean(student, rng):
    """Is the prediction the weighted mean, for many points at once?"""
    for n, d, m, width in [(9, 2, 4, 0.7), (6, 3, 5, 1.6), (12, 1, 7, 0.3), (1, 2, 3, 0.5), (5, 4, 1, 3)]:
        X, y, new = rng.normal(size=(n, d)), 3 * rng.normal(size=n), rng.normal(size=(m, d))
        close(
            student.kernel_predict(X, y, new, width), _kernel_mean(X, y, new, width), f"kernel_predict, width {width}"
        )


@task("kernel")
def test_kernel_width_limits(student, rng):
    """Does a very small width return the targets at the examples, and a very large one their mean?"""
    X, y = 3.0 * rng.permutation(7)[:, None] + rng.uniform(0, 1, (7, 2)), 3 * rng.normal(size=7)
    close(student.kernel_predict(X, y, X, 0.01), y, "kernel_predict at the examples, width 0.01")
    close(student.kernel_predict(X, y, X, 1e8), np.full(7, y.mean()), "kernel_predict with a huge width", atol=1e-9)


@task("kernel", weight=3)
def test_kernel_far_from_the_data(student, rng):
    """Far from the data, does it tend to the nearest example's target, or the mean of those equally near?"""
    X, y = np.array([[0.0, 1.0], [0.0, -1.0], [-4.0, 0.0]]), np.array([2.0, 7.0, -30.0])
    new = np.array([[1e3, 0.0], [0.0, 1e3], [0.0, -1e4], [-1e3, 0.0]])
    close(student.kernel_predict(X, y, new, 0.5), [4.5, 2.0, 7.0, -30.0], "kernel_predict far from the data", rtol=FAR)
    close(student.kernel_predict(X, y, new[:1], 0.5), [4.5], "kernel_predict at one far point", rtol=FAR)


@task("kernel")
def test_kernel_ratios_where_weights_underflow(student, rng):
    """Are the ratios of the weights kept where every weight is too small for a float?"""
    X, y = np.array([[0.0], [0.01], [-0.02]]), 3 * rng.normal(size=3)
    new = np.array([[40.0], [-45.0], [60.0], [38.0]])  # at 38 the weights are near 1e-314, floats of few digits
    got = student.kernel_predict(X, y, new, 1.0)
    close(got, _kernel_mean(X, y, new, 1.0), "kernel_predict 40 to 60 widths away", rtol=FAR, atol=FAR)


@task("kernel")
def test_kernel_near_and_far_together(student, rng):
    """Are near points right when far points stand in the same X?"""
    X, y = rng.normal(size=(6, 2)), 3 * rng.normal(size=6)
    new = np.concatenate([rng.normal(size=(3, 2)), 300 + rng.normal(size=(2, 2))])
    want = _kernel_mean(X, y, new, 0.6)
    close(student.kernel_predict(X, y, new, 0.6), want, "kernel_predict of near and far points", rtol=FAR, atol=FAR)
    close(student.kernel_predict(X, y, new[::-1], 0.6), want[::-1], "the same, far points first", rtol=FAR, atol=FAR)


@task("kernel")
def test_kernel_integers(student, rng):
    """Are integer inputs, targets and width right, with nothing truncated and no argument changed?"""
    X, y, new = np.array([[0], [3], [5]]), np.array([1, 5, -4]), np.array([[1], [4], [7]])
    got = student.kernel_predict.unchanged(X, y, new, 2)
    close(got, _kernel_mean(X, y, new, 2), "kernel_predict of int arrays")


# --- 6.2 interpolation ------------------------------------------------------------------------------------------

# Normal equations square the condition number and are a right road where it is small: 1e-6 leaves them that room.
LOOSE = dict(rtol=1e-6, atol=1e-8)


def _min_norm(Phi, y):
    return np.linalg.pinv(np.asarray(Phi, dtype=float), rcond=1e-10) @ y


@task("min-norm", weight=2)
def test_min_norm_more_features_than_examples(student, rng):
    """With more features than examples, does it interpolate, with the smallest norm?"""
    for n, k in [(3, 8), (5, 20), (1, 4), (7, 60)]:
        Phi, y = rng.normal(size=(n, k)), 2 * rng.normal(size=n)
        w = shape(student.min_norm_fit(Phi, y), (k,), "min_norm_fit")
        close(Phi @ w.astype(float), y, "Phi times min_norm_fit", **LOOSE)
        close(w, _min_norm(Phi, y), "min_norm_fit with more features than examples", **LOOSE)


@task("min-norm", weight=2)
def test_min_norm_more_examples_than_features(student, rng):
    """With more examples than features, are the weights those of least squares?"""
    for n, k in [(9, 3), (20, 5), (6, 1)]:
        Phi, y = rng.normal(size=(n, k)), 2 * rng.normal(size=n)
        close(student.min_norm_fit(Phi, y), _min_norm(Phi, y), "min_norm_fit with more examples", **LOOSE)


@task("min-norm")
def test_min_norm_unequal_directions(student, rng):
    """Are directions along which the features hardly vary fitted, too?"""
    for n, k in [(4, 9), (12, 4)]:
        U, V = (np.linalg.qr(rng.normal(size=(size, 4)))[0] for size in (n, k))
        Phi, y = U @ np.diag([1.0, 0.3, 0.1, 0.02]) @ V.T, 2 * rng.normal(size=n)
        close(student.min_norm_fit(Phi, y), _min_norm(Phi, y), "min_norm_fit of features of unequal size", **LOOSE)


@task("min-norm", weight=2)
def test_min_norm_dependent_features(student, rng):
    """Where features are copies of each other, do they share the weight?"""
    for n, k in [(8, 2), (6, 3)]:
        Phi, y = rng.normal(size=(n, k)), 2 * rng.normal(size=n)
        half = _min_norm(Phi, y) / 2
        got = student.min_norm_fit(np.concatenate([Phi, Phi], axis=1), y)
        close(got, np.concatenate([half, half]), "min_norm_fit with every feature twice", **LOOSE)


@task("min-norm")
def test_min_norm_dependent_examples(student, rng):
    """Where examples repeat and their targets disagree, is the fit the best compromise of smallest norm?"""
    Phi, y = rng.normal(size=(3, 7)), 2 * rng.normal(size=3)
    twice, apart = np.concatenate([Phi, Phi]), np.concatenate([y - 0.5, y + 0.5])
    close(student.min_norm_fit(twice, apart), _min_norm(Phi, y), "min_norm_fit with every example twice", **LOOSE)


@task("min-norm")
def test_min_norm_integers(student, rng):
    """Are integer features right, with nothing truncated and no argument changed?"""
    Phi, y = np.array([[1, 2, 0], [0, 1, 3]]), np.array([5, -2])
    close(student.min_norm_fit.unchanged(Phi, y), _min_norm(Phi, y), "min_norm_fit of int arrays", **LOOSE)
    close(
        student.min_norm_fit.unchanged(Phi.T, np.array([1, 2, 4])), _min_norm(Phi.T, [1, 2, 4]), "min_norm_fit", **LOOSE
    )


# --- 6.3 ridge and lasso ----------------------------------------------------------------------------------------

SHAPES = [(5,), (3, 4), (2, 3, 4), (1, 6), (7, 1)]


def _weights(rng):
    for size in SHAPES:
        yield 2 * rng.normal(size=size) + 0.3, rng.uniform(0.01, 3)


@task("penalties", weight=1)
def test_ridge_penalty(student, rng):
    """Is the ridge penalty right, for arrays of any shape?"""
    for W, lam in _weights(rng):
        close(student.ridge_penalty.unchanged(W, lam), lam * sum(w * w for w in W.ravel()) / 2, "ridge_penalty")


@task("penalties", weight=1)
def test_ridge_penalty_integers(student):
    """Is the ridge penalty right for integers, and 0 for lam = 0?"""
    W = np.array([[3, -2, 0], [1, 5, -4]])
    close(student.ridge_penalty.unchanged(W, 2), 55.0, "ridge_penalty of integers")
    close(student.ridge_penalty(W, 0), 0.0, "ridge_penalty with lam = 0")


@task("penalties", weight=1)
def test_ridge_gradient(student, rng):
    """Is the ridge gradient that of the penalty, of W's shape?"""
    for W, lam in _weights(rng):
        close(student.ridge_grad.unchanged(W, lam), lam * W, "ridge_grad")


@task("penalties", weight=1)
def test_ridge_gradient_integers(student):
    """Is the ridge gradient right for integers, and 0 for lam = 0?"""
    W = np.array([[3, -2, 0], [1, 5, -4]])
    close(student.ridge_grad.unchanged(W, 0.3), 0.3 * W, "ridge_grad of integers")
    close(student.ridge_grad(0.5 * W, 0), 0.0 * W, "ridge_grad with lam = 0")


@task("penalties", weight=1)
def test_lasso_penalty(student, rng):
    """Is the lasso penalty right, for arrays of any shape?"""
    for W, lam in _weights(rng):
        close(student.lasso_penalty.unchanged(W, lam), lam * sum(abs(w) for w in W.ravel()), "lasso_penalty")


@task("penalties", weight=0.5)
def test_lasso_penalty_signs(student, rng):
    """Is the lasso penalty right, whatever the signs?"""
    for W, lam in _weights(rng):
        # sums of both signs: the absolute value of a sum, and minus a sum, are wrong on some of them
        for sign in (-1, 1):
            signed = sign * (np.abs(W) - 0.2)
            close(student.lasso_penalty(signed, lam), lam * sum(abs(w) for w in signed.ravel()), "lasso_penalty")


@task("penalties", weight=0.5)
def test_lasso_penalty_integers(student):
    """Is the lasso penalty right for integers?"""
    W = np.array([[3, -2, 0], [1, 5, -4]])
    close(student.lasso_penalty.unchanged(W, 0.3), 4.5, "lasso_penalty of integers")
    close(student.lasso_penalty(-np.abs(W), 0.3), 4.5, "lasso_penalty of negative integers")


@task("penalties", weight=2)
def test_lasso_gradient(student, rng):
    """Is the lasso gradient that of the penalty, for tiny and for large weights?"""
    for W, lam in _weights(rng):
        close(student.lasso_grad.unchanged(W, lam), np.where(W > 0, lam, -lam), "lasso_grad")
    W = np.array([[1e-9, -1e-9, 1e6], [-1e6, 0.4, -0.4]])
    close(student.lasso_grad(W, 0.7), [[0.7, -0.7, 0.7], [-0.7, 0.7, -0.7]], "lasso_grad")


@task("penalties")
def test_lasso_gradient_at_zero(student):
    """Is the lasso gradient 0 where a weight is exactly 0, and still right beside it?"""
    W = np.array([[0.0, -1.5, 0.0], [2.5, 0.0, -0.2]])
    close(student.lasso_grad(W, 0.4), [[0.0, -0.4, 0.0], [0.4, 0.0, -0.4]], "lasso_grad with some weights 0")
    close(student.lasso_grad.unchanged(np.array([0, 3, -2]), 0.5), [0.0, 0.5, -0.5], "lasso_grad of integers")


# --- 6.4 weight decay -------------------------------------------------------------------------------------------


def _step(student, W, grad, lr, lam, what):
    # 1e-10: (1 - lr lam) W - lr G is a right form too, and rounds otherwise.
    close(student.weight_decay_step.unchanged(W, grad, lr, lam), W - lr * (grad + lam * W), what, atol=1e-10)


@task("weight-decay", weight=3)
def test_weight_decay_step(student, rng):
    """Is it one step down the gradient of loss and penalty, for arrays of any shape?"""
    for W, lam in _weights(rng):
        _step(student, W, rng.normal(size=W.shape), rng.uniform(0.01, 0.8), lam, "weight_decay_step")


@task("weight-decay")
def test_weight_decay_flat(student, rng):
    """Where the loss is flat, do the weights shrink as they should?"""
    for W, lam in _weights(rng):
        _step(student, W, np.zeros(W.shape), rng.uniform(0.01, 0.8), lam, "weight_decay_step without a gradient")


@task("weight-decay")
def test_weight_decay_integers(student):
    """Are integers right, and the arguments left alone?"""
    W, G = np.array([[4, -8, 1], [0, 3, 5]]), np.array([[1, 0, -2], [3, -1, 1]])
    _step(student, W, G, 0.25, 0.5, "weight_decay_step of integers")
    _step(student, 0.5 * W, 0.3 * G, 0.1, 0.2, "weight_decay_step")


# --- 6.5 early stopping -----------------------------------------------------------------------------------------


def _stop(losses, patience):
    """By the definition: the first epoch whose distance from the first best one so far is the patience."""
    best = [int(np.argmin(losses[: t + 1])) for t in range(len(losses))]
    stop = next((t for t in range(len(losses)) if t - best[t] >= patience), len(losses) - 1)
    return best[stop], stop


def _stopping(student, losses, patience):
    best, stop = items(student.early_stopping.unchanged(losses, patience), 2, "early_stopping")
    want_best, want_stop = _stop(losses, patience)
    close(stop, want_stop, "stop_epoch")
    close(best, want_best, "best_epoch")


@task("stopping", weight=3)
def test_stopping_on_noisy_curves(student, rng):
    """Are best and last epoch right on noisy validation curves, for small and large patience?"""
    t = np.arange(40)
    for patience in (1, 2, 3, 5, 8, 13):
        for _ in range(4):
            curve = np.exp(-t / 6) + 0.01 * t + rng.uniform(0.02, 0.3) * rng.normal(size=40)
            _stopping(student, curve, patience)


@task("stopping", weight=2)
def test_stopping_ties(student, rng):
    """Is an equal loss no improvement, and the first of several equal ones the best?"""
    _stopping(student, np.array([5.0, 2.0, 2.0, 2.0, 1.0, 0.5]), 2)
    for patience in (1, 2, 3):
        for _ in range(8):
            _stopping(student, rng.integers(0, 4, 9).astype(float), patience)


@task("stopping", weight=2)
def test_stopping_compares_with_the_best(student, rng):
    """Is a loss compared with the best so far, and not with that of the previous epoch?"""
    _stopping(student, np.array([9.0, 2.0, 6.0, 5.0, 4.0, 3.0, 1.0, 0.0]), 4)
    _stopping(student, np.array([9.0, 2.0, 6.0, 5.0, 4.0, 3.0, 1.0, 0.0]), 5)


@task("stopping", weight=2)
def test_stopping_counts_in_a_row(student, rng):
    """Does an improvement restart the count, and does nothing after the stop matter?"""
    _stopping(student, np.array([8.0, 9.0, 7.0, 9.0, 6.0, 9.0, 5.0, 9.0, 4.0]), 2)
    _stopping(student, np.array([8.0, 7.0, 9.0, 9.0, 6.0, 7.0, 8.0, 9.0, 1.0, 0.0]), 3)
    _stopping(student, np.array([3.0, 5.0, 6.0, 7.0, -1.0, -2.0]), 2)


@task("stopping")
def test_stopping_runs_to_the_end(student, rng):
    """Without a stop, is the last epoch the end of the list, also where patience is never used up?"""
    for losses, patience in [([5.0, 4, 3, 2, 1, 0.5], 2), ([3.0, 1.0, 2.0, 4.0, 5.0], 9), ([4.0, 6.0, 1.0, 2.0], 2)]:
        _stopping(student, np.array(losses), patience)
    _stopping(student, np.array([3.0, 1.0, 2.0, 4.0]), 2)  # the patience is used up in the last epoch
    _stopping(student, np.array([1.0, 2.0, 3.0, 4.0]), 3)


@task("stopping")
def test_stopping_one_epoch_integers_and_negative_losses(student, rng):
    """Are a single epoch, integer losses and negative losses right?"""
    _stopping(student, np.array([0.3]), 1)
    _stopping(student, np.array([0, 7]), 3)
    _stopping(student, np.array([7, 3, 4, 5, 1]), 2)
    _stopping(student, np.array([-1.0, -3.0, -2.5, -2.0, -9.0]), 2)
    _stopping(student, np.array([2e6, 1e6, 9e5, 5e6, 6e6]), 2)
    _stopping(student, 0.5 - 1e-6 * np.arange(6), 2)  # better by little is better


# --- 6.6 dropout ------------------------------------------------------------------------------------------------

# False alarms. A share of N independent entries with keep probability q leaves q by more than z = 7 standard deviations
# with probability below 2 exp(-N KL) (Chernoff), and N KL is z^2 / 2 = 24.5 up to a factor 1 +- z |1 - 2q| / (3 sqrt(N q
# (1 - q))), within 1.5 % here: below 7e-11 a share. The rate test looks at 3 shares, 2e-10. At p = 1/2 two entries agree
# with probability 1/2, and the agreements along a forest of pairs are independent fair coins: 6 such shares, 5e-10; the
# rows and columns share it. The other tests: below 1e-11, computed beside them. All dropout tests together: below 1e-9.
# Power: a rate wrong by 5 % of itself is off by more than 10 standard deviations in the rate test, 3 above the bound.
Z = 7.0
SIZE = (100, 80)  # 8000 entries: an answer as two nested lists still crosses the border


def _dropped(student, h, p, seed):
    """(out, mask, kept) of one call, of the right shapes; kept: which mask entries are not 0."""
    out, mask = items(student.dropout(h, p, Rng(int(seed))), 2, "dropout")
    out, mask = shape(out, np.shape(h), "out"), shape(mask, np.shape(h), "mask")
    return out.astype(float), mask.astype(float), mask != 0


def _right(student, h, p, seed):
    """(out, mask) of one call, the mask as it should be: 0 or one factor, in no row or column all alike.

    A factor, a rate or a draw of the wrong kind is one whole mistake, so most tests begin with this. For 0.2 <= p <= 0.75 and
    120 entries, all alike has probability below 1.2e-12; for two axes, that all rows are alike, below 1e-15.
    """
    out, mask, kept = _dropped(student, h, p, seed)
    check(kept.any() and not kept.all(), f"with p = {p} and {mask.size} entries, the mask drops all or none")
    close(mask, np.where(kept, 1 / (1 - p), 0.0), f"the mask for p = {p}")
    off = abs(kept.mean() - (1 - p)) / np.sqrt(p * (1 - p) / kept.size)
    check(off <= Z, f"with p = {p}, the share of dropped entries is not p")
    if kept.ndim == 2:
        check((kept != kept[0]).any(), "every row of the mask is the same")
        check((kept != kept[:, :1]).any(), "every column of the mask is the same")
    return out, mask


def _fair(agree, what):
    """Is this a share of fair coins? agree: array of bools."""
    off = abs(np.mean(agree) - 0.5)
    check(off <= Z * 0.5 / np.sqrt(np.size(agree)), what)


@task("dropout", weight=2)
def test_dropout_mask_values(student, rng):
    """Does the mask hold 0 and the factor that keeps the mean, and nothing else, for several shapes?"""
    for p, size in [(0.2, (150,)), (0.75, (12, 15)), (0.4, (5, 6, 7))]:
        _right(student, rng.normal(size=size), p, rng.integers(2**31))
    _right(student, rng.integers(1, 9, (12, 15)), 0.3, rng.integers(2**31))


@task("dropout", weight=2)
def test_dropout_rate(student, rng):
    """Is each entry dropped with probability p, neither more often nor less?"""
    h = rng.normal(size=SIZE)  # mixed signs: what is dropped has nothing to do with h
    for p, calls in [(0.25, 16), (0.5, 6), (0.7, 8)]:
        kept = np.array([_dropped(student, h, p, seed)[2] for seed in rng.integers(2**31, size=calls)])
        spread = np.sqrt(p * (1 - p) / kept.size)
        check(abs(kept.mean() - (1 - p)) <= Z * spread, f"with p = {p}, the share of dropped entries is not p")
    # 8000 entries, p = 0.004: none dropped has probability e^-32, 200 or more e^-180 (32 are expected).
    rare = _dropped(student, h, 0.004, rng.integers(2**31))[2]
    check(0 < np.sum(~rare) < 200, "with p = 0.004, the share of dropped entries is not p")


@task("dropout", weight=2)
def test_dropout_entries_independent(student, rng):
    """Is each entry drawn by itself: no row like another, no column like another, no pattern of neighbours?"""
    seed = rng.integers(2**31)
    first, second = (_dropped(student, np.ones(SIZE), 0.5, s)[2] for s in (seed, seed + 1))
    _fair(first[1:] == first[:-1], "neighbouring rows of the mask are not independent")
    _fair(first[:, 1:] == first[:, :-1], "neighbouring columns of the mask are not independent")
    _fair(first[2:] == first[:-2], "rows of the mask are not independent of each other")
    _fair(first[:, 2:] == first[:, :-2], "columns of the mask are not independent of each other")
    half = first.reshape(2, -1)
    _fair(half[0] == half[1], "one half of the mask follows from the other")
    _fair(first == second, "two calls with different generators give related masks")
    deep = _dropped(student, np.ones((20, 20, 20)), 0.5, rng.integers(2**31))[2]
    _fair(deep[..., 1:] == deep[..., :-1], "along the last of three axes the mask is not independent")
    # One entry, p = 1/2, 60 calls: always kept, or always dropped, has probability 2 ** -60.
    alone = {bool(_dropped(student, np.ones(1), 0.5, s)[2][0]) for s in rng.integers(2**31, size=60)}
    check(alone == {True, False}, "a single entry is never dropped, or never kept")
    # 4000 zeros among 8000 entries: each is kept with probability 1/2, as all are.
    _fair(_dropped(student, np.tile([0.0, 1.0], (100, 40)), 0.5, seed)[2][:, ::2], "zeros of h are not kept as often")


@task("dropout")
def test_dropout_number_not_fixed(student, rng):
    """Does the number of dropped entries vary from call to call, as it does where each is drawn by itself?"""
    # 8 entries, p = 1/2: a given number has probability at most 0.274; 40 calls all alike: 70/256 ** 39 < 2e-22.
    counts = [_dropped(student, np.ones(8), 0.5, seed)[2].sum() for seed in rng.integers(2**31, size=40)]
    check(len(set(counts)) > 1, "the same number of entries is dropped in every call")
    # 100 rows of 80 all with the same count: 0.09 ** 99. Columns: 0.08 ** 79.
    kept = _dropped(student, np.ones(SIZE), 0.5, rng.integers(2**31))[2]
    check(len(set(kept.sum(axis=1))) > 1, "every row of the mask has the same number of dropped entries")
    check(len(set(kept.sum(axis=0))) > 1, "every column of the mask has the same number of dropped entries")


@task("dropout", weight=2)
def test_dropout_out_is_mask_times_h(student, rng):
    """Is out the mask times h, entry by entry, for floats, integers and zeros among them?"""
    for h in [rng.normal(size=(30, 7)), rng.integers(-4, 5, (25, 9)), rng.normal(size=(4, 5, 11))]:
        out, mask = _right(student, h, 0.3, rng.integers(2**31))
        close(out, mask * h, "out")


@task("dropout", weight=2)
def test_dropout_keeps_the_mean(student, rng):
    """On average over many masks, is out equal to h?"""
    # sum of w_i (m_i - 1) with |w_i| <= 3: standard deviation s, and beyond 8 s with probability below 2 exp(-26),
    # about 1e-11, by Bernstein's inequality (64000 terms, its correction is below 8 %).
    h, p = rng.uniform(1, 3, SIZE) * np.where(rng.random(SIZE) < 0.3, -1, 1), 0.4
    outs = [_right(student, h, p, seed)[0] for seed in rng.integers(2**31, size=8)]
    spread = np.sqrt(p / (1 - p) * (h**2).sum() / len(outs))
    check(abs(np.mean(outs, axis=0).sum() - h.sum()) <= 8 * spread, "averaged over many masks, out differs from h")
    signed = (np.mean(outs, axis=0) * np.sign(h)).sum()
    check(abs(signed - np.abs(h).sum()) <= 8 * spread, "averaged over many masks, out is smaller or larger than h")


@task("dropout")
def test_dropout_repeats_with_the_generator(student, rng):
    """Do equal generators give equal masks, and different generators different ones?"""
    # 400 entries, p = 1/2: two different generators agree in all with probability 2 ** -400.
    h, seed = rng.normal(size=(20, 20)), rng.integers(2**31)
    one, again, other = (_dropped(student, h, 0.5, s)[2] for s in (seed, seed, seed + 1))
    check((one == again).all(), "two calls with equally seeded generators give different masks: draw from rng only")
    check((one != other).any(), "generators with different seeds give the same mask")


@task("dropout")
def test_dropout_p_zero(student, rng):
    """Does p = 0 keep everything, while p = 0.3 does not?"""
    h = rng.normal(size=(9, 13))
    for p in (0.0, 0):
        out, mask, _ = _dropped(student, h, p, rng.integers(2**31))
        close(mask, np.ones((9, 13)), "the mask for p = 0")
        close(out, h, "out for p = 0")
    _right(student, h, 0.3, rng.integers(2**31))


@task("dropout")
def test_dropout_p_not_allowed(student, rng):
    """Is p outside [0, 1) a ValueError (or a subclass of it), and p inside it none?"""
    h = rng.normal(size=(9, 13))
    for p in (0.05, 0.95):  # allowed: only a call that returns is asked for, since chance may drop none, or all
        _dropped(student, h, p, rng.integers(2**31))
    kept = _dropped(student, h, 0.5, rng.integers(2**31))[2]
    check(kept.any() and not kept.all(), "with p = 0.5 the mask drops all or none")
    for p in (-0.1, 1.0, 1, 1.5, -2):
        student.dropout.raises(h, p, Rng(1), error="ValueError")


@task("dropout")
def test_dropout_leaves_h(student, rng):
    """Is h left unchanged, for floats and for integers?"""
    for h in [rng.normal(size=(20, 6)), rng.integers(1, 9, (15, 8))]:
        out, mask = items(student.dropout.unchanged(h, 0.5, Rng(int(rng.integers(2**31)))), 2, "dropout")
        mask = shape(mask, h.shape, "mask").astype(float)
        close(out, mask * h, "out")
        _right(student, h, 0.3, rng.integers(2**31))


@task("dropout-backward", weight=3)
def test_backward_through_the_mask(student, rng):
    """Is the gradient with respect to h right, for arrays of any shape?"""
    for p, size in [(0.5, (12,)), (0.2, (4, 6)), (0.75, (5, 3)), (0.4, (2, 3, 4))]:
        mask = (rng.permutation(np.arange(np.prod(size))).reshape(size) % 3 > 0) / (1 - p)
        grad = rng.normal(size=size)
        close(student.dropout_backward(grad, mask), grad * mask, "dropout_backward")


@task("dropout-backward")
def test_backward_agrees_with_differences(student, rng):
    """Does it agree with the change of the objective when h changes, the mask held?"""
    mask, c = (rng.permutation(15).reshape(3, 5) % 2) / 0.7, rng.normal(size=(3, 5))
    h, eps, slopes = rng.normal(size=(3, 5)), 1e-6, np.zeros((3, 5))
    objective = lambda h: np.sum(c * np.tanh(mask * h))
    for i in np.ndindex(3, 5):
        step = np.zeros((3, 5))
        step[i] = eps
        slopes[i] = (objective(h + step) - objective(h - step)) / (2 * eps)
    grad = c * (1 - np.tanh(mask * h) ** 2)
    # Central differences with step 1e-6 are right to about 1e-9.
    close(student.dropout_backward(grad, mask), slopes, "dropout_backward", rtol=1e-6, atol=1e-7)


@task("dropout-backward")
def test_backward_any_mask(student, rng):
    """Does it use the mask it is given, also one of ones or with a single unit left?"""
    grad = rng.normal(size=(3, 4))
    close(student.dropout_backward(grad, np.ones((3, 4))), grad, "dropout_backward with a mask of ones")
    alone = np.zeros((3, 4))
    alone[1, 2] = 5.0
    close(student.dropout_backward(grad, alone), grad * alone, "dropout_backward with one unit kept")


@task("dropout-backward")
def test_backward_integers(student, rng):
    """Are integers right, with nothing truncated and no argument changed?"""
    grad, mask = np.array([[3, -1, 4], [1, -5, 9]]), np.array([[0, 2, 2], [2, 0, 2]])
    call = student.dropout_backward.unchanged
    close(call(grad, mask), grad * mask, "dropout_backward of int arrays")
    close(call(grad, 0.625 * mask), grad * (0.625 * mask), "dropout_backward of an int gradient")
    close(call(0.5 * grad, mask), 0.5 * grad * mask, "dropout_backward")
