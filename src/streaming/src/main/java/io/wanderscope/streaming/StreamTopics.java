package io.wanderscope.streaming;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/**
 * The names of the topics that the topology reads and writes.
 *
 * @param localisations localisations in, key {@code acquisition} or {@code acquisition/tile}, value ParticleLocalisation; empty if
 *     none are linked
 * @param positions positions in, key {@code acquisition/track}, value ParticlePosition; out too, if localisations are linked
 * @param labels labels out, key {@code acquisition/track}, value TrajectoryLabel
 * @param saliency saliency out, key {@code acquisition/track}, value TrajectorySaliency
 * @param composition counts by label out, key {@code acquisition/start of the window}, value AcquisitionComposition
 * @param population populations out, key {@code acquisition}, or {@code acquisition/start of the window} for those of time
 *     windows, value AcquisitionPopulation
 * @param triggers triggers out if there are rules, key {@code acquisition}, value AcquisitionTrigger
 * @param deadLetters records that could not be used: untouched bytes, the cause in {@link DeadLetterHeaders}
 */
public record StreamTopics(
        Optional<String> localisations,
        String positions,
        String labels,
        String saliency,
        String composition,
        String population,
        String triggers,
        String deadLetters) {
    private static final SettingType<String> TOPIC =
            SettingType.text("topic", "a name of its own", StreamTopics::requireTopicName);

    private static final SettingGroup SETTINGS = new SettingGroup();

    private static final Setting<Optional<String>> LOCALISATIONS = SETTINGS.defineOptional(
            "topics.localisations",
            TOPIC,
            "none",
            "Input: localisations that belong to no track yet, such as `particle-localisations`. With it, the program links"
                    + " them and writes the tracks to `topics.positions`; `linking.max.displacement` is needed then.");
    private static final Setting<String> POSITIONS =
            SETTINGS.define("topics.positions", TOPIC, "particle-positions", "Input: positions.");
    private static final Setting<String> LABELS =
            SETTINGS.define("topics.labels", TOPIC, "trajectory-labels", "Output: labels.");
    private static final Setting<String> SALIENCY = SETTINGS.define(
            "topics.saliency",
            TOPIC,
            "trajectory-saliency",
            "Output: saliency, one record for each label with probabilities, as `saliency` says.");
    private static final Setting<String> COMPOSITION = SETTINGS.define(
            "topics.composition", TOPIC, "acquisition-composition", "Output: counts of tracks by label.");
    private static final Setting<String> POPULATION = SETTINGS.define(
            "topics.population",
            TOPIC,
            "acquisition-population",
            "Output: populations, which are what all tracks of an acquisition say together.");
    private static final Setting<String> TRIGGERS = SETTINGS.define(
            "topics.triggers",
            TOPIC,
            "acquisition-triggers",
            "Output: triggers, which the [rules](triggers.md) `trigger.*` ask for. Needed only if there are any.");
    private static final Setting<String> DEAD_LETTERS = SETTINGS.define(
            "topics.dead.letters", TOPIC, "particle-positions-dlq", "Output: records that could not be used.");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when a name is not a legal topic name, or two names are equal; the message names
     *     the keys
     */
    public StreamTopics {
        List<String> names = Stream.concat(
                        LOCALISATIONS.require(localisations).stream(),
                        Stream.of(
                                POSITIONS.require(positions),
                                LABELS.require(labels),
                                SALIENCY.require(saliency),
                                COMPOSITION.require(composition),
                                POPULATION.require(population),
                                TRIGGERS.require(triggers),
                                DEAD_LETTERS.require(deadLetters)))
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    settings().stream().map(Setting::key).collect(Collectors.joining(", "))
                            + " must have different names, got " + names);
        }
    }

    /** All settings of the topics' names. */
    public static List<Setting<?>> settings() {
        return SETTINGS.all();
    }

    /** The names that a configuration gives. */
    public static StreamTopics of(SettingValues values) {
        return new StreamTopics(
                values.get(LOCALISATIONS),
                values.get(POSITIONS),
                values.get(LABELS),
                values.get(SALIENCY),
                values.get(COMPOSITION),
                values.get(POPULATION),
                values.get(TRIGGERS),
                values.get(DEAD_LETTERS));
    }

    /** The default names. */
    public static StreamTopics defaults() {
        return of(SettingValues.defaults());
    }

    /** These names, and one for localisations, which are linked then. */
    public StreamTopics withLocalisations(String topic) {
        return new StreamTopics(
                Optional.of(topic), positions, labels, saliency, composition, population, triggers, deadLetters);
    }

    private static void requireTopicName(String key, String name) {
        try {
            Topic.validate(name);
        } catch (InvalidTopicException e) {
            throw new IllegalArgumentException(
                    key + ": \"" + name + "\" is not a legal topic name: " + e.getMessage(), e);
        }
    }
}
