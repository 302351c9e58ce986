package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.embedded.Replay;
import io.wanderscope.app.results.AcquisitionCounts;
import io.wanderscope.app.results.CompositionTable;
import io.wanderscope.app.results.ResultFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.RunResults;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.dashboard.FieldOfViewPicture;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** One run of {@code classify}: from recordings to files, pictures and the table. */
final class ClassifyRun {
    private final List<Acquisition> acquisitions;
    private final OnnxTrajectoryClassifier classifier;
    private final ResultFolder folder;
    private final String stage;
    private final Clocks clocks;
    private final CommandLine terminal;
    private final ProgressLines progress;
    private final int tracks;

    /**
     * Prepares the run.
     *
     * @param stage name of the residual stage whose saliency colours the pictures
     * @param terminal where to print
     */
    ClassifyRun(
            List<Acquisition> acquisitions,
            OnnxTrajectoryClassifier classifier,
            ResultFolder folder,
            String stage,
            Clocks clocks,
            CommandLine terminal) {
        this.acquisitions = acquisitions;
        this.classifier = classifier;
        this.folder = folder;
        this.stage = stage;
        this.clocks = clocks;
        this.terminal = terminal;
        this.tracks = acquisitions.stream()
                .mapToInt(acquisition -> acquisition.tracks().size())
                .sum();
        this.progress = new ProgressLines(terminal.getErr(), "classified", tracks, clocks.nanoTime());
    }

    /**
     * Runs to the end. If the process is asked to end before that, the results so far stay, and a line says so.
     *
     * @param revisions whether LIVE revisions are written too
     * @param log named in the message if the run fails
     */
    void run(StreamSettings settings, boolean revisions, Path log) throws IOException, InterruptedException {
        try (ResultFiles files = ResultFiles.start(folder.path(), revisions, clocks.nanoTime())) {
            InterruptedRun interrupted = InterruptedRun.watch(() -> leave(files));
            try {
                RunResults results = new RunResults(acquisitions, files, stage);
                Map<String, Integer> deadLetters = replay(settings, results, files, log);
                files.complete();
                draw(results);
                report(results.counts(), deadLetters);
            } finally {
                interrupted.close();
            }
        }
    }

    private Map<String, Integer> replay(StreamSettings settings, RunResults results, ResultFiles files, Path log)
            throws InterruptedException {
        try {
            return Replay.run(acquisitions, classifier, settings, results, progress, clocks);
        } catch (CommandFailure e) {
            progress.end();
            throw new CommandFailure(e.getMessage() + "; " + left(files) + "; see " + log + " for details", e);
        }
    }

    private void leave(ResultFiles files) {
        files.close();
        progress.end();
        PrintWriter print = terminal.getErr();
        print.println(terminal.getCommandSpec().qualifiedName() + ": interrupted; " + left(files));
        print.flush();
        folder.close();
    }

    private String left(ResultFiles files) {
        Path labels = file(ResultFiles.LABELS);
        Path saliency = file(ResultFiles.SALIENCY);
        if (files.isComplete()) {
            return labels + " and " + saliency + " are complete, pictures may be missing";
        }
        return ResultFiles.unfinished(labels) + " and " + ResultFiles.unfinished(saliency) + " have the results of "
                + files.tracks() + " of " + tracks + " tracks, " + (tracks - files.tracks()) + " are missing";
    }

    private void draw(RunResults results) throws IOException {
        for (Acquisition acquisition : acquisitions) {
            FieldOfViewPicture.write(
                    picture(acquisition),
                    FieldOfViewPicture.draw(
                            acquisition.name(),
                            acquisition.lengthUnit(),
                            results.takePicture(acquisition).drawn(),
                            stage));
        }
    }

    private void report(List<AcquisitionCounts> counts, Map<String, Integer> deadLetters) {
        PrintWriter print = terminal.getOut();
        print.println(CompositionTable.of(counts));
        if (!deadLetters.isEmpty()) {
            print.println("rejected (dead letters): "
                    + deadLetters.entrySet().stream()
                            .map(cause -> cause.getValue() + " " + cause.getKey())
                            .collect(Collectors.joining(", ")));
        }
        print.println("model " + classifier.model().name() + " on " + classifier.provider());
        print.println("wrote " + file(ResultFiles.LABELS) + ", " + file(ResultFiles.SALIENCY));
        acquisitions.forEach(acquisition -> print.println("wrote " + picture(acquisition)));
        print.flush();
    }

    private Path picture(Acquisition acquisition) {
        return file(acquisition.name() + ".png");
    }

    private Path file(String name) {
        return folder.path().resolve(name);
    }
}
