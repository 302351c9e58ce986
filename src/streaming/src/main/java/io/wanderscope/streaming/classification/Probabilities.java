package io.wanderscope.streaming.classification;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.Classification;
import io.wanderscope.schema.FamilyProbabilities;
import io.wanderscope.schema.ModelProbabilities;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The single-precision probabilities of a classification, scaled so that those of the models, and those of the families,
 * sum to 1 in double precision.
 *
 * @param models by class index
 * @param families by family index
 */
record Probabilities(List<Double> models, List<Double> families) {
    static Probabilities of(Classification classification) {
        return new Probabilities(
                scaled(Arrays.stream(DiffusionModel.values()).mapToDouble(classification::probability)),
                scaled(Arrays.stream(MotionFamily.values()).mapToDouble(classification::familyProbability)));
    }

    private static List<Double> scaled(DoubleStream probabilities) {
        double[] raw = probabilities.toArray();
        double sum = Arrays.stream(raw).sum();
        return Arrays.stream(raw).map(probability -> probability / sum).boxed().toList();
    }

    /** Probability that the trajectory follows this model: that it follows one of the eight, and of them this one. */
    double confidence(DiffusionModel model) {
        return of(MotionFamily.DIFFUSION_MODEL) * of(model);
    }

    private double of(DiffusionModel model) {
        return models.get(model.classIndex());
    }

    private double of(MotionFamily family) {
        return families.get(family.familyIndex());
    }

    ModelProbabilities ofModels() {
        return ModelProbabilities.newBuilder()
                .setAttm(of(DiffusionModel.ATTM))
                .setCtrw(of(DiffusionModel.CTRW))
                .setSubFbm(of(DiffusionModel.SUB_FBM))
                .setSubSbm(of(DiffusionModel.SUB_SBM))
                .setSuperFbm(of(DiffusionModel.SUPER_FBM))
                .setLevyWalk(of(DiffusionModel.LEVY_WALK))
                .setSuperSbm(of(DiffusionModel.SUPER_SBM))
                .setBrownian(of(DiffusionModel.BROWNIAN))
                .build();
    }

    FamilyProbabilities ofFamilies() {
        return FamilyProbabilities.newBuilder()
                .setDiffusionModel(of(MotionFamily.DIFFUSION_MODEL))
                .setImmobile(of(MotionFamily.IMMOBILE))
                .setConfined(of(MotionFamily.CONFINED))
                .setDirected(of(MotionFamily.DIRECTED))
                .setSwitching(of(MotionFamily.SWITCHING))
                .setArtefact(of(MotionFamily.ARTEFACT))
                .build();
    }
}
