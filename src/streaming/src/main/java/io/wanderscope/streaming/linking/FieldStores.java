package io.wanderscope.streaming.linking;

import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.silence.PartitionClock;
import io.wanderscope.streaming.stores.CachedStores;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores that fields are kept in. */
record FieldStores(
        KeyValueStore<FieldKey, FieldState> states,
        KeyValueStore<FieldSlot, StoredLocalisation> localisations,
        KeyValueStore<FieldSlot, TrackBlock> tracks,
        KeyValueStore<FieldKey, Long> ended,
        KeyValueStore<Integer, PartitionClock.Reading> clock) {
    static List<StoreBuilder<?>> builders() {
        return List.of(
                CachedStores.builder(TopologyNames.FIELDS_STORE, LinkingSerdes.field(), LinkingSerdes.state()),
                CachedStores.builder(
                        TopologyNames.LOCALISATIONS_STORE, LinkingSerdes.slot(), LinkingSerdes.localisation()),
                CachedStores.builder(TopologyNames.OPEN_TRACKS_STORE, LinkingSerdes.slot(), LinkingSerdes.tracks()),
                CachedStores.builder(TopologyNames.ENDED_FIELDS_STORE, LinkingSerdes.field(), Serdes.Long()),
                CachedStores.builder(TopologyNames.LINKING_CLOCK_STORE, Serdes.Integer(), PartitionClock.serde()));
    }

    static FieldStores of(ProcessingContext context) {
        return new FieldStores(
                context.getStateStore(TopologyNames.FIELDS_STORE),
                context.getStateStore(TopologyNames.LOCALISATIONS_STORE),
                context.getStateStore(TopologyNames.OPEN_TRACKS_STORE),
                context.getStateStore(TopologyNames.ENDED_FIELDS_STORE),
                context.getStateStore(TopologyNames.LINKING_CLOCK_STORE));
    }
}
