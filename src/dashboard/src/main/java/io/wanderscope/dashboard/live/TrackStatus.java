package io.wanderscope.dashboard.live;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a track may still grow. */
public enum TrackStatus {
    /** It may. */
    LIVE("live"),
    /** It has its FINAL. */
    ENDED("ended");

    private final String word;

    TrackStatus(String word) {
        this.word = word;
    }

    /** How requests and answers say it. */
    @JsonValue
    public String word() {
        return word;
    }

    static TrackStatus of(LiveTrack track) {
        return track.hasEnded() ? ENDED : LIVE;
    }
}
