package io.wanderscope.trainer.command;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluator;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.study.ErasingStudy;
import io.wanderscope.trainer.study.PlantedStudy;
import io.wanderscope.trainer.study.SanityStudy;
import io.wanderscope.trainer.study.StatisticsStudy;
import io.wanderscope.trainer.study.Study;
import io.wanderscope.trainer.study.StudyResult;
import io.wanderscope.trainer.study.StudyRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a study of what a model sees. */
@Command(
        name = "study",
        description = {
            "Runs a study of what a model's saliency shows, and writes its table (NAME.csv), figures (SVG) and page (NAME.html).",
            "planted: features at a known place. Does the saliency find them?",
            "erasing: the most and the least salient parts of a track are erased. What is lost?",
            "sanity: the network's weights are drawn again. Does its saliency fall apart?",
            "statistics: which statistics of a track go with the saliency of the last stage?"
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    /** Threads of a run of the model; as many runs as there are cores go on at once. */
    private static final int THREADS = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the study.")
    private String name;

    @Parameters(index = "1", paramLabel = "MODEL.onnx", description = "The model file.")
    private Path model;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--tracks",
            description = "Number of tracks, at least 8. By default as many as two cores manage within 30 minutes.")
    private @Nullable Integer tracks;

    @Option(names = "--out", required = true, description = "Folder in which to write the files.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Study study = study();
        int size = tracks == null ? study.defaultTracks() : tracks;
        TrajectoryCount.requireEnough(spec, "--tracks", size);
        Files.createDirectories(out);
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(model, ExecutionProvider.AUTO, THREADS)) {
            StudyResult result = study.run(
                    new StudyRun(classifier, seed, size, command(size), Evaluator.Progress.toStandardError()));
            write(study, result);
        }
        return 0;
    }

    private List<Study> studies() {
        return List.of(
                new PlantedStudy(),
                new ErasingStudy(),
                new SanityStudy(() -> new RandomisedModelFiles(model, seed)),
                new StatisticsStudy());
    }

    private Study study() {
        return studies().stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no study is called '" + name + "'; the studies are "
                                + studies().stream().map(Study::name).collect(Collectors.joining(", "))));
    }

    private String command(int size) {
        return "offline-trainer/study " + name + " " + model + " --seed " + seed + " --tracks " + size + " --out "
                + out;
    }

    private void write(Study study, StudyResult result) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        print.println(study.question());
        result.summary().forEach(print::println);
        writeFile(study.name() + ".csv", result.csv());
        for (Map.Entry<String, String> figure : result.figures().entrySet()) {
            writeFile(figure.getKey() + ".svg", figure.getValue());
        }
        Path page = writeFile(study.name() + ".html", result.page());
        print.println("wrote " + page);
        print.flush();
    }

    private Path writeFile(String file, String content) throws IOException {
        Path path = out.resolve(file);
        AtomicFile.write(path, temporary -> Files.writeString(temporary, content));
        return path;
    }
}
