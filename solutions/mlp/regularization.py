"""Reference functions of notebook 6 Generalization and regularization.

Generated from source/mlp/6_regularization.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def knn_predict(X_train, y_train, X, k):
    """Task 6.1: the mean target of the k nearest training examples, shape (m,), for each row of X (m, d).

    X_train: (n, d). y_train: (n,). 1 <= k <= n. Exactly k examples are averaged; where several are equally far, any of them.
    """
    distances = np.linalg.norm(X[:, None, :] - X_train[None, :, :], axis=-1)  # (m, n)
    nearest = np.argsort(distances)[:, :k]  # along the last axis: the examples of each point
    return y_train[nearest].mean(axis=1)


def kernel_predict(X_train, y_train, X, width):
    """Task 6.1: the kernel-weighted mean of the targets, shape (m,), for each row of X (m, d).

    X_train: (n, d). y_train: (n,). Right far from the data, too, also when near and far points stand in the same X.
    Try width 3 at x = 0, with examples at 0 and 3 and targets 1 and 5: about 2.5102.
    """
    squared = ((X[:, None, :] - X_train[None, :, :]) ** 2).sum(axis=-1)  # (m, n)
    exponents = -squared / (2 * width**2)
    exponents = exponents - exponents.max(axis=1, keepdims=True)  # one shift a row: the largest weight is 1
    weights = np.exp(exponents)
    return weights @ y_train / weights.sum(axis=1)


def min_norm_fit(Phi, y):
    """Task 6.2: the weights (k,) of smallest norm among those that minimise ||Phi w - y||^2; Phi (n, k), y (n,).

    n and k are arbitrary, rows or columns may be dependent. Try Phi = [[1, 2]], y = [5].
    """
    # By the singular value decomposition: it treats singular values at rounding level as the zeros they stand for.
    return np.linalg.lstsq(Phi, y)[0]


def ridge_penalty(W, lam):
    """Task 6.3: the ridge penalty of W, an array of any shape; a number. Try [[3, -4], [0, 1]] with lam = 0.1: 1.3."""
    return lam / 2 * np.sum(np.square(W))


def ridge_grad(W, lam):
    """Task 6.3: the gradient of the ridge penalty, of W's shape."""
    return lam * W


def lasso_penalty(W, lam):
    """Task 6.3: the lasso penalty of W, an array of any shape; a number. Try [[3, -4], [0, 1]] with lam = 0.1: 0.8."""
    return lam * np.sum(np.abs(W))


def lasso_grad(W, lam):
    """Task 6.3: the gradient of the lasso penalty, of W's shape, with 0 where an entry of W is 0."""
    return lam * np.sign(W)


def weight_decay_step(W, grad, lr, lam):
    """Task 6.4: the weights after one step of size lr down the gradient of L + ridge penalty; a new array of W's shape.

    grad: the gradient of L alone, without the penalty, of W's shape.
    """
    return W - lr * (grad + lam * W)


def early_stopping(val_losses, patience):
    """Task 6.5: (best_epoch, stop_epoch): the epoch that is kept, and the last one run. Epochs count from 0.

    val_losses: validation loss after each epoch, shape (T,), at least one. patience: at least 1.
    """
    best_epoch = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best_epoch]:
            best_epoch = epoch
        elif epoch - best_epoch >= patience:
            return best_epoch, epoch
    return best_epoch, len(val_losses) - 1


def dropout(h, p, rng):
    """Task 6.6: drop entries of h (any shape) with probability p; return (out, mask).

    mask: array of h's shape, each entry drawn independently with rng: 0 with probability p, else the number that keeps the
    mean. out: mask times h. p = 0 keeps everything as it is; p outside [0, 1) raises a ValueError.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is the probability of dropping, 0 <= p < 1, and not {p}")
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)  # one coin an entry, scaled to keep the mean
    return mask * h, mask


def dropout_backward(grad, mask):
    """Task 6.6: the gradient with respect to h, from grad, that with respect to out, and the mask of the forward pass.

    All three have the same shape.
    """
    return grad * mask


def forward_batch(X, W1, b1, W2, b2, phi):
    """Bring along from notebook 2: return (H, O), rows; phi gets the whole minibatch in one call."""
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def mean_cross_entropy(O, Y):
    """Bring along from notebook 2: the mean cross-entropy of the logits O (n, q) and one-hot Y (n, q)."""
    shifted = O - O.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - (shifted * Y).sum(axis=1))


def backprop_batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    """Bring along from notebook 3: gradients of the mean cross-entropy, a dict with keys W1, b1, W2, b2; rows.

    phi and phi_prime get the whole minibatch in one call, as an array (n, h).
    """
    Z = X @ W1 + b1
    H = phi(Z)
    O = H @ W2 + b2
    E = np.exp(O - O.max(axis=1, keepdims=True))
    dO = (E / E.sum(axis=1, keepdims=True) - Y) / len(X)
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}
