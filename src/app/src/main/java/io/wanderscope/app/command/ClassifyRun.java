package io.wanderscope.app.command;

import io.wanderscope.app.acquisition.Acquisition;
import io.wanderscope.app.embedded.Replay;
import io.wanderscope.app.results.CompositionTable;
import io.wanderscope.app.results.Rejection;
import io.wanderscope.app.results.ResultFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.RunResults;
import io.wanderscope.app.results.WriteFailure;
import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.ProgressLines;
import io.wanderscope.dashboard.FieldOfViewPicture;
import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** One run of {@code classify}: from recordings to files, pictures and the table. */
final class ClassifyRun {
    private final List<Acquisition> acquisitions;
    private final Map<String, Path> sources;
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
     * @param sources the file of each acquisition by the acquisition's name
     * @param stage name of the residual stage whose saliency colours the pictures
     * @param terminal where to print
     */
    ClassifyRun(
            List<Acquisition> acquisitions,
            Map<String, Path> sources,
            OnnxTrajectoryClassifier classifier,
            ResultFolder folder,
            String stage,
            Clocks clocks,
            CommandLine terminal) {
        this.acquisitions = acquisitions;
        this.sources = sources;
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
    void run(StreamSettings settings, boolean revisions, Path log) throws InterruptedException {
        announceReplaced(folder.unfinishedResults());
        try (ResultFiles files = ResultFiles.start(folder.path(), revisions, clocks.nanoTime())) {
            InterruptedRun interrupted = InterruptedRun.watch(() -> leave(files));
            try {
                RunResults results = new RunResults(acquisitions, files, stage);
                List<Rejection> rejections = replay(settings, results, files, log);
                files.complete();
                draw(results);
                report(
                        CompositionTable.of(
                                results.counts(), settings.classPriors().equals(ClassPriors.EQUAL)),
                        rejections);
            } finally {
                interrupted.close();
            }
        }
    }

    private void announceReplaced(List<Path> unfinished) {
        if (!unfinished.isEmpty()) {
            print("replacing " + unfinished.stream().map(Path::toString).collect(Collectors.joining(" and "))
                    + ", which an interrupted run left");
        }
    }

    private List<Rejection> replay(StreamSettings settings, RunResults results, ResultFiles files, Path log)
            throws InterruptedException {
        try {
            return Replay.run(acquisitions, classifier, settings, results, progress, clocks);
        } catch (CommandFailure e) {
            progress.end();
            throw new CommandFailure(e.getMessage() + "; " + left(files) + "; see " + log + " for details", e);
        } catch (UncheckedIOException e) {
            progress.end();
            throw e;
        }
    }

    private void leave(ResultFiles files) {
        files.close();
        progress.end();
        print(terminal.getCommandSpec().qualifiedName() + ": interrupted; " + left(files));
        folder.close();
    }

    private void print(String line) {
        PrintWriter print = terminal.getErr();
        print.println(line);
        print.flush();
    }

    private String left(ResultFiles files) {
        Path labels = file(ResultFiles.LABELS);
        Path saliency = file(ResultFiles.SALIENCY);
        if (files.isComplete()) {
            return labels + " and " + saliency + " are complete, pictures may be missing";
        }
        int missing = tracks - files.tracks();
        return ResultFiles.unfinished(labels) + " and " + ResultFiles.unfinished(saliency) + " have the results of "
                + files.tracks() + " of " + Counted.of(tracks, "track") + ", " + missing
                + (missing == 1 ? " is missing" : " are missing");
    }

    private void draw(RunResults results) {
        for (Acquisition acquisition : acquisitions) {
            BufferedImage drawn = FieldOfViewPicture.draw(
                    acquisition.name(),
                    acquisition.lengthUnit(),
                    results.takePicture(acquisition).drawn(),
                    stage);
            try {
                FieldOfViewPicture.write(picture(acquisition), drawn);
            } catch (IOException e) {
                throw WriteFailure.of(picture(acquisition), e);
            }
        }
    }

    private void report(String table, List<Rejection> rejections) {
        PrintWriter print = terminal.getOut();
        print.println(table);
        rejections.forEach(
                rejection -> print.println(rejection.text(String.valueOf(sources.get(rejection.acquisition())))));
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
