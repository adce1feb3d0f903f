package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One output record as a value: two engines agree when their lists of these are equal. Fields, scales and null values
 * are those of the message of the same meaning in {@code plimsoll-sbe.xml}; a Value128 is a {@link BigInteger}.
 */
public sealed interface Output {
    /** The input record behind it; its event time is the one the output's own frame gets. */
    Cause cause();

    /** LiquidationOrder. */
    record Order(
            Cause cause,
            OrderId id,
            long accountId,
            long accountVersion,
            long quantity,
            long limitPrice,
            long markPrice,
            OptionalLong bankruptcyPrice,
            OptionalLong expiryNs,
            BigInteger equity,
            BigInteger netWorth,
            BigInteger initialMargin,
            BigInteger stopMargin,
            BigInteger maintenanceMargin,
            BigInteger shortfall,
            long instrumentId,
            long profileVersion,
            Side side,
            OrderReason reason,
            EngineMode mode,
            PriceCurve curve,
            int priceDecimals,
            int quantityDecimals,
            int valueDecimals,
            OrderTerms terms,
            List<PriceUsed> prices,
            String accountName,
            String symbol)
            implements Output {}

    /** SeizeOrder. */
    record SeizeOrder(
            Cause cause,
            OrderId id,
            long accountId,
            long accountVersion,
            long repay,
            long reserve,
            long seize,
            long protocolFee,
            long bonus,
            long debtPrice,
            long collateralPrice,
            OptionalLong expiryNs,
            BigInteger equity,
            BigInteger netWorth,
            BigInteger initialMargin,
            BigInteger stopMargin,
            BigInteger maintenanceMargin,
            BigInteger shortfall,
            long debtAssetId,
            long collateralAssetId,
            long profileVersion,
            OrderReason reason,
            EngineMode mode,
            PriceCurve curve,
            int debtDecimals,
            int collateralDecimals,
            int debtPriceDecimals,
            int collateralPriceDecimals,
            int valueDecimals,
            OrderTerms terms,
            List<PriceUsed> prices,
            String accountName,
            String debtSymbol,
            String collateralSymbol)
            implements Output {}

    /** What an order says only under rules that have it; a SeizeOrder has neither of the first two. */
    record OrderTerms(
            OptionalLong feePaidMax,
            OptionalInt penaltyPpm,
            OptionalLong startPrice,
            OptionalLong curveSeconds,
            OptionalLong cut,
            Optional<OrderId> replaces,
            OptionalLong parentAccountId,
            boolean cancelOpenOrders) {
        /** None of it. */
        public static final OrderTerms NONE = new OrderTerms(
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                false);

        /** This with a penalty. */
        public OrderTerms withPenalty(final int ppm) {
            return new OrderTerms(
                    feePaidMax,
                    OptionalInt.of(ppm),
                    startPrice,
                    curveSeconds,
                    cut,
                    replaces,
                    parentAccountId,
                    cancelOpenOrders);
        }

        /** This in place of another order, or of none. */
        public OrderTerms replacing(final Optional<OrderId> other) {
            return new OrderTerms(
                    feePaidMax, penaltyPpm, startPrice, curveSeconds, cut, other, parentAccountId, cancelOpenOrders);
        }

        /** This of an account that is an isolated part of another, or of none. */
        OrderTerms of(final OptionalLong parent) {
            return new OrderTerms(
                    feePaidMax, penaltyPpm, startPrice, curveSeconds, cut, replaces, parent, cancelOpenOrders);
        }

        /** This with the account's own orders to be cancelled, or not. */
        OrderTerms cancelling(final boolean isCancelling) {
            return new OrderTerms(
                    feePaidMax, penaltyPpm, startPrice, curveSeconds, cut, replaces, parentAccountId, isCancelling);
        }

        /** This with a price that falls. */
        OrderTerms withCurve(final long start, final OptionalLong seconds, final OptionalLong left) {
            return new OrderTerms(
                    feePaidMax,
                    penaltyPpm,
                    OptionalLong.of(start),
                    seconds,
                    left,
                    replaces,
                    parentAccountId,
                    cancelOpenOrders);
        }
    }

    /** One entry of an order's group {@code legs}. */
    record PriceUsed(long priceId, long value, long ageNs, PriceState state, int priceDecimals) {}

    /** OrderState. */
    record OrderStateChange(
            Cause cause,
            OrderId id,
            long accountId,
            long instrumentId,
            long filled,
            long remaining,
            OrderStatus status,
            OrderStatusReason reason,
            int quantityDecimals)
            implements Output {}

    /** SeizeOrderState. */
    record SeizeOrderStateChange(
            Cause cause,
            OrderId id,
            long accountId,
            long debtAssetId,
            long collateralAssetId,
            long repaid,
            long repayRemaining,
            long seized,
            long seizeRemaining,
            OrderStatus status,
            OrderStatusReason reason,
            int debtDecimals,
            int collateralDecimals)
            implements Output {}

    /** UnitState. */
    record UnitStateChange(
            Cause cause,
            long accountId,
            BigInteger equity,
            BigInteger netWorth,
            BigInteger maintenanceMargin,
            Verdict previous,
            Verdict current,
            int valueDecimals,
            String accountName)
            implements Output {}

    /** Withheld. */
    record Withheld(
            Cause cause,
            long accountId,
            BigInteger equity,
            BigInteger netWorth,
            BigInteger maintenanceMargin,
            WithheldReason reason,
            int valueDecimals,
            String accountName)
            implements Output {}

    /** FundDraw. */
    record FundDraw(
            Cause cause,
            OrderId id,
            long accountId,
            long amount,
            long fundBalance,
            BigInteger netWorth,
            long fundId,
            long assetId,
            EngineMode mode,
            int unitDecimals,
            int valueDecimals,
            String accountName,
            String symbol)
            implements Output {}

    /** Uncovered. */
    record Uncovered(
            Cause cause,
            long accountId,
            long amount,
            BigInteger owned,
            long fundId,
            long assetId,
            boolean socialise,
            EngineMode mode,
            int unitDecimals,
            String accountName,
            String symbol)
            implements Output {}

    /** Deleverage. */
    record Deleverage(
            Cause cause,
            long accountId,
            long counterpartyId,
            long counterpartyVersion,
            OrderId orderId,
            long quantity,
            long price,
            BigInteger score,
            long instrumentId,
            long rank,
            Side side,
            EngineMode mode,
            int priceDecimals,
            int quantityDecimals,
            String accountName,
            String counterpartyName,
            String symbol)
            implements Output {}

    /** LiquidationPenalty. */
    record Penalty(
            Cause cause,
            long accountId,
            OptionalLong counterpartyId,
            OrderId orderId,
            long amount,
            long liquidatorAmount,
            long fundAmount,
            long protocolAmount,
            long instrumentId,
            long assetId,
            long fundId,
            EngineMode mode,
            int unitDecimals,
            String accountName,
            String symbol)
            implements Output {}

    /** WithdrawalsBlocked. */
    record WithdrawalsBlocked(Cause cause, BigInteger deficit, BigInteger funds, boolean isBlocked, int valueDecimals)
            implements Output {}

    /** PriceStateChange; {@code value}, {@code low} and {@code high} are 0 without a price. */
    record PriceStateChange(
            Cause cause,
            long priceId,
            long value,
            long low,
            long high,
            PriceState previous,
            PriceState current,
            int fresh,
            int kept,
            OptionalInt source,
            boolean dwelling,
            int priceDecimals)
            implements Output {}

    /** AccountDifference; one of the two ids is there. */
    record AccountDifference(
            Cause cause,
            long accountId,
            OptionalLong assetId,
            OptionalLong instrumentId,
            BigInteger ourUnits,
            BigInteger theirUnits,
            BigInteger ourCost,
            BigInteger theirCost,
            int source,
            int unitDecimals,
            int priceDecimals,
            String accountName)
            implements Output {}

    /** InputFlagged. */
    record InputFlagged(
            Cause cause,
            OptionalLong accountId,
            OptionalLong subjectId,
            OptionalInt source,
            Disposition disposition,
            FlagReason reason)
            implements Output {}

    /** EngineState. */
    record EngineState(Cause cause, EngineStatus status, EngineMode mode) implements Output {}

    /** StateHash; the hash itself is each engine's own and is not compared. */
    record StateHash(Cause cause, long marker) implements Output {}
}
