"""Reference functions of notebook 3 Backpropagation and the quiz.

Generated from source/mlp/3_backprop_quiz.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def quiz_shapes(d_x, d_h, n_c):
    """Task 3.1: return the shapes of the quiz's derivatives, for any numbers of inputs, hidden units and classes.

    Returns a dict of pairs of ints: "delta1" and "delta2" are the shapes of the two deltas; "W1", "b1", "W2",
    "b2", "x" the shapes in which the gradients are stored. Vectors have two axes. Try (4, 2, 3).
    """
    deltas = {"delta1": (1, n_c), "delta2": (1, d_h)}
    parameters = {"W1": (d_h, d_x), "b1": (d_h, 1), "W2": (n_c, d_h), "b2": (n_c, 1)}
    return deltas | parameters | {"x": (d_x, 1)}


def jacobian_column(W):
    """Task 3.2: return the Jacobian dz/dx of z = W x. W (m, n); returns (m, n)."""
    return np.array(W)  # a copy, so that nobody changes W through the result


def jacobian_row(W):
    """Task 3.2: return the Jacobian dz/dx of the row z = x W. W (n, m); returns (m, n)."""
    return np.array(W).T


def jacobian_identity(n):
    """Task 3.2: return the Jacobian dz/dx of z = x, for n entries; returns (n, n)."""
    return np.eye(n)


def jacobian_elementwise(phi_prime, x):
    """Task 3.2: return the Jacobian of phi(x), phi applied to every entry. x (n,); returns (n, n). Try np.cos."""
    return np.diag(phi_prime(x))


def grad_W_column(delta, x):
    """Task 3.2: return dJ/dW of z = W x. delta: a row (1, m). x: a column (n, 1). Returns (m, n)."""
    return np.outer(delta, x)


def grad_W_row(x, delta):
    """Task 3.2: return dJ/dW of z = x W. x: a row (1, n). delta: a row (1, m). Returns (n, m)."""
    return np.outer(x, delta)


def grad_logits(y_hat, y):
    """Task 3.3: return dJ/dz, where y_hat = softmax(z) and J is the cross-entropy of y_hat and y.

    y_hat: probabilities, y: one-hot, of one shape: (k,), (k, 1), (1, k) or (n, k). Returns that shape.
    """
    return y_hat - y


def delta1(y_hat, y):
    """Task 3.4: return delta1 = dJ/dz2 of the quiz. y_hat, y: columns (n_c, 1). Returns a row (1, n_c)."""
    return np.transpose(y_hat - y)


def delta2(delta1, W2, z1, phi_prime):
    """Task 3.5: return delta2 = dJ/dz1 of the quiz, a row (1, d_h).

    delta1: dJ/dz2, any row (1, n_c), handed in; not your function of that name. W2: (n_c, d_h).
    z1: what went into the activation, a column (d_h, 1). Try the example above: both entries are whole numbers.
    """
    return (delta1 @ W2) * np.transpose(phi_prime(z1))  # times diag(phi'(z1)), without building it


def grad_W2(delta1, h1):
    """Task 3.6: return dJ/dW2 from delta1 (1, n_c) and h1 (d_h, 1), in W2's shape."""
    return np.outer(delta1, h1)


def grad_b2(delta1):
    """Task 3.6: return dJ/db2 from delta1 (1, n_c), in b2's shape."""
    return np.array(delta1).T


def grad_W1(delta2, x):
    """Task 3.6: return dJ/dW1 from delta2 (1, d_h) and x (d_x, 1), in W1's shape."""
    return np.outer(delta2, x)


def grad_b1(delta2):
    """Task 3.6: return dJ/db1 from delta2 (1, d_h), in b1's shape."""
    return np.array(delta2).T


def grad_x(delta2, W1):
    """Task 3.6: return dJ/dx from delta2 (1, d_h) and W1 (d_h, d_x), in x's shape."""
    return np.transpose(W1) @ np.transpose(delta2)


def numerical_gradient(f, W, eps=1e-5):
    """Task 3.7: return the central differences of f at W, entry by entry, in W's shape (any).

    f: takes an array of W's shape and returns a number. W may be moved during the call, and is the same to the
    last bit after it. Try f = lambda W: (W**3).sum(): you get 3 W² + eps².
    """
    moved = np.array(W, dtype=float)  # a copy: W is safe, and integers can be moved by eps
    gradient = np.zeros_like(moved)
    for i in np.ndindex(moved.shape):
        kept = moved[i]
        moved[i] = kept + eps
        above = f(moved)
        moved[i] = kept - eps
        below = f(moved)
        moved[i] = kept  # put back, not computed back
        gradient[i] = (above - below) / (2 * eps)
    return gradient


def relative_error(a, b):
    """Task 3.7: return max_i |a_i - b_i| / max_i (|a_i| + |b_i|), and 0 where a and b are all zeros.

    a, b: arrays of one shape (any), or two numbers. Tiny gradients count as much as large ones, so nothing is
    added to the denominator. Try (3, 1) against (1, 1): 0.5.
    """
    scale = np.max(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else float(np.max(np.abs(a - b)) / scale)  # 0/0: two zero arrays agree


def failing_gradients(f, params, grads, tol=1e-5):
    """Task 3.8: return the sorted list of the names whose gradient is wrong.

    f: takes a dict like params and returns a number. params, grads: dicts with the same keys (at least one);
    the arrays may have any shape. Wrong means: the relative error of grads[name] against the central differences of f
    is above tol. Neither dict changes. Try f = lambda p: (p["a"]**2).sum() with a gradient that is half of what it should be.
    """
    failing = []
    for name, gradient in grads.items():
        central = numerical_gradient(lambda value, name=name: f({**params, name: value}), params[name])
        if relative_error(gradient, central) > tol:
            failing.append(name)
    return sorted(failing)


def softmax(o):
    """Bring along from notebook 2: the softmax over the last axis, safe for large logits."""
    e = np.exp(o - np.max(o, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def forward_batch(X, W1, b1, W2, b2, phi):
    """Bring along from notebook 2: (H, O) of a minibatch, rows."""
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def backward(x, y, W1, W2, lam, phi, phi_prime):
    """Task 3.9: return the gradients of J for one example, without biases.

    x (d,). y: one-hot (q,). W1 (h, d). W2 (q, h). lam: a number >= 0.
    Returns a dict with keys "do" (q,), "dW2" (q, h), "dh" (h,), "dz" (h,), "dW1" (h, d): the derivative of J with
    respect to each, by the chain rule. Works for large logits, too.
    """
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dW2 = np.outer(do, h) + lam * W2
    dh = W2.T @ do
    dz = dh * phi_prime(z)  # at z, which went into phi, not at h
    dW1 = np.outer(dz, x) + lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


def backprop_batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    """Task 3.10: return the gradients of the mean cross-entropy of a minibatch, rows.

    X (n, d). Y: one-hot (n, q). W1 (d, h). b1 (h,). W2 (h, q). b2 (q,). One example, one input, one unit are possible, too.
    Returns a dict with keys "W1", "b1", "W2", "b2": each gradient in exactly its parameter's shape, by the chain rule.
    Works for large logits, too.
    """
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)  # the 1/n of the mean, here and nowhere else
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


def sgd_step(params, grads, lr):
    """Task 3.11: return the parameters after one step of gradient descent, as a new dict.

    params, grads: dicts with the same keys, any names; arrays or numbers. Neither changes, nor any array in them.
    """
    return {key: value - lr * grads[key] for key, value in params.items()}
