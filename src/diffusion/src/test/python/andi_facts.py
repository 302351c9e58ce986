"""Simple facts about single trajectories of the AnDi challenge's own generator, for the search for leaks.

pip install andi-datasets==2.1.13
python andi_facts.py > ../resources/andi-facts.csv
"""
import csv
import sys

import numpy as np
from andi_datasets.models_theory import models_theory

POINTS = 40
TRAJECTORIES = 1500
CASES = [
    ("ATTM", "attm", 0.1, 0.9),
    ("CTRW", "ctrw", 0.1, 0.9),
    ("SUB_FBM", "fbm", 0.1, 0.9),
    ("SUB_SBM", "sbm", 0.1, 0.9),
    ("SUPER_FBM", "fbm", 1.1, 1.9),
    ("LEVY_WALK", "lw", 1.1, 1.9),
    ("SUPER_SBM", "sbm", 1.1, 1.9),
    ("BROWNIAN", "fbm", 1.0, 1.0),
]


def facts(d):
    """Of the displacements d along one axis; none depends on their unit."""
    size = abs(d)
    total = size.sum()
    return [
        size[0] / total,
        size[1] / total,
        size[-1] / total,
        float(d[0] == 0),
        float(d[1] == 0),
        float(d[-1] == 0),
        float((d == 0).mean()),
        len(np.unique(np.round(np.concatenate([[0], np.cumsum(d)]) / total, 9))) / POINTS,
        abs(d.sum()) / total,
    ]


def main():
    np.random.seed(20261128)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        "model,first,second,last,first_rests,second_rests,last_rests,share_of_rests,distinct_positions,straightness".split(",")
    )
    generator = models_theory()
    for model, name, low, high in CASES:
        for _ in range(TRAJECTORIES):
            exponent = np.random.uniform(low, high)
            axes = np.zeros((2, 1))
            # A walk that never moves along an axis is drawn again, with the same exponent.
            while not all(axis.any() for axis in axes):
                walk = np.asarray(getattr(generator, name)(POINTS, exponent, D=2)).reshape(2, POINTS)
                axes = np.diff(walk)
            out.writerow([model] + [f"{value:.4f}" for value in facts(axes[0])])


if __name__ == "__main__":
    main()
