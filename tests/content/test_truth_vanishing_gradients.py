"""Do the reference functions of notebook 4 agree with PyTorch, closed forms and statistics?"""

import inspect

import numpy as np
import pytest
import torch
from submissions import HERE

from autograder.modules import load

torch.set_num_threads(1)

SIGNATURES = {
    "layer_jacobian": "(W, z, phi_prime)",
    "jacobian_product": "(jacobians)",
    "deep_gradients": "(x, weights, phi, phi_prime, upstream)",
    "gradient_norms": "(gradients)",
    "vanishing_bound": "(n_layers)",
    "xavier_init": "(n_in, n_out, rng)",
    "he_init": "(n_in, n_out, rng)",
    "clip_gradients": "(gradients, max_norm)",
    "backprop_deep": "(X, Y, weights, biases, phi, phi_prime)",
}


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2, torch.tanh),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * sigmoid(-z), torch.sigmoid),
    "relu": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0), torch.relu),
    "sine": (np.sin, np.cos, torch.sin),
}


@pytest.fixture(scope="module")
def reference():
    return load(HERE.solution_file("4_vanishing_gradients"))


@pytest.fixture
def rng():
    return np.random.default_rng(20)


def network(rng, sizes):
    weights = [rng.normal(size=(m, n)) / np.sqrt(n) for n, m in zip(sizes, sizes[1:], strict=False)]
    return rng.normal(size=sizes[0]), weights


def assert_near(got, want):
    """1e-10 relative to the largest entry."""
    want = np.asarray(want)
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-10 * np.abs(want).max())


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_signature_is_the_curriculums(reference, name, signature):
    """Has every function of the curriculum exactly its argument names and defaults?"""
    assert str(inspect.signature(getattr(reference, name))) == signature


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_layer_jacobian_is_autograds(reference, rng, name):
    """Is the Jacobian of one layer the one that PyTorch finds?"""
    phi, prime, torch_phi = ACTIVATIONS[name]
    for h, d in [(3, 5), (6, 2), (1, 4), (4, 1)]:
        x, (W,) = network(rng, [d, h])
        want = torch.autograd.functional.jacobian(lambda t, W=W: torch_phi(torch.tensor(W) @ t), torch.tensor(x))
        assert_near(reference.layer_jacobian(W, W @ x, prime), want.numpy())


@pytest.mark.parametrize("depth", [1, 2, 5, 12])
def test_jacobian_product_is_autograds(reference, rng, depth):
    """Is the product of the Jacobians the derivative of the whole network?"""
    x, weights = network(rng, [4, 6, 3, 5, 2, 7, 4, 6, 3, 5, 2, 7, 4][: depth + 1])
    jacobians, h = [], x
    for W in weights:
        jacobians.append(reference.layer_jacobian(W, W @ h, np.cos))
        h = np.sin(W @ h)

    def run(t):
        for W in weights:
            t = torch.sin(torch.tensor(W) @ t)
        return t

    want = torch.autograd.functional.jacobian(run, torch.tensor(x)).numpy()
    assert_near(reference.jacobian_product(jacobians), want)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("depth", [1, 3, 30])
def test_deep_gradients_are_autograds(reference, rng, name, depth):
    """Are the gradients of all weight matrices those of PyTorch, in a very deep network too?"""
    phi, prime, torch_phi = ACTIVATIONS[name]
    x, weights = network(rng, [int(n) for n in rng.integers(6, 12, size=depth + 1)])
    upstream = rng.normal(size=(1, len(weights[-1])))
    leaves = [torch.tensor(W, requires_grad=True) for W in weights]
    h = torch.tensor(x)
    for W in leaves:
        h = torch_phi(W @ h)
    (torch.tensor(upstream[0]) @ h).backward()
    got = reference.deep_gradients(x, weights, phi, prime, upstream)
    assert len(got) == depth
    for G, leaf in zip(got, leaves, strict=True):
        assert_near(G, leaf.grad.numpy())


def test_relu_layers_share_one_sum(reference, rng):
    """Is the sum of W · dJ/dW equal for all layers of a ReLU network without biases, as the notebook says?"""
    phi, prime, _ = ACTIVATIONS["relu"]
    x, weights = network(rng, [6, 9, 7, 8, 9])
    gradients = reference.deep_gradients(x, weights, phi, prime, rng.normal(size=(1, 9)))
    sums = [np.sum(W * G) for W, G in zip(weights, gradients, strict=True)]
    np.testing.assert_allclose(sums, sums[0], rtol=1e-10)


def test_gradient_is_an_outer_product(reference, rng):
    """Is the norm of the gradient the product of two lengths, as the notebook says?"""
    x, (W,) = network(rng, [5, 4])
    upstream = rng.normal(size=(1, 4))
    (G,) = reference.deep_gradients(x, [W], np.sin, np.cos, upstream)
    want = np.linalg.norm(upstream * np.cos(W @ x)) * np.linalg.norm(x)
    np.testing.assert_allclose(reference.gradient_norms([G]), [want], rtol=1e-12)


@pytest.mark.parametrize("scale", [1e-100, 1.0, 1e100])
def test_gradient_norms_are_torchs(reference, rng, scale):
    """Are the norms PyTorch's Frobenius norms, at the ends of the allowed range too?"""
    G = [scale * rng.normal(size=s) for s in [(3, 4), (1, 5), (2, 2)]]
    want = [torch.linalg.matrix_norm(torch.tensor(g / scale), "fro").item() * scale for g in G]
    np.testing.assert_allclose(reference.gradient_norms(G), want, rtol=1e-12)
    assert reference.gradient_norms([np.zeros((2, 3))]) == [0]


@pytest.mark.parametrize("n", [1, 3, 50, 400])
def test_vanishing_bound_is_the_supremum(reference, n):
    """Is it the largest slope of PyTorch's sigmoid to the power n, and never zero?"""
    z = torch.linspace(-6, 6, 2001, dtype=torch.float64, requires_grad=True)
    torch.sigmoid(z).sum().backward()
    np.testing.assert_allclose(reference.vanishing_bound(n), z.grad.max().item() ** n, rtol=1e-9)
    assert reference.vanishing_bound(n) > 0


@pytest.mark.parametrize(("name", "variance"), [("xavier_init", 2 / 700), ("he_init", 2 / 400)])
def test_initialisation_is_normal(reference, name, variance):
    """Are mean, variance, tails and quantiles those of the normal distribution?"""
    W = getattr(reference, name)(400, 300, np.random.default_rng(3))
    assert W.shape == (300, 400)
    Z = np.sort(W.ravel() / np.sqrt(variance))
    assert abs(Z.mean()) < 0.02
    assert abs(Z.var() - 1) < 0.03
    cdf = torch.special.ndtr(torch.tensor(Z)).numpy()
    assert np.abs(cdf - (np.arange(Z.size) + 0.5) / Z.size).max() < 3 / np.sqrt(Z.size)  # Kolmogorov and Smirnov: 3e-8


@pytest.mark.parametrize(("name", "torch_init"), [("xavier_init", "xavier_normal_"), ("he_init", "kaiming_normal_")])
def test_initialisation_has_torchs_variance(reference, name, torch_init):
    """Is the variance that of PyTorch's rule of the same name, whose weights are (n_out, n_in) too?"""
    theirs = getattr(torch.nn.init, torch_init)(
        torch.empty(300, 800, dtype=torch.float64), generator=torch.Generator().manual_seed(1)
    )
    ours = getattr(reference, name)(800, 300, np.random.default_rng(1))
    np.testing.assert_allclose(ours.var(), theirs.numpy().var(), rtol=0.03)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e100])
def test_clipping_is_torchs(reference, rng, scale):
    """Does it clip as torch.nn.utils.clip_grad_norm_ does, up to that function's 1e-6?"""
    G = [scale * rng.normal(size=s) for s in [(3, 4), (2, 5)]]
    parameters = [torch.nn.Parameter(torch.zeros(g.shape, dtype=torch.float64)) for g in G]
    for p, g in zip(parameters, G, strict=True):
        p.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_(parameters, 2.0)
    for p, g in zip(parameters, reference.clip_gradients(G, 2.0), strict=True):
        np.testing.assert_allclose(g, p.grad.numpy(), rtol=1e-6)


def test_clipping_keeps_zeros_and_the_limit(reference, rng):
    """Do zeros stay zeros, and is the global norm min(norm, max_norm)?"""
    assert not np.any(reference.clip_gradients([np.zeros((2, 3))], 1.0)[0])
    G = [rng.normal(size=(3, 4)), rng.normal(size=(2, 2))]
    norm = np.sqrt(sum(np.sum(g**2) for g in G))
    for limit in (norm / 7, norm, 7 * norm):
        clipped = reference.clip_gradients(G, limit)
        np.testing.assert_allclose(np.sqrt(sum(np.sum(g**2) for g in clipped)), min(norm, limit), rtol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 1e4])
@pytest.mark.parametrize("sizes", [(4, 3), (4, 5, 3), (3, 6, 1, 5, 2), (1, 4, 4, 3)])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_backprop_deep_is_autograds(reference, rng, name, sizes, scale):
    """Are the gradients of a deep network's mean cross-entropy those of PyTorch?"""
    phi, prime, torch_phi = ACTIVATIONS[name]
    pairs = list(zip(sizes, sizes[1:], strict=False))
    X, Y = rng.normal(size=(5, sizes[0])), np.eye(sizes[-1])[rng.integers(sizes[-1], size=5)]
    weights, biases = [rng.normal(size=p) for p in pairs], [rng.normal(size=p[1]) for p in pairs]
    weights[-1] = weights[-1] * scale
    leaves = [[torch.tensor(p, requires_grad=True) for p in ps] for ps in (weights, biases)]
    H = torch.tensor(X)
    for l, (W, b) in enumerate(zip(*leaves, strict=True)):
        H = H @ W + b
        H = torch_phi(H) if l < len(pairs) - 1 else H
    (-(torch.tensor(Y) * torch.log_softmax(H, dim=1)).sum(dim=1).mean()).backward()
    for mine, theirs in zip(reference.backprop_deep(X, Y, weights, biases, phi, prime), leaves, strict=True):
        for got, leaf in zip(mine, theirs, strict=True):
            want = leaf.grad.numpy()
            assert np.shape(got) == want.shape
            np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-10 * scale)
