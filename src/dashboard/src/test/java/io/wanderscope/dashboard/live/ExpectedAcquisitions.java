package io.wanderscope.dashboard.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a memory should have, told simply: all of the acquisitions with the latest positions, and what waits for its positions. */
final class ExpectedAcquisitions {
    private final int most;
    private final Map<String, Instant> latestPosition = new HashMap<>();
    private final Map<String, List<String>> positions = new HashMap<>();
    private final Map<String, List<String>> results = new HashMap<>();

    ExpectedAcquisitions(int most) {
        this.most = most;
    }

    void addPosition(String acquisition, String name, Instant seen) {
        latestPosition.merge(acquisition, seen, (one, other) -> one.isAfter(other) ? one : other);
        positions.computeIfAbsent(acquisition, none -> new ArrayList<>()).add(name);
    }

    void addResult(String acquisition, String name) {
        results.computeIfAbsent(acquisition, none -> new ArrayList<>()).add(name);
    }

    /** Forgets the other acquisitions that have positions. */
    void keepTheLatest() {
        List<String> kept = latest();
        List<String> others = latestPosition.keySet().stream()
                .filter(name -> !kept.contains(name))
                .toList();
        latestPosition.keySet().removeAll(others);
        positions.keySet().removeAll(others);
        results.keySet().removeAll(others);
    }

    List<String> latest() {
        return latestPosition.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> positions(String acquisition) {
        return positions.get(acquisition);
    }

    List<String> results(String acquisition) {
        return results.getOrDefault(acquisition, List.of());
    }
}
