package io.wanderscope.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of rows, named as in the schemas. */
enum Field {
    ACQUISITION,
    TRACK,
    TILE,
    FRAME,
    TIME,
    X,
    Y,
    Z,
    QUALITY,
    LOCALISATION_ERROR,
    LENGTH_UNIT,
    FRAME_LOCALISATIONS,
    END_OF_TRACK,
    END_OF_ACQUISITION;

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Field::toString, Function.identity()));

    /** The field of a name; null if there is none. */
    static @Nullable Field named(String name) {
        return BY_NAME.get(name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
