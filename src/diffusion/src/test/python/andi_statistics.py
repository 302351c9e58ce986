"""Summary statistics of the AnDi challenge's own generator, to hold the simulator to.

pip install andi-datasets==2.1.13
python andi_statistics.py > ../resources/andi-statistics.csv
"""
import csv
import sys

import numpy as np
from andi_datasets.models_theory import models_theory

POINTS = 60
TRAJECTORIES = 4000
CASES = [
    ("ATTM", "attm", (0.2, 0.5, 0.8)),
    ("CTRW", "ctrw", (0.2, 0.5, 0.8)),
    ("SUB_FBM", "fbm", (0.2, 0.5, 0.8)),
    ("SUB_SBM", "sbm", (0.2, 0.5, 0.8)),
    ("SUPER_FBM", "fbm", (1.2, 1.5, 1.8)),
    ("LEVY_WALK", "lw", (1.2, 1.5, 1.8)),
    ("SUPER_SBM", "sbm", (1.2, 1.5, 1.8)),
    ("BROWNIAN", "fbm", (1.0,)),
]


def statistics(d):
    """Of the displacements d along one axis; none depends on their unit, and all are bounded."""
    quarter = len(d) // 4
    size = abs(d)
    early, late = size[:quarter].mean(), size[-quarter:].mean()
    return {
        "starts_with_rest": float(d[0] == 0),
        "ends_with_rest": float(d[-1] == 0),
        "share_of_rests": float((d == 0).mean()),
        "lag_1_correlation": float((d[1:] * d[:-1]).sum() / (d**2).sum()),
        "lag_5_correlation": float((d[5:] * d[:-5]).sum() / (d**2).sum()),
        "peakedness": float((size.mean() ** 2) / (d**2).mean()),
        "straightness": float(abs(d.sum()) / size.sum()),
        "early_less_late": float((early - late) / (early + late)) if early + late > 0 else 0.0,
        "largest": float(size.max() / size.sum()),
    }


def main():
    np.random.seed(20261128)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["model", "exponent", "statistic", "mean", "standard_error"])
    generator = models_theory()
    for model, name, exponents in CASES:
        for exponent in exponents:
            rows = []
            while len(rows) < TRAJECTORIES:
                # The generator gives both axes after each other.
                walk = np.asarray(getattr(generator, name)(POINTS, exponent, D=2)).reshape(2, POINTS)
                axes = [np.diff(axis) for axis in walk]
                # A walk that never moves along an axis is drawn again.
                if all(axis.any() for axis in axes):
                    rows.append(statistics(axes[0]))
            for statistic in rows[0]:
                values = np.array([row[statistic] for row in rows])
                error = values.std() / np.sqrt(len(values))
                out.writerow([model, exponent, statistic, f"{values.mean():.5f}", f"{error:.5f}"])


if __name__ == "__main__":
    main()
