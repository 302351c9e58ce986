package io.wanderscope.streaming;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * A punctuation on the wall clock as long as there is work for it. Without work there is none, because Kafka Streams commits
 * after every punctuation, although nothing happened.
 */
public final class Turns {
    private final ProcessorContext<?, ?> context;
    private final Duration interval;
    private final Punctuator turn;
    private @Nullable Cancellable punctuation;

    /**
     * No punctuation yet.
     *
     * @param interval from one turn to the next
     */
    public Turns(ProcessorContext<?, ?> context, Duration interval, Punctuator turn) {
        this.context = context;
        this.interval = interval;
        this.turn = turn;
    }

    /** Starts or stops the punctuation. */
    public void schedule(boolean isNeeded) {
        if (isNeeded && punctuation == null) {
            punctuation = context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, turn);
        } else if (!isNeeded && punctuation != null) {
            punctuation.cancel();
            punctuation = null;
        }
    }
}
