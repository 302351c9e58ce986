package io.wanderscope.app.results;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A table for the terminal: the number of tracks of each acquisition by class, or by the reason for having none. */
public final class CompositionTable {
    private static final int MINIMUM_WIDTH = 9;

    private CompositionTable() {}

    /** The table: a header, one line per acquisition, and a total if there are several. */
    public static String of(List<AcquisitionResults> results) {
        List<TrajectoryLabel> all = new ArrayList<>();
        results.forEach(acquisition -> all.addAll(acquisition.finals()));
        Set<String> columns = columns(all);
        int nameWidth = results.stream()
                .mapToInt(each -> each.acquisition().length())
                .reduce("acquisition".length(), Math::max);
        StringBuilder table = new StringBuilder(padded("acquisition", nameWidth));
        table.append(cell("tracks"));
        columns.forEach(column -> table.append(cell(column)));
        for (AcquisitionResults acquisition : results) {
            table.append('\n').append(line(acquisition.acquisition(), nameWidth, acquisition.finals(), columns));
        }
        if (results.size() > 1) {
            table.append('\n').append(line("all", nameWidth, all, columns));
        }
        return table.toString();
    }

    /** All classes, then the reasons that occur. */
    private static Set<String> columns(List<TrajectoryLabel> labels) {
        Set<String> columns = new LinkedHashSet<>();
        Arrays.stream(DiffusionLabel.values())
                .filter(label -> label != DiffusionLabel.UNDETERMINED)
                .forEach(label -> columns.add(label.toString()));
        Map<UndeterminedReason, Boolean> reasons = new EnumMap<>(UndeterminedReason.class);
        labels.stream()
                .filter(label -> label.getReason() != null)
                .forEach(label -> reasons.put(label.getReason(), true));
        reasons.keySet().forEach(reason -> columns.add(reason.toString()));
        return columns;
    }

    private static String line(String name, int nameWidth, List<TrajectoryLabel> labels, Set<String> columns) {
        StringBuilder line = new StringBuilder(padded(name, nameWidth));
        line.append(String.format(Locale.ROOT, "  %" + MINIMUM_WIDTH + "d", labels.size()));
        for (String column : columns) {
            long count = labels.stream()
                    .filter(label -> columnOf(label).equals(column))
                    .count();
            line.append(String.format(Locale.ROOT, "  %" + Math.max(MINIMUM_WIDTH, column.length()) + "d", count));
        }
        return line.toString();
    }

    private static String columnOf(TrajectoryLabel label) {
        return label.getReason() == null
                ? label.getLabel().toString()
                : label.getReason().toString();
    }

    private static String padded(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String cell(String column) {
        return String.format(Locale.ROOT, "  %" + MINIMUM_WIDTH + "s", column);
    }
}
