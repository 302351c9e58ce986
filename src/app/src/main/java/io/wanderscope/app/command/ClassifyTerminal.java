package io.wanderscope.app.command;

import io.wanderscope.app.results.AcquisitionCounts;
import io.wanderscope.app.results.CountsTable;
import io.wanderscope.app.results.PopulationFile;
import io.wanderscope.app.results.PositionCounts;
import io.wanderscope.app.results.PositionTable;
import io.wanderscope.app.results.Rejection;
import io.wanderscope.app.results.ResultFiles;
import io.wanderscope.app.results.ResultFolder;
import io.wanderscope.app.results.RunFacts;
import io.wanderscope.app.results.Summaries;
import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.dashboard.PopulationWords;
import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.schema.AcquisitionPopulation;
import io.wanderscope.streaming.DeadLetterCause;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * What {@code classify} prints: problems always; notes, progress and tables unless it is quiet; and one JSON document in
 * place of the tables if that is wanted. A line has no control characters, whatever the names of files and tracks are.
 */
final class ClassifyTerminal {
    /** Files whose results are named one by one. */
    private static final int LISTED_FILES = 3;

    private static final String EXPOSURE_ASSUMED =
            "D as if exposed over the whole frame interval; if it was shorter, say"
                    + " --exposure: D of fast states falls by up to a third";

    private final CommandLine command;
    private final boolean quiet;
    private final boolean json;

    ClassifyTerminal(CommandLine command, boolean quiet, boolean json) {
        this.command = command;
        this.quiet = quiet;
        this.json = json;
    }

    /** The name of the command. */
    String command() {
        return command.getCommandSpec().qualifiedName();
    }

    /** Where progress is printed. */
    PrintWriter progress() {
        return quiet ? new PrintWriter(Writer.nullWriter()) : command.getErr();
    }

    /** Prints a line about something that went wrong. */
    void problem(String line) {
        printLine(command.getErr(), line);
    }

    /** Prints a line that a person should know. */
    void note(String line) {
        printLine(progress(), line);
    }

    private static void printLine(PrintWriter print, String line) {
        print.println(PrintableText.of(line));
        print.flush();
    }

    /** Whether tables are printed. */
    boolean hasTables() {
        return !quiet && !json;
    }

    /**
     * Prints what a run found.
     *
     * @param failures what is wrong with the files that were not classified
     * @param provider where the model ran
     */
    void report(
            ClassifyRun.Outcome outcome, RunFacts facts, ResultFolder folder, List<String> failures, String provider) {
        if (json) {
            print(Summaries.text(Summaries.document(folder.path(), outcome.summaries(), failures)));
        } else if (!quiet) {
            print(PositionTable.of(outcome.positions(), facts.settings()));
            print(CountsTable.of(
                    outcome.results().counts(), facts.settings().classPriors().equals(ClassPriors.EQUAL)));
            printPopulations(outcome.populations(), facts.settings().imaging());
            printRemarks(outcome, facts);
            printLine(command.getOut(), "model " + facts.model().name() + " on " + provider);
            printWritten(outcome, folder);
        }
    }

    /** Prints, for a program, that no file was classified. */
    void reportNothing(ResultFolder folder, List<String> failures) {
        if (json) {
            print(Summaries.text(Summaries.document(folder.path(), List.of(), failures)));
        }
    }

    private void print(String text) {
        command.getOut().println(text);
        command.getOut().flush();
    }

    /** What each file consists of, in a sentence or two; the table above counts labels. */
    private void printPopulations(List<AcquisitionPopulation> populations, ImagingConditions imaging) {
        if (!populations.isEmpty()) {
            print("");
        }
        for (AcquisitionPopulation each : populations) {
            String name = each.getAcquisition() + ": ";
            printLine(command.getOut(), name + PopulationWords.states(each));
            PopulationWords.classes(each).ifPresent(text -> printLine(command.getOut(), name + text));
        }
        if (imaging.exposure().isEmpty() && populations.stream().anyMatch(PopulationWords::areStatesTold)) {
            print(EXPOSURE_ASSUMED);
        }
        if (!populations.isEmpty()) {
            print("");
        }
    }

    private void printRemarks(ClassifyRun.Outcome outcome, RunFacts facts) {
        Map<DeadLetterCause, List<Rejection>> byCause = outcome.rejections().stream()
                .collect(Collectors.groupingBy(Rejection::cause, TreeMap::new, Collectors.toList()));
        byCause.values().forEach(alike -> printLine(command.getOut(), inOneLine(alike, outcome)));
        outcome.positions().stream()
                .map(PositionCounts::recording)
                .forEach(recording -> outcome.results()
                        .counts(recording.acquisition())
                        .allTooShort(facts)
                        .ifPresent(remark -> printLine(command.getOut(), recording.file() + ": " + remark)));
    }

    /** The first in full; tables have the numbers of the others. */
    private static String inOneLine(List<Rejection> alike, ClassifyRun.Outcome outcome) {
        Rejection first = alike.get(0);
        String file = outcome.positions().stream()
                .map(PositionCounts::recording)
                .filter(recording -> recording.name().equals(first.acquisition()))
                .map(recording -> String.valueOf(recording.file()))
                .findFirst()
                .orElse("another file");
        int others = alike.size() - 1;
        return first.text(file) + (others == 0 ? "" : "; likewise in " + Counted.of(others, "other file"));
    }

    private void printWritten(ClassifyRun.Outcome outcome, ResultFolder folder) {
        printLine(
                command.getOut(),
                "wrote " + folder.path().resolve(ResultFiles.LABELS) + ", "
                        + folder.path().resolve(ResultFiles.SALIENCY) + ", "
                        + folder.path().resolve(PopulationFile.NAME));
        List<String> names = outcome.results().counts().stream()
                .map(AcquisitionCounts::acquisition)
                .toList();
        names.stream()
                .limit(LISTED_FILES)
                .forEach(name -> printLine(command.getOut(), "wrote " + files(name, outcome, folder)));
        if (names.size() > LISTED_FILES) {
            printLine(
                    command.getOut(),
                    "wrote the same of " + Counted.of(names.size() - LISTED_FILES, "other file") + " to "
                            + folder.path());
        }
    }

    private static String files(String name, ClassifyRun.Outcome outcome, ResultFolder folder) {
        boolean hasPopulation = outcome.populations().stream()
                .anyMatch(population -> population.getAcquisition().equals(name));
        return folder.picture(name) + ", " + (hasPopulation ? folder.population(name) + ", " : "")
                + folder.summary(name);
    }
}
