package io.wanderscope.dashboard.picture;

import static io.wanderscope.dashboard.picture.Pixels.PLOT;
import static io.wanderscope.dashboard.picture.Pixels.WHITE;
import static io.wanderscope.dashboard.picture.Pixels.count;
import static io.wanderscope.dashboard.picture.Pixels.differingRows;
import static io.wanderscope.dashboard.picture.Pixels.drawn;
import static io.wanderscope.dashboard.picture.Pixels.extent;
import static io.wanderscope.dashboard.picture.Pixels.pixels;
import static io.wanderscope.dashboard.picture.Pixels.shape;
import static io.wanderscope.dashboard.picture.Pixels.whole;
import static io.wanderscope.dashboard.picture.Trajectories.explained;
import static io.wanderscope.dashboard.picture.Trajectories.randomWalks;
import static io.wanderscope.dashboard.picture.Trajectories.trajectory;
import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.dashboard.DrawnTrajectory;
import io.wanderscope.dashboard.MotionClass;
import io.wanderscope.dashboard.TypicalDiffusion;
import io.wanderscope.diffusion.ColourPalette;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldOfViewPainterTest {
    private static final Rectangle LEGEND = new Rectangle(1330, 128, 430, 1040);

    @Test
    void drawsTheSamePixelsForTheSameTrajectories() {
        // Given
        List<DrawnTrajectory> trajectories = randomWalks(200);
        BufferedImage first = draw(trajectories);

        // When
        BufferedImage second = draw(trajectories);

        // Then
        assertThat(pixels(second, whole(second))).isEqualTo(pixels(first, whole(first)));
    }

    @Test
    void coloursThePathByItsWeights() {
        // Given a path whose first half is evidence against its class, and whose second half is half as strong evidence
        // for it
        DrawnTrajectory trajectory =
                trajectory(MotionClass.CTRW, new double[] {0, 1, 2, 3}, new double[4], -2f, -2f, 1f, 1f);

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then
        Rectangle left = new Rectangle(PLOT.x, PLOT.y, PLOT.width / 2, PLOT.height);
        Rectangle right = new Rectangle(PLOT.x + PLOT.width / 2, PLOT.y, PLOT.width / 2, PLOT.height);
        assertThat(count(picture, left, SaliencyColours.of(-1))).isGreaterThan(300);
        assertThat(count(picture, right, SaliencyColours.of(-1))).isZero();
        assertThat(count(picture, right, SaliencyColours.of(0.5))).isGreaterThan(300);
        assertThat(count(picture, left, SaliencyColours.of(0.5))).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "UNDETERMINED", mode = EnumSource.Mode.EXCLUDE)
    void marksTheEndOfAPathWithTheColourOfItsClass(MotionClass motion) {
        // Given a path downwards
        DrawnTrajectory trajectory = trajectory(motion, new double[] {0, 0}, new double[] {0, 7});

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then y points down, as in the camera's images
        Color colour = ClassMarker.of(motion).colour();
        Rectangle upper = new Rectangle(PLOT.x, PLOT.y, PLOT.width, PLOT.height / 2);
        Rectangle lower = new Rectangle(PLOT.x, PLOT.y + PLOT.height / 2, PLOT.width, PLOT.height / 2);
        assertThat(count(picture, lower, colour)).isGreaterThan(80);
        assertThat(count(picture, upper, colour)).isZero();
    }

    @Test
    void marksEveryClassWithAShapeOfItsOwn() {
        // Given one trajectory of one point for each class and each other kind of motion
        Stream<DrawnTrajectory> trajectories = Arrays.stream(MotionClass.values())
                .filter(motion -> motion != MotionClass.UNDETERMINED)
                .map(motion -> trajectory(motion, new double[1], new double[1]));

        // When
        Set<BitSet> shapes = new HashSet<>(
                trajectories.map(trajectory -> shape(draw(List.of(trajectory)))).toList());

        // Then
        assertThat(shapes).hasSize(14);
    }

    @Test
    void namesEveryClassInTheLegendEvenWhenNoTrackHasIt() {
        // Given no trajectory, when
        BufferedImage picture = draw(List.of());

        // Then
        assertThat(MotionClass.values())
                .filteredOn(motion -> motion != MotionClass.UNDETERMINED)
                .allSatisfy(motion -> assertThat(
                                count(picture, LEGEND, ClassMarker.of(motion).colour()))
                        .as("pixels in the colour of %s", motion)
                        .isGreaterThan(150));
    }

    @ParameterizedTest
    @EnumSource
    void countsTheTracksOfAClassInItsRowOfTheLegend(MotionClass motion) {
        // Given
        DrawnTrajectory trajectory = trajectory(motion, new double[] {0, 1}, new double[] {0, 1});
        BufferedImage one = draw(List.of(trajectory));

        // When
        BufferedImage two = draw(List.of(trajectory, trajectory));

        // Then only the count in that row has changed
        int row = LEGEND.y + rowOf(motion);
        assertThat(differingRows(one, two, LEGEND)).isNotEmpty().allMatch(y -> y >= row && y < row + 54);
    }

    /** Its top in pixels from that of the legend: a heading, eight rows, a heading, six taller rows, and a last row. */
    private static int rowOf(MotionClass motion) {
        int place = Arrays.asList(MotionClass.values()).indexOf(motion);
        int otherMotion = 34 + 8 * 54 + 14 + 34;
        if (place < 8) {
            return 34 + 54 * place;
        }
        return motion == MotionClass.UNDETERMINED ? otherMotion + 6 * 74 + 14 : otherMotion + 74 * (place - 8);
    }

    @Test
    void saysInTheLegendThatColoursExplainAnotherClassWherePriorsChangedIt() {
        // Given a path whose colours are evidence for its class
        double[] points = {0, 1};
        BufferedImage usual =
                draw(List.of(explained(MotionClass.BROWNIAN, MotionClass.BROWNIAN, points, points, 1f, 1f)));

        // When they are evidence for another
        BufferedImage changed =
                draw(List.of(explained(MotionClass.BROWNIAN, MotionClass.ATTM, points, points, 1f, 1f)));

        // Then only the text about saliency has changed, and it ends above the magnified tracks and within the margin
        Rectangle picture = whole(usual);
        int saliency = LEGEND.y + rowOf(MotionClass.UNDETERMINED) + 54;
        assertThat(differingRows(usual, changed, picture)).isNotEmpty().allMatch(y -> y >= saliency && y < 1330);
        assertThat(differingRows(usual, changed, new Rectangle(0, 0, LEGEND.x, picture.height)))
                .isEmpty();
        assertThat(differingRows(usual, changed, new Rectangle(1752, 0, 48, picture.height)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"IMMOBILE", "CONFINED", "DIRECTED", "SWITCHING", "ARTEFACT", "UNFAMILIAR"})
    void coloursThePathOfOtherMotionByWhatItIsAndNotBySaliency(MotionClass motion) {
        // Given a path with saliency, which explains one of the eight models
        DrawnTrajectory trajectory = trajectory(motion, new double[] {0, 1, 2, 3}, new double[4], -2f, -2f, 2f, 2f);

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then
        assertThat(count(picture, PLOT, new Color(ColourPalette.line(motion.name()))))
                .isGreaterThan(600);
        assertThat(count(picture, PLOT, SaliencyColours.of(-1))).isZero();
        assertThat(count(picture, PLOT, SaliencyColours.of(1))).isZero();
    }

    @Test
    void drawsUndeterminedTrajectoriesOnlyInGrey() {
        // Given
        DrawnTrajectory trajectory =
                trajectory(MotionClass.UNDETERMINED, new double[] {0, 1, 1}, new double[] {0, 1, 0});

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then
        assertThat(drawn(picture))
                .isNotEmpty()
                .allMatch(colour -> colour.getRed() == colour.getGreen() && colour.getGreen() == colour.getBlue());
    }

    @Test
    void drawsBothAxesOnOneScale() {
        // Given a square
        DrawnTrajectory square =
                trajectory(MotionClass.UNDETERMINED, new double[] {5, 9, 9, 5, 5}, new double[] {-3, -3, 1, 1, -3});

        // When
        BufferedImage picture = draw(List.of(square));

        // Then, up to the dot at its end
        Rectangle extent = extent(picture);
        assertThat(Math.abs(extent.width - extent.height)).isLessThanOrEqualTo(2);
        assertThat(extent.height).isGreaterThan(900);
    }

    @Test
    void magnifiesTheLongestTracksThatHaveAClass() {
        // Given two far apart trajectories that are tiny in the whole field of view
        DrawnTrajectory tiny =
                trajectory(MotionClass.BROWNIAN, new double[] {0, 1e-6, 2e-6}, new double[3], 1f, 1f, 1f);
        DrawnTrajectory far = trajectory(MotionClass.UNDETERMINED, new double[] {1e3}, new double[] {1e3});

        // When
        BufferedImage picture = draw(List.of(tiny, far));

        // Then the path is seen in the first frame below the field of view
        Rectangle frame = new Rectangle(432, 1336, 210, 210);
        assertThat(count(picture, frame, SaliencyColours.of(1))).isGreaterThan(80);
        assertThat(count(picture, PLOT, SaliencyColours.of(1))).isZero();
    }

    @Test
    void namesEachMagnifiedTrackAboveItsPathAndWithinItsFrame() {
        // Given a track with a short name
        BufferedImage usual = draw(List.of(named("7")));

        // When its name is far too long
        BufferedImage changed = draw(List.of(named("x".repeat(300))));

        // Then only a line at the top of its frame has changed
        Rectangle frame = new Rectangle(432, 1336, 210, 210);
        assertThat(differingRows(usual, changed, whole(usual)))
                .isNotEmpty()
                .allMatch(y -> y >= frame.y && y < frame.y + 30);
        assertThat(differingRows(usual, changed, new Rectangle(0, 0, frame.x, usual.getHeight())))
                .isEmpty();
        assertThat(differingRows(usual, changed, new Rectangle(frame.x + frame.width, 0, 1100, usual.getHeight())))
                .isEmpty();
    }

    private static DrawnTrajectory named(String track) {
        List<Double> points = List.of(0.0, 1.0, 2.0);
        return new DrawnTrajectory(track, points, points, MotionClass.BROWNIAN, null, new float[0]);
    }

    static Stream<List<DrawnTrajectory>> nothingToDraw() {
        return Stream.of(
                List.of(),
                List.of(trajectory(MotionClass.UNDETERMINED, new double[0], new double[0])),
                List.of(trajectory(MotionClass.ATTM, new double[] {Double.NaN}, new double[] {1})));
    }

    @ParameterizedTest
    @MethodSource("nothingToDraw")
    void saysSoWhenThereIsNothingToDraw(List<DrawnTrajectory> trajectories) {
        // Given no point with finite coordinates, when
        BufferedImage picture = draw(trajectories);

        // Then a line of text stands in the middle
        Rectangle text = extent(picture);
        assertThat(text.getCenterX()).isBetween(PLOT.getCenterX() - 5, PLOT.getCenterX() + 5);
        assertThat(text.height).isBetween(10, 30);
        assertThat(text.width).isBetween(100, 400);
    }

    static Stream<double[]> extremeCoordinates() {
        return Stream.of(
                new double[] {1e9, 1e9, 1e9},
                new double[] {0, 0, 0},
                new double[] {1e9, 1e9 + 1e-3, 1e9},
                new double[] {-1e9, 1e9, 0},
                new double[] {-Double.MAX_VALUE, Double.MAX_VALUE, 0},
                new double[] {0, Double.MIN_VALUE, 0},
                new double[] {-1e-310, 1e-310, 0},
                new double[] {Double.NaN, 4, Double.POSITIVE_INFINITY});
    }

    @ParameterizedTest
    @MethodSource("extremeCoordinates")
    void drawsTheMarkerInsideTheFrameWhereverThePointsAre(double[] coordinates) {
        // Given
        DrawnTrajectory trajectory = trajectory(MotionClass.LEVY_WALK, coordinates, coordinates, 1f, Float.NaN, 0f);

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then
        Color colour = ClassMarker.of(MotionClass.LEVY_WALK).colour();
        assertThat(count(picture, PLOT, colour)).isGreaterThan(80);
    }

    @Test
    void shortensAnAcquisitionThatIsWiderThanThePicture() {
        // Given
        String acquisition = "W".repeat(500);

        // When
        BufferedImage picture =
                FieldOfViewPainter.paint(acquisition, "px", List.of(), "stage1", TypicalDiffusion.UNKNOWN);

        // Then nothing is written over the right margin
        assertThat(pixels(picture, new Rectangle(1760, 0, 40, 128))).containsOnly(WHITE);
    }

    @Test
    void theLegendHasTheMedianDiffusionCoefficientOfEachKindOfMotion() {
        // Given
        TypicalDiffusion diffusion = new TypicalDiffusion("µm²/s", Map.of(MotionClass.IMMOBILE, -0.0012));
        Rectangle column = new Rectangle(1530, 130, 140, 1060);
        BufferedImage without = draw(List.of());

        // When
        BufferedImage picture = FieldOfViewPainter.paint("acquisition", "µm", List.of(), "stage4", diffusion);

        // Then
        assertThat(pixels(picture, column)).isNotEqualTo(pixels(without, column));
    }

    private static BufferedImage draw(List<DrawnTrajectory> trajectories) {
        return FieldOfViewPainter.paint("acquisition", "µm", trajectories, "stage4", TypicalDiffusion.UNKNOWN);
    }
}
