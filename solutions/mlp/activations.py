"""Reference functions of notebook 1 From linear to nonlinear: activations.

Generated from source/mlp/1_activations.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def affine(X, W, b):
    """Task 1.1: return X W + b, the affine map of a minibatch.

    X (n, d), W (d, h), b (h,). Returns an array (n, h): one row for each example, also if there is only one.
    Try X = [[1, 0, 2]] and a W of your own, and print the shapes on the way.
    """
    return X @ W + b


def collapse(W1, b1, W2, b2):
    """Task 1.2: return (W, b), the single affine map equal to the two stacked ones.

    W1 (d, h), b1 (h,), W2 (h, q), b2 (q,). Returns W (d, q) and b (q,), in this order.
    Try all sizes 1: W1 = [[2]], b1 = [3], W2 = [[5]], b2 = [7].
    """
    return W1 @ W2, b1 @ W2 + b2


def relu(x):
    """Task 1.3: return max(0, x) for each element of x. Try [-3, 0, 2]."""
    return np.maximum(x, 0)


def sigmoid(x):
    """Task 1.3: return 1 / (1 + exp(-x)) for each element of x. Try 0, and log 3, which gives 3/4."""
    e = np.exp(-np.abs(x))  # at most 1: nothing overflows, whatever the sign of x
    return np.where(np.greater_equal(x, 0), 1, e) / (1 + e)


def tanh(x):
    """Task 1.3: return the hyperbolic tangent of each element of x. Try log 2, which gives 3/5, and -1000."""
    return np.tanh(x)  # the fraction with exp(-2x) is inf / inf for large negative x


def mlp(X, W1, b1, W2, b2, phi):
    """Task 1.4: return the output O of a network with one hidden layer.

    X (n, d), W1 (d, h), b1 (h,), W2 (h, q), b2 (q,). phi: the activation, a function of an array: call it.
    Returns O (n, q). Try phi = np.abs, and compare with a row worked by hand.
    """
    return phi(X @ W1 + b1) @ W2 + b2


def xor_weights():
    """Task 1.5: return (W1, b1, W2, b2) of a ReLU network that computes XOR.

    W1 (2, h), b1 (h,), W2 (h, 1), b2 (1,), with h at most 4. On the rows (0, 0), (0, 1), (1, 0), (1, 1) the
    network gives 0, 1, 1, 0, to within 1e-6. Any weights that do it are right.
    """
    # both units see s = x1 + x2: one bend at 0 with slope 1, one at 1 that turns it into slope -1
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([0.0, -1.0])
    W2 = np.array([[1.0], [-2.0]])
    b2 = np.array([0.0])
    return W1, b1, W2, b2


def difference_quotient(phi, x, step=1e-5):
    """Your measuring tool, not graded: return the slope of phi at each element of x, measured.

    phi: a function of an array. x: an array. step: how far to move x. Try phi = np.square at x = 3.
    """
    return (phi(x + step) - phi(x - step)) / (2 * step)


def relu_prime(x):
    """Task 1.6: return the slope of relu at each element of x; at 0 it is 0 here. Try [-3, 0, 2]."""
    return np.where(np.greater(x, 0), 1.0, 0.0)


def sigmoid_prime(x):
    """Task 1.6: return the slope of sigmoid at each element of x. Try 0, where it is largest."""
    s = sigmoid(x)
    return s * (1 - s)


def tanh_prime(x):
    """Task 1.6: return the slope of tanh at each element of x. Try 0, where it is 1."""
    return 1 - np.tanh(x) ** 2


def dead_units(X, W, b):
    """Task 1.7: return which units of the ReLU layer relu(X W + b) are 0 on every row of X.

    X (n, d), W (d, h), b (h,). Returns h bools, an array (h,). Mind a unit whose z is exactly 0.
    """
    return (X @ W + b <= 0).all(axis=0)


def elu(x, alpha=1.0):
    """Task 1.8: return x where x > 0, alpha (exp(x) - 1) elsewhere. Try [-1000, 0, 1000]."""
    # np.where evaluates both branches: -|x| is x where this one is taken, and cannot overflow elsewhere
    return np.where(np.greater(x, 0), x, alpha * np.expm1(-np.abs(x)))


def leaky_relu(x, alpha=0.01):
    """Task 1.8: return x where x > 0, alpha x elsewhere. Try [-4, 0, 2], and another alpha."""
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


def elu_prime(x, alpha=1.0):
    """Task 1.8: return the slope of elu at each element of x; at 0 that of the branch x <= 0. Try [-1000, 1000]."""
    return np.where(np.greater(x, 0), 1.0, alpha * np.exp(-np.abs(x)))  # -|x|: as in elu


def leaky_relu_prime(x, alpha=0.01):
    """Task 1.8: return the slope of leaky_relu at each element of x; at 0 that of the branch x <= 0."""
    return np.where(np.greater(x, 0), 1.0, alpha)


def gelu(x):
    """Task 1.9: return the tanh form of GELU for each element of x. A test: gelu(x) - gelu(-x) = x."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)))


def swish(x):
    """Task 1.9: return x / (1 + exp(-x)) for each element of x. Try [-1000, 0, 1000]."""
    return x * sigmoid(x)


def softplus(x):
    """Task 1.9: return log(1 + exp(x)) for each element of x, also where exp(x) overflows: try 1000."""
    return np.logaddexp(0, x)  # log(exp(0) + exp(x)), with the larger exponent taken out first


def mish(x):
    """Task 1.9: return x tanh(softplus(x)) for each element of x. Try log 3, which gives 15/17 log 3."""
    return x * np.tanh(softplus(x))


def softplus_prime(x):
    """Task 1.10: return the slope of softplus at each element of x. Try 0, and [-1000, 1000]."""
    return sigmoid(x)


def swish_prime(x):
    """Task 1.10: return the slope of swish at each element of x. Try 0, and [-1000, 1000]."""
    s = sigmoid(x)
    return s + x * s * (1 - s)


def gelu_prime(x):
    """Task 1.10: return the slope of gelu (its tanh form) at each element of x. Try 0, where it is 1/2."""
    c, k = np.sqrt(2 / np.pi), 0.044715
    t = np.tanh(c * (x + k * x * x * x))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * k * x * x)


def mish_prime(x):
    """Task 1.10: return the slope of mish at each element of x. Try 0, and [-1000, 1000]."""
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2) * sigmoid(x)
