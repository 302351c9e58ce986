package io.wanderscope.trainer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wanderscope.trainer.network.ResidualNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a training run is, but for its seed and its length: read from a YAML file in which every key has a default.
 *
 * @param network architecture
 * @param data what the network trains on
 * @param schedule how it trains
 */
record TrainingConfiguration(Network network, Data data, Schedule schedule) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .withCoercionConfig(
                    LogicalType.Integer,
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    TrainingConfiguration {
        network = network == null ? Network.DEFAULT : network;
        data = data == null ? Data.DEFAULT : data;
        schedule = schedule == null ? Schedule.DEFAULT : schedule;
    }

    static TrainingConfiguration defaults() {
        return new TrainingConfiguration(null, null, null);
    }

    /**
     * Architecture, see {@link ResidualNetwork}.
     *
     * @param widths channels of each of the four residual stages, from fine to coarse, each 1 to 1024
     * @param blocksPerStage residual blocks of each stage, 1 to 8
     * @param stemKernel length of the stem's kernel, odd, 1 to 33
     * @param kernel length of the blocks' kernels, odd, 1 to 33
     */
    record Network(List<Integer> widths, Integer blocksPerStage, Integer stemKernel, Integer kernel) {
        private static final int STAGES = 4;
        private static final int WIDEST = 1024;
        private static final int MOST_BLOCKS = 8;
        private static final int LONGEST_KERNEL = 33;
        private static final Network DEFAULT = new Network(null, null, null, null);

        Network {
            widths = widths == null ? List.of(16, 32, 64, 128) : List.copyOf(widths);
            blocksPerStage = blocksPerStage == null ? 2 : blocksPerStage;
            stemKernel = stemKernel == null ? 9 : stemKernel;
            kernel = kernel == null ? 5 : kernel;
            require(
                    widths.size() == STAGES && widths.stream().allMatch(width -> width >= 1 && width <= WIDEST),
                    "network.widths is four numbers from 1 to 1024, one per residual stage, got " + widths);
            require(
                    blocksPerStage >= 1 && blocksPerStage <= MOST_BLOCKS,
                    "network.blocksPerStage is 1 to 8, got " + blocksPerStage);
            requireKernel("network.stemKernel", stemKernel);
            requireKernel("network.kernel", kernel);
        }

        private static void requireKernel(String key, int length) {
            require(length % 2 == 1 && length <= LONGEST_KERNEL, key + " is odd, 1 to 33, got " + length);
        }

        ResidualNetwork shape() {
            return new ResidualNetwork(widths, blocksPerStage, stemKernel, kernel);
        }
    }

    /**
     * What the network trains on, see {@link TrainingDistribution}.
     *
     * @param minimumPoints shortest trajectory, at least 5
     * @param maximumPoints longest trajectory, at most 2000
     * @param logarithmicShare share of the trajectories whose length is uniform in the logarithm, 0 to 1
     * @param noisyShare share of the trajectories with localisation noise, 0 to 1
     * @param maximumNoise largest standard deviation of the noise, in units of the displacements' s.d., 0 to 10
     * @param gappyShare share of the trajectories with frames missing, 0 to 1
     * @param maximumMissing largest share of a trajectory's frames that are missing, 0 to 0.5
     */
    record Data(
            Integer minimumPoints,
            Integer maximumPoints,
            Double logarithmicShare,
            Double noisyShare,
            Double maximumNoise,
            Double gappyShare,
            Double maximumMissing) {
        private static final int FEWEST_POINTS = 5;
        private static final int MOST_POINTS = 2000;
        private static final Data DEFAULT = new Data(null, null, null, null, null, null, null);

        Data {
            minimumPoints = minimumPoints == null ? 10 : minimumPoints;
            maximumPoints = maximumPoints == null ? 1000 : maximumPoints;
            logarithmicShare = logarithmicShare == null ? 0.25 : logarithmicShare;
            noisyShare = noisyShare == null ? 0.3 : noisyShare;
            maximumNoise = maximumNoise == null ? 1 : maximumNoise;
            gappyShare = gappyShare == null ? 0.1 : gappyShare;
            maximumMissing = maximumMissing == null ? 0.2 : maximumMissing;
            require(
                    minimumPoints >= FEWEST_POINTS && maximumPoints <= MOST_POINTS,
                    "data.minimumPoints is at least 5 and data.maximumPoints at most 2000, got " + minimumPoints
                            + " and " + maximumPoints);
            require(
                    minimumPoints < maximumPoints,
                    "data.minimumPoints is below data.maximumPoints, got " + minimumPoints + " and " + maximumPoints);
            requireRange("data.logarithmicShare", logarithmicShare, 1);
            requireRange("data.noisyShare", noisyShare, 1);
            requireRange("data.maximumNoise", maximumNoise, 10);
            requireRange("data.gappyShare", gappyShare, 1);
            requireRange("data.maximumMissing", maximumMissing, 0.5);
            require(
                    noisyShare == 0 || maximumNoise > 0,
                    "data.noisyShare is " + noisyShare + " but data.maximumNoise is 0; give noise, or no noisy share");
            require(
                    gappyShare == 0 || maximumMissing > 0,
                    "data.gappyShare is " + gappyShare + " but data.maximumMissing is 0; give both, or neither");
        }
    }

    /** What the trajectories that taught most are used for, see {@link Augmentation}. */
    enum ShownAgain {
        /** Every trajectory is seen once. */
        @JsonProperty("none")
        NONE,
        /** Of each class those of the largest mean saliency are shown once more, rotated. */
        @JsonProperty("targeted")
        TARGETED,
        /** The control: as many of each class, drawn at random, are shown once more, rotated. */
        @JsonProperty("random")
        RANDOM
    }

    /**
     * How the network trains.
     *
     * @param peakLearningRate largest learning rate of Adam, above 0, at most 1
     * @param riseSteps steps in which the learning rate rises to its peak, 1 to 100,000
     * @param replicas copies of the network that take their batch of a step at the same time, each on a thread of its
     *     own, 1 to 64; the result depends on it
     * @param rows rows of a replica's batch, 1 to 1024
     * @param rowPoints points of a row, a multiple of 16, above data.maximumPoints
     * @param shownAgain which trajectories are shown again
     * @param shownAgainShare share of each class that is shown again, 0 to 1
     */
    record Schedule(
            Double peakLearningRate,
            Integer riseSteps,
            Integer replicas,
            Integer rows,
            Integer rowPoints,
            ShownAgain shownAgain,
            Double shownAgainShare) {
        private static final Schedule DEFAULT = new Schedule(null, null, null, null, null, null, null);

        Schedule {
            peakLearningRate = peakLearningRate == null ? 3e-3 : peakLearningRate;
            riseSteps = riseSteps == null ? 200 : riseSteps;
            replicas = replicas == null ? 2 : replicas;
            rows = rows == null ? 16 : rows;
            rowPoints = rowPoints == null ? 2048 : rowPoints;
            shownAgain = shownAgain == null ? ShownAgain.NONE : shownAgain;
            shownAgainShare = shownAgainShare == null ? 0.6 : shownAgainShare;
            require(
                    peakLearningRate > 0 && peakLearningRate <= 1,
                    "schedule.peakLearningRate is above 0 and at most 1, got " + peakLearningRate);
            require(riseSteps >= 1 && riseSteps <= 100_000, "schedule.riseSteps is 1 to 100000, got " + riseSteps);
            require(replicas >= 1 && replicas <= 64, "schedule.replicas is 1 to 64, got " + replicas);
            require(rows >= 1 && rows <= 1024, "schedule.rows is 1 to 1024, got " + rows);
            require(
                    rowPoints > 0 && rowPoints % PackedBatch.ALIGNMENT == 0,
                    "schedule.rowPoints is a multiple of " + PackedBatch.ALIGNMENT + ", got " + rowPoints);
            requireRange("schedule.shownAgainShare", shownAgainShare, 1);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireRange(String key, double value, double largest) {
        require(value >= 0 && value <= largest, key + " is 0 to " + largest + ", got " + value);
    }

    /**
     * Reads a configuration file.
     *
     * @throws IllegalArgumentException when the file is no YAML, has an unknown key, or a value that is out of range or
     *     contradicts another; the message names file, line and key
     */
    static TrainingConfiguration read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrainingConfiguration configuration = YAML.readValue(in, TrainingConfiguration.class);
            return configuration == null ? defaults() : configuration.checked();
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    file + ": unknown key " + key(e) + "; known there are "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(file + ": " + e.getCause().getMessage(), e);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    place(file, e) + (e.getPath().isEmpty() ? "" : key(e) + ": ") + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place(file, e) + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** What parts must agree on. */
    private TrainingConfiguration checked() {
        int longestRow = PackedBatch.pointsTaken(data.maximumPoints(), network.kernel());
        require(
                schedule.rowPoints() >= longestRow,
                "schedule.rowPoints is at least " + longestRow + ", for data.maximumPoints " + data.maximumPoints()
                        + " and network.kernel " + network.kernel() + ", got " + schedule.rowPoints());
        return this;
    }

    private static String place(Path file, JsonProcessingException e) {
        return file + ", line " + e.getLocation().getLineNr() + ": ";
    }

    private static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** All keys with their values, as YAML; {@link #parse} reads it. */
    String toYaml() {
        try {
            return YAML.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration can always be written", e);
        }
    }

    /** Reads what {@link #toYaml} wrote. */
    static TrainingConfiguration parse(String yaml) throws IOException {
        return YAML.readValue(yaml, TrainingConfiguration.class);
    }
}
