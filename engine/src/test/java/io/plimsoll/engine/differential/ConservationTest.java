package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing appears and nothing is lost (promise P12): a record moves quantities and money by exactly what it says,
 * whatever was rounded on the way. A snapshot may say anything, so snapshots alone are left out.
 */
class ConservationTest {
    private static final int EVENTS = 6_000;

    /** Of all streams: what one of them does is drawn, and some do little. */
    private static final AtomicInteger BETWEEN_TWO_ACCOUNTS = new AtomicInteger();

    private final InputRecords records = new InputRecords();
    private final NaiveMarginEngine engine = new NaiveMarginEngine();
    private final State state = engine.state();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @ParameterizedTest
    @ValueSource(longs = {1_001, 1_002, 1_003, 1_004, 1_005, 1_006, 1_007, 1_008, 1_009, 1_010})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldMoveMoneyByExactlyWhatTheRecordSays(final long seed) {
        final EventGenerator generator = new EventGenerator(seed, state);
        for (int event = 1; event <= EVENTS; event++) {
            generator.next(records);
            final Totals before = Totals.of(state);
            final BigInteger index = fundingIndex();
            final BigInteger held = heldByFund();
            final List<Output> outputs = engine.onEvent(records.buffer(), records.offset(), records.length());
            generator.observe(outputs);
            final int number = event;
            expected(before, index, held)
                    .ifPresent(expected -> assertEquals(
                            expected,
                            Totals.of(state),
                            () -> "seed " + seed + ", event " + number + ": "
                                    + RecordText.of(records.buffer(), records.offset())));
        }
    }

    @AfterAll
    static void shouldHaveSeenFillsBetweenTwoAccounts() {
        assertTrue(BETWEEN_TWO_ACCOUNTS.get() > 200, () -> BETWEEN_TWO_ACCOUNTS + " fills between two accounts");
    }

    /** Empty where anything goes. */
    private Optional<Totals> expected(final Totals before, final BigInteger index, final BigInteger held) {
        return switch (Frame.templateId(records.buffer(), records.offset())) {
            case BalanceSnapshotDecoder.TEMPLATE_ID, PositionSnapshotDecoder.TEMPLATE_ID -> Optional.empty();
            case TransferDecoder.TEMPLATE_ID -> Optional.of(afterTransfer(before));
            case FillDecoder.TEMPLATE_ID -> Optional.of(afterFill(before));
            case LiquidationFillDecoder.TEMPLATE_ID -> afterLiquidation(before);
            case SeizeFillDecoder.TEMPLATE_ID -> afterSeizure(before);
            case FundingDecoder.TEMPLATE_ID -> Optional.of(afterFunding(before, index));
            case FundBalanceDecoder.TEMPLATE_ID -> Optional.of(afterFundBalance(before, held));
            default -> Optional.of(before);
        };
    }

    private int message() {
        return records.offset() + Frame.HEADER_LENGTH;
    }

    private Totals afterTransfer(final Totals before) {
        final TransferDecoder transfer = new TransferDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
        if (!isApplied(transfer.accountId())) {
            return before;
        }
        final Asset asset = state.definitions().assets().get(transfer.assetId());
        return before.plusMoney(asset.id(), BigDecimal.valueOf(transfer.amount(), asset.decimals()));
    }

    private Totals afterFill(final Totals before) {
        final FillDecoder fill = new FillDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
        return isApplied(fill.accountId())
                ? plus(before, fill.instrumentId(), fill.quantity(), fill.price(), fill.fee())
                : before;
    }

    private Optional<Totals> afterLiquidation(final Totals before) {
        final LiquidationFillDecoder fill =
                new LiquidationFillDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
        if (fill.counterpartyId() == fill.accountId()) {
            return Optional.empty(); // which of the two was applied cannot be seen from outside
        }
        final boolean isApplied = isApplied(fill.accountId());
        final boolean isCounterpartyApplied = isApplied(fill.counterpartyId());
        Totals expected = before;
        if (isApplied) {
            expected = plus(expected, fill.instrumentId(), fill.quantity(), fill.price(), fill.fee());
        }
        if (isCounterpartyApplied) {
            expected = plus(expected, fill.instrumentId(), -fill.quantity(), fill.price(), 0);
        }
        if (isApplied && isCounterpartyApplied) {
            BETWEEN_TWO_ACCOUNTS.incrementAndGet();
            assertEquals(before.quantities(), Totals.of(state).quantities());
        }
        return Optional.of(expected);
    }

    private Optional<Totals> afterSeizure(final Totals before) {
        final SeizeFillDecoder fill = new SeizeFillDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
        if (fill.counterpartyId() == fill.accountId()) {
            return Optional.empty(); // which of the two was applied cannot be seen from outside
        }
        Totals expected = before;
        if (isApplied(fill.accountId())) {
            expected =
                    plus(plus(expected, fill.debtAssetId(), fill.repaid()), fill.collateralAssetId(), -fill.seized());
        }
        if (isApplied(fill.counterpartyId())) {
            expected =
                    plus(plus(expected, fill.debtAssetId(), -fill.repaid()), fill.collateralAssetId(), fill.seized());
        }
        return Optional.of(expected);
    }

    private Totals plus(final Totals totals, final long assetId, final long amount) {
        if (amount == 0) {
            return totals; // of an asset that is not known, too
        }
        final Asset asset = state.definitions().assets().get(assetId);
        return totals.plusMoney(assetId, BigDecimal.valueOf(amount, asset.decimals()));
    }

    // a rise of the index takes from who is long and gives to who is short
    private Totals afterFunding(final Totals before, final BigInteger indexBefore) {
        final FundingDecoder funding = new FundingDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
        final Instrument instrument = state.definitions().instruments().get(funding.instrumentId());
        if (instrument == null) {
            return before;
        }
        final BigInteger moved = state.fundingIndex(instrument.id()).subtract(indexBefore);
        return before.plusMoney(
                instrument.settlementAssetId(),
                before.quantity(instrument.id())
                        .multiply(new BigDecimal(moved, instrument.markDecimals()))
                        .negate());
    }

    // What a fund holds is what the record says of it, or as before; the one record that makes money of funds.
    private Totals afterFundBalance(final Totals before, final BigInteger heldBefore) {
        final BigInteger held = heldByFund();
        final FundBalanceDecoder fund = fundBalance();
        assertTrue(
                held.equals(heldBefore) || held.equals(BigInteger.valueOf(fund.balance())),
                () -> "fund " + fund + " holds " + held + ", before " + heldBefore);
        return plus(before, fund.assetId(), held.subtract(heldBefore).longValueExact());
    }

    private BigInteger heldByFund() {
        if (Frame.templateId(records.buffer(), records.offset()) != FundBalanceDecoder.TEMPLATE_ID) {
            return BigInteger.ZERO;
        }
        final FundBalanceDecoder fund = fundBalance();
        return state.funds().balance(fund.fundId(), fund.assetId());
    }

    private FundBalanceDecoder fundBalance() {
        return new FundBalanceDecoder().wrapAndApplyHeader(records.buffer(), message(), header);
    }

    private BigInteger fundingIndex() {
        return Frame.templateId(records.buffer(), records.offset()) == FundingDecoder.TEMPLATE_ID
                ? state.fundingIndex(new FundingDecoder()
                        .wrapAndApplyHeader(records.buffer(), message(), header)
                        .instrumentId())
                : BigInteger.ZERO;
    }

    private Totals plus(
            final Totals totals, final long instrumentId, final long quantity, final long price, final long fee) {
        final Definitions definitions = state.definitions();
        final Instrument instrument = definitions.instruments().get(instrumentId);
        return totals.plusFill(instrument, definitions.settlement(instrument), quantity, price, fee);
    }

    private boolean isApplied(final long accountId) {
        final Unit unit = state.units().get(accountId);
        return unit != null && unit.version() == records.sequence();
    }
}
