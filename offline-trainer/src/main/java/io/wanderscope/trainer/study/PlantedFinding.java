package io.wanderscope.trainer.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How well a method finds a feature, over all tracks. The sign of a map is that of the truth: in tracks where the feature counts
 * against the answer, its weights should be the lowest, so that the map is turned over. "Unsigned" is that of
 * {@link UnsignedMap}.
 *
 * @param feature the feature
 * @param method name of the method
 * @param tracks number of tracks
 * @param area mean area under the receiver operating characteristic, see {@link Localisation}; NaN of a method without signs
 * @param unsignedArea the same of the unsigned map
 * @param hits share of tracks whose largest weight is near the feature; NaN of a method without signs
 * @param unsignedHits the same of the unsigned map
 * @param unsignedEnds share of tracks where the unsigned map is largest near an end of the track
 */
record PlantedFinding(
        Feature feature,
        String method,
        int tracks,
        Mean area,
        Mean unsignedArea,
        Mean hits,
        Mean unsignedHits,
        Mean unsignedEnds) {

    /** One track's map, judged. */
    record Judged(Optional<Localisation> signed, Localisation unsigned) {
        /**
         * Judges a map.
         *
         * @param sign 1 where the feature counts for the answer, −1 where it counts against it
         */
        static Judged ofSigned(AttributionMap map, PlantedTrack track, double sign) {
            double[] turned =
                    Arrays.stream(map.weights()).map(weight -> sign * weight).toArray();
            return new Judged(
                    Optional.of(Localisation.of(turned, track.truth())),
                    Localisation.of(UnsignedMap.of(map.weights()), track.truth()));
        }

        /** Judges a map without signs. */
        static Judged ofUnsigned(AttributionMap map, PlantedTrack track) {
            return new Judged(Optional.empty(), Localisation.of(map.weights(), track.truth()));
        }
    }

    static PlantedFinding of(Feature feature, String method, List<Judged> tracks) {
        List<Localisation> signed =
                tracks.stream().flatMap(each -> each.signed().stream()).toList();
        List<Localisation> unsigned = tracks.stream().map(Judged::unsigned).toList();
        return new PlantedFinding(
                feature,
                method,
                tracks.size(),
                area(signed),
                area(unsigned),
                share(signed, Localisation::hit),
                share(unsigned, Localisation::hit),
                share(unsigned, Localisation::atEnd));
    }

    private static Mean area(List<Localisation> tracks) {
        return Mean.of(tracks.stream().mapToDouble(Localisation::area));
    }

    private static Mean share(List<Localisation> tracks, Predicate<Localisation> condition) {
        return Mean.share(tracks.stream().mapToDouble(each -> condition.test(each) ? 1 : 0));
    }
}
