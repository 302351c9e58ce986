package io.wanderscope.trainer.command;

import io.wanderscope.inference.Faithfulness;
import io.wanderscope.inference.ModelContract;
import io.wanderscope.trainer.export.MeasuredModel;
import io.wanderscope.trainer.study.StudyFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the figures of a model's studies into its file. */
@Command(
        name = "record",
        description = {
            "Writes how far a model's saliency can be trusted into the metadata of its file, where the dashboard finds it: the main figures"
                    + " of the studies planted and erasing, from their tables. Their pages must name this model.",
            "This changes the SHA-256 of the file. The pages of the studies and the report name the file without the figures."
        },
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The model file that was studied.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "The --out folder of its studies, with the tables and pages of planted and erasing.")
    private Path studies;

    @Override
    public Integer call() throws IOException {
        Faithfulness written =
                MeasuredModel.write(model, StudyFigures.read(studies, MeasuredModel.studiedSha256(model)));
        PrintWriter print = spec.commandLine().getOut();
        written.lines().forEach(print::println);
        print.println("wrote " + model + ", SHA-256 " + ModelContract.sha256(Files.readAllBytes(model))
                + "; without the figures " + written.sha256().orElseThrow());
        print.flush();
        return 0;
    }
}
