"""Reference functions of notebook 1 From linear to nonlinear: activations.

Generated from source/mlp/1_activations.ipynb; edit that, then `autograder build`.
"""

import numpy as np


def affine(X, W, b):
    """Task 1.1: return the affine map X W + b of a minibatch (rows).

    X: examples, array (n, d). W: weights, array (d, h). b: biases, array (h,), added to every row.
    Returns an array (n, h). Integer arrays are accepted; no argument is changed.
    """
    return X @ W + b


def collapse(W1, b1, W2, b2):
    """Task 1.2: return (W, b), the one affine map equal to two stacked ones (rows).

    W1: array (d, h). b1: array (h,). W2: array (h, q). b2: array (q,). Integers are accepted.
    Returns W, array (d, q), and b, array (q,), such that for every X (n, d) the map X W + b
    gives what the first map followed by the second gives. No argument is changed.
    """
    return W1 @ W2, b1 @ W2 + b2


def relu(x):
    """Task 1.3: return max(0, x), elementwise.

    x: a number or an array of any shape (0-d too), integers too, |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return np.maximum(x, 0)


def sigmoid(x):
    """Task 1.3: return 1 / (1 + exp(-x)), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    e = np.exp(-np.abs(x))  # at most 1: nothing overflows, whatever the sign of x
    return np.where(np.greater_equal(x, 0), 1, e) / (1 + e)


def tanh(x):
    """Task 1.3: return the hyperbolic tangent, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return np.tanh(x)  # the fraction with exp(-2x) is inf / inf for large negative x


def elu(x, alpha=1.0):
    """Task 1.4: return x where x > 0 and alpha (exp(x) - 1) where x <= 0, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    alpha: a number, 0 <= alpha <= 1. Returns numbers of x's shape. Does not change x.
    """
    # np.where evaluates both branches: -|x| is x where this one is taken, and cannot overflow elsewhere
    return np.where(np.greater(x, 0), x, alpha * np.expm1(-np.abs(x)))


def leaky_relu(x, alpha=0.01):
    """Task 1.4: return x where x > 0 and alpha x where x <= 0, elementwise.

    x: a number or an array of any shape (0-d too), integers too, |x| up to 1e4.
    alpha: a number, 0 <= alpha < 1. Returns numbers of x's shape. Does not change x.
    """
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


def gelu(x):
    """Task 1.5: return the GELU in its tanh form, 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x. The exact Gaussian form differs and is not asked for.
    """
    # products from the left stay floats for integers, and x**3 takes NumPy far longer
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)
    return 0.5 * x * (1 + np.tanh(u))


def swish(x):
    """Task 1.5: return x / (1 + exp(-x)), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return x * sigmoid(x)


def softplus(x):
    """Task 1.5: return log(1 + exp(x)), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4:
    softplus(1000) is 1000. Returns numbers of x's shape. Does not change x.
    """
    return np.logaddexp(0, x)  # log(exp(0) + exp(x)), with the larger exponent taken out first


def mish(x):
    """Task 1.5: return x tanh(softplus(x)), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return x * np.tanh(softplus(x))


def relu_prime(x):
    """Task 1.6: return the derivative of relu at x, elementwise: 1 where x > 0, else 0 (also at 0).

    x: a number or an array of any shape (0-d too), integers too, |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return np.where(np.greater(x, 0), 1.0, 0.0)


def leaky_relu_prime(x, alpha=0.01):
    """Task 1.6: return the derivative of leaky_relu at x, elementwise: 1 where x > 0, else alpha (also at 0).

    x: a number or an array of any shape (0-d too), integers too, |x| up to 1e4.
    alpha: a number, 0 <= alpha < 1. Returns numbers of x's shape. Does not change x.
    """
    return np.where(np.greater(x, 0), 1.0, alpha)


def elu_prime(x, alpha=1.0):
    """Task 1.6: return the derivative of elu at x, elementwise: 1 where x > 0, else alpha exp(x) (alpha at 0).

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    alpha: a number, 0 <= alpha <= 1. Returns numbers of x's shape. Does not change x.
    """
    return np.where(np.greater(x, 0), 1.0, alpha * np.exp(-np.abs(x)))  # -|x|: as in elu


def sigmoid_prime(x):
    """Task 1.6: return the derivative of sigmoid at x (x itself, not sigmoid's output), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    s = sigmoid(x)
    return s * (1 - s)


def tanh_prime(x):
    """Task 1.6: return the derivative of tanh at x (x itself, not tanh's output), elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return 1 - np.tanh(x) ** 2


def softplus_prime(x):
    """Task 1.6: return the derivative of softplus at x, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    return sigmoid(x)


def swish_prime(x):
    """Task 1.6: return the derivative of swish at x, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    s = sigmoid(x)
    return s + x * s * (1 - s)


def gelu_prime(x):
    """Task 1.6: return the derivative of gelu (its tanh form) at x, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    c, k = np.sqrt(2 / np.pi), 0.044715
    t = np.tanh(c * (x + k * x * x * x))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * k * x * x)


def mish_prime(x):
    """Task 1.6: return the derivative of mish at x, elementwise.

    x: a number or an array of any shape (0-d too), integers too; finite and right for |x| up to 1e4.
    Returns numbers of x's shape. Does not change x.
    """
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2) * sigmoid(x)


def mlp(X, W1, b1, W2, b2, phi):
    """Task 1.7: return the output O of an MLP with one hidden layer (rows), no activation on the output.

    X: examples, array (n, d). W1: array (d, h). b1: array (h,). W2: array (h, q). b2: array (q,).
    phi: the hidden activation, a function that works elementwise on an array of any shape.
    Returns an array (n, q). Integer arrays are accepted; no argument is changed.
    """
    return phi(X @ W1 + b1) @ W2 + b2


def xor_weights():
    """Task 1.8: return (W1, b1, W2, b2) of a ReLU network that computes XOR (rows).

    W1: array (2, h). b1: array (h,). W2: array (h, 1). b2: array (1,). h, the number of hidden units, is
    at most 4. On the rows (0, 0), (0, 1), (1, 0), (1, 1) the network with one hidden ReLU layer and
    no activation on its output gives 0, 1, 1, 0, to within 1e-6.
    """
    # both units see s = x1 + x2: one hinge at 0 with slope 1, one at 1 that turns it into slope -1
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    b1 = np.array([0.0, -1.0])
    W2 = np.array([[1.0], [-2.0]])
    b2 = np.array([0.0])
    return W1, b1, W2, b2


def dead_units(X, W, b):
    """Task 1.9: return which ReLU units are zero on every row of X (rows).

    X: examples, array (n, d). W: weights, array (d, h). b: biases, array (h,). Integers are accepted.
    Returns an array (h,) of bools (0 and 1 are taken as well): True where
    relu(x W + b) of that unit is 0 for every row x of X.
    No argument is changed.
    """
    return (X @ W + b <= 0).all(axis=0)
