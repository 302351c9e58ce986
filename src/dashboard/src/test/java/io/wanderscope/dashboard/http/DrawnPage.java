package io.wanderscope.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Applies updates as the page does, so that what two pages draw can be compared. */
final class DrawnPage {
    private static final int TAIL = 200;

    private final Map<String, Track> tracks = new HashMap<>();
    private long lastFrame = -1;
    private int updates;

    private static final class Track {
        private final TreeMap<Long, String> points = new TreeMap<>();
        private JsonNode result;
        private JsonNode saliency;
        private JsonNode ended;
    }

    /** Applies a message if it is an update. */
    void apply(JsonNode message) {
        if (!message.path("type").asText().equals("update")) {
            return;
        }
        updates++;
        lastFrame = message.path("last_frame").asLong();
        if (message.path("reset").asBoolean()) {
            tracks.clear();
        }
        message.path("removed").forEach(id -> tracks.remove(id.asText()));
        message.path("tracks")
                .forEach(change ->
                        change(tracks.computeIfAbsent(change.path("id").asText(), id -> new Track()), change));
    }

    private static void change(Track track, JsonNode change) {
        for (int point = 0; point < change.path("frames").size(); point++) {
            track.points.put(
                    change.path("frames").path(point).asLong(),
                    change.path("x").path(point) + " " + change.path("y").path(point));
        }
        while (track.points.size() > TAIL) {
            track.points.pollFirstEntry();
        }
        track.result = change.has("result") ? change.path("result") : track.result;
        track.saliency = change.has("saliency") ? change.path("saliency") : track.saliency;
        track.ended = change.path("ended");
    }

    long lastFrame() {
        return lastFrame;
    }

    /** Number of updates applied. */
    int updates() {
        return updates;
    }

    /** Everything that is drawn, by track. */
    Map<String, String> drawn() {
        Map<String, String> drawn = new TreeMap<>();
        tracks.forEach((id, track) ->
                drawn.put(id, track.points + " " + track.result + " " + track.saliency + " " + track.ended));
        return drawn;
    }
}
