package io.wanderscope.app.results;

import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.UndeterminedReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for the terminal: the number of tracks of each class and of each other kind of motion, and of those without an
 * answer by reason, with a column for each acquisition.
 */
public final class CompositionTable {
    private static final int NAME_WIDTH = "INFERENCE_FAILED".length();
    private static final int MINIMUM_WIDTH = 7;
    /** Columns that are wider together are headed by numbers instead of names. */
    private static final int MAXIMUM_WIDTH = 80;
    /** Sets of classes that are listed, the most frequent first. */
    private static final int MAXIMUM_SETS = 5;

    private static final Map<UndeterminedReason, String> WITHOUT_ANSWER = Map.of(
            UndeterminedReason.LOW_CONFIDENCE, "no class is probable enough",
            UndeterminedReason.TOO_SHORT, "too few points",
            UndeterminedReason.INFERENCE_FAILED, "the network failed",
            UndeterminedReason.OTHER, "unknown reason");

    private final List<AcquisitionResults> results;
    private final List<String> heads;
    private final StringBuilder table = new StringBuilder();

    private CompositionTable(List<AcquisitionResults> results) {
        this.results = results;
        this.heads = heads();
    }

    /** The table: a header, a line for all tracks and one for each kind of motion, and the reasons that occur. */
    public static String of(List<AcquisitionResults> results) {
        return new CompositionTable(results).text();
    }

    private String text() {
        if (isNumbered()) {
            IntStream.range(0, results.size())
                    .forEach(index -> table.append(heads.get(index))
                            .append(' ')
                            .append(results.get(index).acquisition())
                            .append('\n'));
        }
        line("", heads, "");
        counts("tracks", track -> true, "");
        table.append('\n');
        MotionClass.diffusionModels().forEach(model -> motion(model, model.description()));
        table.append('\n');
        MotionClass.otherMotion().forEach(motion -> motion(motion, motion.meaning()));
        withoutAnswer();
        return table.toString().stripTrailing();
    }

    private List<String> heads() {
        List<String> names = new ArrayList<>(
                results.stream().map(AcquisitionResults::acquisition).toList());
        if (names.stream()
                        .mapToInt(name -> Math.max(name.length(), MINIMUM_WIDTH) + 2)
                        .sum()
                > MAXIMUM_WIDTH) {
            names.replaceAll(name -> "(" + (names.indexOf(name) + 1) + ")");
        }
        if (names.size() > 1) {
            names.add("all");
        }
        return names;
    }

    private boolean isNumbered() {
        return !results.isEmpty() && !heads.get(0).equals(results.get(0).acquisition());
    }

    private void motion(MotionClass motion, String explanation) {
        counts(motion.name(), track -> MotionClass.of(track.getLabel(), track.getReason()) == motion, explanation);
    }

    private void withoutAnswer() {
        List<UndeterminedReason> reasons = finals().stream()
                .map(TrajectoryLabel::getReason)
                .filter(reason -> reason != null && WITHOUT_ANSWER.containsKey(reason))
                .distinct()
                .sorted(Comparator.comparing(UndeterminedReason::name))
                .toList();
        if (!reasons.isEmpty()) {
            table.append('\n');
        }
        for (UndeterminedReason reason : reasons) {
            counts(reason.name(), track -> track.getReason() == reason, "no answer: " + WITHOUT_ANSWER.get(reason));
            if (reason == UndeterminedReason.LOW_CONFIDENCE) {
                openClasses();
            }
        }
    }

    /** Between which classes the network could not decide. */
    private void openClasses() {
        Map<List<DiffusionLabel>, Long> sets = finals().stream()
                .filter(CompositionTable::isOpen)
                .collect(Collectors.groupingBy(
                        track -> Objects.requireNonNull(track.getClassSet()), Collectors.counting()));
        List<List<DiffusionLabel>> frequent = sets.keySet().stream()
                .sorted(Comparator.<List<DiffusionLabel>>comparingLong(set -> -Objects.requireNonNull(sets.get(set)))
                        .thenComparing(ClassSets::text))
                .limit(MAXIMUM_SETS)
                .toList();
        for (List<DiffusionLabel> set : frequent) {
            counts("", track -> isOpen(track) && set.equals(track.getClassSet()), ClassSets.text(set));
        }
        if (sets.size() > frequent.size()) {
            counts("", track -> isOpen(track) && !frequent.contains(track.getClassSet()), "other sets of classes");
        }
    }

    private static boolean isOpen(TrajectoryLabel track) {
        return track.getReason() == UndeterminedReason.LOW_CONFIDENCE && track.getClassSet() != null;
    }

    private List<TrajectoryLabel> finals() {
        return results.stream().flatMap(each -> each.finals().stream()).toList();
    }

    private void counts(String name, Predicate<TrajectoryLabel> counted, String explanation) {
        Function<List<TrajectoryLabel>, String> count =
                tracks -> Long.toString(tracks.stream().filter(counted).count());
        List<String> cells = new ArrayList<>(
                results.stream().map(AcquisitionResults::finals).map(count).toList());
        if (results.size() > 1) {
            cells.add(count.apply(finals()));
        }
        line(name, cells, explanation);
    }

    private void line(String name, List<String> cells, String explanation) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name));
        for (int column = 0; column < cells.size(); column++) {
            int width = Math.max(MINIMUM_WIDTH, heads.get(column).length());
            line.append(String.format(Locale.ROOT, "  %" + width + "s", cells.get(column)));
        }
        table.append(line.append("  ").append(explanation).toString().stripTrailing())
                .append('\n');
    }
}
