package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.IngestSettings;

/**
 * How large the body of a request may be.
 *
 * @param bytes its maximum size
 * @param reason why, and what to do about it, to follow the size in a sentence
 */
record BodyLimit(int bytes, String reason) {
    private static final String SETTING = "the most that " + IngestSettings.REQUEST_BYTES + " of this server allows; ";

    /** That of rows. */
    static BodyLimit ofRows(IngestSettings settings) {
        return new BodyLimit(settings.requestBytes(), SETTING + "send less at once");
    }

    /**
     * That of an image.
     *
     * @param most size of the largest image that can be used
     */
    static BodyLimit ofImage(IngestSettings settings, int most) {
        return settings.requestBytes() < most
                ? new BodyLimit(
                        settings.requestBytes(), SETTING + "send a smaller image, or compress it, or raise the setting")
                : new BodyLimit(most, "the size of the largest image that can be used; send a smaller one");
    }
}
