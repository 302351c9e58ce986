package io.wanderscope.dashboard.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest image of each of a few acquisitions, within a limit of bytes. Where there is no room, those sent first leave. Thread-safe. */
public final class FieldImages {
    /** Maximum number of acquisitions with an image; as many as are kept. */
    static final int MAX_IMAGES = 20;

    /** Maximum size of all images together, as they are sent to browsers. */
    static final long MAX_BYTES = 64_000_000;

    private static final int VERSION_BYTES = 8;

    /** By acquisition, in the order in which they were sent. */
    private final Map<String, FieldImage> images = new LinkedHashMap<>();

    private long bytes;

    /**
     * Decodes an image and keeps it in place of the acquisition's earlier one.
     *
     * @param file a PNG or TIFF
     * @throws UnusableImageException when it is neither, is damaged, or is larger than images may be
     */
    public FieldImage put(String acquisition, ImagePlace place, byte[] file) throws UnusableImageException {
        ImageDecoder.Decoded decoded = ImageDecoder.decode(file);
        FieldImage image =
                new FieldImage(version(place, file), place, decoded.width(), decoded.height(), decoded.png());
        keep(acquisition, image);
        return image;
    }

    private static String version(ImagePlace place, byte[] file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file);
            digest.update(place.toString().getBytes(StandardCharsets.UTF_8));
            byte[] version = new byte[VERSION_BYTES];
            ByteBuffer.wrap(digest.digest()).get(version);
            return HexFormat.of().formatHex(version);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private synchronized void keep(String acquisition, FieldImage image) {
        remove(acquisition);
        images.put(acquisition, image);
        bytes += image.png().length;
        Iterator<Map.Entry<String, FieldImage>> oldest = images.entrySet().iterator();
        while (images.size() > 1 && (images.size() > MAX_IMAGES || bytes > MAX_BYTES)) {
            bytes -= oldest.next().getValue().png().length;
            oldest.remove();
        }
    }

    /** The image of an acquisition, if it has one. */
    public synchronized Optional<FieldImage> of(String acquisition) {
        return Optional.ofNullable(images.get(acquisition));
    }

    /** Forgets the image of an acquisition, if it has one. */
    public synchronized void remove(String acquisition) {
        FieldImage removed = images.remove(acquisition);
        bytes -= removed == null ? 0 : removed.png().length;
    }
}
