package io.wanderscope.app.terminal;

import java.nio.file.Path;

/** The model that comes with the program. */
public final class ShippedModel {
    /** The project's folder; the launcher sets it. */
    private static final String HOME_PROPERTY = "wanderscope.home";

    private ShippedModel() {}

    /** Path of its ONNX file. */
    public static Path path() {
        return Path.of(System.getProperty(HOME_PROPERTY, "."), "models", "wanderscope.onnx");
    }
}
