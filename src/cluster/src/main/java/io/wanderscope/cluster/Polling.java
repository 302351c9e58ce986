package io.wanderscope.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Time;

/**
 * Polls until the answer is accepted or the timeout has passed.
 *
 * @param time clock to wait by
 * @param timeout how long to keep polling; with zero, the first answer is the last
 * @param interval pause between two questions
 */
public record Polling(Time time, Duration timeout, Duration interval) {
    /**
     * A question.
     *
     * @param <T> the type of its answer
     * @param <E> what asking it may throw
     */
    @FunctionalInterface
    public interface Question<T, E extends Exception> {
        /** The answer at this moment. */
        T ask() throws E;
    }

    /** The first answer that is good, or the last one within the timeout. */
    public <T, E extends Exception> T until(Predicate<T> good, Question<T, E> question) throws E {
        long deadline = time.nanoseconds() + timeout.toNanos();
        T answer = question.ask();
        while (!good.test(answer) && time.nanoseconds() < deadline) {
            time.sleep(interval.toMillis());
            answer = question.ask();
        }
        return answer;
    }
}
