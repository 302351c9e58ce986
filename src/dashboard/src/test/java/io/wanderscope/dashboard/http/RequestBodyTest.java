package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the body of a request takes of the memory for all. The request is the test's. */
class RequestBodyTest {
    private static final int MAX_BYTES = 100_000;

    private final Allowance room = new Allowance(2 * MAX_BYTES, MAX_BYTES);
    private final List<RequestBody.End> ends = new ArrayList<>();
    private HttpStream stream = proxy(HttpStream.class, method -> null);

    private static <T> T proxy(Class<T> type, Function<String, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> results.apply(method.getName())));
    }

    private Request request(Supplier<Content.Chunk> chunks) {
        return request(-1, chunks);
    }

    /** A request of this length, or of unknown length if it is negative, whose chunks come from a test; it ends when {@link #stream} succeeds. */
    private Request request(long length, Supplier<Content.Chunk> chunks) {
        ConnectionMetaData connection = proxy(ConnectionMetaData.class, method -> null);
        return Request.class.cast(Proxy.newProxyInstance(
                Request.class.getClassLoader(),
                new Class<?>[] {Request.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnectionMetaData" -> connection;
                    case "getLength" -> length;
                    case "getHeaders" -> HttpFields.EMPTY;
                    case "read" -> chunks.get();
                    case "addHttpStreamWrapper" -> {
                        @SuppressWarnings("unchecked")
                        Function<HttpStream, HttpStream> wrapper = (Function<HttpStream, HttpStream>) arguments[0];
                        stream = wrapper.apply(stream);
                        yield null;
                    }
                    default -> throw new AssertionError(method);
                }));
    }

    private static Content.Chunk chunk(int bytes, boolean isLast) {
        return Content.Chunk.from(ByteBuffer.allocate(bytes), isLast);
    }

    @Test
    void aBodyThatIsGivenUpWhileAChunkArrivesKeepsNoMemory() {
        // Given a chunk during whose arrival the body is given up and answered
        RequestBody[] body = new RequestBody[1];
        Request request = request(() -> {
            body[0].late();
            return chunk(1_000, false);
        });
        body[0] = new RequestBody(request, MAX_BYTES, room, (late, end) -> {
            ends.add(end);
            stream.succeeded();
        });

        // When
        body[0].receive();

        // Then
        assertThat(ends).containsExactly(RequestBody.End.LATE);
        assertThat(room.held()).isZero();
    }

    @Test
    void theLargestBodyOfUnknownLengthFindsRoom() {
        // Given
        Iterator<Content.Chunk> chunks = Stream.concat(
                        Arrays.stream(new int[] {40_000, 40_000}).mapToObj(bytes -> chunk(bytes, false)),
                        Stream.of(chunk(20_000, true)))
                .iterator();
        RequestBody body = new RequestBody(request(chunks::next), MAX_BYTES, room, (whole, end) -> ends.add(end));

        // When
        body.receive();

        // Then
        assertThat(ends).containsExactly(RequestBody.End.COMPLETE);
        assertThat(room.held()).isEqualTo(MAX_BYTES);
    }

    private List<Content.Chunk> refuse(int length) {
        List<Content.Chunk> read = new ArrayList<>();
        Request request = request(length, () -> {
            read.add(chunk(length, true));
            return read.get(0);
        });
        new RequestBody(request, MAX_BYTES, room, (tooLarge, end) -> ends.add(end)).receive();
        return read;
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, 2 * MAX_BYTES})
    void aBodyThatIsNotMuchTooLargeIsReadBeforeItIsRefused(int length) {
        // When
        List<Content.Chunk> read = refuse(length);

        // Then
        assertThat(ends).containsExactly(RequestBody.End.TOO_LARGE);
        assertThat(read).hasSize(1);
        assertThat(room.held()).isZero();
    }

    @Test
    void aBodyThatIsMuchTooLargeIsNotRead() {
        // When
        List<Content.Chunk> read = refuse(2 * MAX_BYTES + 1);

        // Then
        assertThat(ends).containsExactly(RequestBody.End.TOO_LARGE);
        assertThat(read).isEmpty();
    }
}
