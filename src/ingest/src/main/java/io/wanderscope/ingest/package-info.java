/**
 * Ways in that need no Kafka client: rows of text, one per line, become records on the topics of positions and localisations. HTTP
 * and {@code publish} share this code.
 *
 * <p>A row takes this path: {@code Lines} (bytes become lines), {@code JsonRows} or {@code CsvRows} (a line becomes the texts of
 * fields), {@code RecordType} (texts become a record, checked by the stream's own rules), {@code RecordPublisher} (it goes to
 * Kafka). {@code RowReader} leads it as far as the record.
 *
 * <p>Not here: HTTP, files that grow, and the formats of trackers, which are in {@code io.wanderscope.tracks}.
 */
@NullMarked
package io.wanderscope.ingest;

import org.jspecify.annotations.NullMarked;
