package io.wanderscope.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Polls until the answer is accepted or the timeout has passed.
 *
 * @param time clock to wait by
 * @param timeout how long to keep polling; with zero, the first answer is the last
 * @param interval pause between two questions
 */
record Polling(Time time, Duration timeout, Duration interval) {
    /** The first answer that is good, or the last one within the timeout. */
    <T> T until(Predicate<T> good, Supplier<T> question) {
        long deadline = time.nanoseconds() + timeout.toNanos();
        T answer = question.get();
        while (!good.test(answer) && time.nanoseconds() < deadline) {
            time.sleep(interval.toMillis());
            answer = question.get();
        }
        return answer;
    }
}
