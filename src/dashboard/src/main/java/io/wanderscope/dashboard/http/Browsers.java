package io.wanderscope.dashboard.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.http.Browser.Watching;
import io.wanderscope.dashboard.live.AcquisitionSummary;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.Update;
import io.wanderscope.diffusion.DiffusionModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
 * All connected browsers, and the thread that tells them what changed. Browsers that watch the same and were told the
 * same get the same message, which is made once; one that was not ready gets a later and larger one.
 */
final class Browsers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Browsers.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    /** Acquisitions, and rates where nothing else changed, are told once in so many intervals. */
    private static final int INTERVALS_PER_SECOND = 10;
    /** A page may take a longer silence for a lost connection; docs/dashboard.md promises 5 s at most. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);
    /** Who takes nothing for so long is given up. */
    private static final Duration STUCK = Duration.ofSeconds(30);
    /** The same while others wait for what it does not take. */
    private static final Duration STUCK_IN_A_CROWD = Duration.ofSeconds(5);
    /** How long the acquisitions are not told because the past is still being read. */
    private static final Duration PAST = Duration.ofSeconds(30);
    /** Most characters on their way to all browsers together: what is not taken stays in memory, for each by itself. */
    private static final long MOST_UNSENT = 64_000_000;
    /** An update of this part of the most, or less, needs no room: who keeps up does not wait for who does not. */
    private static final int SMALL_PART = 250;

    private static final String ALIVE = "{\"type\":\"alive\"}";

    private final LiveAcquisitions acquisitions;
    private final Set<Browser> connected = ConcurrentHashMap.newKeySet();
    private final String hello;
    private final Counter sent;
    private final Counter postponed;
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dashboard-teller"));
    private final long mostUnsent;
    private final LongSupplier nanoTime;
    private final long started;
    private long interval;
    private boolean crowded;
    private String latestAcquisitions = "";

    Browsers(LiveAcquisitions acquisitions, int tailPoints, MeterRegistry metrics) {
        this(acquisitions, tailPoints, metrics, MOST_UNSENT, System::nanoTime);
    }

    Browsers(
            LiveAcquisitions acquisitions,
            int tailPoints,
            MeterRegistry metrics,
            long mostUnsent,
            LongSupplier nanoTime) {
        this.acquisitions = acquisitions;
        this.hello = hello(tailPoints);
        this.sent = metrics.counter("wanderscope.dashboard.updates.sent");
        this.postponed = metrics.counter("wanderscope.dashboard.updates.postponed");
        this.mostUnsent = mostUnsent;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        metrics.gaugeCollectionSize("wanderscope.dashboard.browsers", List.of(), connected);
    }

    private record ClassMeaning(DiffusionModel label, String name, String meaning) {}

    private record Hello(
            String type, String server, List<ClassMeaning> classes, int tailPoints, long updateIntervalMs) {}

    private record News(String type, @JsonUnwrapped Update update) {}

    private record Known(String type, List<AcquisitionSummary> acquisitions) {}

    private record Problem(String type, String title, String detail) {}

    private static String hello(int tailPoints) {
        List<ClassMeaning> classes = Arrays.stream(DiffusionModel.values())
                .map(model -> new ClassMeaning(model, model.description(), model.meaning()))
                .toList();
        return Json.text(new Hello("hello", UUID.randomUUID().toString(), classes, tailPoints, INTERVAL.toMillis()));
    }

    static String problem(String detail) {
        return Json.text(new Problem("problem", "message not understood", detail));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is scheduled lets no exception out
    void start() {
        teller.scheduleAtFixedRate(this::tellSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    int count() {
        return connected.size();
    }

    void opened(Browser browser) {
        connected.add(browser);
    }

    void closed(Browser browser) {
        connected.remove(browser);
    }

    private void tellSafely() {
        try {
            tell();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and every page would stand still.
            LOG.warn("event=browsers_not_told", e);
        }
    }

    /** Tells every browser that is ready what it does not know yet. */
    void tell() {
        boolean isSecond = interval++ % INTERVALS_PER_SECOND == 0;
        rememberAcquisitions(isSecond);
        Round round = new Round(isSecond);
        inTurn().forEach(round::tell);
        crowded = round.isCrowded;
    }

    private void rememberAcquisitions(boolean isSecond) {
        if (connected.isEmpty()) {
            // Whoever comes next is not to be told what was the latest when the last one left.
            latestAcquisitions = "";
        } else if ((isSecond || latestAcquisitions.isEmpty()) && areAcquisitionsComplete()) {
            latestAcquisitions = Json.text(new Known("acquisitions", acquisitions.acquisitions()));
        }
    }

    /** A page would turn away from an acquisition that has not been read yet. */
    private boolean areAcquisitionsComplete() {
        return acquisitions.isPastRead() || nanoTime() - started > PAST.toNanos();
    }

    /** Who was told something longest ago comes first, so that not always the same find no room. */
    private List<Browser> inTurn() {
        List<Browser> inTurn = new ArrayList<>(connected);
        Map<Browser, Long> lastTold = new HashMap<>();
        inTurn.forEach(browser -> lastTold.put(browser, browser.lastTold() - started));
        inTurn.sort(Comparator.comparing(lastTold::get));
        return inTurn;
    }

    /** What browsers that get the same message have in common. */
    private record Told(Watch watch, long version) {}

    private record Message(String text, long version, boolean isNews) {}

    /** All browsers, told once. */
    private final class Round {
        private final boolean isSecond;
        private final Map<Told, Optional<Message>> messages = new HashMap<>();
        private long unsent = connected.stream().mapToLong(Browser::unsent).sum();
        private boolean isCrowded;

        Round(boolean isSecond) {
            this.isSecond = isSecond;
        }

        void tell(Browser browser) {
            if (!browser.isReady()) {
                postponed.increment();
                if (browser.isStuckFor(crowded ? STUCK_IN_A_CROWD : STUCK)) {
                    browser.disconnect();
                }
                return;
            }
            if (!browser.isGreeted()) {
                browser.greet(hello);
            }
            if (!latestAcquisitions.isEmpty()) {
                browser.tellAcquisitions(latestAcquisitions);
            }
            Watching watching = browser.watching();
            if (watching != null) {
                tellNews(browser, watching);
            }
            if (browser.isQuietFor(LONGEST_SILENCE)) {
                browser.send(ALIVE);
            }
        }

        private void tellNews(Browser browser, Watching watching) {
            Optional<Message> news = messages.computeIfAbsent(
                            new Told(watching.watch(), watching.version()), Browsers.this::message)
                    .filter(message -> message.isNews() || isSecond);
            if (news.isEmpty()) {
                return;
            }
            Message message = news.get();
            int length = message.text().length();
            if (!hasRoom(length)) {
                isCrowded = true;
                postponed.increment();
                return;
            }
            browser.send(message.text());
            unsent += length;
            watching.told(message.version());
            sent.increment();
        }

        private boolean hasRoom(int length) {
            return unsent == 0 || unsent + length <= mostUnsent || length <= mostUnsent / SMALL_PART;
        }
    }

    private Optional<Message> message(Told told) {
        return acquisitions
                .since(told.watch().acquisition(), told.version(), told.watch().stage())
                .map(update -> new Message(Json.text(new News("update", update)), update.version(), !update.isEmpty()));
    }

    @Override
    public void close() {
        teller.shutdownNow();
        connected.forEach(Browser::close);
    }
}
