package io.wanderscope.streaming.triggers;

import io.wanderscope.streaming.stores.BinarySerdes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serde;

/**
 * How far an acquisition has come with a rule.
 *
 * @param latest latest stream time of what counted for the rule, milliseconds since 1970
 * @param lastTrigger stream time of the rule's last trigger, milliseconds since 1970
 * @param suppressed events since then for which there was none
 * @param holding of a rule that waits for a share
 * @param tracks that count for the share
 * @param matching of these, those that meet the rule's conditions
 * @param earliest none of these has a result before this stream time, milliseconds since 1970
 */
record RuleProgress(
        long latest,
        OptionalLong lastTrigger,
        int suppressed,
        Holding holding,
        long tracks,
        long matching,
        long earliest) {
    private static final int LAYOUT = 1;

    static final RuleProgress NONE =
            new RuleProgress(Long.MIN_VALUE, OptionalLong.empty(), 0, Holding.NEVER, 0, 0, Long.MAX_VALUE);

    RuleProgress at(long time) {
        return new RuleProgress(Math.max(latest, time), lastTrigger, suppressed, holding, tracks, matching, earliest);
    }

    RuleProgress counting(long moreTracks, long moreMatching) {
        return new RuleProgress(
                latest, lastTrigger, suppressed, holding, tracks + moreTracks, matching + moreMatching, earliest);
    }

    RuleProgress with(Holding changed) {
        return new RuleProgress(latest, lastTrigger, suppressed, changed, tracks, matching, earliest);
    }

    RuleProgress withEarliest(long time) {
        return new RuleProgress(latest, lastTrigger, suppressed, holding, tracks, matching, time);
    }

    /** Of the tracks that count, the part that meets the conditions, 0 to 1; 0 if none counts. */
    double share() {
        return tracks == 0 ? 0 : (double) matching / tracks;
    }

    /** Whether a trigger at a stream time would come too soon after the last. A time far before the last is another recording's. */
    boolean isTooSoon(long time, Duration every) {
        return lastTrigger.isPresent() && Math.abs(time - lastTrigger.getAsLong()) < every.toMillis();
    }

    RuleProgress triggered(long time) {
        return new RuleProgress(latest, OptionalLong.of(time), 0, holding, tracks, matching, earliest);
    }

    RuleProgress oneMoreSuppressed() {
        return new RuleProgress(latest, lastTrigger, suppressed + 1, holding, tracks, matching, earliest);
    }

    static Serde<RuleProgress> serde() {
        return BinarySerdes.versioned(LAYOUT, RuleProgress::write, Map.of(LAYOUT, RuleProgress::read));
    }

    private ByteBuffer write() {
        ByteBuffer buffer = ByteBuffer.allocate(1 + 6 * BinarySerdes.MAX_NUMBER_BYTES + Holding.MAXIMUM_BYTES);
        buffer.put((byte) (lastTrigger.isPresent() ? 1 : 0));
        BinarySerdes.putNumber(buffer, lastTrigger.orElse(0));
        BinarySerdes.putNumber(buffer, latest);
        BinarySerdes.putNumber(buffer, suppressed);
        BinarySerdes.putNumber(buffer, tracks);
        BinarySerdes.putNumber(buffer, matching);
        BinarySerdes.putNumber(buffer, earliest);
        return holding.put(buffer);
    }

    private static RuleProgress read(ByteBuffer buffer) {
        boolean hasTriggered = buffer.get() == 1;
        long lastTrigger = BinarySerdes.readNumber(buffer);
        long latest = BinarySerdes.readNumber(buffer);
        int suppressed = (int) BinarySerdes.readNumber(buffer);
        long tracks = BinarySerdes.readNumber(buffer);
        long matching = BinarySerdes.readNumber(buffer);
        long earliest = BinarySerdes.readNumber(buffer);
        return new RuleProgress(
                latest,
                hasTriggered ? OptionalLong.of(lastTrigger) : OptionalLong.empty(),
                suppressed,
                Holding.read(buffer),
                tracks,
                matching,
                earliest);
    }
}
