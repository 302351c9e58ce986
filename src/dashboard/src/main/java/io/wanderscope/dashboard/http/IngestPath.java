package io.wanderscope.dashboard.http;

import io.wanderscope.ingest.RecordType;
import io.wanderscope.streaming.StreamTopics;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path to which rows are sent.
 *
 * @param acquisition its name, still percent-encoded; may be empty
 * @param kind of the records
 */
record IngestPath(String acquisition, Kind kind) {
    private static final Pattern PATH = Pattern.compile("/api/acquisitions/([^/]*)/(positions|localisations)");

    /** What is sent there. */
    enum Kind {
        /** Localisations that a tracker has linked. */
        POSITIONS,
        /** Localisations that the stream links. */
        LOCALISATIONS;

        RecordType<?> type() {
            return switch (this) {
                case POSITIONS -> RecordType.POSITIONS;
                case LOCALISATIONS -> RecordType.LOCALISATIONS;
            };
        }

        /** The topic for them; empty if there is none. */
        Optional<String> topic(StreamTopics topics) {
            return switch (this) {
                case POSITIONS -> Optional.of(topics.positions());
                case LOCALISATIONS -> topics.localisations();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a path means; empty if nothing is sent there. */
    static Optional<IngestPath> of(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches()
                ? Optional.of(new IngestPath(matcher.group(1), kind(matcher.group(2))))
                : Optional.empty();
    }

    private static Kind kind(String name) {
        return name.equals(Kind.POSITIONS.toString()) ? Kind.POSITIONS : Kind.LOCALISATIONS;
    }
}
