"""The reference functions of notebook 6 agree with independent truths."""

import inspect

import numpy as np
import pytest
import torch
from submissions import HERE

from autograder.modules import load

reference = load(HERE.solution_file("6_regularization"))

SIGNATURES = {
    "knn_predict": "X_train, y_train, X, k",
    "kernel_predict": "X_train, y_train, X, width",
    "min_norm_fit": "Phi, y",
    "ridge_penalty": "W, lam",
    "ridge_grad": "W, lam",
    "lasso_penalty": "W, lam",
    "lasso_grad": "W, lam",
    "weight_decay_step": "W, grad, lr, lam",
    "early_stopping": "val_losses, patience",
    "dropout": "h, p, rng",
    "dropout_backward": "grad, mask",
}


@pytest.fixture
def rng():
    return np.random.default_rng(6)


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name):
    """Does the function exist with the curriculum's arguments and no others?"""
    assert str(inspect.signature(getattr(reference, name))) == f"({SIGNATURES[name]})"


def test_knn_against_torch(rng):
    """Is knn_predict the mean over torch's k smallest distances?"""
    X, y, new = rng.normal(size=(40, 3)), rng.normal(size=40), rng.normal(size=(9, 3))
    for k in (1, 4, 40):
        nearest = torch.cdist(torch.tensor(new), torch.tensor(X)).topk(k, largest=False).indices
        truth = torch.tensor(y)[nearest].mean(dim=1).numpy()
        np.testing.assert_allclose(reference.knn_predict(X, y, new, k), truth, rtol=1e-12)


def test_kernel_against_torch_softmax(rng):
    """Is kernel_predict a softmax of the scaled squared distances, near and very far?"""
    X, y = rng.normal(size=(12, 2)), rng.normal(size=12)
    new = np.concatenate([rng.normal(size=(5, 2)), 30 * rng.normal(size=(5, 2)), 1e4 * rng.normal(size=(3, 2))])
    for width in (0.05, 0.5, 3.0, 1e5):
        squared = ((torch.tensor(new)[:, None] - torch.tensor(X)) ** 2).sum(dim=2)
        truth = torch.softmax(-squared / (2 * width**2), dim=1) @ torch.tensor(y)
        np.testing.assert_allclose(reference.kernel_predict(X, y, new, width), truth.numpy(), rtol=1e-10, atol=1e-12)


def test_kernel_far_is_the_nearest_neighbour(rng):
    """Far from the data, do the kernel and one nearest neighbour agree?"""
    X, y, new = rng.normal(size=(12, 2)), rng.normal(size=12), 1e3 * rng.normal(size=(20, 2))
    got = reference.kernel_predict(X, y, new, 0.5)
    np.testing.assert_allclose(got, reference.knn_predict(X, y, new, 1), rtol=1e-10)


@pytest.mark.parametrize(("n", "k"), [(4, 9), (9, 4), (5, 5), (1, 7), (7, 1)])
def test_min_norm_against_the_pseudo_inverse(rng, n, k):
    """Is min_norm_fit the pseudo-inverse, also with every row and column doubled?"""
    Phi, y = rng.normal(size=(n, k)), rng.normal(size=n)
    truth = (torch.linalg.pinv(torch.tensor(Phi)) @ torch.tensor(y)).numpy()
    np.testing.assert_allclose(reference.min_norm_fit(Phi, y), truth, rtol=1e-9, atol=1e-11)
    doubled = reference.min_norm_fit(np.tile(Phi, (2, 2)), np.tile(y, 2))
    np.testing.assert_allclose(doubled, np.tile(truth / 2, 2), rtol=1e-9, atol=1e-11)


def test_min_norm_is_where_gradient_descent_ends(rng):
    """Does gradient descent from zero end at min_norm_fit, as the notebook says?"""
    Phi, y, w = rng.normal(size=(4, 9)), rng.normal(size=4), np.zeros(9)
    for _ in range(5000):
        w -= 0.04 * Phi.T @ (Phi @ w - y)
    np.testing.assert_allclose(w, reference.min_norm_fit(Phi, y), rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("size", [(5,), (3, 4), (2, 3, 4), ()])
def test_penalties_against_autograd(rng, size):
    """Do penalties and gradients agree with torch, whose gradient of |w| is also 0 at 0?"""
    values = np.where(rng.random(size) < 0.2, 0.0, rng.normal(size=size))
    for lam in (0.0, 0.3, 2.0):
        for name, make in (("ridge", lambda W: (W**2).sum() / 2), ("lasso", lambda W: W.abs().sum())):
            W = torch.tensor(values, requires_grad=True)
            penalty = lam * make(W)
            penalty.backward()
            np.testing.assert_allclose(getattr(reference, f"{name}_penalty")(values, lam), penalty.item(), rtol=1e-12)
            np.testing.assert_allclose(getattr(reference, f"{name}_grad")(values, lam), W.grad.numpy(), rtol=1e-12)


def test_weight_decay_against_torch_sgd(rng):
    """Is weight_decay_step a step of torch's SGD with weight_decay = lam?"""
    start, grad = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    W = torch.nn.Parameter(torch.tensor(start))
    W.grad = torch.tensor(grad)
    torch.optim.SGD([W], lr=0.07, weight_decay=0.4).step()
    np.testing.assert_allclose(reference.weight_decay_step(start, grad, 0.07, 0.4), W.detach().numpy(), rtol=1e-12)


def test_early_stopping_by_brute_force(rng):
    """On many short curves with ties, is the answer that of the definition?"""
    for _ in range(500):
        losses, patience = rng.integers(0, 4, rng.integers(1, 9)).astype(float), int(rng.integers(1, 4))
        waits = [t - int(np.argmin(losses[: t + 1])) for t in range(len(losses))]
        stop = next((t for t, wait in enumerate(waits) if wait >= patience), len(losses) - 1)
        assert tuple(reference.early_stopping(losses, patience)) == (stop - waits[stop], stop)


def test_dropout_statistics(rng):
    """Have mask entries mean 1 and variance p / (1 - p), and are they uncorrelated?"""
    for p in (0.1, 0.5, 0.9):
        out, mask = reference.dropout(np.full((400, 500), -3.0), p, rng)
        np.testing.assert_array_equal(out, -3.0 * mask)
        np.testing.assert_allclose(np.unique(mask), [0, 1 / (1 - p)], rtol=1e-12)
        assert abs(mask.mean() - 1) < 6 * np.sqrt(p / (1 - p) / mask.size)
        assert mask.var() == pytest.approx(p / (1 - p), rel=0.05)
        for a, b in ((mask[1:], mask[:-1]), (mask[:, 1:], mask[:, :-1])):
            assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 6 / np.sqrt(a.size)


def test_dropout_limits(rng):
    """Are p = 0 and values outside [0, 1) as promised?"""
    h = rng.normal(size=(4, 3))
    np.testing.assert_array_equal(reference.dropout(h, 0, rng)[0], h)
    for p in (1.0, 1, -0.1, 1.5, np.nan):
        with pytest.raises(ValueError):
            reference.dropout(h, p, rng)


def test_dropout_backward_against_autograd(rng):
    """Does dropout_backward agree with autograd through the same mask?"""
    values, grad = rng.normal(size=(4, 6)), rng.normal(size=(4, 6))
    _, mask = reference.dropout(values, 0.4, rng)
    h = torch.tensor(values, requires_grad=True)
    (h * torch.tensor(mask)).backward(torch.tensor(grad))
    np.testing.assert_allclose(reference.dropout_backward(grad, mask), h.grad.numpy(), rtol=1e-12)
