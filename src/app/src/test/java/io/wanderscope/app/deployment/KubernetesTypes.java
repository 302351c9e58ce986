package io.wanderscope.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of the Kubernetes API, as the client that its makers generate knows them, and those of the Prometheus Operator
 * that are used here.
 */
final class KubernetesTypes {
    private static final Set<String> SERVICE_MONITOR = Set.of(
            "apiVersion",
            "kind",
            "metadata.name",
            "metadata.namespace",
            "spec.jobLabel",
            "spec.selector.matchLabels.*",
            "spec.endpoints.port",
            "spec.endpoints.path",
            "spec.endpoints.interval",
            "spec.endpoints.relabelings.sourceLabels",
            "spec.endpoints.relabelings.targetLabel");
    private static final Set<String> PROMETHEUS_RULE = Set.of(
            "apiVersion",
            "kind",
            "metadata.name",
            "metadata.namespace",
            "spec.groups.name",
            "spec.groups.rules.alert",
            "spec.groups.rules.expr",
            "spec.groups.rules.for",
            "spec.groups.rules.labels.*",
            "spec.groups.rules.annotations.*");

    private static final Map<String, Type> TYPES = Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Namespace", V1Namespace::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "apps/v1/StatefulSet", V1StatefulSet::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "monitoring.coreos.com/v1/ServiceMonitor", json -> requireKeys(json, SERVICE_MONITOR),
            "monitoring.coreos.com/v1/PrometheusRule", json -> requireKeys(json, PROMETHEUS_RULE));

    private KubernetesTypes() {}

    @FunctionalInterface
    private interface Type {
        void require(JsonElement json) throws IOException;
    }

    /**
     * Checks an object: no unknown fields, none missing that is required, and quantities that can be read.
     *
     * @throws IllegalArgumentException when it is not valid, or of a kind that is not known here
     */
    static void require(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        Type type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("unknown kind " + kind);
        }
        try {
            type.require(JsonParser.parseString(object.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String resources : Set.of("requests", "limits")) {
            object.findValues(resources)
                    .forEach(quantities -> quantities.forEach(quantity -> amount(quantity.asText())));
        }
    }

    /** The number that a quantity stands for, such as 2147483648 for 2Gi. */
    static long amount(String quantity) {
        return Quantity.fromString(quantity).getNumber().longValue();
    }

    private static void requireKeys(JsonElement json, Set<String> known) {
        Set<String> keys = new TreeSet<>();
        collect(json, "", keys);
        keys.removeIf(key ->
                known.contains(key) || known.contains(key.replaceAll("(?<=(Labels|labels|annotations)\\.).*", "*")));
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException("unknown fields " + keys);
        }
    }

    private static void collect(JsonElement json, String path, Set<String> keys) {
        if (json.isJsonObject()) {
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(field -> collect(
                            field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), keys));
        } else if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(each -> collect(each, path, keys));
        } else {
            keys.add(path);
        }
    }
}
