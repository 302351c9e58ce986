package io.wanderscope.streaming;

import static io.wanderscope.streaming.SettingType.choice;
import static io.wanderscope.streaming.SettingType.milliseconds;
import static io.wanderscope.streaming.SettingType.number;
import static io.wanderscope.streaming.SettingType.numberAbove;
import static io.wanderscope.streaming.SettingType.priors;
import static io.wanderscope.streaming.SettingType.wholeNumber;

import io.wanderscope.diffusion.ClassPriors;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.TrackWindow;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.Verdict;
import io.wanderscope.linking.LinkingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * When a track is classified, on which of its points, with which knowledge of the experiment, and in which batch.
 *
 * @param values the values of {@link #settings()}
 * @param rules on which results to send triggers
 */
public record StreamSettings(SettingValues values, TriggerRules rules) {
    private static final int MAX_POINTS = 10_000;
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_INACTIVITY = Duration.ofDays(30);

    private static final SettingGroup SETTINGS = new SettingGroup();

    /** Minimum number of observed points at which a track is classified. */
    public static final Setting<Integer> MINIMUM_POINTS = SETTINGS.define(
            "window.min.points",
            wholeNumber(2, MAX_POINTS),
            10,
            "Minimum number of points at which a track is classified; points that were interpolated do not count. At"
                    + " most `window.max.points`, and no fewer than the model accepts (the shipped one: 5).");

    /** Maximum number of points that are classified: of a longer track, the latest ones. */
    public static final Setting<Integer> MAXIMUM_POINTS = SETTINGS.define(
            "window.max.points",
            wholeNumber(2, MAX_POINTS),
            1000,
            "Maximum number of points that are classified: of a longer track, the latest ones. At least"
                    + " `window.min.points`, and no more than the model accepts (the shipped one: 1000).");

    /** New points after which a growing track is classified again. */
    public static final Setting<Integer> LIVE_EVERY = SETTINGS.define(
            "live.every.points",
            wholeNumber(1, 1_000_000),
            20,
            "A growing track gets a LIVE result when it has gained this many points since its last result, or the share"
                    + " `live.growth` of its points, whichever is more.");

    /** Growth after which a track is classified again. */
    public static final Setting<Double> LIVE_GROWTH = SETTINGS.define(
            "live.growth",
            number(0, 1),
            0.1,
            "Share of the points of its last result by which a track grows before its next LIVE result. So a position"
                    + " costs the same however long its track is. 0 for an interval that does not grow.");

    /** Which LIVE results leave when the model does not keep up. */
    public static final Setting<LiveWhenBehind> LIVE_WHEN_BEHIND = SETTINGS.define(
            "live.when.behind",
            choice(LiveWhenBehind.class),
            LiveWhenBehind.LATEST,
            "When results fall due faster than the model can compute them: `latest` lets a track's newer result take the"
                    + " place of its LIVE result that still waits, whose revision is then missing; `all` computes every one.");

    /** Maximum number of successive missing frames that are interpolated. */
    public static final Setting<Integer> MAXIMUM_GAP = SETTINGS.define(
            "gap.max.frames",
            wholeNumber(0, 1_000),
            TrackWindow.DEFAULT_MAXIMUM_GAP,
            "Maximum number of successive missing frames that are filled by interpolation. A track with a longer gap"
                    + " is split there, and its longest part is classified.");

    /** How far the time of a partition may advance without a track before the track ends. */
    public static final Setting<Duration> STREAM_TIME_INACTIVITY = SETTINGS.define(
            "inactivity.stream.ms",
            milliseconds(MIN_DURATION, MAX_INACTIVITY),
            Duration.ofSeconds(30),
            "A track ends when the time of its partition has advanced this far without it. However far a record's"
                    + " timestamp jumps, the record counts for at most an eighth of this. At most `ended.retention.ms`.");

    /** How long a partition may receive no position before its tracks end. */
    public static final Setting<Duration> WALL_CLOCK_INACTIVITY = SETTINGS.define(
            "inactivity.wall.ms",
            milliseconds(MIN_DURATION, MAX_INACTIVITY),
            Duration.ofSeconds(60),
            "All tracks of a partition end when it has received no valid position or end mark for this long on the wall"
                    + " clock. Set it above the longest interruption of trackers and brokers, and both inactivities above twice that"
                    + " where localisations are linked.");

    /** Memory for the windows of open tracks, in the whole process. */
    public static final Setting<Integer> WINDOW_MEGABYTES = SETTINGS.define(
            "memory.windows.mb",
            wholeNumber(1, 1_000_000),
            128,
            "Megabytes that the windows of open tracks may take in the heap of the whole process, 40 bytes a position."
                    + " Those that have not been used for longest give way, and are read back from the store when"
                    + " they are needed.");

    /** Maximum number of trajectories of a batch. */
    public static final Setting<Integer> BATCH_SIZE = SETTINGS.define(
            "batch.max.trajectories",
            wholeNumber(1, 256),
            64,
            "Maximum number of trajectories that the model gets at a time.");

    /** How long a trajectory waits for its batch to fill. */
    public static final Setting<Duration> BATCH_LINGER = SETTINGS.define(
            "batch.linger.ms",
            milliseconds(Duration.ZERO, Duration.ofMinutes(1)),
            Duration.ZERO,
            "How long a trajectory waits at most for its batch to fill. With 0, a batch leaves as soon as the model is"
                    + " free, with whatever is due by then.");

    /** Which results come with saliency. */
    public static final Setting<SaliencyChoice> SALIENCY = SETTINGS.define(
            "saliency",
            choice(SaliencyChoice.class),
            SaliencyChoice.ALL,
            "Which classified results say how much each of their points counted: `all`, FINAL ones only, or `none`. What"
                    + " nobody gets is not computed.");

    /** Lowest confidence at which the most probable class becomes the label. */
    public static final Setting<Double> MINIMUM_CONFIDENCE = SETTINGS.define(
            "confidence.minimum",
            number(0, 1),
            Verdict.DEFAULT_MINIMUM,
            "Lowest confidence at which the most probable class becomes the label: the probability that the track follows"
                    + " one of the eight models, times that of the most probable of them. Below it, the label is"
                    + " UNDETERMINED (`LOW_CONFIDENCE`). 0 never withholds a label for this reason. It concerns the eight models only:"
                    + " another family of motion is named as soon as it is the most probable of the six, with its"
                    + " probability in the record, and an unfamiliar track gets no label at any minimum.");

    /** Prior probabilities of the classes. */
    public static final Setting<ClassPriors> CLASS_PRIORS = SETTINGS.define(
            "class.priors",
            priors(),
            ClassPriors.EQUAL,
            "equal",
            "How frequent you expect the classes to be among the eight: probabilities above 0 and below 1. Classes without"
                    + " one share the rest equally. They change the probabilities, the label and its confidence; the set of classes, the"
                    + " exponent and the saliency stay those of equal priors. Brownian motion rarely gets a label at 50"
                    + " points and fewer unless its prior says that it is common.");

    /** The localisation noise of all tracks. */
    public static final Setting<Optional<Double>> LOCALISATION_NOISE = SETTINGS.defineOptional(
            "imaging.localisation.noise",
            number(0),
            "unknown",
            "Standard deviation of the localisation noise along an axis, in the unit of the positions, which must then be"
                    + " the same for all acquisitions. Give it if you have"
                    + " measured it, for instance on beads that are stuck: the model then need not guess whether"
                    + " displacements that turn back are noise or subdiffusion.");

    /** The exposure of all tracks. */
    public static final Setting<Optional<Double>> EXPOSURE = SETTINGS.defineOptional(
            "imaging.exposure",
            number(0, 1),
            "unknown",
            "Share of the frame interval over which the camera collects light. Give it if you know it: exposure time"
                    + " divided by frame interval. Motion blur makes neighbouring"
                    + " displacements alike, as superdiffusion does. Where it is unknown, the localisation error of a track"
                    + " is estimated as for an exposure of 1; its diffusion coefficient does not depend on it unless the"
                    + " localisation noise is given too. Populations take it to be 1 as well: if it is shorter, the diffusion"
                    + " coefficients of their fast states come out up to 1.5 times too high, and their exponent too low.");

    /** Depth within which particles are seen. */
    public static final Setting<Optional<Double>> FOCAL_DEPTH = SETTINGS.defineOptional(
            "population.focal.depth",
            numberAbove(0),
            "unknown",
            "Depth within which particles are seen, in the unit of the positions. Fast particles leave it sooner than slow"
                    + " ones, so their tracks are shorter and fewer of their displacements are seen; with the depth, the"
                    + " population is corrected for that. Give it if particles move in three dimensions.");

    /** Without rules. */
    public StreamSettings(SettingValues values) {
        this(values, TriggerRules.none());
    }

    /**
     * Checks the values against each other.
     *
     * @throws IllegalArgumentException when two values contradict each other; the message names both keys,
     *     one contradiction a line
     */
    public StreamSettings {
        values = values.only(settings());
        List<String> contradictions = Stream.concat(
                        disorder(values.get(MINIMUM_POINTS), values.get(MAXIMUM_POINTS)).stream(),
                        forgetting(values.get(STREAM_TIME_INACTIVITY), values.get(TimeSettings.ENDED_RETENTION))
                                .stream())
                .toList();
        if (!contradictions.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", contradictions));
        }
    }

    private static Optional<String> disorder(int minimum, int maximum) {
        return maximum < minimum
                ? Optional.of(MAXIMUM_POINTS + " must be from " + MINIMUM_POINTS + " (" + minimum + ") to " + MAX_POINTS
                        + ", got " + maximum)
                : Optional.empty();
    }

    private static Optional<String> forgetting(Duration inactivity, Duration retention) {
        return retention.compareTo(inactivity) < 0
                ? Optional.of(TimeSettings.ENDED_RETENTION + " must be at least " + STREAM_TIME_INACTIVITY + " ("
                        + inactivity.toMillis() + "), got " + retention.toMillis())
                : Optional.empty();
    }

    /** All settings of the stream, those of its time and of linking included. */
    public static List<Setting<?>> settings() {
        return Stream.of(SETTINGS.all(), TimeSettings.settings(), LinkerSettings.settings())
                .<Setting<?>>flatMap(List::stream)
                .toList();
    }

    /** The default of every setting. */
    public static StreamSettings defaults() {
        return new StreamSettings(SettingValues.defaults());
    }

    /** These settings with another value for one of them. */
    public <T> StreamSettings with(Setting<T> setting, T value) {
        return new StreamSettings(values.with(setting, value), rules);
    }

    /** These settings with other rules. */
    public StreamSettings withRules(TriggerRules changed) {
        return new StreamSettings(values, changed);
    }

    /** These settings for recordings, in which every track ends by its mark and inactivity has no meaning. */
    public StreamSettings forRecordings() {
        Duration retention = time().endedRetention();
        Duration never = retention.compareTo(MAX_INACTIVITY) < 0 ? retention : MAX_INACTIVITY;
        return with(STREAM_TIME_INACTIVITY, never).with(WALL_CLOCK_INACTIVITY, never);
    }

    /** These settings with windows that a model accepts. */
    public StreamSettings within(ModelDescription model) {
        return new StreamSettings(
                values.with(MINIMUM_POINTS, Math.max(minimumPoints(), model.minimumPoints()))
                        .with(MAXIMUM_POINTS, Math.min(maximumPoints(), model.maximumPoints())),
                rules);
    }

    /** Value of {@link #MINIMUM_POINTS}. */
    public int minimumPoints() {
        return values.get(MINIMUM_POINTS);
    }

    /** Value of {@link #MAXIMUM_POINTS}. */
    public int maximumPoints() {
        return values.get(MAXIMUM_POINTS);
    }

    /** Value of {@link #LIVE_EVERY}. */
    public int liveEvery() {
        return values.get(LIVE_EVERY);
    }

    /** Value of {@link #LIVE_GROWTH}. */
    public double liveGrowth() {
        return values.get(LIVE_GROWTH);
    }

    /** Value of {@link #LIVE_WHEN_BEHIND}. */
    public LiveWhenBehind liveWhenBehind() {
        return values.get(LIVE_WHEN_BEHIND);
    }

    /** Value of {@link #MAXIMUM_GAP}. */
    public int maximumGap() {
        return values.get(MAXIMUM_GAP);
    }

    /** Value of {@link #STREAM_TIME_INACTIVITY}. */
    public Duration streamTimeInactivity() {
        return values.get(STREAM_TIME_INACTIVITY);
    }

    /** Value of {@link #WALL_CLOCK_INACTIVITY}. */
    public Duration wallClockInactivity() {
        return values.get(WALL_CLOCK_INACTIVITY);
    }

    /**
     * How long nothing of an acquisition may come before its frames wait no longer for localisations: half of the shorter
     * inactivity, so that the tracks of the frames are still open when these are linked.
     */
    public Duration frameSilence() {
        Duration stream = streamTimeInactivity();
        Duration wall = wallClockInactivity();
        return Duration.ofMillis(Math.max(1, Math.min(stream.toMillis(), wall.toMillis()) / 2));
    }

    /** Value of {@link #WINDOW_MEGABYTES} in bytes. */
    public long windowBytes() {
        return (long) values.get(WINDOW_MEGABYTES) << 20;
    }

    /** Value of {@link #BATCH_SIZE}. */
    public int batchSize() {
        return values.get(BATCH_SIZE);
    }

    /** Value of {@link #BATCH_LINGER}. */
    public Duration batchLinger() {
        return values.get(BATCH_LINGER);
    }

    /** Value of {@link #SALIENCY}. */
    public SaliencyChoice saliency() {
        return values.get(SALIENCY);
    }

    /** Value of {@link #MINIMUM_CONFIDENCE}. */
    public double minimumConfidence() {
        return values.get(MINIMUM_CONFIDENCE);
    }

    /** Value of {@link #CLASS_PRIORS}. */
    public ClassPriors classPriors() {
        return values.get(CLASS_PRIORS);
    }

    /** Values of {@link #LOCALISATION_NOISE} and {@link #EXPOSURE}. */
    public ImagingConditions imaging() {
        return new ImagingConditions(condition(LOCALISATION_NOISE), condition(EXPOSURE));
    }

    private OptionalDouble condition(Setting<Optional<Double>> setting) {
        return values.get(setting).stream().mapToDouble(Double::doubleValue).findFirst();
    }

    /** Value of {@link #FOCAL_DEPTH}. */
    public OptionalDouble focalDepth() {
        return condition(FOCAL_DEPTH);
    }

    /** The settings of stream time. */
    public TimeSettings time() {
        return new TimeSettings(values);
    }

    /** The settings of linking. */
    public LinkerSettings linker() {
        return new LinkerSettings(values);
    }

    /**
     * How localisations are linked; empty if none are.
     *
     * @throws IllegalArgumentException when they are and a setting for it is missing or contradicts another; the message names
     *     the key
     */
    public Optional<LinkingSettings> linking(StreamTopics topics) {
        return topics.localisations().map(topic -> linker().linking(maximumGap()));
    }
}
