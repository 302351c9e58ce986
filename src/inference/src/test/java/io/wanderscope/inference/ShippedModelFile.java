package io.wanderscope.inference;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shipped model from any module's folder. */
public final class ShippedModelFile {
    private ShippedModelFile() {}

    /** The file, in the project's folder above the working directory. */
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
