package io.wanderscope.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ColourPaletteTest {
    private static final double WHITE = 1;

    @Test
    void noTwoClassesShareAColour() {
        // Given
        DiffusionModel[] models = DiffusionModel.values();

        // When
        long markers = Arrays.stream(models)
                .map(DiffusionModel::name)
                .map(ColourPalette::marker)
                .distinct()
                .count();
        long lines = Arrays.stream(models).map(ColourPalette::line).distinct().count();

        // Then
        assertThat(markers).isEqualTo(models.length);
        assertThat(lines).isEqualTo(models.length);
    }

    @Test
    void noTwoThingsThatATrackIsCalledShareAColour() {
        // Given the eight classes and what lies outside them
        List<String> names = everyName();

        // When
        long markers = names.stream().map(ColourPalette::marker).distinct().count();
        long lines = names.stream().map(ColourPalette::line).distinct().count();

        // Then
        assertThat(names).hasSize(15);
        assertThat(markers).isEqualTo(15);
        assertThat(lines).isEqualTo(15);
    }

    private static List<String> everyName() {
        Stream<String> models = Arrays.stream(DiffusionModel.values()).map(DiffusionModel::name);
        return Stream.concat(models, Stream.concat(otherMotion(), Stream.of("UNDETERMINED")))
                .toList();
    }

    static Stream<String> otherMotion() {
        Stream<String> families = Arrays.stream(MotionFamily.values())
                .filter(family -> family != MotionFamily.DIFFUSION_MODEL)
                .map(MotionFamily::name);
        return Stream.concat(families, Stream.of("UNFAMILIAR"));
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

    @ParameterizedTest
    @MethodSource("otherMotion")
    void aLineOutsideTheEightClassesStandsOutOnWhite(String name) {
        // When
        double contrast = (WHITE + 0.05) / (luminance(ColourPalette.line(name)) + 0.05);

        // Then
        assertThat(contrast).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aNameWithoutAColourIsNamed() {
        // When, then
        assertThatIllegalStateException()
                .isThrownBy(() -> ColourPalette.marker("NEW"))
                .withMessage("palette.properties has no colour marker.NEW");
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

    @Property(seed = "20261129")
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
