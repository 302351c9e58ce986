package io.wanderscope.dashboard.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What changed in an acquisition since a version.
 *
 * @param acquisition its name
 * @param stage index of the residual stage whose saliency is given; null for none
 * @param reset whether what was known before is void
 * @param lastFrame the latest frame
 * @param time of the latest position, milliseconds since 1970
 * @param tracks those that changed, with what changed
 * @param removed names of those to be forgotten, before the changes are applied: one may be in both
 * @param composition all time windows, when one changed; null otherwise
 * @param rates how fast it goes
 * @param version what the next update starts from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Update(
        String acquisition,
        Integer stage,
        boolean reset,
        long lastFrame,
        long time,
        List<TrackChange> tracks,
        List<String> removed,
        List<CompositionWindow> composition,
        Rates rates,
        @JsonIgnore long version) {

    /** Whether nothing changed. */
    @JsonIgnore
    public boolean isEmpty() {
        return !reset && tracks.isEmpty() && removed.isEmpty() && composition == null;
    }

    /**
     * What changed in a track; null where nothing did.
     *
     * @param id its name in the acquisition
     * @param frames of new points, ascending
     * @param x horizontal coordinates of new points; a picture needs no more than single precision
     * @param y vertical coordinates of new points
     * @param result a new result, without probabilities and delay
     * @param saliency new weights of the watched stage
     * @param ended whether the track has its FINAL
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
    public record TrackChange(
            String id,
            long[] frames,
            float[] x,
            float[] y,

            @JsonIgnoreProperties({"probabilities", "delay_ms"})
            Result result,

            ScaledSaliency saliency,
            boolean ended) {}

    /**
     * Weights at consecutive frames.
     *
     * @param firstFrame that of the first weight
     * @param weights from −100 to 100
     */
    @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
    public record ScaledSaliency(long firstFrame, int[] weights) {}

    /**
     * How fast an acquisition goes, over the last seconds.
     *
     * @param positionsPerS positions a second
     * @param resultsPerS results a second
     * @param medianDelayMs median over the latest results of the time from last position to classification; null before
     *     the first
     */
    public record Rates(double positionsPerS, double resultsPerS, Long medianDelayMs) {}
}
