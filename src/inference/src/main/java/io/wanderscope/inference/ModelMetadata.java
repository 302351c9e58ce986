package io.wanderscope.inference;

import java.util.HashMap;
import java.util.Map;

/** The metadata of an ONNX file, read without a session. Field numbers are those of onnx.proto. */
final class ModelMetadata {
    private static final int MODEL_METADATA = 14;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    private ModelMetadata() {}

    /**
     * The values by their keys.
     *
     * @param model an ONNX file
     * @throws IllegalArgumentException if it is no protocol buffer
     */
    static Map<String, String> of(byte[] model) {
        Map<String, String> metadata = new HashMap<>();
        for (Protobuf.Field field : Protobuf.of(model).fields()) {
            if (field.number() == MODEL_METADATA) {
                metadata.put(text(field, ENTRY_KEY), text(field, ENTRY_VALUE));
            }
        }
        return metadata;
    }

    private static String text(Protobuf.Field entry, int number) {
        return entry.message().fields().stream()
                .filter(field -> field.number() == number)
                .map(Protobuf.Field::text)
                .findFirst()
                .orElse("");
    }
}
