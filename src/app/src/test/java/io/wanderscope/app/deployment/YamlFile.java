package io.wanderscope.app.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Documents in YAML. A key that occurs twice is an error. */
final class YamlFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private YamlFile() {}

    /** The only document of a file. */
    static JsonNode read(Path file) throws IOException {
        List<JsonNode> documents = documents(Files.readString(file));
        if (documents.size() != 1) {
            throw new IOException(file + " must have one document, got " + documents.size());
        }
        return documents.get(0);
    }

    /** All documents of a text, anchors and merged keys resolved. */
    static List<JsonNode> documents(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(strict)).loadAll(text).forEach(document -> {
            if (document != null) {
                documents.add(JSON.valueToTree(document));
            }
        });
        return documents;
    }
}
