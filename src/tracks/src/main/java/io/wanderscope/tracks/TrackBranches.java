package io.wanderscope.tracks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts a track that splits or merges into branches, each of which follows one particle. A link stays inside a branch
 * unless its earlier spot splits or its later spot merges. So the spot at which a track splits ends the branch before
 * it, the spot at which tracks merge begins the branch after it, and every spot belongs to exactly one branch.
 */
final class TrackBranches {
    private static final Comparator<Spot> ORDER =
            Comparator.comparingLong((Spot spot) -> spot.position().frame()).thenComparingLong(Spot::id);

    /** A localisation with its identity in the file. */
    record Spot(long id, TrackedPosition position) {}

    /** A link between two spots of different frames. */
    record Link(Spot earlier, Spot later) {
        /** Links two spots, whichever comes first; they must be of different frames. */
        static Link of(Spot one, Spot other) {
            return ORDER.compare(one, other) <= 0 ? new Link(one, other) : new Link(other, one);
        }
    }

    private final Map<Spot, List<Spot>> successors = new TreeMap<>(ORDER);
    private final Map<Spot, List<Spot>> predecessors = new TreeMap<>(ORDER);

    private TrackBranches(List<Link> links) {
        for (Link link : links) {
            for (Map<Spot, List<Spot>> neighbours : List.of(successors, predecessors)) {
                neighbours.computeIfAbsent(link.earlier(), spot -> new ArrayList<>());
                neighbours.computeIfAbsent(link.later(), spot -> new ArrayList<>());
            }
            neighbours(successors, link.earlier()).add(link.later());
            neighbours(predecessors, link.later()).add(link.earlier());
        }
    }

    /**
     * The tracks that a track's links make: one of the track's own identity if it neither splits nor merges, otherwise
     * {@code 7.1}, {@code 7.2} and so on for track {@code 7}, in the order of their first frames and there of their
     * spots' identities. The positions of each are in the order of their frames.
     */
    static List<Track> of(String track, List<Link> links) {
        List<List<TrackedPosition>> branches = new TrackBranches(links).branches();
        if (branches.size() <= 1) {
            return List.of(new Track(track, branches.isEmpty() ? List.of() : branches.get(0)));
        }
        List<Track> tracks = new ArrayList<>(branches.size());
        for (List<TrackedPosition> branch : branches) {
            tracks.add(new Track(track + "." + (tracks.size() + 1), branch));
        }
        return tracks;
    }

    /** What to say of tracks that were cut; empty if none was. */
    static List<String> notices(long cutTracks, long branches) {
        return cutTracks == 0
                ? List.of()
                : List.of(cutTracks
                        + (cutTracks == 1 ? " track splits or merges; it was" : " tracks split or merge; they were")
                        + " cut into " + branches + " branches, whose names end in .1, .2 and so on");
    }

    private List<List<TrackedPosition>> branches() {
        List<List<TrackedPosition>> branches = new ArrayList<>();
        for (Spot spot : successors.keySet()) {
            if (beginsBranch(spot)) {
                branches.add(branchFrom(spot));
            }
        }
        return branches;
    }

    private boolean beginsBranch(Spot spot) {
        List<Spot> before = neighbours(predecessors, spot);
        return before.size() != 1 || neighbours(successors, before.get(0)).size() != 1;
    }

    private List<TrackedPosition> branchFrom(Spot first) {
        List<TrackedPosition> positions = new ArrayList<>();
        positions.add(first.position());
        List<Spot> after = neighbours(successors, first);
        while (after.size() == 1 && !beginsBranch(after.get(0))) {
            positions.add(after.get(0).position());
            after = neighbours(successors, after.get(0));
        }
        return positions;
    }

    private static List<Spot> neighbours(Map<Spot, List<Spot>> neighbours, Spot spot) {
        return neighbours.getOrDefault(spot, List.of());
    }
}
