package io.wanderscope.trainer.configuration;

/** Checks configuration values; every error message starts with the key. */
final class Requirements {
    private Requirements() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static void requireRange(String key, double value, double maximum) {
        require(value >= 0 && value <= maximum, key + " must be from 0 to " + maximum + ", got " + value);
    }
}
