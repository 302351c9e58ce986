package io.wanderscope.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Links an acquisition frame by frame. All that it knows of the past is in the state that it is given and returns, so any number of
 * acquisitions with the same settings can use one linker, and a state that was stored goes on as if nothing had happened. The same
 * state and localisations give the same tracks with the same numbers, in whatever order the localisations arrive.
 *
 * <p>Keeps only room to work in, as much as the largest frame needed. One thread at a time may use it.
 */
public final class Linker {
    private final LinkingSettings settings;
    private final Frame frame = new Frame();
    private final FrameCosts costs;
    private final CandidateSearch search = new CandidateSearch();
    private final CandidateCosts candidates = new CandidateCosts();
    private final SparseAssignment assignment = new SparseAssignment();

    /** A linker with settings. */
    public Linker(LinkingSettings settings) {
        this.settings = settings;
        this.costs = FrameCosts.of(settings.costs());
    }

    /**
     * Links the localisations of a complete frame to the open tracks, starts tracks with the others, and ends the tracks that have
     * been silent too long.
     *
     * @param state what the frame before returned, or {@link OpenTracks#none}
     * @param number the frame's number, above that of the frame before; what lies between counts as frames without localisations
     * @param localisations all localisations of the frame, in any order; there may be none
     * @throws IllegalArgumentException if the frame is not after the one before, if it has more localisations than the settings
     *     allow, or if one leaves the plane of an acquisition with 2 dimensions
     */
    public LinkedFrame link(OpenTracks state, long number, List<Localisation> localisations) {
        check(state, number, localisations);
        List<OpenTrack> ended = new ArrayList<>();
        List<OpenTrack> tracks = tracksWithin(state.tracks(), number, ended);
        frame.set(localisations);
        costs.prepare(state, tracks, number, frame);
        search.search(tracks, frame, costs, candidates);
        assignment.solve(candidates);
        LinkedFrame linked = linked(state, number, tracks, ended);
        frame.clear();
        return linked;
    }

    private void check(OpenTracks state, long number, List<Localisation> localisations) {
        if (number <= state.frame()) {
            throw new IllegalArgumentException(
                    "frame " + number + " follows frame " + state.frame() + "; frames must be linked in their order");
        }
        if (localisations.size() > settings.maximumLocalisations()) {
            throw new IllegalArgumentException("frame " + number + " has " + localisations.size()
                    + " localisations; at most " + settings.maximumLocalisations() + " are linked");
        }
        localisations.forEach(each -> OpenTracks.requirePlane(state.dimensions(), each));
    }

    /** The tracks that a frame can still continue; the others have ended. */
    private List<OpenTrack> tracksWithin(List<OpenTrack> tracks, long number, List<OpenTrack> ended) {
        List<OpenTrack> within = new ArrayList<>(tracks.size());
        for (OpenTrack track : tracks) {
            (number - track.frame() - 1 <= settings.maximumGap() ? within : ended).add(track);
        }
        return within;
    }

    private LinkedFrame linked(OpenTracks state, long number, List<OpenTrack> tracks, List<OpenTrack> ended) {
        long[] numbers = new long[frame.size()];
        List<OpenTrack> after = new ArrayList<>(tracks.size() + frame.size());
        DiffusionMean population = continueTracks(state, number, tracks, numbers, after);
        long next = startTracks(state.nextNumber(), number, numbers, after);
        List<OpenTrack> open = tracksWithin(after, number + 1, ended);
        endSilent(open, ended);
        ended.sort(Comparator.comparingLong(OpenTrack::number));
        LinkingWork work = new LinkingWork(search.pairs(), candidates.size(), assignment.steps());
        OpenTracks stateAfter = new OpenTracks(state.dimensions(), number, next, population, open);
        return new LinkedFrame(stateAfter, numbers, state.nextNumber(), ended, work);
    }

    private DiffusionMean continueTracks(
            OpenTracks state, long number, List<OpenTrack> tracks, long[] numbers, List<OpenTrack> after) {
        DiffusionMean population = state.diffusion();
        for (int index = 0; index < tracks.size(); index++) {
            OpenTrack track = tracks.get(index);
            int column = assignment.column(index);
            if (column == SparseAssignment.NONE) {
                after.add(track);
            } else {
                Localisation to = frame.get(column);
                double sample = diffusion(state.dimensions(), track, number, to);
                population = population.plus(sample, DiffusionMean.POPULATION_MEMORY);
                DiffusionMean own = track.diffusion().plus(sample, DiffusionMean.TRACK_MEMORY);
                after.add(new OpenTrack(track.number(), number, to, own));
                numbers[frame.place(column)] = track.number();
            }
        }
        return population;
    }

    /** The diffusion coefficient along an axis that a displacement shows, less what the localisation errors add. */
    private static double diffusion(int dimensions, OpenTrack track, long number, Localisation to) {
        Localisation from = track.last();
        double errors = from.error() * from.error() + to.error() * to.error();
        return (from.squaredDistance(to) / dimensions - errors) / (2.0 * (number - track.frame()));
    }

    /** Starts tracks in the order of the frame. Returns the number of the next one. */
    private long startTracks(long firstNumber, long number, long[] numbers, List<OpenTrack> after) {
        long next = firstNumber;
        for (int column = 0; column < frame.size(); column++) {
            if (assignment.row(column) == SparseAssignment.NONE) {
                after.add(new OpenTrack(next, number, frame.get(column), DiffusionMean.NONE));
                numbers[frame.place(column)] = next;
                next++;
            }
        }
        return next;
    }

    /** Ends the tracks that have been silent longest until no more are open than allowed. */
    private void endSilent(List<OpenTrack> open, List<OpenTrack> ended) {
        int excess = open.size() - settings.maximumOpenTracks();
        if (excess > 0) {
            List<OpenTrack> longest = open.stream()
                    .sorted(Comparator.comparingLong(OpenTrack::frame))
                    .limit(excess)
                    .toList();
            ended.addAll(longest);
            open.removeAll(new HashSet<>(longest));
        }
    }
}
