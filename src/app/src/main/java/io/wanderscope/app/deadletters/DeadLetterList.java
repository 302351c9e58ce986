package io.wanderscope.app.deadletters;

import io.wanderscope.app.terminal.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints dead letters one by one, each on one line, and summarises them at the end. */
public final class DeadLetterList {
    private static final String ROW = "%-12s  %-20s  %-32s  %-24s  %s";

    private final PrintWriter print;
    private final Format format;
    private final Map<String, Long> causes = new TreeMap<>();
    private final Map<String, Long> obstacles = new TreeMap<>();
    private final SortedSet<String> origins = new TreeSet<>();
    private long replayable;

    /** How the list is printed. */
    public enum Format {
        /** Aligned columns. */
        TABLE,
        /** Comma-separated values (RFC 4180) with a header. */
        CSV
    }

    /** An empty list; as CSV, it prints its header at once. */
    public DeadLetterList(PrintWriter print, Format format) {
        this.print = print;
        this.format = format;
        if (format == Format.CSV) {
            printCsv("partition", "offset", "timestamp", "cause", "origin", "key", "detail");
        }
    }

    /** Prints a dead letter. */
    public void add(DeadLetter letter) {
        if (format == Format.TABLE && causes.isEmpty()) {
            print.println(String.format(Locale.ROOT, ROW, "AT", "CAUSE", "READ AT", "KEY", "DETAIL"));
        }
        count(letter);
        if (format == Format.CSV) {
            printCsv(
                    letter.record().partition(),
                    letter.record().offset(),
                    Instant.ofEpochMilli(letter.record().timestamp()),
                    PrintableText.of(letter.cause()),
                    origin(letter),
                    PrintableText.of(letter.record().key()),
                    PrintableText.of(letter.detail()));
        } else {
            print.println(String.format(
                            Locale.ROOT,
                            ROW,
                            letter.record().partition() + "@" + letter.record().offset(),
                            PrintableText.of(letter.cause()),
                            origin(letter),
                            PrintableText.of(letter.record().key()),
                            PrintableText.of(letter.detail()))
                    .stripTrailing());
        }
    }

    private static String origin(DeadLetter letter) {
        return letter.origin()
                .map(origin -> PrintableText.of(origin.toString()))
                .orElse("-");
    }

    private void count(DeadLetter letter) {
        causes.merge(PrintableText.of(letter.cause()), 1L, Long::sum);
        letter.obstacle().ifPresentOrElse(obstacle -> obstacles.merge(obstacle, 1L, Long::sum), () -> {
            replayable++;
            origins.add(letter.origin().orElseThrow().topic());
        });
    }

    private void printCsv(Object... values) {
        try {
            new CSVPrinter(
                            print,
                            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())
                    .printRecord(values);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the list", e);
        }
    }

    /** Number of dead letters by cause, and why some cannot be replayed, as lines. */
    public List<String> summary(String topic) {
        print.flush();
        long total = causes.values().stream().mapToLong(Long::longValue).sum();
        List<String> lines = new ArrayList<>();
        lines.add(total + " of " + topic
                + causes.entrySet().stream()
                        .map(cause -> cause.getValue() + " " + cause.getKey())
                        .collect(Collectors.joining(", ", total == 0 ? "" : ": ", "")));
        obstacles.forEach((why, count) -> lines.add(count + " cannot be replayed: they " + why));
        return lines;
    }

    /** Number of dead letters that can be replayed. */
    public long replayable() {
        return replayable;
    }

    /** Topics from which the replayable ones were read. */
    public SortedSet<String> origins() {
        return origins;
    }
}
