package io.wanderscope.inference;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shipped model from the folder of any module. */
public final class ShippedModelFile {
    private ShippedModelFile() {}

    /** The model file in the project folder, which is the working directory or above it. */
    public static Path path() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("models/wanderscope.onnx"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("models/wanderscope.onnx is in no folder above the working directory");
            }
        }
        return folder.resolve("models/wanderscope.onnx");
    }
}
