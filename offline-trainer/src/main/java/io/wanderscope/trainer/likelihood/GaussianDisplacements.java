package io.wanderscope.trainer.likelihood;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.List;

/** The displacements of a Gaussian model along one axis, before the simulator rescales them to unit standard deviation. */
sealed interface GaussianDisplacements permits CorrelatedDisplacements, IndependentDisplacements {
    /** The models whose trajectories are Gaussian processes. */
    List<DiffusionModel> MODELS = List.of(
            DiffusionModel.SUB_FBM,
            DiffusionModel.SUB_SBM,
            DiffusionModel.SUPER_FBM,
            DiffusionModel.SUPER_SBM,
            DiffusionModel.BROWNIAN);

    /**
     * The displacements of a model.
     *
     * @param exponent anomalous exponent α
     * @param count number of displacements
     * @param recording how the path became a track
     * @throws IllegalArgumentException if the model is not Gaussian
     */
    static GaussianDisplacements of(DiffusionModel model, double exponent, int count, Recording recording) {
        return switch (model) {
            case SUB_FBM, SUPER_FBM -> CorrelatedDisplacements.ofFractionalMotion(exponent, count, recording);
            case SUB_SBM, SUPER_SBM, BROWNIAN -> IndependentDisplacements.ofScaledMotion(exponent, count, recording);
            default -> throw new IllegalArgumentException(model + " is not a Gaussian process");
        };
    }

    /**
     * The covariance of the displacements when they are rescaled and observed with localisation noise.
     *
     * @param scale factor of the displacements' covariance
     * @param noise standard deviation of the noise of a coordinate
     * @param convolution a convolution of as many numbers as there are displacements
     */
    Covariance covariance(double scale, double noise, CausalConvolution convolution);

    /** How the sample variance of the displacements is distributed. */
    SampleVariance sampleVariance();
}
