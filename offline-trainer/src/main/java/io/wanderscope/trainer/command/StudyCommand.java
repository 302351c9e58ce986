package io.wanderscope.trainer.command;

import io.wanderscope.inference.ExecutionProvider;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.tracks.TrackingFileException;
import io.wanderscope.trainer.files.AtomicFile;
import io.wanderscope.trainer.study.AugmentationStudy;
import io.wanderscope.trainer.study.ErasingStudy;
import io.wanderscope.trainer.study.PlantedStudy;
import io.wanderscope.trainer.study.PopulationStudy;
import io.wanderscope.trainer.study.RecordedTracks;
import io.wanderscope.trainer.study.SanityStudy;
import io.wanderscope.trainer.study.ScalesStudy;
import io.wanderscope.trainer.study.StatisticsStudy;
import io.wanderscope.trainer.study.Study;
import io.wanderscope.trainer.study.StudyResult;
import io.wanderscope.trainer.study.StudyRun;
import io.wanderscope.trainer.study.StudyTracks;
import io.wanderscope.trainer.study.TrackStudy;
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
            "statistics: which statistics of a track go with the saliency of the last stage?",
            "augmentation: small networks are trained with salient tracks added once more. Do they learn more?",
            "scales: linear probes of each stage's features. Which classes does it tell apart?",
            "population: populations whose composition, diffusion coefficients and exponent are known. Do the estimates hold them?",
            "Without a truth, erasing, sanity and statistics also run on the tracks of a file; see --file."
        },
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {
    /** Threads of a run of the model; as many runs as there are cores go on at once. */
    private static final int THREADS = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description =
                    "Name of the study; or several with commas between them; or all, which means all that train nothing,"
                            + " and with --file all of them that need no truth.")
    private String names;

    @Parameters(index = "1", paramLabel = "MODEL.onnx", description = "The model file.")
    private Path model;

    @Option(names = "--seed", required = true, description = "Seed of all simulations.")
    private long seed;

    @Option(
            names = "--tracks",
            description =
                    "Number of tracks (in 'population' of each population), at least 8; of a file the most, of which as many are drawn. By default as many"
                            + " as two cores manage within 30 minutes.")
    private @Nullable Integer tracks;

    @Option(
            names = "--file",
            paramLabel = "TRACKS",
            description =
                    "Tracking file, of any format that 'wanderscope classify' reads, whose tracks are studied instead of"
                            + " simulated ones. An answer is then held against that to the whole track. The files are called"
                            + " NAME-of-TRACKS, and neither record nor report takes them for a study of the model.")
    private @Nullable Path file;

    @Option(names = "--out", required = true, description = "Folder in which to write the files.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        List<Study> chosen = chosen();
        if (file != null) {
            chosen.forEach(this::requireThatItNeedsNoTruth);
        }
        for (Study study : chosen) {
            run(study);
        }
        return 0;
    }

    private void requireThatItNeedsNoTruth(Study study) {
        if (!(study instanceof TrackStudy)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--file: the study '" + study.name()
                            + "' needs tracks of which the truth is known; those that do not are "
                            + studies().stream()
                                    .filter(TrackStudy.class::isInstance)
                                    .map(Study::name)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void run(Study study) throws IOException {
        int limit = tracks == null ? study.defaultTracks() : tracks;
        TrajectoryCount.requireEnough(spec, "--tracks", limit);
        OutputFolder.create(out);
        try (OnnxTrajectoryClassifier classifier =
                OnnxTrajectoryClassifier.open(model, ExecutionProvider.AUTO, THREADS)) {
            write(
                    study,
                    file != null && study instanceof TrackStudy needsNoTruth
                            ? ofFile(needsNoTruth, file, limit, classifier)
                            : study.run(run(study, classifier, limit, limit)));
        }
    }

    /** All studies, to ask for their names. */
    static List<Study> known() {
        return new StudyCommand().studies();
    }

    private StudyResult ofFile(TrackStudy study, Path tracks, int limit, TrajectoryClassifier classifier)
            throws IOException {
        StudyTracks recorded = recorded(tracks, study.requirement(classifier.model()), limit, classifier);
        return study.run(run(study, classifier, limit, recorded.observed().size()), recorded);
    }

    private StudyTracks recorded(
            Path tracks, TrackStudy.Requirement requirement, int limit, TrajectoryClassifier classifier)
            throws IOException {
        try {
            return new RecordedTracks(tracks, requirement, classifier.model().maximumPoints())
                    .read(limit, seed, classifier);
        } catch (TrackingFileException e) {
            throw new IOException(withoutOptions(String.valueOf(e.getMessage())), e);
        }
    }

    /** The reader advises options that this command does not have. */
    private static String withoutOptions(String problem) {
        return problem.contains(" --columns ") || problem.contains(" --force ")
                ? problem + ". Only 'wanderscope classify' has the options --columns and --force: for a study, name the"
                        + " columns track,frame,x,y in the header of the file, and give every particle a track of its own"
                : problem;
    }

    private StudyRun run(Study study, TrajectoryClassifier classifier, int limit, int size) {
        return new StudyRun(
                classifier,
                seed,
                size,
                command(study, limit),
                new ProgressWithTimeLeft(System.err::println, System::nanoTime));
    }

    private List<Study> studies() {
        return List.of(
                new PlantedStudy(),
                new ErasingStudy(),
                new SanityStudy(() -> new RandomisedModelFiles(model, seed)),
                new StatisticsStudy(),
                new AugmentationStudy(new TrainedNetworks()),
                new ScalesStudy(() -> new FrozenStagesOfFile(model)),
                new PopulationStudy());
    }

    private List<Study> chosen() {
        try {
            return new StudyChoice(studies(), file == null).of(names);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Of a tracking file the name only: who repeats the study has it elsewhere. */
    private String command(Study study, int size) {
        String tracks = file == null ? "" : " --file " + file.getFileName();
        return "offline-trainer/study " + study.name() + " " + model + tracks + " --seed " + seed + " --tracks " + size
                + " --out " + out;
    }

    private void write(Study study, StudyResult result) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        print.println(study.question());
        result.summary().forEach(print::println);
        String tracks = file == null ? "" : "-of-" + file.getFileName();
        writeFile(study.name() + tracks + ".csv", result.csv());
        for (Map.Entry<String, String> figure : result.figures().entrySet()) {
            writeFile(figure.getKey() + tracks + ".svg", figure.getValue());
        }
        Path page = writeFile(study.name() + tracks + ".html", result.page());
        print.println("wrote " + page);
        print.flush();
    }

    private Path writeFile(String file, String content) throws IOException {
        Path path = out.resolve(file);
        AtomicFile.write(path, temporary -> Files.writeString(temporary, content));
        return path;
    }
}
