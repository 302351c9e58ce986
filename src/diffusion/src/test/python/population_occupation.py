"""Occupations of diffusion coefficients by the package saspt, to hold StateArray to.

saspt 0.4 (MIT licence) implements the state arrays of Heckert, Dahal, Tjian and Darzacq, eLife 11, e70169 (2022). It is run
on a tracking file that comes with it, which is not copied here, and on simulated tracks, which are written too: with
its own settings, and with those of Wanderscope, which are one localisation error and a finer grid.

pip install saspt==0.4 numpy==2.4.6 pandas matplotlib
python population_occupation.py saspt_u2os_region0.quot.csv ../resources
"""
import sys
import warnings

import matplotlib
import matplotlib.cm
import numpy as np
import pandas as pd

# saspt 0.4 asks for a function that matplotlib has dropped.
matplotlib.cm.get_cmap = lambda name=None, lut=None: matplotlib.colormaps[name or "viridis"]
from saspt import StateArray  # noqa: E402
from saspt.defoc import f_remain_rbm  # noqa: E402

warnings.simplefilter("ignore")
FRAME_INTERVAL = 0.00748
PIXEL_SIZE = 0.16
SUBSTEPS = 20
TRACKS = 300
LOCALISATION_ERROR = {"simulated": 0.02, "u2os": 0.035}
NUMBERS_PER_DECADE = 25
DECADES = 5


def simulated(rng):
    """Tracks of 3 to 15 points in pixels, without motion blur: 40 % with a D about 0.05 and 60 % about 2 um^2/s, log-normal."""
    rows = []
    for track in range(TRACKS):
        points = rng.integers(3, 16)
        diffusion = (0.05 if track < 0.4 * TRACKS else 2.0) * 10 ** rng.normal(0, 0.25)
        path = np.cumsum(rng.normal(0, np.sqrt(2 * diffusion * FRAME_INTERVAL), (points, 2)), axis=0)
        seen = (path + rng.normal(0, LOCALISATION_ERROR["simulated"], path.shape)) / PIXEL_SIZE + 100
        rows += [(track, frame, round(y, 3), round(x, 3)) for frame, (y, x) in enumerate(seen)]
    return pd.DataFrame(rows, columns=["trajectory", "frame", "y", "x"])


def occupation(detections, **settings):
    array = StateArray.from_detections(
        detections.copy(),
        likelihood_type="rbme",
        pixel_size_um=PIXEL_SIZE,
        frame_interval=FRAME_INTERVAL,
        focal_depth=np.inf,
        progress_bar=False,
        sample_size=10**6,
        **settings,
    )
    return array.diff_coefs, array.marginalize_on_diff_coef(array.posterior_occs)


def grid(lowest_decade):
    return 10 ** (lowest_decade + (np.arange(DECADES * NUMBERS_PER_DECADE) + 0.5) / NUMBERS_PER_DECADE)


def main(tracking_file, folder):
    tracks = simulated(np.random.default_rng(20261129))
    tracks.to_csv(f"{folder}/population-tracks.csv", index=False, lineterminator="\n")
    rows = []
    for name, detections, lowest_decade in (
        ("simulated", tracks, LOWEST_DECADE["simulated"]),
        ("u2os", pd.read_csv(tracking_file), LOWEST_DECADE["u2os"]),
    ):
        points = detections.groupby("trajectory")["frame"].transform("size")
        error = np.array([LOCALISATION_ERROR[name]])
        ours = {"diff_coefs": grid(lowest_decade), "loc_errors": error, "conc_param": 1.0}
        for settings, found in (
            ("saspt", occupation(detections)),
            ("wanderscope", occupation(detections[points >= 3], **ours)),
        ):
            rows += [(name, settings, f"{d:.8g}", f"{share:.6f}") for d, share in zip(*found)]
    header = ["tracks", "settings", "diffusion_coefficient", "occupation"]
    pd.DataFrame(rows, columns=header).to_csv(f"{folder}/population-occupation.csv", index=False, lineterminator="\n")
    remaining = [
        (diffusion, depth, *(f"{share:.5f}" for share in f_remain_rbm(diffusion, 3, FRAME_INTERVAL, depth)))
        for diffusion in (0.01, 0.1, 1.0, 5.0, 20.0)
        for depth in (0.5, 0.7, 1.5)
    ]
    header = ["diffusion_coefficient", "depth", "one", "two", "three"]
    pd.DataFrame(remaining, columns=header).to_csv(f"{folder}/population-focus.csv", index=False, lineterminator="\n")


# Where the grid begins, as Wanderscope chooses it for these tracks.
LOWEST_DECADE = {"simulated": -4, "u2os": -3}

if __name__ == "__main__":
    main(*sys.argv[1:])
