package io.wanderscope.streaming;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit soon after output was sent, because under exactly-once nobody reads it before. While a task is behind, its
 * output waits for the next commit of Kafka Streams ({@code commit.interval.ms}): then the time that a commit takes is
 * better spent on work. The same holds where commits are slow, and while the brokers complete the last one; see {@link
 * CommitTimes}. Under at-least-once output is read as soon as it is sent.
 */
public final class OutputCommits {
    private final ProcessorContext<?, ?> context;
    private final boolean isReadAfterCommit;
    private final CommitTimes times;
    private boolean isPending;
    /** Of the thread's commits, when output was sent last. */
    private long count;

    /** No output yet. */
    public OutputCommits(ProcessorContext<?, ?> context) {
        this.context = context;
        this.isReadAfterCommit = StreamsConfig.EXACTLY_ONCE_V2.equals(
                context.appConfigs().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        // Kafka's test driver has none.
        this.times = context.appConfigs().get(CommitTimes.CONFIGURATION_KEY) instanceof CommitTimes shared
                ? shared
                : new CommitTimes();
    }

    /** Output was sent. */
    public void sent() {
        isPending = isReadAfterCommit;
        count = times.count();
    }

    /** Whether output has been sent that was not committed, and for which no commit was asked yet. */
    public boolean isPending() {
        return isPending && count == times.count();
    }

    /**
     * Asks for a commit if there is something to commit and it is time.
     *
     * @param isBehind whether there is more to do than can be done at once
     * @param now wall-clock time, milliseconds since 1970
     */
    public void endTurn(boolean isBehind, long now) {
        if (isPending() && !isBehind && times.allowNext(now)) {
            context.commit();
            isPending = false;
        }
    }
}
