package io.wanderscope.dashboard.protocol;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.wanderscope.dashboard.live.Diffusion;
import io.wanderscope.dashboard.live.Result;
import io.wanderscope.dashboard.live.TrackDetail;
import io.wanderscope.dashboard.live.TrackStatus;
import io.wanderscope.dashboard.live.TrackSummary;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON as the interfaces use it: names in snake case, and null for a number that is not finite. */
public final class Json {
    private static final JsonSerializer<Double> NUMBER = writing((value, json) -> write(value.doubleValue(), json));
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addMixIn(TrackDetail.class, FlatTrackDetail.class)
            .addMixIn(Result.class, ResultInFull.class)
            .addModule(new SimpleModule()
                    .addSerializer(TrackStatus.class, writing((status, json) -> json.writeString(name(status))))
                    .addSerializer(Double.class, NUMBER)
                    .addSerializer(Double.TYPE, NUMBER)
                    .addSerializer(double[].class, writing((values, json) -> {
                        json.writeStartArray(values, values.length);
                        for (double value : values) {
                            write(value, json);
                        }
                        json.writeEndArray();
                    }))
                    .addSerializer(float[].class, writing((values, json) -> {
                        json.writeStartArray(values, values.length);
                        for (float value : values) {
                            write(value, json);
                        }
                        json.writeEndArray();
                    })))
            .build();

    private Json() {}

    /** Writes a track's summary into the same object as its details. */
    private interface FlatTrackDetail {
        @JsonUnwrapped
        @SuppressWarnings("UnusedMethod") // read by Jackson
        TrackSummary summary();
    }

    /** What was kept of a diffusion in short is not written as if it were all that is known of it. */
    private interface ResultInFull {
        @JsonSerialize(converter = DiffusionInFull.class)
        @SuppressWarnings("UnusedMethod") // read by Jackson
        Diffusion diffusion();
    }

    private static final class DiffusionInFull extends StdConverter<Diffusion, @Nullable Diffusion> {
        @Override
        public @Nullable Diffusion convert(Diffusion diffusion) {
            return diffusion.hasCoefficientOnly() ? null : diffusion;
        }
    }

    /** Writes a value. */
    @FunctionalInterface
    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private static <T> JsonSerializer<T> writing(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }
        };
    }

    private static void write(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** As single precision, which needs fewer digits than the same value in double precision. */
    private static void write(float value, JsonGenerator json) throws IOException {
        if (Float.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** A constant as requests and answers write it. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Writes a value. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /** Writes a value in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /**
     * Reads a text.
     *
     * @throws JsonProcessingException when the text is not JSON
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
