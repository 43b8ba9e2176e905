"""Figures that answer: a slider where widgets are to be had, a still figure where they are not."""

import matplotlib.pyplot as plt


def explore(draw, **sliders):
    """Draw a figure that follows sliders.

    draw: a function of the sliders' names that makes one figure; it is called with the starting values
    where ipywidgets is missing. sliders: name=(low, high, step, start), all int or all float.
    """
    start = {name: values[3] for name, values in sliders.items()}
    try:
        import ipywidgets
    except ImportError:
        draw(**start)
        plt.show()
        return

    def show(**values):
        draw(**values)
        plt.show()

    def slider(low, high, step, value):
        whole = all(isinstance(v, int) for v in (low, high, step, value))
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        return kind(value=value, min=low, max=high, step=step, continuous_update=False)

    ipywidgets.interact(show, **{name: slider(*values) for name, values in sliders.items()})


def compare_guess(what, guess, came):
    """Say what was guessed beside what came. guess: None where nothing was written down yet."""
    if guess is None:
        print(f"{what}: it came to {came}. You wrote down no guess; the next figure asks again.")
    else:
        print(f"{what}: you guessed {guess}; it came to {came}.")
