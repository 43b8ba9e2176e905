"""Figures that answer: a slider where widgets are to be had, a still figure where they are not."""

from numbers import Integral

import matplotlib.pyplot as plt
import numpy as np


def explore(draw, **sliders):
    """Draw a figure that follows sliders.

    draw: a function of the sliders' names that makes one figure; it is called with the starting values
    where ipywidgets is missing. sliders: name=(low, high, step, start), all int or all float. Raises
    what draw raises with the starting values.
    """
    for name, (low, high, step, start) in sliders.items():
        if not (low <= start <= high and step > 0):
            raise ValueError(
                f"{name}=({low}, {high}, {step}, {start}): (low, high, step, start) with low <= start <= high"
            )
    at_start = {name: values[3] for name, values in sliders.items()}
    try:
        import ipywidgets
    except ImportError:
        draw(**at_start)
        plt.show()
        values = ", ".join(f"{name} = {value:g}" for name, value in at_start.items())
        print(f"A still figure, at {values}; with ipywidgets installed, sliders move it.")
        return
    errors = []  # interact prints an error, and lets the cell go on as if all were well

    def show(**values):
        try:
            draw(**values)
            plt.show()
        except Exception as error:
            errors.append(error)
            plt.close("all")
            raise

    ipywidgets.interact(show, **{name: _slider(ipywidgets, *values) for name, values in sliders.items()})
    if errors:
        raise errors[0]


def _slider(ipywidgets, low, high, step, start):
    """A slider that answers when it is let go, not on the way."""
    look = {"continuous_update": False, "style": {"description_width": "initial"}}
    if all(isinstance(value, Integral) for value in (low, high, step, start)):
        return ipywidgets.IntSlider(value=start, min=low, max=high, step=step, **look)
    digits = max(2, int(np.ceil(-np.log10(step))))
    return ipywidgets.FloatSlider(value=start, min=low, max=high, step=step, readout_format=f".{digits}f", **look)


def compare_guess(what, guess, came):
    """Say what was guessed beside what came. guess: None where nothing was written down yet."""
    if guess is None:
        print(f"{what}: it came to {came}. You wrote down no guess; the next figure asks again.")
    else:
        print(f"{what}: you guessed {guess}; it came to {came}.")
