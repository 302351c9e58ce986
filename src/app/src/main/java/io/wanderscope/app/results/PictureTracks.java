package io.wanderscope.app.results;

import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.TypicalDiffusion;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the picture of an acquisition shows of each track, kept in 20 bytes a point until all have their results. Of a track
 * without saliency nothing is kept but what it is: its points are those of the recording. Not thread-safe.
 */
public final class PictureTracks {
    private static final double[] NO_POINTS = {};
    private static final float[] NO_WEIGHTS = {};

    private final String stage;
    private final List<SeenTrack> tracks = new ArrayList<>();
    private final DiffusionMedians diffusion;

    private record SeenTrack(
            Track track,
            MotionClass motion,
            @Nullable MotionClass explained,
            @SuppressWarnings("ArrayRecordComponent") double[] x,
            @SuppressWarnings("ArrayRecordComponent") double[] y,
            @SuppressWarnings("ArrayRecordComponent") float[] weights) {
        DrawnTrajectory drawn() {
            return weights.length == 0
                    ? new DrawnTrajectory(
                            track.id(),
                            accepted(track, TrackedPosition::x),
                            accepted(track, TrackedPosition::y),
                            motion,
                            explained,
                            weights)
                    : new DrawnTrajectory(track.id(), boxed(x), boxed(y), motion, explained, weights);
        }

        /** Coordinates that the stream rejects would leave no room for the others; as NaN, they are not drawn. */
        private static List<Double> accepted(Track track, ToDoubleFunction<TrackedPosition> coordinate) {
            return track.positions().stream()
                    .mapToDouble(coordinate)
                    .mapToObj(each -> Math.abs(each) <= TrackWindow.MAX_COORDINATE ? each : Double.NaN)
                    .toList();
        }
    }

    /**
     * No tracks yet.
     *
     * @param stage name of the residual stage whose saliency colours the paths
     * @param isTimed whether the frame interval is known, not assumed
     */
    public PictureTracks(String stage, boolean isTimed) {
        this.stage = stage;
        this.diffusion = new DiffusionMedians(isTimed);
    }

    /** Adds a track. */
    public void add(TrackResult result) {
        TrajectoryLabel label = result.last();
        MotionClass motion = MotionClass.of(label.getLabel(), label.getReason());
        Track track = result.track().track();
        if (label.getDiffusion() != null) {
            diffusion.add(motion, label.getDiffusion());
        }
        tracks.add(result.saliency()
                .map(saliency -> new SeenTrack(
                        track,
                        motion,
                        MotionClass.of(saliency.getExplained(), null),
                        doubles(saliency.getX()),
                        doubles(saliency.getY()),
                        weights(saliency)))
                .orElseGet(() -> new SeenTrack(track, motion, null, NO_POINTS, NO_POINTS, NO_WEIGHTS)));
    }

    private float[] weights(TrajectorySaliency saliency) {
        List<Float> weights = saliency.getStages().stream()
                .filter(each -> each.getName().equals(stage))
                .map(StageSaliency::getWeights)
                .findFirst()
                .orElseThrow();
        float[] array = new float[weights.size()];
        for (int point = 0; point < array.length; point++) {
            array[point] = weights.get(point);
        }
        return array;
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** The tracks in the order in which they were added. */
    public List<DrawnTrajectory> drawn() {
        return tracks.stream().map(SeenTrack::drawn).toList();
    }

    /** The median diffusion coefficient of each kind of motion. */
    public TypicalDiffusion diffusion() {
        return diffusion.medians();
    }
}
