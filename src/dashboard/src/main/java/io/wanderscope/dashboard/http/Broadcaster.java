package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.http.Subscriber.Subscription;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.protocol.ServerMessages;
import io.wanderscope.dashboard.protocol.WatchMessage;
import io.wanderscope.streaming.UncaughtErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends all connected browsers what changed, on a thread of its own. Browsers that watch the same and have the same
 * version share one message, which is made once; a browser that is not ready gets a later and larger one.
 */
final class Broadcaster implements AutoCloseable {
    /**
     * Default limit of the characters on their way to all browsers together. Each browser's unread messages occupy
     * memory of their own.
     */
    static final long BACKLOG_LIMIT = 64_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    /** The acquisitions, and rates while nothing else changes, are sent once a second. */
    private static final int INTERVALS_PER_SECOND = 10;
    /** Silence after which a sign of life is sent; docs/dashboard.md promises a message at least every 5 s. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(2);
    /** A browser that reads nothing for this long is disconnected. */
    private static final Duration STALLED = Duration.ofSeconds(30);
    /** The same while other browsers wait because the backlog is full. */
    private static final Duration STALLED_WHILE_CONGESTED = Duration.ofSeconds(5);
    /** How long to hold back the acquisitions while the past is still being read. */
    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(30);
    /** Updates up to the backlog limit divided by this are always sent, so that stalled browsers delay no others. */
    private static final int SMALL_UPDATE_DIVISOR = 250;

    private final LiveAcquisitions acquisitions;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final String hello;
    private final Counter sent;
    private final Counter postponed;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dashboard-broadcaster"));
    private final long backlogLimit;
    private final LongSupplier nanoTime;
    private final long started;
    private long interval;
    private boolean congested;
    private String latestAcquisitions = "";

    /**
     * A broadcaster without subscribers.
     *
     * @param backlogLimit maximum number of characters on their way to all browsers together
     * @param nanoTime nanoseconds since some fixed instant, never going back
     */
    Broadcaster(
            LiveAcquisitions acquisitions,
            int tailPoints,
            MeterRegistry metrics,
            long backlogLimit,
            LongSupplier nanoTime) {
        this.acquisitions = acquisitions;
        this.hello = ServerMessages.hello(UUID.randomUUID().toString(), tailPoints, INTERVAL);
        this.sent = metrics.counter("wanderscope.dashboard.updates.sent");
        this.postponed = metrics.counter("wanderscope.dashboard.updates.postponed");
        this.backlogLimit = backlogLimit;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        metrics.gaugeCollectionSize("wanderscope.dashboard.browsers", List.of(), subscribers);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the scheduled task throws nothing
    void start() {
        scheduler.scheduleAtFixedRate(this::broadcastSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Number of subscribers. */
    int count() {
        return subscribers.size();
    }

    void add(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void broadcastSafely() {
        try {
            broadcast();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and every page would freeze.
            LOG.warn("event=broadcast_failed", e);
        } catch (Error e) {
            UncaughtErrors.report(e);
            throw e;
        }
    }

    /** Sends every subscriber that is ready what it does not have yet. */
    void broadcast() {
        boolean isFullSecond = interval++ % INTERVALS_PER_SECOND == 0;
        refreshAcquisitions(isFullSecond);
        Round round = new Round(isFullSecond);
        longestWaitingFirst().forEach(round::serve);
        congested = round.isCongested;
    }

    private void refreshAcquisitions(boolean isFullSecond) {
        if (subscribers.isEmpty()) {
            // The next browser must not get what was current when the last one left.
            latestAcquisitions = "";
        } else if ((isFullSecond || latestAcquisitions.isEmpty()) && areAcquisitionsComplete()) {
            latestAcquisitions = ServerMessages.acquisitions(acquisitions.acquisitions(), acquisitions.rejected());
        }
    }

    /** A page would leave an acquisition that is missing only because it has not been read yet. */
    private boolean areAcquisitionsComplete() {
        return acquisitions.isCaughtUp() || nanoTime() - started > CATCH_UP_LIMIT.toNanos();
    }

    /** The order in which subscribers are served, so that a full backlog does not always exclude the same ones. */
    private List<Subscriber> longestWaitingFirst() {
        List<Subscriber> ordered = new ArrayList<>(subscribers);
        Map<Subscriber, Long> lastSent = new HashMap<>();
        ordered.forEach(subscriber -> lastSent.put(subscriber, subscriber.lastSent() - started));
        ordered.sort(Comparator.comparing(lastSent::get));
        return ordered;
    }

    /** Subscribers with equal keys get the same message. */
    private record MessageKey(WatchMessage watch, long version) {}

    private record UpdateText(String text, long version, boolean isEmpty) {}

    /** One pass over all subscribers. */
    private final class Round {
        private final boolean isFullSecond;
        private final Map<MessageKey, Optional<UpdateText>> updates = new HashMap<>();
        private long backlog =
                subscribers.stream().mapToLong(Subscriber::backlog).sum();
        private boolean isCongested;

        Round(boolean isFullSecond) {
            this.isFullSecond = isFullSecond;
        }

        void serve(Subscriber subscriber) {
            if (!subscriber.isReady()) {
                postponed.increment();
                if (subscriber.isStalledFor(congested ? STALLED_WHILE_CONGESTED : STALLED)) {
                    subscriber.disconnect();
                }
                return;
            }
            if (!subscriber.isGreeted()) {
                subscriber.greet(hello);
            }
            if (!latestAcquisitions.isEmpty()) {
                subscriber.sendAcquisitions(latestAcquisitions);
            }
            Subscription subscription = subscriber.subscription();
            if (subscription != null) {
                sendUpdate(subscriber, subscription);
            }
            if (subscriber.isIdleFor(MAX_SILENCE)) {
                subscriber.send(ServerMessages.alive());
            }
        }

        private void sendUpdate(Subscriber subscriber, Subscription subscription) {
            MessageKey key = new MessageKey(subscription.watch(), subscription.version());
            Optional<UpdateText> found = updates.computeIfAbsent(key, Broadcaster.this::update)
                    .filter(update -> !update.isEmpty() || isFullSecond);
            if (found.isEmpty()) {
                return;
            }
            UpdateText update = found.get();
            int length = update.text().length();
            if (!hasRoom(length)) {
                isCongested = true;
                postponed.increment();
                return;
            }
            subscriber.send(update.text());
            backlog += length;
            subscription.sent(update.version());
            sent.increment();
        }

        private boolean hasRoom(int length) {
            return backlog == 0 || backlog + length <= backlogLimit || length <= backlogLimit / SMALL_UPDATE_DIVISOR;
        }
    }

    private Optional<UpdateText> update(MessageKey key) {
        return acquisitions
                .since(key.watch().acquisition(), key.version())
                .map(update -> new UpdateText(
                        ServerMessages.update(update, key.watch().stage()), update.version(), update.isEmpty()));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        subscribers.forEach(Subscriber::close);
    }
}
