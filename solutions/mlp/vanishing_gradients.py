"""Reference functions of notebook 4 Vanishing and exploding gradients.

Generated from source/mlp/4_vanishing_gradients.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def sigmoid(x):
    """Bring along from notebook 1."""
    e = np.exp(-np.abs(x))  # never overflows
    return np.where(np.asarray(x) >= 0, 1, e) / (1 + e)


def sigmoid_prime(x):
    """Bring along from notebook 1: the derivative at x, not at sigmoid(x)."""
    s = sigmoid(x)
    return s * (1 - s)


def tanh_prime(x):
    """Bring along from notebook 1: the derivative at x, not at tanh(x)."""
    return 1 - np.tanh(x) ** 2


def relu(x):
    """Bring along from notebook 1."""
    return np.maximum(0, x)


def relu_prime(x):
    """Bring along from notebook 1: 0 at 0."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def softmax(o):
    """Bring along from notebook 2: over the last axis, safe for large logits."""
    e = np.exp(o - np.max(o, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def layer_jacobian(W, z, phi_prime):
    """Task 4.1: return the Jacobian of h = phi(z), z = W h_before, with respect to h_before.

    W (h, d). z (h,): what goes into the activation. Returns (h, d). Try a phi_prime that is 0 for one unit.
    """
    # diag(v) @ W scales row i of W by v[i]; broadcasting does it without building the diagonal matrix.
    return phi_prime(z)[:, np.newaxis] * W


def jacobian_product(jacobians):
    """Task 4.2: return the Jacobian of h(L) with respect to h(l), the product of those between.

    jacobians: list [M(l+1), ..., M(L)], M(k) of shape (d_k, d_(k-1)). Returns (d_L, d_l). The list stays as it is.
    """
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product  # the later layer acts on what the earlier ones made: from the left
    return product


def deep_gradients(x, weights, phi, phi_prime, upstream):
    """Task 4.3: return the list [dJ/dW1, ..., dJ/dWL], each of the shape of its matrix.

    x (d,). weights: list [W1, ..., WL], L >= 1; phi on every layer, the last included. upstream: dJ/dh(L), a row (1, d_L).
    Try the case above: 576 and 192.
    """
    zs, hs = [], [x]
    for W in weights:
        zs.append(W @ hs[-1])
        hs.append(phi(zs[-1]))
    gradients = []
    for l in reversed(range(len(weights))):
        delta = upstream * phi_prime(zs[l])  # dJ/dz, a row; hs[l] is the input of this layer
        gradients.append(delta.T * hs[l])
        upstream = delta @ weights[l]  # a new array: the caller's upstream stays as it is
    return gradients[::-1]


def gradient_norms(gradients):
    """Task 4.4: return the Frobenius norm of each gradient of the list, an array (L,). Try [[3, 0], [0, 4]]: 5."""
    return np.array([np.linalg.norm(G) for G in gradients])  # of a matrix: the Frobenius norm, unless told otherwise


def vanishing_bound(n_layers):
    """Task 4.4: return the largest factor that the sigmoid's derivative can contribute over n_layers layers (1 to 400)."""
    return 0.25**n_layers  # s (1 - s) is largest at s = 1/2, that is at z = 0


def xavier_init(n_in, n_out, rng):
    """Task 4.5: draw weights (n_out, n_in), independent and normal, by Xavier's rule.

    rng: a numpy Generator, the only source of randomness; draw from it, and do not make another.
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))  # normal() takes the standard deviation


def he_init(n_in, n_out, rng):
    """Task 4.5: draw weights (n_out, n_in), independent and normal, by the rule you found for ReLU.

    rng: a numpy Generator, the only source of randomness.
    """
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


def clip_gradients(gradients, max_norm):
    """Task 4.6: return the list of gradients, shortened together so that their global norm is at most max_norm.

    gradients: list of arrays, shapes may differ. max_norm: a positive number. Right to 1e-6 relative is near enough.
    Try [[1, 2, 2]] and [[4]] with max_norm 2.
    """
    norm = np.linalg.norm([np.linalg.norm(G) for G in gradients])  # the root of the sum of squares
    factor = max_norm / max(norm, max_norm)  # min(1, max_norm / norm), and no division by zero
    return [factor * G for G in gradients]


def backprop_deep(X, Y, weights, biases, phi, phi_prime):
    """Task 4.7: return (dW, db), two lists in the order of the layers: gradients of the mean cross-entropy, rows.

    X (n, d). Y: one-hot (n, q). weights: list of arrays (n_in, n_out). biases: list of arrays (n_out,). L >= 1 layers.
    Each gradient has exactly its parameter's shape, also where a layer has one unit. Works for large logits, too.
    """
    zs, hs = [], [X]
    for W, b in zip(weights, biases, strict=True):
        zs.append(hs[-1] @ W + b)
        hs.append(phi(zs[-1]))  # of the last layer it is not used
    D = (softmax(zs[-1]) - Y) / len(X)
    dW, db = [], []
    for l in reversed(range(len(weights))):
        dW.append(hs[l].T @ D)
        db.append(D.sum(axis=0))
        if l > 0:
            D = (D @ weights[l].T) * phi_prime(zs[l - 1])
    return dW[::-1], db[::-1]
