package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourPaletteTest {
    private static final double WHITE = 1;

    @Test
    void noTwoClassesShareAColour() {
        // Given
        DiffusionModel[] models = DiffusionModel.values();

        // When
        long markers =
                Arrays.stream(models).map(ColourPalette::marker).distinct().count();
        long lines = Arrays.stream(models).map(ColourPalette::line).distinct().count();

        // Then
        assertThat(markers).isEqualTo(models.length);
        assertThat(lines).isEqualTo(models.length);
    }

    /** 3 is what WCAG 2 asks of graphics. */
    @ParameterizedTest
    @EnumSource
    void aLineStandsOutOnWhite(DiffusionModel model) {
        // When
        double contrast = (WHITE + 0.05) / (luminance(ColourPalette.line(model)) + 0.05);

        // Then
        assertThat(contrast).isGreaterThanOrEqualTo(3);
    }

    @Test
    void saliencyRunsFromBlueToRedAndFromDarkThroughLightToDark() {
        // Given
        int against = ColourPalette.saliency(-1);
        int neutral = ColourPalette.saliency(0);
        int inFavour = ColourPalette.saliency(1);

        // Then
        assertThat(channel(against, 0)).isGreaterThan(channel(against, 16));
        assertThat(channel(inFavour, 16)).isGreaterThan(channel(inFavour, 0));
        assertThat(luminance(neutral)).isGreaterThan(luminance(against)).isGreaterThan(luminance(inFavour));
    }

    @Property
    void saliencyBeyondTheEndsHasTheColourOfTheEnd(@ForAll @DoubleRange(min = 1, max = 1e6) double weight) {
        assertThat(ColourPalette.saliency(weight)).isEqualTo(ColourPalette.saliency(1));
        assertThat(ColourPalette.saliency(-weight)).isEqualTo(ColourPalette.saliency(-1));
    }

    /** Relative luminance as WCAG 2 defines it, 0 to 1. */
    private static double luminance(int rgb) {
        return 0.2126 * linear(channel(rgb, 16)) + 0.7152 * linear(channel(rgb, 8)) + 0.0722 * linear(channel(rgb, 0));
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int channel(int rgb, int shift) {
        return rgb >> shift & 0xFF;
    }
}
