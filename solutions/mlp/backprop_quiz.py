"""Reference functions of notebook 3 Backpropagation and the quiz.

Generated from source/mlp/3_backprop_quiz.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def jacobian_column(W):
    """Task 3.1: return the Jacobian dz/dx of z = W x, x a column.

    W: array (m, n). Returns an array (m, n), entry [i, j] = dz_i/dx_j. Does not change W.
    """
    return np.array(W)  # a copy, so that nobody changes W through the result


def jacobian_row(W):
    """Task 3.1: return the Jacobian dz/dx of z = x W, x a row.

    W: array (n, m). Returns an array (m, n), entry [i, j] = dz_i/dx_j. Does not change W.
    """
    return np.array(W).T


def jacobian_identity(n):
    """Task 3.1: return the Jacobian dz/dx of z = x. n: how many entries x has, an int >= 1. Returns an array (n, n)."""
    return np.eye(n)


def jacobian_elementwise(phi_prime, x):
    """Task 3.1: return the Jacobian dz/dx of z = phi(x), phi applied to every entry.

    phi_prime: the derivative of phi, a callable on arrays. x: array (n,), floats or integers.
    Returns an array (n, n). Does not change x.
    """
    return np.diag(phi_prime(x))


def grad_W_column(delta, x):
    """Task 3.2: return dJ/dW for z = W x, columns.

    delta: dJ/dz, a row, array (1, m). x: a column, array (n, 1).
    Returns an array of W's shape (m, n). Does not change its arguments.
    """
    return np.outer(delta, x)


def grad_W_row(x, delta):
    """Task 3.2: return dJ/dW for z = x W, rows.

    x: a row, array (1, n). delta: dJ/dz, a row, array (1, m).
    Returns an array of W's shape (n, m). Does not change its arguments.
    """
    return np.outer(x, delta)


def grad_logits(y_hat, y):
    """Task 3.3: return dJ/dz for J = CE(y, y_hat) and y_hat = softmax(z).

    y_hat: probabilities, y: one-hot, two arrays of the same shape: (k,), (k, 1), (1, k) or (n, k);
    floats or integers. Returns an array of that shape. Does not change its arguments.
    """
    return y_hat - y


def softmax(o):
    """Bring along from task 2.3: the softmax over the last axis, safe for large logits."""
    e = np.exp(o - np.max(o, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def l2_penalty(W1, W2, lam):
    """Bring along from task 2.5: the penalty s."""
    return lam / 2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)))


def forward_batch(X, W1, b1, W2, b2, phi):
    """Bring along from task 2.7: (H, O) of a minibatch, rows."""
    H = phi(X @ W1 + b1)
    return H, H @ W2 + b2


def mean_cross_entropy(O, Y):
    """Bring along from task 2.7: the mean cross-entropy of logits O and one-hot Y, rows."""
    shifted = O - np.max(O, axis=1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=1))
    return np.mean(log_sum - (shifted * Y).sum(axis=1))


def backward(x, y, W1, W2, lam, phi, phi_prime):
    """Task 3.4: return the gradients of J = L + s for one example, without biases.

    x: array (d,). y: one-hot, array (q,). W1: array (h, d). W2: array (q, h). lam: a number >= 0.
    phi, phi_prime: the activation and its derivative, callables on arrays of any shape.
    L is the cross-entropy of softmax(W2 phi(W1 x)) and y, s = lam/2 (sum of squares of W1 and W2).
    Returns a dict with keys "do" (q,), "dW2" (q, h), "dh" (h,), "dz" (h,), "dW1" (h, d): the derivative of J
    with respect to each, by the chain rule (finite differences are not accurate enough). Finite and right for logits
    as large as 1e4 in size; integers are as good as floats. Does not change its arguments.
    """
    z = W1 @ x
    h = phi(z)
    do = softmax(W2 @ h) - y
    dW2 = np.outer(do, h) + lam * W2
    dh = W2.T @ do
    dz = dh * phi_prime(z)  # at z, which went into phi, not at h
    dW1 = np.outer(dz, x) + lam * W1
    return {"do": do, "dW2": dW2, "dh": dh, "dz": dz, "dW1": dW1}


def quiz_shapes(d_x, d_h, n_c):
    """Task 3.5: return the shapes of the quiz's derivatives.

    d_x, d_h, n_c: numbers of inputs, hidden units and classes, ints >= 1.
    Returns a dict of tuples (or lists) of two ints: "delta1" and "delta2" are the shapes of the two deltas; "W1", "b1",
    "W2", "b2", "x" the shapes in which the derivative of J with respect to each is stored, the shape of the thing itself
    (all vectors are columns).
    """
    deltas = {"delta1": (1, n_c), "delta2": (1, d_h)}
    parameters = {"W1": (d_h, d_x), "b1": (d_h, 1), "W2": (n_c, d_h), "b2": (n_c, 1)}
    return deltas | parameters | {"x": (d_x, 1)}


def delta1(y_hat, y):
    """Task 3.6: return delta1 = dJ/dz2 of the quiz, a row.

    y_hat: probabilities, y: one-hot, columns, arrays (n_c, 1). Returns an array (1, n_c).
    Does not change its arguments.
    """
    return np.transpose(y_hat - y)


def delta2(delta1, W2, z1, phi_prime):
    """Task 3.7: return delta2 = dJ/dz1 of the quiz, a row.

    delta1: dJ/dz2, any row, array (1, n_c), not the function of task 3.6. W2: array (n_c, d_h). z1: what went into the
    activation, a column, array (d_h, 1). phi_prime: the activation's derivative, a callable on arrays of any shape.
    Returns an array (1, d_h). Integers are as good as floats. Does not change its arguments.
    """
    return (delta1 @ W2) * np.transpose(phi_prime(z1))  # times diag(phi'(z1)), without building it


def grad_W2(delta1, h1):
    """Task 3.8: return dJ/dW2. delta1: a row (1, n_c). h1: a column (d_h, 1). Returns an array (n_c, d_h)."""
    return np.outer(delta1, h1)


def grad_b2(delta1):
    """Task 3.8: return dJ/db2. delta1: a row (1, n_c). Returns an array (n_c, 1)."""
    return np.array(delta1).T


def grad_W1(delta2, x):
    """Task 3.8: return dJ/dW1. delta2: a row (1, d_h). x: a column (d_x, 1). Returns an array (d_h, d_x)."""
    return np.outer(delta2, x)


def grad_b1(delta2):
    """Task 3.8: return dJ/db1. delta2: a row (1, d_h). Returns an array (d_h, 1)."""
    return np.array(delta2).T


def grad_x(delta2, W1):
    """Task 3.8: return dJ/dx. delta2: a row (1, d_h). W1: array (d_h, d_x). Returns an array (d_x, 1).

    None of the five functions changes its arguments; integers are as good as floats.
    """
    return np.transpose(W1) @ np.transpose(delta2)


def numerical_gradient(f, W, eps=1e-5):
    """Task 3.9: return the central differences (f(W + eps E_i) - f(W - eps E_i)) / (2 eps), entry by entry.

    f: a callable that takes an array of W's shape and returns a number (a float or a 0-d array).
    W: array of any shape, floats or integers. eps: the step, a float > 0.
    Returns an array of W's shape. W may be moved during the call, and is the same to the last bit after it.
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
    """Task 3.9: return max_i |a_i - b_i| / max_i (|a_i| + |b_i|), and 0 where a and b are all zeros.

    a, b: arrays of the same shape (any), or two numbers; floats or integers, of any size: tiny gradients count as
    much as large ones, so nothing is added to the denominator. Returns a number. Does not change its arguments.
    """
    scale = np.max(np.abs(a) + np.abs(b))
    return 0.0 if scale == 0 else float(np.max(np.abs(a - b)) / scale)  # 0/0: two zero arrays agree


def backprop_batch(X, Y, W1, b1, W2, b2, phi, phi_prime):
    """Task 3.10: return the gradients of the mean cross-entropy of a minibatch, rows.

    X: array (n, d). Y: one-hot, array (n, q). W1: array (d, h). b1: array (h,). W2: array (h, q). b2: array (q,).
    phi, phi_prime: the activation and its derivative, callables on arrays of any shape.
    Returns a dict with keys "W1" (d, h), "b1" (h,), "W2" (h, q), "b2" (q,): the derivative of J with respect to each,
    by the chain rule (finite differences are not accurate enough). Finite and right for logits as large as 1e4 in
    size; integers are as good as floats. Does not change its arguments.
    """
    Z = X @ W1 + b1
    H = phi(Z)
    dO = (softmax(H @ W2 + b2) - Y) / len(X)  # the 1/n of the mean, here and nowhere else
    dZ = (dO @ W2.T) * phi_prime(Z)
    return {"W1": X.T @ dZ, "b1": dZ.sum(axis=0), "W2": H.T @ dO, "b2": dO.sum(axis=0)}


def sgd_step(params, grads, lr):
    """Task 3.11: return the parameters after one step of gradient descent.

    params, grads: dicts with the same keys (any strings); under each key two arrays of one shape, or two numbers;
    floats or integers. lr: the learning rate, a number >= 0.
    Returns a new dict with these keys. Neither dict changes, nor any array in them.
    """
    return {key: value - lr * grads[key] for key, value in params.items()}
