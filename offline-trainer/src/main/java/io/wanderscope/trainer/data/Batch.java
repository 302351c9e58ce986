package io.wanderscope.trainer.data;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A batch with its native arrays; {@link #close} releases them.
 *
 * @param packed the trajectories with their locations
 * @param data the arrays as DL4J expects them
 */
public record Batch(PackedBatch packed, MultiDataSet data) implements AutoCloseable {
    /** Allocates the arrays of a batch. */
    public static Batch of(PackedBatch packed) {
        return new Batch(packed, packed.toDataSet());
    }

    /** Number of trajectories. */
    public int trajectories() {
        return packed.placed().size();
    }

    @Override
    public void close() {
        closeAll(data.getFeatures());
        closeAll(data.getLabels());
        closeAll(data.getFeaturesMaskArrays());
        closeAll(data.getLabelsMaskArrays());
    }

    private static void closeAll(@Nullable INDArray[] arrays) {
        for (INDArray array : arrays) {
            if (array != null) {
                array.close();
            }
        }
    }
}
