package io.wanderscope.dashboard.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldImagesTest {
    private static final ImagePlace PLACE = new ImagePlace(0, 0, 0.1, "um");
    private static final byte[] FILE = ImageFiles.ramp("png", BufferedImage.TYPE_BYTE_GRAY, 20, 10);

    private final FieldImages images = new FieldImages();

    @Test
    void theLatestImageOfAnAcquisitionIsKept() throws Exception {
        // Given
        FieldImage first = images.put("cell", PLACE, FILE);

        // When
        FieldImage second = images.put("cell", new ImagePlace(5, 0, 0.1, "um"), FILE);

        // Then
        assertThat(images.of("cell")).containsSame(second);
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(images.of("other")).isEmpty();
    }

    @Test
    void anUnusableImageLeavesTheEarlierOne() throws Exception {
        // Given
        FieldImage first = images.put("cell", PLACE, FILE);

        // When
        assertThatThrownBy(() -> images.put("cell", PLACE, new byte[3])).isInstanceOf(UnusableImageException.class);

        // Then
        assertThat(images.of("cell")).containsSame(first);
    }

    @Test
    void onlyTheLatestImagesAreKept() throws Exception {
        // When
        for (int cell = 0; cell < 30; cell++) {
            images.put("cell " + cell, PLACE, FILE);
        }

        // Then
        assertThat(IntStream.range(0, 30)
                        .filter(cell -> images.of("cell " + cell).isPresent()))
                .containsExactly(IntStream.range(10, 30).boxed().toArray(Integer[]::new));
    }

    @Test
    void anImageIsForgottenOnDemand() throws Exception {
        // Given
        images.put("cell", PLACE, FILE);

        // When
        images.remove("cell");

        // Then
        assertThat(images.of("cell")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, um, pixel_size must be from",
        "0, 0, -1, um, pixel_size must be from",
        "0, 0, NaN, um, pixel_size must be from",
        "0, 0, Infinity, um, pixel_size must be from",
        "NaN, 0, 1, um, x must be from",
        "0, -Infinity, 1, um, y must be from",
        "0, 1e13, 1, um, y must be from",
        "0, 0, 1, ' ', length_unit must be a unit of length",
        "0, 0, 1, furlong, 'length_unit must be a unit of length, got \"furlong\"; known units: px, um, nm,'",
    })
    void aPlaceHasFiniteNumbersAndAUnit(double x, double y, double pixelSize, String unit, String problem) {
        // When, Then
        assertThatThrownBy(() -> new ImagePlace(x, y, pixelSize, unit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }
}
