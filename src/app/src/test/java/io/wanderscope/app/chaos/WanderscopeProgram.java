package io.wanderscope.app.chaos;

import io.wanderscope.inference.ShippedModelFile;
import io.wanderscope.verification.InstanceProgram;
import java.nio.file.Path;

/** What the instances of these tests run: the command line with the shipped model. */
final class WanderscopeProgram {
    private WanderscopeProgram() {}

    static InstanceProgram loggingTo(Path logs) {
        return InstanceProgram.ofThisVersion("io.wanderscope.app.command.Wanderscope", ShippedModelFile.path(), logs);
    }
}
