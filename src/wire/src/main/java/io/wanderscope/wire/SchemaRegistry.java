package io.wanderscope.wire;

import io.apicurio.registry.resolver.config.SchemaResolverConfig;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The Apicurio Registry that keeps the schemas.
 *
 * @param url address of the registry; its client adds {@code /apis/registry/v3} where that is missing
 * @param client settings of the registry's client, with keys of {@link #CLIENT_KEYS}
 */
public record SchemaRegistry(String url, Map<String, String> client) {
    /** Configuration key of the address. */
    public static final String URL = "schema.registry.url";

    /** Configuration keys of Apicurio's client: authentication, TLS and proxy. */
    public static final Set<String> CLIENT_KEYS = Set.of(
            SchemaResolverConfig.AUTH_USERNAME,
            SchemaResolverConfig.AUTH_PASSWORD,
            SchemaResolverConfig.AUTH_TOKEN_ENDPOINT,
            SchemaResolverConfig.AUTH_CLIENT_ID,
            SchemaResolverConfig.AUTH_CLIENT_SECRET,
            SchemaResolverConfig.AUTH_CLIENT_SCOPE,
            SchemaResolverConfig.TLS_TRUSTSTORE_LOCATION,
            SchemaResolverConfig.TLS_TRUSTSTORE_PASSWORD,
            SchemaResolverConfig.TLS_TRUSTSTORE_TYPE,
            SchemaResolverConfig.TLS_CERTIFICATES,
            SchemaResolverConfig.TLS_TRUST_ALL,
            SchemaResolverConfig.TLS_VERIFY_HOST,
            SchemaResolverConfig.PROXY_HOST,
            SchemaResolverConfig.PROXY_PORT,
            SchemaResolverConfig.PROXY_USERNAME,
            SchemaResolverConfig.PROXY_PASSWORD);

    /**
     * Checks the address and copies the map.
     *
     * @throws IllegalArgumentException when the address is not an http or https URL; the message names the key
     */
    public SchemaRegistry {
        if (!isWebAddress(url)) {
            throw new IllegalArgumentException(
                    URL + " must be an http or https URL, such as http://localhost:8080, got '" + url + "'");
        }
        client = Map.copyOf(client);
    }

    private static boolean isWebAddress(String url) {
        try {
            URI address = URI.create(url);
            boolean isWeb =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return isWeb && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
