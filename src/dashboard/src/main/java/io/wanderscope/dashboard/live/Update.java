package io.wanderscope.dashboard.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in an acquisition since a version.
 *
 * @param acquisition its name
 * @param reset whether everything known before is void
 * @param lastFrame the latest frame
 * @param time of the latest position, milliseconds since 1970
 * @param tracks the changed tracks, with what changed
 * @param removed names of tracks to forget before the changes are applied; a track may be in both
 * @param composition all time windows if any of them changed; null otherwise
 * @param population of the whole acquisition if it changed; null otherwise
 * @param triggers new ones, the latest last
 * @param rates the current throughput
 * @param version from which the next update continues
 */
public record Update(
        String acquisition,
        boolean reset,
        long lastFrame,
        long time,
        List<TrackChange> tracks,
        List<String> removed,
        @Nullable List<CompositionWindow> composition,
        @Nullable Population population,
        List<Trigger> triggers,
        Rates rates,
        long version) {

    /**
     * An acquisition of which there is nothing to see.
     *
     * @param time milliseconds since 1970
     */
    public static Update empty(String acquisition, long time, Rates rates) {
        return new Update(acquisition, true, 0, time, List.of(), List.of(), null, null, List.of(), rates, 0);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return !reset
                && tracks.isEmpty()
                && removed.isEmpty()
                && composition == null
                && population == null
                && triggers.isEmpty();
    }

    /**
     * What changed in a track; null for each part that did not change.
     *
     * @param id name of the track within its acquisition
     * @param points the new points
     * @param result the new latest result
     * @param saliency the new saliency
     * @param ended whether the track has its final result
     */
    public record TrackChange(
            String id,
            @Nullable Path points,
            @Nullable Result result,
            @Nullable Saliency saliency,
            boolean ended) {}

    /**
     * The throughput of an acquisition over the last seconds.
     *
     * @param positionsPerS positions per second
     * @param resultsPerS results per second
     * @param medianDelayMs median time from a track's last position to its classification, over the latest LIVE
     *     results; null before the first
     * @param medianLagMs median time, on the clock of the frames, by which these results were behind the latest frame
     *     when they arrived; null before the first
     * @param behind that positions arrive faster than they are classified; null while they do not
     */
    public record Rates(
            double positionsPerS,
            double resultsPerS,
            @Nullable Long medianDelayMs,
            @Nullable Long medianLagMs,
            @Nullable Behind behind) {}

    /**
     * That results are behind the positions.
     *
     * @param ms by how much, on the clock of the frames, milliseconds
     * @param since when that began, milliseconds since 1970
     * @param lastingMs for how long it has lasted, milliseconds
     */
    public record Behind(long ms, long since, long lastingMs) {}
}
