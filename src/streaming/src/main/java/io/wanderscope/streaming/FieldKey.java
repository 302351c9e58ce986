package io.wanderscope.streaming;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a field whose localisations are linked: an acquisition as a whole, or one of its tiles. Its text is the key of its
 * localisations, so all of them share a partition.
 *
 * @param acquisition name of the acquisition, without a slash
 * @param tile name of the tile; null if the acquisition is linked as a whole
 */
public record FieldKey(String acquisition, @Nullable String tile) {
    /** The field whose {@link #text()} it is. */
    public static FieldKey of(String text) {
        int slash = text.indexOf(TrackKey.SEPARATOR);
        return slash < 0
                ? new FieldKey(text, null)
                : new FieldKey(text.substring(0, slash), text.substring(slash + TrackKey.SEPARATOR.length()));
    }

    /** The record key {@code acquisition} or {@code acquisition/tile}. */
    public String text() {
        return tile == null ? acquisition : acquisition + TrackKey.SEPARATOR + tile;
    }

    /** The key of a track of the field. Tracks are numbered; those of a tile have its name and a slash before the number. */
    public TrackKey track(long number) {
        return new TrackKey(acquisition, tile == null ? Long.toString(number) : tile + TrackKey.SEPARATOR + number);
    }
}
