"""Named wrong answers of notebook 2, forward propagation."""

import numpy as np

from autograder.testing import slips, wrong


@wrong(
    "hidden_layer",
    hint="your answer puts the weights on the right, or transposes them, as for examples in rows; here an example is a column",
    see="2.1 Hidden layer",
)
def hidden_layer_in_rows(x, W1, phi):
    z = x @ W1
    return z, phi(z)


@wrong(
    "hidden_layer",
    hint="your answer puts the weights on the right, or transposes them, as for examples in rows; here an example is a column",
    see="2.1 Hidden layer",
)
def hidden_layer_weights_transposed(x, W1, phi):
    z = W1.T @ x
    return z, phi(z)


@wrong("hidden_layer", hint="your answer multiplies entry by entry; a matrix product is wanted", see="2.1 Hidden layer")
def hidden_layer_elementwise_product(x, W1, phi):
    z = W1 * x
    return z, phi(z)


@wrong("hidden_layer", hint="your answer returns h before z; z is wanted first", see="2.1 Hidden layer")
def hidden_layer_h_before_z(x, W1, phi):
    z = W1 @ x
    return phi(z), z


@wrong(
    "hidden_layer",
    hint="your answer returns h twice; z, before the activation, is wanted first",
    see="2.1 Hidden layer",
)
def hidden_layer_h_in_place_of_z(x, W1, phi):
    h = phi(W1 @ x)
    return h, h


@wrong("hidden_layer", hint="your answer leaves phi out; h is wanted after the activation", see="2.1 Hidden layer")
def hidden_layer_without_phi(x, W1, phi):
    z = W1 @ x
    return z, z


@wrong("hidden_layer", hint="your answer applies phi to the input; it is wanted on z", see="2.1 Hidden layer")
def hidden_layer_phi_on_the_input(x, W1, phi):
    z = W1 @ x
    return z, W1 @ phi(x)


@wrong("hidden_layer", hint="your answer always takes the same activation; phi is an argument", see="2.1 Hidden layer")
def hidden_layer_always_tanh(x, W1, phi):
    z = W1 @ x
    return z, np.tanh(z)


@wrong("hidden_layer", hint="your answer applies phi twice; once is wanted", see="2.1 Hidden layer")
def hidden_layer_phi_twice(x, W1, phi):
    z = W1 @ x
    return z, phi(phi(z))


@wrong("hidden_layer", hint="your z and h have two axes; the shape (h,) is wanted", see="2.1 Hidden layer")
def hidden_layer_as_columns(x, W1, phi):
    z = W1 @ x[:, None]
    return z, phi(z)


@wrong(
    "hidden_layer",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="2.1 Hidden layer",
)
def hidden_layer_integer_result(x, W1, phi):
    z = (W1 @ x).astype(W1.dtype)
    h = np.zeros_like(z)
    h[:] = phi(z)
    return z, h


@wrong(
    "hidden_layer",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="2.1 Hidden layer",
)
def hidden_layer_in_the_type_of_x(x, W1, phi):
    z = np.zeros(len(W1), dtype=x.dtype)
    z[:] = W1 @ x
    return z, phi(z)


@wrong(
    "hidden_layer",
    hint="your answer drops an axis of length 1; a layer of one unit still has its axis",
    see="2.1 Hidden layer",
)
def hidden_layer_squeezed(x, W1, phi):
    z = np.squeeze(W1 @ x)
    return z, phi(z)


@wrong(
    "output_layer",
    hint="your answer puts the weights on the right, or transposes them, as for examples in rows; here an example is a column",
    see="2.2 Output layer",
)
def output_layer_in_rows(h, W2):
    return h @ W2


@wrong(
    "output_layer",
    hint="your answer puts the weights on the right, or transposes them, as for examples in rows; here an example is a column",
    see="2.2 Output layer",
)
def output_layer_weights_transposed(h, W2):
    return W2.T @ h


@wrong(
    "output_layer",
    hint="your answer turns the logits into probabilities; the logits are wanted",
    see="2.2 Output layer",
)
def output_layer_with_softmax(h, W2):
    o = W2 @ h
    e = np.exp(o - o.max())
    return e / e.sum()


@wrong(
    "output_layer",
    hint="your answer puts an activation on the output; the logits are wanted as they are",
    see="2.2 Output layer",
)
def output_layer_with_relu(h, W2):
    return np.maximum(W2 @ h, 0)


@wrong(
    "output_layer",
    hint="your answer puts an activation on the output; the logits are wanted as they are",
    see="2.2 Output layer",
)
def output_layer_with_tanh(h, W2):
    return np.tanh(W2 @ h)


@wrong("output_layer", hint="your answer multiplies entry by entry; a matrix product is wanted", see="2.2 Output layer")
def output_layer_elementwise_product(h, W2):
    return W2 * h


@wrong("output_layer", hint="your answer is one number; one logit a class is wanted", see="2.2 Output layer")
def output_layer_summed(h, W2):
    return np.sum(W2 * h)


@wrong("output_layer", hint="your o has an axis too many; the shape (q,) is wanted", see="2.2 Output layer")
def output_layer_as_a_column(h, W2):
    return W2 @ h.reshape(-1, 1)


@wrong(
    "output_layer", hint="your sum runs over the outputs; it is wanted over the hidden units", see="2.2 Output layer"
)
def output_layer_summed_over_outputs(h, W2):
    return (W2 * h).sum(axis=0)


@wrong("output_layer", hint="your answer moves all logits; they are wanted as they are", see="2.2 Output layer")
def output_layer_shifted(h, W2):
    o = W2 @ h
    return o - o.max()


@wrong(
    "output_layer",
    hint="your answer drops an axis of length 1; a layer of one unit still has its axis",
    see="2.2 Output layer",
)
def output_layer_squeezed(h, W2):
    return np.squeeze(W2 @ h)


@wrong(
    "output_layer",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="2.2 Output layer",
)
def output_layer_in_the_type_of_W2(h, W2):
    o = np.zeros(len(W2), dtype=W2.dtype)
    o[:] = W2 @ h
    return o


@wrong(
    "output_layer",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="2.2 Output layer",
)
def output_layer_overwrites_h(h, W2):
    o = W2 @ h
    if o.shape != h.shape:
        return o
    h[:] = o
    return h


@wrong(
    "softmax",
    hint="your answer leaves the range of floats for large logits; right values are wanted out to 10,000",
    see="2.3 Softmax",
)
def softmax_without_shift(o):
    e = np.exp(o)
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="your sum runs over the first axis; it is wanted over the last", see="2.3 Softmax")
def softmax_over_the_first_axis(o):
    e = np.exp(o - o.max(axis=0))
    return e / e.sum(axis=0)


@wrong(
    "softmax",
    hint="your sum runs over the second axis; it is wanted over the last, however many lead",
    see="2.3 Softmax",
)
def softmax_over_the_second_axis(o):
    axis = 1 if o.ndim > 1 else 0
    e = np.exp(o - o.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@wrong(
    "softmax", hint="your answer takes one sum for the whole batch; each row is shared out by itself", see="2.3 Softmax"
)
def softmax_one_sum_for_all_rows(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum()


@wrong(
    "softmax",
    hint="your answer treats all rows alike, and loses those far below the largest; each row stands for itself",
    see="2.3 Softmax",
)
def softmax_one_shift_for_all_rows(o):
    e = np.exp(o - o.max())
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer gives zeros in rows far below the largest; each row is wanted to sum to 1",
    see="2.3 Softmax",
)
def softmax_one_shift_and_epsilon(o):
    e = np.exp(o - o.max())
    return e / (e.sum(axis=-1, keepdims=True) + 1e-12)


@wrong("softmax", hint="your rows do not sum to 1; a division is missing", see="2.3 Softmax")
def softmax_not_normalised(o):
    return np.exp(o - o.max(axis=-1, keepdims=True))


@wrong("softmax", hint="your answer leaves exp out", see="2.3 Softmax")
def softmax_without_exp(o):
    return o / o.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer leaves the range of floats for large logits; right values are wanted out to 10,000",
    see="2.3 Softmax",
)
def softmax_shifted_by_the_minimum(o):
    e = np.exp(o - o.min(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer leaves the range of floats for large logits; right values are wanted out to 10,000",
    see="2.3 Softmax",
)
def softmax_shifted_by_the_mean(o):
    e = np.exp(o - o.mean(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer leaves the range of floats for large logits; right values are wanted out to 10,000",
    see="2.3 Softmax",
)
def softmax_shift_in_the_numerator_only(o):
    return np.exp(o - o.max(axis=-1, keepdims=True)) / np.exp(o).sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer scales the logits, which changes the probabilities; they are wanted unchanged",
    see="2.3 Softmax",
)
def softmax_divided_by_the_maximum(o):
    e = np.exp(o / np.abs(o).max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer clips the logits, which changes the probabilities; they are wanted unchanged",
    see="2.3 Softmax",
)
def softmax_of_clipped_logits(o):
    e = np.exp(np.clip(o, -500, 500))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="your largest logit gets the smallest probability; the largest is wanted", see="2.3 Softmax")
def softmax_of_minus_o(o):
    e = np.exp(o.min(axis=-1, keepdims=True) - o)
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax", hint="your answer gives each entry a sigmoid of its own; a row is wanted to sum to 1", see="2.3 Softmax"
)
def softmax_as_sigmoids(o):
    return 0.5 * (1 + np.tanh(0.5 * o))


@wrong("softmax", hint="your answer takes powers of 2; powers of e are wanted", see="2.3 Softmax")
def softmax_with_base_two(o):
    e = np.exp2(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="your answer changes the array that was handed in; a new array is wanted", see="2.3 Softmax")
def softmax_in_place(o):
    if o.dtype.kind == "f":
        o -= o.max(axis=-1, keepdims=True)
        e = np.exp(o)
    else:
        e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("softmax", hint="your answer is the logarithm of softmax; softmax itself is wanted", see="2.3 Softmax")
def softmax_logarithm(o):
    shifted = o - o.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@wrong("softmax", hint="your answer gives everything to the largest logit; softmax shares out", see="2.3 Softmax")
def softmax_hard(o):
    return (o == o.max(axis=-1, keepdims=True)).astype(float)


@wrong(
    "softmax",
    hint="your axis=1 is the last axis of two alone; the last axis is wanted, also of one or three",
    see="2.3 Softmax",
)
def softmax_axis_one(o):
    e = np.exp(o - o.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@wrong(
    "softmax",
    hint="your sums or maxima lose their axis, so that rows meet those of other rows, or none that fit; each is wanted with its own",
    see="2.3 Softmax",
)
def softmax_without_keepdims(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@wrong(
    "softmax",
    hint="your answer is nan for very negative logits; right values are wanted down to -10,000",
    see="2.3 Softmax",
)
def softmax_shifted_by_the_largest_size(o):
    e = np.exp(o - np.abs(o).max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(
    "softmax",
    hint="your answer adds a small number below and loses digits; the sum is wanted as it is",
    see="2.3 Softmax",
)
def softmax_epsilon_in_the_denominator(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-8)


@wrong(
    "softmax",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="2.3 Softmax",
)
def softmax_integers_truncated(o):
    e = np.exp(o - o.max(axis=-1, keepdims=True))
    return (e / e.sum(axis=-1, keepdims=True)).astype(o.dtype)


@wrong(
    "softmax",
    hint="your loop takes each entry along the first axis for one row; with more axes it holds many",
    see="2.3 Softmax",
)
def softmax_loop_over_the_first_axis(o):
    rows = [np.exp(row - row.max()) for row in np.atleast_2d(o)]
    return np.reshape([e / e.sum() for e in rows], o.shape)


@wrong(
    "softmax",
    hint="your sums or maxima lose their axis, so that rows meet those of other rows, or none that fit; each is wanted with its own",
    see="2.3 Softmax",
)
def softmax_maximum_without_keepdims(o):
    e = np.exp(o - o.max(axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


@wrong("cross_entropy", hint="your loss is negative; a minus sign is missing", see="2.4 Cross-entropy")
def cross_entropy_without_minus(o, y):
    shifted = o - o.max()
    return np.sum(y * shifted) - np.log(np.exp(shifted).sum())


@wrong(
    "cross_entropy",
    hint="your answer takes the logarithm of a probability that is rounded to 0; a finite loss is wanted there",
    see="2.4 Cross-entropy",
)
def cross_entropy_log_of_softmax(o, y):
    e = np.exp(o - o.max())
    return -np.log((e / e.sum())[np.argmax(y)])


@wrong(
    "cross_entropy",
    hint="your answer puts a limit on the loss, with a small number or a clip; a confident mistake costs more",
    see="2.4 Cross-entropy",
)
def cross_entropy_with_epsilon(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(e / e.sum() + 1e-12))


@wrong(
    "cross_entropy",
    hint="your answer puts a limit on the loss, with a small number or a clip; a confident mistake costs more",
    see="2.4 Cross-entropy",
)
def cross_entropy_with_tiny_epsilon(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(e / e.sum() + 1e-300))


@wrong(
    "cross_entropy",
    hint="your answer puts a limit on the loss, with a small number or a clip; a confident mistake costs more",
    see="2.4 Cross-entropy",
)
def cross_entropy_of_clipped_probabilities(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * np.log(np.clip(e / e.sum(), 1e-15, 1 - 1e-15)))


@wrong(
    "cross_entropy",
    hint="your answer puts a limit on the loss, with a small number or a clip; a confident mistake costs more",
    see="2.4 Cross-entropy",
)
def cross_entropy_of_clipped_logits(o, y):
    o = np.clip(o, -700, 700)
    shifted = o - o.max()
    return np.log(np.exp(shifted).sum()) - np.sum(y * shifted)


@wrong(
    "cross_entropy",
    hint="your answer leaves the range of floats for large logits; right values are wanted out to 10,000",
    see="2.4 Cross-entropy",
)
def cross_entropy_without_shift(o, y):
    return np.log(np.sum(np.exp(o))) - np.sum(y * o)


@wrong(
    "cross_entropy",
    hint="your loss changes with a common offset of all logits; it is wanted unchanged",
    see="2.4 Cross-entropy",
)
def cross_entropy_half_shifted(o, y):
    return np.log(np.sum(np.exp(o - o.max()))) - np.sum(y * o)


@wrong("cross_entropy", hint="your logarithm has base 2; the natural one is wanted", see="2.4 Cross-entropy")
def cross_entropy_in_bits(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - np.sum(y * shifted)) / np.log(2)


@wrong(
    "cross_entropy",
    hint="your loss is divided by the number of classes; the whole sum is wanted",
    see="2.4 Cross-entropy",
)
def cross_entropy_mean_over_classes(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - np.sum(y * shifted)) / len(o)


@wrong("cross_entropy", hint="your answer takes o for probabilities; o holds logits", see="2.4 Cross-entropy")
def cross_entropy_taking_probabilities(o, y):
    return -np.sum(y * np.log(np.abs(o) + 1e-300))


@wrong("cross_entropy", hint="your answer takes softmax twice; o holds logits", see="2.4 Cross-entropy")
def cross_entropy_softmax_twice(o, y):
    e = np.exp(o - o.max())
    p = e / e.sum()
    return np.log(np.exp(p).sum()) - np.sum(y * p)


@wrong(
    "cross_entropy",
    hint="your answer counts the classes that are not true as well, as one sigmoid a class would; softmax is wanted",
    see="2.4 Cross-entropy",
)
def cross_entropy_binary(o, y):
    return np.sum(np.logaddexp(0, o) - y * o)


@wrong(
    "cross_entropy",
    hint="your answer is the loss of the largest logit; that of the true class is wanted",
    see="2.4 Cross-entropy",
)
def cross_entropy_of_the_prediction(o, y):
    return np.log(np.exp(o - o.max()).sum())


@wrong("cross_entropy", hint="your answer has an entry for each class; one number is wanted", see="2.4 Cross-entropy")
def cross_entropy_not_summed(o, y):
    shifted = o - o.max()
    return y * (np.log(np.exp(shifted).sum()) - shifted)


@wrong("cross_entropy", hint="your answer is a probability; its logarithm is missing", see="2.4 Cross-entropy")
def cross_entropy_without_log(o, y):
    e = np.exp(o - o.max())
    return -np.sum(y * e / e.sum())


@wrong("cross_entropy", hint="your label and your logits have changed places", see="2.4 Cross-entropy")
def cross_entropy_arguments_swapped(o, y):
    shifted = y - y.max()
    return np.log(np.exp(shifted).sum()) - np.sum(o * shifted)


@wrong("cross_entropy", hint="your answer is a squared distance; the cross-entropy is wanted", see="2.4 Cross-entropy")
def cross_entropy_squared_error(o, y):
    e = np.exp(o - o.max())
    return np.sum((e / e.sum() - y) ** 2)


@wrong(
    "cross_entropy",
    hint="your answer looks at the largest logit alone; all logits of the row count",
    see="2.4 Cross-entropy",
)
def cross_entropy_hard_maximum(o, y):
    return o.max() - np.sum(y * o)


@wrong(
    "cross_entropy",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="2.4 Cross-entropy",
)
def cross_entropy_in_place(o, y):
    if o.dtype.kind == "f":
        o -= o.max()
    shifted = o - o.max()
    return np.log(np.exp(shifted).sum()) - np.sum(y * shifted)


@wrong(
    "cross_entropy",
    hint="your sum is nan as soon as one class is rounded to 0, even one that is not true; a finite loss is wanted",
    see="2.4 Cross-entropy",
)
def cross_entropy_sum_over_log_of_softmax(o, y):
    return -np.sum(y * np.log(softmax(o)))


@wrong("cross_entropy", hint="your answer is an array of one entry; a number is wanted", see="2.4 Cross-entropy")
def cross_entropy_in_an_array(o, y):
    shifted = o - o.max()
    return (np.log(np.exp(shifted).sum()) - shifted)[y == 1]


@wrong(
    "cross_entropy",
    hint="your answer adds a small number to the sum of exponentials, and loses digits; the sum is wanted as it is",
    see="2.4 Cross-entropy",
)
def cross_entropy_epsilon_in_the_sum(o, y):
    shifted = o - o.max()
    return np.log(np.sum(np.exp(shifted)) + 1e-8) - np.sum(y * shifted)


@wrong("cross_entropy", hint="your answer takes o for probabilities; o holds logits", see="2.4 Cross-entropy")
def cross_entropy_logarithm_of_o(o, y):
    return -np.sum(y * np.log(o))


@wrong(
    "cross_entropy",
    hint="your answer counts the classes that are not true as well, with 1 - p; the true class alone counts",
    see="2.4 Cross-entropy",
)
def cross_entropy_binary_of_softmax(o, y):
    p = softmax(o)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


@wrong(
    "cross_entropy",
    hint="your loss changes with a common offset of all logits; it is wanted unchanged",
    see="2.4 Cross-entropy",
)
def cross_entropy_shift_subtracted_twice(o, y):
    m = o.max()
    return np.log(np.exp(o - m).sum()) - m - np.sum(o * y)


@wrong("l2_penalty", hint="your penalty is twice what is wanted", see="2.5 L2 penalty")
def l2_penalty_without_the_half(W1, W2, lam):
    return lam * (np.sum(W1**2) + np.sum(W2**2))


@wrong("l2_penalty", hint="your norms are not squared", see="2.5 L2 penalty")
def l2_penalty_norms_not_squared(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1) + np.linalg.norm(W2))


@wrong("l2_penalty", hint="your answer takes a root over the whole sum; no root is wanted", see="2.5 L2 penalty")
def l2_penalty_root_of_the_sum(W1, W2, lam):
    return lam / 2 * np.sqrt(np.sum(W1**2) + np.sum(W2**2))


@wrong("l2_penalty", hint="your answer leaves W2 out", see="2.5 L2 penalty")
def l2_penalty_first_matrix_only(W1, W2, lam):
    return lam / 2 * np.sum(W1**2)


@wrong("l2_penalty", hint="your answer leaves W1 out", see="2.5 L2 penalty")
def l2_penalty_second_matrix_only(W1, W2, lam):
    return lam / 2 * np.sum(W2**2)


@wrong("l2_penalty", hint="your answer sums absolute values; squares are wanted", see="2.5 L2 penalty")
def l2_penalty_absolute_values(W1, W2, lam):
    return lam / 2 * (np.sum(np.abs(W1)) + np.sum(np.abs(W2)))


@wrong("l2_penalty", hint="your factor multiplies the first matrix alone; it is wanted on both", see="2.5 L2 penalty")
def l2_penalty_bracket_missing(W1, W2, lam):
    return lam / 2 * np.sum(W1**2) + np.sum(W2**2)


@wrong("l2_penalty", hint="your answer takes means; sums are wanted", see="2.5 L2 penalty")
def l2_penalty_mean_of_squares(W1, W2, lam):
    return lam / 2 * (np.mean(W1**2.0) + np.mean(W2**2.0))


@wrong("l2_penalty", hint="your norm is the spectral one; the Frobenius norm is wanted", see="2.5 L2 penalty")
def l2_penalty_spectral_norm(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1, 2) ** 2 + np.linalg.norm(W2, 2) ** 2)


@wrong("l2_penalty", hint="your answer squares the sum; the entries are to be squared", see="2.5 L2 penalty")
def l2_penalty_square_of_the_sum(W1, W2, lam):
    return lam / 2 * (np.sum(W1) ** 2 + np.sum(W2) ** 2)


@wrong("l2_penalty", hint="your answer squares lam", see="2.5 L2 penalty")
def l2_penalty_lambda_squared(W1, W2, lam):
    return lam**2 / 2 * (np.sum(W1**2) + np.sum(W2**2))


@wrong(
    "l2_penalty",
    hint="your sum takes in products of different rows; the square of each entry is wanted",
    see="2.5 L2 penalty",
)
def l2_penalty_sum_of_the_product(W1, W2, lam):
    return lam / 2 * (np.sum(W1 @ W1.T) + np.sum(W2 @ W2.T))


@wrong(
    "l2_penalty",
    hint="your answer adds the norms before it squares; each is wanted with its own square",
    see="2.5 L2 penalty",
)
def l2_penalty_square_of_the_summed_norms(W1, W2, lam):
    return lam / 2 * (np.linalg.norm(W1) + np.linalg.norm(W2)) ** 2


@wrong("l2_penalty", hint="your answer multiplies the two norms; their sum is wanted", see="2.5 L2 penalty")
def l2_penalty_product_of_the_norms(W1, W2, lam):
    return lam / 2 * np.sum(W1**2) * np.sum(W2**2)


@wrong("objective", hint='your answer stores h under the key "z"', see="2.6 The regularized objective")
def objective_h_stored_as_z(x, y, W1, W2, lam, phi):
    _, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": h, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong(
    "objective",
    hint="your answer is the number J alone; a dict of six entries is wanted",
    see="2.6 The regularized objective",
)
def objective_returns_j_only(x, y, W1, W2, lam, phi):
    o = output_layer(hidden_layer(x, W1, phi)[1], W2)
    return cross_entropy(o, y) + l2_penalty(W1, W2, lam)


@wrong("objective", hint='your dict lacks the key "s"', see="2.6 The regularized objective")
def objective_lacks_s(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L = cross_entropy(o, y)
    return {"z": z, "h": h, "o": o, "L": L, "J": L + l2_penalty(W1, W2, lam)}


@wrong(
    "objective",
    hint="your answer always takes the same activation; phi is an argument",
    see="2.6 The regularized objective",
)
def objective_always_tanh(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, np.tanh)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


@wrong("objective", hint="your penalty counts W1 twice and W2 not at all", see="2.6 The regularized objective")
def objective_penalty_of_w1_twice(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W1, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


def _right_objective(x, y, W1, W2, lam, phi):
    z, h = hidden_layer(x, W1, phi)
    o = output_layer(h, W2)
    L, s = cross_entropy(o, y), l2_penalty(W1, W2, lam)
    return {"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}


slips(
    "objective",
    _right_objective,
    "2.6 The regularized objective",
    objective_without_penalty=("your J leaves the penalty out", "L + s", "L"),
    objective_minus_penalty=("your J subtracts the penalty", "+", "-"),
    objective_lambda_twice=("your J multiplies lam in once more; s holds it already", "+ s", "+ lam * s"),
    objective_output_from_z=("your output layer is fed with z; h is wanted", "output_layer(h", "output_layer(z"),
    objective_loss_of_softmax=(
        "your loss is taken of softmax(o), a softmax too many; the loss takes logits",
        "cross_entropy(o",
        "cross_entropy(softmax(o)",
    ),
    objective_probabilities_stored_as_o=(
        'your answer stores probabilities under the key "o"; the logits are wanted',
        ": o",
        ": softmax(o)",
    ),
    objective_returns_a_tuple=(
        "your answer is a tuple; a dict with keys is wanted",
        '{"z": z, "h": h, "o": o, "L": L, "s": s, "J": L + s}',
        "z, h, o, L, s, L + s",
    ),
    objective_phi_on_the_output=(
        "your answer puts phi on the output; the logits are wanted as they are",
        "output_layer(h, W2",
        "phi(output_layer(h, W2)",
    ),
    objective_probabilities_taken_for_logits=(
        'your "o" holds probabilities, which the loss then takes for logits',
        "output_layer(h, W2",
        "softmax(output_layer(h, W2)",
    ),
    objective_log_of_softmax=(
        "your loss is not finite where softmax is rounded to 0; you have a function that is",
        "cross_entropy(o, y",
        "-np.sum(y * np.log(softmax(o))",
    ),
    objective_loss_arguments_swapped=("your label and your logits have changed places in the loss", "o, y", "y, o"),
    objective_penalty_without_the_half=(
        "your penalty is twice what is wanted; you have a function for it",
        "l2_penalty(W1, W2, lam",
        "lam * (np.sum(W1**2) + np.sum(W2**2)",
    ),
)


@wrong(
    "forward_deep",
    hint="your answer puts phi on the output layer, too; the logits are wanted as they are",
    see="2.7 Deeper networks",
)
def forward_deep_phi_on_every_layer(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong("forward_deep", hint="your answer leaves phi out", see="2.7 Deeper networks")
def forward_deep_without_phi(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(W @ hs[-1])
    return hs


@wrong("forward_deep", hint="your list lacks the input; it is wanted first", see="2.7 Deeper networks")
def forward_deep_without_h0(x, weights, phi):
    hs, h = [], x
    for W in weights[:-1]:
        h = phi(W @ h)
        hs.append(h)
    return hs + [weights[-1] @ h]


@wrong("forward_deep", hint="your list lacks the last layer", see="2.7 Deeper networks")
def forward_deep_without_the_last_layer(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong(
    "forward_deep", hint="your answer is the output alone; a list of all layers is wanted", see="2.7 Deeper networks"
)
def forward_deep_returns_the_output_only(x, weights, phi):
    h = x
    for W in weights[:-1]:
        h = phi(W @ h)
    return weights[-1] @ h


@wrong(
    "forward_deep",
    hint="your list holds what stands before phi; what comes after it is wanted",
    see="2.7 Deeper networks",
)
def forward_deep_collects_z(x, weights, phi):
    zs, h = [x], x
    for W in weights:
        zs.append(W @ h)
        h = phi(zs[-1])
    return zs


@wrong(
    "forward_deep",
    hint="your answer puts the weights on the right, as for examples in rows; here an example is a column",
    see="2.7 Deeper networks",
)
def forward_deep_in_rows(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(hs[-1] @ W))
    return hs + [hs[-1] @ weights[-1]]


@wrong(
    "forward_deep", hint="your answer applies phi to the input; the input is wanted as it is", see="2.7 Deeper networks"
)
def forward_deep_phi_on_the_input(x, weights, phi):
    hs = [phi(x)]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs + [weights[-1] @ hs[-1]]


@wrong("forward_deep", hint="your answer has two layers, however many weights there are", see="2.7 Deeper networks")
def forward_deep_two_layers_only(x, weights, phi):
    h = phi(weights[0] @ x)
    return [x, h, weights[1] @ h]


@wrong(
    "forward_deep",
    hint="your answer leaves phi out on the first layer; the last is the one without",
    see="2.7 Deeper networks",
)
def forward_deep_no_phi_on_the_first_layer(x, weights, phi):
    hs = [x, weights[0] @ x]
    for W in weights[1:]:
        hs.append(phi(W @ hs[-1]))
    return hs


@wrong(
    "forward_deep",
    hint="your list runs from the output to the input; the input is wanted first",
    see="2.7 Deeper networks",
)
def forward_deep_reversed(x, weights, phi):
    hs = [x]
    for W in weights[:-1]:
        hs.append(phi(W @ hs[-1]))
    return [weights[-1] @ hs[-1], *hs[::-1]]


@wrong(
    "forward_deep",
    hint="your answer applies phi where there is a single layer; that layer is the output layer",
    see="2.7 Deeper networks",
)
def forward_deep_phi_on_a_single_layer(x, weights, phi):
    hs = [x, phi(weights[0] @ x)]
    for W in weights[1:-1]:
        hs.append(phi(W @ hs[-1]))
    return hs + [weights[-1] @ hs[-1]] if len(weights) > 1 else hs


@wrong(
    "forward_deep",
    hint="your answer takes weights out of the list that was handed in; it is wanted as it was",
    see="2.7 Deeper networks",
)
def forward_deep_empties_the_list(x, weights, phi):
    hs = [x]
    while len(weights) > 1:
        hs.append(phi(weights.pop(0) @ hs[-1]))
    return hs + [weights[0] @ hs[-1]]


@wrong(
    "forward_deep",
    hint="your answer knows the last layer by its matrix; the same matrix may serve in other layers",
    see="2.7 Deeper networks",
)
def forward_deep_last_layer_by_its_matrix(x, weights, phi):
    hs = [x]
    for W in weights:
        z = W @ hs[-1]
        hs.append(z if W is weights[-1] else phi(z))
    return hs


@wrong("forward_deep", hint="your answer applies phi before each layer; it is wanted after", see="2.7 Deeper networks")
def forward_deep_phi_before_each_layer(x, weights, phi):
    hs = [x]
    for W in weights:
        hs.append(W @ phi(hs[-1]))
    return hs


@wrong("forward_deep", hint="your answer leaves phi out one layer too early", see="2.7 Deeper networks")
def forward_deep_no_phi_on_the_last_hidden_layer(x, weights, phi):
    hs = [x]
    for l, W in enumerate(weights):
        z = W @ hs[-1]
        hs.append(phi(z) if l < len(weights) - 2 else z)
    return hs


@wrong("forward_batch", hint="your answer leaves b1 out", see="2.8 A minibatch")
def forward_batch_without_b1(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1)
    return H, H @ W2 + b2


@wrong("forward_batch", hint="your answer leaves b2 out", see="2.8 A minibatch")
def forward_batch_without_b2(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, H @ W2


@wrong("forward_batch", hint="your answer adds b1 after phi; it is wanted before", see="2.8 A minibatch")
def forward_batch_bias_after_phi(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1) + b1
    return H, H @ W2 + b2


@wrong("forward_batch", hint="your answer leaves phi out", see="2.8 A minibatch")
def forward_batch_without_phi(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    return H, H @ W2 + b2


@wrong(
    "forward_batch", hint="your answer puts phi on the output; the logits are wanted as they are", see="2.8 A minibatch"
)
def forward_batch_phi_on_the_output(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, phi(H @ W2 + b2)


@wrong("forward_batch", hint="your H is taken before phi; it is wanted after", see="2.8 A minibatch")
def forward_batch_returns_z(X, W1, b1, W2, b2, phi):
    Z = X @ W1 + b1
    return Z, phi(Z) @ W2 + b2


@wrong("forward_batch", hint="your answer returns O before H; H is wanted first", see="2.8 A minibatch")
def forward_batch_o_before_h(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H @ W2 + b2, H


@wrong("forward_batch", hint="your answer is O alone; H is wanted, too", see="2.8 A minibatch")
def forward_batch_returns_o_only(X, W1, b1, W2, b2, phi):
    return phi(X @ W1 + b1) @ W2 + b2


@wrong(
    "forward_batch",
    hint="your answer uses transposed weights, as for examples in columns; here each example is a row",
    see="2.8 A minibatch",
)
def forward_batch_weights_transposed(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1.T + b1)
    return H, H @ W2.T + b2


@wrong("forward_batch", hint="your examples have become columns; one example a row is wanted", see="2.8 A minibatch")
def forward_batch_examples_in_columns(X, W1, b1, W2, b2, phi):
    H = phi(W1.T @ X.T + b1[:, None])
    return H, W2.T @ H + b2[:, None]


@wrong(
    "forward_batch",
    hint="your answer turns the logits into probabilities; the logits are wanted",
    see="2.8 A minibatch",
)
def forward_batch_with_softmax(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return H, softmax(H @ W2 + b2)


@wrong("forward_batch", hint="your answer subtracts the biases; they are to be added", see="2.8 A minibatch")
def forward_batch_minus_bias(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 - b1)
    return H, H @ W2 - b2


@wrong("forward_batch", hint="your answer always takes the same activation; phi is an argument", see="2.8 A minibatch")
def forward_batch_always_relu(X, W1, b1, W2, b2, phi):
    H = np.maximum(X @ W1 + b1, 0)
    return H, H @ W2 + b2


@wrong(
    "forward_batch",
    hint="your answer drops an axis of length 1; one example is still a row, one unit still a column",
    see="2.8 A minibatch",
)
def forward_batch_squeezed(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1)
    return np.squeeze(H), np.squeeze(H @ W2 + b2)


@wrong(
    "forward_batch",
    hint="your answer is stored in an integer array and loses its fractions; the fractions are wanted, too",
    see="2.8 A minibatch",
)
def forward_batch_hidden_layer_truncated(X, W1, b1, W2, b2, phi):
    H = X @ W1 + b1
    H[:] = phi(H)
    return H, H @ W2 + b2


@wrong(
    "forward_batch",
    hint="your += keeps the integer type of the product, into which a fractional bias does not fit",
    see="2.8 A minibatch",
)
def forward_batch_bias_added_in_place(X, W1, b1, W2, b2, phi):
    Z = X @ W1
    Z += b1
    H = phi(Z)
    return H, H @ W2 + b2


@wrong(
    "forward_batch",
    hint="your bias is a column, one entry an example; it has one entry a hidden unit",
    see="2.8 A minibatch",
)
def forward_batch_bias_as_a_column(X, W1, b1, W2, b2, phi):
    H = phi(X @ W1 + b1[:, None])
    return H, H @ W2 + b2


@wrong(
    "forward_batch",
    hint="your rows are all the same array, overwritten for each example; each row is wanted by itself",
    see="2.8 A minibatch",
)
def forward_batch_rows_share_an_array(X, W1, b1, W2, b2, phi):
    H, O, h, o = [], [], np.zeros(len(b1)), np.zeros(len(b2))
    for x in X:
        h[:] = phi(x @ W1 + b1)
        o[:] = h @ W2 + b2
        H.append(h)
        O.append(o)
    return np.array(H), np.array(O)


@wrong("forward_batch", hint="your answer multiplies entry by entry; a matrix product is wanted", see="2.8 A minibatch")
def forward_batch_elementwise_product(X, W1, b1, W2, b2, phi):
    H = phi(X * W1 + b1)
    return H, H * W2 + b2


@wrong(
    "mean_cross_entropy", hint="your answer is the sum over the examples; their mean is wanted", see="2.8 A minibatch"
)
def mean_cross_entropy_sum(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(shifted).sum(axis=1)) - np.sum(Y * shifted, axis=1))


@wrong(
    "mean_cross_entropy",
    hint="your answer is divided by all n q entries; the mean runs over the n examples",
    see="2.8 A minibatch",
)
def mean_cross_entropy_over_all_entries(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.mean(Y * log_p)


@wrong(
    "mean_cross_entropy",
    hint="your answer is divided by the number of classes; the mean runs over the examples",
    see="2.8 A minibatch",
)
def mean_cross_entropy_divided_by_q(O, Y):
    shifted = O - O.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.sum(Y * log_p) / O.shape[1]


@wrong(
    "mean_cross_entropy",
    hint="your softmax runs over the examples; it is wanted over the classes",
    see="2.8 A minibatch",
)
def mean_cross_entropy_over_the_first_axis(O, Y):
    shifted = O - O.max(axis=0)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=0))
    return -np.sum(Y * log_p) / len(O)


@wrong(
    "mean_cross_entropy",
    hint="your answer treats all rows alike, and loses those far below the largest; each row stands for itself",
    see="2.8 A minibatch",
)
def mean_cross_entropy_one_shift_for_all_rows(O, Y):
    shifted = O - O.max()
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - np.sum(Y * shifted, axis=1))


@wrong(
    "mean_cross_entropy",
    hint="your answer takes one sum for the whole batch; each row has its own",
    see="2.8 A minibatch",
)
def mean_cross_entropy_one_sum_for_all_rows(O, Y):
    shifted = O - O.max()
    return np.log(np.exp(shifted).sum()) - np.sum(Y * shifted) / len(O)


@wrong(
    "mean_cross_entropy",
    hint="your answer takes the logarithm of a probability that is rounded to 0; a finite loss is wanted there",
    see="2.8 A minibatch",
)
def mean_cross_entropy_log_of_softmax(O, Y):
    p = softmax(O)
    return -np.mean(np.log(p[np.arange(len(O)), Y.argmax(axis=1)]))


@wrong(
    "mean_cross_entropy",
    hint="your answer puts a limit on the loss, with a small number or a clip; a confident mistake costs more",
    see="2.8 A minibatch",
)
def mean_cross_entropy_with_epsilon(O, Y):
    return -np.mean(np.sum(Y * np.log(softmax(O) + 1e-12), axis=1))


@wrong(
    "mean_cross_entropy",
    hint="your answer is the loss of mean logits; the mean of the losses is wanted",
    see="2.8 A minibatch",
)
def mean_cross_entropy_of_the_mean_logits(O, Y):
    o, y = O.mean(axis=0), Y.mean(axis=0)
    return np.logaddexp.reduce(o) - np.sum(y * o)


@wrong("mean_cross_entropy", hint="your answer has one loss an example; their mean is wanted", see="2.8 A minibatch")
def mean_cross_entropy_not_averaged(O, Y):
    return np.logaddexp.reduce(O, axis=1) - np.sum(Y * O, axis=1)


@wrong("mean_cross_entropy", hint="your loss is negative; a minus sign is missing", see="2.8 A minibatch")
def mean_cross_entropy_without_minus(O, Y):
    return np.mean(np.sum(Y * O, axis=1) - np.logaddexp.reduce(O, axis=1))


@wrong("mean_cross_entropy", hint="your answer is divided by n twice; once is wanted", see="2.8 A minibatch")
def mean_cross_entropy_mean_twice(O, Y):
    return np.mean(np.logaddexp.reduce(O, axis=1) - np.sum(Y * O, axis=1)) / len(O)


@wrong("mean_cross_entropy", hint="your rows meet the labels of all rows; each has one label", see="2.8 A minibatch")
def mean_cross_entropy_of_all_pairs(O, Y):
    losses = np.logaddexp.reduce(O, axis=1)[:, None] - O[:, Y.argmax(axis=1)]
    return losses.mean()


@wrong(
    "mean_cross_entropy",
    hint="your sum is nan as soon as one class is rounded to 0, even one that is not true; a finite loss is wanted",
    see="2.8 A minibatch",
)
def mean_cross_entropy_sum_over_log_of_softmax(O, Y):
    return -np.mean(np.sum(Y * np.log(softmax(O)), axis=1))


@wrong(
    "mean_cross_entropy",
    hint="your answer averages before the logarithm; the mean of the losses is wanted",
    see="2.8 A minibatch",
)
def mean_cross_entropy_log_of_the_mean(O, Y):
    return -np.log(np.mean(np.sum(Y * softmax(O), axis=1)))


@wrong(
    "mean_cross_entropy",
    hint="your answer changes the array that was handed in; a new array is wanted",
    see="2.8 A minibatch",
)
def mean_cross_entropy_in_place(O, Y):
    O -= O.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(O).sum(axis=1)) - np.sum(Y * O, axis=1))


@wrong(
    "mean_cross_entropy",
    hint="your answer takes the columns for examples; the examples are rows",
    see="2.8 A minibatch",
)
def mean_cross_entropy_of_columns(O, Y):
    return np.mean(np.logaddexp.reduce(O, axis=0) - np.sum(Y * O, axis=0))


@wrong(
    "mean_cross_entropy",
    hint="your answer treats all rows alike, and loses those far below the largest; each row stands for itself",
    see="2.8 A minibatch",
)
def mean_cross_entropy_one_shift_and_log(O, Y):
    e = np.exp(O - O.max())
    return -np.mean(np.sum(Y * np.log(e / e.sum(axis=1, keepdims=True)), axis=1))
