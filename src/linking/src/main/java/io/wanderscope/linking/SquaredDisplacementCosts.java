package io.wanderscope.linking;

import java.util.List;

/** Squared displacements in units of the maximum's square, the same for every track. */
final class SquaredDisplacementCosts implements FrameCosts {
    private final LinkingCosts.SquaredDisplacement costs;
    private final double maximumSquare;
    private double[] fixed = new double[0];

    SquaredDisplacementCosts(LinkingCosts.SquaredDisplacement costs) {
        this.costs = costs;
        this.maximumSquare = costs.maximumDisplacement() * costs.maximumDisplacement();
    }

    @Override
    public void prepare(OpenTracks state, List<OpenTrack> tracks, long number, Frame frame) {
        if (fixed.length < tracks.size()) {
            fixed = new double[Growth.grown(tracks.size())];
        }
        for (int track = 0; track < tracks.size(); track++) {
            long bridged = number - tracks.get(track).frame() - 1;
            fixed[track] = costs.gap() * bridged - costs.started();
        }
    }

    @Override
    public double reach(int track) {
        double affordable = costs.missed() - fixed[track];
        return affordable <= 0 ? -1 : costs.maximumDisplacement() * Math.sqrt(Math.min(1, affordable));
    }

    @Override
    public double link(int track, int localisation, double squaredDisplacement) {
        return squaredDisplacement / maximumSquare + fixed[track];
    }

    @Override
    public double missed() {
        return costs.missed();
    }
}
