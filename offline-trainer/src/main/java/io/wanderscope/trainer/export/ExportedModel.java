package io.wanderscope.trainer.export;

import onnx.Onnx;

/**
 * An exported model.
 *
 * @param proto the model
 */
record ExportedModel(Onnx.ModelProto proto) {
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
