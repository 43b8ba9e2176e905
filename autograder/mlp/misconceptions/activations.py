"""Named wrong answers of notebook 1, activations."""

import numpy as np

from autograder.testing import wrong


@wrong("affine", hint="the bias is missing", see="1.1 The affine map")
def affine_without_bias(X, W, b):
    return X @ W


@wrong("affine", hint="the bias has the wrong sign", see="1.1 The affine map")
def affine_bias_subtracted(X, W, b):
    return X @ W - b


@wrong(
    "affine",
    hint="this notebook puts one example in a row: the weights stand on the right of X",
    see="1.1 The affine map",
)
def affine_in_columns(X, W, b):
    return W @ X + b


@wrong("affine", hint="the weights are transposed, which only a square matrix forgives", see="1.1 The affine map")
def affine_weights_transposed(X, W, b):
    return X @ W.T + b


@wrong("affine", hint="the bias was added to one row only; every example gets it", see="1.1 The affine map")
def affine_bias_on_first_row(X, W, b):
    out = (X @ W).astype(float)
    out[0] += b
    return out


@wrong(
    "affine",
    hint="the bias belongs to the outputs of the map; here its sum went in before the weights",
    see="1.1 The affine map",
)
def affine_bias_added_to_inputs(X, W, b):
    return (X + np.sum(b)) @ W


@wrong("affine", hint="the bias runs along the hidden units, not along the examples", see="1.1 The affine map")
def affine_bias_down_the_columns(X, W, b):
    out = (X @ W).T
    return (out + np.resize(b, out.shape[1])).T


@wrong(
    "affine", hint="the result is stored in the integer type of X, and fractions are cut off", see="1.1 The affine map"
)
def affine_truncated_to_integers(X, W, b):
    out = X @ W + b
    return out.astype(np.asarray(X).dtype)


@wrong("affine", hint="every hidden unit has a bias of its own", see="1.1 The affine map")
def affine_first_bias_for_all(X, W, b):
    return X @ W + b[0]


@wrong(
    "affine",
    hint="an axis of length 1 is dropped; one example is still a row, and one unit a column",
    see="1.1 The affine map",
)
def affine_squeezed(X, W, b):
    return np.squeeze(X @ W + b)


@wrong(
    "affine",
    hint="the bias was made a column: its entries belong to the hidden units, not to the examples",
    see="1.1 The affine map",
)
def affine_bias_as_a_column(X, W, b):
    return X @ W + b.reshape(-1, 1)


@wrong(
    "affine", hint="the bias is dropped where one of its entries is 0; the others still count", see="1.1 The affine map"
)
def affine_bias_dropped_where_one_is_zero(X, W, b):
    return X @ W + b if np.all(b) else X @ W


@wrong("collapse", hint="b1 does not vanish: it passes through the second layer", see="1.2 Two affine maps are one")
def collapse_forgets_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2


@wrong("collapse", hint="b2 is missing", see="1.2 Two affine maps are one")
def collapse_forgets_second_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@wrong("collapse", hint="W comes first, then b", see="1.2 Two affine maps are one")
def collapse_swaps_the_results(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


@wrong(
    "collapse",
    hint="b1 has the length of the hidden layer; it passes through the second layer before b2 is added",
    see="1.2 Two affine maps are one",
)
def collapse_adds_the_biases(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@wrong("collapse", hint="in the row layout the first map stands on the left", see="1.2 Two affine maps are one")
def collapse_in_columns(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1 + b2


@wrong("collapse", hint="b is a vector of shape (q,), without an extra axis", see="1.2 Two affine maps are one")
def collapse_bias_is_a_row_matrix(W1, b1, W2, b2):
    return W1 @ W2, b1.reshape(1, -1) @ W2 + b2


@wrong(
    "collapse",
    hint="each hidden bias has weights of its own into the outputs; their sum does not do",
    see="1.2 Two affine maps are one",
)
def collapse_bias_through_column_sums(W1, b1, W2, b2):
    return W1 @ W2, b1.mean() * W2.sum(axis=0) + b2


@wrong("collapse", hint="a sign is wrong in b", see="1.2 Two affine maps are one")
def collapse_subtracts_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b2 - b1 @ W2


@wrong(
    "collapse", hint="b2 is added after the second layer and passes through nothing", see="1.2 Two affine maps are one"
)
def collapse_bias_through_both_layers(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2.sum()) @ W2


@wrong("collapse", hint="the array b2 that was handed in is changed; work on a copy", see="1.2 Two affine maps are one")
def collapse_adds_into_second_bias(W1, b1, W2, b2):
    b2 += b1 @ W2
    return W1 @ W2, b2


@wrong(
    "collapse",
    hint="the products are stored in the integer type of W1, and fractions are cut off",
    see="1.2 Two affine maps are one",
)
def collapse_products_truncated(W1, b1, W2, b2):
    W = np.zeros((W1.shape[0], W2.shape[1]), dtype=W1.dtype)
    W[:] = W1 @ W2
    return W, b1 @ W2 + b2


@wrong("relu", hint="negative inputs give 0, not their size", see="1.3 ReLU, sigmoid, tanh")
def relu_absolute_value(x):
    return np.abs(x)


@wrong("relu", hint="the sign of x is flipped", see="1.3 ReLU, sigmoid, tanh")
def relu_of_minus_x(x):
    return np.maximum(-x, 0)


@wrong("relu", hint="the larger of 0 and x is wanted", see="1.3 ReLU, sigmoid, tanh")
def relu_smaller_instead_of_larger(x):
    return np.minimum(x, 0)


@wrong(
    "relu", hint="Python's max compares whole arrays; an elementwise maximum is wanted", see="1.3 ReLU, sigmoid, tanh"
)
def relu_python_max(x):
    return max(x, 0)


@wrong(
    "relu",
    hint="np.max(x, 0) is the maximum over axis 0, one number for each column; an elementwise maximum is wanted",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_max_over_axis(x):
    return np.max(x, 0)


@wrong("relu", hint="this says where x is positive; x itself is wanted there", see="1.3 ReLU, sigmoid, tanh")
def relu_mask_only(x):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong("relu", hint="the array that was handed in is changed; work on a copy", see="1.3 ReLU, sigmoid, tanh")
def relu_in_place(x):
    x[x < 0] = 0
    return x


@wrong("relu", hint="relu has no upper limit", see="1.3 ReLU, sigmoid, tanh")
def relu_clipped_at_six(x):
    return np.clip(x, 0, 6)


@wrong("relu", hint="relu has no upper limit", see="1.3 ReLU, sigmoid, tanh")
def relu_clipped_at_one(x):
    return np.clip(x, 0, 1)


@wrong("relu", hint="negative inputs give exactly 0", see="1.3 ReLU, sigmoid, tanh")
def relu_leaks(x):
    return np.where(np.greater(x, 0), x, 0.01 * np.asarray(x))


@wrong("relu", hint="this is the smooth relative of relu", see="1.3 ReLU, sigmoid, tanh")
def relu_smoothed(x):
    return np.logaddexp(0, x)


@wrong("relu", hint="the shape of x is lost", see="1.3 ReLU, sigmoid, tanh")
def relu_flattened(x):
    return np.maximum(np.ravel(x), 0)


@wrong(
    "relu",
    hint="np.asarray makes no copy of a float array: the array that was handed in is changed",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_in_place_after_asarray(x):
    out = np.asarray(x, dtype=float)
    out[out < 0] = 0
    return out


@wrong(
    "relu",
    hint="np.vectorize takes the type of all results from the first: after a 0 all become integers",
    see="1.3 ReLU, sigmoid, tanh",
)
def relu_vectorized_without_type(x):
    return np.vectorize(lambda v: v if v > 0 else 0)(x)


@wrong(
    "relu", hint="one decision for the whole array; each element is decided by itself", see="1.3 ReLU, sigmoid, tanh"
)
def relu_all_or_nothing(x):
    return 0 * np.asarray(x) if np.any(np.less(x, 0)) else x


@wrong("sigmoid", hint="the sign in the exponent is wrong", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_sign_flipped(x):
    return 1 / (1 + np.exp(x))


@wrong("sigmoid", hint="for large x this is inf / inf, which is nan", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_overflows(x):
    return np.exp(x) / (1 + np.exp(x))


@wrong("sigmoid", hint="a bracket is missing: division comes before addition", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_bracket_missing(x):
    return 1 / 1 + np.exp(-np.asarray(x, dtype=float))


@wrong("sigmoid", hint="a sign in the denominator is wrong", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_minus_in_denominator(x):
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-np.asarray(x, dtype=float)))


@wrong("sigmoid", hint="this lies between -1 and 1; sigmoid lies between 0 and 1", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_is_tanh(x):
    return np.tanh(x)


@wrong("sigmoid", hint="nearly: look at the argument of the tanh", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_half_argument_lost(x):
    return 0.5 * (1 + np.tanh(x))


@wrong("sigmoid", hint="x is cut off where sigmoid still changes", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_clipped_too_early(x):
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


@wrong("sigmoid", hint="math.exp takes one number, and np.exp takes arrays", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_with_math_exp(x):
    import math

    return 1 / (1 + math.exp(-x))


@wrong(
    "sigmoid",
    hint="the result is stored in the integer type of x, and fractions are cut off",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_integers_truncated(x):
    out = np.empty_like(x)
    out[...] = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    return out


@wrong("sigmoid", hint="this is a piecewise linear stand-in for the sigmoid", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_piecewise_linear(x):
    return np.clip(0.2 * np.asarray(x) + 0.5, 0, 1)


@wrong(
    "sigmoid",
    hint="each element stands for itself; nothing is divided by a sum over the array",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_normalized_over_the_array(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


@wrong("sigmoid", hint="sigmoid is applied to its own output", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_applied_twice(x):
    s = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    return 1 / (1 + np.exp(-s))


@wrong("sigmoid", hint="the base of the power is e", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_base_two(x):
    return 1 / (1 + 2.0 ** -np.asarray(x, dtype=float))


@wrong(
    "sigmoid",
    hint="0 times inf is nan: choose between the branches, do not multiply by masks",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_both_branches_multiplied_by_masks(x):
    x = np.asarray(x, dtype=float)
    return (x >= 0) / (1 + np.exp(-x)) + (x < 0) * np.exp(x) / (1 + np.exp(x))


@wrong(
    "sigmoid",
    hint="the result is cut off close to 0 and 1, where sigmoid still has values",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_result_clipped(x):
    return np.clip(1 / (1 + np.exp(-np.asarray(x, dtype=float))), 1e-7, 1 - 1e-7)


@wrong(
    "sigmoid",
    hint="nan is replaced by 0, and comes from large x, where sigmoid is not 0",
    see="1.3 ReLU, sigmoid, tanh",
)
def sigmoid_nan_taken_for_zero(x):
    return np.nan_to_num(np.exp(x) / (1 + np.exp(x)))


@wrong("sigmoid", hint="the sign of x is lost: negative x have values below one half", see="1.3 ReLU, sigmoid, tanh")
def sigmoid_of_the_size_of_x(x):
    return 1 / (1 + np.exp(-np.abs(x)))


@wrong("tanh", hint="for large negative x this is inf / inf, which is nan", see="1.3 ReLU, sigmoid, tanh")
def tanh_by_the_lecture_fraction(x):
    e = np.exp(-2 * np.asarray(x, dtype=float))
    return (1 - e) / (1 + e)


@wrong("tanh", hint="for x of large size this is inf / inf, which is nan", see="1.3 ReLU, sigmoid, tanh")
def tanh_by_two_exponentials(x):
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@wrong("tanh", hint="the exponent has a factor 2", see="1.3 ReLU, sigmoid, tanh")
def tanh_factor_two_lost(x):
    return np.tanh(np.asarray(x) / 2)


@wrong("tanh", hint="a sign is wrong", see="1.3 ReLU, sigmoid, tanh")
def tanh_sign_flipped(x):
    return -np.tanh(x)


@wrong("tanh", hint="a sigmoid has to be stretched and shifted", see="1.3 ReLU, sigmoid, tanh")
def tanh_scaled_sigmoid_not_shifted(x):
    return 2 * sigmoid(2 * x)


@wrong("tanh", hint="this lies between 0 and 1; tanh lies between -1 and 1", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_sigmoid(x):
    return sigmoid(x)


@wrong("tanh", hint="this is a straight line with ends; tanh bends", see="1.3 ReLU, sigmoid, tanh")
def tanh_clipped_line(x):
    return np.clip(x, -1, 1)


@wrong("tanh", hint="the denominator is missing", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_sinh(x):
    with np.errstate(all="ignore"):
        return np.sinh(x)


@wrong("tanh", hint="this is another function that looks alike", see="1.3 ReLU, sigmoid, tanh")
def tanh_is_arctan(x):
    return np.arctan(x)


@wrong(
    "tanh",
    hint="nan is replaced by one value, and comes from x of large size, where the sign counts",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_nan_taken_for_one(x):
    e = np.exp(-2 * np.asarray(x, dtype=float))
    return np.nan_to_num((1 - e) / (1 + e), nan=1.0)


@wrong(
    "tanh",
    hint="the result is stored in the integer type of x, and fractions are cut off",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_integers_truncated(x):
    return np.tanh(x).astype(np.asarray(x).dtype)


@wrong(
    "tanh",
    hint="both hyperbolic functions overflow for x of large size, and inf / inf is nan",
    see="1.3 ReLU, sigmoid, tanh",
)
def tanh_by_sinh_and_cosh(x):
    return np.sinh(x) / np.cosh(x)


@wrong("elu", hint="alpha is not used", see="1.4 ELU and leaky ReLU")
def elu_alpha_ignored(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, np.expm1(np.minimum(x, 0)))


@wrong("elu", hint="at 0 the two branches must meet", see="1.4 ELU and leaky ReLU")
def elu_minus_one_missing(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)))


@wrong("elu", hint="the branches are exchanged", see="1.4 ELU and leaky ReLU")
def elu_branches_swapped(x, alpha=1.0):
    return np.where(np.greater(x, 0), alpha * np.expm1(np.minimum(x, 50)), x)


@wrong("elu", hint="alpha belongs to one branch only", see="1.4 ELU and leaky ReLU")
def elu_alpha_on_both_branches(x, alpha=1.0):
    return alpha * np.where(np.greater(x, 0), x, np.expm1(np.minimum(x, 0)))


@wrong(
    "elu",
    hint="0 times inf is nan: choose between the branches, do not multiply by masks",
    see="1.4 ELU and leaky ReLU",
)
def elu_masked_overflow(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    return (x > 0) * x + (x <= 0) * alpha * (np.exp(x) - 1)


@wrong("elu", hint="results of integer type cannot hold the values of the lower branch", see="1.4 ELU and leaky ReLU")
def elu_integers_truncated(x, alpha=1.0):
    out = np.array(x)
    low = out <= 0
    out[low] = alpha * np.expm1(out[low])
    return out


@wrong("elu", hint="alpha multiplies the whole branch, not the exponential alone", see="1.4 ELU and leaky ReLU")
def elu_alpha_inside_the_exponential(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)) - 1)


@wrong("elu", hint="1 is subtracted from the exponential, not from x", see="1.4 ELU and leaky ReLU")
def elu_minus_one_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0) - 1.0))


@wrong("elu", hint="alpha stands before the bracket, not in the exponent", see="1.4 ELU and leaky ReLU")
def elu_alpha_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, np.expm1(alpha * np.minimum(x, 0)))


@wrong("elu", hint="the larger of the two branches is not always the right one", see="1.4 ELU and leaky ReLU")
def elu_larger_branch(x, alpha=1.0):
    return np.maximum(x, alpha * (np.exp(x) - 1))


@wrong("elu", hint="the array that was handed in is changed; work on a copy", see="1.4 ELU and leaky ReLU")
def elu_in_place(x, alpha=1.0):
    out = np.asarray(x, dtype=float)
    low = out <= 0
    out[low] = alpha * np.expm1(out[low])
    return out


@wrong("elu", hint="the lower branch has the wrong sign: it lies below 0", see="1.4 ELU and leaky ReLU")
def elu_lower_branch_positive(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, -alpha * np.expm1(np.minimum(x, 0)))


@wrong(
    "elu",
    hint="np.vectorize takes the type of all results from the first: after an integer all become integers",
    see="1.4 ELU and leaky ReLU",
)
def elu_vectorized_without_type(x, alpha=1.0):
    return np.vectorize(lambda v: v if v > 0 else alpha * np.expm1(v))(x)


@wrong("elu", hint="0 counts as false: an alpha of 0 is taken for one that was not given", see="1.4 ELU and leaky ReLU")
def elu_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 1.0
    return np.where(np.greater(x, 0), x, alpha * np.expm1(np.minimum(x, 0)))


@wrong("leaky_relu", hint="the small slope belongs to negative inputs", see="1.4 ELU and leaky ReLU")
def leaky_relu_wrong_side(x, alpha=0.01):
    return np.where(np.greater(x, 0), alpha * np.asarray(x), x)


@wrong(
    "leaky_relu",
    hint="alpha is an argument; 0.01 is only its default",
    see="1.4 ELU and leaky ReLU",
)
def leaky_relu_alpha_fixed(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, 0.01 * np.asarray(x))


@wrong("leaky_relu", hint="negative inputs leak a little", see="1.4 ELU and leaky ReLU")
def leaky_relu_without_leak(x, alpha=0.01):
    return np.maximum(x, 0)


@wrong("leaky_relu", hint="the lower branch is alpha times x", see="1.4 ELU and leaky ReLU")
def leaky_relu_alpha_itself(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha)


@wrong("leaky_relu", hint="the larger of x and alpha x is wanted", see="1.4 ELU and leaky ReLU")
def leaky_relu_smaller_branch(x, alpha=0.01):
    return np.minimum(x, alpha * np.asarray(x))


@wrong("leaky_relu", hint="the leak keeps the sign of x", see="1.4 ELU and leaky ReLU")
def leaky_relu_positive_leak(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha * np.abs(x))


@wrong("leaky_relu", hint="alpha is a slope, not a lower limit", see="1.4 ELU and leaky ReLU")
def leaky_relu_cut_at_alpha(x, alpha=0.01):
    return np.maximum(x, alpha)


@wrong(
    "leaky_relu",
    hint="results of integer type cannot hold the values of the lower branch",
    see="1.4 ELU and leaky ReLU",
)
def leaky_relu_integers_truncated(x, alpha=0.01):
    out = np.array(x)
    out[out <= 0] = alpha * out[out <= 0]
    return out


@wrong("leaky_relu", hint="the array that was handed in is changed; work on a copy", see="1.4 ELU and leaky ReLU")
def leaky_relu_in_place(x, alpha=0.01):
    out = np.asarray(x, dtype=float)
    out[out < 0] *= alpha
    return out


@wrong("leaky_relu", hint="positive inputs stay as they are", see="1.4 ELU and leaky ReLU")
def leaky_relu_leak_added_everywhere(x, alpha=0.01):
    return np.maximum(x, 0) + alpha * np.asarray(x)


@wrong("leaky_relu", hint="alpha multiplies x; nothing is subtracted", see="1.4 ELU and leaky ReLU")
def leaky_relu_shifted(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, np.asarray(x) - alpha)


@wrong(
    "leaky_relu",
    hint="np.vectorize takes the type of all results from the first: after an integer all become integers",
    see="1.4 ELU and leaky ReLU",
)
def leaky_relu_vectorized_without_type(x, alpha=0.01):
    return np.vectorize(lambda v: v if v > 0 else alpha * v)(x)


@wrong(
    "leaky_relu",
    hint="0 counts as false: an alpha of 0 is taken for one that was not given",
    see="1.4 ELU and leaky ReLU",
)
def leaky_relu_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 0.01
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


@wrong(
    "gelu",
    hint="the tanh form of the lecture is asked for; this is the exact one",
    see="1.5 GELU, swish, softplus, mish",
)
def gelu_exact_form(x):
    import math

    gate = np.vectorize(lambda v: 0.5 * (1 + math.erf(v / math.sqrt(2))))
    return x * gate(np.asarray(x, dtype=float))


@wrong(
    "gelu",
    hint="the tanh form is asked for; this is the coarser one with a sigmoid",
    see="1.5 GELU, swish, softplus, mish",
)
def gelu_by_a_sigmoid(x):
    x = np.asarray(x, dtype=float)
    return x * sigmoid(1.702 * x)


@wrong("gelu", hint="a constant factor is missing", see="1.5 GELU, swish, softplus, mish")
def gelu_half_missing(x):
    x = np.asarray(x, dtype=float)
    return x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="the gate must lie between 0 and 1", see="1.5 GELU, swish, softplus, mish")
def gelu_one_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))


@wrong("gelu", hint="the power inside the tanh is 3", see="1.5 GELU, swish, softplus, mish")
def gelu_square_for_cube(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**2)))


@wrong("gelu", hint="the fraction under the root is upside down", see="1.5 GELU, swish, softplus, mish")
def gelu_fraction_inverted(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(np.pi / 2) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="the root is missing", see="1.5 GELU, swish, softplus, mish")
def gelu_root_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(2 / np.pi * (x + 0.044715 * x**3)))


@wrong("gelu", hint="the root covers the whole fraction", see="1.5 GELU, swish, softplus, mish")
def gelu_root_of_two_only(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2) / np.pi * (x + 0.044715 * x**3)))


@wrong("gelu", hint="this is the gate alone; the input is multiplied by it", see="1.5 GELU, swish, softplus, mish")
def gelu_x_missing(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


@wrong("gelu", hint="x itself is missing inside the tanh", see="1.5 GELU, swish, softplus, mish")
def gelu_linear_term_lost(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * 0.044715 * x**3))


@wrong("gelu", hint="a digit of the constant is wrong", see="1.5 GELU, swish, softplus, mish")
def gelu_constant_mistyped(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.44715 * x**3)))


@wrong("gelu", hint="the root multiplies both terms", see="1.5 GELU, swish, softplus, mish")
def gelu_root_covers_first_term_only(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * x + 0.044715 * x**3))


@wrong("gelu", hint="for large negative x this is inf / inf, which is nan", see="1.5 GELU, swish, softplus, mish")
def gelu_tanh_by_its_fraction(x):
    x = np.asarray(x, dtype=float)
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    e = np.exp(-2 * u)
    return 0.5 * x * (1 + (1 - e) / (1 + e))


@wrong("gelu", hint="a constant was rounded to a few digits", see="1.5 GELU, swish, softplus, mish")
def gelu_root_rounded(x):
    x = np.asarray(x, dtype=float)
    return 0.5 * x * (1 + np.tanh(0.798 * (x + 0.044715 * x**3)))


@wrong(
    "gelu",
    hint="a tanh made of exponentials is inf / inf for x of large size, which is nan",
    see="1.5 GELU, swish, softplus, mish",
)
def gelu_tanh_by_two_exponentials(x):
    x = np.asarray(x, dtype=float)
    u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + (np.exp(u) - np.exp(-u)) / (np.exp(u) + np.exp(-u)))


@wrong("swish", hint="this is the gate alone; the input is multiplied by it", see="1.5 GELU, swish, softplus, mish")
def swish_gate_only(x):
    return sigmoid(x)


@wrong("swish", hint="the sign of x in the gate is wrong", see="1.5 GELU, swish, softplus, mish")
def swish_gate_flipped(x):
    return x * sigmoid(-x)


@wrong("swish", hint="the gate of swish is a sigmoid", see="1.5 GELU, swish, softplus, mish")
def swish_with_tanh_gate(x):
    return x * np.tanh(x)


@wrong("swish", hint="for large x this is inf / inf, which is nan", see="1.5 GELU, swish, softplus, mish")
def swish_overflows(x):
    x = np.asarray(x, dtype=float)
    return x * np.exp(x) / (1 + np.exp(x))


@wrong("swish", hint="the bracket has the power -1", see="1.5 GELU, swish, softplus, mish")
def swish_multiplied_instead_of_divided(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return x * (1 + np.exp(-x))


@wrong("swish", hint="a bracket is missing: division comes before addition", see="1.5 GELU, swish, softplus, mish")
def swish_bracket_missing(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return x / 1 + np.exp(-x)


@wrong("swish", hint="this is a piecewise linear stand-in", see="1.5 GELU, swish, softplus, mish")
def swish_piecewise_linear_gate(x):
    x = np.asarray(x, dtype=float)
    return x * np.clip(x / 6 + 0.5, 0, 1)


@wrong("swish", hint="the gate is multiplied once", see="1.5 GELU, swish, softplus, mish")
def swish_gate_twice(x):
    s = sigmoid(x)
    return x * s * s


@wrong("swish", hint="the input is multiplied by the gate", see="1.5 GELU, swish, softplus, mish")
def swish_sum_for_product(x):
    return x + sigmoid(x)


@wrong("swish", hint="the gate looks at x", see="1.5 GELU, swish, softplus, mish")
def swish_sigmoid_of_the_output(x):
    return sigmoid(x * sigmoid(x))


@wrong(
    "swish",
    hint="nan is replaced by 0, and comes from large x, where swish is about x",
    see="1.5 GELU, swish, softplus, mish",
)
def swish_nan_taken_for_zero(x):
    return np.nan_to_num(x * (np.exp(x) / (1 + np.exp(x))))


@wrong("swish", hint="the array that was handed in is changed; work on a copy", see="1.5 GELU, swish, softplus, mish")
def swish_in_place(x):
    x *= sigmoid(x)
    return x


@wrong("softplus", hint="exp(1000) is inf, and so is its logarithm", see="1.5 GELU, swish, softplus, mish")
def softplus_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.log(1 + np.exp(x))


@wrong("softplus", hint="the sign in the exponent is wrong", see="1.5 GELU, swish, softplus, mish")
def softplus_sign_flipped(x):
    return np.logaddexp(0, -np.asarray(x, dtype=float))


@wrong("softplus", hint="a term is missing: for large x softplus is about x", see="1.5 GELU, swish, softplus, mish")
def softplus_large_part_missing(x):
    return np.log1p(np.exp(-np.abs(x)))


@wrong("softplus", hint="x is cut off, and softplus has no upper limit", see="1.5 GELU, swish, softplus, mish")
def softplus_clipped(x):
    return np.log1p(np.exp(np.clip(x, -20, 20)))


@wrong("softplus", hint="the logarithm is the natural one", see="1.5 GELU, swish, softplus, mish")
def softplus_base_two(x):
    return np.logaddexp2(0, np.asarray(x, dtype=float) / np.log(2))


@wrong("softplus", hint="this is relu, which softplus smooths", see="1.5 GELU, swish, softplus, mish")
def softplus_is_relu(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0)


@wrong(
    "softplus", hint="the formula is replaced by x where the two still differ", see="1.5 GELU, swish, softplus, mish"
)
def softplus_switched_too_early(x):
    x = np.asarray(x, dtype=float)
    return np.where(x > 5, x, np.log1p(np.exp(np.minimum(x, 5))))


@wrong("softplus", hint="this is the derivative of softplus", see="1.5 GELU, swish, softplus, mish")
def softplus_is_sigmoid(x):
    return sigmoid(x)


@wrong(
    "softplus",
    hint="the larger of x and 0 is wanted in front, not the size of x",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_absolute_value_kept(x):
    return np.abs(x) + np.log1p(np.exp(-np.abs(x)))


@wrong(
    "softplus",
    hint="the exponential in the second term must not overflow: look at its sign",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_exponential_of_x_in_the_second_term(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0) + np.log1p(np.exp(np.minimum(np.abs(x), 700)))


@wrong(
    "softplus",
    hint="x is cut off where the exponential would overflow, and softplus has no upper limit",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_clipped_far_out(x):
    return np.log1p(np.exp(np.clip(x, -500, 500)))


@wrong(
    "softplus",
    hint="the sigmoid underflows to 0 for large x, and the logarithm of 0 is -inf",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_by_the_logarithm_of_sigmoid(x):
    return -np.log(sigmoid(-np.asarray(x)))


@wrong(
    "softplus", hint="x itself stands in front; for negative x that is too low", see="1.5 GELU, swish, softplus, mish"
)
def softplus_x_in_front(x):
    return x + np.log1p(np.exp(-np.abs(x)))


@wrong(
    "softplus",
    hint="one shift for the whole array: elements far below the largest are lost",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_one_shift_for_all(x):
    m = max(np.max(x), 0)
    return m + np.log(np.exp(-m) + np.exp(x - m))


@wrong(
    "softplus",
    hint="np.vectorize takes the type of all results from the first: after an integer all become integers",
    see="1.5 GELU, swish, softplus, mish",
)
def softplus_vectorized_without_type(x):
    return np.vectorize(lambda v: v if v > 30 else np.log1p(np.exp(v)))(x)


@wrong("mish", hint="this is the gate alone; the input is multiplied by it", see="1.5 GELU, swish, softplus, mish")
def mish_gate_only(x):
    return np.tanh(softplus(x))


@wrong("mish", hint="the tanh is taken of the softplus, not of x", see="1.5 GELU, swish, softplus, mish")
def mish_roles_exchanged(x):
    return np.tanh(x) * softplus(x)


@wrong("mish", hint="the two functions are nested in the other order", see="1.5 GELU, swish, softplus, mish")
def mish_softplus_of_tanh(x):
    return x * softplus(np.tanh(x))


@wrong("mish", hint="the logarithm of softplus is missing", see="1.5 GELU, swish, softplus, mish")
def mish_exponential_for_softplus(x):
    x = np.asarray(x, dtype=float)
    return x * np.tanh(np.exp(np.minimum(x, 700)))


@wrong("mish", hint="the outer function of the gate is a tanh", see="1.5 GELU, swish, softplus, mish")
def mish_sigmoid_for_tanh(x):
    return x * sigmoid(softplus(x))


@wrong(
    "mish", hint="the softplus inside the tanh is missing, or comes to x itself", see="1.5 GELU, swish, softplus, mish"
)
def mish_softplus_missing(x):
    return x * np.tanh(x)


@wrong(
    "mish",
    hint="the fraction with exponentials is inf / inf for large x, which is nan",
    see="1.5 GELU, swish, softplus, mish",
)
def mish_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    w = (1 + np.exp(x)) ** 2
    return x * (w - 1) / (w + 1)


@wrong("mish", hint="the gate of mish is not a sigmoid of x", see="1.5 GELU, swish, softplus, mish")
def mish_is_swish(x):
    return x * sigmoid(x)


@wrong("mish", hint="the sign of x in the gate is wrong", see="1.5 GELU, swish, softplus, mish")
def mish_sign_of_the_gate_flipped(x):
    return x * np.tanh(softplus(-np.asarray(x)))


@wrong("mish", hint="the tanh is missing", see="1.5 GELU, swish, softplus, mish")
def mish_without_tanh(x):
    return x * softplus(x)


@wrong(
    "mish",
    hint="the result is stored in the integer type of x, and fractions are cut off",
    see="1.5 GELU, swish, softplus, mish",
)
def mish_integers_truncated(x):
    out = np.array(x)
    out[...] = x * np.tanh(softplus(x))
    return out


@wrong("relu_prime", hint="at 0 the notebook fixes the value", see="1.6 Derivatives")
def relu_prime_one_at_zero(x):
    return np.where(np.greater_equal(x, 0), 1.0, 0.0)


@wrong("relu_prime", hint="at 0 the notebook fixes the value", see="1.6 Derivatives")
def relu_prime_half_at_zero(x):
    return np.heaviside(x, 0.5)


@wrong("relu_prime", hint="0 / 0 is nan: at 0 the notebook fixes the value", see="1.6 Derivatives")
def relu_prime_nan_at_zero(x):
    x = np.asarray(x, dtype=float)
    return np.maximum(x, 0) / x


@wrong("relu_prime", hint="this is relu itself", see="1.6 Derivatives")
def relu_prime_is_relu(x):
    return np.maximum(x, 0)


@wrong("relu_prime", hint="on the negative side the slope is 0, not -1", see="1.6 Derivatives")
def relu_prime_is_the_sign(x):
    return np.sign(x)


@wrong("relu_prime", hint="the slope is 1 only where the unit is on", see="1.6 Derivatives")
def relu_prime_always_one(x):
    return np.ones(np.shape(x))


@wrong("relu_prime", hint="the sides are exchanged", see="1.6 Derivatives")
def relu_prime_sides_swapped(x):
    return np.where(np.greater(x, 0), 0.0, 1.0)


@wrong("relu_prime", hint="each element has its own slope", see="1.6 Derivatives")
def relu_prime_of_a_whole_array(x):
    return 1.0 if np.all(np.greater(x, 0)) else 0.0


@wrong("relu_prime", hint="this is the slope of softplus, the smooth relative", see="1.6 Derivatives")
def relu_prime_is_sigmoid(x):
    return sigmoid(x)


@wrong("leaky_relu_prime", hint="at 0 the notebook fixes the value", see="1.6 Derivatives")
def leaky_relu_prime_one_at_zero(x, alpha=0.01):
    return np.where(np.greater_equal(x, 0), 1.0, alpha)


@wrong(
    "leaky_relu_prime",
    hint="alpha is an argument; 0.01 is only its default",
    see="1.6 Derivatives",
)
def leaky_relu_prime_alpha_fixed(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, 0.01)


@wrong("leaky_relu_prime", hint="on the negative side the slope is not 0", see="1.6 Derivatives")
def leaky_relu_prime_without_leak(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong("leaky_relu_prime", hint="the sides are exchanged", see="1.6 Derivatives")
def leaky_relu_prime_sides_swapped(x, alpha=0.01):
    return np.where(np.greater(x, 0), alpha, 1.0)


@wrong("leaky_relu_prime", hint="the derivative of alpha x no longer holds x", see="1.6 Derivatives")
def leaky_relu_prime_keeps_x(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, alpha * np.asarray(x))


@wrong("leaky_relu_prime", hint="the slope on the negative side is positive, too", see="1.6 Derivatives")
def leaky_relu_prime_negative_slope(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, -alpha)


@wrong("leaky_relu_prime", hint="this is leaky_relu itself", see="1.6 Derivatives")
def leaky_relu_prime_is_leaky_relu(x, alpha=0.01):
    return np.where(np.greater(x, 0), x, alpha * np.asarray(x))


@wrong("leaky_relu_prime", hint="an integer array cannot hold the slope", see="1.6 Derivatives")
def leaky_relu_prime_integers_truncated(x, alpha=0.01):
    out = np.ones_like(x)
    out[np.less_equal(x, 0)] = alpha
    return out


@wrong("leaky_relu_prime", hint="at 0 the notebook fixes the value", see="1.6 Derivatives")
def leaky_relu_prime_zero_at_zero(x, alpha=0.01):
    return np.where(np.greater(x, 0), 1.0, np.where(np.less(x, 0), alpha, 0.0))


@wrong("leaky_relu_prime", hint="0 / 0 is nan: at 0 the notebook fixes the value", see="1.6 Derivatives")
def leaky_relu_prime_nan_at_zero(x, alpha=0.01):
    return leaky_relu(x, alpha) / x


@wrong("leaky_relu_prime", hint="on the positive side the slope is that of x alone", see="1.6 Derivatives")
def leaky_relu_prime_slopes_added(x, alpha=0.01):
    return np.greater(x, 0) + alpha


@wrong(
    "leaky_relu_prime",
    hint="the second mask is taken of what the first has written; look at x in both",
    see="1.6 Derivatives",
)
def leaky_relu_prime_second_mask_of_the_result(x, alpha=0.01):
    out = np.array(x, dtype=float)
    out[out <= 0] = alpha
    out[out > 0] = 1
    return out


@wrong(
    "leaky_relu_prime",
    hint="np.vectorize takes the type of all results from the first: after an integer all become integers",
    see="1.6 Derivatives",
)
def leaky_relu_prime_vectorized_without_type(x, alpha=0.01):
    return np.vectorize(lambda v: 1 if v > 0 else alpha)(x)


@wrong(
    "leaky_relu_prime",
    hint="0 counts as false: an alpha of 0 is taken for one that was not given",
    see="1.6 Derivatives",
)
def leaky_relu_prime_zero_alpha_taken_for_default(x, alpha=None):
    return np.where(np.greater(x, 0), 1.0, alpha or 0.01)


@wrong("elu_prime", hint="alpha is missing", see="1.6 Derivatives")
def elu_prime_alpha_forgotten(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.exp(np.minimum(x, 0)))


@wrong("elu_prime", hint="at 0 the notebook fixes the value", see="1.6 Derivatives")
def elu_prime_one_at_zero(x, alpha=1.0):
    return np.where(np.greater_equal(x, 0), 1.0, alpha * np.exp(np.minimum(x, 0)))


@wrong("elu_prime", hint="the derivative of a constant is 0", see="1.6 Derivatives")
def elu_prime_keeps_minus_one(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha * np.expm1(np.minimum(x, 0)))


@wrong("elu_prime", hint="the lower branch is curved: its slope depends on x", see="1.6 Derivatives")
def elu_prime_constant_slope(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha)


@wrong("elu_prime", hint="x is the input of elu, not its output", see="1.6 Derivatives")
def elu_prime_takes_x_for_the_output(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.asarray(x) + alpha)


@wrong(
    "elu_prime", hint="0 times inf is nan: choose between the branches, do not multiply by masks", see="1.6 Derivatives"
)
def elu_prime_masked_overflow(x, alpha=1.0):
    x = np.asarray(x, dtype=float)
    return (x > 0) * 1.0 + (x <= 0) * alpha * np.exp(x)


@wrong("elu_prime", hint="the derivative of exp(x) has no factor x", see="1.6 Derivatives")
def elu_prime_chain_factor_x(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, alpha * x * np.exp(np.minimum(x, 0)))


@wrong("elu_prime", hint="an integer array cannot hold the slope", see="1.6 Derivatives")
def elu_prime_integers_truncated(x, alpha=1.0):
    out = np.ones_like(x)
    low = np.less_equal(x, 0)
    out[low] = alpha * np.exp(np.asarray(x, dtype=float)[low])
    return out


@wrong("elu_prime", hint="the sides are exchanged", see="1.6 Derivatives")
def elu_prime_sides_swapped(x, alpha=1.0):
    return np.where(np.greater(x, 0), alpha * np.exp(np.minimum(x, 50)), 1.0)


@wrong("elu_prime", hint="0 counts as false: an alpha of 0 is taken for one that was not given", see="1.6 Derivatives")
def elu_prime_zero_alpha_taken_for_default(x, alpha=None):
    alpha = alpha or 1.0
    return np.where(np.greater(x, 0), 1.0, alpha * np.exp(np.minimum(x, 0)))


@wrong("elu_prime", hint="the smaller of the two slopes is not always the right one", see="1.6 Derivatives")
def elu_prime_smaller_slope(x, alpha=1.0):
    return np.minimum(1.0, alpha * np.exp(x))


@wrong("elu_prime", hint="to elu itself 1 is added, which holds for alpha 1 only", see="1.6 Derivatives")
def elu_prime_elu_plus_one(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, elu(x, alpha) + 1)


@wrong("elu_prime", hint="alpha stands before the exponential, not in the exponent", see="1.6 Derivatives")
def elu_prime_alpha_in_the_exponent(x, alpha=1.0):
    return np.where(np.greater(x, 0), 1.0, np.exp(alpha * np.minimum(x, 0)))


@wrong("elu_prime", hint="the upper branch has been kept, not differentiated", see="1.6 Derivatives")
def elu_prime_keeps_x(x, alpha=1.0):
    return np.where(np.greater(x, 0), x, alpha * np.exp(np.minimum(x, 0)))


@wrong("sigmoid_prime", hint="this is sigmoid itself", see="1.6 Derivatives")
def sigmoid_prime_is_sigmoid(x):
    return sigmoid(x)


@wrong("sigmoid_prime", hint="x is the input of sigmoid, not its output", see="1.6 Derivatives")
def sigmoid_prime_takes_x_for_the_output(x):
    return x * (1 - x)


@wrong("sigmoid_prime", hint="one of the two factors is missing", see="1.6 Derivatives")
def sigmoid_prime_first_factor_missing(x):
    return 1 - sigmoid(x)


@wrong("sigmoid_prime", hint="a sign is wrong in the second factor", see="1.6 Derivatives")
def sigmoid_prime_plus_for_minus(x):
    s = sigmoid(x)
    return s * (1 + s)


@wrong("sigmoid_prime", hint="sigmoid rises, so its slope is positive", see="1.6 Derivatives")
def sigmoid_prime_sign_of_the_whole(x):
    s = sigmoid(x)
    return -s * (1 - s)


@wrong(
    "sigmoid_prime",
    hint="the fraction with the square is inf / inf for large negative x, which is nan",
    see="1.6 Derivatives",
)
def sigmoid_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


@wrong("sigmoid_prime", hint="sigmoid is applied to its own output", see="1.6 Derivatives")
def sigmoid_prime_applies_sigmoid_twice(x):
    s = sigmoid(sigmoid(x))
    return s * (1 - s)


@wrong("sigmoid_prime", hint="this rule belongs to tanh", see="1.6 Derivatives")
def sigmoid_prime_of_tanh(x):
    return 1 - sigmoid(x) ** 2


@wrong("sigmoid_prime", hint="the second factor is 1 minus the sigmoid, not 1 minus x", see="1.6 Derivatives")
def sigmoid_prime_one_minus_x(x):
    return sigmoid(x) * (1 - x)


@wrong("sigmoid_prime", hint="the largest slope of sigmoid is a quarter", see="1.6 Derivatives")
def sigmoid_prime_scaled_to_one(x):
    s = sigmoid(x)
    return 4 * s * (1 - s)


@wrong("sigmoid_prime", hint="the square of the denominator is missing", see="1.6 Derivatives")
def sigmoid_prime_square_of_the_denominator_lost(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x)))


@wrong(
    "sigmoid_prime",
    hint="the result is stored in the integer type of x, and fractions are cut off",
    see="1.6 Derivatives",
)
def sigmoid_prime_integers_truncated(x):
    s = sigmoid(x)
    return (s * (1 - s)).astype(np.asarray(x).dtype)


@wrong("tanh_prime", hint="x is the input of tanh, not its output", see="1.6 Derivatives")
def tanh_prime_takes_x_for_the_output(x):
    return 1 - np.square(np.asarray(x, dtype=float))


@wrong("tanh_prime", hint="the square is missing", see="1.6 Derivatives")
def tanh_prime_square_missing(x):
    return 1 - np.tanh(x)


@wrong("tanh_prime", hint="a sign is wrong", see="1.6 Derivatives")
def tanh_prime_plus_for_minus(x):
    return 1 + np.tanh(x) ** 2


@wrong("tanh_prime", hint="this is tanh itself", see="1.6 Derivatives")
def tanh_prime_is_tanh(x):
    return np.tanh(x)


@wrong("tanh_prime", hint="this rule belongs to sigmoid", see="1.6 Derivatives")
def tanh_prime_of_sigmoid(x):
    t = np.tanh(x)
    return t * (1 - t)


@wrong("tanh_prime", hint="the square is taken of the tanh, not of x", see="1.6 Derivatives")
def tanh_prime_square_inside(x):
    return 1 - np.tanh(np.square(np.asarray(x, dtype=float)))


@wrong("tanh_prime", hint="the hyperbolic secant has to be squared", see="1.6 Derivatives")
def tanh_prime_not_squared_secant(x):
    return 1 / np.cosh(np.clip(x, -700, 700))


@wrong("tanh_prime", hint="the square belongs to the tanh alone", see="1.6 Derivatives")
def tanh_prime_square_of_the_difference(x):
    return (1 - np.tanh(x)) ** 2


@wrong("tanh_prime", hint="tanh is applied to its own output", see="1.6 Derivatives")
def tanh_prime_applies_tanh_twice(x):
    return 1 - np.tanh(np.tanh(x)) ** 2


@wrong("tanh_prime", hint="nearly: look at the argument of the sigmoid", see="1.6 Derivatives")
def tanh_prime_sigmoid_argument_not_doubled(x):
    s = sigmoid(x)
    return 4 * s * (1 - s)


@wrong("tanh_prime", hint="the fraction is inf / inf for x of large size, which is nan", see="1.6 Derivatives")
def tanh_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    return 1 - ((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))) ** 2


@wrong("tanh_prime", hint="the fraction of exponentials is inf / inf for large x, which is nan", see="1.6 Derivatives")
def tanh_prime_one_sided_fraction_overflows(x):
    e = np.exp(2 * np.asarray(x, dtype=float))
    return 4 * e / (1 + e) ** 2


@wrong("tanh_prime", hint="the chain rule's inner derivative is missing", see="1.6 Derivatives")
def tanh_prime_inner_derivative_lost(x):
    s = sigmoid(2 * np.asarray(x))
    return 2 * s * (1 - s)


@wrong(
    "softplus_prime",
    hint="this falls, and the slope rises: a sign is wrong, or an inner derivative is missing",
    see="1.6 Derivatives",
)
def softplus_prime_sign_flipped(x):
    return sigmoid(-np.asarray(x))


@wrong("softplus_prime", hint="for large x this is inf / inf, which is nan", see="1.6 Derivatives")
def softplus_prime_overflows(x):
    x = np.asarray(x, dtype=float)
    return np.exp(x) / (1 + np.exp(x))


@wrong("softplus_prime", hint="this is the second derivative", see="1.6 Derivatives")
def softplus_prime_second_derivative(x):
    s = sigmoid(x)
    return s * (1 - s)


@wrong("softplus_prime", hint="this is softplus itself", see="1.6 Derivatives")
def softplus_prime_is_softplus(x):
    return softplus(x)


@wrong("softplus_prime", hint="this is the slope of relu, which softplus smooths", see="1.6 Derivatives")
def softplus_prime_of_relu(x):
    return np.where(np.greater(x, 0), 1.0, 0.0)


@wrong("softplus_prime", hint="the slope lies between 0 and 1", see="1.6 Derivatives")
def softplus_prime_is_tanh(x):
    return np.tanh(x)


@wrong(
    "softplus_prime",
    hint="nan is replaced by 0, and comes from large x, where the slope is not 0",
    see="1.6 Derivatives",
)
def softplus_prime_nan_taken_for_zero(x):
    return np.nan_to_num(np.exp(x) / (1 + np.exp(x)))


@wrong(
    "softplus_prime",
    hint="the result is stored in the integer type of x, and fractions are cut off",
    see="1.6 Derivatives",
)
def softplus_prime_integers_truncated(x):
    return sigmoid(x).astype(np.asarray(x).dtype)


@wrong("swish_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def swish_prime_second_term_lost(x):
    return sigmoid(x)


@wrong("swish_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def swish_prime_first_term_lost(x):
    s = sigmoid(x)
    return x * s * (1 - s)


@wrong("swish_prime", hint="the product with x was forgotten", see="1.6 Derivatives")
def swish_prime_of_the_gate_only(x):
    s = sigmoid(x)
    return s * (1 - s)


@wrong("swish_prime", hint="in the second term the gate has to be differentiated", see="1.6 Derivatives")
def swish_prime_gate_not_differentiated(x):
    s = sigmoid(x)
    return s + x * s


@wrong("swish_prime", hint="x is missing in the second term", see="1.6 Derivatives")
def swish_prime_x_lost_in_second_term(x):
    s = sigmoid(x)
    return s + s * (1 - s)


@wrong("swish_prime", hint="the derivative of the gate has two factors", see="1.6 Derivatives")
def swish_prime_gate_derivative_incomplete(x):
    s = sigmoid(x)
    return s + x * (1 - s)


@wrong("swish_prime", hint="the terms of the product rule are added", see="1.6 Derivatives")
def swish_prime_minus_for_plus(x):
    s = sigmoid(x)
    return s - x * s * (1 - s)


@wrong("swish_prime", hint="this is swish itself", see="1.6 Derivatives")
def swish_prime_is_swish(x):
    return x * sigmoid(x)


@wrong("swish_prime", hint="for large x this is inf / inf, which is nan", see="1.6 Derivatives")
def swish_prime_overflows(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(x)
    return e * (1 + e + x) / (1 + e) ** 2


@wrong("swish_prime", hint="swish and sigmoid are exchanged in one place", see="1.6 Derivatives")
def swish_prime_swish_in_both_places(x):
    y = x * sigmoid(x)
    return y + y * (1 - y)


@wrong("swish_prime", hint="in the gate's derivative x stands where the gate's value belongs", see="1.6 Derivatives")
def swish_prime_one_minus_x(x):
    s = sigmoid(x)
    return s + x * s * (1 - np.asarray(x))


@wrong("swish_prime", hint="a sign is wrong in the derivative of the gate", see="1.6 Derivatives")
def swish_prime_plus_in_the_gate_derivative(x):
    s = sigmoid(x)
    return s + x * s * (1 + s)


@wrong("gelu_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def gelu_prime_second_term_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t)


@wrong("gelu_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def gelu_prime_first_term_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="the chain rule's inner derivative is missing", see="1.6 Derivatives")
def gelu_prime_inner_derivative_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2)


@wrong("gelu_prime", hint="the derivative of a cube has a factor 3", see="1.6 Derivatives")
def gelu_prime_three_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 0.044715 * x**2)


@wrong("gelu_prime", hint="the constant before the bracket is missing in the inner derivative", see="1.6 Derivatives")
def gelu_prime_root_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="the derivative of tanh holds a square", see="1.6 Derivatives")
def gelu_prime_tanh_not_squared(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t) * k * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="x is missing in the second term", see="1.6 Derivatives")
def gelu_prime_x_lost_in_second_term(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong("gelu_prime", hint="the derivative of a cube is a square", see="1.6 Derivatives")
def gelu_prime_cube_kept(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**3)


@wrong("gelu_prime", hint="the factor 0.5 belongs to both terms", see="1.6 Derivatives")
def gelu_prime_half_lost_in_second_term(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + x * (1 - t**2) * k * (1 + 3 * 0.044715 * x**2)


@wrong(
    "gelu_prime",
    hint="the derivative of the tanh form is asked for; this is that of the exact one",
    see="1.6 Derivatives",
)
def gelu_prime_of_the_exact_form(x):
    import math

    gate = np.vectorize(lambda v: 0.5 * (1 + math.erf(v / math.sqrt(2))))
    x = np.asarray(x, dtype=float)
    return gate(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


@wrong(
    "gelu_prime",
    hint="the derivative of the tanh form is asked for; this is that of a coarser one",
    see="1.6 Derivatives",
)
def gelu_prime_by_a_sigmoid(x):
    s = sigmoid(1.702 * np.asarray(x))
    return s + 1.702 * x * s * (1 - s)


@wrong("gelu_prime", hint="this is gelu itself", see="1.6 Derivatives")
def gelu_prime_is_gelu(x):
    return gelu(x)


@wrong("gelu_prime", hint="the derivative of a cube is a square; here x stands alone", see="1.6 Derivatives")
def gelu_prime_square_lost(x):
    x = np.asarray(x, dtype=float)
    k = np.sqrt(2 / np.pi)
    t = np.tanh(k * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t**2) * k * (1 + 3 * 0.044715 * x)


@wrong("mish_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def mish_prime_second_term_lost(x):
    t = np.tanh(softplus(x))
    return t


@wrong("mish_prime", hint="the product rule has two terms", see="1.6 Derivatives")
def mish_prime_first_term_lost(x):
    t = np.tanh(softplus(x))
    return x * (1 - t**2) * sigmoid(x)


@wrong("mish_prime", hint="the chain rule's inner derivative is missing", see="1.6 Derivatives")
def mish_prime_softplus_not_differentiated(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2)


@wrong("mish_prime", hint="the tanh in the second term is taken of the softplus, not of x", see="1.6 Derivatives")
def mish_prime_tanh_of_x(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - np.tanh(x) ** 2) * sigmoid(x)


@wrong("mish_prime", hint="the derivative of tanh holds a square", see="1.6 Derivatives")
def mish_prime_tanh_not_squared(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t) * sigmoid(x)


@wrong("mish_prime", hint="x is missing in the second term", see="1.6 Derivatives")
def mish_prime_x_lost_in_second_term(x):
    t = np.tanh(softplus(x))
    return t + (1 - t**2) * sigmoid(x)


@wrong("mish_prime", hint="the inner function has to be differentiated, not repeated", see="1.6 Derivatives")
def mish_prime_softplus_kept(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t**2) * softplus(x)


@wrong(
    "mish_prime",
    hint="a fraction with exp(x) above and below is inf / inf for large x, which is nan",
    see="1.6 Derivatives",
)
def mish_prime_fraction_overflows(x):
    x = np.asarray(x, dtype=float)
    e = np.exp(x)
    omega = 4 * (x + 1) + 4 * e**2 + e**3 + e * (4 * x + 6)
    return e * omega / (2 * e + e**2 + 2) ** 2


@wrong(
    "mish_prime", hint="the derivative of softplus is the sigmoid, not the slope of the sigmoid", see="1.6 Derivatives"
)
def mish_prime_derivative_of_sigmoid_inside(x):
    t = np.tanh(softplus(x))
    s = sigmoid(x)
    return t + x * (1 - t**2) * s * (1 - s)


@wrong("mish_prime", hint="this is the slope of swish", see="1.6 Derivatives")
def mish_prime_of_swish(x):
    s = sigmoid(x)
    return s + x * s * (1 - s)


@wrong("mish_prime", hint="this is mish itself", see="1.6 Derivatives")
def mish_prime_is_mish(x):
    return x * np.tanh(softplus(x))


@wrong("mish_prime", hint="the terms of the product rule are added", see="1.6 Derivatives")
def mish_prime_minus_for_plus(x):
    t = np.tanh(softplus(x))
    return t - x * (1 - t**2) * sigmoid(x)


@wrong("mlp", hint="the output has no activation", see="1.7 The multilayer perceptron")
def mlp_activation_on_the_output(X, W1, b1, W2, b2, phi):
    return phi(phi(X @ W1 + b1) @ W2 + b2)


@wrong("mlp", hint="the activation is missing, and the two maps collapse into one", see="1.7 The multilayer perceptron")
def mlp_without_activation(X, W1, b1, W2, b2, phi):
    return (X @ W1 + b1) @ W2 + b2


@wrong("mlp", hint="b1 is missing", see="1.7 The multilayer perceptron")
def mlp_first_bias_forgotten(X, W1, b1, W2, b2, phi):
    return phi(X @ W1) @ W2 + b2


@wrong("mlp", hint="b2 is missing", see="1.7 The multilayer perceptron")
def mlp_second_bias_forgotten(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1) @ W2


@wrong("mlp", hint="b1 is added before the activation", see="1.7 The multilayer perceptron")
def mlp_bias_after_the_activation(X, W1, b1, W2, b2, phi):
    return (phi(X @ W1) + b1) @ W2 + b2


@wrong("mlp", hint="the activation is the argument phi, whatever it is", see="1.7 The multilayer perceptron")
def mlp_fixed_relu(X, W1, b1, W2, b2, phi):
    return np.maximum(X @ W1 + b1, 0) @ W2 + b2


@wrong("mlp", hint="the activation is the argument phi, whatever it is", see="1.7 The multilayer perceptron")
def mlp_fixed_tanh(X, W1, b1, W2, b2, phi):
    return np.tanh(X @ W1 + b1) @ W2 + b2


@wrong("mlp", hint="phi belongs to the hidden layer, not to the inputs", see="1.7 The multilayer perceptron")
def mlp_activates_the_inputs(X, W1, b1, W2, b2, phi):
    return (phi(X) @ W1 + b1) @ W2 + b2


@wrong("mlp", hint="phi belongs to the hidden layer, not to the output", see="1.7 The multilayer perceptron")
def mlp_activation_on_the_output_only(X, W1, b1, W2, b2, phi):
    return phi((X @ W1 + b1) @ W2 + b2)


@wrong("mlp", hint="phi is applied once", see="1.7 The multilayer perceptron")
def mlp_activation_twice(X, W1, b1, W2, b2, phi):
    return phi(phi(X @ W1 + b1)) @ W2 + b2


@wrong(
    "mlp",
    hint="this notebook puts one example in a row: the weights stand on the right",
    see="1.7 The multilayer perceptron",
)
def mlp_in_columns(X, W1, b1, W2, b2, phi):
    return W2 @ phi(W1 @ X + b1) + b2


@wrong("mlp", hint="this is H; the output O is wanted", see="1.7 The multilayer perceptron")
def mlp_returns_the_hidden_layer(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1)


@wrong("mlp", hint="the output is O itself, with no softmax", see="1.7 The multilayer perceptron")
def mlp_softmax_on_the_output(X, W1, b1, W2, b2, phi):
    o = phi(X @ W1 + b1) @ W2 + b2
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong("mlp", hint="one array is wanted, the output", see="1.7 The multilayer perceptron")
def mlp_returns_hidden_and_output(X, W1, b1, W2, b2, phi):
    h = phi(X @ W1 + b1)
    return h, h @ W2 + b2


@wrong("mlp", hint="every row of X has an output", see="1.7 The multilayer perceptron")
def mlp_of_the_first_row(X, W1, b1, W2, b2, phi):
    return (phi(X[0] @ W1 + b1) @ W2 + b2).reshape(1, -1)


@wrong(
    "mlp",
    hint="an axis of length 1 is dropped; one example is still a row, and one output a column",
    see="1.7 The multilayer perceptron",
)
def mlp_squeezed(X, W1, b1, W2, b2, phi):
    return np.squeeze(phi(X @ W1 + b1) @ W2 + b2)


@wrong(
    "mlp",
    hint="+= keeps the integer type of the product, into which a fractional bias does not fit",
    see="1.7 The multilayer perceptron",
)
def mlp_bias_added_in_place(X, W1, b1, W2, b2, phi):
    Z = X @ W1
    Z += b1
    return phi(Z) @ W2 + b2


@wrong(
    "mlp", hint="H is stored in the integer type of Z, and fractions are cut off", see="1.7 The multilayer perceptron"
)
def mlp_hidden_layer_truncated(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    H[:] = phi(H)
    return H @ W2 + b2


@wrong("xor_weights", hint="this network computes OR: look at the corner (1, 1)", see="1.8 XOR")
def xor_or():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="this network computes AND", see="1.8 XOR")
def xor_and():
    return np.array([[1.0], [1.0]]), np.array([-1.0]), np.array([[1.0]]), np.array([0.0])


@wrong("xor_weights", hint="this network computes the opposite of XOR", see="1.8 XOR")
def xor_opposite():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[-1.0], [2.0]]), np.array([1.0])


@wrong("xor_weights", hint="no affine map computes XOR; this network puts out one constant", see="1.8 XOR")
def xor_best_constant():
    return np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0.0, 0.0]), np.array([[0.0], [0.0]]), np.array([0.5])


@wrong("xor_weights", hint="this network computes NAND: look at the corner (0, 0)", see="1.8 XOR")
def xor_nand():
    return np.array([[1.0], [1.0]]), np.array([-1.0]), np.array([[-1.0]]), np.array([1.0])


@wrong("xor_weights", hint="both hinges stand at the same place, so there is no tent", see="1.8 XOR")
def xor_second_hinge_at_zero():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [-2.0]]), np.array([0.0])


@wrong("xor_weights", hint="these weights suit units that jump from 0 to 1, and not ReLU", see="1.8 XOR")
def xor_for_step_units():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="the corners have coordinates 0 and 1, not -1 and 1", see="1.8 XOR")
def xor_inputs_of_minus_one_and_one():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [1.0]]), np.array([-1.0])


@wrong("xor_weights", hint="the output is the sum of the inputs: look at the corner (1, 1)", see="1.8 XOR")
def xor_sum_of_inputs():
    return np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0.0, 0.0]), np.array([[1.0], [1.0]]), np.array([0.0])


@wrong("xor_weights", hint="one hinge sees only one of the two corners that give 1", see="1.8 XOR")
def xor_one_difference_only():
    return np.array([[1.0], [-1.0]]), np.array([0.0]), np.array([[1.0]]), np.array([0.0])


@wrong("xor_weights", hint="in the row layout W1 is (2, h) and W2 is (h, 1)", see="1.8 XOR")
def xor_weights_transposed():
    return (
        np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0]]),
        np.array([0.0, -1.0, 0.0]),
        np.array([[1.0, -2.0, 0.0]]),
        np.array([0.0]),
    )


@wrong("xor_weights", hint="at most four hidden units are allowed", see="1.8 XOR")
def xor_too_many_hidden_units():
    return (
        np.array([[1.0, 1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0, 0.0]]),
        np.array([0.0, -1.0, 0.0, 0.0, 0.0]),
        np.array([[1.0], [-2.0], [0.0], [0.0], [0.0]]),
        np.array([0.0]),
    )


@wrong("xor_weights", hint="the output is one number for each row, (n, 1)", see="1.8 XOR")
def xor_two_outputs():
    return (
        np.array([[1.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, -1.0]),
        np.array([[-1.0, 1.0], [2.0, -2.0]]),
        np.array([1.0, 0.0]),
    )


@wrong("xor_weights", hint="b2 has the shape (1,): one output", see="1.8 XOR")
def xor_output_bias_is_a_number():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.array(0.0)


@wrong("xor_weights", hint="four values are wanted, the biases among them", see="1.8 XOR")
def xor_biases_left_out():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([[1.0], [1.0]])


@wrong("xor_weights", hint="the order is W1, b1, W2, b2", see="1.8 XOR")
def xor_values_in_another_order():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[1.0], [-2.0]]), np.array([0.0, -1.0]), np.array([0.0])


@wrong("xor_weights", hint="the weights are wanted, not the outputs", see="1.8 XOR")
def xor_returns_the_answers():
    return np.array([[0.0], [1.0], [1.0], [0.0]])


@wrong(
    "xor_weights",
    hint="in the row layout the weights of a hidden unit stand in a column of W1, not in a row",
    see="1.8 XOR",
)
def xor_units_in_rows():
    return np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([0.0, -2.0]), np.array([[1.0], [-1.0]]), np.array([0.0])


@wrong("xor_weights", hint="these large weights suit sigmoid or step units, and not ReLU", see="1.8 XOR")
def xor_for_sigmoid_units():
    return (
        np.array([[20.0, -20.0], [20.0, -20.0]]),
        np.array([-10.0, 30.0]),
        np.array([[20.0], [20.0]]),
        np.array([-30.0]),
    )


@wrong("dead_units", hint="a unit that is off on one row is not dead: look at every row", see="1.9 Dead units")
def dead_units_from_one_example(X, W, b):
    return X[0] @ W + b <= 0


@wrong("dead_units", hint="off on some row is not dead; off on every row is", see="1.9 Dead units")
def dead_units_off_on_some_row(X, W, b):
    return (X @ W + b <= 0).any(axis=0)


@wrong("dead_units", hint="one answer for each unit is wanted: the rows are examples", see="1.9 Dead units")
def dead_units_over_the_wrong_axis(X, W, b):
    return (X @ W + b <= 0).all(axis=1)


@wrong("dead_units", hint="relu(0) is 0, so a unit at exactly 0 is off", see="1.9 Dead units")
def dead_units_zero_taken_for_alive(X, W, b):
    return (X @ W + b < 0).all(axis=0)


@wrong("dead_units", hint="these are the units that are alive", see="1.9 Dead units")
def dead_units_the_alive_ones(X, W, b):
    return (X @ W + b > 0).any(axis=0)


@wrong("dead_units", hint="a unit may be on for a few rows although the mean of z is negative", see="1.9 Dead units")
def dead_units_by_the_mean(X, W, b):
    return (X @ W + b).mean(axis=0) <= 0


@wrong("dead_units", hint="the bias is missing", see="1.9 Dead units")
def dead_units_bias_forgotten(X, W, b):
    return (X @ W <= 0).all(axis=0)


@wrong("dead_units", hint="a bool for each unit is wanted, not how many are dead", see="1.9 Dead units")
def dead_units_counted(X, W, b):
    return int((X @ W + b <= 0).all(axis=0).sum())


@wrong("dead_units", hint="a bool for each unit is wanted, not the numbers of the dead ones", see="1.9 Dead units")
def dead_units_as_indices(X, W, b):
    return np.flatnonzero((X @ W + b <= 0).all(axis=0))


@wrong("dead_units", hint="True or False is wanted, not the share of rows", see="1.9 Dead units")
def dead_units_share_of_rows(X, W, b):
    return (X @ W + b <= 0).mean(axis=0)


@wrong("dead_units", hint="a unit that is off on one row is not dead: look at every row", see="1.9 Dead units")
def dead_units_of_the_last_row(X, W, b):
    return X[-1] @ W + b <= 0


@wrong("dead_units", hint="a unit that gives a little on some row is alive", see="1.9 Dead units")
def dead_units_by_a_threshold(X, W, b):
    return (X @ W + b <= 0.1).all(axis=0)


@wrong("dead_units", hint="off on most rows is not dead; off on every row is", see="1.9 Dead units")
def dead_units_mostly_off(X, W, b):
    return (X @ W + b <= 0).mean(axis=0) >= 0.9


@wrong("dead_units", hint="one answer for each unit is wanted, not one for each row and unit", see="1.9 Dead units")
def dead_units_by_the_mask(X, W, b):
    return X @ W + b <= 0


@wrong("dead_units", hint="a unit that is on for every row is not dead", see="1.9 Dead units")
def dead_units_saturated_instead(X, W, b):
    return (X @ W + b > 0).all(axis=0)


@wrong(
    "dead_units",
    hint="dead is what puts out exactly 0 on every row; outputs that are all equal or all small are not enough",
    see="1.9 Dead units",
)
def dead_units_by_one_constant_output(X, W, b):
    h = np.maximum(X @ W + b, 0)
    return h.max(axis=0) == h.min(axis=0)


@wrong("dead_units", hint="a tiny positive output is not 0: a unit that gives it is alive", see="1.9 Dead units")
def dead_units_nearly_zero(X, W, b):
    return np.isclose(np.maximum(X @ W + b, 0), 0).all(axis=0)


@wrong("dead_units", hint="the result has an axis too many; one answer for each unit, (h,)", see="1.9 Dead units")
def dead_units_with_two_axes(X, W, b):
    return (X @ W + b <= 0).all(axis=0, keepdims=True)
