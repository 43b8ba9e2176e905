"""Right answers of notebook 1, activations, in other styles."""

import numpy as np

from autograder.testing import right

# --- 1.1 and 1.2


@right("affine", how="einsum")
def affine_by_einsum(X, W, b):
    return np.einsum("nd,dh->nh", X, W) + b


@right("affine", how="loops over rows, units and features, nested lists returned")
def affine_by_loops(X, W, b):
    return [
        [sum(X[i, k] * W[k, j] for k in range(X.shape[1])) + b[j] for j in range(W.shape[1])] for i in range(len(X))
    ]


@right("affine", how="a column of ones appended to X")
def affine_by_a_column_of_ones(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])


@right("affine", how="columns, transposed back; prints on the way")
def affine_by_columns(X, W, b):
    print("shapes", X.shape, W.shape, b.shape)
    return (W.T @ X.T + b[:, None]).T


@right("affine", how="np.matrix, converted back")
def affine_by_matrix(X, W, b):
    return np.asarray(np.matrix(X) * np.matrix(W)) + np.reshape(b, (1, -1))


@right("collapse", how="a list in place of a tuple")
def collapse_as_a_list(W1, b1, W2, b2):
    return [np.dot(W1, W2), np.dot(b1, W2) + b2]


@right("collapse", how="the two maps tried on 0 and on the unit vectors")
def collapse_by_probing(W1, b1, W2, b2):
    def both(x):
        return (x @ W1 + b1) @ W2 + b2

    b = both(np.zeros(len(W1)))
    return np.stack([both(e) - b for e in np.eye(len(W1))]), b


@right("collapse", how="augmented matrices")
def collapse_by_augmented_matrices(W1, b1, W2, b2):
    one = np.block([[W1, np.zeros((len(W1), 1))], [b1.reshape(1, -1), np.ones((1, 1))]])
    both = one @ np.vstack([W2, b2])
    return both[:-1], both[-1]


@right("collapse", how="a named tuple, by affine")
def collapse_as_a_named_tuple(W1, b1, W2, b2):
    from collections import namedtuple

    Layer = namedtuple("Layer", "weights biases")
    return Layer(affine(W1, W2, 0 * b2), affine(b1[None], W2, b2)[0])


# --- 1.3


@right("relu", how="x times a mask")
def relu_by_a_mask(x):
    return x * np.greater(x, 0)


@right("relu", how="half the sum of x and its size")
def relu_by_the_absolute_value(x):
    return (np.abs(x) + x) / 2


@right("relu", how="np.clip without an upper limit")
def relu_by_clip(x):
    return np.clip(x, 0, None)


@right("relu", how="Python's max on every element, nested lists returned")
def relu_element_by_element(x):
    return np.vectorize(lambda v: max(v, 0.0), otypes=[float])(x).tolist()


@right("relu", how="a copy, masked in place")
def relu_on_a_copy(x):
    out = np.array(x)
    out[out < 0] = 0
    return out


@right("relu", how="a class with __call__")
class ReluLayer:
    def __init__(self):
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return np.where(np.asarray(x) > 0, x, 0)


@right("sigmoid", how="the textbook formula; NumPy warns of an overflow and the values are right")
def sigmoid_textbook(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@right("sigmoid", how="by tanh")
def sigmoid_by_tanh(x):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x)))


@right("sigmoid", how="clipped where it no longer changes")
def sigmoid_clipped_far_out(x):
    return 1.0 / (1.0 + np.exp(-np.clip(x, -500, 500)))


@right("sigmoid", how="exp of minus log(1 + exp(-x))")
def sigmoid_by_logaddexp(x):
    return np.exp(-np.logaddexp(0, -np.asarray(x, dtype=float)))


@right("sigmoid", how="two masked halves, with a warning and a print")
def sigmoid_by_halves(x):
    import warnings

    warnings.warn("two halves", stacklevel=2)
    x = np.asarray(x, dtype=float)
    out = np.empty_like(x)
    up = x >= 0
    out[up] = 1 / (1 + np.exp(-x[up]))
    out[~up] = np.exp(x[~up]) / (1 + np.exp(x[~up]))
    print("done")
    return out


@right("sigmoid", how="np.where, whose branch not taken overflows")
def sigmoid_by_where(x):
    x = np.asarray(x, dtype=float)
    return np.where(x < 0, np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x)))


@right("sigmoid", how="math.exp on every element")
def sigmoid_element_by_element(x):
    import math

    def one(v):
        return 1 / (1 + math.exp(-v)) if v > 0 else math.exp(v) / (1 + math.exp(v))

    return np.vectorize(one, otypes=[float])(x)


@right("sigmoid", how="1 / (1 + np.exp(-x)), as printed")
def sigmoid_as_printed(x):
    return 1 / (1 + np.exp(-x))


@right("sigmoid", how="masks, each form on its own side")
def sigmoid_by_masks(x):
    out = np.zeros(x.shape)
    up = x >= 0
    out[up] = 1 / (1 + np.exp(-x[up]))
    e = np.exp(x[~up])
    out[~up] = e / (1 + e)
    return out


@right("tanh", how="by sigmoid")
def tanh_by_sigmoid(x):
    return 2 * sigmoid(2 * np.asarray(x)) - 1


@right("tanh", how="the fraction, for the size of x, with its sign put back")
def tanh_by_the_fraction(x):
    e = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - e) / (1 + e)


@right("tanh", how="sinh over cosh, clipped where it no longer changes")
def tanh_by_sinh_and_cosh(x):
    x = np.clip(x, -300, 300)
    return np.sinh(x) / np.cosh(x)


# --- 1.8


@right("elu", how="the exponential of the negative part only")
def elu_by_parts(x, alpha=1.0):
    return np.maximum(x, 0) + alpha * (np.exp(np.minimum(x, 0)) - 1)


@right("elu", how="np.where, whose branch not taken overflows")
def elu_by_where(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@right("elu", how="a float copy, masked in place")
def elu_on_a_copy(x, alpha=1.0):
    out = np.array(x, dtype=float)
    out[out < 0] = alpha * np.expm1(out[out < 0])
    return out


@right("leaky_relu", how="the larger of x and alpha x")
def leaky_relu_by_maximum(x, alpha=0.01):
    return np.maximum(x, np.multiply(alpha, x))


@right("leaky_relu", how="the positive and the negative part")
def leaky_relu_by_parts(x, alpha=0.01):
    return relu(x) - alpha * relu(-np.asarray(x))


@right("leaky_relu", how="x times its slope")
def leaky_relu_by_its_slope(x, alpha=0.01):
    return x * (alpha + (1 - alpha) * np.greater(x, 0))


# --- 1.9


@right("gelu", how="by sigmoid, of twice the argument of the tanh")
def gelu_by_sigmoid(x):
    x = np.asarray(x, dtype=float)
    return x * sigmoid(2 * np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))


@right("gelu", how="np.power and the constant typed out")
def gelu_with_a_typed_constant(x):
    return np.multiply(x, 0.5) * (1.0 + np.tanh(0.7978845608028654 * (x + 0.044715 * np.power(x, 3))))


@right("gelu", how="by the student's own tanh, factored")
def gelu_by_own_tanh(x):
    x = np.array(x, dtype=np.float64)
    return x * (1 + tanh((2 / np.pi) ** 0.5 * x * (1 + 0.044715 * x * x))) / 2


@right("swish", how="a division; NumPy warns of an overflow and the values are right")
def swish_by_division(x):
    return x / (1 + np.exp(-np.asarray(x, dtype=float)))


@right("swish", how="by tanh")
def swish_by_tanh(x):
    x = np.asarray(x)
    return (x + x * np.tanh(x / 2)) / 2


@right("swish", how="by softplus: the gate is exp(x - softplus(x))")
def swish_by_softplus(x):
    return x * np.exp(x - softplus(x))


@right("softplus", how="max(x, 0) and log1p")
def softplus_by_log1p(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@right("softplus", how="log1p up to 30, x itself beyond")
def softplus_switched(x):
    return np.where(np.greater(x, 30), x, np.log1p(np.exp(np.minimum(x, 30))))


@right("softplus", how="np.log in place of np.log1p: absolute accuracy in the tail is enough")
def softplus_by_log(x):
    return np.log(1 + np.exp(-np.abs(x))) + (np.abs(x) + x) / 2


@right("softplus", how="a maximum shifted out, as in log-sum-exp")
def softplus_by_log_sum_exp(x):
    x = np.asarray(x, dtype=float)
    m = np.maximum(x, 0)
    return m + np.log(np.exp(-m) + np.exp(x - m))


@right("softplus", how="elements, one by one, as lists")
def softplus_element_by_element(x):
    import math

    def one(v):
        return v + math.log1p(math.exp(-v)) if v > 0 else math.log1p(math.exp(v))

    return np.vectorize(one, otypes=[float])(x).tolist()


@right("mish", how="softplus that overflows to inf, whose tanh is 1")
def mish_through_infinity(x):
    return x * np.tanh(np.log1p(np.exp(np.asarray(x, dtype=float))))


@right("mish", how="the fraction, with the exponential of minus the size of x")
def mish_by_a_stable_fraction(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(-np.abs(x))
    gate = np.where(x > 0, (1 + 2 * e) / (1 + 2 * e + 2 * e * e), (e * e + 2 * e) / (e * e + 2 * e + 2))
    return x * gate


@right("mish", how="by tanh and softplus of the notebook")
def mish_by_own_functions(x):
    return tanh(softplus(x)) * x


# --- 1.6, 1.8 and 1.10: slopes


@right("relu_prime", how="(x > 0).astype(float)")
def relu_prime_by_astype(x):
    return (x > 0).astype(float)


@right("relu_prime", how="a bool array")
def relu_prime_as_bool(x):
    return np.asarray(x) > 0


@right("relu_prime", how="np.heaviside")
def relu_prime_by_heaviside(x):
    return np.heaviside(x, 0)


@right("relu_prime", how="an int array")
def relu_prime_as_integers(x):
    return (np.asarray(x) > 0).astype(int)


@right("relu_prime", how="the sign, cut off below")
def relu_prime_by_the_sign(x):
    return np.maximum(np.sign(x), 0)


@right("leaky_relu_prime", how="arithmetic with a mask")
def leaky_relu_prime_by_a_mask(x, alpha=0.01):
    return alpha + (1 - alpha) * np.greater(x, 0)


@right("leaky_relu_prime", how="a filled array, masked")
def leaky_relu_prime_filled(x, alpha=0.01):
    out = np.full(np.shape(x), alpha, dtype=float)
    out[np.greater(x, 0)] = 1
    return out


@right("elu_prime", how="by elu itself: on the lower branch the slope is elu + alpha")
def elu_prime_by_elu(x, alpha=1.0):
    return np.where(np.asarray(x) > 0, 1, elu(x, alpha) + alpha)


@right("elu_prime", how="np.where, whose branch not taken overflows")
def elu_prime_by_where(x, alpha=1.0):
    return np.where(np.less_equal(x, 0), alpha * np.exp(np.asarray(x, dtype=float)), 1)


@right("sigmoid_prime", how="by symmetry")
def sigmoid_prime_by_symmetry(x):
    return sigmoid(x) * sigmoid(-np.asarray(x))


@right("sigmoid_prime", how="by the hyperbolic cosine, which may overflow to inf")
def sigmoid_prime_by_cosh(x):
    return 0.25 / np.cosh(np.asarray(x) / 2) ** 2


@right("sigmoid_prime", how="the fraction for the size of x")
def sigmoid_prime_by_an_even_fraction(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


@right("sigmoid_prime", how="by tanh")
def sigmoid_prime_by_tanh(x):
    return (1 - np.tanh(np.asarray(x) / 2) ** 2) / 4


@right("sigmoid_prime", how="sigmoid minus its square")
def sigmoid_prime_by_a_square(x):
    return sigmoid(x) - sigmoid(x) ** 2


@right("tanh_prime", how="the factored form")
def tanh_prime_factored(x):
    t = tanh(x)
    return (1 + t) * (1 - t)


@right("tanh_prime", how="by the hyperbolic cosine, which may overflow to inf")
def tanh_prime_by_cosh(x):
    return np.cosh(np.asarray(x, dtype=float)) ** -2.0


@right("tanh_prime", how="by sigmoid")
def tanh_prime_by_sigmoid(x):
    s = sigmoid(2 * np.asarray(x))
    return 4 * s * (1 - s)


@right("softplus_prime", how="the textbook sigmoid; NumPy warns of an overflow and the values are right")
def softplus_prime_textbook(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@right("softplus_prime", how="by softplus: exp(x - softplus(x))")
def softplus_prime_by_softplus(x):
    return np.exp(x - softplus(x))


@right("swish_prime", how="by swish: y + sigmoid (1 - y)")
def swish_prime_by_swish(x):
    y = swish(x)
    return y + sigmoid(x) * (1 - y)


@right("swish_prime", how="the factor sigmoid taken out")
def swish_prime_factored(x):
    s = sigmoid(x)
    return s * (1 + x * (1 - s))


@right("swish_prime", how="by sigmoid_prime")
def swish_prime_by_sigmoid_prime(x):
    return sigmoid(x) + x * sigmoid_prime(x)


@right("swish_prime", how="by swish and the slope of its gate, written out")
def swish_prime_written_out(x):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s) * x + s


@right("gelu_prime", how="by sigmoid")
def gelu_prime_by_sigmoid(x):
    x = np.asarray(x, dtype=float)
    k = 2 * np.sqrt(2 / np.pi)
    s = sigmoid(k * (x + 0.044715 * x**3))
    return s + x * s * (1 - s) * k * (1 + 0.134145 * x**2)


@right("gelu_prime", how="by the hyperbolic cosine, which may overflow to inf")
def gelu_prime_by_cosh(x):
    x = np.asarray(x, dtype=float)
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * x**2)
    return (1 + np.tanh(u)) / 2 + x / 2 * inner / np.cosh(u) ** 2


@right("gelu_prime", how="by tanh_prime of the notebook")
def gelu_prime_by_tanh_prime(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    u = k * (x + 0.044715 * x**3)
    return 0.5 * (1 + tanh(u) + x * tanh_prime(u) * k * (1 + 3 * 0.044715 * x**2))


@right("mish_prime", how="by tanh_prime and softplus_prime of the notebook")
def mish_prime_by_softplus_prime(x):
    t = np.tanh(softplus(x))
    return t + x * tanh_prime(softplus(x)) * softplus_prime(x)


@right("mish_prime", how="the quoted fraction, divided by the largest power of exp(x)")
def mish_prime_by_a_stable_fraction(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(-np.abs(x))
    up = (4 * (x + 1) * e**3 + 4 * e + 1 + e**2 * (4 * x + 6)) / (2 * e + 1 + 2 * e**2) ** 2
    down = e * (4 * (x + 1) + 4 * e**2 + e**3 + e * (4 * x + 6)) / (2 * e + e**2 + 2) ** 2
    return np.where(x > 0, up, down)


@right("mish_prime", how="the hyperbolic cosine of softplus, clipped")
def mish_prime_by_cosh(x):
    s = np.logaddexp(0, x)
    return np.tanh(s) + x * sigmoid(x) / np.cosh(np.minimum(s, 300)) ** 2


# --- 1.4, 1.5 and 1.7


@right("mlp", how="by affine")
def mlp_by_affine(X, W1, b1, W2, b2, phi):
    return affine(phi(affine(X, W1, b1)), W2, b2)


@right("mlp", how="row by row, a list of lists returned")
def mlp_row_by_row(X, W1, b1, W2, b2, phi):
    return [(phi(x @ W1 + b1) @ W2 + b2).tolist() for x in X]


@right("mlp", how="phi called on every element, einsum for the products")
def mlp_element_by_element(X, W1, b1, W2, b2, phi):
    z = np.einsum("nd,dh->nh", X, W1) + b1
    h = np.array([[float(phi(v)) for v in row] for row in z])
    return np.einsum("nh,hq->nq", h, W2) + b2


@right("mlp", how="columns, transposed back")
def mlp_by_columns(X, W1, b1, W2, b2, phi):
    return (W2.T @ phi(W1.T @ X.T + b1[:, None]) + b2[:, None]).T


@right("mlp", how="keyword style, with helper functions and prints")
def mlp_with_helpers(X, W1, b1, W2, b2, phi):
    def layer(inputs, weights, biases, activation=None):
        z = np.matmul(inputs, weights) + biases
        print("layer", z.shape)
        return z if activation is None else activation(z)

    return layer(layer(X, W1, b1, activation=phi), W2, b2)


@right("xor_weights", how="two differences: relu(x1 - x2) + relu(x2 - x1)")
def xor_by_differences():
    return np.array([[1, -1], [-1, 1]]), np.array([0, 0]), np.array([[1], [1]]), np.array([0])


@right("xor_weights", how="OR minus twice AND, with three hidden units")
def xor_by_or_and_and():
    W1 = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    return W1, np.array([0.0, 0.0, -1.0]), np.array([[1.0], [1.0], [-2.0]]), np.zeros(1)


@right("xor_weights", how="one unit for each corner")
def xor_by_corners():
    W1 = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])
    return W1, np.array([1.0, 0.0, 0.0, -1.0]), np.array([[0.0], [1.0], [1.0], [0.0]]), np.array([0.0])


@right("xor_weights", how="lists, from 1 downwards: 1 - relu(1 - s) - relu(s - 1)")
def xor_from_above():
    return [[-1, 1], [-1, 1]], [1, -1], [[-1], [-1]], [1]


@right("xor_weights", how="found by training: right to 1e-7")
def xor_trained():
    W1 = np.array([[0.9371, 1.204], [0.9371, 1.204]])
    W2 = np.array([[1 / 0.9371], [-2 / 1.204]])
    return W1, np.array([3e-8, -1.204]), W2, np.array([-2e-8])


@right("xor_weights", how="a dead unit beside the two that matter, as a named tuple")
def xor_with_a_dead_unit():
    from collections import namedtuple

    Network = namedtuple("Network", "W1 b1 W2 b2")
    W1 = np.array([[2.0, 1.0, -1.0], [2.0, 1.0, -1.0]])
    return Network(W1, np.array([-2.0, 0.0, -5.0]), np.array([[-1.0], [1.0], [9.0]]), np.array([0.0]))


@right("dead_units", how="the largest z of each unit")
def dead_units_by_the_maximum(X, W, b):
    return np.max(X @ W + b, axis=0) <= 0


@right("dead_units", how="relu and affine of the notebook")
def dead_units_by_relu(X, W, b):
    return np.all(relu(affine(X, W, b)) == 0, axis=0)


@right("dead_units", how="the sum of what each unit puts out")
def dead_units_by_the_sum(X, W, b):
    return np.maximum(X @ W + b, 0).sum(axis=0) == 0


@right("dead_units", how="not alive, as a list of Python bools")
def dead_units_as_a_list(X, W, b):
    return [not any(x @ W[:, j] + b[j] > 0 for x in X) for j in range(len(b))]


@right("dead_units", how="zeros and ones")
def dead_units_as_integers(X, W, b):
    alive = np.zeros(len(b), dtype=bool)
    for x in X:
        alive |= x @ W + b > 0
    return 1 - alive.astype(int)
