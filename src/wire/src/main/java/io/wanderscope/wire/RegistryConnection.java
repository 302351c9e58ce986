package io.wanderscope.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends requests over HTTP, each once and to one address. Thread-safe. */
final class RegistryConnection {
    /** Far above any schema, and far below what would fill the memory. */
    static final int LONGEST_ANSWER = 4 << 20;

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final SchemaRegistry registry;
    private final Duration timeout;
    private final Untrusted untrusted;
    private final HttpClient client;

    RegistryConnection(SchemaRegistry registry, Duration timeout) {
        this.registry = registry;
        this.timeout = timeout;
        untrusted = new Untrusted(registry.authorization());
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirection could lead the credentials elsewhere.
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(RegistryTls.context(registry.client()))
                .build();
    }

    /**
     * What the address answers, errors included.
     *
     * @throws IOException when it does not answer in time, or not with what can be an answer; the message says why, and
     *     what to do about it where that is known
     */
    RegistryAnswer send(URI address, RegistryRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(http(address, request), header -> new BoundedBody(LONGEST_ANSWER));
        try {
            // The client's own timeout would end with the headers of the answer.
            return RegistryAnswer.of(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS), untrusted);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException(untrusted.shown(reason(e)), e);
        } finally {
            response.cancel(true);
        }
    }

    private HttpRequest http(URI address, RegistryRequest request) {
        BodyPublisher body = request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(address + request.path()))
                .method(request.method(), body)
                .header("Accept", MEDIA_TYPE + ", application/json");
        request.body().ifPresent(json -> http.header("Content-Type", MEDIA_TYPE));
        registry.authorization().ifPresent(authorization -> http.header("Authorization", authorization));
        return http.build();
    }

    private static String reason(ExecutionException failure) {
        if (cause(failure, UnresolvedAddressException.class).isPresent()) {
            return "the name of the host is unknown";
        }
        return cause(failure, SSLException.class)
                .map(e -> e.getMessage() + "; if the registry's certificate is not trusted, " + RegistryTls.TRUST_STORE
                        + " is the place for its authority's")
                .or(() -> cause(failure, ConnectException.class).map(ConnectException::toString))
                .orElseGet(() -> String.valueOf(failure.getCause()));
    }

    private static <E extends Throwable> Optional<E> cause(Throwable failure, Class<E> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}
