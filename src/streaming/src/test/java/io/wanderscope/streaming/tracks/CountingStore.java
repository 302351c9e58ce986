package io.wanderscope.streaming.tracks;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The bytes of a store in memory, which survive a restart, and how often they are used. */
public final class CountingStore implements KeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> bytes;
    private int reads;
    private int iterators;
    private int steps;
    private int writes;
    private int deletions;
    private long writtenBytes;
    private Bytes rangeStart;

    public CountingStore(String name) {
        bytes = Stores.inMemoryKeyValueStore(name).get();
    }

    /** Supplies this store. */
    public KeyValueBytesStoreSupplier supplier() {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return CountingStore.this.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return CountingStore.this;
            }

            @Override
            public String metricsScope() {
                return "counting";
            }
        };
    }

    /** Values read by their key, and iterators opened. */
    public int reads() {
        return reads + iterators;
    }

    /** Entries that iterators have returned. */
    public int steps() {
        return steps;
    }

    /** Values written; deletions are not among them. */
    public int writes() {
        return writes;
    }

    public int deletions() {
        return deletions;
    }

    /** Bytes of all keys and values written. */
    public long writtenBytes() {
        return writtenBytes;
    }

    /** Where the latest range began that was read. */
    public Bytes rangeStart() {
        return rangeStart;
    }

    /** Counts from 0 again. */
    public void forget() {
        reads = 0;
        iterators = 0;
        steps = 0;
        writes = 0;
        deletions = 0;
        writtenBytes = 0;
    }

    @Override
    public byte[] get(Bytes key) {
        reads++;
        return bytes.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (value == null) {
            deletions++;
        } else {
            writes++;
            writtenBytes += key.get().length + value.length;
        }
        bytes.put(key, value);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] delete(Bytes key) {
        deletions++;
        return bytes.delete(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        rangeStart = from;
        return counted(bytes.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return counted(bytes.all());
    }

    private KeyValueIterator<Bytes, byte[]> counted(KeyValueIterator<Bytes, byte[]> entries) {
        iterators++;
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                steps++;
                return entries.next();
            }

            @Override
            public Bytes peekNextKey() {
                return entries.peekNextKey();
            }

            @Override
            public void close() {
                entries.close();
            }
        };
    }

    @Override
    public long approximateNumEntries() {
        return bytes.approximateNumEntries();
    }

    @Override
    public String name() {
        return bytes.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        bytes.init(context, this);
    }

    /** Does nothing, so that another task can open it. */
    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
