package io.wanderscope.dashboard.http;

import io.wanderscope.dashboard.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to a request.
 *
 * @param status the HTTP status code
 * @param headers in addition to those that every answer has
 * @param body the content
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Answer(int status, Map<HttpHeader, String> headers, byte[] body) {
    private static final String NEVER_STORE = "no-store";

    static Answer json(Object value) {
        return of(HttpStatus.OK_200, "application/json", NEVER_STORE, Json.text(value));
    }

    static Answer text(int status, String contentType, String text) {
        return of(status, contentType, NEVER_STORE, text);
    }

    static Answer problem(int status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", HttpStatus.getMessage(status));
        problem.put("status", status);
        problem.put("detail", detail);
        return of(status, "application/problem+json", NEVER_STORE, Json.text(problem));
    }

    private static Answer of(int status, String contentType, String cacheControl, String text) {
        return new Answer(
                status,
                Map.of(HttpHeader.CONTENT_TYPE, contentType, HttpHeader.CACHE_CONTROL, cacheControl),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same answer with one more header. */
    Answer with(HttpHeader header, String value) {
        Map<HttpHeader, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        headers.forEach((header, value) -> response.getHeaders().put(header, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
