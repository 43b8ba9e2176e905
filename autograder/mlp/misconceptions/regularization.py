"""Named wrong answers to notebook 6, generalization and regularization."""

import numpy as np

from autograder.testing import wrong

NEIGHBOURS, INTERPOLATION, PENALTIES = "6.1 Neighbours and kernels", "6.2 Interpolation", "6.3 Ridge and lasso"
DECAY, STOPPING, DROPOUT = "6.4 Weight decay", "6.5 Early stopping", "6.6 Dropout"

# --- knn_predict --------------------------------------------------------------------------------------------------


@wrong("knn_predict", hint="only the single nearest example is used, whatever k is", see=NEIGHBOURS)
def nearest_only(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argmin(d, axis=1)]


@wrong("knn_predict", hint="the targets of the neighbours are added up; the prediction is their mean", see=NEIGHBOURS)
def neighbours_summed(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].sum(axis=1)


@wrong(
    "knn_predict", hint="these are the farthest examples: which end of the sorted distances is near?", see=NEIGHBOURS
)
def farthest_neighbours(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, -k:]].mean(axis=1)


@wrong(
    "knn_predict",
    hint="where several are equally far, more than k are averaged: take exactly k of them",
    see=NEIGHBOURS,
)
def all_within_the_kth_distance(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    near = d <= np.sort(d, axis=1)[:, k - 1 : k]
    return (near * y_train).sum(axis=1) / near.sum(axis=1)


@wrong("knn_predict", hint="one neighbour too many takes part: check the slice", see=NEIGHBOURS)
def one_neighbour_too_many(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return y_train[np.argsort(d, axis=1)[:, : k + 1]].mean(axis=1)


@wrong("knn_predict", hint="the nearest example itself is left out", see=NEIGHBOURS)
def nearest_skipped(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    order = np.argsort(d, axis=1)
    return y_train[order[:, 1 : k + 1] if len(X_train) > 1 else order].mean(axis=1)


@wrong("knn_predict", hint="examples at distance 0 are left out; a point that is an example counts it", see=NEIGHBOURS)
def own_example_left_out(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    d[d == 0] = np.inf
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="the distance is Euclidean: differences are squared before they are added", see=NEIGHBOURS)
def manhattan_distance(X_train, y_train, X, k):
    d = np.abs(X[:, None] - X_train[None]).sum(axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="the distance is Euclidean; this takes the largest difference of one input", see=NEIGHBOURS)
def largest_difference_as_distance(X_train, y_train, X, k):
    d = np.abs(X[:, None] - X_train[None]).max(axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="only the first input enters the distance", see=NEIGHBOURS)
def first_input_only(X_train, y_train, X, k):
    d = np.abs(X[:, None, 0] - X_train[None, :, 0])
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="positive and negative differences cancel: square them one by one", see=NEIGHBOURS)
def differences_cancel(X_train, y_train, X, k):
    d = np.abs((X[:, None] - X_train[None]).sum(axis=2))
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="this is the median of the neighbours' targets, not their mean", see=NEIGHBOURS)
def neighbours_median(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.median(y_train[np.argsort(d, axis=1)[:, :k]], axis=1)


@wrong("knn_predict", hint="this averages the distances, not the targets", see=NEIGHBOURS)
def distances_averaged(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.sort(d, axis=1)[:, :k].mean(axis=1)


@wrong("knn_predict", hint="near neighbours count more here; in this method all k count the same", see=NEIGHBOURS)
def neighbours_weighted_by_distance(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2) + 1e-12
    order = np.argsort(d, axis=1)[:, :k]
    w = 1 / np.take_along_axis(d, order, axis=1)
    return (w * y_train[order]).sum(axis=1) / w.sum(axis=1)


@wrong("knn_predict", hint="all predictions are the first point's: there is one prediction a row of X", see=NEIGHBOURS)
def first_point_for_all(X_train, y_train, X, k):
    d = np.linalg.norm(X_train - X[0], axis=1)
    return np.full(len(X), y_train[np.argsort(d)[:k]].mean())


@wrong("knn_predict", hint="the means are cut to integers when the targets are integers", see=NEIGHBOURS)
def neighbour_means_truncated(X_train, y_train, X, k):
    out = np.zeros(len(X), dtype=y_train.dtype)
    for i, x in enumerate(X):
        out[i] = y_train[np.argsort(((X_train - x) ** 2).sum(axis=1))[:k]].mean()
    return out


@wrong(
    "knn_predict",
    hint="the inputs are scaled before distances are taken: other examples become the nearest",
    see=NEIGHBOURS,
)
def inputs_standardised(X_train, y_train, X, k):
    mean, sd = X_train.mean(axis=0), X_train.std(axis=0)
    d = np.linalg.norm((X[:, None] - mean) / sd - (X_train[None] - mean) / sd, axis=2)
    return y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1)


@wrong("knn_predict", hint="for a single point, too, an array comes back: its axis is dropped", see=NEIGHBOURS)
def prediction_squeezed(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    return np.squeeze(y_train[np.argsort(d, axis=1)[:, :k]].mean(axis=1))


@wrong("knn_predict", hint="an example that stands twice counts twice; equal ones are merged here", see=NEIGHBOURS)
def equal_examples_merged(X_train, y_train, X, k):
    different, first = np.unique(X_train, axis=0, return_index=True)
    d = np.linalg.norm(X[:, None] - different[None], axis=2)
    return y_train[first][np.argsort(d, axis=1)[:, :k]].mean(axis=1)


# --- kernel_predict -----------------------------------------------------------------------------------------------


@wrong("kernel_predict", hint="far from the data every weight underflows to 0, and 0/0 is nan", see=NEIGHBOURS)
def kernel_weights_underflow(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    return w @ y_train / w.sum(axis=1)


@wrong(
    "kernel_predict",
    hint="far from the data a small number in the denominator, or a 0 in the place of nan, makes the prediction 0",
    see=NEIGHBOURS,
)
def kernel_epsilon_in_denominator(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    return w @ y_train / (w.sum(axis=1) + 1e-300)


@wrong("kernel_predict", hint="where all weights underflow their ratios still matter", see=NEIGHBOURS)
def kernel_falls_back_to_nearest(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    total = w.sum(axis=1)
    return np.where(total > 0, w @ y_train / np.where(total > 0, total, 1), y_train[np.argmin(squared, axis=1)])


@wrong("kernel_predict", hint="where all weights underflow this gives the overall mean", see=NEIGHBOURS)
def kernel_falls_back_to_mean(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(-squared / (2 * width**2))
    total = w.sum(axis=1)
    return np.where(total > 0, w @ y_train / np.where(total > 0, total, 1), y_train.mean())


@wrong("kernel_predict", hint="exponents cut off at a floor make all far examples equally heavy", see=NEIGHBOURS)
def kernel_exponents_clipped(X_train, y_train, X, width):
    squared = ((X[:, None] - X_train[None]) ** 2).sum(axis=2)
    w = np.exp(np.maximum(-squared / (2 * width**2), -700))
    return w @ y_train / w.sum(axis=1)


@wrong(
    "kernel_predict",
    hint="one shift for all points: beside a near point the weights of a far one vanish",
    see=NEIGHBOURS,
)
def kernel_one_shift_for_all_points(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max())
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the exponent divides by 2 width^2; the 2 is missing", see=NEIGHBOURS)
def kernel_two_missing(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / width**2
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the width enters squared", see=NEIGHBOURS)
def kernel_width_not_squared(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="(2 width)^2 is not 2 width^2", see=NEIGHBOURS)
def kernel_two_squared_as_well(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width) ** 2
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the distance enters squared", see=NEIGHBOURS)
def kernel_distance_not_squared(X_train, y_train, X, width):
    a = -np.sqrt(((X[:, None] - X_train[None]) ** 2).sum(axis=2)) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the weighted sum has to be divided by the sum of the weights", see=NEIGHBOURS)
def kernel_not_normalised(X_train, y_train, X, width):
    return np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)) @ y_train


@wrong("kernel_predict", hint="divided by the number of examples instead of the sum of the weights", see=NEIGHBOURS)
def kernel_divided_by_count(X_train, y_train, X, width):
    return np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)) @ y_train / len(X_train)


@wrong("kernel_predict", hint="the weights are normalised over the points instead of over the examples", see=NEIGHBOURS)
def kernel_normalised_over_points(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=0, keepdims=True))
    return (w / w.sum(axis=0)) @ y_train


@wrong("kernel_predict", hint="the sign of the exponent: far examples should count less, not more", see=NEIGHBOURS)
def kernel_sign_of_exponent(X_train, y_train, X, width):
    a = ((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the squared distances are averaged over the inputs instead of added", see=NEIGHBOURS)
def kernel_distance_averaged(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).mean(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the predictions are cut to integers when the targets are integers", see=NEIGHBOURS)
def kernel_means_truncated(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return (w @ y_train / w.sum(axis=1)).astype(y_train.dtype)


@wrong("kernel_predict", hint="a small number in the denominator turns far predictions into 0", see=NEIGHBOURS)
def kernel_visible_epsilon_in_denominator(X_train, y_train, X, width):
    w = np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2))
    return w @ y_train / (w.sum(axis=1) + 1e-12)


@wrong("kernel_predict", hint="a small number in the denominator turns far predictions into 0", see=NEIGHBOURS)
def kernel_larger_epsilon_in_denominator(X_train, y_train, X, width):
    w = np.exp(-((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2))
    return w @ y_train / (w.sum(axis=1) + 1e-8)


@wrong(
    "kernel_predict",
    hint="shifted by the mean exponent the largest one may still be too large: the weights overflow",
    see=NEIGHBOURS,
)
def kernel_shifted_by_the_mean(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.mean(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong(
    "kernel_predict",
    hint="each example is shifted by its own amount, which changes the ratios of the weights of one point",
    see=NEIGHBOURS,
)
def kernel_one_shift_for_each_example(X_train, y_train, X, width):
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / (2 * width**2)
    w = np.exp(a - a.max(axis=0))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the distance is Euclidean: square the differences before the sum", see=NEIGHBOURS)
def kernel_of_manhattan_distance(X_train, y_train, X, width):
    a = -(np.abs(X[:, None] - X_train[None]).sum(axis=2) ** 2) / (2 * width**2)
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


@wrong("kernel_predict", hint="the caller's arrays are divided by the width in place", see=NEIGHBOURS)
def kernel_inputs_scaled_in_place(X_train, y_train, X, width):
    X_train /= width
    X /= width
    a = -((X[:, None] - X_train[None]) ** 2).sum(axis=2) / 2
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w @ y_train / w.sum(axis=1)


# --- min_norm_fit -------------------------------------------------------------------------------------------------


@wrong(
    "min_norm_fit",
    hint="Phi^T Phi has no inverse where features are dependent or outnumber examples",
    see=INTERPOLATION,
)
def normal_equations(Phi, y):
    return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)


@wrong("min_norm_fit", hint="Phi Phi^T has no inverse where examples outnumber features", see=INTERPOLATION)
def dual_equations(Phi, y):
    return Phi.T @ np.linalg.solve(Phi @ Phi.T, y)


@wrong("min_norm_fit", hint="a ridge of this size changes the fit: it no longer interpolates", see=INTERPOLATION)
def visible_ridge(Phi, y):
    return np.linalg.solve(Phi.T @ Phi + 1e-3 * np.eye(Phi.shape[1]), Phi.T @ y)


@wrong(
    "min_norm_fit",
    hint="it fits, but with some features only: other weights fit with a smaller norm",
    see=INTERPOLATION,
)
def first_features_only(Phi, y):
    m = min(Phi.shape)
    w = np.zeros(Phi.shape[1])
    w[:m] = np.linalg.lstsq(Phi[:, :m], y, rcond=None)[0]
    return w


@wrong("min_norm_fit", hint="Phi^T y alone is a direction, not the least-squares weights", see=INTERPOLATION)
def transpose_for_inverse(Phi, y):
    return Phi.T @ y / len(y)


@wrong("min_norm_fit", hint="gradient descent was stopped long before it had converged", see=INTERPOLATION)
def a_few_gradient_steps(Phi, y):
    w = np.zeros(Phi.shape[1])
    for _ in range(50):
        w -= 0.01 * Phi.T @ (Phi @ w - y)
    return w


@wrong("min_norm_fit", hint="the predictions Phi w come back, not the weights", see=INTERPOLATION)
def predictions_instead_of_weights(Phi, y):
    return Phi @ np.linalg.lstsq(Phi, y, rcond=None)[0]


@wrong(
    "min_norm_fit",
    hint="a descent from random weights fits, but keeps what no example speaks against",
    see=INTERPOLATION,
)
def random_start_kept(Phi, y):
    w = np.random.default_rng(0).normal(size=Phi.shape[1])
    return w + np.linalg.lstsq(Phi, y - Phi @ w, rcond=None)[0]


@wrong("min_norm_fit", hint="an intercept was taken out that Phi does not contain", see=INTERPOLATION)
def targets_centred(Phi, y):
    return np.linalg.lstsq(Phi, y - y.mean(), rcond=None)[0]


@wrong(
    "min_norm_fit",
    hint="Phi^T Phi has no inverse where features are dependent or outnumber examples",
    see=INTERPOLATION,
)
def inverse_of_normal_equations(Phi, y):
    return np.linalg.inv(Phi.T @ Phi) @ Phi.T @ y


@wrong(
    "min_norm_fit",
    hint="the shape does not tell whether features or examples are dependent: copies have no inverse either way",
    see=INTERPOLATION,
)
def equations_chosen_by_shape(Phi, y):
    if Phi.shape[0] >= Phi.shape[1]:
        return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)
    return Phi.T @ np.linalg.solve(Phi @ Phi.T, y)


@wrong(
    "min_norm_fit",
    hint="rounding hides that a matrix is singular: no error is raised, and the weights are noise",
    see=INTERPOLATION,
)
def singular_only_where_it_raises(Phi, y):
    try:
        return np.linalg.solve(Phi.T @ Phi, Phi.T @ y)
    except np.linalg.LinAlgError:
        return np.linalg.pinv(Phi) @ y


@wrong("min_norm_fit", hint="even a small ridge shortens the weights: they no longer interpolate", see=INTERPOLATION)
def small_ridge(Phi, y):
    return np.linalg.solve(Phi.T @ Phi + 1e-6 * np.eye(Phi.shape[1]), Phi.T @ y)


@wrong(
    "min_norm_fit",
    hint="the cut-off is too coarse: directions in which Phi varies little are taken for none",
    see=INTERPOLATION,
)
def cut_off_too_coarse(Phi, y):
    return np.linalg.pinv(Phi, rcond=0.05) @ y


@wrong(
    "min_norm_fit",
    hint="singular values at rounding level stand for 0; dividing by them blows up noise",
    see=INTERPOLATION,
)
def divided_by_every_singular_value(Phi, y):
    U, s, Vt = np.linalg.svd(Phi, full_matrices=False)
    return Vt.T @ (U.T @ y / s)


@wrong("min_norm_fit", hint="an intercept was taken out that Phi does not contain", see=INTERPOLATION)
def features_and_targets_centred(Phi, y):
    return np.linalg.pinv(Phi - Phi.mean(axis=0)) @ (y - y.mean())


@wrong(
    "min_norm_fit",
    hint="gradient descent needs very many steps in directions in which Phi varies little",
    see=INTERPOLATION,
)
def descent_not_converged(Phi, y):
    w, step = np.zeros(Phi.shape[1]), 1 / np.linalg.norm(Phi, 2) ** 2
    for _ in range(500):
        w = w - step * Phi.T @ (Phi @ w - y)
    return w


@wrong(
    "min_norm_fit",
    hint="a descent that starts at ones keeps what no example speaks against: other weights fit with a smaller norm",
    see=INTERPOLATION,
)
def start_of_ones_kept(Phi, y):
    w = np.ones(Phi.shape[1])
    return w + np.linalg.lstsq(Phi, y - Phi @ w)[0]


@wrong("min_norm_fit", hint="the weights are flat, (k,), not a column", see=INTERPOLATION)
def weights_in_a_column(Phi, y):
    return np.linalg.pinv(Phi) @ y[:, None]


# --- ridge --------------------------------------------------------------------------------------------------------


@wrong("ridge_penalty", hint="the half is missing: lam / 2 times the sum of squares", see=PENALTIES)
def ridge_without_half(W, lam):
    return lam * np.sum(W**2)


@wrong("ridge_penalty", hint="the norm has to be squared", see=PENALTIES)
def ridge_norm_not_squared(W, lam):
    return lam / 2 * np.sqrt(np.sum(W**2))


@wrong("ridge_penalty", hint="the squares are averaged instead of added", see=PENALTIES)
def ridge_mean_of_squares(W, lam):
    return lam / 2 * np.mean(W**2)


@wrong("ridge_penalty", hint="lam is not squared", see=PENALTIES)
def ridge_lam_squared(W, lam):
    return lam**2 / 2 * np.sum(W**2)


@wrong("ridge_penalty", hint="the entries are added first and squared then; square each", see=PENALTIES)
def ridge_square_of_sum(W, lam):
    return lam / 2 * np.sum(W) ** 2


@wrong("ridge_penalty", hint="only one axis is summed: the penalty is a single number", see=PENALTIES)
def ridge_one_axis(W, lam):
    return lam / 2 * np.sum(W**2, axis=0)


@wrong("ridge_penalty", hint="divided by the number of rows: the penalty does not know of examples", see=PENALTIES)
def ridge_divided_by_rows(W, lam):
    return lam / (2 * len(W)) * np.sum(W**2)


@wrong("ridge_penalty", hint="the first row is left out, as if it were a bias: all entries count", see=PENALTIES)
def ridge_first_row_left_out(W, lam):
    return lam / 2 * np.sum(W[1:] ** 2)


@wrong("ridge_penalty", hint="the largest singular value is another norm: ridge adds all squares", see=PENALTIES)
def ridge_spectral_norm(W, lam):
    return lam / 2 * np.linalg.norm(W.reshape(len(W), -1), 2) ** 2


@wrong("ridge_penalty", hint="// divides without remainder: half of an odd lam is cut", see=PENALTIES)
def ridge_floor_division(W, lam):
    return lam // 2 * np.sum(W**2)


@wrong("ridge_penalty", hint="the weights themselves are squared in place", see=PENALTIES)
def ridge_weights_squared_in_place(W, lam):
    W *= W
    return lam / 2 * np.sum(W)


@wrong("ridge_grad", hint="twice the gradient: the half of the penalty cancels the 2 of the square", see=PENALTIES)
def ridge_gradient_doubled(W, lam):
    return 2 * lam * W


@wrong("ridge_grad", hint="half the gradient: differentiate the square as well", see=PENALTIES)
def ridge_gradient_halved(W, lam):
    return lam / 2 * W


@wrong("ridge_grad", hint="the gradient has W's shape: one number for every entry", see=PENALTIES)
def ridge_gradient_summed(W, lam):
    return lam * np.sum(W)


@wrong("ridge_grad", hint="the sign of the weights is lost", see=PENALTIES)
def ridge_gradient_without_sign(W, lam):
    return lam * np.abs(W)


@wrong("ridge_grad", hint="the square is still there: it has to be differentiated", see=PENALTIES)
def ridge_gradient_squared(W, lam):
    return lam * W**2


@wrong("ridge_grad", hint="this is the direction of W only: the gradient of the norm, not of its square", see=PENALTIES)
def ridge_gradient_of_the_norm(W, lam):
    return lam * W / np.sqrt(np.sum(W**2))


@wrong("ridge_grad", hint="W itself is changed; return a new array", see=PENALTIES)
def ridge_gradient_in_place(W, lam):
    W *= lam
    return W


@wrong("ridge_grad", hint="an array made like W holds integers where W does: the gradient is cut", see=PENALTIES)
def ridge_gradient_truncated(W, lam):
    gradient = np.zeros_like(W)
    gradient[...] = lam * W
    return gradient


@wrong("ridge_grad", hint="divided by the number of entries: the penalty is a sum, not a mean", see=PENALTIES)
def ridge_gradient_divided_by_entries(W, lam):
    return lam * W / W.size


# --- lasso --------------------------------------------------------------------------------------------------------


@wrong("lasso_penalty", hint="entries of opposite sign cancel: take absolute values", see=PENALTIES)
def lasso_without_absolute(W, lam):
    return lam * np.sum(W)


@wrong("lasso_penalty", hint="the absolute value is taken of the sum; take it of each entry", see=PENALTIES)
def lasso_absolute_of_sum(W, lam):
    return lam * np.abs(np.sum(W))


@wrong("lasso_penalty", hint="there is no half in the lasso penalty", see=PENALTIES)
def lasso_with_half(W, lam):
    return lam / 2 * np.sum(np.abs(W))


@wrong(
    "lasso_penalty",
    hint="for a matrix np.linalg.norm(W, 1) is the largest column sum, not the sum of all",
    see=PENALTIES,
)
def lasso_matrix_norm(W, lam):
    flat = W if W.ndim < 3 else W.reshape(len(W), -1)
    return lam * np.linalg.norm(flat, 1)


@wrong("lasso_penalty", hint="the absolute values are averaged instead of added", see=PENALTIES)
def lasso_mean(W, lam):
    return lam * np.mean(np.abs(W))


@wrong("lasso_penalty", hint="the largest absolute value is another norm", see=PENALTIES)
def lasso_largest(W, lam):
    return lam * np.max(np.abs(W))


@wrong("lasso_penalty", hint="this counts the weights that are not zero; lasso adds their sizes", see=PENALTIES)
def lasso_count(W, lam):
    return lam * np.count_nonzero(W)


@wrong("lasso_penalty", hint="Python's sum adds the rows only: the penalty is a single number", see=PENALTIES)
def lasso_one_axis(W, lam):
    return lam * sum(np.abs(W))


@wrong("lasso_penalty", hint="this is the Euclidean length; lasso adds the sizes of the entries", see=PENALTIES)
def lasso_euclidean(W, lam):
    return lam * np.sqrt(np.sum(np.square(W)))


@wrong("lasso_grad", hint="the sign of the weights is lost", see=PENALTIES)
def lasso_gradient_without_sign(W, lam):
    return lam * np.ones(W.shape)


@wrong("lasso_grad", hint="the slope does not grow with the weight; this is ridge", see=PENALTIES)
def lasso_gradient_of_ridge(W, lam):
    return lam * W


@wrong("lasso_grad", hint="the size of the weight comes in; only its sign matters", see=PENALTIES)
def lasso_gradient_absolute(W, lam):
    return lam * np.abs(W)


@wrong("lasso_grad", hint="at a weight of exactly 0 the gradient is 0 here", see=PENALTIES)
def lasso_gradient_one_at_zero(W, lam):
    return np.where(W >= 0, lam, -lam)


@wrong("lasso_grad", hint="at a weight of exactly 0 the gradient is 0 here", see=PENALTIES)
def lasso_gradient_minus_one_at_zero(W, lam):
    return np.where(W > 0, lam, -lam)


@wrong("lasso_grad", hint="w / |w| is 0/0 at a weight of 0", see=PENALTIES)
def lasso_gradient_zero_by_zero(W, lam):
    return lam * W / np.abs(W)


@wrong("lasso_grad", hint="lam is missing: the sign alone is not the gradient", see=PENALTIES)
def lasso_gradient_without_lam(W, lam):
    return np.sign(W)


@wrong("lasso_grad", hint="the gradient is halved; there is no half in the lasso penalty", see=PENALTIES)
def lasso_gradient_halved(W, lam):
    return lam / 2 * np.sign(W)


@wrong("lasso_grad", hint="a smoothed sign is not the sign for small weights", see=PENALTIES)
def lasso_gradient_smoothed(W, lam):
    return lam * np.tanh(100 * W)


@wrong("lasso_grad", hint="this tells zero from not zero; the sign is lost", see=PENALTIES)
def lasso_gradient_of_the_count(W, lam):
    return lam * (W != 0)


@wrong("lasso_grad", hint="an array made like W holds integers where W does: lam is cut", see=PENALTIES)
def lasso_gradient_truncated(W, lam):
    gradient = np.zeros_like(W)
    gradient[W > 0], gradient[W < 0] = lam, -lam
    return gradient


@wrong("lasso_grad", hint="what is added against 0/0 is as large as a small weight: its slope shrinks", see=PENALTIES)
def lasso_gradient_with_epsilon(W, lam):
    return lam * W / (np.abs(W) + 1e-8)


# --- weight_decay_step --------------------------------------------------------------------------------------------


@wrong("weight_decay_step", hint="the decay, too, is multiplied by the learning rate", see=DECAY)
def decay_without_learning_rate(W, grad, lr, lam):
    return W - lr * grad - lam * W


@wrong("weight_decay_step", hint="the weights grow: check the sign of the decay", see=DECAY)
def decay_with_wrong_sign(W, grad, lr, lam):
    return W - lr * (grad - lam * W)


@wrong("weight_decay_step", hint="half the decay: the gradient of the penalty is lam W", see=DECAY)
def decay_halved(W, grad, lr, lam):
    return W - lr * (grad + lam / 2 * W)


@wrong("weight_decay_step", hint="twice the decay: the gradient of the penalty is lam W", see=DECAY)
def decay_doubled(W, grad, lr, lam):
    return W - lr * (grad + 2 * lam * W)


@wrong("weight_decay_step", hint="the decay is missing", see=DECAY)
def decay_missing(W, grad, lr, lam):
    return W - lr * grad


@wrong("weight_decay_step", hint="this is the decay of lasso; ridge pulls in proportion to the weight", see=DECAY)
def decay_of_lasso(W, grad, lr, lam):
    return W - lr * (grad + lam * np.sign(W))


@wrong("weight_decay_step", hint="a step uphill: gradient descent goes against the gradient", see=DECAY)
def step_uphill(W, grad, lr, lam):
    return W + lr * (grad + lam * W)


@wrong("weight_decay_step", hint="decayed after the step, the step itself shrinks as well", see=DECAY)
def decay_after_the_step(W, grad, lr, lam):
    stepped = W - lr * grad
    return stepped - lr * lam * stepped


@wrong("weight_decay_step", hint="the learning rate is missing from the gradient's part", see=DECAY)
def gradient_without_learning_rate(W, grad, lr, lam):
    return W - grad - lr * lam * W


@wrong("weight_decay_step", hint="the gradient is scaled by lam as well", see=DECAY)
def lam_on_both_parts(W, grad, lr, lam):
    return W - lr * lam * (grad + W)


@wrong("weight_decay_step", hint="the change alone comes back; return the new weights", see=DECAY)
def only_the_change(W, grad, lr, lam):
    return -lr * (grad + lam * W)


@wrong("weight_decay_step", hint="the argument W is changed; return a new array", see=DECAY)
def step_in_place(W, grad, lr, lam):
    W[...] = W - lr * (grad + lam * W)
    return W


@wrong("weight_decay_step", hint="the argument grad is changed; return a new array", see=DECAY)
def gradient_in_place(W, grad, lr, lam):
    total = grad + lam * W
    grad[...] = total
    return W - lr * total


@wrong("weight_decay_step", hint="integer weights are cut back to integers", see=DECAY)
def step_truncated(W, grad, lr, lam):
    return (W - lr * (grad + lam * W)).astype(W.dtype)


@wrong("weight_decay_step", hint="the decay is divided by the number of rows", see=DECAY)
def decay_divided_by_rows(W, grad, lr, lam):
    return W - lr * (grad + lam / max(len(W), 2) * W)


@wrong("weight_decay_step", hint="the gradient's part goes uphill; only the decay pulls the right way", see=DECAY)
def gradient_uphill(W, grad, lr, lam):
    return W + lr * grad - lr * lam * W


@wrong("weight_decay_step", hint="one step subtracts; the exponential is what many small steps tend to", see=DECAY)
def decay_exponential(W, grad, lr, lam):
    return np.exp(-lr * lam) * W - lr * grad


# --- early_stopping -----------------------------------------------------------------------------------------------


@wrong("early_stopping", hint="an equal loss is no improvement", see=STOPPING)
def tie_is_better(val_losses, patience):
    best = 0
    for t in range(1, len(val_losses)):
        if val_losses[t] <= val_losses[best]:
            best = t
        elif t - best >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="one epoch more than the patience passes before the stop", see=STOPPING)
def one_epoch_too_patient(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best > patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="one epoch less than the patience passes before the stop", see=STOPPING)
def one_epoch_too_impatient(val_losses, patience):
    best = 0
    for t in range(1, len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= max(patience - 1, 1):
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="the last epoch is kept instead of the best", see=STOPPING)
def last_epoch_kept(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return t, t
    return len(val_losses) - 1, len(val_losses) - 1


@wrong("early_stopping", hint="the best of all losses: epochs after the stop are never run", see=STOPPING)
def best_of_epochs_never_run(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return int(np.argmin(val_losses)), t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="a loss is compared with that of the epoch before; compare with the best", see=STOPPING)
def compared_with_previous_epoch(val_losses, patience):
    bad, best = 0, 0
    for t in range(1, len(val_losses)):
        bad = bad + 1 if val_losses[t] >= val_losses[t - 1] else 0
        best = t if val_losses[t] < val_losses[best] else best
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="bad epochs are counted in all; an improvement restarts the count", see=STOPPING)
def count_not_restarted(val_losses, patience):
    best, bad = 0, 0
    for t in range(1, len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="training never stops early here", see=STOPPING)
def never_stops(val_losses, patience):
    return int(np.argmin(val_losses)), len(val_losses) - 1


@wrong("early_stopping", hint="the number of epochs run, not the index of the last one", see=STOPPING)
def number_of_epochs(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return best, t + 1
    return best, len(val_losses)


@wrong("early_stopping", hint="epochs are counted from 0", see=STOPPING)
def epochs_from_one(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return best + 1, t + 1
    return best + 1, len(val_losses)


@wrong("early_stopping", hint="the two values come back in the other order", see=STOPPING)
def stop_before_best(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return t, best
    return len(val_losses) - 1, best


@wrong("early_stopping", hint="the best loss comes back; asked for is its epoch", see=STOPPING)
def best_loss_instead_of_epoch(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return val_losses[best], t
    return val_losses[best], len(val_losses) - 1


@wrong(
    "early_stopping",
    hint="the best is taken to be `patience` epochs before the last, also where no stop came",
    see=STOPPING,
)
def best_is_stop_minus_patience(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return best, t
    return max(len(val_losses) - 1 - patience, 0), len(val_losses) - 1


@wrong("early_stopping", hint="the best loss starts at 1 instead of the first loss", see=STOPPING)
def best_loss_starts_at_one(val_losses, patience):
    best, best_loss, bad = 0, 1.0, 0
    for t in range(len(val_losses)):
        if val_losses[t] < best_loss:
            best, best_loss, bad = t, val_losses[t], 0
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="an improvement smaller than a tolerance counts too", see=STOPPING)
def improvement_needs_a_margin(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best] - 0.01 * abs(val_losses[best]):
            best = t
        elif t - best >= patience:
            return best, t
    return best, len(val_losses) - 1


@wrong("early_stopping", hint="of several equal losses the first is the best epoch", see=STOPPING)
def last_of_equal_losses(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            break
    run = np.asarray(val_losses)[: t + 1]
    return int(np.flatnonzero(run == run.min())[-1]), t


@wrong("early_stopping", hint="without a stop this is the number of epochs, not the index of the last", see=STOPPING)
def number_of_epochs_without_a_stop(val_losses, patience):
    best = 0
    for t in range(len(val_losses)):
        if val_losses[t] < val_losses[best]:
            best = t
        elif t - best >= patience:
            return best, t
    return best, len(val_losses)


@wrong("early_stopping", hint="the best loss starts at 0, which no positive loss ever beats", see=STOPPING)
def best_loss_starts_at_zero(val_losses, patience):
    best, best_loss, bad = 0, 0.0, 0
    for t in range(len(val_losses)):
        if val_losses[t] < best_loss:
            best, best_loss, bad = t, val_losses[t], 0
        else:
            bad += 1
        if bad >= patience:
            return best, t
    return best, len(val_losses) - 1


# --- dropout ------------------------------------------------------------------------------------------------------
# What is right for ordinary h and p draws as the reference does: drawn otherwise, it would differ from the reference in
# every call, and explain every answer that draws that way.


@wrong("dropout", hint="what is kept has to be scaled so that the mean stays", see=DROPOUT)
def dropout_without_scaling(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) * 1.0
    return h * mask, mask


@wrong("dropout", hint="p is the probability of dropping, not of keeping", see=DROPOUT)
def p_as_keep_probability(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) < p) / p if p else np.ones(h.shape)
    return h * mask, mask


@wrong("dropout", hint="dropped at the right rate, but scaled by 1/p", see=DROPOUT)
def scaled_by_p(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (p or 1.0)
    return h * mask, mask


@wrong("dropout", hint="kept with probability p, and scaled as if dropped with p", see=DROPOUT)
def kept_with_p(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) < (p or 1)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="multiplied by 1 - p where it should be divided", see=DROPOUT)
def scaled_down(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) * (1 - p)
    return h * mask, mask


@wrong("dropout", hint="one draw a column: all rows lose the same units", see=DROPOUT)
def one_mask_per_column(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.broadcast_to((rng.random(h.shape[-1:]) >= p) / (1 - p), h.shape)
    return h * mask, mask


@wrong("dropout", hint="one draw a row: whole examples are dropped", see=DROPOUT)
def one_mask_per_row(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape[:1]) >= p
    mask = np.ones(h.shape) * (keep / (1 - p)).reshape((-1,) + (1,) * (h.ndim - 1))
    return h * mask, mask


@wrong("dropout", hint="one draw for the whole array: all is dropped, or nothing", see=DROPOUT)
def one_draw_for_all(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.shape, (rng.random() >= p) / (1 - p))
    return h * mask, mask


@wrong("dropout", hint="always the same number is dropped; each entry should be drawn by itself", see=DROPOUT)
def fixed_number_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.size, 1 / (1 - p))
    mask[rng.permutation(h.size)[: round(p * h.size)]] = 0
    return h * mask.reshape(h.shape), mask.reshape(h.shape)


@wrong("dropout", hint="in every row the same number is dropped; each entry should be drawn by itself", see=DROPOUT)
def fixed_number_dropped_per_row(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    units = h.shape[-1]
    order = np.argsort(rng.random(h.shape), axis=-1)
    mask = (order >= round(p * units)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="entries are drawn with replacement, so fewer than a share p are dropped", see=DROPOUT)
def dropped_with_replacement(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.full(h.size, 1 / (1 - p))
    mask[rng.integers(0, h.size, round(p * h.size))] = 0
    return h * mask.reshape(h.shape), mask.reshape(h.shape)


@wrong(
    "dropout", hint="a standard normal draw is below p more often than with probability p: draw uniformly", see=DROPOUT
)
def normal_instead_of_uniform(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.normal(size=h.shape) >= p) / (1 - p) if p else np.ones(h.shape)
    return h * mask, mask


@wrong(
    "dropout",
    hint="normal noise of the right mean and variance is not dropout: entries are dropped or kept",
    see=DROPOUT,
)
def gaussian_dropout(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = rng.normal(1.0, np.sqrt(p / (1 - p)), h.shape)
    return h * mask, mask


@wrong("dropout", hint="small activations are dropped; what is dropped is drawn by lot", see=DROPOUT)
def small_activations_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.abs(h) >= np.quantile(np.abs(h), p)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="rng is not used: the global state decides, and nothing can be repeated", see=DROPOUT)
def global_random_state(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.random.random(h.shape) >= p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="the same mask every time: draw from rng, do not seed anew", see=DROPOUT)
def seeded_inside(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (np.random.default_rng(0).random(h.shape) >= p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="out is made with another mask than the one returned", see=DROPOUT)
def another_mask_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = h * (rng.random(h.shape) >= p) / (1 - p)
    return out, (rng.random(h.shape) >= p) / (1 - p)


@wrong("dropout", hint="the mask holds 0 and 1, or False and True; it should hold the factor as well", see=DROPOUT)
def boolean_mask_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape) >= p
    return h * keep / (1 - p), keep


@wrong("dropout", hint="the mask says what is dropped instead of what is kept", see=DROPOUT)
def mask_of_the_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    drop = rng.random(h.shape) < p
    return h * ~drop / (1 - p), drop / (1 - p)


@wrong("dropout", hint="the mask is the factor out / h, which is 0/0 where h is 0", see=DROPOUT)
def mask_from_the_quotient(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = rng.binomial(1, 1 - p, size=h.shape) / (1 - p) * h
    return out, out / h


@wrong("dropout", hint="the two values come back in the other order", see=DROPOUT)
def mask_before_out(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (1 - p)
    return mask, h * mask


@wrong("dropout", hint="only out comes back; the mask is needed on the way back", see=DROPOUT)
def only_out_returned(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    return h * (rng.random(h.shape) >= p) / (1 - p)


@wrong("dropout", hint="no dropout at all", see=DROPOUT)
def nothing_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    return h * 1.0, np.ones(h.shape)


@wrong("dropout", hint="p outside [0, 1) passes unnoticed", see=DROPOUT)
def p_not_checked(h, p, rng):
    mask = rng.binomial(1, np.clip(1 - p, 0, 1), size=h.shape) / (1 - p) if p != 1 else np.zeros(h.shape)
    return h * mask, mask


@wrong("dropout", hint="p = 1 would drop everything and divide by 0: it is not allowed", see=DROPOUT)
def p_one_allowed(h, p, rng):
    if p < 0 or p > 1:
        raise ValueError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / max(1 - p, 1e-12)
    return h * mask, mask


@wrong("dropout", hint="p = 0 is allowed: it keeps everything", see=DROPOUT)
def p_zero_refused(h, p, rng):
    if not 0 < p < 1:
        raise ValueError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="p outside [0, 1) should raise a ValueError, not another error", see=DROPOUT)
def p_checked_by_assert(h, p, rng):
    if not 0 <= p < 1:
        raise AssertionError(p)
    mask = rng.binomial(1, 1 - p, size=h.shape) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="h is changed; return a new array", see=DROPOUT)
def dropped_in_place(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.random(h.shape) >= p) / (1 - p)
    h *= mask
    return h, mask


@wrong("dropout", hint="with integer activations the factor is cut to an integer", see=DROPOUT)
def mask_of_the_type_of_h(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = ((rng.random(h.shape) >= p) / (1 - p)).astype(h.dtype)
    return h * mask, mask


@wrong("dropout", hint="a mask of half the rows is used twice: every entry needs its own draw", see=DROPOUT)
def mask_used_twice(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    half = rng.random(((h.size + 1) // 2,)) >= p
    mask = np.resize(half, h.shape) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="the share of dropped entries is rounded up to tenths", see=DROPOUT)
def rate_rounded(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.integers(0, 10, h.shape) >= 10 * p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="with three axes one draw serves a whole channel; every entry needs its own", see=DROPOUT)
def one_draw_per_channel(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = np.ones(h.shape) * (rng.random(h.shape[:2] + (1,) * (h.ndim - 2)) >= p) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="the mask is read off the output: an activation that is 0 looks dropped", see=DROPOUT)
def mask_read_off_the_output(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    out = rng.binomial(1, 1 - p, size=h.shape) / (1 - p) * h
    return out, (out != 0) / (1 - p)


@wrong("dropout", hint="p is cut to whole percents", see=DROPOUT)
def whole_percents(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    mask = (rng.integers(0, 100, size=h.shape) >= int(100 * p)) / (1 - p)
    return h * mask, mask


@wrong("dropout", hint="a mask that drops all is drawn again; it may well come, in small arrays often", see=DROPOUT)
def never_all_dropped(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.binomial(1, 1 - p, size=h.shape)
    while not keep.any():
        keep = rng.binomial(1, 1 - p, size=h.shape)
    return keep / (1 - p) * h, keep / (1 - p)


@wrong("dropout", hint="the factor is made from the share kept in this draw; it depends on p alone", see=DROPOUT)
def factor_from_the_share_kept(h, p, rng):
    if not 0 <= p < 1:
        raise ValueError(p)
    keep = rng.random(h.shape) >= p
    mask = keep * (keep.size / max(keep.sum(), 1))
    return h * mask, mask


# --- dropout_backward ---------------------------------------------------------------------------------------------


@wrong("dropout_backward", hint="the factor of the kept units is missing on the way back", see=DROPOUT)
def backward_without_scaling(grad, mask):
    return grad * (mask > 0)


@wrong("dropout_backward", hint="the gradient is handed through: dropped units get one as well", see=DROPOUT)
def gradient_handed_through(grad, mask):
    return grad * 1.0


@wrong("dropout_backward", hint="a fresh mask is drawn; use that of the forward pass", see=DROPOUT)
def fresh_mask_in_backward(grad, mask):
    p = np.mean(mask == 0)
    return grad * (np.random.default_rng(0).random(grad.shape) >= p) * np.max(mask)


@wrong("dropout_backward", hint="divided by the factor: the chain rule multiplies by it", see=DROPOUT)
def backward_divided(grad, mask):
    return np.where(mask > 0, grad / np.where(mask > 0, mask, 1), 0.0)


@wrong("dropout_backward", hint="the factor is applied twice", see=DROPOUT)
def backward_scaled_twice(grad, mask):
    return grad * mask**2


@wrong("dropout_backward", hint="the gradient reaches the dropped units instead of the kept ones", see=DROPOUT)
def backward_through_the_dropped(grad, mask):
    return grad * (mask == 0)


@wrong("dropout_backward", hint="the mask is averaged over the rows", see=DROPOUT)
def backward_mask_averaged(grad, mask):
    return grad * mask.mean(axis=0)


@wrong("dropout_backward", hint="all entries are added up: the gradient has the shape of h", see=DROPOUT)
def backward_summed(grad, mask):
    return np.sum(grad * mask)


@wrong("dropout_backward", hint="the argument grad is changed; return a new array", see=DROPOUT)
def backward_in_place(grad, mask):
    grad[...] = grad * mask
    return grad


@wrong("dropout_backward", hint="an integer gradient is cut back to integers", see=DROPOUT)
def backward_truncated(grad, mask):
    return (grad * mask).astype(grad.dtype)


@wrong("dropout_backward", hint="a division by the share of kept units: it is in the mask already", see=DROPOUT)
def backward_divided_by_share(grad, mask):
    return grad * mask / np.mean(mask > 0)


@wrong("dropout_backward", hint="the factor is made from the share kept; the mask holds it already", see=DROPOUT)
def backward_factor_from_the_share_kept(grad, mask):
    return grad * (mask > 0) * (mask.size / max(np.sum(mask > 0), 1))


@wrong("dropout_backward", hint="@ is a matrix product; the mask acts entry by entry", see=DROPOUT)
def backward_matrix_product(grad, mask):
    return grad @ mask


@wrong("dropout_backward", hint="a factor of 2 belongs to p = 0.5 only", see=DROPOUT)
def backward_factor_of_two(grad, mask):
    return 2.0 * grad * (mask > 0)
