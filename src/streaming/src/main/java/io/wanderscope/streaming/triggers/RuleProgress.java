package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * How far an acquisition has come with a rule.
 *
 * @param latest latest stream time of what counted for the rule, milliseconds since 1970
 * @param lastTrigger time of the rule's last trigger, as in the trigger, milliseconds since 1970
 * @param suppressed events since then for which there was none
 * @param holding of a rule that waits for a share
 * @param counted of a rule that waits for a share
 */
record RuleProgress(long latest, OptionalLong lastTrigger, int suppressed, Holding holding, ShareCount counted) {
    /** Its count has no time from which tracks count: all that are stored do. */
    private static final int LAYOUT_WITHOUT_FROM = 1;

    private static final int LAYOUT = 2;

    /** Longer than it takes to notice that a track has ended, unless it is configured to take very long. */
    private static final Duration LATEST = Duration.ofMinutes(10);

    static final RuleProgress NONE =
            new RuleProgress(Long.MIN_VALUE, OptionalLong.empty(), 0, Holding.NEVER, ShareCount.NONE);

    RuleProgress at(long time) {
        return new RuleProgress(Math.max(latest, time), lastTrigger, suppressed, holding, counted);
    }

    RuleProgress with(Holding changed) {
        return new RuleProgress(latest, lastTrigger, suppressed, changed, counted);
    }

    RuleProgress with(ShareCount changed) {
        return new RuleProgress(latest, lastTrigger, suppressed, holding, changed);
    }

    /**
     * Whether a trigger at a time would come too soon after the last, or before it, as that of a track whose end was noticed late. A time far
     * before the last is another recording's, or the last was wrong.
     */
    boolean isTooSoon(long time, Duration every) {
        if (every.isZero() || lastTrigger.isEmpty()) {
            return false;
        }
        long since = time - lastTrigger.getAsLong();
        return since < every.toMillis() && since > -Math.max(every.toMillis(), LATEST.toMillis());
    }

    RuleProgress triggered(long time) {
        return new RuleProgress(latest, OptionalLong.of(time), 0, holding, counted);
    }

    RuleProgress oneMoreSuppressed() {
        return new RuleProgress(latest, lastTrigger, suppressed + 1, holding, counted);
    }

    static Serde<RuleProgress> serde() {
        return BinarySerdes.versioned(
                LAYOUT,
                RuleProgress::write,
                Map.of(LAYOUT_WITHOUT_FROM, RuleProgress::readWithoutFrom, LAYOUT, RuleProgress::read));
    }

    private ByteBuffer write() {
        ByteBuffer buffer = ByteBuffer.allocate(
                1 + 3 * BinarySerdes.MAX_NUMBER_BYTES + ShareCount.MAXIMUM_BYTES + Holding.MAXIMUM_BYTES);
        buffer.put((byte) (lastTrigger.isPresent() ? 1 : 0));
        BinarySerdes.putNumber(buffer, lastTrigger.orElse(0));
        BinarySerdes.putNumber(buffer, latest);
        BinarySerdes.putNumber(buffer, suppressed);
        return holding.put(counted.put(buffer));
    }

    private static RuleProgress read(ByteBuffer buffer) {
        return read(buffer, ShareCount::read);
    }

    private static RuleProgress readWithoutFrom(ByteBuffer buffer) {
        return read(buffer, ShareCount::readWithoutFrom);
    }

    private static RuleProgress read(ByteBuffer buffer, Function<ByteBuffer, ShareCount> count) {
        boolean hasTriggered = buffer.get() == 1;
        long lastTrigger = BinarySerdes.readNumber(buffer);
        long latest = BinarySerdes.readNumber(buffer);
        int suppressed = (int) BinarySerdes.readNumber(buffer);
        ShareCount counted = count.apply(buffer);
        return new RuleProgress(
                latest,
                hasTriggered ? OptionalLong.of(lastTrigger) : OptionalLong.empty(),
                suppressed,
                Holding.read(buffer),
                counted);
    }
}
