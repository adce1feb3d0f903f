package io.plimsoll.daemon.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.feed.ndjson.IngressContext;
import io.plimsoll.feed.ndjson.NdjsonIngress;
import io.plimsoll.protocol.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The adapters' way into a {@link SmallMarket}: NDJSON lines and recorded files, as a daemon reads them. One thread at a time. */
final class Doors implements InputPort, Directory {
    private static final int SLOT = 1_024;

    /** Where nothing comes in: one for all lines that are refused, since it stays as it is. */
    static final Doors SHUT = new Doors(SmallMarket.collared());

    private final SmallMarket market;
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[SLOT]);
    private final Map<String, Long> accounts = new HashMap<>();
    private final NdjsonIngress ingress;
    private final List<String> refusals = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private int records;

    Doors(final SmallMarket market) {
        this.market = market;
        SmallMarket.ON_THE_EDGE.forEach(account -> accounts.put("account-" + account, account));
        ingress = new NdjsonIngress(
                new IngressContext().port(this).facts(new FactPublisher(this)).directory(this));
    }

    /** Reads a stream to its end. */
    void read(final InputStream in) {
        try {
            ingress.read("in", in, this::refuse);
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads text, single quotes standing for double ones. */
    void read(final String text) {
        read(new ByteArrayInputStream(text.replace('\'', '"').getBytes(UTF_8)));
    }

    private void refuse(final FormatException error) {
        refusals.add(error.getMessage());
    }

    /** The text, single quotes standing for double ones, is refused as one line: nothing of it is published and the state is what it was. */
    static void refuse(final String text) {
        refuse(text.replace('\'', '"').getBytes(UTF_8));
    }

    static void refuse(final byte[] bytes) {
        synchronized (SHUT) { // tests run beside each other
            final long hash = SHUT.market.hash();
            SHUT.read(new ByteArrayInputStream(bytes));
            assertEquals(1, SHUT.refusals.size(), SHUT.refusals::toString);
            SHUT.refusals.clear();
            assertEquals(0, SHUT.records, "records of a line that is refused");
            assertEquals(hash, SHUT.market.hash());
        }
    }

    NdjsonIngress ingress() {
        return ingress;
    }

    List<String> refusals() {
        return refusals;
    }

    /** What the engines decided on what came through. */
    List<Output> outputs() {
        return outputs;
    }

    /** How many records came through. */
    int records() {
        return records;
    }

    /** The same, while another thread may read. */
    synchronized int recordsSoFar() {
        return records;
    }

    /** A line that prices something, at a mantissa of cents. */
    static String priceLine(
            final int source, final long sequence, final String symbol, final String value, final long ns) {
        return "{\"type\":\"price\",\"source\":\"" + source + "\",\"sequence\":\"" + sequence + "\",\"of\":\"" + symbol
                + "\",\"value\":\"" + value + "\",\"publishNs\":\"" + ns + "\"}";
    }

    static String transferLine(final long sequence, final String account, final String amount) {
        return "{\"type\":\"transfer\",\"source\":\"" + SmallMarket.VENUE + "\",\"sequence\":\"" + sequence
                + "\",\"account\":\"" + account + "\",\"asset\":\"USD\",\"amount\":\"" + amount + "\"}";
    }

    // ---- the port

    @Override
    public long claim() {
        return 0;
    }

    @Override
    public long tryClaim() {
        return 0;
    }

    @Override
    public MutableDirectBuffer buffer(final long claimed) {
        return slot;
    }

    @Override
    public int messageOffset(final long claimed) {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public int maxMessageLength() {
        return SLOT - Frame.HEADER_LENGTH;
    }

    @Override
    public synchronized void publish(final long claimed, final int length, final long dueNanoTime, final long eventNs) {
        if (length > 0) {
            records++;
            outputs.addAll(market.applyMessage(slot, Frame.HEADER_LENGTH, length));
        }
    }

    // ---- the directory

    @Override
    public PriceId priceId(final String symbol) {
        final long id = instrumentId(symbol);
        return id == 0 ? null : new PriceId((int) id, 2);
    }

    @Override
    public Asset asset(final String symbol) {
        return "USD".equals(symbol) ? new Asset((int) SmallMarket.USD, 2) : null;
    }

    @Override
    public Instrument instrument(final String symbol) {
        final long id = instrumentId(symbol);
        return id == 0 ? null : new Instrument((int) id, 2, 3, 2);
    }

    private static long instrumentId(final String symbol) {
        return switch (symbol) {
            case "FREE" -> SmallMarket.FREE;
            case "GUARDED" -> SmallMarket.GUARDED;
            default -> 0;
        };
    }

    @Override
    public long accountId(final String name) {
        return accounts.getOrDefault(name, UNKNOWN_ACCOUNT);
    }

    @Override
    public void accountOpened(final String name, final long accountId) {
        accounts.put(name, accountId);
    }
}
