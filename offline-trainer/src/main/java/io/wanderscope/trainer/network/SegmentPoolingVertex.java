package io.wanderscope.trainer.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs {@link SegmentPooling}. */
@SuppressWarnings("overrides") // DL4J's base class overrides setInputs(...) without the dots
final class SegmentPoolingVertex extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;

    SegmentPoolingVertex(ComputationGraph graph, String name, int index, DataType dataType) {
        super(graph, name, index, null, null, dataType);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        float[] maps = inputs[0].dup('c').data().asFloat();
        float[][] segments = inputs[1].toFloatMatrix();
        int channels = (int) inputs[0].size(1);
        int positions = (int) inputs[0].size(3);
        float[][] pooled = new float[segments.length][channels];
        for (int trajectory = 0; trajectory < segments.length; trajectory++) {
            int row = (int) segments[trajectory][0];
            int first = (int) segments[trajectory][1];
            int count = (int) segments[trajectory][2];
            for (int channel = 0; channel < channels; channel++) {
                int start = (row * channels + channel) * positions + first;
                float sum = 0;
                for (int position = start; position < start + count; position++) {
                    sum += maps[position];
                }
                pooled[trajectory][channel] = sum / count;
            }
        }
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, Nd4j.create(pooled));
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        float[][] segments = inputs[1].toFloatMatrix();
        float[][] pooledGradient = epsilon.toFloatMatrix();
        int channels = (int) inputs[0].size(1);
        int positions = (int) inputs[0].size(3);
        float[] mapGradient = new float[(int) inputs[0].length()];
        for (int trajectory = 0; trajectory < segments.length; trajectory++) {
            int row = (int) segments[trajectory][0];
            int first = (int) segments[trajectory][1];
            int count = (int) segments[trajectory][2];
            for (int channel = 0; channel < channels; channel++) {
                int start = (row * channels + channel) * positions + first;
                float share = pooledGradient[trajectory][channel] / count;
                for (int position = start; position < start + count; position++) {
                    mapGradient[position] += share;
                }
            }
        }
        INDArray gradient = Nd4j.create(mapGradient, inputs[0].shape(), 'c');
        return new Pair<>(null, new INDArray[] {
            workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, gradient), segmentsGradient(workspaces)
        });
    }

    private INDArray segmentsGradient(LayerWorkspaceMgr workspaces) {
        return workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, inputs[1].shape(), 'c');
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int minibatch) {
        return null;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        // No parameters.
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public Layer getLayer() {
        return null;
    }

    @Override
    public String toString() {
        return "SegmentPoolingVertex(" + vertexName + ")";
    }
}
