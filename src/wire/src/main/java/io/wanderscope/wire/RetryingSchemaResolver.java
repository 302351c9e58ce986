package io.wanderscope.wire;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.DefaultSchemaResolver;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries a request a few times when the registry does not answer. A fault of the record is a {@link
 * SerializationException}; a fault of the registry is a {@link SchemaRegistryException}.
 */
final class RetryingSchemaResolver<T> extends DefaultSchemaResolver<Schema, T> {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingSchemaResolver.class);
    /** The registry's name for an unknown id. A 404 without it comes from another server, so the address is wrong. */
    private static final String UNKNOWN_ID = "ContentNotFoundException";

    private final String url;
    private final RegistryRetry retry;

    RetryingSchemaResolver(RegistryClientFacade client, String url, RegistryRetry retry) {
        super(client);
        this.url = url;
        this.retry = retry;
    }

    /** The schema with which a record is written. */
    @Override
    public SchemaLookupResult<Schema> resolveSchema(Record<T> data) {
        return ask("the schema to write with", () -> super.resolveSchema(data));
    }

    /** The schema with which a record was written. */
    @Override
    public SchemaLookupResult<Schema> resolveSchemaByArtifactReference(ArtifactReference reference) {
        String schema = "schema " + reference.getContentId();
        return ask(schema, () -> {
            try {
                return super.resolveSchemaByArtifactReference(reference);
            } catch (RuntimeException e) {
                throw rejection(e, schema).orElseThrow(() -> e);
            }
        });
    }

    /** Why the record is at fault; empty when the registry is. */
    private Optional<RuntimeException> rejection(RuntimeException failure, String schema) {
        if (cause(failure, ProblemDetails.class)
                .filter(problem -> UNKNOWN_ID.equals(problem.getName()))
                .isPresent()) {
            return Optional.of(new SerializationException(
                    "written with " + schema + ", which the registry " + url + " does not have"));
        }
        return cause(failure, AvroRuntimeException.class)
                .map(e -> new SerializationException(
                        "written with " + schema + ", which is not an Avro schema: " + e.getMessage(), e));
    }

    private <R> R ask(String wanted, Supplier<R> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return withinTimeout(request);
            } catch (ExecutionException e) {
                cause(e, SerializationException.class).ifPresent(rejection -> {
                    throw rejection;
                });
                pauseOrGiveUp(attempt, wanted, e);
            } catch (TimeoutException e) {
                pauseOrGiveUp(attempt, wanted, e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** Sends the request from a thread of its own, because the registry's client has no timeout. */
    private <R> R withinTimeout(Supplier<R> request) throws ExecutionException, TimeoutException, InterruptedException {
        return CompletableFuture.supplyAsync(request, task -> {
                    Thread thread = new Thread(task, "schema-registry");
                    thread.setDaemon(true);
                    thread.start();
                })
                .get(retry.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pauseOrGiveUp(int attempt, String wanted, Exception failure) {
        String description = description(failure);
        if (attempt == retry.attempts()) {
            throw new SchemaRegistryException(SchemaRegistry.URL + " is " + url + "; after " + attempt
                    + " attempts, the registry did not return " + wanted + ": " + description);
        }
        Duration pause = retry.pauseAfter(attempt);
        LOG.warn(
                "event=schema_registry_failed url={} attempt={} again_in_ms={} failure=\"{}\"",
                url,
                attempt,
                pause.toMillis(),
                description);
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private String description(Exception failure) {
        if (failure instanceof TimeoutException) {
            return "no answer within " + retry.timeout().toMillis() + " ms";
        }
        return cause(failure, ProblemDetails.class)
                .filter(problem -> problem.getTitle() != null)
                .map(problem -> problem.getStatus() + " " + problem.getTitle())
                .or(() -> cause(failure, ApiException.class)
                        .filter(answer -> answer.getResponseStatusCode() > 0)
                        .map(answer -> "HTTP status " + answer.getResponseStatusCode()))
                .or(() -> cause(failure, IOException.class).map(IOException::toString))
                .orElseGet(() -> "the answer is not an Apicurio registry's, " + rootCause(failure));
    }

    private static <E extends Throwable> Optional<E> cause(Throwable failure, Class<E> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
