package io.wanderscope.app.results;

import io.wanderscope.app.acquisition.Recording;
import io.wanderscope.app.terminal.TextTable;
import io.wanderscope.streaming.StreamSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Tables for the terminal with a row for each recording: how it was read, and what became of its positions. */
public final class PositionTable {
    private final List<PositionCounts> recordings;
    private final List<PositionFate> fates;

    private PositionTable(List<PositionCounts> recordings) {
        this.recordings = recordings;
        this.fates = Arrays.stream(PositionFate.values())
                .filter(fate ->
                        fate == PositionFate.USED || recordings.stream().anyMatch(counts -> counts.of(fate) > 0))
                .toList();
    }

    /**
     * Both tables, and a line for each fate that occurs.
     *
     * @param settings with which the recordings were classified
     */
    public static String of(List<PositionCounts> recordings, StreamSettings settings) {
        PositionTable table = new PositionTable(recordings);
        return table.howTheyWereRead() + "\n" + table.whatBecameOfThem() + "\n" + table.explanations(settings);
    }

    private String howTheyWereRead() {
        return TextTable.of(
                List.of("", "read as", "unit", "frame interval"),
                recordings.stream()
                        .map(PositionCounts::recording)
                        .map(PositionTable::howItWasRead)
                        .toList());
    }

    private static List<String> howItWasRead(Recording recording) {
        String interval = seconds(recording.acquisition().frameInterval()) + " s ("
                + recording.intervalSource().word() + ")";
        return List.of(
                recording.name(),
                recording.formatInWords(),
                recording.acquisition().lengthUnit(),
                interval);
    }

    private static String seconds(double interval) {
        return String.format(Locale.ROOT, "%.4g", interval)
                .replaceFirst("(\\.\\d*?)0+$", "$1")
                .replaceFirst("\\.$", "");
    }

    private String whatBecameOfThem() {
        List<String> header = new ArrayList<>(List.of("", "tracks", "positions"));
        fates.forEach(fate -> header.add(fate.head()));
        List<List<String>> rows = new ArrayList<>();
        recordings.forEach(counts -> rows.add(row(counts.recording().name(), List.of(counts))));
        if (recordings.size() > 1) {
            rows.add(row("all", recordings));
        }
        return TextTable.of(header, rows);
    }

    private List<String> row(String name, List<PositionCounts> counts) {
        List<String> row = new ArrayList<>(List.of(name));
        row.add(sum(counts, each -> each.recording().acquisition().tracks().size()));
        row.add(sum(counts, each -> each.recording().positions()));
        fates.forEach(fate -> row.add(sum(counts, each -> each.of(fate))));
        return row;
    }

    private static String sum(List<PositionCounts> counts, ToLongFunction<PositionCounts> number) {
        return TextTable.cell(counts.stream().mapToLong(number).sum());
    }

    private String explanations(StreamSettings settings) {
        StringBuilder lines = new StringBuilder();
        fates.forEach(fate ->
                lines.append(String.format(Locale.ROOT, "%-10s  %s\n", fate.head(), fate.explanation(settings))));
        return lines.toString();
    }
}
