"""Right answers to notebook 2 in other styles: none of them may lose a point."""

import numpy as np

from autograder.testing import right


@right("hidden_layer", how="loops over the entries, lists returned")
def hidden_by_loops(x, W1, phi):
    z = []
    for row in W1:
        total = 0.0
        for w, v in zip(row, x, strict=True):
            total += float(w) * float(v)
        z.append(total)
    return [z, list(phi(np.array(z)))]


@right("hidden_layer", how="phi applied to one number at a time")
def hidden_phi_of_scalars(x, W1, phi):
    z = np.dot(W1, x)
    return z, np.array([phi(v) for v in z])


@right("hidden_layer", how="einsum and a named tuple")
def hidden_named_tuple(x, W1, phi):
    from collections import namedtuple

    z = np.einsum("ij,j->i", W1, x)
    return namedtuple("Layer", "z h")(z, phi(z))


@right("hidden_layer", how="x made a column, the result made flat again")
def hidden_through_a_column(x, W1, phi):
    z = (W1 @ x.reshape(-1, 1)).ravel()
    return z, phi(z).copy()


@right("hidden_layer", how="the transposed weights in the rows layout")
def hidden_by_transposed_rows(x, W1, phi):
    z = x @ W1.T
    return z, phi(z)


@right("output_layer", how="an elementwise product and a sum")
def output_by_sums(h, W2):
    return (W2 * h[None, :]).sum(axis=1)


@right("output_layer", how="a class with __call__ that prints")
class OutputObject:
    def __call__(self, h, W2):
        print("computing the logits")
        return np.matmul(h, W2.T)


@right("output_layer", how="a list of Python numbers")
def output_list(h, W2):
    return [float(np.dot(row, h)) for row in W2]


@right("softmax", how="a loop over the rows")
def softmax_by_rows(o):
    o = np.asarray(o, dtype=float)
    rows = o.reshape(-1, o.shape[-1])
    result = np.empty_like(rows)
    for i, row in enumerate(rows):
        e = np.exp(row - row.max())
        result[i] = e / e.sum()
    return result.reshape(o.shape)


@right("softmax", how="exp of the log-probabilities")
def softmax_by_log(o):
    return np.exp(o - np.logaddexp.reduce(o, axis=-1)[..., None])


@right("softmax", how="one over the sum of exp of differences; overflows to inf and warns, and is right")
def softmax_by_differences(o):
    return 1 / np.exp(o[..., None, :] - o[..., :, None]).sum(axis=-1)


@right("softmax", how="nested lists returned")
def softmax_as_lists(o):
    e = np.exp(o - np.amax(o, axis=-1, keepdims=True))
    return (e / np.sum(e, -1, keepdims=True)).tolist()


@right("softmax", how="recursion over the leading axes, a warning on the way")
def softmax_recursive(o):
    import warnings

    warnings.warn("leading axes are handled one by one", stacklevel=1)
    if np.ndim(o) > 1:
        return np.array([softmax(part) for part in o])
    e = np.exp(np.array(o) - max(o))
    return e / sum(e)


@right("softmax", how="a class with __call__, extended precision inside")
class SoftmaxObject:
    def __call__(self, o):
        o = np.asarray(o, dtype=np.longdouble)
        e = np.exp(o - o.max(axis=-1, keepdims=True))
        return (e / e.sum(axis=-1, keepdims=True)).astype(float)


@right("softmax", how="by transposition, the classes first")
def softmax_by_transposition(o):
    e = np.exp(o.T - np.max(o.T, axis=0))
    return (e / np.sum(e, axis=0)).T


@right("cross_entropy", how="np.logaddexp over the logits minus the true logit")
def loss_by_logaddexp(o, y):
    return np.logaddexp.reduce(o) - o[np.argmax(y)]


@right("cross_entropy", how="log-sum-exp with the shift added back, a Python number")
def loss_shift_added_back(o, y):
    c = float(max(o))
    total = sum(float(np.exp(v - c)) for v in o)
    return float(c + np.log(total) - sum(float(v) for v, t in zip(o, y, strict=True) if t))


@right("cross_entropy", how="log1p over the other classes")
def loss_by_log1p(o, y):
    k = int(np.argmax(o))
    rest = np.delete(o - o[k], k)
    return np.log1p(np.exp(rest).sum()) + o[k] - o[int(np.argmax(y))]


@right("cross_entropy", how="log-probabilities first, then a dot product with y, a 0-d array returned")
def loss_by_log_probabilities(o, y):
    shifted = o - o.max()
    log_p = shifted - np.log(np.exp(shifted).sum())
    return np.array(-np.dot(y, log_p))


@right("cross_entropy", how="everything is measured from the true logit; softplus for the largest")
def loss_from_the_true_logit(o, y):
    gaps = o - np.sum(np.where(np.asarray(y) == 1, o, 0))
    top = gaps.max()
    return top + np.log(np.exp(gaps - top).sum())


@right("l2_penalty", how="np.linalg.norm squared")
def penalty_by_norm(W1, W2, lam):
    return 0.5 * lam * (np.linalg.norm(W1) ** 2 + np.linalg.norm(W2, "fro") ** 2)


@right("l2_penalty", how="all entries in one long vector")
def penalty_by_vector(W1, W2, lam):
    w = np.concatenate([np.ravel(W1), np.ravel(W2)]).astype(float)
    return lam * (w @ w) / 2


@right("l2_penalty", how="traces and a Python number")
def penalty_by_trace(W1, W2, lam):
    return float(sum(lam / 2 * np.trace(W.T @ W) for W in (W1, W2)))


@right("objective", how="all in one function, extra keys")
def objective_inline(x, y, W1, W2, lam, phi):
    z = W1 @ x
    h = phi(z)
    o = W2 @ h
    log_p = o - np.logaddexp.reduce(o)
    L = -(y * log_p).sum()
    s = lam * 0.5 * ((W1**2).sum() + (W2**2).sum())
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s, "y_hat": np.exp(log_p), "note": "extra"}


@right("objective", how="an OrderedDict of lists and Python numbers")
def objective_ordered(x, y, W1, W2, lam, phi):
    from collections import OrderedDict

    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = float(cross_entropy(o, y)), float(l2_penalty(W1, W2, lam))
    return OrderedDict(J=s + L, s=s, L=L, o=list(o), h=list(h), z=list(z))


@right("objective", how="the batch functions on a batch of one")
def objective_by_batch(x, y, W1, W2, lam, phi):
    H, O = forward_batch(x[None, :], W1.T, np.zeros(len(W1)), W2.T, np.zeros(len(W2)), phi)
    L = mean_cross_entropy(O, y[None, :])
    s = l2_penalty(W1, W2, lam)
    return dict(z=W1 @ x, h=H[0], o=O[0], L=L, s=s, J=np.array(L + s))


@right("forward_batch", how="one example at a time")
def batch_by_rows(X, W1, b1, W2, b2, phi):
    H = [phi(x @ W1 + b1) for x in X]
    return H, [h @ W2 + b2 for h in H]


@right("forward_batch", how="examples in columns inside, transposed back")
def batch_in_columns(X, W1, b1, W2, b2, phi):
    H = phi(W1.T @ X.T + b1[:, None])
    O = W2.T @ H + b2[:, None]
    return H.T, O.T


@right("forward_batch", how="the bias as one more input that is always 1")
def batch_with_ones(X, W1, b1, W2, b2, phi):
    one = np.ones((len(X), 1))
    H = phi(np.hstack([X, one]) @ np.vstack([W1, b1]))
    return [H, np.hstack([H, one]) @ np.vstack([W2, b2])]


@right("forward_batch", how="einsum")
def batch_by_einsum(X, W1, b1, W2, b2, phi):
    H = phi(np.einsum("nd,dh->nh", X, W1) + b1.reshape(1, -1))
    return H, np.einsum("nh,hq->nq", H, W2) + b2.reshape(1, -1)


@right("mean_cross_entropy", how="the mean of cross_entropy over the rows")
def mean_by_rows(O, Y):
    return sum(cross_entropy(o, y) for o, y in zip(O, Y, strict=True)) / len(O)


@right("mean_cross_entropy", how="logaddexp and the true logits picked out")
def mean_by_picking(O, Y):
    return np.mean(np.logaddexp.reduce(O, axis=1) - O[np.arange(len(O)), Y.argmax(axis=1)])


@right("mean_cross_entropy", how="a masked sum over all entries, divided by n")
def mean_by_mask(O, Y):
    top = O.max(axis=1)[:, None]
    log_p = (O - top) - np.log(np.exp(O - top).sum(axis=1))[:, None]
    return -np.where(Y > 0, log_p, 0).sum() / O.shape[0]


@right("forward_deep", how="an index that tells the last layer")
def deep_by_index(x, weights, phi):
    hs = [np.array(x, dtype=float)]
    for l, W in enumerate(weights, start=1):
        a = np.dot(W, hs[l - 1])
        hs.append(a if l == len(weights) else phi(a))
    return hs


@right("forward_deep", how="recursion, lists and a tuple")
def deep_recursive(x, weights, phi):
    first, rest = weights[0], weights[1:]
    if not rest:
        return (list(x), list(first @ x))
    return (list(x), *forward_deep(phi(first @ x), rest, phi))


@right("forward_deep", how="the layers of 2.1 and 2.2")
def deep_by_layers(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs += [hidden_layer(hs[-1], W, phi)[1]]
    return hs + [output_layer(hs[-1], weights[-1])]
