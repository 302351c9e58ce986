package io.wanderscope.linking;

import java.util.List;

/** Finds the localisations within the reach of each track. */
final class CandidateSearch {
    private final NeighbourGrid grid = new NeighbourGrid();
    private double[] reach = new double[0];
    private long pairs;

    /** Fills in what the links of a frame cost. */
    void search(List<OpenTrack> tracks, Frame frame, FrameCosts costs, CandidateCosts candidates) {
        pairs = 0;
        candidates.clear(tracks.size(), frame.size());
        grid.build(frame, meanReach(tracks.size(), costs));
        for (int track = 0; track < tracks.size(); track++) {
            candidates.beginRow(costs.missed());
            searchAround(tracks.get(track).last(), track, frame, costs, candidates);
        }
    }

    /** Pairs of a track and a localisation that the latest search compared. */
    long pairs() {
        return pairs;
    }

    private double meanReach(int tracks, FrameCosts costs) {
        if (reach.length < tracks) {
            reach = new double[Growth.grown(tracks)];
        }
        double sum = 0;
        for (int track = 0; track < tracks; track++) {
            reach[track] = costs.reach(track);
            sum += Math.max(0, reach[track]);
        }
        return sum / Math.max(1, tracks);
    }

    private void searchAround(Localisation last, int track, Frame frame, FrameCosts costs, CandidateCosts candidates) {
        double radius = reach[track];
        if (radius < 0) {
            return;
        }
        int left = grid.column(last.x() - radius);
        int right = grid.column(last.x() + radius);
        int top = grid.row(last.y() - radius);
        int bottom = grid.row(last.y() + radius);
        if ((right - left + 1L) * (bottom - top + 1L) > frame.size()) {
            for (int index = 0; index < frame.size(); index++) {
                compare(last, track, index, frame, costs, candidates);
            }
            return;
        }
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                for (int index = grid.firstIn(column, row);
                        index != NeighbourGrid.NONE;
                        index = grid.following(index)) {
                    compare(last, track, index, frame, costs, candidates);
                }
            }
        }
    }

    private void compare(
            Localisation last, int track, int index, Frame frame, FrameCosts costs, CandidateCosts candidates) {
        pairs++;
        double square = last.squaredDistance(frame.get(index));
        if (square <= reach[track] * reach[track]) {
            candidates.add(index, costs.link(track, index, square));
        }
    }
}
