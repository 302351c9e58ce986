package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param status the HTTP status code
 * @param headers in addition to those that every answer has
 * @param body the content
 * @param gzipped the content for clients that accept gzip; null if it is not worth it
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Answer(int status, Map<HttpHeader, String> headers, byte[] body, byte @Nullable [] gzipped) {
    /** An answer leaves in slices of this size, so that it shows how far it was read, and no copy of all of it is made. */
    static final int SLICE_BYTES = 65_536;

    private static final String GZIP = "gzip";
    private static final String NEVER_STORE = "no-store";

    static Answer json(Object value) {
        return of(HttpStatus.OK_200, "application/json", NEVER_STORE, Json.bytes(value));
    }

    static Answer text(int status, String contentType, String text) {
        return of(status, contentType, NEVER_STORE, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer bytes(String contentType, byte[] bytes) {
        return of(HttpStatus.OK_200, contentType, NEVER_STORE, bytes);
    }

    static Answer problem(int status, String detail) {
        return problem(status, detail, Map.of());
    }

    /** A problem with members of its own, which must not be those that every problem has. */
    static Answer problem(int status, String detail, Map<String, Object> more) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(more);
        return of(status, "application/problem+json", NEVER_STORE, Json.bytes(problem));
    }

    /** A file that is the same for everybody, so that it is compressed once. */
    static Answer file(String contentType, String cacheControl, byte[] body) {
        Map<HttpHeader, String> headers = Map.of(
                HttpHeader.CONTENT_TYPE, contentType,
                HttpHeader.CACHE_CONTROL, cacheControl,
                HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
        return new Answer(HttpStatus.OK_200, headers, body, gzipped(body));
    }

    private static byte[] gzipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of memory, which has none
        }
        return bytes.toByteArray();
    }

    private static Answer of(int status, String contentType, String cacheControl, byte[] body) {
        return new Answer(
                status,
                Map.of(HttpHeader.CONTENT_TYPE, contentType, HttpHeader.CACHE_CONTROL, cacheControl),
                body,
                null);
    }

    /** The same answer with one more header. */
    Answer with(HttpHeader header, String value) {
        Map<HttpHeader, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, gzipped);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        SecurityHeaders.addTo(response.getHeaders());
        headers.forEach((header, value) -> response.getHeaders().put(header, value));
        byte[] content = body;
        if (gzipped != null && acceptsGzip(response.getRequest())) {
            content = gzipped;
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, GZIP);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        new Slices(content, response, callback).iterate();
    }

    private static boolean acceptsGzip(Request request) {
        return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains(GZIP);
    }

    /** Writes the body, the next slice once the one before has left. */
    private static final class Slices extends IteratingNestedCallback {
        private final byte[] content;
        private final Response response;
        private int written;
        private boolean isLast;

        Slices(byte[] content, Response response, Callback callback) {
            super(callback);
            this.content = content;
            this.response = response;
        }

        @Override
        protected Action process() {
            if (isLast) {
                return Action.SUCCEEDED;
            }
            int length = Math.min(SLICE_BYTES, content.length - written);
            ByteBuffer slice = ByteBuffer.wrap(content, written, length);
            written += length;
            isLast = written == content.length;
            response.write(isLast, slice, this);
            return Action.SCHEDULED;
        }
    }
}
