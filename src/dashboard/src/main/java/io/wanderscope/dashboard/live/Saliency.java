package io.wanderscope.dashboard.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.List;

/**
 * Which points of a track spoke for its class, as a saliency record said it.
 *
 * @param revision that of the result it explains
 * @param explained the class whose score the weights explain
 * @param frames of the classified points, ascending by one
 * @param x horizontal coordinates
 * @param y vertical coordinates
 * @param interpolatedFrames the frames that were filled, not observed
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
    private static final int FULL_SCALE = 100;
    /** What it takes without its points. */
    private static final int OWN_BYTES = 200;
    /** What a stage takes without its weights. */
    private static final int STAGE_BYTES = 120;

    /**
     * Grad-CAM of one residual stage.
     *
     * @param name of the stage
     * @param receptiveField how many points one position of the stage sees
     * @param weights signed, one per point; above 0 speaks for the explained class
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

    /** About how many bytes it takes. */
    @JsonIgnore
    int cost() {
        int points = Long.BYTES * (frames.length + interpolatedFrames.length) + Double.BYTES * (x.length + y.length);
        int weights = stages.stream()
                .mapToInt(stage -> STAGE_BYTES + Float.BYTES * stage.weights().length)
                .sum();
        return OWN_BYTES + points + weights;
    }

    /** The weights of one stage from −100 to 100, scaled by their largest magnitude; one that is not finite is 0. */
    int[] scaled(int stage) {
        float[] weights = stages.get(stage).weights();
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
