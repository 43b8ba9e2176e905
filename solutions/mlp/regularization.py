"""Reference functions of notebook 6 Generalization and regularization.

Generated from source/mlp/6_regularization.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def knn_predict(X_train, y_train, X, k):
    """Task 6.1: predict the mean target of the k nearest training examples (Euclidean distance).

    X_train: examples, array (n, d). y_train: targets, array (n,). X: points to predict at, array (m, d), one a row.
    k: int, 1 <= k <= n. Floats and ints alike.
    Returns an array (m,) of means (fractions are kept for int targets). A point of X that is also a training example
    counts that example, at distance 0. Exactly k examples are averaged, also where more are equally far at the k-th
    place: then any choice of k is right.
    Does not change its arguments.
    """
    distances = np.linalg.norm(X[:, None, :] - X_train[None, :, :], axis=-1)  # (m, n)
    nearest = np.argsort(distances)[:, :k]  # along the last axis: the examples of each point
    return y_train[nearest].mean(axis=1)


def kernel_predict(X_train, y_train, X, width):
    """Task 6.1: predict the mean of all targets, weighted by exp(-||x - x_i||^2 / (2 width^2)).

    X_train: examples, array (n, d). y_train: targets, array (n,). X: points to predict at, array (m, d), one a row.
    width: number > 0. Floats and ints alike.
    Returns an array (m,). Finite and right also where every weight underflows, near and far points mixed in one X; far
    from the data it tends to the nearest example's target, or the mean of the targets of those equally near.
    Does not change its arguments.
    """
    squared = ((X[:, None, :] - X_train[None, :, :]) ** 2).sum(axis=-1)  # (m, n)
    exponents = -squared / (2 * width**2)
    exponents = exponents - exponents.max(axis=1, keepdims=True)  # one shift a row: the largest weight is 1
    weights = np.exp(exponents)
    return weights @ y_train / weights.sum(axis=1)


def min_norm_fit(Phi, y):
    """Task 6.2: return the weights of smallest norm among those that minimise ||Phi w - y||^2.

    Phi: features, array (n, k), one example a row; n and k arbitrary, rows or columns may be dependent. y: array (n,).
    Floats and ints alike. Returns an array (k,). Where the rows of Phi are independent (k >= n), Phi w = y.
    Does not change its arguments.
    """
    # By the singular value decomposition: it treats singular values at rounding level as the zeros they stand for.
    return np.linalg.lstsq(Phi, y)[0]


def ridge_penalty(W, lam):
    """Task 6.3: return lam/2 times the sum of squares of all entries of W.

    W: array of any shape, floats or ints. lam: number >= 0. Returns a scalar. Does not change W.
    """
    return lam / 2 * np.sum(np.square(W))


def ridge_grad(W, lam):
    """Task 6.3: return the gradient of ridge_penalty(W, lam) with respect to W.

    W: array of any shape, floats or ints. lam: number >= 0. Returns an array of W's shape. Does not change W.
    """
    return lam * W


def lasso_penalty(W, lam):
    """Task 6.3: return lam times the sum of absolute values of all entries of W.

    W: array of any shape, floats or ints. lam: number >= 0. Returns a scalar. Does not change W.
    """
    return lam * np.sum(np.abs(W))


def lasso_grad(W, lam):
    """Task 6.3: return the gradient of lasso_penalty(W, lam) with respect to W, with 0 where an entry of W is 0.

    W: array of any shape, floats or ints. lam: number >= 0. Returns an array of W's shape. Does not change W.
    """
    return lam * np.sign(W)


def weight_decay_step(W, grad, lr, lam):
    """Task 6.4: return the weights after one step of gradient descent with weight decay.

    The step has size lr and goes against the sum of two gradients: that of the loss and that of the ridge penalty.

    W: weights, array of any shape. grad: gradient of the loss without penalty, of W's shape. Floats or ints.
    lr: learning rate, number > 0. lam: strength of the decay, number >= 0.
    Returns a new array of W's shape. Does not change its arguments.
    """
    return W - lr * (grad + lam * W)


def early_stopping(val_losses, patience):
    """Task 6.5: say which epoch early stopping keeps and which epoch is the last one run.

    val_losses: finite validation losses of the epochs 0, 1, ..., array (T,), T >= 1, floats or ints. patience: int >= 1.
    An epoch is better when its loss is strictly below all earlier ones. Training stops after the first epoch that
    completes `patience` epochs in a row that were not better; without such an epoch it runs through to the end.
    Returns (best_epoch, stop_epoch): the first epoch with the smallest loss among those run, and the last epoch run.
    Does not change val_losses.
    """
    best_epoch = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best_epoch]:
            best_epoch = epoch
        elif epoch - best_epoch >= patience:
            return best_epoch, epoch
    return best_epoch, len(val_losses) - 1


def dropout(h, p, rng):
    """Task 6.6: inverted dropout; return the pair (out, mask).

    h: activations, array of any shape with at least one axis, floats or ints. p: probability of dropping, 0 <= p < 1.
    rng: a numpy Generator, the only source of randomness.
    mask: array of h's shape, each entry independently 0 with probability p, else 1 / (1 - p). out: array, mask times h.
    p = 0 gives a mask of ones. Raises ValueError for p outside [0, 1). Does not change h.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is the probability of dropping, 0 <= p < 1, and not {p}")
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)  # one coin an entry, scaled to keep the mean
    return mask * h, mask


def dropout_backward(grad, mask):
    """Task 6.6: return the gradient with respect to h, from the gradient with respect to out = mask times h.

    grad: gradient of the objective with respect to out, array of any shape, floats or ints. mask: the mask of the
    forward pass, array of the same shape. Returns an array of that shape. Does not change its arguments.
    """
    return grad * mask


def tanh_prime(x):
    """Bring along from 1.6: the derivative of tanh at x, any shape."""
    return 1 - np.tanh(x) ** 2


def forward_batch(X, W1, b1, W2, b2, phi):
    """Bring along from 2.7: return (H, O), rows: the hidden values after phi, and the logits.

    phi gets the whole minibatch in one call, as an array (n, h): here it holds a dropout mask for all examples.
    """
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def mean_cross_entropy(O, Y):
    """Bring along from 2.7: the mean cross-entropy of the logits O (n, q) and one-hot Y (n, q)."""
    shifted = O - O.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - (shifted * Y).sum(axis=1))


def backprop_batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    """Bring along from 3.10: gradients of the mean cross-entropy, a dict with keys W1, b1, W2, b2; rows.

    phi and phi_prime get the whole minibatch in one call, as an array (n, h).
    """
    Z = X @ W1 + b1
    H = phi(Z)
    O = H @ W2 + b2
    E = np.exp(O - O.max(axis=1, keepdims=True))
    dO = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}
