package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Buckets;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.PlannedOrder;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that the buckets of settlement assets tell of the units which the record had evaluated. */
final class BucketObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final Coverage coverage;

    BucketObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {}

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final Valuer valuer = Valuer.of(engine.state());
        final Optional<Buckets> buckets = valuer.buckets();
        if (buckets.isEmpty()) {
            return;
        }
        engine.touchedValuations().forEach((accountId, valuation) -> {
            final Unit unit = engine.state().units().get(accountId);
            if (!unit.legs().positions().isEmpty()) {
                boundary(valuation);
                new InUnit(unit, buckets.get()).look(valuation);
            }
        });
    }

    private void boundary(final Valuation valuation) {
        coverage.hitIf(valuation.equity().signum() == 0, Place.BUCKETS_EXACT);
        coverage.hitIf(valuation.equity().equals(BigInteger.ONE), Place.BUCKETS_ONE_ABOVE);
        coverage.hitIf(valuation.equity().equals(BigInteger.ONE.negate()), Place.BUCKETS_ONE_BELOW);
    }

    private final class InUnit {
        private final Definitions definitions = engine.state().definitions();
        private final Unit unit;
        private final Legs legs;
        private final Buckets buckets;

        InUnit(final Unit unit, final Buckets buckets) {
            this.unit = unit;
            legs = unit.legs();
            this.buckets = buckets;
        }

        void look(final Valuation valuation) {
            final boolean isBelow = valuation.equity().signum() < 0;
            buckets.of(legs, Purpose.MAINTENANCE, this::held).forEach((assetId, bucket) -> {
                final List<Instrument> settled = settledIn(assetId);
                if (!settled.isEmpty()) {
                    bucket(definitions.assets().get(assetId), bucket, settled);
                }
            });
            for (final Instrument instrument : held()) {
                profit(instrument, isBelow);
            }
            if (!engine.issued().isEmpty() && isBelow) {
                plan();
            }
        }

        private void bucket(final Asset asset, final BigInteger bucket, final List<Instrument> settled) {
            final boolean isWeighted = asset.maintenanceWeightPpm() != Rates.ONE && asset.priceId() != 0;
            final boolean isOwed = legs.balance(asset.id()).signum() < 0;
            coverage.hitIf(bucket.signum() > 0, Place.BUCKET_POSITIVE);
            coverage.hitIf(bucket.signum() < 0, Place.BUCKET_NEGATIVE);
            coverage.hitIf(bucket.signum() == 0, Place.BUCKET_ZERO);
            coverage.hitIf(legs.balance(asset.id()).signum() == 0, Place.BUCKET_WITHOUT_BALANCE);
            coverage.hitIf(bucket.signum() > 0 && isOwed, Place.BUCKET_PAYS_A_DEBT);
            coverage.hitIf(
                    bucket.signum() < 0 && legs.balance(asset.id()).signum() > 0, Place.BUCKET_OWES_MORE_THAN_IS_OWNED);
            coverage.hitIf(bucket.signum() > 0 && isWeighted, Place.BUCKET_WEIGHTED);
            coverage.hitIf(
                    bucket.signum() < 0 && asset.terms().maintenanceLiabilityWeightPpm() != Rates.ONE,
                    Place.BUCKET_WEIGHTED_AS_DEBT);
            coverage.hitIf(
                    settled.stream().anyMatch(instrument -> counted(instrument).signum() > 0)
                            && settled.stream()
                                    .anyMatch(instrument -> counted(instrument).signum() < 0),
                    Place.BUCKET_OF_A_PROFIT_AND_A_LOSS);
        }

        private void profit(final Instrument instrument, final boolean isBelow) {
            final int weightPpm = instrument.terms().profitMaintenanceWeightPpm();
            final boolean isProfit = counted(instrument).signum() > 0;
            coverage.hitIf(isProfit && weightPpm > 0 && weightPpm < Rates.ONE, Place.BUCKET_PROFIT_WEIGHTED);
            final boolean isOrdered = !projected(instrument).equals(held(instrument));
            coverage.hitIf(isBelow && isOrdered && weightPpm < Rates.ONE && isProfit, Place.BUCKET_PROFIT_ORDERED);
        }

        // The buckets as they will be once all orders have filled, some of which the record made.
        private void plan() {
            final long assets = engine.issued().stream()
                    .map(PlannedOrder::instrument)
                    .map(Instrument::settlementAssetId)
                    .distinct()
                    .count();
            coverage.hitIf(assets > 1, Place.BUCKET_PLAN_OF_SEVERAL);
            buckets.of(legs, Purpose.STOP, this::projected).forEach((assetId, bucket) -> {
                final BigInteger before =
                        buckets.of(legs, Purpose.STOP, this::held).get(assetId);
                coverage.hitIf(before.signum() < 0 && bucket.signum() > 0, Place.BUCKET_PLAN_CROSSES_ZERO);
                coverage.hitIf(before.signum() < 0 && bucket.signum() == 0, Place.BUCKET_PLAN_ENDS_AT_ZERO);
            });
        }

        private BigInteger counted(final Instrument instrument) {
            final Legs alone = Legs.NONE.withPosition(instrument.id(), legs.position(instrument.id()));
            return buckets.of(alone, Purpose.MAINTENANCE, this::held).get(instrument.settlementAssetId());
        }

        private BigInteger held(final Instrument instrument) {
            return legs.position(instrument.id()).quantity();
        }

        private BigInteger projected(final Instrument instrument) {
            final State state = engine.state();
            return held(instrument).add(state.signedRemaining(unit.accountId(), instrument.id()));
        }

        private List<Instrument> held() {
            return legs.positions().keySet().stream()
                    .map(id -> definitions.instruments().get(id))
                    .toList();
        }

        private List<Instrument> settledIn(final long assetId) {
            return held().stream()
                    .filter(instrument -> instrument.settlementAssetId() == assetId)
                    .toList();
        }
    }
}
