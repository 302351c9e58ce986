package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import java.util.Set;

/** Answers for tests: an exponent of 0.7 ± 0.1 unless it matters. */
final class SampleAnswers {
    private SampleAnswers() {}

    /** One of the eight models beyond doubt, of that confidence. */
    static Answer of(DiffusionModel predicted, double confidence) {
        return new Answer(
                predicted, confidence, confidence, Set.of(predicted), MotionFamily.DIFFUSION_MODEL, 1, false, 0.7, 0.1);
    }

    static Answer withClassSet(Set<DiffusionModel> classSet) {
        return new Answer(DiffusionModel.CTRW, 0.9, 0.9, classSet, MotionFamily.DIFFUSION_MODEL, 1, false, 0.7, 0.1);
    }

    /** Another family, though the most probable of the models would be quite certain. */
    static Answer ofFamily(MotionFamily family) {
        return ofFamily(family, 1);
    }

    static Answer ofFamily(MotionFamily family, double probability) {
        return new Answer(
                DiffusionModel.SUB_FBM,
                0.99,
                0.95,
                Set.of(DiffusionModel.SUB_FBM),
                family,
                probability,
                false,
                0.7,
                0.1);
    }

    /** Unlike any training trajectory, though quite certainly SUB_FBM. */
    static Answer unfamiliar() {
        return new Answer(
                DiffusionModel.SUB_FBM,
                0.99,
                0.95,
                Set.of(DiffusionModel.SUB_FBM),
                MotionFamily.DIFFUSION_MODEL,
                1,
                true,
                0.7,
                0.1);
    }
}
