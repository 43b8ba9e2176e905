"""Reference functions of notebook 2 Forward propagation.

Generated from source/mlp/2_forward_propagation.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def hidden_layer(x, W1, phi):
    """Task 2.1: return (z, h), the hidden layer of one example before and after phi.

    x (d,), W1 (h, d). phi: the activation, a function of an array. Returns z (h,) and h (h,). No bias.
    Try a square W1 = [[1, 2], [3, 4]] with x = [1, 10].
    """
    z = W1 @ x
    return z, phi(z)


def output_layer(h, W2):
    """Task 2.2: return the logits o = W2 h of one example. h (h,), W2 (q, h). Returns o (q,). No bias."""
    return W2 @ h


def softmax(o):
    """Task 2.3: return the softmax of the logits o over the last axis.

    o (..., q), with any number of leading axes, or none. Returns an array of o's shape.
    Works for large logits, too: try o = [1000, 1001, 1002], and rows that lie far apart.
    """
    # Each row is shifted by its own maximum: exponents are <= 0 and the sum is >= 1.
    e = np.exp(o - np.max(o, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(o, y):
    """Task 2.4: return the cross-entropy L of softmax(o) with the label y, a number; natural logarithms.

    o: logits, not probabilities, (q,). y: one-hot label, (q,). Accurate where softmax(o) rounds to 0, too:
    for o = [0, 300] and y = [1, 0] no more than 1e-12 of L may be lost.
    """
    # log-sum-exp on shifted logits: no probability is formed, so none can underflow, and
    # the offset is gone before any difference of large numbers is taken.
    shifted = o - np.max(o)
    return np.log(np.sum(np.exp(shifted))) - np.sum(y * shifted)


def l2_penalty(W1, W2, lam):
    """Task 2.5: return the penalty s, a number. W1, W2: matrices of any shapes. Try the network by hand: s = 1."""
    return lam / 2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)))


def objective(x, y, W1, W2, lam, phi):
    """Task 2.6: return the objective J = L + s of one example and all that leads to it, as a dict.

    x (d,), y (q,) one-hot, W1 (h, d), W2 (q, h). Returns a dict with keys "z" (h,), "h" (h,), "o" (q,) and the
    numbers "L" (cross-entropy), "s" (penalty), "J". Further keys are allowed.
    """
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


def forward_deep(x, weights, phi):
    """Task 2.7: return the list [h0, h1, ..., hL] of a network of L layers, h0 = x and hL the logits.

    x (d0,). weights: a list of L >= 1 arrays, the l-th (dl, d(l-1)); it stays as it is. Returns L + 1 arrays,
    hl of shape (dl,). No biases. Try x = [-3], weights 2, -1, -5 (each 1 x 1), phi = np.abs, by hand.
    """
    layers = [x]
    for W in weights[:-1]:
        layers.append(phi(W @ layers[-1]))
    layers.append(weights[-1] @ layers[-1])
    return layers


def forward_batch(X, W1, b1, W2, b2, phi):
    """Task 2.8: return (H, O) of a minibatch: hidden activations after phi, and logits.

    X (n, d), W1 (d, h), b1 (h,), W2 (h, q), b2 (q,). Returns H (n, h) and O (n, q), one example a row.
    """
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def rows_from_columns(W1, W2):
    """Cross over, not graded: return (W1, b1, W2, b2) in rows, for a network W1 (h, d), W2 (q, h) in columns."""
    return W1.T, np.zeros(len(W1)), W2.T, np.zeros(len(W2))


def mean_cross_entropy(O, Y):
    """Task 2.8: return the mean over the examples of the cross-entropy of softmax(O) with Y, a number.

    O: logits (n, q). Y: one-hot labels (n, q). As accurate as cross_entropy, also where rows lie far apart.
    """
    shifted = O - np.max(O, axis=1, keepdims=True)
    losses = np.log(np.sum(np.exp(shifted), axis=1)) - np.sum(Y * shifted, axis=1)
    return np.mean(losses)
