package io.wanderscope.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a request, at every address of the registry, until one answers. Thread-safe. */
final class RegistryRequests {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryRequests.class);

    private final SchemaRegistry registry;
    private final RegistryRetry retry;
    private final List<URI> addresses;
    private final RegistryConnection connection;
    /** Index of the address that answered last, which is asked first. */
    private volatile int preferred;

    RegistryRequests(SchemaRegistry registry, RegistryRetry retry) {
        this.registry = registry;
        this.retry = retry;
        addresses = registry.addresses();
        connection = new RegistryConnection(registry, retry.timeout());
    }

    /**
     * The answer that settles a request.
     *
     * @throws SchemaRegistryException when no address gives one
     */
    RegistryAnswer ask(RegistryRequest request) {
        for (int attempt = 1; ; attempt++) {
            List<String> failures = new ArrayList<>();
            Optional<RegistryAnswer> answer = askEveryAddress(request, failures);
            if (answer.isPresent()) {
                return answer.get();
            }
            pauseOrGiveUp(attempt, request, String.join("; ", failures));
        }
    }

    /** A registry that copies its schemas from another may not have the newest: one that does not know asks the next. */
    private Optional<RegistryAnswer> askEveryAddress(RegistryRequest request, List<String> failures) {
        @Nullable RegistryAnswer unknown = null;
        int first = preferred;
        for (int tried = 0; tried < addresses.size(); tried++) {
            int each = (first + tried) % addresses.size();
            URI address = addresses.get(each);
            try {
                RegistryAnswer answer = connection.send(address, request);
                if (!request.answers().test(answer)) {
                    failures.add(described(address, answer.description()));
                } else if (answer.isUnknown()) {
                    unknown = answer;
                } else {
                    preferred = each;
                    return Optional.of(answer);
                }
            } catch (IOException e) {
                failures.add(described(address, String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return Optional.ofNullable(unknown);
    }

    private String described(URI address, String failure) {
        return addresses.size() == 1 ? failure : address + ": " + failure;
    }

    private void pauseOrGiveUp(int attempt, RegistryRequest request, String failure) {
        if (attempt == retry.attempts()) {
            throw new SchemaRegistryException(SchemaRegistry.URL + " is " + registry.url() + "; after " + attempt
                    + " attempts, the registry did not return " + request.wanted() + ": " + failure);
        }
        Duration pause = retry.pauseAfter(attempt);
        LOG.warn(
                "event=schema_registry_failed url={} attempt={} again_in_ms={} failure=\"{}\"",
                registry.url(),
                attempt,
                pause.toMillis(),
                failure);
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
