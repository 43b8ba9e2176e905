"""Reference functions of notebook 2 Forward propagation.

Generated from source/mlp/2_forward_propagation.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def hidden_layer(x, W1, phi):
    """Task 2.1: return the pair (z, h): the pre-activation z = W1 x and the hidden activation h = phi(z).

    x: one example, array (d,). W1: weights, array (h, d). Floats or integers; neither is changed.
    phi: an elementwise activation, a function of an array.
    Returns z (h,) and h (h,), in this order. No bias.
    """
    z = W1 @ x
    return z, phi(z)


def output_layer(h, W2):
    """Task 2.2: return the logits o = W2 h.

    h: hidden activation, array (h,). W2: weights, array (q, h). Floats or integers; neither is changed.
    Returns o (q,). No bias, and no activation on the output.
    """
    return W2 @ h


def softmax(o):
    """Task 2.3: return the softmax of the logits o over the last axis.

    o: logits, array (..., q) of floats or integers, any leading axes (also none). Not changed.
    Returns an array of o's shape, positive or zero, whose last axis sums to 1. Finite and right for
    entries as large as 1e4 in size, also where rows differ by large offsets.
    """
    # Each row is shifted by its own maximum: exponents are <= 0 and the sum is >= 1.
    e = np.exp(o - np.max(o, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(o, y):
    """Task 2.4: return the cross-entropy L of the softmax of the logits o with the label y, in natural logarithms.

    o: logits (not probabilities), array (q,). y: the one-hot label, array (q,). Floats or integers; neither is changed.
    Returns one number. Right to 1e-12 (absolute or relative) for logits as large as 1e4 in size, also where
    softmax(o) underflows to 0; with a common offset, to the rounding of the logits.
    """
    # log-sum-exp on shifted logits: no probability is formed, so none can underflow, and
    # the offset is gone before any difference of large numbers is taken.
    shifted = o - np.max(o)
    return np.log(np.sum(np.exp(shifted))) - np.sum(y * shifted)


def l2_penalty(W1, W2, lam):
    """Task 2.5: return the penalty s = lam / 2 (||W1||_F^2 + ||W2||_F^2).

    W1, W2: weights, matrices of any two shapes, floats or integers; not changed. lam: a number >= 0.
    Returns one number.
    """
    return lam / 2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)))


def objective(x, y, W1, W2, lam, phi):
    """Task 2.6: return the regularized objective of one example, with all that leads to it.

    x: example, array (d,). y: one-hot label, array (q,). W1 (h, d), W2 (q, h): weights. lam: a number >= 0.
    phi: an elementwise activation. Nothing is changed.
    Returns a dict with keys "z" (h,), "h" (h,), "o" (q,), and the numbers "L" (cross-entropy),
    "s" (penalty), "J" = L + s. Further keys are allowed.
    """
    z = W1 @ x
    h = phi(z)
    o = W2 @ h
    L = cross_entropy(o, y)
    s = l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


def forward_batch(X, W1, b1, W2, b2, phi):
    """Task 2.7: return the pair (H, O) of a minibatch, one example a row.

    X: examples, array (n, d). W1 (d, h), b1 (h,), W2 (h, q), b2 (q,): weights and biases.
    Floats or integers; nothing is changed.
    phi: an elementwise activation.
    Returns the hidden activations H (n, h), after phi, and the logits O (n, q), without activation.
    """
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def mean_cross_entropy(O, Y):
    """Task 2.7: return the mean over the examples of the cross-entropy of softmax(O) with the labels Y.

    O: logits, array (n, q), one example a row. Y: one-hot labels, array (n, q). Floats or integers; neither is changed.
    Returns one number, as accurate as cross_entropy in every row, also where rows differ by large offsets.
    """
    shifted = O - np.max(O, axis=1, keepdims=True)
    losses = np.log(np.sum(np.exp(shifted), axis=1)) - np.sum(Y * shifted, axis=1)
    return np.mean(losses)


def forward_deep(x, weights, phi):
    """Task 2.8: return the list [h0, h1, ..., hL] of a network with L layers.

    x: example, array (d0,). weights: list of L >= 1 arrays, the l-th of shape (dl, d(l-1)).
    Floats or integers; neither is changed.
    phi: an elementwise activation, applied in every layer but the last.
    Returns a list of L + 1 arrays: h0 = x, and hl of shape (dl,). No biases.
    """
    layers = [x]
    for W in weights[:-1]:
        layers.append(phi(W @ layers[-1]))
    layers.append(weights[-1] @ layers[-1])
    return layers
