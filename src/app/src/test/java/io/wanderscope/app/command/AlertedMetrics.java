package io.wanderscope.app.command;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics and labels that alert rules rely on. */
final class AlertedMetrics {
    private static final Pattern METRIC = Pattern.compile("\\b((?:wanderscope|kafka|process)_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern SELECTED = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|ignoring|on) \\(([^)]*)\\)");
    /** Of single partitions: it appears up to a minute after the first record, and has the labels of its maximum and more. */
    private static final String LAG = "kafka_consumer_fetch_manager_records_lag";

    /** Prometheus adds them. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private AlertedMetrics() {}

    /**
     * What rules ask for and a program does not have, each as {@code metric} or {@code metric{label}}.
     *
     * @param rules the text of a file of rules
     * @param scrape the program's metrics in Prometheus' text format
     */
    static Set<String> missing(String rules, String scrape) {
        Set<String> missing = new TreeSet<>();
        expressions(rules).forEach(expression -> {
            Set<String> grouped = names(GROUPED, expression);
            METRIC.matcher(expression).results().forEach(found -> {
                String metric = found.group(1);
                if (scrape.lines().noneMatch(line -> line.matches(metric + "[{ ].*"))) {
                    missing.add(metric);
                }
                Set<String> labels = found.group(2) == null ? new TreeSet<>() : names(SELECTED, found.group(2));
                labels.stream()
                        .filter(Predicate.not(ADDED::contains))
                        .filter(label -> !has(scrape, metric, label))
                        .forEach(label -> missing.add(metric + "{" + label + "}"));
            });
            grouped.stream()
                    .filter(Predicate.not(ADDED::contains))
                    .filter(label ->
                            METRIC.matcher(expression).results().noneMatch(found -> has(scrape, found.group(1), label)))
                    .forEach(label -> missing.add(expression + " groups by " + label));
        });
        return missing;
    }

    private static Stream<String> expressions(String rules) {
        return Pattern.compile("(?s)\\n        expr: (.*?)\\n        (?=\\w)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1).replaceAll(LAG + "\\b", LAG + "_max"));
    }

    private static boolean has(String scrape, String metric, String label) {
        return scrape.lines().anyMatch(line -> line.matches(metric + "\\{(.*,)?" + label + "=\".*"));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .flatMap(list -> Stream.of(list.split(",\\s*")))
                .forEach(names::add);
        return names;
    }
}
