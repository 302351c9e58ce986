package io.wanderscope.dashboard.explanation;

import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.live.Result;
import io.wanderscope.dashboard.live.TrackDetail;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.InferenceException;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.ModelLoadException;
import io.wanderscope.inference.OcclusionMap;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Computes the occlusion of single tracks on demand, one at a time, and remembers the latest ones. A track is classified at
 * most {@value #MAX_SEGMENTS} + 1 times, at most {@value #MAX_WAITING} requests wait at once, and each for a limited time.
 * Thread-safe.
 */
public final class Occlusions implements AutoCloseable {
    /** Maximum number of segments of a track; those of 1000 points have 20 points each. */
    static final int MAX_SEGMENTS = 50;
    /** Minimum number of detected positions in a segment. */
    static final int MIN_SEGMENT_POINTS = 5;
    /** Maximum number of requests that wait at once; each holds a thread of the HTTP server. */
    static final int MAX_WAITING = 4;
    /** Maximum number of occlusions that are remembered, of some 20 kilobytes each. */
    static final int REMEMBERED = 200;
    /** How long a request waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The model answers alike wherever it runs, but for rounding. */
    private static final double TOLERANCE = 0.01;

    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final DashboardModel model;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final ThreadPoolExecutor thread;
    private final LatestOcclusions latest = new LatestOcclusions();
    private final Object describing = new Object();
    private @Nullable ModelFacts facts;

    /**
     * Starts with nothing remembered.
     *
     * @param patience how long a request waits
     */
    public Occlusions(DashboardModel model, Duration patience) {
        this.model = model;
        this.patience = patience;
        thread = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), Occlusions::daemon);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "occlusion");
        thread.setDaemon(true);
        return thread;
    }

    /** What an occlusion belongs to. A later track may have the name and the frames of an earlier one. */
    private record Key(String acquisition, String track, Result result, ObservedTrajectory points) {
        static Key of(TrackDetail track, ClassifiedTrack classified) {
            return new Key(track.acquisition(), track.summary().id(), classified.result(), classified.points());
        }
    }

    /** Those asked for last, finished or not. */
    private static final class LatestOcclusions extends LinkedHashMap<Key, Future<TrackOcclusion>> {
        private static final long serialVersionUID = 1;

        LatestOcclusions() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Future<TrackOcclusion>> eldest) {
            return size() > REMEMBERED;
        }
    }

    /**
     * The occlusion of the latest result of a track.
     *
     * @throws NotExplainedException if there is none, or not now
     */
    public TrackOcclusion of(TrackDetail track) throws NotExplainedException {
        ClassifiedTrack classified = ClassifiedTrack.of(track);
        Key key = Key.of(track, classified);
        Future<TrackOcclusion> known = known(key);
        if (known != null && known.isDone()) {
            return await(known, classified.id());
        }
        if (!waiting.tryAcquire()) {
            throw busy();
        }
        try {
            return await(knownOrStarted(key, classified), classified.id());
        } finally {
            waiting.release();
        }
    }

    /**
     * What is known about the model, which is not opened for that. Its file is read by one request at a time, and once it could be
     * read never again.
     *
     * @throws NotExplainedException if its file cannot be read
     */
    public ModelFacts model() throws NotExplainedException {
        synchronized (describing) {
            if (facts == null) {
                facts = described();
            }
            return facts;
        }
    }

    private ModelFacts described() throws NotExplainedException {
        try {
            return ModelFacts.of(model.description().get());
        } catch (ModelLoadException e) {
            throw new NotExplainedException(Obstacle.NO_MODEL, String.valueOf(e.getMessage()));
        }
    }

    /** Number of requests that wait now. */
    int waiting() {
        return MAX_WAITING - waiting.availablePermits();
    }

    private @Nullable Future<TrackOcclusion> known(Key key) {
        synchronized (latest) {
            return latest.get(key);
        }
    }

    private Future<TrackOcclusion> knownOrStarted(Key key, ClassifiedTrack track) throws NotExplainedException {
        synchronized (latest) {
            Future<TrackOcclusion> known = latest.get(key);
            if (known != null) {
                return known;
            }
            FutureTask<TrackOcclusion> started = new FutureTask<>(() -> computed(key, track));
            try {
                thread.execute(started);
            } catch (RejectedExecutionException e) {
                throw busy();
            }
            latest.put(key, started);
            return started;
        }
    }

    private static NotExplainedException busy() {
        return new NotExplainedException(
                Obstacle.BUSY, "the occlusion of other tracks is being computed; ask again in a moment");
    }

    private TrackOcclusion await(Future<TrackOcclusion> occlusion, String id) throws NotExplainedException {
        try {
            return occlusion.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(id);
        } catch (CancellationException e) {
            throw busy();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotExplainedException reason) {
                throw reason;
            }
            throw new IllegalStateException("the occlusion of track " + id + " failed", e.getCause());
        }
    }

    private static NotExplainedException late(String id) {
        return new NotExplainedException(
                Obstacle.LATE,
                "the occlusion of track " + id + " is not ready yet; it goes on, so ask again in a moment");
    }

    /** What fails is not remembered: it may go well another time. */
    private TrackOcclusion computed(Key key, ClassifiedTrack track) throws NotExplainedException {
        try {
            return TrackOcclusion.of(key.acquisition(), key.track(), track, map(track));
        } catch (Throwable e) {
            synchronized (latest) {
                latest.remove(key);
            }
            if (e instanceof Error error) {
                UncaughtErrors.report(error);
            }
            throw e;
        }
    }

    private OcclusionMap map(ClassifiedTrack track) throws NotExplainedException {
        try {
            TrajectoryClassifier classifier = model.classifier().get();
            requireSameModel(track, classifier.model());
            ObservedTrajectory points = track.points().withImaging(model.imaging());
            int segments = Math.min(MAX_SEGMENTS, points.observedPoints() / MIN_SEGMENT_POINTS);
            OcclusionMap map = occlusion(classifier, points, segments)
                    .orElseThrow(() -> new NotExplainedException(
                            Obstacle.TOO_SHORT,
                            "track " + track.id() + " is too short: of its "
                                    + points.observedPoints()
                                    + " positions, too few would be left without a segment of "
                                    + MIN_SEGMENT_POINTS + " or more for the model to classify"));
            requireFinite(track, map.whole());
            requireSameAnswer(track, map.whole());
            return map;
        } catch (ModelLoadException | InferenceException e) {
            throw new NotExplainedException(Obstacle.NO_MODEL, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<OcclusionMap> occlusion(
            TrajectoryClassifier classifier, ObservedTrajectory points, int segments) {
        return segments < 2
                ? Optional.empty()
                : OcclusionMap.of(classifier, points, segments, ObservedTrajectory::without);
    }

    private static void requireSameModel(ClassifiedTrack track, ModelDescription own) throws NotExplainedException {
        String labelled = track.result().modelHash();
        if (!own.isNamedBy(labelled)) {
            throw ClassifiedTrack.conflict("track " + track.id() + " was labelled by the model with SHA-256 " + labelled
                    + ", and the dashboard has " + own.name() + " with " + own.sha256()
                    + "; start the dashboard with the stream's configuration, or set model.path to the stream's model");
        }
    }

    private static void requireFinite(ClassifiedTrack track, Classification whole) throws NotExplainedException {
        if (!whole.isFinite()) {
            throw new NotExplainedException(
                    Obstacle.NO_MODEL,
                    "the model answers track " + track.id() + " here with values that are not finite, and in the stream"
                            + " it did not; try inference.provider=cpu in the dashboard's configuration");
        }
    }

    /** The estimates do not depend on prior probabilities, so they differ only if the model was told something else. */
    private static void requireSameAnswer(ClassifiedTrack track, Classification whole) throws NotExplainedException {
        Result result = track.result();
        if (differ(result.alpha(), whole.alpha()) || differ(result.noise(), whole.noise())) {
            throw ClassifiedTrack.conflict(
                    "the model answers track " + track.id() + " otherwise here than in the stream (exponent "
                            + whole.alpha() + " and not " + result.alpha()
                            + "), which was told other imaging conditions or other points; start the dashboard with the"
                            + " stream's imaging.localisation.noise and imaging.exposure");
        }
    }

    private static boolean differ(@Nullable Double labelled, float own) {
        return labelled != null && Math.abs(labelled - own) > TOLERANCE;
    }

    /** Stops computing; requests that wait are answered as if it were busy. */
    @Override
    public void close() {
        thread.shutdownNow();
        synchronized (latest) {
            latest.values().forEach(occlusion -> occlusion.cancel(true));
        }
        try {
            thread.awaitTermination(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
