package io.wanderscope.dashboard.image;

import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.SampleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes an image that a stranger may have made, with the JDK's readers, once its head has told that it fits into the limits. The first
 * image of a file counts.
 */
final class ImageDecoder {
    /** Maximum number of pixels of each side: those of the largest cameras. */
    static final int MAX_SIDE = 4096;

    private static final int MAX_PIXELS = MAX_SIDE * MAX_SIDE;

    /** Maximum size of the decoded image: 16 bits of each of these pixels. */
    static final int MAX_DECODED_BYTES = 2 * MAX_PIXELS;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final List<byte[]> TIFF = List.of(new byte[] {'I', 'I', 42, 0}, new byte[] {'M', 'M', 0, 42});
    /** None, LZW, both kinds of Deflate, PackBits. Others bring a decoder with limits of its own, or are for two colours. */
    private static final Set<Integer> COMPRESSIONS = Set.of(1, 5, 8, 32_946, 32_773);

    private ImageDecoder() {}

    /** An image, encoded again. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Decoded(int width, int height, byte[] png) {}

    /**
     * Decodes a PNG or TIFF of 8 or 16 bits. Grey values are stretched, so that all but the darkest and the brightest thousandth of the
     * pixels use the whole range.
     *
     * @throws UnusableImageException when it is neither, is damaged, or is too large
     */
    static Decoded decode(byte[] file) throws UnusableImageException {
        String format = format(file);
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ByteArrayImageInput input = new ByteArrayImageInput(file)) {
            reader.setInput(input, true, true);
            requireWithinLimits(reader, format);
            return encoded(reader.read(0));
        } catch (IOException | RuntimeException e) {
            // The readers let through whatever a damaged file leads to, such as an index that is out of bounds.
            throw new UnusableImageException("the " + format + " is damaged or cut off", e);
        } finally {
            reader.dispose();
        }
    }

    private static String format(byte[] file) throws UnusableImageException {
        if (startsWith(file, PNG)) {
            return "PNG";
        }
        if (TIFF.stream().anyMatch(magic -> startsWith(file, magic))) {
            return "TIFF";
        }
        throw new UnusableImageException("the body is neither a PNG nor a TIFF (BigTIFF is not read)");
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }

    private static void requireWithinLimits(ImageReader reader, String format)
            throws IOException, UnusableImageException {
        // A TIFF may claim more than the reader's numbers hold.
        long width = Integer.toUnsignedLong(reader.getWidth(0));
        long height = Integer.toUnsignedLong(reader.getHeight(0));
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new UnusableImageException("the image has " + width + " × " + height + " pixels; at most " + MAX_SIDE
                    + " × " + MAX_SIDE + " are shown, so send a smaller or a binned one");
        }
        // A tile may be larger than its image.
        long tile = (long) reader.getTileWidth(0) * reader.getTileHeight(0);
        if (tile > MAX_PIXELS) {
            throw new UnusableImageException("the image has tiles of more than " + MAX_SIDE + " × " + MAX_SIDE
                    + " pixels; save it with smaller ones");
        }
        if (format.equals("TIFF")) {
            requireKnownCompression(TIFFDirectory.createFromMetadata(reader.getImageMetadata(0)));
        }
        ImageTypeSpecifier type = reader.getImageTypes(0).next();
        SampleModel samples = type.getSampleModel();
        int bytesPerSample = bytesPerSample(samples);
        if (Math.max(width * height, tile) * samples.getNumBands() * bytesPerSample > MAX_DECODED_BYTES) {
            throw new UnusableImageException("the image would take more than " + MAX_DECODED_BYTES
                    + " bytes; send a smaller one, or one of grey values of 8 or 16 bits");
        }
    }

    private static int bytesPerSample(SampleModel samples) throws UnusableImageException {
        return switch (samples.getDataType()) {
            case DataBuffer.TYPE_BYTE -> 1;
            case DataBuffer.TYPE_USHORT -> 2;
            default ->
                throw new UnusableImageException(
                        "pixels must be whole numbers of 8 or 16 bits without a sign; convert the image to that");
        };
    }

    private static void requireKnownCompression(TIFFDirectory directory) throws UnusableImageException {
        TIFFField compression = directory.getTIFFField(BaselineTIFFTagSet.TAG_COMPRESSION);
        if (compression != null && !COMPRESSIONS.contains(compression.getAsInt(0))) {
            throw new UnusableImageException("the TIFF is compressed in a way that is not read ("
                    + compression.getAsInt(0) + "); save it without compression, or with LZW, Deflate or PackBits");
        }
    }

    private static Decoded encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        // Of its own: to a plain stream, ImageIO writes by way of a temporary file, for which there may be no room.
        try (MemoryCacheImageOutputStream inMemory = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(isGrey(image) ? GreyStretch.of(image.getRaster()) : inColour(image), "png", inMemory);
        }
        return new Decoded(image.getWidth(), image.getHeight(), png.toByteArray());
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(image.getColorModel() instanceof IndexColorModel);
    }

    private static BufferedImage inColour(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return image;
        }
        BufferedImage colours = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = colours.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return colours;
    }
}
