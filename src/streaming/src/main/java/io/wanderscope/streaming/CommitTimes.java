package io.wanderscope.streaming;

/**
 * When each stream thread committed last, and how long that took: when the next commit may follow. Brokers that are busy or far away
 * make commits slow; a thread that asked for one after all its output would then do little else, and fall behind. Shared by
 * all threads of a stream through its configuration.
 */
public final class CommitTimes {
    /** The key of the configuration of Kafka Streams that has an instance of this class as its value. */
    public static final String CONFIGURATION_KEY = "wanderscope.commit.times";

    /**
     * After a commit, the brokers still write the markers of its transaction; they put off the first record of the next one that comes
     * meanwhile for 20 ms ({@code add.partitions.to.txn.retry.backoff.ms}), and the thread would wait for it. Most are written by then.
     */
    private static final long MARKERS_MILLIS = 5;
    /** A commit that takes no longer is followed by the next as soon as its markers are written. */
    private static final long QUICK_MILLIS = 50;
    /** Milliseconds of work for each that a commit took beyond that. */
    private static final long WORK_FOR_EACH = 2;
    /** So that no pause is longer than the interval after which Kafka Streams commits by itself. */
    private static final long LONGEST_MILLIS = 300;

    private final ThreadLocal<Commit> last = ThreadLocal.withInitial(() -> new Commit(0, 0, Long.MIN_VALUE / 2));

    private record Commit(long count, long took, long ended) {}

    /**
     * A commit of the calling thread has ended.
     *
     * @param began when it began, wall-clock time, milliseconds since 1970
     * @param ended when it ended, likewise
     */
    public void committed(long began, long ended) {
        long took = Math.max(0, Math.min(ended - began, LONGEST_MILLIS));
        last.set(new Commit(last.get().count + 1, took, ended));
    }

    /** How often the calling thread has committed. Each time, all of its tasks did. */
    long count() {
        return last.get().count;
    }

    /**
     * Whether the calling thread has worked long enough since its last commit.
     *
     * @param now wall-clock time, milliseconds since 1970
     */
    public boolean allowNext(long now) {
        Commit commit = last.get();
        long pause = Math.max(MARKERS_MILLIS, WORK_FOR_EACH * (commit.took - QUICK_MILLIS));
        return now < commit.ended || now - commit.ended >= pause;
    }
}
