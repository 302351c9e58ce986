package io.wanderscope.trainer.configuration;

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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The configuration of a training run, without its seed and length. It is read from a YAML file in which every key has a
 * default.
 *
 * @param network architecture
 * @param data training data
 * @param schedule training schedule
 */
public record TrainingConfiguration(
        NetworkConfiguration network, DataConfiguration data, ScheduleConfiguration schedule) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .withCoercionConfig(
                    LogicalType.Integer,
                    config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    /** Sets defaults. */
    public TrainingConfiguration {
        network = network == null ? NetworkConfiguration.DEFAULT : network;
        data = data == null ? DataConfiguration.DEFAULT : data;
        schedule = schedule == null ? ScheduleConfiguration.DEFAULT : schedule;
    }

    /** The default configuration. */
    public static TrainingConfiguration defaults() {
        return new TrainingConfiguration(null, null, null);
    }

    /**
     * Reads a configuration file.
     *
     * @throws IllegalArgumentException when the file is not YAML, or a key is unknown, or a value is out of range or
     *     contradicts another; the message names the file, the key and, where known, the line
     */
    public static TrainingConfiguration read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrainingConfiguration configuration = YAML.readValue(in, TrainingConfiguration.class);
            return configuration == null ? defaults() : configuration.checked();
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    file + ": unknown key " + key(e) + "; known keys there: "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(file + ": " + e.getCause().getMessage(), e);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    location(file, e) + (e.getPath().isEmpty() ? "" : key(e) + ": ") + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(location(file, e) + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Checks the values that depend on another section. */
    private TrainingConfiguration checked() {
        int required = network.shape().pointsWithGap(data.maximumPoints());
        Requirements.require(
                schedule.rowPoints() >= required,
                "schedule.rowPoints must be at least " + required + ", for data.maximumPoints " + data.maximumPoints()
                        + " and network.kernel " + network.kernel() + ", got " + schedule.rowPoints());
        return this;
    }

    private static String location(Path file, JsonProcessingException e) {
        return file + ", line " + e.getLocation().getLineNr() + ": ";
    }

    private static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** All keys and values as YAML, for {@link #parse}. */
    public String toYaml() {
        try {
            return YAML.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration could not be written as YAML", e);
        }
    }

    /** Reads the YAML of {@link #toYaml}. */
    public static TrainingConfiguration parse(String yaml) throws IOException {
        return YAML.readValue(yaml, TrainingConfiguration.class);
    }
}
