package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** A backtest without fills, and what its two journals say of each account's first order. One thread. */
final class JournaledRun {
    private final Book book;
    private final Path journal;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final Map<Long, Tick> ticks = new HashMap<>();
    private final Map<String, Liquidation> firstOrders = new LinkedHashMap<>();

    private record Tick(long number, long timeNs, String symbol, BigDecimal price) {}

    JournaledRun(final Path bookFile, final Path journal) {
        book = BookReader.read(bookFile, Project.linear(), "USD");
        this.journal = journal;
    }

    /** Runs every tick of the file; answers the first order of each account that has one. */
    Map<String, Liquidation> firstOrders(final Path tickFile, final List<String> feeds, final Topology topology)
            throws IOException {
        final RecordedTicks recorded = RecordedFile.read(
                tickFile,
                symbol -> {
                    final DefinitionSet.PriceRef price = book.definitions().price(symbol);
                    return price == null ? null : new PriceId(price.id(), price.decimals());
                },
                feeds);
        new Backtest(book, recorded.ticks(), journal).topology(topology).run();
        read(LogName.INPUTS, this::onInput);
        read(LogName.ORDERS, this::onOutput);
        return firstOrders;
    }

    private void read(final LogName log, final FrameHandler handler) {
        try (FrameLogReader reader = FrameLogs.in(journal).reader(log, Position.start())) {
            while (reader.poll(handler) || !reader.atEnd(0)) {
                // to the end
            }
        }
    }

    private void onInput(final DirectBuffer buffer, final int offset, final int length) {
        if (Frame.templateId(buffer, offset) != PriceTickDecoder.TEMPLATE_ID) {
            return;
        }
        tick.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
        if (tick.source() == Backtest.TICK_SOURCE) {
            final DefinitionSet.PriceRef price = book.definitions().prices().get((int) tick.priceId() - 1);
            ticks.put(
                    Frame.sequence(buffer, offset),
                    new Tick(
                            tick.sourceSequence(),
                            Frame.eventNs(buffer, offset),
                            price.symbol(),
                            Decimals.toBigDecimal(tick.value(), price.decimals())));
        }
    }

    private void onOutput(final DirectBuffer buffer, final int offset, final int length) {
        if (Frame.templateId(buffer, offset) != LiquidationOrderDecoder.TEMPLATE_ID) {
            return;
        }
        order.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
        final Tick cause = ticks.get(order.causeSequence());
        if (cause == null || cause.timeNs() != Frame.eventNs(buffer, offset)) {
            throw new AssertionError("order of cause " + order.causeSequence() + ", which is no tick of that time");
        }
        final BigDecimal equity = value(order.equity());
        final BigDecimal maintenanceMargin = value(order.maintenanceMargin());
        order.legs().forEach(leg -> {});
        firstOrders.putIfAbsent(
                order.accountName(),
                new Liquidation(
                        book.accounts().name((int) order.accountId() - 1),
                        cause.number(),
                        cause.timeNs(),
                        cause.symbol(),
                        cause.price(),
                        equity,
                        maintenanceMargin));
    }

    private BigDecimal value(final Value128Decoder value) {
        return Decimals.toBigDecimal(value.high(), value.low(), order.valueDecimals());
    }
}
