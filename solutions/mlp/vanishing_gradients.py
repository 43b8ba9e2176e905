"""Reference functions of notebook 4 Vanishing and exploding gradients.

Generated from source/mlp/4_vanishing_gradients.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def sigmoid(x):
    """Bring along from task 1.3: the sigmoid of x, any shape."""
    e = np.exp(-np.abs(x))  # never overflows
    return np.where(np.asarray(x) >= 0, 1, e) / (1 + e)


def relu(x):
    """Bring along from task 1.3: the ReLU of x, any shape."""
    return np.maximum(0, x)


def sigmoid_prime(x):
    """Bring along from task 1.6: the derivative of the sigmoid at x."""
    s = sigmoid(x)
    return s * (1 - s)


def tanh_prime(x):
    """Bring along from task 1.6: the derivative of tanh at x."""
    return 1 - np.tanh(x) ** 2


def relu_prime(x):
    """Bring along from task 1.6: the derivative of the ReLU at x, 0 at 0."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def forward_deep(x, weights, phi):
    """Bring along from task 2.8: the list [h0, h1, ..., hL], phi on every layer but the last.

    Copy it as it is. This notebook wants phi on its last layer too, so it hands over one more matrix, the
    identity: that one is then the layer without phi, and the entries before it are the hidden values we need.
    """
    h = [x]
    for l, W in enumerate(weights, start=1):
        z = W @ h[-1]
        h.append(phi(z) if l < len(weights) else z)
    return h


def layer_jacobian(W, z, phi_prime):
    """Task 4.1: return the Jacobian of h = phi(z), z = W h_before, with respect to h_before.

    W: weights, array (h, d). z: what goes into the activation, array (h,); do not recompute it.
    phi_prime: derivative of the elementwise activation, a function of arrays of any shape.
    Returns an array (h, d). Integers are accepted, nothing is truncated. Does not change W or z.
    """
    # diag(v) @ W scales row i of W by v[i]; broadcasting does it without building the diagonal matrix.
    return phi_prime(z)[:, np.newaxis] * W


def jacobian_product(jacobians):
    """Task 4.2: return the Jacobian of h(L) with respect to h(l), the product of those between.

    jacobians: list of at least one array, [M(l+1), ..., M(L)], in forward order; M(k) has shape (d_k, d_(k-1)).
    Returns an array (d_L, d_l); for one factor, that factor. A product may be very small (1e-60) and is right
    relative to its largest entry. Integers are accepted. Does not change the list or its arrays.
    """
    product = jacobians[0]
    for M in jacobians[1:]:
        product = M @ product  # the later layer acts on what the earlier ones made: from the left
    return product


def deep_gradients(x, weights, phi, phi_prime, upstream):
    """Task 4.3: return the gradients of J with respect to all weight matrices.

    x: one example, array (d,). weights: list [W1, ..., WL] of arrays, W(l) of shape (d_l, d_(l-1)), L >= 1.
    phi, phi_prime: the activation, used on every layer, the last included, and its derivative;
    functions of arrays of any shape. upstream: dJ/dh(L), array (1, d_L).
    Returns a list [dJ/dW1, ..., dJ/dWL], each of the shape of its matrix, right relative to its largest
    entry even where that is tiny. Integers are accepted. Does not change its arguments.
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
    """Task 4.4: return the Frobenius norm of each gradient.

    gradients: list of L >= 1 two-dimensional arrays, shapes may differ; entries zero, or 1e-100 to 1e100 in size.
    Returns an array (L,), each entry right relative to its own size. Integers are accepted.
    Does not change the gradients.
    """
    return np.array([np.linalg.norm(G) for G in gradients])  # of a matrix: the Frobenius norm, unless told otherwise


def vanishing_bound(n_layers):
    """Task 4.4: return the largest factor that the sigmoid's derivative can contribute over n_layers layers.

    n_layers: number of layers, an int from 1 to 400. Returns a number, right to 1e-9 relative to its own size.
    """
    return 0.25**n_layers  # s (1 - s) is largest at s = 1/2, that is at z = 0


def xavier_init(n_in, n_out, rng):
    """Task 4.5: draw the weights of a layer by Xavier's rule.

    n_in, n_out: numbers of inputs and outputs, ints. rng: a numpy Generator, the only source of randomness.
    Returns an array (n_out, n_in) of independent normal numbers (not uniform, not truncated) of mean 0 and
    variance 2 / (n_in + n_out). A generator of the same seed gives the same weights, another seed others, and
    a second call with the same generator others again.
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_out, n_in))  # normal() takes the standard deviation


def he_init(n_in, n_out, rng):
    """Task 4.5: draw the weights of a layer by He's rule.

    n_in, n_out: numbers of inputs and outputs, ints. rng: a numpy Generator, the only source of randomness.
    Returns an array (n_out, n_in) of independent normal numbers (not uniform, not truncated) of mean 0 and
    variance 2 / n_in. A generator of the same seed gives the same weights, another seed others, and a second call
    with the same generator others again.
    """
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in))


def clip_gradients(gradients, max_norm):
    """Task 4.6: return the gradients, shortened together so that their global norm is at most max_norm.

    gradients: list of L >= 1 two-dimensional arrays, shapes may differ; entries up to 1e100 in size, or all zero.
    max_norm: largest global norm allowed, a positive number.
    Returns a list of L arrays: all multiplied by min(1, max_norm / global norm), to 1e-6 relative; zeros stay zeros.
    Integers are accepted, nothing is truncated. Does not change the gradients.
    """
    norm = np.linalg.norm(
        [np.linalg.norm(G) for G in gradients]
    )  # the norm of the norms: the root of the sum of squares
    factor = max_norm / max(norm, max_norm)  # min(1, max_norm / norm), and no division by zero
    return [factor * G for G in gradients]
