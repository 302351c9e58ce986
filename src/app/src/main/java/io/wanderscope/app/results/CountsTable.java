package io.wanderscope.app.results;

import io.wanderscope.app.terminal.Counted;
import io.wanderscope.app.terminal.PrintableText;
import io.wanderscope.app.terminal.TextTable;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A table for the terminal: the number of tracks of each class and of each other kind of motion, and of those without
 * an answer by reason, with a column for each acquisition. Where these are too many, it has one column for all of them,
 * and a second table has a row for each.
 */
public final class CountsTable {
    private static final int NAME_WIDTH = "INFERENCE_FAILED".length();
    private static final int MINIMUM_WIDTH = 7;
    /** Columns that are wider together leave too little room for the explanations. */
    private static final int MAXIMUM_WIDTH = 22;
    /** Sets of classes that are listed, the most frequent first. */
    private static final int MAXIMUM_SETS = 5;

    /** Sets of so many classes or more are counted together. */
    private static final int MANY_CLASSES = 4;

    private final List<AcquisitionCounts> results;
    private final boolean equalPriors;
    private final boolean hasColumnEach;
    private final List<Column> columns;
    private final StringBuilder table = new StringBuilder();

    /** What is counted together, under a head. */
    private record Column(String head, List<AcquisitionCounts> acquisitions) {
        int width() {
            return Math.max(MINIMUM_WIDTH, head.length());
        }

        String sum(ToIntFunction<AcquisitionCounts> count) {
            return Integer.toString(acquisitions.stream().mapToInt(count).sum());
        }
    }

    private CountsTable(List<AcquisitionCounts> results, boolean equalPriors) {
        this.results = results;
        this.equalPriors = equalPriors;
        List<Column> each = results.stream()
                .map(counts -> new Column(PrintableText.of(counts.acquisition()), List.of(counts)))
                .toList();
        this.hasColumnEach =
                each.stream().mapToInt(column -> column.width() + 2).sum() <= MAXIMUM_WIDTH;
        this.columns = new ArrayList<>(hasColumnEach ? each : List.of());
        if (!hasColumnEach || results.size() > 1) {
            columns.add(new Column("all", results));
        }
    }

    /**
     * The table: a header, a line for all tracks and one for each kind of motion, and the reasons that occur.
     *
     * @param equalPriors whether the tracks were labelled as if all classes were equally frequent
     */
    public static String of(List<AcquisitionCounts> results, boolean equalPriors) {
        return new CountsTable(results, equalPriors).text();
    }

    private String text() {
        line("counts", columns.stream().map(Column::head).toList(), "");
        counts("tracks", AcquisitionCounts::tracks, "");
        table.append('\n');
        MotionClass.diffusionModels().forEach(model -> motion(model, model.description()));
        table.append('\n');
        MotionClass.otherMotion().forEach(motion -> motion(motion, motion.meaning()));
        withoutAnswer();
        if (!hasColumnEach) {
            table.append('\n').append(rowsOfAcquisitions());
        }
        return table.toString().stripTrailing();
    }

    /** The motions and reasons that occur, by acquisition. */
    private String rowsOfAcquisitions() {
        Map<String, ToIntFunction<AcquisitionCounts>> counts = new LinkedHashMap<>();
        counts.put("tracks", AcquisitionCounts::tracks);
        Stream.of(MotionClass.diffusionModels(), MotionClass.otherMotion())
                .flatMap(List::stream)
                .filter(motion -> results.stream().anyMatch(each -> each.of(motion) > 0))
                .forEach(motion -> counts.put(motion.name(), each -> each.of(motion)));
        reasonsWithoutAnswer().forEach(reason -> counts.put(reason.name(), each -> each.of(reason)));
        List<String> header = new ArrayList<>(List.of("counts"));
        header.addAll(counts.keySet());
        return TextTable.of(
                header, results.stream().map(each -> row(each, counts.values())).toList());
    }

    private static List<String> row(
            AcquisitionCounts acquisition, Collection<ToIntFunction<AcquisitionCounts>> counts) {
        List<String> row = new ArrayList<>(List.of(acquisition.acquisition()));
        counts.forEach(count -> row.add(TextTable.cell(count.applyAsInt(acquisition))));
        return row;
    }

    private void motion(MotionClass motion, String explanation) {
        counts(motion.name(), acquisition -> acquisition.of(motion), explanation);
    }

    private void withoutAnswer() {
        List<UndeterminedReason> reasons = reasonsWithoutAnswer();
        if (!reasons.isEmpty()) {
            table.append('\n');
        }
        for (UndeterminedReason reason : reasons) {
            counts(reason.name(), acquisition -> acquisition.of(reason), Meanings.of(reason));
            if (reason == UndeterminedReason.LOW_CONFIDENCE) {
                openClasses();
            }
        }
    }

    /** Those that occur, by name. */
    private List<UndeterminedReason> reasonsWithoutAnswer() {
        return results.stream()
                .flatMap(acquisition -> acquisition.reasons().stream())
                .filter(Meanings::isWithoutAnswer)
                .distinct()
                .sorted(Comparator.comparing(UndeterminedReason::name))
                .toList();
    }

    /** Between which classes the network could not decide. */
    private void openClasses() {
        Map<List<DiffusionLabel>, Integer> sets = new HashMap<>();
        results.forEach(
                acquisition -> acquisition.openSets().forEach((set, tracks) -> sets.merge(set, tracks, Integer::sum)));
        List<List<DiffusionLabel>> frequent = sets.entrySet().stream()
                .sorted(Map.Entry.<List<DiffusionLabel>, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> text(entry.getKey())))
                .map(Map.Entry::getKey)
                .limit(MAXIMUM_SETS)
                .toList();
        for (List<DiffusionLabel> set : frequent) {
            counts("", acquisition -> acquisition.openSets().getOrDefault(set, 0), text(set));
        }
        if (sets.size() > frequent.size()) {
            sets.keySet().removeAll(frequent);
            counts("", acquisition -> otherSets(acquisition, frequent), "other sets: " + sizes(sets));
        }
    }

    private String text(List<DiffusionLabel> set) {
        return ClassSets.text(set, equalPriors);
    }

    /** Such as {@code 1 class left in 3 tracks, 2 in 14, 4 or more in 60}, of all acquisitions together. */
    private static String sizes(Map<List<DiffusionLabel>, Integer> sets) {
        SortedMap<Integer, Integer> tracks = new TreeMap<>();
        sets.forEach((set, number) -> tracks.merge(Math.min(set.size(), MANY_CLASSES), number, Integer::sum));
        StringJoiner text = new StringJoiner(", ");
        tracks.forEach((size, number) -> {
            String classes = size + (size == MANY_CLASSES ? " or more" : "");
            boolean isFirst = text.length() == 0;
            String left = isFirst ? (size == 1 ? " class left" : " classes left") : "";
            text.add(classes + left + " in " + (isFirst ? Counted.of(number, "track") : number));
        });
        return text.toString();
    }

    private static int otherSets(AcquisitionCounts acquisition, List<List<DiffusionLabel>> frequent) {
        return acquisition.openSets().entrySet().stream()
                .filter(set -> !frequent.contains(set.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void counts(String name, ToIntFunction<AcquisitionCounts> count, String explanation) {
        line(name, columns.stream().map(column -> column.sum(count)).toList(), explanation);
    }

    private void line(String name, List<String> cells, String explanation) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name));
        for (int column = 0; column < cells.size(); column++) {
            line.append(String.format(Locale.ROOT, "  %" + columns.get(column).width() + "s", cells.get(column)));
        }
        table.append(line.append("  ").append(explanation).toString().stripTrailing())
                .append('\n');
    }
}
