package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.AcquisitionNames;
import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.acquisition.RecordingDetails;
import io.wanderscope.app.acquisition.ToldNoise;
import io.wanderscope.app.acquisition.TrackingFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.ResultNames;
import io.wanderscope.app.results.RunFacts;
import io.wanderscope.app.terminal.ClassificationOptions;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.Logging;
import io.wanderscope.app.terminal.ModelOptions;
import io.wanderscope.app.terminal.ThreadDeaths;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.tracks.LengthUnit;
import io.wanderscope.tracks.TrackingFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
                    + " it, and writes labels.csv, saliency.jsonl, population.csv, two pictures and a summary per file,"
                    + " and wanderscope.log.",
            "",
            "Results are written as they come, in the order of the files and their tracks. Until all have come, the files"
                    + " are called labels.csv.part and saliency.jsonl.part; an interrupted run leaves them.",
            ""
        },
        footer = {
            "",
            "Exit code 0 if every file was classified, 1 if one could not be, 2 for wrong usage, 71 if the memory did not"
                    + " suffice, 74 if a disk was full.",
            "",
            "Examples:",
            "  wanderscope classify cell1.xml cell2.csv --out out",
            "  wanderscope classify a.csv --out out --pixel-size 0.107 --frame-interval 0.02",
            "  wanderscope classify a.txt --out out --columns track=id,frame=t,x=xnm,y=ynm",
            "  wanderscope classify cell1.csv --out out --force --localisation-noise 0.03",
            "  my-tracker cell1.tif | wanderscope classify - --out out --json > out.json"
        })
final class Classify implements Callable<Integer> {
    /** The highest value of {@code live.every.points}: fewer LIVE results than in any recording. */
    private static final int RARELY = 1_000_000;

    private final Clocks clocks;
    private final ThreadDeaths deaths;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Tracking files; each is one acquisition. - is standard input.")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out;

    @Option(
            names = "--force",
            description = "Replace the results of an earlier run, and read files in which most tracks have several"
                    + " positions in a frame.")
    private boolean force;

    @Option(names = "--quiet", description = "Print nothing but what goes wrong.")
    private boolean quiet;

    @Option(names = "--json", description = "Print one JSON document with all summaries instead of tables.")
    private boolean json;

    @Mixin
    private RecordingOptions recording;

    @Option(
            names = "--frame-interval",
            paramLabel = "SECONDS",
            description = "Time between frames for files that do not give it (default: "
                    + RecordingDetails.ASSUMED_INTERVAL + "). Labels do not depend on it.")
    private @Nullable Double frameInterval;

    @Mixin
    private ClassificationOptions classification;

    @Option(names = "--revisions", description = "Also write the LIVE revisions of each track to labels.csv.")
    private boolean revisions;

    @Option(
            names = "--stage",
            paramLabel = "NAME",
            description = "Residual stage whose saliency colours the picture (default: the second finest, which"
                    + " still resolves the parts of a short track).")
    private @Nullable String stage;

    @Mixin
    private ModelOptions model;

    @Mixin
    private Logging logging;

    private Classify(Clocks clocks, ThreadDeaths deaths) {
        this.clocks = clocks;
        this.deaths = deaths;
    }

    /** The command, whose help names the formats that are read. */
    static CommandLine command(Clocks clocks, ThreadDeaths deaths) {
        CommandLine command = new CommandLine(new Classify(clocks, deaths));
        List<String> description =
                new ArrayList<>(List.of(command.getCommandSpec().usageMessage().description()));
        description.addAll(List.of("Formats, which are detected: " + TrackingFormat.descriptions() + ".", ""));
        command.getCommandSpec().usageMessage().description(description.toArray(String[]::new));
        return command;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireUsable();
        RecordingDetails details =
                new RecordingDetails(recording.reading(force), recording.pixelSize(), frameInterval());
        StreamSettings settings = settings();
        logging.showIfVerbose();
        ResultNames names = new ResultNames(AcquisitionNames.of(files));
        try (ResultFolder folder = ResultFolder.open(out, names)) {
            requireNoEarlierResults(folder);
            return classify(folder, details, settings);
        }
    }

    private int classify(ResultFolder folder, RecordingDetails details, StreamSettings settings)
            throws InterruptedException {
        ClassifyTerminal terminal = new ClassifyTerminal(spec.commandLine(), quiet, json);
        try (OnnxTrajectoryClassifier classifier = model.open();
                Logging.LogFile log = Logging.toFile(folder.path().resolve(ResultFolder.LOG_FILE))) {
            RunFacts facts = facts(classifier.model(), settings);
            List<String> failures = new ArrayList<>();
            List<Recording> recordings = TrackingFiles.read(files, details, failures::add, terminal::note);
            failures.forEach(terminal::problem);
            if (recordings.isEmpty()) {
                terminal.reportNothing(folder, failures);
                throw new CommandFailure("no file could be read, so nothing was classified");
            }
            requireOneUnit(recordings);
            showPixels(recordings, terminal);
            showDoubtfulNoise(recordings, terminal);
            ClassifyRun.Outcome outcome = new ClassifyRun(
                            recordings, classifier, folder, facts, clocks, terminal, deaths)
                    .run(revisions, log.path());
            terminal.report(
                    outcome, facts, folder, failures, classifier.provider().toString());
            if (classification.hasPriors() && terminal.hasTables()) {
                showShortTracks(classifier.model());
            }
            return failures.isEmpty() ? 0 : 1;
        }
    }

    private OptionalDouble frameInterval() {
        return frameInterval == null ? OptionalDouble.empty() : OptionalDouble.of(frameInterval);
    }

    private RunFacts facts(ModelDescription description, StreamSettings settings) {
        classification.requireAcceptedBy(description);
        return new RunFacts(
                spec.root().version()[0], description, settings.within(description), stageToShow(description));
    }

    private void requireOneUnit(List<Recording> recordings) {
        classification.requireOneUnit(
                recordings.stream().map(each -> each.acquisition().lengthUnit()).toList());
    }

    /** A second run would replace the results of the first, and a file may even be something else. */
    private void requireNoEarlierResults(ResultFolder folder) {
        List<Path> earlier = force ? List.of() : folder.earlierResults();
        if (!earlier.isEmpty()) {
            int others = earlier.size() - 1;
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: " + earlier.get(0) + (others == 0 ? "" : " and " + Counted.of(others, "other result"))
                            + (others == 0 ? " exists" : " exist")
                            + " already; choose another folder, or replace them with --force");
        }
    }

    private void requireUsable() {
        if (frameInterval != null && !(frameInterval > 0 && frameInterval < Double.POSITIVE_INFINITY)) {
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
    private static void showPixels(List<Recording> recordings, ClassifyTerminal terminal) {
        List<Recording> inPixels = recordings.stream()
                .filter(each -> each.acquisition().lengthUnit().equals(LengthUnit.PIXEL))
                .toList();
        if (!inPixels.isEmpty()) {
            int others = inPixels.size() - 1;
            terminal.note(inPixels.get(0).file() + (others == 0 ? "" : " and " + Counted.of(others, "other file"))
                    + ": no unit of length but px, so lengths are taken for px; --pixel-size makes µm of them, and"
                    + " where they are not px, read px on the scale bars as the unit of the coordinates");
        }
    }

    private void showDoubtfulNoise(List<Recording> recordings, ClassifyTerminal terminal) {
        classification
                .localisationNoise()
                .ifPresent(noise -> recordings.forEach(each -> ToldNoise.doubt(noise, each.acquisition())
                        .ifPresent(doubt -> terminal.note(each.file() + ": " + doubt))));
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

    private String stageToShow(ModelDescription description) {
        List<String> names =
                description.stages().stream().map(ResidualStage::name).toList();
        if (stage != null && !names.contains(stage)) {
            throw new ParameterException(
                    spec.commandLine(), "--stage must be one of " + String.join(", ", names) + ", got " + stage);
        }
        return stage == null ? names.get(Math.min(1, names.size() - 1)) : stage;
    }
}
