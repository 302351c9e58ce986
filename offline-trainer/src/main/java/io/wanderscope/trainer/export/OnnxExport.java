package io.wanderscope.trainer.export;

import static io.wanderscope.trainer.export.OnnxGraphBuilder.integer;
import static io.wanderscope.trainer.export.OnnxGraphBuilder.integers;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.network.ExponentLoss;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onnx.Onnx;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes a trained network as an ONNX graph by the model contract: positions and lengths in; probabilities, the
 * anomalous exponent and Grad-CAM of every residual stage out.
 *
 * <p>Grad-CAM (Selvaraju et al., arXiv 1610.02391) needs the gradient of a class score by each stage's feature map. It
 * is written out as nodes, coarsest stage first: the gradient of global pooling is a row of the linear layer's weights
 * over the number of positions; of a rectifier, the sign of its output; of a convolution of stride 1, the convolution
 * with the flipped kernel; of one of stride 2, the transposed convolution.
 */
public final class OnnxExport {
    private static final String DESCRIPTION =
            "Tells which of eight models of diffusion a trajectory follows, and which of its points said so.";

    private static final int CLASSES = DiffusionModel.values().length;

    private final ResidualNetwork architecture;
    private final TrainedWeights weights;
    private final Temperature temperature;
    private final OnnxGraphBuilder graph = new OnnxGraphBuilder("wanderscope");

    /** Feature map of every block, in forward order, by stage; and what its backward pass needs. */
    private final List<List<Block>> stages = new ArrayList<>();

    /** Mask [batch, 1, 1, positions] of the points, of the stem, and of each stage's positions, by stride 1, 2, 4 … */
    private final List<String> masks = new ArrayList<>();

    private record Block(
            FoldedConvolution first,
            FoldedConvolution second,
            FoldedConvolution shortcut,
            String inputMask,
            String hidden,
            String output) {}

    /** Name in the file of the weights of a vertex, its normalisation folded in. */
    static String weightsOf(String vertex) {
        return vertex + ".weights";
    }

    /** Name in the file of the bias of a vertex, its normalisation folded in. */
    static String biasOf(String vertex) {
        return vertex + ".bias";
    }

    private OnnxExport(ResidualNetwork architecture, ComputationGraph network, Temperature temperature) {
        this.architecture = architecture;
        this.temperature = temperature;
        this.weights = new TrainedWeights(network);
    }

    /**
     * Writes the graph.
     *
     * @param temperature what calibrates the probabilities
     * @param metadata goes into the model's metadata as it is
     * @return the model; its bytes are the file
     */
    public static Onnx.ModelProto export(
            ResidualNetwork architecture,
            ComputationGraph network,
            Temperature temperature,
            Map<String, String> metadata) {
        OnnxExport export = new OnnxExport(architecture, network, temperature);
        export.write();
        return export.graph.model(DESCRIPTION, metadata);
    }

    private void write() {
        declareInputsAndOutputs();
        writeMasks();
        String features = writeChannels();
        features = writeNetwork(features);
        String positionCount = graph.node("ReduceSum", List.of(lastMask(), graph.longs(2, 3)), integer("keepdims", 0));
        String logits = writeHead(features, positionCount);
        writeSaliency(logits, positionCount);
    }

    private void declareInputsAndOutputs() {
        graph.input(
                ModelContract.POSITIONS,
                Onnx.TensorProto.DataType.FLOAT,
                "x and y of each point in any unit of length, zeros after the last point",
                "batch",
                "points",
                2);
        graph.input(
                ModelContract.LENGTHS, Onnx.TensorProto.DataType.INT64, "number of points of each trajectory", "batch");
        graph.optionalInput(
                "explained_class",
                "index of the class to explain, for all or for each trajectory; -1 is the most probable one",
                "explained",
                -1);
        graph.output(ModelContract.PROBABILITIES, "probability of each class", "batch", CLASSES);
        graph.output(
                ModelContract.ALPHA,
                "anomalous exponent: estimate and standard deviation, in the mean over the classes",
                "batch",
                2);
        graph.output(
                ModelContract.SALIENCY,
                "signed Grad-CAM weight of each point at each residual stage, zeros after the last point",
                "batch",
                architecture.widths().size(),
                "points");
    }

    private String lastMask() {
        return masks.get(masks.size() - 1);
    }

    private void writeMasks() {
        String shape = graph.node("Shape", List.of(ModelContract.POSITIONS));
        String points = graph.node("Gather", List.of(shape, graph.longScalar(1)));
        graph.named("point_indices", "Range", List.of(graph.longScalar(0), points, graph.longScalar(1)));
        String lengths = graph.node("Unsqueeze", List.of(ModelContract.LENGTHS, graph.longs(1)));
        String valid = graph.node("Less", List.of("point_indices", lengths));
        graph.named("valid", "Unsqueeze", List.of(valid, graph.longs(1)));
        String mask = graph.node("Cast", List.of("valid"), integer("to", Onnx.TensorProto.DataType.FLOAT_VALUE));
        masks.add(graph.node("Unsqueeze", List.of(mask, graph.longs(2))));
        masks.add(everySecond(lastMask()));
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            masks.add(architecture.blockStride(stage, 0) == 2 ? everySecond(lastMask()) : lastMask());
        }
    }

    private String everySecond(String mask) {
        return graph.node(
                "Slice", List.of(mask, graph.longs(0), graph.longs(Long.MAX_VALUE), graph.longs(3), graph.longs(2)));
    }

    private String stemMask() {
        return masks.get(1);
    }

    private String stageMask(int stage) {
        return masks.get(stage + 2);
    }

    /** The channels of {@link TrajectoryChannels}, [batch, channels, 1, points]. */
    private String writeChannels() {
        String zero = graph.scalar(0);
        String path = graph.node("Transpose", List.of(ModelContract.POSITIONS), integers("perm", 0, 2, 1));
        String origin = pointsOf(path, 0, 1);
        String relative = graph.node("Sub", List.of(path, origin));
        relative = graph.node("Where", List.of("valid", relative, zero));
        relative = inUnitOfItsOwn(relative);
        String count = graph.node(
                "Cast", List.of(ModelContract.LENGTHS), integer("to", Onnx.TensorProto.DataType.FLOAT_VALUE));
        count = graph.node("Unsqueeze", List.of(count, graph.longs(1, 2)));

        String before =
                graph.node("Concat", List.of(pointsOf(relative, 0, 1), pointsOf(relative, 0, -1)), integer("axis", 2));
        String displacement = graph.node("Sub", List.of(relative, before));
        displacement = graph.node("Where", List.of("valid", displacement, zero));
        String steps = graph.node("Sub", List.of(count, graph.scalar(1)));
        steps = graph.node("Max", List.of(steps, graph.scalar(1)));
        String stepSquare = meanSquare(displacement, steps);
        String scaledStep = graph.node("Div", List.of(displacement, graph.node("Sqrt", List.of(stepSquare))));
        String stepLength =
                graph.node("ReduceSum", List.of(graph.node("Mul", List.of(scaledStep, scaledStep)), graph.longs(1)));
        stepLength = graph.node("Sqrt", List.of(stepLength));

        String sum = graph.node("ReduceSum", List.of(relative, graph.longs(2)));
        String centred = graph.node("Sub", List.of(relative, graph.node("Div", List.of(sum, count))));
        centred = graph.node("Where", List.of("valid", centred, zero));
        String positionSquare = meanSquare(centred, count);
        String scaledPosition = graph.node("Div", List.of(centred, graph.node("Sqrt", List.of(positionSquare))));

        String ratio = graph.node("Div", List.of(positionSquare, graph.node("Mul", List.of(stepSquare, count))));
        String scaling = graph.node("Mul", List.of(graph.node("Log", List.of(ratio)), graph.scalar(0.5f)));
        String logarithm = graph.node("Log", List.of(count));
        String length = graph.node("Div", List.of(logarithm, graph.scalar(TrajectoryChannels.LENGTH_SCALE)));
        String channels = graph.node(
                "Concat",
                List.of(
                        scaledStep,
                        stepLength,
                        scaledPosition,
                        graph.node("Where", List.of("valid", scaling, zero)),
                        graph.node("Where", List.of("valid", length, zero)),
                        logarithm(stepLength),
                        products(scaledStep)),
                integer("axis", 1));
        return graph.named("channels", "Unsqueeze", List.of(channels, graph.longs(2)));
    }

    /** Half the logarithm of the displacements' lengths, 0 at the first point, [batch, 1, points]. */
    private String logarithm(String stepLength) {
        String above = graph.node("Add", List.of(stepLength, graph.scalar(TrajectoryChannels.SMALLEST_LENGTH)));
        String half = graph.node("Mul", List.of(graph.node("Log", List.of(above)), graph.scalar(0.5f)));
        String later = graph.node("Greater", List.of("point_indices", graph.longScalar(0)));
        String hasStep = graph.node("And", List.of("valid", later));
        return graph.node("Where", List.of(hasStep, half, graph.scalar(0)));
    }

    /** Saturating scalar products of displacements that lie some steps apart, [batch, lags, points]. */
    private String products(String step) {
        List<String> channels = new ArrayList<>();
        for (int lag : TrajectoryChannels.lags()) {
            String before = graph.node("Pad", List.of(step, graph.longs(0, 0, lag, 0, 0, -lag)));
            String product = graph.node("ReduceSum", List.of(graph.node("Mul", List.of(step, before)), graph.longs(1)));
            String part = graph.node("Div", List.of(product, graph.scalar(TrajectoryChannels.LARGEST_PRODUCT)));
            String square = graph.node("Add", List.of(graph.node("Mul", List.of(part, part)), graph.scalar(1)));
            channels.add(graph.node("Div", List.of(product, graph.node("Sqrt", List.of(square)))));
        }
        return graph.node("Concat", channels, integer("axis", 1));
    }

    private String pointsOf(String path, long from, long to) {
        return graph.node("Slice", List.of(path, graph.longs(from), graph.longs(to), graph.longs(2)));
    }

    /** Divides by the largest coordinate, so that squares neither overflow nor vanish in any unit of length. */
    private String inUnitOfItsOwn(String relative) {
        String largest = graph.node("ReduceMax", List.of(graph.node("Abs", List.of(relative))), integers("axes", 1, 2));
        String moves = graph.node("Greater", List.of(largest, graph.scalar(0)));
        String unit = graph.node("Where", List.of(moves, largest, graph.scalar(1)));
        return graph.node("Div", List.of(relative, unit));
    }

    /** Mean square per axis of [batch, 2, points] over a number of points, [batch, 1, 1], above 0. */
    private String meanSquare(String values, String count) {
        String squares =
                graph.node("ReduceSum", List.of(graph.node("Mul", List.of(values, values)), graph.longs(1, 2)));
        String both = graph.node("Mul", List.of(count, graph.scalar(2)));
        String mean = graph.node("Div", List.of(squares, both));
        return graph.node("Add", List.of(mean, graph.scalar(TrajectoryChannels.SMALLEST_SQUARE)));
    }

    private String writeNetwork(String channels) {
        String features = rectified(convolved(channels, weights.convolution(ResidualNetwork.STEM)), stemMask());
        String inputMask = stemMask();
        for (int stage = 0; stage < architecture.widths().size(); stage++) {
            List<Block> blocks = new ArrayList<>();
            for (int block = 0; block < architecture.blocksPerStage(); block++) {
                blocks.add(writeBlock(features, inputMask, stage, block));
                features = blocks.get(block).output();
                inputMask = stageMask(stage);
            }
            stages.add(blocks);
        }
        return features;
    }

    private Block writeBlock(String input, String inputMask, int stage, int block) {
        FoldedConvolution first = weights.convolution(ResidualNetwork.convolutionVertex(stage, block, 1));
        FoldedConvolution second = weights.convolution(ResidualNetwork.convolutionVertex(stage, block, 2));
        FoldedConvolution shortcut = architecture.hasShortcut(stage, block)
                ? weights.convolution(ResidualNetwork.shortcutVertex(stage, block))
                : null;
        String hidden = rectified(convolved(input, first), stageMask(stage));
        String around = shortcut == null ? input : convolved(input, shortcut);
        String sum = graph.node("Add", List.of(convolved(hidden, second), around));
        return new Block(first, second, shortcut, inputMask, hidden, rectified(sum, stageMask(stage)));
    }

    private String convolved(String input, FoldedConvolution convolution) {
        String kernel = graph.floats(
                weightsOf(convolution.vertex()),
                convolution.weights(),
                convolution.outputs(),
                convolution.inputs(),
                1,
                convolution.kernel());
        String bias = graph.floats(biasOf(convolution.vertex()), convolution.bias(), convolution.outputs());
        return graph.node(
                "Conv",
                List.of(input, kernel, bias),
                integers("kernel_shape", 1, convolution.kernel()),
                integers("strides", 1, convolution.stride()),
                halfKernelPadding(convolution));
    }

    private static Onnx.AttributeProto halfKernelPadding(FoldedConvolution convolution) {
        int half = convolution.kernel() / 2;
        return integers("pads", 0, half, 0, half);
    }

    private String rectified(String values, String mask) {
        return graph.node("Mul", List.of(graph.node("Relu", List.of(values)), mask));
    }

    private String writeHead(String features, String positionCount) {
        String sum = graph.node("ReduceSum", List.of(features, graph.longs(2, 3)), integer("keepdims", 0));
        String pooled = graph.node("Div", List.of(sum, positionCount));
        String logits = linear("logits", pooled, ResidualNetwork.OUTPUT, CLASSES);
        String calibrated = graph.node("Div", List.of(logits, writeTemperature()));
        graph.named(ModelContract.PROBABILITIES, "Softmax", List.of(calibrated), integer("axis", 1));
        writeExponent(linear("exponents", pooled, ResidualNetwork.EXPONENTS, 2 * CLASSES));
        return logits;
    }

    /** The temperature of each trajectory, [batch, 1]. */
    private String writeTemperature() {
        String count = graph.node(
                "Cast", List.of(ModelContract.LENGTHS), integer("to", Onnx.TensorProto.DataType.FLOAT_VALUE));
        String ratio = graph.node("Div", List.of(count, graph.scalar(Temperature.POINTS)));
        String slope = graph.floats("temperature_slope", new float[] {(float) temperature.slope()});
        String growth = graph.node("Mul", List.of(graph.node("Log", List.of(ratio)), slope));
        String base = graph.floats("temperature_logarithm", new float[] {(float) temperature.logarithm()});
        String each = graph.node("Exp", List.of(graph.node("Add", List.of(growth, base))));
        return graph.node("Unsqueeze", List.of(each, graph.longs(1)));
    }

    private String linear(String name, String pooled, String vertex, int outputs) {
        int width = architecture.widths().get(architecture.widths().size() - 1);
        String matrix = graph.floats(weightsOf(vertex), weights.linear(vertex), width, outputs);
        return graph.named(
                name,
                "Gemm",
                List.of(pooled, matrix, graph.floats(biasOf(vertex), weights.linearBias(vertex), outputs)));
    }

    /** Mean and standard deviation of the mixture of the classes' Gaussians, each as probable as its class. */
    private void writeExponent(String numbers) {
        String place = graph.node("Sigmoid", List.of(columns(numbers, 0)));
        float[] smallest = new float[CLASSES];
        float[] range = new float[CLASSES];
        for (DiffusionModel model : DiffusionModel.values()) {
            smallest[model.classIndex()] = (float) model.minimumExponent();
            range[model.classIndex()] = (float) (model.maximumExponent() - model.minimumExponent());
        }
        String inRange = graph.node("Mul", List.of(place, graph.floats("exponent_range", range, CLASSES)));
        String means = graph.node("Add", List.of(inRange, graph.floats("smallest_exponent", smallest, CLASSES)));
        String smallestLogarithm = graph.scalar((float) Math.log(ExponentLoss.SMALLEST_DEVIATION));
        String deviations =
                graph.node("Exp", List.of(graph.node("Max", List.of(columns(numbers, CLASSES), smallestLogarithm))));
        String isFree = graph.node("Sign", List.of("exponent_range"));
        deviations = graph.node("Mul", List.of(deviations, isFree));
        String mean = expected(means);
        String around = graph.node("Sub", List.of(means, mean));
        String variance = expected(graph.node(
                "Add",
                List.of(
                        graph.node("Mul", List.of(deviations, deviations)),
                        graph.node("Mul", List.of(around, around)))));
        graph.named(
                ModelContract.ALPHA,
                "Concat",
                List.of(mean, graph.node("Sqrt", List.of(variance))),
                integer("axis", 1));
    }

    private String columns(String numbers, int first) {
        return graph.node("Slice", List.of(numbers, graph.longs(first), graph.longs(first + CLASSES), graph.longs(1)));
    }

    /** Mean over the classes by their probabilities, [batch, 1]. */
    private String expected(String values) {
        return graph.node(
                "ReduceSum", List.of(graph.node("Mul", List.of(ModelContract.PROBABILITIES, values)), graph.longs(1)));
    }

    private void writeSaliency(String logits, String positionCount) {
        String gradient = scoreGradient(logits, positionCount);
        String[] maps = new String[stages.size()];
        for (int stage = stages.size() - 1; stage >= 0; stage--) {
            List<Block> blocks = stages.get(stage);
            String features = blocks.get(blocks.size() - 1).output();
            maps[stage] = perPoint(gradCam(features, gradient, stageMask(stage)), architecture.stageStride(stage));
            for (int block = blocks.size() - 1; block >= 0 && stage > 0; block--) {
                gradient = blockGradient(blocks.get(block), gradient);
            }
        }
        String all = graph.node("Concat", List.of(maps), integer("axis", 1));
        graph.named(ModelContract.SALIENCY, "Where", List.of("valid", all, graph.scalar(0)));
    }

    /** Gradient of the explained class's score by the last feature map, [batch, channels, 1, positions]. */
    private String scoreGradient(String logits, String positionCount) {
        String predicted = graph.node("ArgMax", List.of(logits), integer("axis", 1), integer("keepdims", 0));
        String given = graph.node("Less", List.of("explained_class", graph.longScalar(0)));
        String explained = graph.named("explained", "Where", List.of(given, predicted, "explained_class"));
        int width = architecture.widths().get(architecture.widths().size() - 1);
        String rows = graph.floats(
                ResidualNetwork.OUTPUT + ".rows",
                transposed(weights.linear(ResidualNetwork.OUTPUT), width),
                CLASSES,
                width);
        String row = graph.node("Div", List.of(graph.node("Gather", List.of(rows, explained)), positionCount));
        String perChannel = graph.node("Unsqueeze", List.of(row, graph.longs(2, 3)));
        return graph.node("Mul", List.of(perChannel, lastMask()));
    }

    private float[] transposed(float[] matrix, int rows) {
        int columns = CLASSES;
        float[] result = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = matrix[row * columns + column];
            }
        }
        return result;
    }

    /** Σ over channels of feature map × mean of its gradient over the trajectory's positions, [batch, 1, positions]. */
    private String gradCam(String features, String gradient, String mask) {
        String sum = graph.node("ReduceSum", List.of(graph.node("Mul", List.of(gradient, mask)), graph.longs(2, 3)));
        String count = graph.node("ReduceSum", List.of(mask, graph.longs(2, 3)));
        String weight = graph.node("Div", List.of(sum, count));
        String row = graph.node("Squeeze", List.of(weight, graph.longs(3)));
        row = graph.node("Transpose", List.of(row), integers("perm", 0, 2, 1));
        return graph.node("MatMul", List.of(row, graph.node("Squeeze", List.of(features, graph.longs(2)))));
    }

    private String perPoint(String map, int stride) {
        String position = graph.node("Div", List.of("point_indices", graph.longScalar(stride)));
        return graph.node("Gather", List.of(map, position), integer("axis", 2));
    }

    /** Gradient by a block's input, given the gradient by its output. */
    private String blockGradient(Block block, String outputGradient) {
        String gated = graph.node("Mul", List.of(outputGradient, graph.node("Sign", List.of(block.output()))));
        String hidden = convolutionGradient(gated, block.second(), block.inputMask());
        hidden = graph.node("Mul", List.of(hidden, graph.node("Sign", List.of(block.hidden()))));
        String through = convolutionGradient(hidden, block.first(), block.inputMask());
        String around =
                block.shortcut() == null ? gated : convolutionGradient(gated, block.shortcut(), block.inputMask());
        return graph.node("Add", List.of(through, around));
    }

    private String convolutionGradient(String gradient, FoldedConvolution convolution, String inputMask) {
        if (convolution.stride() == 1) {
            String kernel = graph.floats(
                    convolution.vertex() + ".gradient_weights",
                    convolution.gradientWeights(),
                    convolution.inputs(),
                    convolution.outputs(),
                    1,
                    convolution.kernel());
            return graph.node(
                    "Conv",
                    List.of(gradient, kernel),
                    integers("kernel_shape", 1, convolution.kernel()),
                    halfKernelPadding(convolution));
        }
        String even = graph.node(
                "ConvTranspose",
                List.of(gradient, weightsOf(convolution.vertex())),
                integers("kernel_shape", 1, convolution.kernel()),
                integers("strides", 1, convolution.stride()),
                integers("output_padding", 0, convolution.stride() - 1),
                halfKernelPadding(convolution));
        return cutTo(even, inputMask);
    }

    /** An input of odd length gave as many positions as the even length above it; the one too many is cut. */
    private String cutTo(String values, String mask) {
        String length =
                graph.node("Slice", List.of(graph.node("Shape", List.of(mask)), graph.longs(3), graph.longs(4)));
        return graph.node("Slice", List.of(values, graph.longs(0), length, graph.longs(3)));
    }
}
