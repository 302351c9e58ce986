package io.wanderscope.dashboard.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files of images, good and bad. */
public final class ImageFiles {
    /** A field of a TIFF with one value. */
    public record Field(int tag, int type, int count, int value) {
        /** A whole number. */
        public static Field of(int tag, int value) {
            return new Field(tag, 4, 1, value);
        }
    }

    private ImageFiles() {}

    /** A picture whose grey value is the horizontal coordinate, of a type of {@link BufferedImage}. */
    public static byte[] ramp(String format, int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, x);
            }
        }
        return encoded(format, image);
    }

    /** A picture in one colour. */
    public static byte[] coloured(String format, int rgb) {
        BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < 12; pixel++) {
            image.setRGB(pixel % 4, pixel / 4, rgb);
        }
        return encoded(format, image);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(image, format, file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TIFF of one strip of 8 × 8 grey bytes, some of whose fields are others than usual, or none if their count is 0. */
    public static byte[] tiff(Field... changed) {
        List<Field> usual = List.of(
                Field.of(256, 8),
                Field.of(257, 8),
                new Field(258, 3, 1, 8),
                new Field(259, 3, 1, 1),
                new Field(262, 3, 1, 1),
                Field.of(273, 8 + 2 + 12 * 9 + 4),
                new Field(277, 3, 1, 1),
                Field.of(278, 8),
                Field.of(279, 64));
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * 9 + 4 + 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        file.putShort((short) usual.size());
        for (Field field : usual) {
            Field written = field;
            for (Field change : changed) {
                written = change.tag() == field.tag() ? change : written;
            }
            file.putShort((short) written.tag()).putShort((short) written.type());
            file.putInt(written.count()).putInt(written.value());
        }
        return file.array();
    }

    /** A TIFF of one tile of some size, of which its image is a small part. */
    public static byte[] tiled(int tileSize, int compression) {
        List<Field> fields = List.of(
                Field.of(256, 8),
                Field.of(257, 8),
                new Field(258, 3, 1, 8),
                new Field(259, 3, 1, compression),
                new Field(262, 3, 1, 1),
                new Field(277, 3, 1, 1),
                Field.of(322, tileSize),
                Field.of(323, tileSize),
                Field.of(324, 8 + 2 + 12 * 10 + 4),
                Field.of(325, 64));
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * 10 + 4 + 64).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        file.putShort((short) fields.size());
        for (Field field : fields) {
            file.putShort((short) field.tag()).putShort((short) field.type());
            file.putInt(field.count()).putInt(field.value());
        }
        return file.array();
    }

    /** A PNG of grey bytes that are all 0, as small as it can be, with so many rows that its head claims. */
    public static byte[] blackPng(int width, int height, int rows) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater =
                    new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
                byte[] row = new byte[width + 1];
                for (int y = 0; y < rows; y++) {
                    deflater.write(row);
                }
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            ByteBuffer head =
                    ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
            chunk(file, "IHDR", head.array());
            chunk(file, "IDAT", packed.toByteArray());
            chunk(file, "IEND", new byte[0]);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG with a text before its pixels, which is unpacked to so many bytes. */
    public static byte[] withPackedText(byte[] png, int unpackedBytes) {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            text.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(text)) {
                byte[] spaces = new byte[65_536];
                for (int written = 0; written < unpackedBytes; written += spaces.length) {
                    deflater.write(spaces);
                }
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int afterHead = 8 + 12 + 13;
            file.write(png, 0, afterHead);
            chunk(file, "zTXt", text.toByteArray());
            file.write(png, afterHead, png.length - afterHead);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) throws IOException {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        DataOutputStream output = new DataOutputStream(file);
        output.writeInt(content.length);
        output.write(typed);
        output.writeInt((int) checksum.getValue());
    }
}
