package io.wanderscope.streaming.classification;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit soon after results were sent, because under exactly-once nobody reads them before. While results leave
 * more slowly than they fall due, they wait for the next commit of Kafka Streams ({@code commit.interval.ms}): then the
 * time that a commit takes is better spent on results. Under at-least-once a result is read as soon as it is sent.
 */
final class ResultCommits {
    /** A commit takes the thread some milliseconds, so commits for results keep this distance. */
    private static final long SPACING_MILLIS = 25;

    private final ProcessorContext<Object, Object> context;
    private final boolean isReadAfterCommit;
    private boolean isPending;
    private long last;

    ResultCommits(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.isReadAfterCommit = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    /** Results were sent. */
    void sent() {
        isPending = isReadAfterCommit;
    }

    /** Whether results have been sent for which no commit was asked yet. */
    boolean isPending() {
        return isPending;
    }

    /**
     * Asks for a commit if there is something to commit and it is time.
     *
     * @param isBehind whether results fall due faster than they leave
     * @param now wall-clock time, milliseconds since 1970
     */
    void endTurn(boolean isBehind, long now) {
        boolean isTime = now < last || now - last >= SPACING_MILLIS;
        if (isPending && !isBehind && isTime) {
            context.commit();
            last = now;
            isPending = false;
        }
    }
}
