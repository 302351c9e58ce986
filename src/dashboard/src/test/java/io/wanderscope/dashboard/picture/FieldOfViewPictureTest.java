package io.wanderscope.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.schema.DiffusionLabel;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldOfViewPictureTest {
    /** Inside the frame of the field of view. */
    private static final Rectangle PLOT = new Rectangle(50, 130, 1232, 1068);

    private static final Rectangle LEGEND = new Rectangle(1330, 128, 430, 720);
    private static final int WHITE = 0xFFFFFF;

    @TempDir
    Path folder;

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
    void coloursThePathByWhatItsWeightsSay() {
        // Given the first half of a path speaks against its class, the second half half as loud for it
        DrawnTrajectory trajectory =
                trajectory(DiffusionLabel.CTRW, new double[] {0, 1, 2, 3}, new double[4], -2f, -2f, 1f, 1f);

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
    @EnumSource(DiffusionModel.class)
    void marksTheEndOfAPathWithTheColourOfItsClass(DiffusionModel model) {
        // Given a path downwards
        DrawnTrajectory trajectory =
                trajectory(DiffusionLabel.valueOf(model.name()), new double[] {0, 0}, new double[] {0, 7});

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then y points down, as in the camera's images
        Color colour = ClassMarker.of(model).colour();
        Rectangle upper = new Rectangle(PLOT.x, PLOT.y, PLOT.width, PLOT.height / 2);
        Rectangle lower = new Rectangle(PLOT.x, PLOT.y + PLOT.height / 2, PLOT.width, PLOT.height / 2);
        assertThat(count(picture, lower, colour)).isGreaterThan(80);
        assertThat(count(picture, upper, colour)).isZero();
    }

    @Test
    void marksEveryClassWithAShapeOfItsOwn() {
        // Given one trajectory of one point for each class
        Stream<DrawnTrajectory> trajectories = Arrays.stream(DiffusionModel.values())
                .map(model -> trajectory(DiffusionLabel.valueOf(model.name()), new double[1], new double[1]));

        // When
        Set<BitSet> shapes = new HashSet<>(
                trajectories.map(trajectory -> shape(draw(List.of(trajectory)))).toList());

        // Then
        assertThat(shapes).hasSize(DiffusionModel.values().length);
    }

    @Test
    void namesEveryClassInTheLegendEvenWhenNoTrackHasIt() {
        // Given no trajectory, when
        BufferedImage picture = draw(List.of());

        // Then
        assertThat(DiffusionModel.values()).allSatisfy(model -> assertThat(
                        count(picture, LEGEND, ClassMarker.of(model).colour()))
                .as("pixels in the colour of %s", model)
                .isGreaterThan(150));
    }

    @ParameterizedTest
    @EnumSource(DiffusionLabel.class)
    void countsTheTracksOfAClassInItsRowOfTheLegend(DiffusionLabel label) {
        // Given
        DrawnTrajectory trajectory = trajectory(label, new double[] {0, 1}, new double[] {0, 1});
        BufferedImage one = draw(List.of(trajectory));

        // When
        BufferedImage two = draw(List.of(trajectory, trajectory));

        // Then only the count in that row has changed
        int row = LEGEND.y + 34 + 62 * Arrays.asList(DiffusionLabel.values()).indexOf(label);
        assertThat(differingRows(one, two, LEGEND)).isNotEmpty().allMatch(y -> y >= row && y < row + 62);
    }

    @Test
    void drawsUndeterminedTrajectoriesInGreyOnly() {
        // Given
        DrawnTrajectory trajectory =
                trajectory(DiffusionLabel.UNDETERMINED, new double[] {0, 1, 1}, new double[] {0, 1, 0});

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
                trajectory(DiffusionLabel.UNDETERMINED, new double[] {5, 9, 9, 5, 5}, new double[] {-3, -3, 1, 1, -3});

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
                trajectory(DiffusionLabel.BROWNIAN, new double[] {0, 1e-6, 2e-6}, new double[3], 1f, 1f, 1f);
        DrawnTrajectory far = trajectory(DiffusionLabel.UNDETERMINED, new double[] {1e3}, new double[] {1e3});

        // When
        BufferedImage picture = draw(List.of(tiny, far));

        // Then the path is seen in the first frame below the legend
        Rectangle frame = new Rectangle(1332, 924, 132, 132);
        assertThat(count(picture, frame, SaliencyColours.of(1))).isGreaterThan(80);
        assertThat(count(picture, PLOT, SaliencyColours.of(1))).isZero();
    }

    static Stream<List<DrawnTrajectory>> nothingToDraw() {
        return Stream.of(
                List.of(),
                List.of(trajectory(DiffusionLabel.UNDETERMINED, new double[0], new double[0])),
                List.of(trajectory(DiffusionLabel.ATTM, new double[] {Double.NaN}, new double[] {1})));
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
        DrawnTrajectory trajectory = trajectory(DiffusionLabel.LEVY_WALK, coordinates, coordinates, 1f, Float.NaN, 0f);

        // When
        BufferedImage picture = draw(List.of(trajectory));

        // Then
        Color colour = ClassMarker.of(DiffusionModel.LEVY_WALK).colour();
        assertThat(count(picture, PLOT, colour)).isGreaterThan(80);
    }

    @Test
    void shortensAnAcquisitionThatIsWiderThanThePicture() {
        // Given
        String acquisition = "W".repeat(500);

        // When
        BufferedImage picture = FieldOfViewPicture.draw(acquisition, "px", List.of(), "stage1");

        // Then nothing is written over the right margin
        assertThat(pixels(picture, new Rectangle(1760, 0, 40, 128))).containsOnly(WHITE);
    }

    @Test
    void writesAPngThatReadsBackAndLeavesNothingElse() throws IOException {
        // Given an older picture in its place
        Path png = folder.resolve("field.png");
        Files.writeString(png, "older");
        BufferedImage picture = draw(randomWalks(20));

        // When
        FieldOfViewPicture.write(png, picture);

        // Then
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(pixels(read, whole(read))).isEqualTo(pixels(picture, whole(picture)));
        assertThat(folder.toFile().list()).containsExactly("field.png");
    }

    @Test
    void refusesToWriteIntoAMissingFolder() {
        // Given
        Path png = folder.resolve("missing").resolve("field.png");

        // When, then
        assertThatIOException()
                .isThrownBy(() -> FieldOfViewPicture.write(png, draw(List.of())))
                .withMessageContaining("missing");
    }

    private static BufferedImage draw(List<DrawnTrajectory> trajectories) {
        return FieldOfViewPicture.draw("acquisition", "µm", trajectories, "stage4");
    }

    private static DrawnTrajectory trajectory(DiffusionLabel label, double[] x, double[] y, float... weights) {
        return new DrawnTrajectory(
                "1", Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList(), label, weights);
    }

    private static List<DrawnTrajectory> randomWalks(int number) {
        Random random = new Random(7);
        List<DiffusionLabel> labels = List.of(DiffusionLabel.values());
        List<DrawnTrajectory> walks = new ArrayList<>();
        for (int walk = 0; walk < number; walk++) {
            double[] x = random.doubles(30, 0, 100).toArray();
            double[] y = random.doubles(30, 0, 100).toArray();
            float[] weights = new float[30];
            IntStream.range(0, 30).forEach(point -> weights[point] = (float) random.nextGaussian());
            walks.add(trajectory(labels.get(walk % labels.size()), x, y, weights));
        }
        return walks;
    }

    private static Rectangle whole(BufferedImage picture) {
        return new Rectangle(picture.getWidth(), picture.getHeight());
    }

    private static int[] pixels(BufferedImage picture, Rectangle part) {
        int[] pixels = picture.getRGB(part.x, part.y, part.width, part.height, null, 0, part.width);
        return Arrays.stream(pixels).map(pixel -> pixel & WHITE).toArray();
    }

    private static long count(BufferedImage picture, Rectangle part, Color colour) {
        int wanted = colour.getRGB() & WHITE;
        return Arrays.stream(pixels(picture, part))
                .filter(pixel -> pixel == wanted)
                .count();
    }

    /** The colours inside the frame other than that of paper. */
    private static List<Color> drawn(BufferedImage picture) {
        return Arrays.stream(pixels(picture, PLOT))
                .filter(pixel -> pixel != WHITE)
                .mapToObj(Color::new)
                .toList();
    }

    /** Which pixels inside the frame are not paper. */
    private static BitSet shape(BufferedImage picture) {
        int[] pixels = pixels(picture, PLOT);
        return IntStream.range(0, pixels.length)
                .filter(pixel -> pixels[pixel] != WHITE)
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** The smallest rectangle around what is drawn inside the frame, in pixels of the picture. */
    private static Rectangle extent(BufferedImage picture) {
        Rectangle extent = new Rectangle(-1, -1);
        shape(picture).stream()
                .mapToObj(pixel -> new Rectangle(PLOT.x + pixel % PLOT.width, PLOT.y + pixel / PLOT.width, 1, 1))
                .forEach(extent::add);
        return extent;
    }

    private static List<Integer> differingRows(BufferedImage one, BufferedImage other, Rectangle part) {
        return IntStream.range(part.y, part.y + part.height)
                .filter(y -> !Arrays.equals(
                        pixels(one, new Rectangle(part.x, y, part.width, 1)),
                        pixels(other, new Rectangle(part.x, y, part.width, 1))))
                .boxed()
                .toList();
    }
}
