"""Do the reference functions of notebook 5 agree with an independent truth?"""

import inspect
import math

import numpy as np
import pytest
import torch
from submissions import HERE

from autograder.modules import load

SIGNATURES = {
    "sup_error": "f_values, p_values",
    "bernstein": "values, x",
    "bump_network": "edges, heights, steepness",
    "relu_interpolant": "xs, ys",
    "rbf_features": "x, centers, width",
    "rbf_fit": "x, y, centers, width, ridge=0.0",
    "mse_gradients": "X, Y, W1, b1, W2, b2",
    "fit_mlp": "x, y, width, steps, lr, seed",
}


@pytest.fixture(scope="module")
def reference():
    return load(HERE.solution_file("5_universal_approximation"))


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def run(weights, x, phi):
    """The output of a network of one input, by PyTorch's own layers in double precision."""
    W1, b1, W2, b2 = (torch.tensor(np.asarray(part, dtype=float)) for part in weights)
    X = torch.tensor(np.asarray(x, dtype=float))[:, None]
    hidden = phi(torch.nn.functional.linear(X, W1.T, b1))
    return torch.nn.functional.linear(hidden, W2.T, b2).numpy()[:, 0]


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(reference, name):
    """Does the function exist with exactly the curriculum's arguments and defaults?"""
    assert str(inspect.signature(getattr(reference, name))) == f"({SIGNATURES[name]})"


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_sup_error_is_the_norm_of_order_infinity(reference, rng, scale):
    """Is it NumPy's norm of order infinity?"""
    f, p = scale * rng.normal(size=(2, 50))
    assert reference.sup_error(f, p) == np.linalg.norm(f - p, ord=np.inf)


@pytest.mark.parametrize("n", [1, 2, 17, 100, 500])
def test_bernstein_is_exact_arithmetic(reference, rng, n):
    """Does it agree with the definition in exact rational arithmetic, ends and neighbours of the ends included?"""
    from fractions import Fraction

    values, points = rng.integers(-9, 10, size=n + 1), [0.0, 1.0, 2.0**-30, 0.34375]
    for x, got in zip(points, reference.bernstein(values, np.array(points)), strict=True):
        t = Fraction(x)
        exact = sum(int(v) * math.comb(n, k) * t**k * (1 - t) ** (n - k) for k, v in enumerate(values))
        assert abs(got - float(exact)) < 1e-12 * 9


def test_bernstein_of_exponentials(reference):
    """Is it the generating function of the binomial distribution?"""
    x = np.linspace(0, 1, 41)
    got = reference.bernstein(np.exp(3 * np.arange(501) / 500), x)
    np.testing.assert_allclose(got, (1 - x + x * np.exp(3 / 500)) ** 500, rtol=1e-12)


def test_bernstein_tends_to_the_function(reference):
    """Does the error on a smooth function halve when the degree doubles (Voronovskaya)?"""
    x = np.linspace(0, 1, 201)
    error = [np.abs(reference.bernstein(np.sin(3 * np.arange(n + 1) / n), x) - np.sin(3 * x)).max() for n in (200, 400)]
    assert error[0] / error[1] == pytest.approx(2, rel=0.02)


@pytest.mark.parametrize("K", [1, 4, 30])
def test_bumps_tend_to_the_step_function(reference, rng, K):
    """Is the output the step function off the edges, and the sum of sigmoids everywhere?"""
    edges, heights = np.sort(rng.uniform(size=K + 1)), rng.normal(size=K)
    edges += 0.02 * np.arange(K + 1)
    x = np.linspace(-0.5, edges[-1] + 0.5, 2000)
    weights = reference.bump_network(edges, heights, 2e5)
    step = sum(h * ((x > a) & (x < b)) for h, a, b in zip(heights, edges[:-1], edges[1:], strict=True))
    far = np.min(np.abs(x[:, None] - edges), axis=1) > 60 / 2e5
    np.testing.assert_allclose(run(weights, x, torch.sigmoid)[far], step[far], atol=1e-12)
    blunt = sum(
        h * (torch.sigmoid(torch.tensor(7 * (x - a))) - torch.sigmoid(torch.tensor(7 * (x - b)))).numpy()
        for h, a, b in zip(heights, edges[:-1], edges[1:], strict=True)
    )
    np.testing.assert_allclose(run(reference.bump_network(edges, heights, 7.0), x, torch.sigmoid), blunt, atol=1e-12)


@pytest.mark.parametrize("n", [1, 2, 7, 80])
def test_relu_interpolant_is_numpys_interpolation(reference, rng, n):
    """Is it np.interp, on both sides of 0 and at every scale?"""
    for scale in (1e-3, 1.0, 1e3):
        xs = scale * (np.cumsum(rng.uniform(0.1, 1, size=n + 1)) - 2)
        ys = rng.normal(size=n + 1)
        x = np.concatenate([xs, rng.uniform(xs[0], xs[-1], size=200)])
        got = run(reference.relu_interpolant(xs, ys), x, torch.relu)
        np.testing.assert_allclose(got, np.interp(x, xs, ys), atol=1e-10)


def test_integers_are_right_everywhere(reference):
    """Is integer input taken as the real numbers it means?"""
    xs, ys, x = np.array([-3, 0, 1, 7]), np.array([2, 5, -1, 0]), np.array([-3, -1, 1, 4, 7])
    np.testing.assert_allclose(run(reference.relu_interpolant(xs, ys), x, torch.relu), np.interp(x, xs, ys), atol=1e-12)
    bumps = reference.bump_network(xs, ys[1:], 99)
    np.testing.assert_allclose(run(bumps, np.array([-5, -1, 2, 9]), torch.sigmoid), [0, 5, 0, 0], atol=1e-12)
    for width in (1, 2):
        same = [reference.rbf_fit(a, b, c, width) for a, b, c in [(xs, ys, xs[:2]), (xs * 1.0, ys * 1.0, xs[:2] * 1.0)]]
        np.testing.assert_allclose(*same, rtol=1e-12)


@pytest.mark.parametrize("width", [1e-3, 0.3, 50.0])
def test_rbf_features_are_densities_without_their_factor(reference, rng, width):
    """Are the features PyTorch's normal densities, divided by their value at the centre?"""
    x, centers = rng.uniform(-1, 2, size=9), rng.uniform(size=4)
    normal = torch.distributions.Normal(torch.tensor(centers), torch.tensor(width, dtype=torch.float64))
    log = normal.log_prob(torch.tensor(x)[:, None]) - normal.log_prob(torch.tensor(centers))
    np.testing.assert_allclose(
        reference.rbf_features(x, centers, width), torch.exp(log).numpy(), rtol=1e-9, atol=1e-300
    )


@pytest.mark.parametrize("ridge", [0.0, 1e-3, 2.0])
def test_rbf_fit_has_no_gradient_left(reference, rng, ridge):
    """Is the gradient of the objective zero at the weights, by automatic differentiation?"""
    x, y, centers = rng.uniform(size=30), rng.normal(size=30), np.linspace(0, 1, 5)
    Phi, target = torch.tensor(reference.rbf_features(x, centers, 0.15)), torch.tensor(y)
    w = torch.tensor(reference.rbf_fit(x, y, centers, 0.15, ridge), requires_grad=True)
    (torch.sum((Phi @ w - target) ** 2) + ridge * torch.sum(w**2)).backward()
    assert np.abs(w.grad.numpy()).max() < 1e-10


@pytest.mark.parametrize(("k", "width"), [(30, 0.2), (60, 0.3), (20, 40.0), (30, 0.35)])
def test_rbf_fit_is_as_good_as_the_features_allow(reference, rng, k, width):
    """Where features are nearly dependent, is the residual that of an orthogonal basis of their span?"""
    x, centers = np.sort(rng.uniform(size=40)), np.linspace(0, 1, k)
    Phi = reference.rbf_features(x, centers, width)
    for y in (Phi @ rng.normal(size=k), np.sin(4 * np.pi * x)):
        U, sigma, _ = np.linalg.svd(Phi, full_matrices=False)
        U = U[:, sigma > 1e-12 * sigma[0]]  # directions that any solver in double precision can use
        best = np.sqrt(np.mean((U @ (U.T @ y) - y) ** 2))
        assert np.sqrt(np.mean((Phi @ reference.rbf_fit(x, y, centers, width) - y) ** 2)) < best + 1e-6


@pytest.mark.parametrize(("m", "d", "h"), [(7, 2, 4), (1, 3, 2), (5, 1, 1)])
def test_mse_gradients_are_autograds(reference, rng, m, d, h):
    """Are the gradients those of PyTorch's mean squared error?"""
    X, Y = rng.normal(size=(m, d)), rng.normal(size=(m, 1))
    net = {
        "W1": rng.normal(size=(d, h)),
        "b1": rng.normal(size=h),
        "W2": rng.normal(size=(h, 1)),
        "b2": rng.normal(size=1),
    }
    params = {key: torch.tensor(value, requires_grad=True) for key, value in net.items()}
    output = torch.tanh(torch.tensor(X) @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
    torch.nn.functional.mse_loss(output, torch.tensor(Y)).backward()
    got = reference.mse_gradients(X, Y, **net)
    for key, parameter in params.items():
        np.testing.assert_allclose(got[key], parameter.grad.numpy(), rtol=1e-11, atol=1e-14)


def test_fit_mlp_follows_the_gradient(reference):
    """Is one step of it a step against PyTorch's gradient of the mean squared error?"""
    x = np.linspace(0, 1, 80)
    y = np.sin(6 * x)
    start, after = (reference.fit_mlp(x, y, 6, steps, 0.01, seed=4) for steps in (0, 1))
    W1, b1, W2, b2 = params = [torch.tensor(p, requires_grad=True) for p in start]
    output = torch.tanh(torch.tensor(x)[:, None] @ W1 + b1) @ W2 + b2
    torch.nn.functional.mse_loss(output, torch.tensor(y)[:, None]).backward()
    for before, parameter, p in zip(start, params, after, strict=True):
        np.testing.assert_allclose(p, before - 0.01 * parameter.grad.numpy(), rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("seed", [0, 1])
def test_fit_mlp_keeps_its_promise(reference, seed):
    """Is the error on three narrow bumps below 0.05, for every seed?"""
    bumps = lambda x: sum(h * np.exp(-(((x - c) / 0.11) ** 2)) for h, c in [(1.4, 0.2), (-1.4, 0.5), (1.4, 0.8)])
    x, fine = np.linspace(0, 1, 80), np.linspace(0, 1, 1001)
    weights = reference.fit_mlp(x, bumps(x), 30, 3000, 0.01, seed)
    assert np.sqrt(np.mean((run(weights, fine, torch.tanh) - bumps(fine)) ** 2)) < 0.05
