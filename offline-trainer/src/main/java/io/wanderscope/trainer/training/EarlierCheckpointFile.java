package io.wanderscope.trainer.training;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads the form of checkpoints before {@link CheckpointFile}: DL4J's zip with the weights and Adam's state as two rows of
 * numbers, and two serialised Java objects, the configuration as a string and the progress as a map of strings. These are read
 * as the bytes that Java wrote for them, without deserialisation, which would let a file choose the classes to be loaded.
 */
final class EarlierCheckpointFile {
    private static final String WEIGHTS = "coefficients.bin";
    private static final String ADAM = "updaterState.bin";
    private static final String CONFIGURATION = "objects/wanderscope-configuration";
    private static final String PROGRESS = "objects/wanderscope-progress";

    private static final int OBJECT_BYTES = 1 << 20;
    /** Room for the description of an array before its numbers. */
    private static final int ARRAY_HEADER_BYTES = 1024;

    /** What precedes an object: magic number and version. */
    private static final byte[] STREAM = HexFormat.of().parseHex("aced0005");
    /** The descriptions of LinkedHashMap and HashMap, up to the first value of a field. */
    private static final byte[] MAP = HexFormat.of()
            .parseHex("aced0005737200176a6176612e7574696c2e4c696e6b6564486173684d617034c04e5c106cc0fb0200015a000b616363"
                    + "6573734f72646572787200116a6176612e7574696c2e486173684d61700507dac1c31660d103000246000a6c6f6164"
                    + "466163746f724900097468726573686f6c647870");

    private static final int STRING = 0x74;

    private EarlierCheckpointFile() {}

    static boolean is(ZipEntries entries) {
        return entries.has(WEIGHTS) && entries.has(PROGRESS);
    }

    static Checkpoint read(ZipEntries entries) throws IOException {
        Map<String, String> progress = map(entries.bytes(PROGRESS, OBJECT_BYTES));
        TrainingConfiguration configuration =
                CheckpointFile.configuration(string(entries.bytes(CONFIGURATION, OBJECT_BYTES)));
        Checkpoint.Progress latest = progress(progress, "");
        ComputationGraph network = configuration.network().shape().initialise(latest.seed());
        network.initGradientsView();
        assign(entries, WEIGHTS, network.params());
        assign(entries, ADAM, network.getUpdater().getStateViewArray());
        return new Checkpoint(network, configuration, latest, earlier(progress));
    }

    private static void assign(ZipEntries entries, String name, INDArray into) throws IOException {
        byte[] file = entries.bytes(name, Math.toIntExact(into.length() * Float.BYTES) + ARRAY_HEADER_BYTES);
        try {
            Nd4jFile.read(file, into);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    private static String string(byte[] object) throws IOException {
        DataInputStream in = after(STREAM, object, CONFIGURATION);
        return element(in);
    }

    private static Map<String, String> map(byte[] object) throws IOException {
        DataInputStream in = after(MAP, object, PROGRESS);
        // Load factor, threshold, the beginning of a block of 8 bytes, and the capacity in it.
        in.readNBytes(Float.BYTES + Integer.BYTES + 2 + Integer.BYTES);
        int size = in.readInt();
        Map<String, String> map = new LinkedHashMap<>();
        for (int entry = 0; entry < size; entry++) {
            map.put(element(in), element(in));
        }
        return map;
    }

    private static DataInputStream after(byte[] beginning, byte[] object, String name) throws IOException {
        if (object.length < beginning.length
                || Arrays.mismatch(object, 0, beginning.length, beginning, 0, beginning.length) >= 0) {
            throw new IOException("its " + name + " is not what earlier versions of the trainer wrote");
        }
        return new DataInputStream(
                new ByteArrayInputStream(object, beginning.length, object.length - beginning.length));
    }

    private static String element(DataInputStream in) throws IOException {
        try {
            if (in.readUnsignedByte() != STRING) {
                throw new IOException("its progress or configuration is not text");
            }
            return in.readUTF();
        } catch (EOFException e) {
            throw new IOException("its progress or configuration is cut off", e);
        }
    }

    private static List<Checkpoint.Progress> earlier(Map<String, String> map) throws IOException {
        List<Checkpoint.Progress> runs = new ArrayList<>();
        while (map.containsKey("earlier." + runs.size() + ".seed")) {
            runs.add(progress(map, "earlier." + runs.size() + "."));
        }
        return runs;
    }

    private static Checkpoint.Progress progress(Map<String, String> map, String prefix) throws IOException {
        // The earliest call epochs chapters.
        String epochs = map.containsKey(prefix + "epochs") ? prefix + "epochs" : prefix + "chapters";
        try {
            return new Checkpoint.Progress(
                    Long.parseLong(value(map, prefix + "seed")),
                    Integer.parseInt(value(map, prefix + "steps")),
                    Integer.parseInt(value(map, prefix + "step")),
                    Integer.parseInt(value(map, epochs)),
                    Long.parseLong(value(map, prefix + "trajectories")),
                    Double.parseDouble(value(map, prefix + "seconds")));
        } catch (NumberFormatException e) {
            throw new IOException("its progress has something else than a number: " + e.getMessage(), e);
        }
    }

    private static String value(Map<String, String> map, String key) throws IOException {
        String value = map.get(key);
        if (value == null) {
            throw new IOException("its progress has no " + key);
        }
        return value;
    }
}
