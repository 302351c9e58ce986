package io.wanderscope.trainer.evaluation;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.data.Departure;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.Seeds;
import io.wanderscope.trainer.data.TestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tests of a model on trajectories of the independent simulator. The same model, seed and number of trajectories give the same
 * results.
 */
public final class ModelTests {
    private static final List<Integer> POINTS = List.of(30, 100, 300);
    private static final int SHORTEST = 5;
    private static final double MODERATE_NOISE = 0.5;
    private static final List<Double> NOISE_FACTORS = List.of(0.8, 0.9, 1.0, 1.1, 1.2);

    private static final int FIXED_LENGTH_FRACTION = 2;
    private static final int DEPARTURE_FRACTION = 8;

    private final Evaluator evaluator;
    private final long seed;
    private final int trajectories;

    /**
     * Creates the tests.
     *
     * @param seed seed of every random draw
     * @param trajectories number of trajectories in each test of accuracy; the tests of one length have half as many,
     *     those of departures an eighth
     */
    public ModelTests(Evaluator evaluator, long seed, int trajectories) {
        this.evaluator = evaluator;
        this.seed = seed;
        this.trajectories = trajectories;
    }

    /**
     * The five tests of {@link TestSet#all}, without and with knowledge of the imaging conditions.
     *
     * @param listener receives each result as soon as its test ends
     */
    public List<ByImaging<Evaluation>> accuracy(Consumer<ByImaging<Evaluation>> listener) {
        List<ByImaging<Evaluation>> results = new ArrayList<>();
        for (TestSet test : TestSet.allIndependent(seed, trajectories)) {
            ByImaging<Evaluation> result = byImaging(test);
            results.add(result);
            listener.accept(result);
        }
        return results;
    }

    private ByImaging<Evaluation> byImaging(TestSet test) {
        List<Evaluation> both = evaluator.evaluate(test, List.of(Variant.PLAIN, Variant.IMAGING_KNOWN));
        return new ByImaging<>(both.get(0), both.get(1));
    }

    /** The cells of {@link TestSet#allCells}, by length, then by noise. */
    public List<Cell> cells() {
        return TestSet.allCells(seed, part(FIXED_LENGTH_FRACTION)).stream()
                .map(test -> new Cell(test.minimumPoints(), test.noise(), byImaging(test)))
                .toList();
    }

    /** Every departure at 30, 100 and 300 points, and that of motion blur with a known exposure too. */
    public List<DepartureResult> departures() {
        List<DepartureResult> results = new ArrayList<>();
        for (Departure departure : Departure.values()) {
            POINTS.forEach(points -> results.add(departure(departure, points, Variant.PLAIN)));
            if (departure == Departure.BLUR) {
                POINTS.forEach(points -> results.add(departure(departure, points, Variant.FULL_EXPOSURE_KNOWN)));
            }
        }
        return results;
    }

    private DepartureResult departure(Departure departure, int points, Variant variant) {
        String name = departure.description() + variant.suffix();
        List<LabelledTrajectory> drawn = departure.draw(seed, part(DEPARTURE_FRACTION), points);
        List<Answer> answers = evaluator.answers(name + ", " + points + " points", drawn, variant);
        return new DepartureResult(departure, name, points, answers);
    }

    /** Short trajectories without noise: 5 to 10 points or those of them that the model accepts, and 20, 50 and 100 points. */
    public List<ShortTracks> shortTracks() {
        return List.of(
                shortTracks(Math.max(SHORTEST, evaluator.minimumPoints()), 10),
                shortTracks(20, 20),
                shortTracks(50, 50),
                shortTracks(100, 100));
    }

    private ShortTracks shortTracks(int minimumPoints, int maximumPoints) {
        TestSet test = TestSet.lengths(seed, part(FIXED_LENGTH_FRACTION), minimumPoints, maximumPoints, 0);
        ClassPriors half = ClassPriors.of(Map.of(DiffusionModel.BROWNIAN, ShortTracks.BROWNIAN_PRIOR));
        List<Evaluation> both = evaluator.evaluate(test, List.of(Variant.PLAIN, Variant.withPriors(half)));
        String points = minimumPoints == maximumPoints ? "" + minimumPoints : minimumPoints + "–" + maximumPoints;
        return new ShortTracks(points, both.get(0), both.get(1));
    }

    /**
     * Complete trajectories without noise against the same with a fifth of the frames missing, and a fifth shorter: lengths of 10 to 1000 points, and
     * 30, 100 and 300 points.
     */
    public List<GapCost> gaps() {
        int some = part(FIXED_LENGTH_FRACTION);
        Stream<TestSet> varying =
                Stream.of(TestSet.varyingLengths(seed, some, 0).independent());
        Stream<TestSet> fixed = POINTS.stream().map(points -> TestSet.cell(seed, some, points, 0));
        return Stream.concat(varying, fixed).map(this::gaps).toList();
    }

    /** The same trajectories of 10 to 1000 points with noise 0.5, told a noise that is too small, right or too large. */
    public List<WrongNoise> wrongNoise() {
        TestSet test = TestSet.varyingLengths(seed, part(FIXED_LENGTH_FRACTION), MODERATE_NOISE)
                .independent();
        List<Evaluation> results = evaluator.evaluate(
                test, NOISE_FACTORS.stream().map(Variant::noiseWrongBy).toList());
        return IntStream.range(0, results.size())
                .mapToObj(index -> new WrongNoise(NOISE_FACTORS.get(index), results.get(index)))
                .toList();
    }

    private GapCost gaps(TestSet test) {
        Variant withGaps = Variant.withGaps(Seeds.derive(test.seed(), 2));
        List<Evaluation> results = evaluator.evaluate(test, List.of(Variant.PLAIN, withGaps, Variant.FEWER_POINTS));
        return new GapCost(results.get(0), results.get(1), results.get(2));
    }

    private int part(int fraction) {
        return Math.max(DiffusionModel.values().length, trajectories / fraction);
    }
}
