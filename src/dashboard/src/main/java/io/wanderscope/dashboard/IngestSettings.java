package io.wanderscope.dashboard;

import io.wanderscope.streaming.Setting;
import io.wanderscope.streaming.SettingGroup;
import io.wanderscope.streaming.SettingType;
import io.wanderscope.streaming.SettingValues;
import java.util.List;
import java.util.Optional;

/**
 * Limits within which a server takes in positions, localisations and images.
 *
 * @param requestBytes maximum size of the body of a request
 * @param requestRows maximum number of rows of a request
 * @param heldBytes size of the bodies that are held at once, of all requests together; half of it of one address
 */
public record IngestSettings(int requestBytes, int requestRows, int heldBytes) {
    private static final SettingGroup SETTINGS = new SettingGroup();

    /** Whether the server takes anything in. */
    public static final Setting<Boolean> INGEST = SETTINGS.define(
            "http.ingest",
            SettingType.flag(),
            false,
            "Whether `dashboard` takes in positions and localisations by [POST](dashboard.md#sending-positions), and"
                    + " [images](dashboard.md#an-image-below-the-paths) of the field. On an interface other than loopback, or"
                    + " with `http.hosts`, it needs `http.token`.");

    /** Maximum size of the body of a request. */
    public static final Setting<Integer> REQUEST_BYTES = SETTINGS.define(
            "http.ingest.request.bytes",
            SettingType.wholeNumber(1_000, 1_000_000_000),
            16_000_000,
            "Maximum size of the rows or of the image of one request.");

    /** Maximum number of rows of a request. */
    public static final Setting<Integer> REQUEST_ROWS = SETTINGS.define(
            "http.ingest.request.rows", SettingType.wholeNumber(1), 100_000, "Maximum number of rows of one request.");

    /** Size of the bodies that are held at once. */
    public static final Setting<Integer> HELD_BYTES = SETTINGS.define(
            "http.ingest.bytes",
            SettingType.wholeNumber(2_000),
            64_000_000,
            "Memory for the bodies of all requests that are not answered yet, half of it for one address; at least twice"
                    + " `http.ingest.request.bytes`. A request that finds no room gets 429.");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range, or there would never be room for the largest
     *     request; the message names the keys
     */
    public IngestSettings {
        REQUEST_BYTES.require(requestBytes);
        REQUEST_ROWS.require(requestRows);
        HELD_BYTES.require(heldBytes);
        if (requestBytes > heldBytes / 2) {
            throw new IllegalArgumentException(HELD_BYTES + "=" + heldBytes + " must be at least twice " + REQUEST_BYTES
                    + "=" + requestBytes + ": one address may hold half of it, so the largest request would never find"
                    + " room");
        }
    }

    static List<Setting<?>> settings() {
        return SETTINGS.all();
    }

    /** What a configuration says; empty if nothing is taken in. */
    static Optional<IngestSettings> of(SettingValues values) {
        return values.get(INGEST)
                ? Optional.of(
                        new IngestSettings(values.get(REQUEST_BYTES), values.get(REQUEST_ROWS), values.get(HELD_BYTES)))
                : Optional.empty();
    }
}
