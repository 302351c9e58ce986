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

/** Exports a checkpoint's network as an ONNX file. */
@Command(
        name = "export",
        description = "Exports the network of a training run's checkpoint as a calibrated and tested ONNX model.",
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
                    "Trajectories in each test and in each calibration set (default: ${DEFAULT-VALUE}). The test scores"
                            + " are written into the model's metadata.")
    private int testTrajectories;

    @Override
    public Integer call() throws IOException {
        TrajectoryCount.requireEnough(spec, "--test-trajectories", testTrajectories);
        ModelFile.write(
                Checkpoint.read(folder),
                model,
                testTrajectories,
                spec.commandLine().getOut());
        return 0;
    }
}
