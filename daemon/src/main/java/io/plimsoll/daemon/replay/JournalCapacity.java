package io.plimsoll.daemon.replay;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * How much room a journal asks of an engine, known from the journal alone: the limits of its Ready records, and the assets and
 * instruments that it defines. Grows as records are seen. One thread.
 */
final class JournalCapacity {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReadyDecoder ready = new ReadyDecoder();
    private final AssetDefinitionDecoder asset = new AssetDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final Set<Long> assets = new HashSet<>();
    private final Set<Long> instruments = new HashSet<>();
    private long accounts = 1;
    private long legs = 1;
    private long orders = 1;
    private long maxAssets;
    private long maxInstruments;
    private boolean isOpened;

    /** What an engine has room for that stands somewhere in a journal. */
    static JournalCapacity of(final EngineCapacity room) {
        final JournalCapacity capacity = new JournalCapacity();
        capacity.accounts = room.accounts();
        capacity.legs = room.legs();
        capacity.orders = room.ordersInFlight();
        capacity.maxAssets = room.assets();
        capacity.maxInstruments = room.instruments();
        return capacity;
    }

    /** What a journal's opening asks for: its first Ready record and its first definitions. */
    static JournalCapacity ofOpening(final ReadableLogs logs) {
        final JournalCapacity capacity = new JournalCapacity();
        try (FrameLogReader inputs = logs.reader(LogName.INPUTS, Position.start())) {
            while (!capacity.isOpened && (inputs.poll(capacity::onFrame) || !inputs.atEnd(0))) {
                // on to the first commit
            }
        }
        return capacity;
    }

    /** Takes in what a stretch asks for from a record on, which takes a pass over it. */
    void growBy(final ReadableLogs logs, final long fromSequence, final Stretch stretch) {
        try (FrameLogReader inputs = logs.reader(LogName.INPUTS, Position.at(fromSequence))) {
            while (inputs.lastSequence() < stretch.toSequence() && (inputs.poll(this::onFrame) || !inputs.atEnd(0))) {
                // on to the end
            }
        }
    }

    /** Takes a record's demand in; whether it is more than was known. */
    boolean grows(final DirectBuffer buffer, final int offset) {
        return switch (Frame.templateId(buffer, offset)) {
            case ReadyDecoder.TEMPLATE_ID ->
                grows(ready.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header));
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                grows(
                        assets,
                        maxAssets,
                        asset.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header)
                                .assetId());
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                grows(
                        instruments,
                        maxInstruments,
                        instrument
                                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header)
                                .instrumentId());
            default -> false;
        };
    }

    /** Room for all of it. */
    EngineCapacity toEngine() {
        return new EngineCapacity(
                array(accounts),
                array(legs),
                array(orders),
                array(Math.max(maxAssets, Math.max(1, assets.size()))),
                array(Math.max(maxInstruments, Math.max(1, instruments.size()))));
    }

    private void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        grows(buffer, offset);
        isOpened |= Frame.templateId(buffer, offset) == DefinitionsCommitDecoder.TEMPLATE_ID;
    }

    private boolean grows(final ReadyDecoder record) {
        final EngineCapacity known = toEngine();
        accounts = Math.max(accounts, record.maxAccounts());
        legs = Math.max(legs, record.maxLegs());
        orders = Math.max(orders, record.maxOrdersInFlight());
        if (record.maxAssets() != ReadyDecoder.maxAssetsNullValue()) {
            maxAssets = Math.max(maxAssets, record.maxAssets());
        }
        if (record.maxInstruments() != ReadyDecoder.maxInstrumentsNullValue()) {
            maxInstruments = Math.max(maxInstruments, record.maxInstruments());
        }
        return !toEngine().equals(known);
    }

    private static boolean grows(final Set<Long> known, final long max, final long id) {
        return known.add(id) && known.size() > Math.max(1, max);
    }

    private static int array(final long size) {
        return (int) Math.min(Integer.MAX_VALUE - 8, size);
    }
}
