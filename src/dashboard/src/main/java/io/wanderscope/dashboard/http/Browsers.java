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
import java.util.Arrays;
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

    private final LiveAcquisitions acquisitions;
    private final Set<Browser> connected = ConcurrentHashMap.newKeySet();
    private final String hello;
    private final Counter sent;
    private final Counter postponed;
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "dashboard-teller"));
    private long interval;
    private String latestAcquisitions = "";

    Browsers(LiveAcquisitions acquisitions, int tailPoints, MeterRegistry metrics) {
        this.acquisitions = acquisitions;
        this.hello = hello(tailPoints);
        this.sent = metrics.counter("wanderscope.dashboard.updates.sent");
        this.postponed = metrics.counter("wanderscope.dashboard.updates.postponed");
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

    private void tell() {
        boolean isSecond = interval++ % INTERVALS_PER_SECOND == 0;
        if (isSecond && !connected.isEmpty()) {
            latestAcquisitions = Json.text(new Known("acquisitions", acquisitions.acquisitions()));
        }
        Map<Told, Optional<Message>> messages = new HashMap<>();
        for (Browser browser : connected) {
            tell(browser, messages, isSecond);
        }
    }

    /** What browsers that get the same message have in common. */
    private record Told(Watch watch, long version) {}

    private record Message(String text, long version, boolean isNews) {}

    private void tell(Browser browser, Map<Told, Optional<Message>> messages, boolean isSecond) {
        if (!browser.isReady()) {
            postponed.increment();
            if (browser.isStuck()) {
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
            tellNews(browser, watching, messages, isSecond);
        }
        browser.pingIfQuiet();
    }

    private void tellNews(Browser browser, Watching watching, Map<Told, Optional<Message>> messages, boolean isSecond) {
        messages.computeIfAbsent(new Told(watching.watch(), watching.version()), this::message)
                .filter(message -> message.isNews() || isSecond)
                .ifPresent(message -> {
                    browser.send(message.text());
                    watching.told(message.version());
                    sent.increment();
                });
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
