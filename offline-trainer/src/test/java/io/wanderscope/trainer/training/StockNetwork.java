package io.wanderscope.trainer.training;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The same architecture in DL4J's own layers, to compare speed; all trajectories have the same length. */
final class StockNetwork {
    private final ResidualNetwork shape;
    private final GraphBuilder graph = new NeuralNetConfiguration.Builder()
            .seed(1)
            .weightInit(WeightInit.RELU)
            .updater(new Adam(1e-3))
            .graphBuilder();

    private StockNetwork(ResidualNetwork shape) {
        this.shape = shape;
    }

    static ComputationGraph of(ResidualNetwork shape, int points) {
        return new StockNetwork(shape).build(points);
    }

    private ComputationGraph build(int points) {
        graph.addInputs("in").setInputTypes(InputType.convolutional(1, points, TrajectoryChannels.COUNT));
        String input = relu(normalised("in", "stem", shape.widths().get(0), shape.stemKernel(), 2));
        for (int stage = 0; stage < shape.widths().size(); stage++) {
            for (int block = 0; block < shape.blocksPerStage(); block++) {
                input = block(input, stage, block);
            }
        }
        graph.addLayer("pooling", new GlobalPoolingLayer(PoolingType.AVG), input);
        graph.addLayer(
                "out",
                new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(DiffusionModel.values().length)
                        .build(),
                "pooling");
        ComputationGraph network = new ComputationGraph(graph.setOutputs("out").build());
        network.init();
        return network;
    }

    private String block(String input, int stage, int block) {
        String name = "stage" + stage + "-block" + block;
        int width = shape.widths().get(stage);
        int stride = shape.blockStride(stage, block);
        String hidden = relu(normalised(input, name + "-1", width, shape.kernel(), stride));
        String residualBranch = normalised(hidden, name + "-2", width, shape.kernel(), 1);
        String shortcutBranch =
                shape.hasShortcut(stage, block) ? normalised(input, name + "-shortcut", width, 1, stride) : input;
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), residualBranch, shortcutBranch);
        return relu(name);
    }

    private String normalised(String input, String name, int width, int kernel, int stride) {
        graph.addLayer(
                name,
                new ConvolutionLayer.Builder(1, kernel)
                        .stride(1, stride)
                        .padding(0, kernel / 2)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .nOut(width)
                        .build(),
                input);
        graph.addLayer(name + "-normalised", new BatchNormalization(), name);
        return name + "-normalised";
    }

    private String relu(String input) {
        graph.addLayer(input + "-relu", new ActivationLayer(Activation.RELU), input);
        return input + "-relu";
    }
}
