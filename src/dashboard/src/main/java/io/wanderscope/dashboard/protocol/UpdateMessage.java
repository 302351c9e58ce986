package io.wanderscope.dashboard.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wanderscope.dashboard.live.CompositionWindow;
import io.wanderscope.dashboard.live.Diffusion;
import io.wanderscope.dashboard.live.Path;
import io.wanderscope.dashboard.live.Population;
import io.wanderscope.dashboard.live.Result;
import io.wanderscope.dashboard.live.Saliency;
import io.wanderscope.dashboard.live.Trigger;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.dashboard.live.Update.Rates;
import io.wanderscope.schema.TimeUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update as it is sent to a browser: coordinates in single precision, which is enough for a picture, and the
 * saliency of one stage as small whole numbers. Parts that did not change are left out.
 *
 * @param type names the kind of message
 * @param acquisition its name
 * @param stage index of the residual stage whose saliency is sent; null for none
 * @param reset whether everything sent before is void
 * @param lastFrame the latest frame
 * @param time of the latest position, milliseconds since 1970
 * @param tracks the changed tracks, with what changed
 * @param removed names of tracks to forget before the changes are applied; a track may be in both
 * @param composition all time windows if any of them changed; null otherwise
 * @param population of the whole acquisition if it changed; null otherwise
 * @param triggers new ones, the latest last, with what the page's list shows
 * @param rates the current throughput
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UpdateMessage(
        String type,
        String acquisition,
        @Nullable Integer stage,
        boolean reset,
        long lastFrame,
        long time,
        List<TrackChange> tracks,
        List<String> removed,
        @Nullable List<CompositionWindow> composition,
        @Nullable Population population,
        List<ListedTrigger> triggers,
        Rates rates) {

    /** The message that sends an update to browsers that draw a stage, null for none. */
    static UpdateMessage of(Update update, @Nullable Integer stage) {
        return new UpdateMessage(
                "update",
                update.acquisition(),
                stage,
                update.reset(),
                update.lastFrame(),
                update.time(),
                update.tracks().stream()
                        .map(change -> TrackChange.of(change, stage))
                        .toList(),
                update.removed(),
                update.composition(),
                update.population(),
                update.triggers().stream().map(ListedTrigger::of).toList(),
                update.rates());
    }

    /**
     * A trigger without what only the interface for programs tells.
     *
     * @param time time of the event, as in the record, milliseconds since 1970
     * @param evidence what led to it, in words for people
     * @param track that met the rule; null if the rule waits for a share of the tracks
     */
    record ListedTrigger(
            String id,
            String rule,
            long time,
            String evidence,
            @Nullable String track) {
        static ListedTrigger of(Trigger trigger) {
            return new ListedTrigger(trigger.id(), trigger.rule(), trigger.time(), trigger.evidence(), trigger.track());
        }
    }

    /**
     * What changed in a track; null for each part that did not change.
     *
     * @param id name of the track within its acquisition
     * @param frames of new points, ascending
     * @param x horizontal coordinates of new points
     * @param y vertical coordinates of new points
     * @param result the new latest result, without what only a single track is asked for: the eight probabilities, novelty,
     *     noise, the number of observed points, most of what the displacements say, the model and the delay
     * @param diffusion how fast it diffuses by the new result; null also where that is unknown
     * @param saliency the new weights of the watched stage
     * @param ended whether the track has its final result
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
    record TrackChange(
            String id,
            long @Nullable [] frames,
            float @Nullable [] x,
            float @Nullable [] y,

            @JsonIgnoreProperties({
                "probabilities",
                "novelty",
                "noise",
                "noise_sd",
                "observed_points",
                "diffusion",
                "model_hash",
                "delay_ms"
            })
            @Nullable
            Result result,

            @Nullable SentDiffusion diffusion,
            @Nullable ScaledSaliency saliency,
            boolean ended) {

        private static TrackChange of(Update.TrackChange change, @Nullable Integer stage) {
            Path points = change.points();
            return new TrackChange(
                    change.id(),
                    points != null ? points.frames() : null,
                    points != null ? singlePrecision(points.x()) : null,
                    points != null ? singlePrecision(points.y()) : null,
                    change.result(),
                    SentDiffusion.of(change.result()),
                    ScaledSaliency.of(change.saliency(), stage),
                    change.ended());
        }
    }

    static float[] singlePrecision(double[] values) {
        float[] single = new float[values.length];
        for (int point = 0; point < values.length; point++) {
            // Not infinity, which JSON does not have.
            single[point] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[point]));
        }
        return single;
    }

    /**
     * How fast a track diffuses.
     *
     * @param lengthUnit {@code um}, or that of the positions if it is not a metric one
     * @param timeUnit seconds or frames
     * @param diffusionCoefficient in length_unit^2/time_unit; may be negative
     */
    record SentDiffusion(String lengthUnit, TimeUnit timeUnit, float diffusionCoefficient) {
        static @Nullable SentDiffusion of(@Nullable Result result) {
            Diffusion estimate = result == null ? null : result.diffusion();
            if (estimate == null) {
                return null;
            }
            Double coefficient = estimate.diffusionCoefficient();
            return coefficient == null || !Double.isFinite(coefficient)
                    ? null
                    : new SentDiffusion(estimate.lengthUnit(), estimate.timeUnit(), coefficient.floatValue());
        }
    }

    /**
     * Weights at consecutive frames.
     *
     * @param firstFrame frame of the first weight
     * @param weights from −100 to 100, scaled by their largest magnitude; 0 for a weight that is not finite
     */
    @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
    record ScaledSaliency(long firstFrame, int[] weights) {
        private static final int FULL_SCALE = 100;

        /** Null if there is no saliency at that stage. */
        private static @Nullable ScaledSaliency of(@Nullable Saliency saliency, @Nullable Integer stage) {
            if (saliency == null
                    || stage == null
                    || stage >= saliency.stages().size()
                    || saliency.frames().length == 0) {
                return null;
            }
            return new ScaledSaliency(
                    saliency.frames()[0], scaled(saliency.stages().get(stage).weights()));
        }

        private static int[] scaled(float[] weights) {
            double largest = 0;
            for (float weight : weights) {
                largest = Float.isFinite(weight) ? Math.max(largest, Math.abs(weight)) : largest;
            }
            int[] scaled = new int[weights.length];
            for (int point = 0; point < weights.length; point++) {
                boolean counts = largest > 0 && Float.isFinite(weights[point]);
                scaled[point] = counts ? (int) Math.round(FULL_SCALE * weights[point] / largest) : 0;
            }
            return scaled;
        }
    }
}
