package io.wanderscope.dashboard;

import static io.wanderscope.dashboard.picture.Pixels.pixels;
import static io.wanderscope.dashboard.picture.Pixels.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.ColourPalette;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationPictureTest {
    private static final Rectangle PLOT = new Rectangle(130, 260, 1000, 550);
    private static final Rectangle FRACTIONS = new Rectangle(1216, 250, 536, 620);
    private static final int LINE = 0x00628F;

    @Test
    void theSamePopulationGivesTheSamePixels() {
        // When
        BufferedImage first = PopulationPicture.draw("cell 1", Populations.boundAndFree());
        BufferedImage second = PopulationPicture.draw("cell 1", Populations.boundAndFree());

        // Then
        assertThat(pixels(first, whole(first))).isEqualTo(pixels(second, whole(second)));
    }

    @Test
    void theLineOfTheOccupationIsHighestWhereMostParticlesAre() {
        // When
        BufferedImage picture = PopulationPicture.draw("cell 1", Populations.boundAndFree());

        // Then the bound peak, a quarter from the left, is above the free one, three quarters from it
        int bound = highest(picture, new Rectangle(PLOT.x, PLOT.y, PLOT.width / 2, PLOT.height));
        int free = highest(picture, new Rectangle(PLOT.x + PLOT.width / 2, PLOT.y, PLOT.width / 2, PLOT.height));
        assertThat(bound).isLessThan(free);
        assertThat(free).isLessThan(PLOT.y + PLOT.height - 100);
    }

    private static int highest(BufferedImage picture, Rectangle area) {
        for (int y = area.y; y < area.y + area.height; y++) {
            for (int x = area.x; x < area.x + area.width; x++) {
                if ((picture.getRGB(x, y) & 0xFFFFFF) == LINE) {
                    return y;
                }
            }
        }
        return area.y + area.height;
    }

    @Test
    void barsAreAsLongAsTheFractions() {
        // When
        BufferedImage picture = PopulationPicture.draw("cell 1", Populations.boundAndFree());

        // Then, of 55 % and of 30 %
        long brownian = count(picture, ColourPalette.marker("BROWNIAN"), new Rectangle(1368, 530, 340, 60));
        long immobile = count(picture, ColourPalette.marker("IMMOBILE"), FRACTIONS);
        assertThat((double) immobile / brownian).isBetween(0.3 / 0.55 * 0.85, 0.3 / 0.55 * 1.15);
    }

    private static long count(BufferedImage picture, int colour, Rectangle area) {
        int[] rgb = picture.getRGB(area.x, area.y, area.width, area.height, null, 0, area.width);
        return Arrays.stream(rgb).filter(pixel -> (pixel & 0xFFFFFF) == colour).count();
    }

    @Test
    void aPopulationOfWhichNothingIsKnownHasNeitherLineNorBars() {
        // When
        BufferedImage picture =
                PopulationPicture.draw("cell 1", Populations.of(12).build());

        // Then
        assertThat(count(picture, LINE, whole(picture))).isZero();
        for (String motion : List.of("CTRW", "IMMOBILE", "CONFINED")) {
            assertThat(count(picture, ColourPalette.marker(motion), whole(picture)))
                    .isZero();
        }
    }
}
