package io.wanderscope.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with transactions that have not ended. */
final class UnfinishedTransactions {
    /** With which the broker takes records of a transaction that its coordinator does not know of. */
    static final Map<String, String> BROKER = Map.of("transaction.partition.verification.enable", "false");

    /** Of whom a broker takes records of its own topics. */
    private static final String CLIENT = "__admin_client";

    private static final int TIMEOUT_MS = 60_000;

    private UnfinishedTransactions() {}

    /** Begins one with a record in a partition. */
    static Producer<byte[], byte[]> begin(Map<String, Object> client, TopicPartition partition) throws Exception {
        Producer<byte[], byte[]> producer = producer(client, "running");
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[1]))
                .get();
        return producer;
    }

    /**
     * Leaves one open in a partition that its coordinator holds for ended, by sending its record past the coordinator. A broker on which
     * the end was lost is left like this.
     *
     * @param broker started with {@link #BROKER}
     */
    static void leaveHanging(EmbeddedBroker broker, TopicPartition partition, Admin admin) throws Exception {
        String id = "hanging";
        try (Producer<byte[], byte[]> producer = producer(Map.of("bootstrap.servers", broker.bootstrapServers()), id)) {
            producer.initTransactions();
        }
        TransactionDescription transaction =
                admin.describeTransactions(List.of(id)).description(id).get();
        leaveOpen(broker, partition, transaction.producerId(), (short) transaction.producerEpoch());
    }

    /**
     * Leaves one open of a producer that no coordinator needs to know.
     *
     * @param broker started with {@link #BROKER}
     */
    static void leaveOpen(EmbeddedBroker broker, TopicPartition partition, long producer, short epoch)
            throws IOException {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE, producer, epoch, 0, new SimpleRecord(new byte[1], new byte[1]));
        send(broker, request("any", partition, records));
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> client, String id) {
        Map<String, Object> entries = new HashMap<>(client);
        entries.put("transactional.id", id);
        return new KafkaProducer<>(entries, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProduceRequest request(String transaction, TopicPartition partition, MemoryRecords records) {
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(partition.topic())
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(records))));
        ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(transaction)
                .setAcks((short) -1)
                .setTimeoutMs(TIMEOUT_MS)
                .setTopicData(topics);
        return new ProduceRequest(data, ProduceRequest.LAST_STABLE_VERSION_BEFORE_TRANSACTION_V2);
    }

    private static void send(EmbeddedBroker broker, ProduceRequest request) throws IOException {
        RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, request.version(), CLIENT, 0);
        ByteBuffer bytes = request.serializeWithHeader(header);
        String[] address = broker.bootstrapServers().split(":", -1);
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setSoTimeout(TIMEOUT_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readInt());
            Map<Errors, Integer> errors = AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header)
                    .errorCounts();
            if (!errors.keySet().equals(Set.of(Errors.NONE))) {
                throw new IOException("the broker does not take the record: " + errors);
            }
        }
    }
}
