package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.live.Records.BEGIN;
import static io.wanderscope.dashboard.live.Records.composition;
import static io.wanderscope.dashboard.live.Records.fakeLabel;
import static io.wanderscope.dashboard.live.Records.label;
import static io.wanderscope.dashboard.live.Records.population;
import static io.wanderscope.dashboard.live.Records.position;
import static io.wanderscope.dashboard.live.Records.saliency;
import static io.wanderscope.dashboard.live.Records.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.dashboard.DashboardModel;
import io.wanderscope.dashboard.HttpSettings;
import io.wanderscope.dashboard.IngestSettings;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.history.TopicLog;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.dashboard.protocol.Json;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.schema.DiffusionLabel;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.wire.WireFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;

/** A dashboard's server on a free port; the test fills its acquisitions. */
final class RunningServer implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final LiveAcquisitions acquisitions;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    volatile Optional<String> notReady = Optional.empty();
    volatile Optional<String> dead = Optional.empty();
    /** The model of {@link #occlusions}; a test may replace it. */
    volatile Supplier<TrajectoryClassifier> model = FakeTrajectoryClassifier::create;
    /** What {@link #occlusions} says of its model; a test may replace it. */
    volatile Supplier<ModelDescription> description = () -> model.get().model();

    /** The topics that {@link #history} reads. */
    final TopicLog log = new TopicLog(2);

    final History history = log.history();
    final Occlusions occlusions;
    /** That no broker answers. */
    volatile Optional<String> noBroker = Optional.empty();

    private final RecordPublisher publisher;
    private final WebServer server;

    private RunningServer(HttpSettings settings) {
        this(settings, InstantSource.system(), Occlusions.PATIENCE, System::nanoTime);
    }

    private RunningServer(HttpSettings settings, InstantSource clock, Duration patience, LongSupplier nanoTime) {
        this(settings, clock, patience, nanoTime, StreamTopics.defaults(), new MockProducer<>());
    }

    private RunningServer(
            HttpSettings settings,
            InstantSource clock,
            Duration patience,
            LongSupplier nanoTime,
            StreamTopics topics,
            Producer<byte[], byte[]> producer) {
        publisher = new RecordPublisher(producer, WireFormat.singleObject());
        occlusions = new Occlusions(
                new DashboardModel(() -> description.get(), () -> model.get(), ImagingConditions.UNKNOWN), patience);
        acquisitions = new LiveAcquisitions(LiveLimits.defaults(), clock);
        acquisitions.markCaughtUp();
        try {
            server = WebServer.dashboard(
                    settings,
                    new Operations(() -> notReady, () -> dead, () -> "wanderscope_test 1\n"),
                    acquisitions,
                    history,
                    occlusions,
                    settings.ingest().map(limits -> new Ingest(limits, publisher, topics, () -> noBroker, clock)),
                    LiveLimits.defaults(),
                    metrics,
                    nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Occlusions occlusions(TrajectoryClassifier classifier) {
        return new Occlusions(
                new DashboardModel(classifier::model, () -> classifier, ImagingConditions.UNKNOWN),
                Occlusions.PATIENCE);
    }

    static RunningServer open() {
        return new RunningServer(HttpSettings.onLoopback(0));
    }

    /** A server whose clock stands still, so that nothing leaves the view. */
    static RunningServer at(Instant now) {
        return new RunningServer(HttpSettings.onLoopback(0), () -> now, Occlusions.PATIENCE, System::nanoTime);
    }

    /** A server that waits for no occlusion. */
    static RunningServer impatient() {
        return new RunningServer(HttpSettings.onLoopback(0), InstantSource.system(), Duration.ZERO, System::nanoTime);
    }

    /** A server that measures its clients' patience by a clock of the test's. */
    static RunningServer measuring(LongSupplier nanoTime) {
        return new RunningServer(HttpSettings.onLoopback(0), InstantSource.system(), Occlusions.PATIENCE, nanoTime);
    }

    /** A server that answers so many requests of one address at once. */
    static RunningServer forConnectionsPerAddress(int number) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Set.of(), 10, number, Optional.empty()));
    }

    static RunningServer withToken() {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, Optional.of(TOKEN), Set.of(), 10, 100, Optional.empty()));
    }

    static RunningServer forBrowsers(int maxBrowsers) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Set.of(), maxBrowsers, 100, Optional.empty()));
    }

    static RunningServer behindProxy(String name) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, Optional.empty(), Set.of(name), 10, 100, Optional.empty()));
    }

    /** A server that takes rows in, localisations included, and gives them to a producer. */
    static RunningServer taking(IngestSettings limits, Producer<byte[], byte[]> producer, LongSupplier nanoTime) {
        StreamTopics topics = StreamTopics.defaults().withLocalisations("localisations");
        return taking(limits, Optional.empty(), topics, producer, nanoTime);
    }

    static RunningServer taking(IngestSettings limits, StreamTopics topics, Producer<byte[], byte[]> producer) {
        return taking(limits, Optional.empty(), topics, producer, System::nanoTime);
    }

    static RunningServer takingWithToken(IngestSettings limits, Producer<byte[], byte[]> producer) {
        return taking(limits, Optional.of(TOKEN), StreamTopics.defaults(), producer, System::nanoTime);
    }

    private static RunningServer taking(
            IngestSettings limits,
            Optional<String> token,
            StreamTopics topics,
            Producer<byte[], byte[]> producer,
            LongSupplier nanoTime) {
        return new RunningServer(
                new HttpSettings("127.0.0.1", 0, token, Set.of(), 10, 100, Optional.of(limits)),
                InstantSource.system(),
                Occlusions.PATIENCE,
                nanoTime,
                topics,
                producer);
    }

    int port() {
        return server.port();
    }

    String address() {
        return server.address();
    }

    String location() {
        return server.location();
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends rows. */
    HttpResponse<String> post(String path, String contentType, String rows, String... headers) throws Exception {
        return CLIENT.send(posting(path, contentType, rows, headers), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends rows, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> posted(String path, String contentType, String rows) {
        return CLIENT.sendAsync(posting(path, contentType, rows), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest posting(String path, String contentType, String rows, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(rows));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** Sends an image. */
    HttpResponse<String> put(String path, String contentType, byte[] image, String... headers) throws Exception {
        return send("PUT", path, HttpRequest.BodyPublishers.ofByteArray(image), "Content-Type", contentType, headers);
    }

    /** Sends a request with another method. */
    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), "Accept", "application/json", headers);
    }

    private HttpResponse<String> send(
            String method, String path, HttpRequest.BodyPublisher body, String header, String value, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header(header, value)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The bytes at a path. */
    byte[] bytes(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** Asks for a path, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> asked(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The JSON at a path. */
    JsonNode json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return Json.read(response.body());
    }

    /** Adds an acquisition of two tracks, one of which has ended. */
    void fill() {
        Instant now = Instant.now();
        for (int frame = 0; frame < 12; frame++) {
            acquisitions.addPosition(position("cell 1", "a/7", frame, frame, 0), now);
            acquisitions.addPosition(position("cell 1", "8", frame, frame, 0), now);
        }
        acquisitions.addLabel(label("cell 1", "a/7", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 11), now);
        acquisitions.addSaliency(saliency("cell 1", "a/7", 1, 9), now);
        acquisitions.addComposition(composition("cell 1", BEGIN, 3), BEGIN);
        acquisitions.addPopulation(population("cell 1", BEGIN, 3), BEGIN);
        acquisitions.addPopulation(population("cell 1", null, 5), BEGIN);
        acquisitions.addTrigger(trigger("cell 1", 1, "a/7"), BEGIN);
        acquisitions.addTrigger(trigger("cell 1", 2, "8"), BEGIN);
    }

    /** Adds an acquisition to the topics only: 21 frames of two tracks, of which the first gets a label at its end. */
    void fillTopics(String acquisition) {
        for (int frame = 0; frame <= 20; frame++) {
            publish(TopicLog.TOPICS.positions(), acquisition + "/1", position(acquisition, "1", frame, frame, 0));
            publish(TopicLog.TOPICS.positions(), acquisition + "/2", position(acquisition, "2", frame, frame, 5));
        }
        publish(
                TopicLog.TOPICS.labels(),
                acquisition + "/1",
                label(acquisition, "1", 1, ResultStatus.FINAL, DiffusionLabel.ATTM, 20));
        publish(TopicLog.TOPICS.population(), acquisition, population(acquisition, null, 9));
    }

    private void publish(String topic, String key, SpecificRecordBase value) {
        history.read(log.write(topic, key, value), value);
    }

    /** Adds a track of 20 points that turned back halfway, with the label that the fake classifier gives it. */
    TrajectoryLabel classified(String track) {
        Instant now = Instant.now();
        for (int frame = 0; frame < 20; frame++) {
            acquisitions.addPosition(position("cell 1", track, frame, Math.min(frame, 20 - frame), 0), now);
        }
        TrajectoryLabel label = fakeLabel("cell 1", track, 20);
        acquisitions.addLabel(label, now);
        return label;
    }

    /** Sends a request verbatim, which no well-behaved client would, and returns the whole answer. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Asks for a WebSocket at a path, sent verbatim, and returns the status line of the answer. */
    String upgrade(String path) throws IOException {
        return upgrade(path, "dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** The same with a key of one's own. */
    String upgrade(String path, String key) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: " + key + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    @Override
    public void close() {
        occlusions.close();
        publisher.close();
        server.close();
        history.close();
    }
}
