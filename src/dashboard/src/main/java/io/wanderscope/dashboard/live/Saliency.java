package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.List;

/**
 * How much evidence for its class each point of a track is, from a saliency record.
 *
 * @param revision of the explained result
 * @param explained the class whose score the weights explain
 * @param frames of the classified points, consecutive
 * @param x horizontal coordinates
 * @param y vertical coordinates
 * @param interpolatedFrames the frames whose points were filled in, not observed
 * @param stages the residual stages, fine to coarse
 */
@SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
public record Saliency(
        int revision,
        DiffusionLabel explained,
        long[] frames,
        double[] x,
        double[] y,
        long[] interpolatedFrames,
        List<StageWeights> stages) {
    /** Memory without points and stages. */
    private static final int OWN_BYTES = 200;
    /** Memory of a stage without its weights. */
    private static final int STAGE_BYTES = 120;

    /**
     * Grad-CAM of one residual stage.
     *
     * @param name of the stage
     * @param receptiveField number of points that influence one output of the stage
     * @param weights signed, one per point; positive weights are evidence for the explained class
     */
    public record StageWeights(String name, int receptiveField, float[] weights) {}

    static Saliency of(TrajectorySaliency record) {
        return new Saliency(
                record.getRevision(),
                record.getExplained(),
                record.getFrames().stream().mapToLong(Long::longValue).toArray(),
                record.getX().stream().mapToDouble(Double::doubleValue).toArray(),
                record.getY().stream().mapToDouble(Double::doubleValue).toArray(),
                record.getInterpolatedFrames().stream()
                        .mapToLong(Long::longValue)
                        .toArray(),
                record.getStages().stream().map(Saliency::weights).toList());
    }

    private static StageWeights weights(StageSaliency stage) {
        float[] weights = new float[stage.getWeights().size()];
        for (int point = 0; point < weights.length; point++) {
            weights[point] = stage.getWeights().get(point);
        }
        return new StageWeights(stage.getName(), stage.getReceptiveField(), weights);
    }

    /** Approximate memory in bytes. */
    int cost() {
        int points = Long.BYTES * (frames.length + interpolatedFrames.length) + Double.BYTES * (x.length + y.length);
        int weights = stages.stream()
                .mapToInt(stage -> STAGE_BYTES + Float.BYTES * stage.weights().length)
                .sum();
        return OWN_BYTES + points + weights;
    }
}
