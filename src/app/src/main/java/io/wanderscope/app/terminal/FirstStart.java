package io.wanderscope.app.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Leaves out what Kafka's consumers say in the first seconds of a new application: that its internal topics are unknown. Kafka Streams
 * subscribes to them before it makes them, and if it cannot make them, it fails with a message of its own. Once the stream has run,
 * the same words are of a topic that is gone, and are shown.
 */
final class FirstStart extends Filter<ILoggingEvent> {
    private static final String LOGGER = "org.apache.kafka.clients.NetworkClient";
    private static final String MISSING =
            "[^ ,={}]+-(?:repartition|changelog)=(?:UNKNOWN_TOPIC_OR_PARTITION|LEADER_NOT_AVAILABLE)";

    /** A message on nothing but internal topics. */
    private static final Pattern ON_INTERNAL_TOPICS = Pattern.compile(
            "The metadata response from the cluster reported a recoverable issue with correlation id \\d+ : \\{"
                    + MISSING + "(?:, " + MISSING + ")*}$");

    private final BooleanSupplier hasRun;

    /** Leaves out nothing any more once the stream has run. */
    FirstStart(BooleanSupplier hasRun) {
        this.hasRun = hasRun;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean isHarmless = event.getLevel() == Level.WARN
                && event.getLoggerName().equals(LOGGER)
                && !hasRun.getAsBoolean()
                && ON_INTERNAL_TOPICS.matcher(event.getFormattedMessage()).find();
        return isHarmless ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
