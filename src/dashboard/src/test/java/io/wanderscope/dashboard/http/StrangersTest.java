package io.wanderscope.dashboard.http;

import static io.wanderscope.dashboard.http.Waiting.await;
import static io.wanderscope.dashboard.http.Waiting.eventually;
import static io.wanderscope.dashboard.live.Records.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hold their connections without getting on: they neither keep others out nor take the memory. */
class StrangersTest {
    private static final int HALF_SENT = 500;
    private static final int UNREAD = 60;
    private static final String HALF_A_REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n";
    private static final String LARGE = "/api/acquisitions/large/tracks?limit=10000";

    private final AtomicLong clock = new AtomicLong(System.nanoTime());
    private final RunningServer server = RunningServer.measuring(clock::get);
    private final List<Socket> strangers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket stranger : strangers) {
            stranger.close();
        }
        server.close();
    }

    @Test
    void requestsSentByHalvesKeepNobodyOut() throws Exception {
        // When
        for (int stranger = 0; stranger < HALF_SENT; stranger++) {
            sends(HALF_A_REQUEST);
        }

        // Then
        assertThat(server.asked("/health/live").get(60, TimeUnit.SECONDS).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/").statusCode()).isEqualTo(200);
        await(() -> refused("waiting") >= HALF_SENT - Connections.MAX_WAITING);
        await(() -> connections() <= Connections.MAX_WAITING + 1);
    }

    @Test
    void theHeadersOfARequestMustBeCompleteInTime() throws Exception {
        // Given
        for (int stranger = 0; stranger < 20; stranger++) {
            sends(HALF_A_REQUEST);
        }
        await(() -> connections() == 20);

        // When
        advance(Connections.HEADERS_WITHIN.plusSeconds(1));

        // Then
        await(() -> connections() == 0);
        assertThat(refused("headers")).isEqualTo(20);
    }

    @Test
    void theHeadersOfTheNextRequestOfAConnectionMustBeCompleteInTimeToo() throws Exception {
        // Given
        Socket stranger = sends("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n" + HALF_A_REQUEST);
        assertThat(stranger.getInputStream().read()).isEqualTo('H');

        // When
        boolean isEnded = eventually(() -> {
            // Again and again, because the server may begin to wait for the next request after the answer has left.
            advance(Connections.HEADERS_WITHIN.plusSeconds(1));
            return connections() == 0;
        });

        // Then
        assertThat(isEnded).isTrue();
    }

    @Test
    void answersThatNobodyReadsTakeNoMoreThanTheirPartOfTheMemory() throws Exception {
        // Given
        fillLarge();
        int size = server.get(LARGE).body().length();
        long mostOfOneAddress = ApiHandler.BYTES_ON_THEIR_WAY / 2 / size;

        // When
        for (int stranger = 0; stranger < UNREAD; stranger++) {
            sends("GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        await(() -> refused("bytes") >= UNREAD - mostOfOneAddress);

        // Then
        assertThat(unread()).isBetween((double) size, (double) ApiHandler.BYTES_ON_THEIR_WAY / 2);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(server.get("/page/main.js").statusCode()).isEqualTo(200);
        assertThat(server.get("/api/acquisitions").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotReadIsGivenUp() throws Exception {
        // Given
        fillLarge();
        sends("GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await(() -> unread() > 0);

        // When
        boolean isGivenUp = eventually(() -> {
            // Again and again, because it takes the server a moment to see that the answer is being written.
            advance(Connections.READING_BEGINS_WITHIN.plusSeconds(20));
            return unread() == 0;
        });

        // Then
        assertThat(isGivenUp).isTrue();
        assertThat(refused("reading")).isEqualTo(1);
    }

    @Test
    void aPageStaysLiveBesideThem() throws Exception {
        // Given
        fillLarge();
        try (ConnectedBrowser page = ConnectedBrowser.to(server.port()).watch("cell", 1)) {
            for (int stranger = 0; stranger < HALF_SENT; stranger++) {
                sends(stranger % 10 == 0 ? "GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n" : HALF_A_REQUEST);
            }

            // When
            server.acquisitions.addPosition(position("cell", "1", 1, 0, 0), Instant.now());
            advance(Connections.HEADERS_WITHIN.plusSeconds(1));
            server.acquisitions.addPosition(position("cell", "1", 2, 0, 0), Instant.now());

            // Then
            JsonNode update =
                    page.next("update", message -> message.path("last_frame").asLong() == 2);
            assertThat(update.path("acquisition").asText()).isEqualTo("cell");
            assertThat(page.isOpen()).isTrue();
        }
    }

    @Test
    void oneAddressHasNoMoreThanItsPlacesButHealthAnswersIt() throws Exception {
        try (RunningServer small = RunningServer.forConnectionsPerAddress(2);
                ConnectedBrowser one = ConnectedBrowser.to(small.port())) {
            ConnectedBrowser two = ConnectedBrowser.to(small.port());

            // When
            int page = small.get("/").statusCode();

            // Then
            assertThat(page).isEqualTo(503);
            assertThat(small.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(small.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(one.isOpen()).isTrue();
            two.close();
            await(() -> status(small, "/") == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a b\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",
                "GET / HTTP/1.1\r\n",
                "GET / HTTP/3.1\r\nHost: localhost\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nno header\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n",
                "PRI * HTTP/2.0\r\n",
                "nonsense\r\n"
            })
    void answersToMalformedRequestsHaveTheSecurityHeaders(String request) throws Exception {
        // When
        String response = server.raw(request + "\r\n");

        // Then
        assertThat(response)
                .contains(
                        "Content-Security-Policy: default-src 'none'",
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Cross-Origin-Resource-Policy: same-origin");
    }

    @Test
    void refusedHostNamesAreCounted() throws Exception {
        // When
        server.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        server.raw("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(refused("host")).isEqualTo(1);
        assertThat(refused("malformed")).isEqualTo(1);
    }

    /** 10,000 tracks, of which the API's answer has some 2 MB. */
    private void fillLarge() {
        Instant now = Instant.now();
        String name = "n".repeat(100);
        for (int track = 0; track < 10_000; track++) {
            server.acquisitions.addPosition(position("large", name + track, 0, 0, 0), now);
        }
    }

    /** Sends a text, and reads nothing. */
    private Socket sends(String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        strangers.add(socket);
        return socket;
    }

    private void advance(Duration duration) {
        clock.addAndGet(duration.toNanos());
    }

    private double refused(String reason) {
        return server.metrics
                .counter("wanderscope.http.refused", "reason", reason)
                .count();
    }

    private double unread() {
        return server.metrics.get("wanderscope.http.unread").gauge().value();
    }

    private double connections() {
        return server.metrics.get("wanderscope.http.connections").gauge().value();
    }

    private static int status(RunningServer server, String path) {
        try {
            return server.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
