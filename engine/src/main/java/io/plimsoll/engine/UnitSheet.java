package io.plimsoll.engine;

import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Everything that the values of one unit follow from, as the engine holds it: enough to compute them again by hand. A copy:
 * any thread. Mantissas and rates (ppm) as in the schema.
 *
 * @param balances in order of asset id
 * @param positions in order of instrument id
 * @param orders in flight, in order of id
 * @param open the account's own open orders, in the order in which instruments were defined
 */
public record UnitSheet(List<Balance> balances, List<Position> positions, List<WorkingOrder> orders, List<Open> open) {
    /**
     * A price in force.
     *
     * @param priceId 0 for the valuation currency itself, worth 1 for ever
     * @param value mantissa, 0 while there is none
     * @param publishNs the source's own time, {@link MarginView#NEVER} while there is none
     * @param source who gave it
     * @param stable the venue's slow price, mantissa, 0 while it tells none
     */
    public record Price(int priceId, long value, int decimals, long publishNs, int source, long stable) {}

    /**
     * A balance.
     *
     * @param held mantissa, negative: owed; in units of the ledger where the asset is indexed
     * @param initialWeightPpm share of a positive balance that counts for initial margin
     * @param stopWeightPpm the same for stop margin
     * @param maintenanceWeightPpm the same for maintenance margin
     * @param tiers 1 - weight by worth, as the asset's weight table has it; empty where the weights hold at any worth
     * @param deposits how much of it all accounts of the venue own, mantissa
     * @param terms what else the asset's definition says
     * @param supplyIndex what a ledger unit of it that is owned is worth in amounts, at 27 decimals; null where the asset is not indexed
     * @param borrowIndex the same of what is owed
     */
    public record Balance(
            String symbol,
            long held,
            int decimals,
            Price price,
            int initialWeightPpm,
            int stopWeightPpm,
            int maintenanceWeightPpm,
            List<Tier> tiers,
            long deposits,
            AssetTerms terms,
            BigInteger supplyIndex,
            BigInteger borrowIndex) {
        /** Decimals of an index. */
        public static final int INDEX_DECIMALS = Interest.DECIMALS;

        /** What is owned or, negative, owed: of an indexed asset to its last decimal against the account. */
        public BigDecimal amount() {
            final BigDecimal inLedger = BigDecimal.valueOf(held, decimals);
            return supplyIndex == null
                    ? inLedger
                    : inLedger.multiply(new BigDecimal(held < 0 ? borrowIndex : supplyIndex, INDEX_DECIMALS))
                            .setScale(decimals, RoundingMode.FLOOR);
        }

        /** The same with so much more of it in the ledger. */
        public Balance with(final long more) {
            return new Balance(
                    symbol,
                    held + more,
                    decimals,
                    price,
                    initialWeightPpm,
                    stopWeightPpm,
                    maintenanceWeightPpm,
                    tiers,
                    deposits,
                    terms,
                    supplyIndex,
                    borrowIndex);
        }
    }

    /**
     * Rates from a notional on; or 1 - weight from a worth on.
     *
     * @param floorMicros where they begin, millionths of the settlement asset, or of the valuation currency
     * @param initialPpm requirements, of the part of the notional above the floor
     */
    public record Tier(long floorMicros, int initialPpm, int stopPpm, int maintenancePpm) {}

    /**
     * A position.
     *
     * @param quantity signed mantissa
     * @param cost signed, at price + quantity decimals, in the settlement asset; of an inverse contract at its worthDecimals + quantity decimals
     * @param fundingMoved funding index since the position's last settlement, a unit of quantity, at a cost's decimals less those of a quantity
     * @param settlement price of the settlement asset
     * @param settlementAsset that asset, as a balance of nothing
     * @param tiers its rates by notional, the first from 0 on, by the margin scale in force; never empty
     * @param scalePpm the margin scale in force
     * @param step smallest quantity of an order
     * @param terms what else the instrument's definition says, by the margin scale in force
     * @param openInterest sum of all long positions at the venue, quantity mantissa
     * @param chosenPpm the initial rate by the leverage that the account chose, ppm; 0: it chose none
     * @param isHalted whether an operator keeps it out of every plan
     */
    public record Position(
            int instrumentId,
            String symbol,
            long quantity,
            int quantityDecimals,
            Int128 cost,
            long fundingMoved,
            Price price,
            Price settlement,
            Balance settlementAsset,
            List<Tier> tiers,
            int scalePpm,
            long step,
            InstrumentTerms terms,
            long openInterest,
            int chosenPpm,
            boolean isHalted) {}

    /**
     * What the account's own open orders in one instrument come to.
     *
     * @param position what is held of it; a quantity of 0 where nothing is
     * @param bids what is left of all bids, quantity mantissa
     * @param asks what is left of all asks, quantity mantissa
     * @param orders how many there are
     */
    public record Open(Position position, long bids, long asks, int orders) {}

    /**
     * An order that closes a position and has not ended; its id in three parts.
     *
     * @param remaining quantity not filled, mantissa
     */
    public record WorkingOrder(
            int epoch, long sequence, int ordinal, int instrumentId, boolean isBuy, long remaining) {}
}
