"""Right answers to notebook 6 in other styles."""

import numpy as np

from autograder.testing import right


@right("knn_predict", how="loops and a sorted list of pairs")
def knn_by_sorting_pairs(X_train, y_train, X, k):
    predictions = []
    for x in X:
        pairs = sorted((sum((float(a) - float(b)) ** 2 for a, b in zip(x, e)), i) for i, e in enumerate(X_train))  # noqa: B905
        predictions.append(sum(float(y_train[i]) for _, i in pairs[:k]) / k)
    return predictions


@right("knn_predict", how="argpartition and np.linalg.norm")
def knn_by_partition(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None, :] - X_train, axis=-1)
    return np.mean(y_train[np.argpartition(d, k - 1, axis=1)[:, :k]], axis=1)


@right("knn_predict", how="squares by the binomial formula")
def knn_by_binomial(X_train, y_train, X, k):
    d = (X**2).sum(1)[:, None] - 2 * X @ X_train.T + (X_train**2).sum(1)
    nearest = d.argsort(axis=1)[:, :k]
    return np.array([y_train[row].sum() / k for row in nearest])


@right("knn_predict", how="a class with __call__")
class KnnObject:
    def __call__(self, X_train, y_train, X, k):
        print("predicting", len(X))
        return np.apply_along_axis(
            lambda x: y_train[np.argsort([np.hypot.reduce(x - e) for e in X_train])[:k]].mean(), 1, X
        )


@right("kernel_predict", how="a loop with math.exp, shifted by the smallest squared distance")
def kernel_by_loops(X_train, y_train, X, width):
    import math

    out = []
    for x in X:
        squared = [sum((float(a) - float(b)) ** 2 for a, b in zip(x, e)) for e in X_train]  # noqa: B905
        low = min(squared)
        weights = [math.exp((low - s) / (2 * width * width)) for s in squared]
        out.append(math.fsum(w * float(t) for w, t in zip(weights, y_train)) / math.fsum(weights))  # noqa: B905
    return out


@right("kernel_predict", how="log-sum-exp by np.logaddexp")
def kernel_by_logaddexp(X_train, y_train, X, width):
    a = -(np.linalg.norm(X[:, None] - X_train, axis=2) ** 2) / (2 * width**2)
    log_total = np.logaddexp.reduce(a, axis=1, keepdims=True)
    return np.exp(a - log_total) @ y_train


@right("kernel_predict", how="squares by the binomial formula")
def kernel_by_binomial(X_train, y_train, X, width):
    squared = (X**2).sum(1)[:, None] - 2 * X @ X_train.T + (X_train**2).sum(1)
    a = -np.maximum(squared, 0) / (2 * width**2)
    w = np.exp(a - a.max(axis=1)[:, None])
    return np.average(np.broadcast_to(y_train, w.shape), axis=1, weights=w)


@right("kernel_predict", how="ratios of all pairs of weights")
def kernel_by_ratios(X_train, y_train, X, width):
    squared = np.einsum("mnd,mnd->mn", X[:, None] - X_train, X[:, None] - X_train)
    with np.errstate(over="ignore"):
        ratios = np.exp((squared[:, :, None] - squared[:, None, :]) / (2 * width**2))
        share = 1 / ratios.sum(axis=2)
    return np.einsum("mn,n->m", share, y_train)


@right("kernel_predict", how="inputs scaled by the width first, a row at a time")
def kernel_scaled_inputs(X_train, y_train, X, width):
    def one(x):
        a = -0.5 * np.sum(((x - X_train) / width) ** 2, axis=1)
        w = np.exp(a - np.max(a))
        return np.dot(w / np.sum(w), y_train)

    return np.array([one(x) for x in X])


@right("min_norm_fit", how="the pseudo-inverse")
def min_norm_by_pinv(Phi, y):
    return np.linalg.pinv(Phi) @ y


@right("min_norm_fit", how="the singular value decomposition by hand, a list returned")
def min_norm_by_svd(Phi, y):
    U, s, Vt = np.linalg.svd(Phi, full_matrices=False)
    keep = s > 1e-10 * s.max()
    return ((U.T @ y)[keep] / s[keep] @ Vt[keep]).tolist()


@right("min_norm_fit", how="eigenvalues of Phi Phi^T")
def min_norm_by_eigenvalues(Phi, y):
    values, vectors = np.linalg.eigh(Phi @ Phi.T)
    keep = values > 1e-10 * values.max()
    return Phi.T @ (vectors[:, keep] @ ((vectors[:, keep].T @ y) / values[keep]))


@right("min_norm_fit", how="conjugate gradients from zero, which never leave the span of the rows")
def min_norm_by_conjugate_gradients(Phi, y):
    w = np.zeros(Phi.shape[1])
    r = Phi.T @ (y - Phi @ w)
    d = r.copy()
    for _ in range(6 * len(w)):
        if r @ r < 1e-26 * (1 + y @ y):
            break
        step = (r @ r) / np.sum((Phi @ d) ** 2)
        w = w + step * d
        new = Phi.T @ (y - Phi @ w)
        d, r = new + (new @ new) / (r @ r) * d, new
    return w


@right("ridge_penalty", how="the norm, squared")
def ridge_by_norm(W, lam):
    return 0.5 * lam * np.linalg.norm(W.ravel()) ** 2


@right("ridge_penalty", how="a Python loop")
def ridge_by_loop(W, lam):
    total = 0.0
    for w in W.flat:
        total += float(w) * float(w)
    return total * lam / 2


@right("ridge_penalty", how="a 0-d array from a dot product")
def ridge_by_dot(W, lam):
    return np.array(np.vdot(W, W) * (lam / 2))


@right("ridge_grad", how="halves added")
def ridge_gradient_of_halves(W, lam):
    half = np.multiply(W, lam / 2)
    return (half + half).tolist()


@right("ridge_grad", how="a float copy multiplied in place")
def ridge_gradient_of_a_copy(W, lam):
    out = W.astype(float)
    out *= lam
    return out


@right("lasso_penalty", how="the 1-norm of the flattened array")
def lasso_by_norm(W, lam):
    return float(lam * np.linalg.norm(W.ravel(), ord=1))


@right("lasso_penalty", how="W times its sign")
def lasso_by_sign(W, lam):
    return (lam * W * np.sign(W)).sum()


@right("lasso_grad", how="comparisons")
def lasso_gradient_by_comparison(W, lam):
    return lam * ((W > 0).astype(int) - (W < 0).astype(int))


@right("lasso_grad", how="nested np.where")
def lasso_gradient_by_where(W, lam):
    return np.where(W > 0, lam, np.where(W < 0, -lam, 0))


@right("lasso_grad", how="w / |w| with a warning at 0, mended")
def lasso_gradient_mended(W, lam):
    return lam * np.nan_to_num(W / np.abs(W))


@right("weight_decay_step", how="shrink, then step")
def shrink_then_step(W, grad, lr, lam):
    return (1 - lr * lam) * W - lr * grad


@right("weight_decay_step", how="by the notebook's own ridge_grad")
def step_by_ridge_grad(W, grad, lr, lam):
    return W - lr * (grad + ridge_grad(W, lam))


@right("weight_decay_step", how="a float copy changed in place, a list returned")
def step_on_a_copy(W, grad, lr, lam):
    new = np.array(W, dtype=float)
    new -= lr * lam * np.asarray(W)
    new -= lr * np.asarray(grad)
    return new.tolist()


@right("early_stopping", how="a counter and the best loss, starting from infinity")
def stopping_by_counter(val_losses, patience):
    best_loss, best, bad, last = np.inf, 0, 0, 0
    for last, loss in enumerate(val_losses):
        if loss < best_loss:
            best_loss, best, bad = loss, last, 0
        else:
            bad += 1
            if bad == patience:
                break
    return best, last


@right("early_stopping", how="cumulative minima")
def stopping_by_cumulative_minimum(val_losses, patience):
    v = np.asarray(val_losses)
    low = np.minimum.accumulate(v)
    better = np.r_[True, v[1:] < low[:-1]]
    last_better = np.maximum.accumulate(np.where(better, np.arange(len(v)), 0))
    over = np.flatnonzero(np.arange(len(v)) - last_better >= patience)
    stop = over[0] if len(over) else len(v) - 1
    return last_better[stop], stop


@right("early_stopping", how="a while loop, a list of floats returned")
def stopping_by_while(val_losses, patience):
    epoch, waited = 0, 0
    while epoch + 1 < len(val_losses) and waited < patience:
        epoch += 1
        waited = 0 if val_losses[epoch] < min(val_losses[:epoch]) else waited + 1
    return [float(np.argmin(val_losses[: epoch + 1])), float(epoch)]


@right("early_stopping", how="a namedtuple")
def stopping_namedtuple(val_losses, patience):
    from collections import namedtuple

    Result = namedtuple("Result", "best_epoch stop_epoch")
    for t in range(len(val_losses)):
        best = int(np.argmin(val_losses[: t + 1]))
        if t == best + patience:
            break
    return Result(best_epoch=best, stop_epoch=t)


@right("dropout", how="rng.binomial")
def dropout_by_binomial(h, p, rng):
    if p < 0 or p >= 1:
        raise ValueError("p must be in [0, 1)")
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)
    return h * mask, mask


@right("dropout", how="rng.uniform, drawn transposed, a list returned")
def dropout_by_uniform(h, p, rng):
    if p < 0 or not p < 1:
        raise ValueError
    mask = np.where(p <= rng.uniform(size=h.shape[::-1]).T, 1.0, 0.0) / (1 - p)
    return [np.where(mask > 0, h / (1 - p), 0), mask]


@right("dropout", how="rng.choice")
def dropout_by_choice(h, p, rng):
    if p >= 1 or p < 0:
        raise ValueError(f"p = {p}")
    mask = rng.choice([0.0, 1 / (1 - p)], size=h.shape, p=[p, 1 - p])
    return np.multiply(h, mask), mask


@right("dropout", how="a loop over all entries, nested lists returned")
def dropout_by_loop(h, p, rng):
    if p < 0 or p >= 1:
        raise ValueError("no such probability")
    mask = np.zeros(h.shape)
    for i in np.ndindex(h.shape):
        mask[i] = 0 if rng.random() < p else 1 / (1 - p)
    return (h * mask).tolist(), mask.tolist()


@right("dropout", how="a copy of h zeroed where dropped, p = 0 apart")
def dropout_by_zeroing(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    if p == 0:
        return h.copy(), np.ones_like(h)
    drop = rng.random(size=h.size, dtype=np.float32).reshape(h.shape) < p
    out, mask = h / (1 - p), np.full(h.shape, 1 / (1 - p))
    out[drop] = 0
    mask[drop] = 0
    return out, mask


@right("dropout", how="exponential draws against a threshold")
def dropout_by_exponential(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    print("dropping", p)
    keep = rng.exponential(size=h.shape) >= -np.log1p(-p)
    return h * keep / (1 - p), keep / (1 - p)


@right("dropout", how="columns drawn one after the other")
def dropout_column_by_column(h, p, rng):
    if not 0.0 <= p < 1.0:
        raise ValueError("p")
    flat = h.reshape(-1, h.shape[-1])
    mask = np.stack([rng.random(len(flat)) > p for _ in range(flat.shape[1])], axis=1).reshape(h.shape)
    mask = mask * (1 / (1 - p))
    return mask * h, mask


@right("dropout_backward", how="np.where with the factor of the mask")
def backward_by_where(grad, mask):
    return np.where(mask == 0, 0, grad * mask)


@right("dropout_backward", how="einsum")
def backward_by_einsum(grad, mask):
    return np.einsum("...,...->...", grad, mask)


@right("dropout_backward", how="a class with __call__, lists returned")
class BackwardObject:
    def __call__(self, grad, mask):
        flat = [float(g) * float(m) for g, m in zip(grad.ravel(), mask.ravel())]  # noqa: B905
        return np.reshape(flat, grad.shape).tolist()


@right("kernel_predict", how="scores by the nearest squared distance, one row at a time, nested list")
def kernel_rows_from_the_nearest(X_train, y_train, X, width):
    out = []
    for x in X:
        d = ((X_train - x) ** 2).sum(axis=1)
        w = np.exp((d.min() - d) / (2.0 * width**2))
        out.append(float((w * y_train).sum() / w.sum()))
    return out


@right("dropout", how="random numbers below p are dropped, by np.where")
def dropout_by_where(h, p, rng):
    if p < 0 or p >= 1:
        raise ValueError("p must be at least 0 and less than 1")
    mask = np.where(rng.random(h.shape) < p, 0.0, 1.0 / (1.0 - p))
    return mask * h, mask
