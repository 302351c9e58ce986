package io.wanderscope.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects that one Kustomize folder stands for.
 *
 * @param name what they are, as a failed test says it
 */
record Manifests(String name, List<JsonNode> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The objects of a folder that changes nothing of what its resources say. */
    static Manifests written(Path folder) throws IOException {
        JsonNode kustomization = YamlFile.read(folder.resolve("kustomization.yaml"));
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            objects.addAll(YamlFile.documents(Files.readString(folder.resolve(resource.asText()))));
        }
        for (JsonNode generator : kustomization.path("configMapGenerator")) {
            objects.add(configMap(folder, generator));
        }
        return new Manifests(folder.getFileName() + " as written", objects);
    }

    private static JsonNode configMap(Path folder, JsonNode generator) throws IOException {
        ObjectNode map = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", generator.path("name").asText());
        ObjectNode data = map.putObject("data");
        for (JsonNode file : generator.path("files")) {
            data.put(file.asText(), Files.readString(folder.resolve(file.asText())));
        }
        return map;
    }

    /** What Kustomize makes of a folder. */
    static Manifests built(InstalledTool kustomize, Path folder) {
        return new Manifests(folder.getFileName() + " as built", YamlFile.documents(kustomize.run(folder)));
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> nameOf(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(this + " has no " + kind + " " + name));
    }

    /** The templates of pods, with metadata and spec. */
    List<JsonNode> pods() {
        return Stream.of("StatefulSet", "Deployment")
                .flatMap(kind -> all(kind).stream())
                .map(object -> object.path("spec").path("template"))
                .toList();
    }

    /** The only container of a pod. */
    static JsonNode container(JsonNode pod) {
        JsonNode containers = pod.path("spec").path("containers");
        if (containers.size() != 1) {
            throw new AssertionError("one container expected in " + containers);
        }
        return containers.get(0);
    }

    /** The ports of a container by name. */
    static int port(JsonNode pod, String name) {
        return elements(container(pod).path("ports"))
                .filter(port -> nameIn(port).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no port " + name + " in " + pod))
                .path("containerPort")
                .asInt();
    }

    /** Whether a selector's labels are all among those of an object. */
    static boolean selects(JsonNode matchLabels, JsonNode object) {
        JsonNode labels = object.path("metadata").path("labels");
        return !matchLabels.isEmpty()
                && matchLabels.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    static String nameOf(JsonNode object) {
        return nameIn(object.path("metadata"));
    }

    static String nameIn(JsonNode node) {
        return node.path("name").asText();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return name;
    }
}
