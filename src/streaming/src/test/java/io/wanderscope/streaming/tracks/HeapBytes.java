package io.wanderscope.streaming.tracks;

import io.wanderscope.streaming.TrackKey;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many bytes objects take in the heap with everything that they reach, by class, as a 64-bit JVM lays them out
 * whose heap is below 32 GB: headers of 12 bytes, of arrays 16, references of 4, all rounded up to 8. It goes into the
 * classes of this package, {@link TrackKey}, hash maps and arrays; stores, metrics and constants are not counted.
 */
final class HeapBytes {
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int REFERENCE = 4;
    private static final int MAP_NODE = 32;

    private final Map<Class<?>, Long> byClass = new HashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private HeapBytes() {}

    static HeapBytes of(Object root) {
        HeapBytes bytes = new HeapBytes();
        bytes.reach(root);
        while (!bytes.open.isEmpty()) {
            bytes.count(bytes.open.removeLast());
        }
        return bytes;
    }

    long total() {
        return byClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes of all objects of a class, with those of their arrays. */
    long of(Class<?> type) {
        return byClass.getOrDefault(type, 0L);
    }

    private void reach(Object object) {
        if (object != null && isCounted(object.getClass()) && seen.add(object)) {
            open.addLast(object);
        }
    }

    private static boolean isCounted(Class<?> type) {
        return type == String.class
                || type == Instant.class
                || type == HashMap.class
                || type == TrackKey.class
                || (type.getPackage() == HeapBytes.class.getPackage() && !type.isEnum());
    }

    private void count(Object object) {
        long bytes = rounded(HEADER
                + fields(object.getClass())
                        .mapToLong(field -> size(field.getType()))
                        .sum());
        if (object instanceof String text) {
            bytes += rounded(ARRAY_HEADER + text.length());
        } else if (object instanceof HashMap<?, ?> map) {
            bytes += rounded(ARRAY_HEADER + REFERENCE * capacity(map.size())) + (long) MAP_NODE * map.size();
            map.forEach((key, value) -> {
                reach(key);
                reach(value);
            });
        } else if (object.getClass() != Instant.class) {
            bytes += fields(object.getClass())
                    .mapToLong(field -> follow(field, object))
                    .sum();
        }
        byClass.merge(object.getClass(), bytes, Long::sum);
    }

    /** Reaches what a field refers to; an array counts as part of its object, which has it to itself. */
    private long follow(Field field, Object object) {
        if (field.getType().isPrimitive()) {
            return 0;
        }
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            if (value != null && value.getClass().isArray()) {
                Class<?> element = value.getClass().getComponentType();
                return rounded(ARRAY_HEADER + size(element) * Array.getLength(value));
            }
            reach(value);
            return 0;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != Object.class, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()));
    }

    private static long size(Class<?> type) {
        if (type == long.class || type == double.class) {
            return Long.BYTES;
        }
        if (type == boolean.class || type == byte.class) {
            return 1;
        }
        return REFERENCE;
    }

    /** Of a map that has grown to this size at a load of three quarters. */
    private static long capacity(int size) {
        return Math.max(16, 2L * Integer.highestOneBit((int) Math.ceil(size / 0.75) - 1));
    }

    private static long rounded(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
