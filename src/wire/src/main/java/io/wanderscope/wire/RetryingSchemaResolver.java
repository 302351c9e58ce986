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
 * Asks the registry until it answers, a few times, and tells apart what is wrong with a record from what is wrong with
 * the registry: the one is a {@link SerializationException}, the other a {@link SchemaRegistryException}.
 */
final class RetryingSchemaResolver<T> extends DefaultSchemaResolver<Schema, T> {
    private static final Logger LOG = LoggerFactory.getLogger(RetryingSchemaResolver.class);
    /** How the registry names it that an id is unknown; a 404 of anybody else's says that the address is wrong. */
    private static final String UNKNOWN_ID = "ContentNotFoundException";

    private final String url;
    private final RegistryRetry patience;

    RetryingSchemaResolver(RegistryClientFacade client, String url, RegistryRetry patience) {
        super(client);
        this.url = url;
        this.patience = patience;
    }

    /** Of a record to write. */
    @Override
    public SchemaLookupResult<Schema> resolveSchema(Record<T> data) {
        return answer("the schema to write with", () -> super.resolveSchema(data));
    }

    /** Of a record that was read. */
    @Override
    public SchemaLookupResult<Schema> resolveSchemaByArtifactReference(ArtifactReference reference) {
        String schema = "schema " + reference.getContentId();
        return answer(schema, () -> {
            try {
                return super.resolveSchemaByArtifactReference(reference);
            } catch (RuntimeException e) {
                throw flawOfRecord(e, schema).orElseThrow(() -> e);
            }
        });
    }

    private Optional<RuntimeException> flawOfRecord(RuntimeException failure, String schema) {
        if (found(failure, ProblemDetails.class)
                .filter(problem -> UNKNOWN_ID.equals(problem.getName()))
                .isPresent()) {
            return Optional.of(new SerializationException(
                    "written with " + schema + ", which the registry " + url + " does not have"));
        }
        return found(failure, AvroRuntimeException.class)
                .map(e -> new SerializationException(
                        "written with " + schema + ", which is no Avro schema: " + e.getMessage(), e));
    }

    private <R> R answer(String wanted, Supplier<R> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return withinTime(question);
            } catch (ExecutionException e) {
                found(e, SerializationException.class).ifPresent(flaw -> {
                    throw flaw;
                });
                waitOrGiveUp(attempt, wanted, e);
            } catch (TimeoutException e) {
                waitOrGiveUp(attempt, wanted, e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** On a thread of its own, because the registry's client waits for an answer for ever. */
    private <R> R withinTime(Supplier<R> question) throws ExecutionException, TimeoutException, InterruptedException {
        return CompletableFuture.supplyAsync(question, task -> {
                    Thread thread = new Thread(task, "schema-registry");
                    thread.setDaemon(true);
                    thread.start();
                })
                .get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void waitOrGiveUp(int attempt, String wanted, Exception failure) {
        String told = told(failure);
        if (attempt == patience.attempts()) {
            throw new SchemaRegistryException(SchemaRegistry.URL + " is " + url + "; asked " + attempt
                    + " times, the registry did not give " + wanted + ": " + told);
        }
        Duration pause = patience.pauseAfter(attempt);
        LOG.warn(
                "event=schema_registry_failed url={} attempt={} again_in_ms={} failure=\"{}\"",
                url,
                attempt,
                pause.toMillis(),
                told);
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private String told(Exception failure) {
        if (failure instanceof TimeoutException) {
            return "no answer within " + patience.answer().toMillis() + " ms";
        }
        return found(failure, ProblemDetails.class)
                .filter(problem -> problem.getTitle() != null)
                .map(problem -> problem.getStatus() + " " + problem.getTitle())
                .or(() -> found(failure, ApiException.class)
                        .filter(answer -> answer.getResponseStatusCode() > 0)
                        .map(answer -> "HTTP status " + answer.getResponseStatusCode()))
                .or(() -> found(failure, IOException.class).map(IOException::toString))
                .orElseGet(() -> "no answer of an Apicurio registry, " + rootOf(failure));
    }

    private static <E extends Throwable> Optional<E> found(Throwable failure, Class<E> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return Optional.of(kind.cast(each));
            }
        }
        return Optional.empty();
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
