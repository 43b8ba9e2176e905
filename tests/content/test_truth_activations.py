"""The reference functions of notebook 1 agree with truths that do not come from them: PyTorch, closed forms, proofs."""

import inspect

import numpy as np
import pytest
import torch
from submissions import HERE
from torch.nn import functional as F

from autograder.modules import load

REFERENCE = load(HERE.solution_file("1_activations"))
SIGNATURES = {
    "affine": "(X, W, b)",
    "collapse": "(W1, b1, W2, b2)",
    "relu": "(x)",
    "sigmoid": "(x)",
    "tanh": "(x)",
    "elu": "(x, alpha=1.0)",
    "leaky_relu": "(x, alpha=0.01)",
    "gelu": "(x)",
    "swish": "(x)",
    "softplus": "(x)",
    "mish": "(x)",
    "relu_prime": "(x)",
    "sigmoid_prime": "(x)",
    "tanh_prime": "(x)",
    "elu_prime": "(x, alpha=1.0)",
    "leaky_relu_prime": "(x, alpha=0.01)",
    "gelu_prime": "(x)",
    "swish_prime": "(x)",
    "softplus_prime": "(x)",
    "mish_prime": "(x)",
    "mlp": "(X, W1, b1, W2, b2, phi)",
    "xor_weights": "()",
    "dead_units": "(X, W, b)",
}
# PyTorch's own softplus is x itself above a threshold, or overflows; logaddexp is exact.
TORCH = {
    "relu": (torch.relu, {}),
    "sigmoid": (torch.sigmoid, {}),
    "tanh": (torch.tanh, {}),
    "elu": (F.elu, {"alpha": [1.0, 0.3]}),
    "leaky_relu": (F.leaky_relu, {"alpha": [0.01, 0.4, 0.0]}),
    "gelu": (lambda x: F.gelu(x, approximate="tanh"), {}),
    "swish": (F.silu, {}),
    "softplus": (lambda x: torch.logaddexp(x, torch.zeros_like(x)), {}),
    "mish": (F.mish, {}),
}
MIDDLE = np.linspace(-9.7, 9.6, 1001)
EXTREMES = np.concatenate([s * np.array([12.0, 25, 40, 90, 200, 710, 750, 1e3, 5e3, 1e4]) for s in (1, -1)])
CASES = [(name, alpha) for name, (_, options) in TORCH.items() for alpha in options.get("alpha", [None])]


def both(name, alpha, x):
    """PyTorch's value and its automatic derivative at x."""
    t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    function = TORCH[name][0]
    y = function(t) if alpha is None else function(t, alpha)
    y.sum().backward()
    return y.detach().numpy(), t.grad.numpy()


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_every_function_has_the_curriculums_signature(name, signature):
    assert str(inspect.signature(getattr(REFERENCE, name))) == signature


@pytest.mark.parametrize(("name", "alpha"), CASES)
def test_values_and_derivatives_agree_with_torch(name, alpha):
    options = () if alpha is None else (alpha,)
    value, slope = both(name, alpha, MIDDLE)
    np.testing.assert_allclose(getattr(REFERENCE, name)(MIDDLE, *options), value, rtol=1e-10, atol=1e-14)
    # products of the derivatives cancel in the tails: absolute accuracy there
    np.testing.assert_allclose(getattr(REFERENCE, name + "_prime")(MIDDLE, *options), slope, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize(("name", "alpha"), CASES)
def test_extremes_agree_with_torch_and_warn_of_nothing(name, alpha):
    options = () if alpha is None else (alpha,)
    value, slope = both(name, alpha, EXTREMES)
    with np.errstate(all="raise", under="ignore"):
        ours = getattr(REFERENCE, name)(EXTREMES, *options)
        ours_prime = getattr(REFERENCE, name + "_prime")(EXTREMES, *options)
    np.testing.assert_allclose(ours, value, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(ours_prime, slope, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize(("name", "alpha"), CASES)
def test_integers_numbers_and_shapes(name, alpha):
    options = () if alpha is None else (alpha,)
    whole = np.array([[-10_000, -3, -1], [1, 4, 10_000]])
    for suffix in ("", "_prime"):
        function = getattr(REFERENCE, name + suffix)
        want = function(whole.astype(float), *options)
        assert want.shape == whole.shape
        np.testing.assert_array_equal(function(whole, *options), want)
        np.testing.assert_array_equal([function(int(v), *options) for v in whole.flat], want.ravel())
        assert np.shape(function(np.array(0.5), *options)) == ()


def test_derivatives_at_zero_are_as_the_curriculum_fixes_them():
    at_zero = {"relu_prime": 0, "sigmoid_prime": 1 / 4, "tanh_prime": 1, "elu_prime": 1, "leaky_relu_prime": 0.01}
    at_zero |= {"gelu_prime": 1 / 2, "swish_prime": 1 / 2, "softplus_prime": 1 / 2, "mish_prime": 3 / 5}
    for name, value in at_zero.items():
        assert getattr(REFERENCE, name)(0.0) == pytest.approx(value, rel=1e-14)
    assert REFERENCE.elu_prime(0.0, 0.3) == REFERENCE.leaky_relu_prime(0.0, 0.3) == 0.3


@pytest.mark.parametrize("name", TORCH)
def test_the_area_under_the_derivative_is_the_change_of_the_function(name):
    nodes, weights = np.polynomial.legendre.leggauss(60)
    for low, high in [(-6.0, 0.0), (0.0, 5.0)]:  # the kinks are at 0
        x = low + (nodes + 1) * (high - low) / 2
        area = np.sum(weights * getattr(REFERENCE, name + "_prime")(x)) * (high - low) / 2
        function = getattr(REFERENCE, name)
        assert area == pytest.approx(function(high) - function(low), rel=1e-12)


def test_affine_and_mlp_agree_with_torch():
    rng = np.random.default_rng(1)
    X, W1, b1, W2, b2 = (rng.normal(size=s) for s in [(6, 3), (3, 5), 5, (5, 2), 2])
    first = F.linear(*(torch.tensor(a) for a in (X, W1.T, b1)))
    np.testing.assert_allclose(REFERENCE.affine(X, W1, b1), first.numpy(), rtol=1e-12, atol=1e-14)
    output = F.linear(torch.tanh(first), torch.tensor(W2.T), torch.tensor(b2)).numpy()
    np.testing.assert_allclose(REFERENCE.mlp(X, W1, b1, W2, b2, np.tanh), output, rtol=1e-12, atol=1e-14)
    W, b = REFERENCE.collapse(W1, b1, W2, b2)
    flat = F.linear(first, torch.tensor(W2.T), torch.tensor(b2)).numpy()
    np.testing.assert_allclose(X @ W + b, flat, rtol=1e-12, atol=1e-12)


def test_xor_in_torch():
    W1, b1, W2, b2 = (torch.tensor(np.asarray(v, dtype=float)) for v in REFERENCE.xor_weights())
    corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)
    output = torch.relu(corners @ W1 + b1) @ W2 + b2
    assert output.tolist() == [[0.0], [1.0], [1.0], [0.0]]


def test_dead_units_get_no_gradient_and_the_others_do():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(12, 3))
    W = torch.tensor(rng.normal(size=(3, 40)), requires_grad=True)
    b = torch.tensor(rng.normal(size=40) - 2.5, requires_grad=True)
    torch.relu(torch.tensor(X) @ W + b).sum().backward()
    dead = REFERENCE.dead_units(X, W.detach().numpy(), b.detach().numpy())
    assert 0 < dead.sum() < 40
    np.testing.assert_array_equal(dead, b.grad.numpy() == 0)
