package io.wanderscope.dashboard.live;

import io.wanderscope.dashboard.live.Update.TrackChange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies updates as a page does, independently of the code that makes them. */
final class Watcher {
    private final Map<String, Track> tracks = new HashMap<>();
    private List<CompositionWindow> composition = List.of();
    private Population population;
    private final Map<String, Trigger> triggers = new TreeMap<>();
    private long version = -1;

    private static final class Track {
        private final TreeMap<Long, Double> x = new TreeMap<>();
        private Result result;
        private String saliency = "none";
        private boolean ended;
    }

    long version() {
        return version;
    }

    void apply(Update update) {
        version = update.version();
        if (update.reset()) {
            tracks.clear();
            composition = List.of();
            population = null;
            triggers.clear();
        }
        update.removed().forEach(tracks::remove);
        update.tracks().forEach(this::apply);
        composition = update.composition() == null ? composition : update.composition();
        population = update.population() == null ? population : update.population();
        update.triggers().forEach(trigger -> triggers.put(trigger.id(), trigger));
    }

    private void apply(TrackChange change) {
        Track track = tracks.computeIfAbsent(change.id(), id -> new Track());
        if (change.points() != null) {
            for (int point = 0; point < change.points().frames().length; point++) {
                track.x.put(change.points().frames()[point], change.points().x()[point]);
            }
        }
        track.result = change.result() == null ? track.result : change.result();
        track.saliency = change.saliency() == null
                ? track.saliency
                : change.saliency().frames()[0]
                        + Arrays.toString(change.saliency().stages().get(2).weights());
        track.ended = change.ended();
    }

    /** What it would draw, with the last {@code tail} points of each path. */
    Map<String, String> drawn(int tail) {
        Map<String, String> drawn = new TreeMap<>();
        tracks.forEach((id, track) -> {
            while (track.x.size() > tail) {
                track.x.pollFirstEntry();
            }
            drawn.put(id, track.x + " " + track.result + " " + track.saliency + " " + track.ended);
        });
        drawn.put("composition", composition.toString());
        drawn.put("population", String.valueOf(population));
        drawn.put("triggers", triggers.values().toString());
        return drawn;
    }
}
