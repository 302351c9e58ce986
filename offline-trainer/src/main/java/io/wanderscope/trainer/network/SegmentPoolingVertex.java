package io.wanderscope.trainer.network;

import java.util.Arrays;
import java.util.List;
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
@SuppressWarnings("overrides") // DL4J's base class overrides the varargs method setInputs with an array
final class SegmentPoolingVertex extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;

    SegmentPoolingVertex(ComputationGraph graph, String name, int index, DataType dataType) {
        super(graph, name, index, null, null, dataType);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        float[] maps = inputs[0].dup('c').data().asFloat();
        int channels = (int) inputs[0].size(1);
        List<Segment> segments = segments();
        float[][] pooled = new float[segments.size()][channels];
        for (int trajectory = 0; trajectory < segments.size(); trajectory++) {
            Segment segment = segments.get(trajectory);
            for (int channel = 0; channel < channels; channel++) {
                int start = startOf(segment, channel);
                float sum = 0;
                for (int position = start; position < start + segment.count(); position++) {
                    sum += maps[position];
                }
                pooled[trajectory][channel] = sum / segment.count();
            }
        }
        return workspaces.leverageTo(ArrayType.ACTIVATIONS, Nd4j.create(pooled));
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        float[][] pooledGradient = epsilon.toFloatMatrix();
        float[] mapGradient = new float[(int) inputs[0].length()];
        List<Segment> segments = segments();
        for (int trajectory = 0; trajectory < segments.size(); trajectory++) {
            Segment segment = segments.get(trajectory);
            for (int channel = 0; channel < pooledGradient[trajectory].length; channel++) {
                int start = startOf(segment, channel);
                // Segments do not overlap.
                Arrays.fill(
                        mapGradient,
                        start,
                        start + segment.count(),
                        pooledGradient[trajectory][channel] / segment.count());
            }
        }
        INDArray gradient = Nd4j.create(mapGradient, inputs[0].shape(), 'c');
        return new Pair<>(null, new INDArray[] {
            workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, gradient), segmentsGradient(workspaces)
        });
    }

    /** Location of a trajectory: its row in the feature maps, its first position there, and its number of positions. */
    private record Segment(int row, int first, int count) {}

    private List<Segment> segments() {
        return Arrays.stream(inputs[1].toFloatMatrix())
                .map(segment -> new Segment((int) segment[0], (int) segment[1], (int) segment[2]))
                .toList();
    }

    private int startOf(Segment segment, int channel) {
        int channels = (int) inputs[0].size(1);
        int positions = (int) inputs[0].size(3);
        return (segment.row() * channels + channel) * positions + segment.first();
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
