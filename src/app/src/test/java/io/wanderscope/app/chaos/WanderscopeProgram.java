package io.wanderscope.app.chaos;

import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.verification.InstanceProgram;
import java.nio.file.Path;

/** The command line with the shipped model, as the instances of these tests run it. */
final class WanderscopeProgram {
    private WanderscopeProgram() {}

    static InstanceProgram loggingTo(Path logs) {
        return new InstanceProgram("io.wanderscope.app.command.Wanderscope", ShippedModelFile.path(), logs);
    }
}
