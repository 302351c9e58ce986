package io.wanderscope.app.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What is wrong with a configuration: all of it, each problem in one sentence. */
final class Problems {
    private final List<String> found = new ArrayList<>();
    private final Set<String> wrongKeys = new HashSet<>();

    void add(String problem) {
        found.add(problem);
    }

    /** Adds the problem of one value, which is then left out: what it contradicts is no problem of its own. */
    void add(String key, String problem) {
        wrongKeys.add(key);
        found.add(problem);
    }

    /** Makes a part of the configuration, and adds why it cannot be made. */
    void tryOut(Supplier<?> part) {
        try {
            var unused = part.get();
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage())
                    .lines()
                    .filter(problem -> wrongKeys.stream().noneMatch(problem::contains))
                    .forEach(found::add);
        }
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
