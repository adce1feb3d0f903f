package io.plimsoll.feed;

/**
 * One price on its way to the ring: a reusable holder that an adapter fills and hands to its {@link PricePublisher}, which
 * does not keep it. Field meanings are those of the PriceTick record. One thread; checks nothing, since a price is a claim.
 */
public final class PriceTick {
    private int source;
    private int priceId;
    private long value;
    private long confidence = TickSource.NO_CONFIDENCE;
    private long publishNs;
    private long receiveNs;
    private long sourceSequence;
    private boolean endOfGroup = true;
    private long dueNanoTime;
    private long eventNs = InputPort.LIVE_TIME;

    /** Takes over every field of another one. */
    public PriceTick set(final PriceTick other) {
        return source(other.source)
                .price(other.priceId, other.value, other.confidence)
                .published(other.publishNs, other.sourceSequence)
                .received(other.receiveNs, other.dueNanoTime)
                .endOfGroup(other.endOfGroup)
                .eventNs(other.eventNs);
    }

    /** Which oracle source, 0 to {@link PricePublisher#MAX_SOURCE}. */
    public PriceTick source(final int number) {
        if (number < 0 || number > PricePublisher.MAX_SOURCE) { // the encoder would cut it to 16 bits
            throw new IllegalArgumentException("source is " + number + ", expected 0 to " + PricePublisher.MAX_SOURCE);
        }
        source = number;
        return this;
    }

    /** Price id (unsigned 32 bits) and mantissas at its decimals; {@link TickSource#NO_CONFIDENCE} where there is none. */
    public PriceTick price(final int id, final long valueMantissa, final long confidenceMantissa) {
        priceId = id;
        value = valueMantissa;
        confidence = confidenceMantissa;
        return this;
    }

    /** The source's own time of the price, nanoseconds since the Unix epoch, and its sequence. */
    public PriceTick published(final long atNs, final long sequence) {
        publishNs = atNs;
        sourceSequence = sequence;
        return this;
    }

    /**
     * When the adapter read it.
     *
     * @param atNs nanoseconds since the Unix epoch
     * @param dueAtNanoTime {@link System#nanoTime()} at which it was due: latency is measured from here
     */
    public PriceTick received(final long atNs, final long dueAtNanoTime) {
        receiveNs = atNs;
        dueNanoTime = dueAtNanoTime;
        return this;
    }

    /** Whether it is the last price of the venue's message. */
    public PriceTick endOfGroup(final boolean last) {
        endOfGroup = last;
        return this;
    }

    /** Event time to give the record, nanoseconds since the Unix epoch, or {@link InputPort#LIVE_TIME}. */
    public PriceTick eventNs(final long atNs) {
        eventNs = atNs;
        return this;
    }

    /** Which oracle source. */
    public int source() {
        return source;
    }

    /** What is priced. */
    public int priceId() {
        return priceId;
    }

    /** Price mantissa. */
    public long value() {
        return value;
    }

    /** Half-width of the source's own interval, or {@link TickSource#NO_CONFIDENCE}. */
    public long confidence() {
        return confidence;
    }

    /** The source's own time of the price. */
    public long publishNs() {
        return publishNs;
    }

    /** When the adapter read it. */
    public long receiveNs() {
        return receiveNs;
    }

    /** The source's sequence. */
    public long sourceSequence() {
        return sourceSequence;
    }

    /** Whether it is the last price of the venue's message. */
    public boolean endOfGroup() {
        return endOfGroup;
    }

    /** {@link System#nanoTime()} at which it was due. */
    public long dueNanoTime() {
        return dueNanoTime;
    }

    /** Event time to give the record, or {@link InputPort#LIVE_TIME}. */
    public long eventNs() {
        return eventNs;
    }
}
