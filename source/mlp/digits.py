"""Handwritten digits: 1,797 grey images of 8 × 8 pixels, the numbers 0 to 9 as 13 people wrote them.

Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, the test part of the
set in the UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0.
`digits.npz` holds its pixels and labels unchanged.
"""

from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("digits.npz")


def load_digits(held_out=500):
    """Return (X_train, y_train, X_test, y_test): rows of pixels in [0, 1], and the digits they show.

    held_out: images in the test part. X is (n, 64), float, one image a row (`x.reshape(8, 8)` shows it);
    y is (n,), int, 0 to 9. The images are shuffled the same way every time, so that both parts hold
    every writer and every digit.
    """
    with np.load(FILE) as data:
        images, labels = data["images"] / 16.0, data["labels"].astype(int)
    order = np.random.default_rng(0).permutation(len(labels))
    images, labels = images[order], labels[order]
    return images[held_out:], labels[held_out:], images[:held_out], labels[:held_out]
