package io.wanderscope.dashboard.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanderscope.dashboard.image.ImageFiles.Field;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderTest {
    private static final int CHANGED_FILES = 2_000;

    private static BufferedImage decoded(byte[] file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(ImageDecoder.decode(file).png()));
    }

    @ParameterizedTest
    @CsvSource({"png, 10", "png, 11", "tiff, 10", "tiff, 11"})
    void greyImagesOf8And16BitsUseTheWholeRange(String format, int type) throws Exception {
        // Given grey values from 0 to 100
        byte[] file = ImageFiles.ramp(format, type, 101, 7);

        // When
        BufferedImage image = decoded(file);

        // Then
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(image.getWidth()).isEqualTo(101);
        assertThat(image.getHeight()).isEqualTo(7);
        assertThat(image.getRaster().getSample(0, 0, 0)).isZero();
        assertThat(image.getRaster().getSample(50, 3, 0)).isEqualTo(128);
        assertThat(image.getRaster().getSample(100, 6, 0)).isEqualTo(255);
    }

    @Test
    void anImageIsDecodedWhereNoTemporaryFileCanBeMade(@TempDir Path folder) throws Exception {
        // Given
        byte[] file = ImageFiles.ramp("png", BufferedImage.TYPE_BYTE_GRAY, 101, 7);
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone);

        // When
        ImageDecoder.Decoded decoded;
        try {
            decoded = ImageDecoder.decode(file);
        } finally {
            ImageIO.setCacheDirectory(null);
        }

        // Then
        assertThat(decoded.width()).isEqualTo(101);
        assertThat(decoded.png()).isNotEmpty();
    }

    @Test
    void aFewBrightPixelsLeaveTheOthersTheirRange() throws Exception {
        // Given two hot pixels of a camera beside grey values from 0 to 99
        BufferedImage camera = new BufferedImage(100, 30, BufferedImage.TYPE_USHORT_GRAY);
        for (int pixel = 0; pixel < 3_000; pixel++) {
            camera.getRaster().setSample(pixel % 100, pixel / 100, 0, pixel % 100);
        }
        camera.getRaster().setSample(50, 10, 0, 65_535);
        camera.getRaster().setSample(51, 10, 0, 65_535);

        // When
        BufferedImage image = GreyStretch.of(camera.getRaster());

        // Then
        assertThat(image.getRaster().getSample(99, 0, 0)).isEqualTo(255);
        assertThat(image.getRaster().getSample(50, 0, 0)).isEqualTo(129);
        assertThat(image.getRaster().getSample(50, 10, 0)).isEqualTo(255);
    }

    @Test
    void anImageOfOneGreyValueIsGrey() throws Exception {
        // When
        BufferedImage image = decoded(ImageFiles.blackPng(5, 4, 4));

        // Then
        assertThat(image.getRaster().getSample(2, 2, 0)).isEqualTo(127);
    }

    @ParameterizedTest
    @CsvSource({"png", "tiff"})
    void coloursStay(String format) throws Exception {
        // When
        BufferedImage image = decoded(ImageFiles.coloured(format, 0x3366CC));

        // Then
        assertThat(image.getRGB(3, 2) & 0xFFFFFF).isEqualTo(0x3366CC);
    }

    static Stream<Arguments> unusable() {
        byte[] png = ImageFiles.ramp("png", BufferedImage.TYPE_BYTE_GRAY, 100, 100);
        byte[] tiff = ImageFiles.ramp("tiff", BufferedImage.TYPE_BYTE_GRAY, 100, 100);
        return Stream.of(
                Arguments.of("nothing", new byte[0], "neither a PNG nor a TIFF"),
                Arguments.of("a text", "GIF89a".getBytes(StandardCharsets.US_ASCII), "neither a PNG nor a TIFF"),
                Arguments.of("a JPEG", ImageFiles.coloured("jpg", 0), "neither a PNG nor a TIFF"),
                Arguments.of("BigTIFF", new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0}, "BigTIFF is not read"),
                Arguments.of("half a PNG", Arrays.copyOf(png, png.length / 2), "the PNG is damaged or cut off"),
                Arguments.of("the head of a PNG", Arrays.copyOf(png, 20), "the PNG is damaged or cut off"),
                Arguments.of("half a TIFF", Arrays.copyOf(tiff, tiff.length / 2), "the TIFF is damaged or cut off"),
                Arguments.of("the head of a TIFF", Arrays.copyOf(tiff, 6), "the TIFF is damaged or cut off"),
                Arguments.of(
                        "a PNG of a billion pixels",
                        ImageFiles.blackPng(32_768, 32_768, 1_000),
                        "32768 × 32768 pixels; at most 4096 × 4096"),
                Arguments.of(
                        "a PNG as wide as can be", ImageFiles.blackPng(0x7FFFFF, 0x7FFFFFFF, 0), "at most 4096 × 4096"),
                Arguments.of("a wide TIFF", ImageFiles.tiff(Field.of(256, 0x7FFFFFFF)), "at most 4096 × 4096"),
                Arguments.of(
                        "a TIFF of 2^31 by 2^31",
                        ImageFiles.tiff(Field.of(256, 1 << 31), Field.of(257, 1 << 31)),
                        "2147483648 × 2147483648 pixels; at most"),
                Arguments.of("a TIFF of nearly 2^32", ImageFiles.tiff(Field.of(256, -5)), "4294967291 × 8 pixels"),
                Arguments.of("a long line", ImageFiles.blackPng(4097, 1, 1), "4097 × 1 pixels; at most 4096 × 4096"),
                Arguments.of("a high line", ImageFiles.blackPng(1, 4097, 4097), "1 × 4097 pixels; at most 4096 × 4096"),
                Arguments.of("a TIFF without pixels", ImageFiles.tiff(Field.of(256, 0)), "damaged or cut off"),
                Arguments.of("a huge tile", ImageFiles.tiled(40_000, 5), "tiles of more than 4096 × 4096"),
                Arguments.of("a huge strip", ImageFiles.tiff(Field.of(279, 0x7FFFFFFF)), "damaged or cut off"),
                Arguments.of(
                        "very many strips", ImageFiles.tiff(new Field(273, 4, 0x3FFFFFFF, 0)), "damaged or cut off"),
                Arguments.of(
                        "60,000 colours",
                        ImageFiles.tiff(new Field(277, 3, 1, 60_000)),
                        "the TIFF is damaged or cut off"),
                Arguments.of(
                        "32 bits",
                        ImageFiles.tiff(new Field(258, 3, 1, 32), Field.of(256, 4), Field.of(257, 4)),
                        "8 or 16 bits without a sign"),
                Arguments.of(
                        "JPEG within TIFF",
                        ImageFiles.tiff(new Field(259, 3, 1, 7)),
                        "compressed in a way that is not"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatCannotBeShownIsRefusedWithTheReason(String what, byte[] file, String reason) {
        // When, Then
        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(UnusableImageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aTextThatUnpacksToAGigabyteIsNotUnpacked() throws Exception {
        // Given
        byte[] bomb =
                ImageFiles.withPackedText(ImageFiles.ramp("png", BufferedImage.TYPE_BYTE_GRAY, 10, 10), 1_000_000_000);

        // When
        BufferedImage image = decoded(bomb);

        // Then
        assertThat(image.getWidth()).isEqualTo(10);
    }

    @Test
    void changedFilesAreDecodedOrRefused() {
        // Given
        Random random = new Random(5);
        byte[] tiff = ImageFiles.tiff();
        byte[] png = ImageFiles.ramp("png", BufferedImage.TYPE_USHORT_GRAY, 9, 9);

        // When
        for (int file = 0; file < CHANGED_FILES; file++) {
            byte[] changed = (file % 2 == 0 ? tiff : png).clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                changed[8 + random.nextInt(changed.length - 8)] =
                        (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt());
            }
            // Then nothing but the refusal is thrown
            try {
                assertThat(ImageDecoder.decode(changed).png()).isNotEmpty();
            } catch (UnusableImageException e) {
                assertThat(e).hasMessageMatching("(?s)the .*");
            }
        }
    }
}
