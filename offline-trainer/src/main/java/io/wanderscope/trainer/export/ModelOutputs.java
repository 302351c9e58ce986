package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.ModelInputs.BATCH;
import static io.wanderscope.trainer.export.ModelInputs.POINTS;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.MotionFamily;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.onnx.Dimension;
import io.wanderscope.trainer.onnx.FloatTensor;
import io.wanderscope.trainer.onnx.Graph;

/**
 * The outputs of the model, see {@link ModelContract}.
 *
 * @param probabilities [batch, classes]
 * @param alpha [batch, 2]
 * @param family [batch, families]
 * @param novelty [batch]
 * @param noise [batch, 2]
 * @param classSet [batch, classes]
 * @param saliency [batch, stages, points]
 * @param absoluteSaliency [batch, points]
 */
record ModelOutputs(
        FloatTensor probabilities,
        FloatTensor alpha,
        FloatTensor family,
        FloatTensor novelty,
        FloatTensor noise,
        FloatTensor classSet,
        FloatTensor saliency,
        FloatTensor absoluteSaliency) {
    private static final Dimension CLASSES = Dimension.of(DiffusionModel.values().length);
    private static final Dimension FAMILIES = Dimension.of(MotionFamily.values().length);
    private static final Dimension ESTIMATE = Dimension.of(2);

    /** Declares them as the graph's outputs, with descriptions for people. */
    void declare(Graph graph, int stages) {
        graph.output(
                probabilities,
                "probability of each class, provided that the trajectory belongs to one of them",
                BATCH,
                CLASSES);
        graph.output(
                alpha,
                "anomalous exponent: estimate and standard deviation, averaged over the classes",
                BATCH,
                ESTIMATE);
        graph.output(family, "probability of each family of motion", BATCH, FAMILIES);
        graph.output(
                novelty,
                "distance from the training data, as a share of the distance that one in 200 simulations exceeds",
                BATCH);
        graph.output(
                noise,
                "localisation noise in units of the displacements' s.d. without it: estimate and standard deviation",
                BATCH,
                ESTIMATE);
        graph.output(
                classSet,
                "1 for the classes of the smallest set that holds the true one in 90 % of the cases, 0 for the others",
                BATCH,
                CLASSES);
        graph.output(
                saliency,
                "signed Grad-CAM weight of each point at each residual stage, zeros after the last point",
                BATCH,
                Dimension.of(stages),
                POINTS);
        graph.output(
                absoluteSaliency,
                "absolute Grad-CAM weight of each point over all stages, about 1 on average, zeros after the last point",
                BATCH,
                POINTS);
    }
}
