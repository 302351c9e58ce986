package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.embedded.Replay;
import io.wanderscope.app.results.AcquisitionResults;
import io.wanderscope.app.results.CompositionTable;
import io.wanderscope.app.results.ResultFiles;
import io.wanderscope.app.terminal.ClassificationOptions;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ModelOptions;
import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.dashboard.FieldOfViewPicture;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.schema.StageSaliency;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.tracks.Track;
import io.wanderscope.tracks.TrackedPosition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifies tracking files with the real topology, on a broker inside this process. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Classifies the tracks of tracking files. Starts a Kafka broker inside this process, replays the files through"
                    + " it as a microscope would, and writes labels.csv, saliency.jsonl, one picture per file and"
                    + " wanderscope.log.",
            "",
            "The format is detected: TrackMate's tracks XML, quot CSV, or CSV with a header that names the columns of"
                    + " track, frame, x and y.",
            ""
        },
        footer = {
            "",
            "Exit code 0 if every file was classified, 1 if one could not be, 2 for wrong usage.",
            "",
            "Examples:",
            "  wanderscope classify cell1.xml cell2.csv --out out",
            "  wanderscope classify cell1.csv --out out --stage stage2 --frame-interval 0.00748",
            "  wanderscope classify cell1.csv --out out --priors BROWNIAN=0.5 --localisation-noise 0.03 --exposure 0.8"
        })
final class Classify implements Callable<Integer> {
    private final Clocks clocks;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Tracking files; each is one acquisition.")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out;

    @Mixin
    private ModelOptions model;

    @Mixin
    private Logging logging;

    @Option(
            names = "--stage",
            paramLabel = "NAME",
            description = "Residual stage whose saliency colours the picture (default: the second finest, which"
                    + " still resolves the parts of a short track).")
    private @Nullable String stage;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time between frames for files that do not give it (default: ${DEFAULT-VALUE}). Labels do not"
                    + " depend on it.")
    private double frameInterval = 0.05;

    @Mixin
    private ClassificationOptions classification;

    @Option(names = "--revisions", description = "Also write the LIVE revisions of each track to labels.csv.")
    private boolean revisions;

    Classify(Clocks clocks) {
        this.clocks = clocks;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--frame-interval must be above 0 seconds, got " + frameInterval);
        }
        StreamSettings settings = classification.settings();
        logging.showIfVerbose();
        createFolder();
        try (OnnxTrajectoryClassifier classifier = model.open();
                Logging.LogFile log = Logging.toFile(out.resolve("wanderscope.log"))) {
            String shownStage = stageToShow(classifier);
            List<Acquisition> acquisitions = TrackingFiles.read(files, frameInterval, progress()::println);
            if (acquisitions.isEmpty()) {
                throw new CommandFailure("no file could be read, so nothing was classified");
            }
            classification.requireOneUnit(
                    acquisitions.stream().map(Acquisition::lengthUnit).toList());
            Replay replay = replay(acquisitions, classifier, settings, log);
            write(acquisitions, replay.results(), shownStage);
            report(replay, classifier);
            return acquisitions.size() == files.size() ? 0 : 1;
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new CommandFailure("--out: the folder " + out + " cannot be created (" + e + ")", e);
        }
    }

    private Replay replay(
            List<Acquisition> acquisitions,
            OnnxTrajectoryClassifier classifier,
            StreamSettings settings,
            Logging.LogFile log)
            throws InterruptedException {
        try {
            return Replay.run(acquisitions, classifier, settings, progress(), clocks);
        } catch (CommandFailure e) {
            throw new CommandFailure(e.getMessage() + "; see " + log.path() + " for details", e);
        }
    }

    private PrintWriter progress() {
        return spec.commandLine().getErr();
    }

    private String stageToShow(OnnxTrajectoryClassifier classifier) {
        List<String> names =
                classifier.model().stages().stream().map(ResidualStage::name).toList();
        if (stage != null && !names.contains(stage)) {
            throw new ParameterException(
                    spec.commandLine(), "--stage must be one of " + String.join(", ", names) + ", got " + stage);
        }
        return stage == null ? names.get(Math.min(1, names.size() - 1)) : stage;
    }

    private void write(List<Acquisition> acquisitions, List<AcquisitionResults> results, String shownStage)
            throws IOException {
        ResultFiles.writeLabels(out, results, revisions);
        ResultFiles.writeSaliency(out, results);
        for (int index = 0; index < results.size(); index++) {
            AcquisitionResults acquisition = results.get(index);
            List<DrawnTrajectory> drawn = drawn(acquisitions.get(index), acquisition, shownStage);
            FieldOfViewPicture.write(
                    picture(acquisition),
                    FieldOfViewPicture.draw(acquisition.acquisition(), acquisition.lengthUnit(), drawn, shownStage));
        }
    }

    private Path picture(AcquisitionResults acquisition) {
        return out.resolve(acquisition.acquisition() + ".png");
    }

    private static List<DrawnTrajectory> drawn(Acquisition acquisition, AcquisitionResults results, String shownStage) {
        Map<String, Track> tracks =
                acquisition.tracks().stream().collect(Collectors.toMap(Track::id, Function.identity()));
        return results.finals().stream()
                .map(label -> results.saliencyOf(label.getTrack())
                        .map(saliency -> classified(label, saliency, shownStage))
                        .orElseGet(() -> unclassified(label, Objects.requireNonNull(tracks.get(label.getTrack())))))
                .toList();
    }

    private static DrawnTrajectory classified(TrajectoryLabel label, TrajectorySaliency saliency, String shownStage) {
        List<Float> weights = saliency.getStages().stream()
                .filter(each -> each.getName().equals(shownStage))
                .map(StageSaliency::getWeights)
                .findFirst()
                .orElseThrow();
        float[] array = new float[weights.size()];
        for (int point = 0; point < array.length; point++) {
            array[point] = weights.get(point);
        }
        return new DrawnTrajectory(label.getTrack(), saliency.getX(), saliency.getY(), motion(label), array);
    }

    private static DrawnTrajectory unclassified(TrajectoryLabel label, Track track) {
        List<Double> x = track.positions().stream().map(TrackedPosition::x).toList();
        List<Double> y = track.positions().stream().map(TrackedPosition::y).toList();
        return new DrawnTrajectory(label.getTrack(), x, y, motion(label), new float[0]);
    }

    private static MotionClass motion(TrajectoryLabel label) {
        return MotionClass.of(label.getLabel(), label.getReason());
    }

    private void report(Replay replay, OnnxTrajectoryClassifier classifier) {
        PrintWriter print = spec.commandLine().getOut();
        print.println(CompositionTable.of(replay.results()));
        if (!replay.deadLetters().isEmpty()) {
            print.println("rejected (dead letters): "
                    + replay.deadLetters().entrySet().stream()
                            .map(cause -> cause.getValue() + " " + cause.getKey())
                            .collect(Collectors.joining(", ")));
        }
        print.println("model " + classifier.model().name() + " on " + classifier.provider());
        print.println("wrote " + out.resolve(ResultFiles.LABELS) + ", " + out.resolve(ResultFiles.SALIENCY));
        replay.results().forEach(acquisition -> print.println("wrote " + picture(acquisition)));
        print.flush();
    }
}
