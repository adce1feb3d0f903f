package io.plimsoll.benchmarks;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.ArmEncoder;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DefinitionsCommitEncoder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.LiquidationFillEncoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PositionSnapshotEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.codec.ReadyEncoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TransferEncoder;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Feeds an engine alone, without ring or journal, from one record slot; orders are filled when asked for, other outputs counted and dropped. Ticks go without a checksum,
 * which the engine does not read: what is measured is the engine. One thread.
 */
final class EngineFeed implements OrderSink {
    static final int CASH = 1;
    private static final int PRICES = 2;
    private static final int FACTS = 1;
    private static final int ORDER_WORDS = 6;
    private static final int MESSAGE = Frame.HEADER_LENGTH;
    private static final int SEQUENCE_OFFSET = 8; // in the frame
    private static final long MAX_UNITS = 1L << 42;
    private static final long MAX_PRICE = 1L << 26;
    private static final int TICK_LENGTH =
            MESSAGE + MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;

    private final InputHandler engine;
    private final Supplier<String> defect;
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
    private final UnsafeBuffer tickRecord = new UnsafeBuffer(ByteBuffer.allocateDirect(TICK_LENGTH));
    private final UnsafeBuffer output = new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1024));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final AccountOpenedEncoder opened = new AccountOpenedEncoder();
    private final BalanceSnapshotEncoder balance = new BalanceSnapshotEncoder();
    private final PositionSnapshotEncoder position = new PositionSnapshotEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final TransferEncoder transfer = new TransferEncoder();
    private final LiquidationFillEncoder liquidationFill = new LiquidationFillEncoder();
    private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder orderIn = new LiquidationOrderDecoder();
    /** Orders not filled yet: account, signed quantity, price, sequence and ordinal of the id, instrument. */
    private long[] order = new long[ORDER_WORDS * 1024];

    private int orders;
    private long sequence;
    private long factSequence;
    private long eventNs = 1_700_000_000_000_000_000L;
    private long outputs;

    EngineFeed(final MarginEngine engine) {
        this(engine, engine::lastDefinitionDefect);
    }

    /**
     * Into any engine.
     *
     * @param defect why it refused the last definitions, or null
     */
    EngineFeed(final InputHandler engine, final Supplier<String> defect) {
        this.engine = engine;
        this.defect = defect;
        tick.wrapAndApplyHeader(tickRecord, MESSAGE, header)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .conflated(0)
                .source(PRICES)
                .endOfGroup(BooleanType.T);
        seal(tickRecord, TICK_LENGTH - MESSAGE);
    }

    void ready(final int accounts, final int legs, final int orders, final int assets, final int instruments) {
        final ReadyEncoder ready = new ReadyEncoder()
                .wrapAndApplyHeader(record, MESSAGE, header)
                .rulesVersion(MarginEngine.RULES_VERSION)
                .configHash(0)
                .mode(EngineMode.LIVE)
                .maxAccounts(accounts)
                .maxLegs(legs)
                .maxOrdersInFlight(orders)
                .maxAssets(assets)
                .maxInstruments(instruments)
                .maxFactAgeNs(ReadyEncoder.maxFactAgeNsNullValue());
        ready.build("benchmark");
        send(ready.encodedLength());
    }

    void arm() {
        final ArmEncoder arm = new ArmEncoder().wrapAndApplyHeader(record, MESSAGE, header);
        arm.operatorName("benchmark").reason("loaded");
        send(arm.encodedLength());
    }

    /** Cash at 6 decimals; the others priced, with 8, counted at 90 %. */
    void asset(final int id, final int priceId) {
        final AssetDefinitionEncoder asset = new AssetDefinitionEncoder().wrapAndApplyHeader(record, MESSAGE, header);
        asset.assetId(id)
                .priceId(priceId)
                .decimals((short) (priceId == 0 ? 6 : 8))
                .priceDecimals((short) (priceId == 0 ? 0 : 4))
                .initialWeightPpm(priceId == 0 ? 1_000_000 : 900_000)
                .maintenanceWeightPpm(priceId == 0 ? 1_000_000 : 900_000)
                .maxBalance(MAX_UNITS)
                .maxPrice(priceId == 0 ? 1 : MAX_PRICE);
        TermsEncoder.put(AssetTerms.PLAIN, asset);
        asset.symbol("A" + id);
        send(asset.encodedLength());
    }

    /** A perpetual settled in cash: prices at 4 decimals, quantities at 6, 10 % initial and 5 % maintenance margin. */
    void instrument(final int id, final int priceId) {
        final InstrumentDefinitionEncoder instrument =
                new InstrumentDefinitionEncoder().wrapAndApplyHeader(record, MESSAGE, header);
        instrument
                .instrumentId(id)
                .priceId(priceId)
                .underlyingAssetId(CASH)
                .settlementAssetId(CASH)
                .kind(InstrumentKind.PERPETUAL)
                .priceDecimals((short) 4)
                .quantityDecimals((short) 6)
                .initialPpm(100_000)
                .stopPpm(60_000)
                .maintenancePpm(50_000)
                .tick(1)
                .step(1)
                .maxQuantity(MAX_UNITS)
                .maxPrice(MAX_PRICE);
        TermsEncoder.put(InstrumentTerms.PLAIN, instrument);
        instrument.symbol("I" + id);
        send(instrument.encodedLength());
    }

    /**
     * Puts the definitions before it into force.
     *
     * @param bound accounts that one record may order for; 0: all
     */
    void commit(final int definitions, final int bound) {
        final ProfileDefinitionEncoder profile =
                new ProfileDefinitionEncoder().wrapAndApplyHeader(record, MESSAGE, header);
        profile.profileVersion(1)
                .warningRatioPpm(1_200_000)
                .limitSpreadPpm(500_000)
                .dustMicros(0)
                .maxLiquidationsPerRecord(bound);
        TermsEncoder.put(ProfileTerms.PLAIN, profile);
        profile.name("linear");
        send(profile.encodedLength());
        final DefinitionsCommitEncoder commit = new DefinitionsCommitEncoder()
                .wrapAndApplyHeader(record, MESSAGE, header)
                .records(definitions + 1L);
        send(commit.encodedLength());
        if (defect.get() != null) {
            throw new IllegalStateException(defect.get());
        }
    }

    void open(final long account) {
        opened.wrapAndApplyHeader(record, MESSAGE, header)
                .accountId(account)
                .sourceSequence(++factSequence)
                .source(FACTS)
                .role(AccountRole.TRADER)
                .parentAccountId(AccountOpenedEncoder.parentAccountIdNullValue())
                .name("");
        send(opened.encodedLength());
    }

    void balance(final long account, final int asset, final long amount, final boolean isFirst, final boolean isLast) {
        balance.wrapAndApplyHeader(record, MESSAGE, header)
                .accountId(account)
                .amount(amount)
                .sourceSequence(++factSequence)
                .assetId(asset)
                .source(FACTS)
                .first(isFirst ? BooleanType.T : BooleanType.F)
                .last(isLast ? BooleanType.T : BooleanType.F);
        send(balance.encodedLength());
    }

    void position(
            final long account, final int instrument, final long quantity, final long price, final boolean isLast) {
        position.wrapAndApplyHeader(record, MESSAGE, header).accountId(account).quantity(quantity);
        position.cost().high(Math.multiplyHigh(quantity, price)).low(quantity * price);
        position.sourceSequence(++factSequence)
                .instrumentId(instrument)
                .source(FACTS)
                .first(BooleanType.F)
                .last(isLast ? BooleanType.T : BooleanType.F);
        send(position.encodedLength());
    }

    void fill(final long account, final int instrument, final long quantity, final long price) {
        fill.wrapAndApplyHeader(record, MESSAGE, header)
                .accountId(account)
                .quantity(quantity)
                .price(price)
                .fee(0)
                .sourceSequence(++factSequence)
                .instrumentId(instrument)
                .source(FACTS);
        send(fill.encodedLength());
    }

    /** Whether there are orders to fill. */
    boolean hasOrders() {
        return orders > 0;
    }

    /** Fills every order since the last call whole, at the mark price: what a fast liquidator does. */
    void fillOrders() {
        for (int i = 0; i < orders; i++) {
            final int at = i * ORDER_WORDS;
            liquidationFill
                    .wrapAndApplyHeader(record, MESSAGE, header)
                    .accountId(order[at])
                    .counterpartyId(LiquidationFillEncoder.counterpartyIdNullValue())
                    .quantity(order[at + 1])
                    .price(order[at + 2])
                    .fee(0)
                    .orderSequence(order[at + 3])
                    .orderEpoch(0)
                    .orderOrdinal(order[at + 4])
                    .sourceSequence(++factSequence)
                    .instrumentId(order[at + 5])
                    .source(FACTS);
            send(liquidationFill.encodedLength());
        }
        orders = 0;
    }

    void transfer(final long account, final long amount) {
        transfer.wrapAndApplyHeader(record, MESSAGE, header)
                .accountId(account)
                .amount(amount)
                .sourceSequence(++factSequence)
                .assetId(CASH)
                .source(FACTS);
        send(transfer.encodedLength());
    }

    void tick(final int priceId, final long value) {
        sequence++;
        eventNs++;
        tick.value(value)
                .publishNs(eventNs)
                .receiveNs(eventNs)
                .sourceSequence(sequence)
                .priceId(priceId);
        tickRecord.putLong(SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN); // orders are told apart by it
        engine.onEvent(tickRecord, 0, TICK_LENGTH, this);
    }

    /** Outputs of the engine so far. */
    long outputs() {
        return outputs;
    }

    private void send(final int bodyLength) {
        final int messageLength = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        sequence++;
        seal(record, messageLength);
        engine.onEvent(record, 0, MESSAGE + messageLength, this);
    }

    private void seal(final UnsafeBuffer buffer, final int messageLength) {
        Frame.seal(buffer, 0, messageLength, sequence, eventNs, 0);
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return output;
    }

    @Override
    public int messageOffset() {
        return 0;
    }

    @Override
    public void commit(final int messageLength, final long causeNs) {
        outputs++;
        headerIn.wrap(output, 0);
        if (headerIn.templateId() == LiquidationOrderDecoder.TEMPLATE_ID) {
            orderIn.wrap(output, MessageHeaderDecoder.ENCODED_LENGTH, headerIn.blockLength(), headerIn.version());
            keep(orderIn);
        }
    }

    private void keep(final LiquidationOrderDecoder made) {
        if ((orders + 1) * ORDER_WORDS > order.length) {
            order = Arrays.copyOf(order, order.length * 2);
        }
        final int at = orders++ * ORDER_WORDS;
        order[at] = made.accountId();
        order[at + 1] = made.side() == Side.BUY ? made.quantity() : -made.quantity();
        order[at + 2] = made.markPrice();
        order[at + 3] = made.causeSequence();
        order[at + 4] = made.ordinal();
        order[at + 5] = made.instrumentId();
    }
}
