"""The histograms of two kinds of pictures in one plot."""

from __future__ import annotations

import numpy as np
import torch

from models.samples.lamp_room.histogram_plot import HEIGHT, MARGIN, TITLE, WIDTH, histogram_plot, shares


def test_histograms_share_a_range_and_sum_to_1():
    first, second = shares(torch.tensor([0.0, 0.0, 1.0]), torch.tensor([3.0, 3.9]), 4)
    assert torch.allclose(first, torch.tensor([2 / 3, 1 / 3, 0, 0]))
    assert torch.allclose(second, torch.tensor([0, 0, 0, 1.0]))


def test_what_a_generator_never_makes_is_filled_without_a_line_over_it():
    made, real = {"lamps": torch.zeros(50)}, {"lamps": torch.cat([torch.zeros(50), torch.ones(50)])}
    levels = np.asarray(histogram_plot(made, real, 10).convert("RGB")).astype(int)[:HEIGHT, :WIDTH]
    last = levels[HEIGHT - MARGIN - 20, WIDTH - MARGIN - 6]  # within the last bin, where half of the rooms are
    first = levels[TITLE : TITLE + 2, MARGIN + 6]  # the top of the first bin, where all pictures are
    assert abs(last - 200).max() < 10, "grey: rooms"
    assert (first[:, 0] > first[:, 2] + 100).any(), "orange: pictures"
