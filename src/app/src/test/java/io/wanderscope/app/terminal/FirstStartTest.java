package io.wanderscope.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstStartTest {
    private static final String CLIENT = "org.apache.kafka.clients.NetworkClient";
    private static final String MESSAGE =
            "[Consumer clientId=w-StreamThread-1-consumer, groupId=w] The metadata response from the"
                    + " cluster reported a recoverable issue with correlation id 2 : ";
    private static final String INTERNAL =
            "{w-a-repartition=UNKNOWN_TOPIC_OR_PARTITION, w-b-changelog=LEADER_NOT_AVAILABLE}";

    private static FilterReply decide(boolean hasRun, String logger, Level level, String message) {
        LoggingEvent event =
                new LoggingEvent("", new LoggerContext().getLogger(logger), level, message, null, new Object[0]);
        return new FirstStart(() -> hasRun).decide(event);
    }

    @Test
    void doesNotShowInternalTopicsThatAreBeingMade() {
        // When
        FilterReply reply = decide(false, CLIENT, Level.WARN, MESSAGE + INTERNAL);

        // Then
        assertThat(reply).isEqualTo(FilterReply.DENY);
    }

    @Test
    void isOverOnceTheStreamHasRun() {
        // When
        FilterReply reply = decide(true, CLIENT, Level.WARN, MESSAGE + INTERNAL);

        // Then
        assertThat(reply).isEqualTo(FilterReply.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{w-a-repartition=UNKNOWN_TOPIC_OR_PARTITION, particle-positions=UNKNOWN_TOPIC_OR_PARTITION}",
                "{particle-positions=UNKNOWN_TOPIC_OR_PARTITION}",
                "{w-a-repartition=TOPIC_AUTHORIZATION_FAILED}",
                "{w-a-repartition=INVALID_TOPIC_EXCEPTION}",
            })
    void showsWhatIsWrongWithOtherTopicsOrInAnotherWay(String topics) {
        // When
        FilterReply reply = decide(false, CLIENT, Level.WARN, MESSAGE + topics);

        // Then
        assertThat(reply).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void showsAllOtherWarnings() {
        // When
        FilterReply ofAnotherLogger =
                decide(false, "org.apache.kafka.clients.Metadata", Level.WARN, MESSAGE + INTERNAL);
        FilterReply ofAnotherMessage = decide(
                false, CLIENT, Level.WARN, "[Consumer clientId=w] Connection to node -1 could not be established.");
        FilterReply error = decide(false, CLIENT, Level.ERROR, MESSAGE + INTERNAL);

        // Then
        assertThat(new FilterReply[] {ofAnotherLogger, ofAnotherMessage, error}).containsOnly(FilterReply.NEUTRAL);
    }
}
