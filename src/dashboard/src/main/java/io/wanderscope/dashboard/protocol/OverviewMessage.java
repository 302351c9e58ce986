package io.wanderscope.dashboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wanderscope.dashboard.history.Moment;
import io.wanderscope.dashboard.live.CompositionWindow;
import io.wanderscope.dashboard.live.Path;
import io.wanderscope.dashboard.live.Population;
import io.wanderscope.dashboard.live.Result;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.UndeterminedReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tracks of an acquisition in the form of an update, of which each has little, since there may be a hundred thousand.
 *
 * @param lengthUnit unit of all coordinates; null if it is that of the acquisition's summary
 * @param frameIntervalMs estimated milliseconds from one frame to the next; null if unknown
 * @param leftOut what is missing, in a sentence; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverviewMessage(
        String type,
        String acquisition,
        boolean reset,
        long lastFrame,
        long time,
        List<WholeTrack> tracks,
        List<String> removed,
        @Nullable List<CompositionWindow> composition,
        @Nullable Population population,
        List<UpdateMessage.ListedTrigger> triggers,
        Update.Rates rates,
        @Nullable String lengthUnit,
        @Nullable Double frameIntervalMs,
        @Nullable String leftOut) {

    static OverviewMessage of(Update update, @Nullable String leftOut) {
        return of(update, null, null, leftOut);
    }

    static OverviewMessage of(Moment moment) {
        return of(moment.update(), moment.lengthUnit(), moment.frameIntervalMs(), moment.leftOut());
    }

    private static OverviewMessage of(
            Update update, @Nullable String lengthUnit, @Nullable Double frameIntervalMs, @Nullable String leftOut) {
        return new OverviewMessage(
                "update",
                update.acquisition(),
                update.reset(),
                update.lastFrame(),
                update.time(),
                update.tracks().stream().map(WholeTrack::of).toList(),
                update.removed(),
                update.composition(),
                update.population(),
                update.triggers().stream().map(UpdateMessage.ListedTrigger::of).toList(),
                update.rates(),
                lengthUnit,
                frameIntervalMs,
                leftOut);
    }

    /**
     * A track.
     *
     * @param id name of the track within its acquisition
     * @param frames of the points that are shown, ascending
     * @param x horizontal coordinates in single precision
     * @param y vertical coordinates in single precision
     * @param result the latest; null before the first one
     * @param diffusion how fast it diffuses by the result; null also where that is unknown
     * @param ended whether it is the final one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
    record WholeTrack(
            String id,
            long[] frames,
            float[] x,
            float[] y,
            @Nullable ResultInShort result,
            UpdateMessage.@Nullable SentDiffusion diffusion,
            boolean ended) {
        private static WholeTrack of(Update.TrackChange track) {
            Path points = track.points() == null ? new Path(new long[0], new double[0], new double[0]) : track.points();
            return new WholeTrack(
                    track.id(),
                    points.frames(),
                    UpdateMessage.singlePrecision(points.x()),
                    UpdateMessage.singlePrecision(points.y()),
                    track.result() == null ? null : ResultInShort.of(track.result()),
                    UpdateMessage.SentDiffusion.of(track.result()),
                    track.ended());
        }
    }

    /**
     * A result.
     *
     * @param confidence to three decimals
     * @param alpha to three decimals
     * @param families those of the eight and of its own motion, if it is of another one, to three decimals
     * @param classSet if it is undetermined
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultInShort(
            int revision,
            ResultStatus status,
            DiffusionLabel label,
            @Nullable UndeterminedReason reason,
            @JsonInclude @Nullable Double confidence,
            @JsonInclude @Nullable Double alpha,
            int points,
            @Nullable Map<MotionFamily, Double> families,
            @Nullable List<DiffusionLabel> classSet) {
        private static final double DECIMALS = 1e3;

        private static ResultInShort of(Result result) {
            Result few = result.inShort();
            boolean isOpen = few.label() == DiffusionLabel.UNDETERMINED;
            if (isOpen && few.families() != null) {
                few.families().replaceAll((family, probability) -> rounded(probability));
            }
            return new ResultInShort(
                    few.revision(),
                    few.status(),
                    few.label(),
                    few.reason(),
                    rounded(few.confidence()),
                    rounded(few.alpha()),
                    few.points(),
                    isOpen ? few.families() : null,
                    isOpen ? few.classSet() : null);
        }

        private static @Nullable Double rounded(@Nullable Double value) {
            return value == null ? null : Math.rint(value * DECIMALS) / DECIMALS;
        }
    }
}
