package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.acquisition.ToldNoise;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.terminal.ClassificationOptions;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ModelOptions;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.tracks.LengthUnit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
                    + " it, and writes labels.csv, saliency.jsonl, one picture per file and wanderscope.log.",
            "",
            "Results are written as they come, in the order of the files and their tracks. Until all have come, the files"
                    + " are called labels.csv.part and saliency.jsonl.part; an interrupted run leaves them.",
            "",
            "The format is detected: TrackMate's tracks XML, MTrackJ's data file, quot CSV, or CSV with a header that"
                    + " names the columns of track, frame, x and y, such as TrackMate's table of spots.",
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
    /** The highest value of {@code live.every.points}: fewer LIVE results than in any recording. */
    private static final int RARELY = 1_000_000;

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
    public Integer call() throws InterruptedException {
        requireUsable();
        StreamSettings settings = settings();
        logging.showIfVerbose();
        try (ResultFolder folder = ResultFolder.open(out);
                OnnxTrajectoryClassifier classifier = model.open();
                Logging.LogFile log = Logging.toFile(folder.path().resolve(ResultFolder.LOG_FILE))) {
            String shownStage = stageToShow(classifier);
            List<Acquisition> acquisitions =
                    TrackingFiles.read(files, frameInterval, progress()::println, progress()::println);
            if (acquisitions.isEmpty()) {
                throw new CommandFailure("no file could be read, so nothing was classified");
            }
            classification.requireOneUnit(
                    acquisitions.stream().map(Acquisition::lengthUnit).toList());
            Map<String, Path> sources = TrackingFiles.byAcquisition(files);
            showPixels(acquisitions, sources);
            showDoubtfulNoise(acquisitions, sources);
            new ClassifyRun(acquisitions, sources, classifier, folder, shownStage, clocks, spec.commandLine())
                    .run(settings, revisions, log.path());
            if (classification.hasPriors()) {
                showShortTracks(classifier.model());
            }
            return acquisitions.size() == files.size() ? 0 : 1;
        }
    }

    private void requireUsable() {
        if (!(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
            throw new ParameterException(
                    spec.commandLine(), "--frame-interval must be above 0 seconds, got " + frameInterval);
        }
        if (out.toString().isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "--out must name a folder, got an empty name; '--out .' is the current folder");
        }
    }

    /** Without LIVE results unless they are written: of a long track, they cost many times as much as its final result. */
    private StreamSettings settings() {
        StreamSettings settings = classification.settings();
        return revisions ? settings : settings.with(StreamSettings.LIVE_EVERY, RARELY);
    }

    /** Which lengths are in pixels, because that may be for want of a unit in the file. */
    private void showPixels(List<Acquisition> acquisitions, Map<String, Path> sources) {
        List<String> inPixels = acquisitions.stream()
                .filter(acquisition -> acquisition.lengthUnit().equals(LengthUnit.PIXEL))
                .map(acquisition -> String.valueOf(sources.get(acquisition.name())))
                .toList();
        if (!inPixels.isEmpty()) {
            int others = inPixels.size() - 1;
            String named = inPixels.get(0) + (others == 0 ? "" : " and " + Counted.of(others, "other file"));
            progress()
                    .println(named
                            + ": no unit of length but px, so lengths are taken for px; where that is wrong, read px"
                            + " on the scale bars as the unit of the coordinates");
        }
    }

    private void showDoubtfulNoise(List<Acquisition> acquisitions, Map<String, Path> sources) {
        classification
                .localisationNoise()
                .ifPresent(noise -> acquisitions.forEach(acquisition -> ToldNoise.doubt(noise, acquisition)
                        .ifPresent(doubt -> progress().println(sources.get(acquisition.name()) + ": " + doubt))));
    }

    /** What priors do to short tracks, as measured of this model when it was exported. */
    private void showShortTracks(ModelDescription model) {
        PrintWriter print = spec.commandLine().getOut();
        print.println();
        print.println(
                model.shortTracks()
                        .orElse(
                                "The file of model " + model.name()
                                        + " does not carry the table of what priors do to short tracks; offline-trainer/export writes it."));
        print.flush();
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
}
