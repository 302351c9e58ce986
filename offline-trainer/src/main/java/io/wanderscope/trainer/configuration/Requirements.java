package io.wanderscope.trainer.configuration;

/** Checks of configuration values; the messages start with the key. */
final class Requirements {
    private Requirements() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static void requireRange(String key, double value, double largest) {
        require(value >= 0 && value <= largest, key + " must be 0 to " + largest + ", got " + value);
    }
}
