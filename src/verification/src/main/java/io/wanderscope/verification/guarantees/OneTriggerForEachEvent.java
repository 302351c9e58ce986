package io.wanderscope.verification.guarantees;

import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.streaming.TrackKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Each event of {@link #RULES} has one trigger, with the id that it has without any fault. Which events there are follows from the
 * results alone, and is worked out here from all results of a track or of an acquisition, not result by result as in the stream.
 */
public record OneTriggerForEachEvent() implements Guarantee {
    private static final DiffusionLabel LABEL = DiffusionLabel.BROWNIAN;
    private static final Duration LASTING = Duration.ofSeconds(3);
    private static final int LONG = 40;
    private static final int COUNTED = 5;
    private static final int TRACKS = 5;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /**
     * The entries of a configuration with rules whose events do not depend on the order in which the results of different tracks
     * arrive, in acquisitions that take less than a day: a label that comes and goes, one that lasts, long tracks of
     * which one is told, and an acquisition of which some tracks have ended.
     */
    public static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("trigger.label.class", LABEL.name()),
            Map.entry("trigger.lasting.class", LABEL.name()),
            Map.entry("trigger.lasting.for.ms", Long.toString(LASTING.toMillis())),
            Map.entry("trigger.long.points.min", Integer.toString(LONG)),
            Map.entry("trigger.long.every.ms", Long.toString(DAY_MS)),
            Map.entry("trigger.ended.points.min", Integer.toString(COUNTED)),
            Map.entry("trigger.ended.status", "final"),
            Map.entry("trigger.ended.share.min", "1"),
            Map.entry("trigger.ended.share.tracks.min", Integer.toString(TRACKS)),
            Map.entry("trigger.ended.share.window.ms", Long.toString(DAY_MS)));

    @Override
    public String name() {
        return "one trigger an event";
    }

    @Override
    public List<String> violations(Truth truth, Observed observed) {
        List<String> violations = new ArrayList<>();
        Set<String> missing = ids(observed);
        Map<String, Set<String>> oneOf = oneOf(observed);
        Set<String> seen = new HashSet<>();
        for (ObservedTrigger trigger : observed.triggers()) {
            boolean isFirst = seen.add(trigger.id());
            boolean isExpected = trigger.rule().equals("long")
                    ? oneOf.getOrDefault(trigger.acquisition(), Set.of()).contains(trigger.id())
                    : missing.remove(trigger.id());
            if (!isFirst) {
                violations.add("the trigger " + trigger.id() + " came more than once");
            } else if (!isExpected) {
                violations.add(
                        "the trigger " + trigger.id() + " has no event, or its acquisition had one within a day");
            } else if (trigger.rule().equals("long")) {
                oneOf.remove(trigger.acquisition());
            }
        }
        missing.forEach(id -> violations.add("the event " + id + " has no trigger"));
        oneOf.keySet()
                .forEach(acquisition ->
                        violations.add("the acquisition " + acquisition + " has no trigger of \"long\""));
        return violations;
    }

    /** Whether as many triggers have come as there are events of the results, so that waiting for them can end. */
    public boolean isComplete(Observed observed) {
        return observed.triggers().size()
                >= ids(observed).size() + oneOf(observed).size();
    }

    /** Ids of the events that must each have a trigger. */
    private static Set<String> ids(Observed observed) {
        Set<String> ids = new LinkedHashSet<>();
        tracks(observed).forEach((track, results) -> {
            ids.addAll(events("label", track, results, result -> result.label() == LABEL, Duration.ZERO));
            ids.addAll(events("lasting", track, results, result -> result.label() == LABEL, LASTING));
        });
        Map<String, Integer> ended = new HashMap<>();
        observed.finals().stream()
                .filter(result -> result.observedPoints() >= COUNTED)
                .map(ObservedResult::key)
                .distinct()
                .forEach(track -> ended.merge(acquisition(track), 1, Integer::sum));
        ended.forEach((acquisition, tracks) -> {
            if (tracks >= TRACKS) {
                ids.add(acquisition + "/ended/1");
            }
        });
        return ids;
    }

    /** Of each acquisition with long tracks, the ids of the events of which one must have a trigger. */
    private static Map<String, Set<String>> oneOf(Observed observed) {
        Map<String, Set<String>> ids = new HashMap<>();
        tracks(observed)
                .forEach((track, results) -> events(
                                "long", track, results, result -> result.observedPoints() >= LONG, Duration.ZERO)
                        .forEach(id -> ids.computeIfAbsent(acquisition(track), each -> new HashSet<>())
                                .add(id)));
        return ids;
    }

    private static Map<String, List<ObservedResult>> tracks(Observed observed) {
        Map<String, List<ObservedResult>> tracks = new LinkedHashMap<>();
        observed.results()
                .forEach(result -> tracks.computeIfAbsent(result.key(), key -> new ArrayList<>())
                        .add(result));
        return tracks;
    }

    /** One for each run of results that match without a break, if it lasts. */
    private static List<String> events(
            String rule,
            String track,
            List<ObservedResult> results,
            Predicate<ObservedResult> matches,
            Duration lasting) {
        List<String> events = new ArrayList<>();
        int begin = 0;
        while (begin < results.size()) {
            int end = begin;
            while (end < results.size() && matches.test(results.get(end))) {
                end++;
            }
            if (end > begin && lasts(results.get(begin), results.get(end - 1), lasting)) {
                String name = track.substring(acquisition(track).length() + 1);
                events.add(acquisition(track) + "/" + rule + "/" + (events.size() + 1) + "/" + name);
            }
            begin = end + 1;
        }
        return events;
    }

    private static boolean lasts(ObservedResult first, ObservedResult last, Duration lasting) {
        // Rules count whole milliseconds.
        return last.time().toEpochMilli() - first.time().toEpochMilli() >= lasting.toMillis();
    }

    private static String acquisition(String track) {
        return track.substring(0, track.indexOf(TrackKey.SEPARATOR));
    }
}
