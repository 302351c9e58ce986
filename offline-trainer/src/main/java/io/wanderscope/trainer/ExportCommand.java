package io.wanderscope.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the ONNX file of a checkpoint. */
@Command(
        name = "export",
        description = "Calibrates, tests and writes the ONNX model of a training folder's checkpoint.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The --out of a training run.")
    private Path folder;

    @Parameters(paramLabel = "MODEL.onnx", description = "The file to write.")
    private Path model;

    @Option(
            names = "--test-trajectories",
            defaultValue = "8000",
            description = "Trajectories of each test, whose scores go into the model's metadata, and of each set that"
                    + " calibrates (default:"
                    + " ${DEFAULT-VALUE}).")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException {
        EvaluateCommand.requireEnough(spec, "--test-trajectories", testTrajectories);
        ModelFile.write(
                Checkpoint.read(folder),
                model,
                testTrajectories,
                spec.commandLine().getOut());
        return 0;
    }
}
