package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.Withholding;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.AccountDifferenceDecoder;
import io.plimsoll.protocol.codec.EngineStateDecoder;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.StateHashDecoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.agrona.MutableDirectBuffer;

/** Takes down what the engine decides, and hands each decision on. The collector's thread. */
final class DecisionFacts implements OrderSink {
    private static final int MAX_WITHHELD = 5_000;

    private final OrderSink next;
    private final Supplier<MarginView> view;
    private final PriceDoubts doubts;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder orderState = new OrderStateDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
    private final WithheldDecoder withheld = new WithheldDecoder();
    private final InputFlaggedDecoder flagged = new InputFlaggedDecoder();
    private final AccountDifferenceDecoder difference = new AccountDifferenceDecoder();
    private final PriceStateChangeDecoder priceState = new PriceStateChangeDecoder();
    private final EngineStateDecoder engineState = new EngineStateDecoder();
    private final StateHashDecoder stateHash = new StateHashDecoder();
    private final Map<Long, LiquidatedAccount> accounts = new LinkedHashMap<>();
    private final List<Withholding> withholdings = new ArrayList<>();
    private final Map<String, Long> withheldCounts = new TreeMap<>();
    private final Map<String, Long> flags = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private final LossFacts losses = new LossFacts();
    private Event lastMarker;
    private long markers;
    private MutableDirectBuffer claimed;
    private boolean isOpen;
    private long orders;
    private long filled;
    private long cancelled;

    /** @param view of the engine that decides */
    DecisionFacts(final OrderSink next, final Supplier<MarginView> view, final PriceDoubts doubts) {
        this.next = next;
        this.doubts = doubts;
        this.view = view;
    }

    /** From here on decisions belong to the stretch. */
    void open() {
        isOpen = true;
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        claimed = next.claim(maxLength);
        return claimed;
    }

    @Override
    public int messageOffset() {
        return next.messageOffset();
    }

    @Override
    public void commit(final int length, final long eventNs) {
        doubt(next.messageOffset(), eventNs);
        if (isOpen) {
            take(next.messageOffset(), eventNs);
        }
        next.commit(length, eventNs);
    }

    // Also before the stretch: what began there may go on in it.
    private void doubt(final int message, final long eventNs) {
        header.wrap(claimed, message);
        if (header.templateId() == PriceStateChangeDecoder.TEMPLATE_ID) {
            doubts.onChange(priceState.wrapAndApplyHeader(claimed, message, header), eventNs);
        } else if (header.templateId() == InputFlaggedDecoder.TEMPLATE_ID) {
            doubts.onFlagged(flagged.wrapAndApplyHeader(claimed, message, header), eventNs);
        }
    }

    private void take(final int message, final long eventNs) {
        header.wrap(claimed, message);
        switch (header.templateId()) {
            case LiquidationOrderDecoder.TEMPLATE_ID ->
                onOrder(order.wrapAndApplyHeader(claimed, message, header), eventNs);
            case SeizeOrderDecoder.TEMPLATE_ID ->
                onOrder(seizeOrder.wrapAndApplyHeader(claimed, message, header), eventNs);
            case OrderStateDecoder.TEMPLATE_ID ->
                onStatus(orderState.wrapAndApplyHeader(claimed, message, header).status());
            case SeizeOrderStateDecoder.TEMPLATE_ID ->
                onStatus(seizeState.wrapAndApplyHeader(claimed, message, header).status());
            case WithheldDecoder.TEMPLATE_ID ->
                onWithheld(withheld.wrapAndApplyHeader(claimed, message, header), eventNs);
            case AccountDifferenceDecoder.TEMPLATE_ID ->
                flags.merge(
                        "account_difference (snapshot taken over, source "
                                + difference
                                        .wrapAndApplyHeader(claimed, message, header)
                                        .source() + ")",
                        1L,
                        Long::sum);
            case InputFlaggedDecoder.TEMPLATE_ID -> onFlagged(flagged.wrapAndApplyHeader(claimed, message, header));
            case EngineStateDecoder.TEMPLATE_ID -> {
                engineState.wrapAndApplyHeader(claimed, message, header);
                events.add(new Event(
                        engineState.causeSequence(),
                        eventNs,
                        "engine " + lower(engineState.status()) + ", mode " + lower(engineState.mode())));
            }
            case StateHashDecoder.TEMPLATE_ID -> {
                stateHash.wrapAndApplyHeader(claimed, message, header);
                markers++;
                lastMarker = new Event(
                        stateHash.causeSequence(),
                        eventNs,
                        "state hash " + Long.toHexString(stateHash.hash()) + ", the last of " + markers);
            }
            // Verdicts change by the million: the health of the book says it shorter.
            default -> losses.take(claimed, message, header.templateId(), eventNs);
        }
    }

    private void onOrder(final LiquidationOrderDecoder made, final long eventNs) {
        orders++;
        if (made.reason() == OrderReason.REBALANCE) {
            return; // the account was not below its requirement
        }
        accounts.computeIfAbsent(made.accountId(), id -> new LiquidatedAccount(made, eventNs))
                .onOrder(made, view.get());
    }

    private void onOrder(final SeizeOrderDecoder made, final long eventNs) {
        orders++;
        accounts.computeIfAbsent(made.accountId(), id -> new LiquidatedAccount(made, eventNs))
                .onOrder(made);
    }

    private void onStatus(final OrderStatus status) {
        filled += status == OrderStatus.FILLED ? 1 : 0;
        cancelled += status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED ? 1 : 0;
    }

    private void onWithheld(final WithheldDecoder record, final long eventNs) {
        final String reason = lower(record.reason());
        withheldCounts.merge(reason, 1L, Long::sum);
        if (withholdings.size() < MAX_WITHHELD) {
            final int decimals = record.valueDecimals();
            withholdings.add(new Withholding(
                    record.causeSequence(),
                    eventNs,
                    record.accountName(),
                    reason,
                    Decimals.toBigDecimal(
                            record.equity().high(), record.equity().low(), decimals),
                    Decimals.toBigDecimal(
                            record.maintenanceMargin().high(),
                            record.maintenanceMargin().low(),
                            decimals)));
        }
    }

    private void onFlagged(final InputFlaggedDecoder record) {
        flags.merge(
                lower(record.reason()) + " (" + lower(record.disposition()) + ", source "
                        + (record.source() == InputFlaggedDecoder.sourceNullValue() ? "-" : record.source()) + ")",
                1L,
                Long::sum);
    }

    /** A liquidation order traded. */
    void onFill(final LiquidationFillDecoder fill, final Definitions definitions) {
        final LiquidatedAccount account = accounts.get(fill.accountId());
        if (account != null) {
            account.onFill(fill, definitions);
        }
    }

    /** A seize order was carried out. */
    void onFill(final SeizeFillDecoder fill) {
        final LiquidatedAccount account = accounts.get(fill.accountId());
        if (account != null) {
            account.onFill(fill);
        }
    }

    long orders() {
        return orders;
    }

    long filled() {
        return filled;
    }

    long cancelled() {
        return cancelled;
    }

    List<LiquidatedAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    List<Withholding> withholdings() {
        return withholdings;
    }

    Map<String, Long> withheldCounts() {
        return withheldCounts;
    }

    Map<String, Long> flags() {
        return flags;
    }

    LossFacts losses() {
        return losses;
    }

    /** What the engine became, when withdrawals should have stopped, and its state at the last marker: a running daemon's journal has one every few seconds. */
    List<Event> events() {
        final List<Event> all = new ArrayList<>(events);
        all.addAll(losses.events());
        if (lastMarker != null) {
            all.add(lastMarker);
        }
        return all;
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
