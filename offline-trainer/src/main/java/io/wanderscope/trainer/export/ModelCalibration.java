package io.wanderscope.trainer.export;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;

/**
 * Everything that is fitted to held-out simulations after training.
 *
 * @param classes calibration of the classes
 * @param families calibration of the families of motion
 * @param threshold coefficients of the {@link CalibrationFeatures} whose sum is the logarithm of the least probability of a
 *     member of the class set
 * @param novelty how unfamiliar a trajectory is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelCalibration(SoftmaxCalibration classes, SoftmaxCalibration families, double[] threshold, Novelty novelty) {
    /** No calibration, for a network with this many pooled features. */
    static ModelCalibration none(int pooledFeatures) {
        return new ModelCalibration(
                SoftmaxCalibration.none(DiffusionModel.values().length),
                SoftmaxCalibration.none(MotionFamily.values().length),
                new double[CalibrationFeatures.COUNT],
                Novelty.none(pooledFeatures));
    }
}
