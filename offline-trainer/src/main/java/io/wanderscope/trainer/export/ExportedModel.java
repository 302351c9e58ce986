package io.wanderscope.trainer.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.Onnx;
import org.nd4j.shade.protobuf.ByteString;

/**
 * An exported model. The graph is built once; calibration and metadata are set afterwards.
 *
 * @param proto the model
 */
record ExportedModel(Onnx.ModelProto proto) {
    /** The model with another temperature. */
    ExportedModel withTemperature(Temperature temperature) {
        Onnx.ModelProto.Builder model = proto.toBuilder();
        setScalar(model.getGraphBuilder(), CalibrationNodes.SLOPE, (float) temperature.slope());
        setScalar(model.getGraphBuilder(), CalibrationNodes.LOGARITHM, (float) temperature.logarithm());
        return new ExportedModel(model.build());
    }

    private static void setScalar(Onnx.GraphProto.Builder graph, String constant, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(0, value);
        graph.getInitializerBuilderList().stream()
                .filter(each -> each.getName().equals(constant))
                .findFirst()
                .orElseThrow()
                .setRawData(ByteString.copyFrom(bytes));
    }

    /** The model with one more metadata entry. */
    ExportedModel withMetadata(String key, String value) {
        return new ExportedModel(proto.toBuilder()
                .addMetadataProps(
                        Onnx.StringStringEntryProto.newBuilder().setKey(key).setValue(value))
                .build());
    }

    /** The content of the ONNX file. */
    byte[] bytes() {
        return proto.toByteArray();
    }
}
