package io.wanderscope.dashboard.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.history.TopicLog;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many browsers at one dashboard: {@code DashboardLoad BROWSERS TRAJECTORIES SECONDS [PORT]}. Prints how old positions
 * are when they reach the browsers, first without and then with one browser that reads nothing, and the ratio of the
 * two. With 0 browsers and a port, it only serves the page, to look at it.
 */
final class DashboardLoad {
    private static final Pattern TIME = Pattern.compile("\"time\":(\\d+)");

    private DashboardLoad() {}

    /**
     * Reads only the age of each update's latest position, so that the browsers cost less than the server.
     */
    private static final class MeasuringBrowser implements WebSocket.Listener {
        private final List<Long> ages = new ArrayList<>();
        private final AtomicLong characters = new AtomicLong();
        private boolean begins = true;

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            characters.addAndGet(data.length());
            if (begins) {
                Matcher time = TIME.matcher(data.subSequence(0, Math.min(data.length(), 200)));
                if (time.find()) {
                    ages.add(System.currentTimeMillis() - Long.parseLong(time.group(1)));
                }
            }
            begins = last;
            from.request(1);
            return null;
        }

        private synchronized List<Long> takeAges() {
            List<Long> taken = new ArrayList<>(ages);
            ages.clear();
            return taken;
        }
    }

    /**
     * The figures of one phase.
     *
     * @param median of the ages in milliseconds
     * @param worst 99th percentile of the ages in milliseconds
     * @param perSecond updates per second of the browser that received the fewest
     */
    record Phase(long median, long worst, double perSecond) {}

    /** The phases without and with a browser that reads nothing. */
    record Figures(Phase without, Phase withStalled, double megabytesPerSecond) {}

    public static void main(String[] arguments) throws Exception {
        int browsers = Integer.parseInt(arguments[0]);
        int trajectories = Integer.parseInt(arguments[1]);
        Duration duration = Duration.ofSeconds(Integer.parseInt(arguments[2]));
        int port = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        Figures figures = run(browsers, trajectories, duration, port);
        System.out.printf(
                Locale.ROOT,
                "%d browsers, %d live trajectories, %.1f MB/s%n%s%n%s%nratio of the medians %.2f%n",
                browsers,
                trajectories,
                figures.megabytesPerSecond(),
                "alone:                " + figures.without(),
                "beside a stalled one: " + figures.withStalled(),
                (double) figures.withStalled().median() / figures.without().median());
    }

    static Figures run(int count, int trajectories, Duration duration, int port) throws Exception {
        LiveLimits limits = LiveLimits.defaults();
        LiveAcquisitions acquisitions = new LiveAcquisitions(limits, InstantSource.system());
        SimulatedField field = new SimulatedField(trajectories);
        ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (Occlusions occlusions = RunningServer.occlusions(FakeTrajectoryClassifier.create());
                History history = new TopicLog(1).history();
                WebServer server = WebServer.dashboard(
                        HttpSettings.onLoopback(port),
                        new Operations(Optional::empty, Optional::empty, () -> ""),
                        acquisitions,
                        history,
                        occlusions,
                        Optional.empty(),
                        limits,
                        metrics,
                        System::nanoTime)) {
            var unused = camera.scheduleAtFixedRate(
                    () -> field.expose(acquisitions, Instant.now()),
                    0,
                    SimulatedField.FRAME_INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
            HttpClient client = HttpClient.newHttpClient();
            List<MeasuringBrowser> browsers = new ArrayList<>();
            for (int browser = 0; browser < count; browser++) {
                MeasuringBrowser measuring = new MeasuringBrowser();
                browsers.add(measuring);
                client.newWebSocketBuilder()
                        .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/live"), measuring)
                        .join()
                        .sendText("{\"type\":\"watch\",\"acquisition\":\"load\",\"stage\":1}", true)
                        .join();
            }
            warmUp(browsers);
            Phase without = measure(browsers, duration);
            try (RawBrowser stalled = new RawBrowser(server.port())) {
                long before = characters(browsers);
                stalled.watch(SimulatedField.ACQUISITION);
                Phase withStalled = measure(browsers, duration);
                double megabytes = (characters(browsers) - before) / 1e6 / duration.toSeconds();
                return new Figures(without, withStalled, megabytes);
            }
        } finally {
            camera.shutdownNow();
        }
    }

    private static void warmUp(List<MeasuringBrowser> browsers) throws InterruptedException {
        Thread.sleep(3_000);
        browsers.forEach(MeasuringBrowser::takeAges);
    }

    private static long characters(List<MeasuringBrowser> browsers) {
        return browsers.stream().mapToLong(browser -> browser.characters.get()).sum();
    }

    private static Phase measure(List<MeasuringBrowser> browsers, Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
        List<List<Long>> ages =
                browsers.stream().map(MeasuringBrowser::takeAges).toList();
        long[] all = ages.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        if (all.length == 0) {
            return new Phase(-1, -1, 0);
        }
        double fewest = Arrays.stream(ages.stream().mapToInt(List::size).toArray())
                        .min()
                        .orElse(0)
                / (double) duration.toSeconds();
        return new Phase(all[all.length / 2], all[(int) (all.length * 0.99)], fewest);
    }
}
