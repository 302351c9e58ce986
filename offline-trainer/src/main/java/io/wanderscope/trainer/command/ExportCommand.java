package io.wanderscope.trainer.command;

import io.wanderscope.trainer.export.ModelFile;
import io.wanderscope.trainer.training.Checkpoint;
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
        description = "Calibrates, tests and writes the ONNX model of a training run's checkpoint.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The --out folder of a training run.")
    private Path folder;

    @Parameters(paramLabel = "MODEL.onnx", description = "The file to write.")
    private Path model;

    @Option(
            names = "--test-trajectories",
            defaultValue = "8000",
            description =
                    "Trajectories of each test, whose scores are written into the model's metadata, and of each set"
                            + " for calibration (default: ${DEFAULT-VALUE}).")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException {
        Trajectories.requireEnough(spec, "--test-trajectories", testTrajectories);
        ModelFile.write(
                Checkpoint.read(folder),
                model,
                testTrajectories,
                spec.commandLine().getOut());
        return 0;
    }
}
