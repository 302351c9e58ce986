package io.wanderscope.dashboard.live;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectorySaliency;
import java.util.ArrayList;
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
 * @param stages the residual stages, fine to coarse, then absolute Grad-CAM over all of them if the record has it
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

    /** Name of the map over all stages. */
    static final String ABSOLUTE = "absolute";

    /** The map over all stages has no receptive field of its own. */
    private static final int NO_RECEPTIVE_FIELD = 0;

    /**
     * Grad-CAM of one residual stage, or absolute Grad-CAM over all of them.
     *
     * @param name of the stage; {@value #ABSOLUTE} for all of them
     * @param receptiveField number of points that influence one output of the stage; 0 for all of them
     * @param weights one per point; of a stage, positive weights are evidence for the explained class; of all stages,
     *     none is negative
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
                stages(record));
    }

    private static List<StageWeights> stages(TrajectorySaliency record) {
        List<StageWeights> stages = new ArrayList<>();
        for (StageSaliency stage : record.getStages()) {
            stages.add(new StageWeights(stage.getName(), stage.getReceptiveField(), floats(stage.getWeights())));
        }
        if (!record.getAbsoluteWeights().isEmpty()) {
            stages.add(new StageWeights(ABSOLUTE, NO_RECEPTIVE_FIELD, floats(record.getAbsoluteWeights())));
        }
        return List.copyOf(stages);
    }

    private static float[] floats(List<Float> weights) {
        float[] floats = new float[weights.size()];
        for (int point = 0; point < floats.length; point++) {
            floats[point] = weights.get(point);
        }
        return floats;
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
