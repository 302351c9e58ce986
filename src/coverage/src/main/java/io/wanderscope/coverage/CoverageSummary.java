package io.wanderscope.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A line for each module, from JaCoCo's CSV report with its line for each class. */
public final class CoverageSummary {
    private static final int MODULE = 0;
    private static final int BRANCHES_MISSED = 5;
    private static final int LINES_MISSED = 7;

    private CoverageSummary() {}

    /**
     * Prints the summary.
     *
     * @param arguments the CSV file
     */
    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        if (!Files.exists(report)) {
            System.out.println("No coverage: no test ran.");
            return;
        }
        Map<String, Counts> modules = modules(report);
        System.out.printf(Locale.ROOT, "%-32s%8s%10s%n", "Coverage", "lines", "branches");
        modules.forEach(CoverageSummary::print);
        print("all", modules.values().stream().reduce(Counts.NONE, Counts::plus));
    }

    private static Map<String, Counts> modules(Path report) throws IOException {
        Map<String, Counts> modules = new TreeMap<>();
        try (Stream<String> lines = Files.lines(report)) {
            lines.skip(1)
                    .map(line -> line.split(","))
                    .forEach(fields -> modules.merge(
                            fields[MODULE].substring(fields[MODULE].lastIndexOf('/') + 1),
                            new Counts(Ratio.at(fields, LINES_MISSED), Ratio.at(fields, BRANCHES_MISSED)),
                            Counts::plus));
        }
        return modules;
    }

    private static void print(String module, Counts counts) {
        System.out.printf(
                Locale.ROOT,
                "%-32s%6.0f %%%8.0f %%%n",
                module,
                counts.lines().percent(),
                counts.branches().percent());
    }

    private record Counts(Ratio lines, Ratio branches) {
        private static final Counts NONE = new Counts(new Ratio(0, 0), new Ratio(0, 0));

        private Counts plus(Counts other) {
            return new Counts(lines.plus(other.lines), branches.plus(other.branches));
        }
    }

    private record Ratio(long missed, long covered) {
        /** JaCoCo writes what was missed, then what was covered. */
        private static Ratio at(String[] fields, int column) {
            return new Ratio(Long.parseLong(fields[column]), Long.parseLong(fields[column + 1]));
        }

        private Ratio plus(Ratio other) {
            return new Ratio(missed + other.missed, covered + other.covered);
        }

        private double percent() {
            return missed + covered == 0 ? 100 : 100.0 * covered / (missed + covered);
        }
    }
}
