package io.wanderscope.app.command;

import java.nio.file.Path;

/** Where the model lies that comes with the program. */
final class ShippedModel {
    /** Set by the launcher to the project's folder. */
    private static final String HOME_PROPERTY = "wanderscope.home";

    private ShippedModel() {}

    static Path path() {
        return Path.of(System.getProperty(HOME_PROPERTY, "."), "models", "wanderscope.onnx");
    }
}
