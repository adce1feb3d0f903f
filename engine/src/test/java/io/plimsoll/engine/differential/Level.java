package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.Map;

/** A boundary of the rules, as the value at which a unit stands on it. All at V. */
enum Level implements Goal {
    /** B = R(maintenance). */
    MAINTENANCE {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            return valuation.maintenanceMargin();
        }
    },
    /** B * 1,000,000 = R(maintenance) * warningRatioPpm. */
    WARNING {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            final int ratioPpm = state.definitions().profile().orElseThrow().warningRatioPpm();
            return Numbers.ceilDiv(
                    valuation.maintenanceMargin().multiply(BigInteger.valueOf(ratioPpm)), Numbers.MILLION);
        }
    },
    /** B = projected R(maintenance): the orders in flight are just enough. */
    COVERED {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            return projectedRequirement(state, valuer, unit, Purpose.MAINTENANCE);
        }
    },
    /** B(stop) = R(stop). */
    STOP {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            return valuer.requirement(unit.legs(), Purpose.STOP)
                    .add(valuer.openOrders(unit, Purpose.STOP))
                    .subtract(valuer.balance(unit.legs(), Purpose.STOP))
                    .add(valuation.equity());
        }
    },
    /** B = R(stop) - some whole steps of the leg that is closed first. */
    WHOLE_STEPS {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            final BigInteger stop = projectedRequirement(state, valuer, unit, Purpose.STOP)
                    .subtract(valuer.balance(unit.legs(), Purpose.STOP))
                    .add(valuation.equity());
            final BigInteger step = largestStep(state, valuer, unit.legs());
            if (step.signum() <= 0) {
                return valuation.maintenanceMargin();
            }
            final BigInteger steps = Numbers.floorDiv(stop.subtract(valuation.maintenanceMargin()), step)
                    .add(BigInteger.TWO);
            return stop.subtract(step.multiply(steps));
        }
    },
    /** Net worth = 0. */
    NET_WORTH {
        @Override
        public BigInteger of(final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
            return BigInteger.ZERO;
        }

        @Override
        public BigInteger measure(final Valuation valuation) {
            return valuation.netWorth();
        }
    };

    static BigInteger projectedRequirement(
            final State state, final Valuer valuer, final Unit unit, final Purpose purpose) {
        if (valuer.buckets().isPresent()) {
            return valuer.balance(unit.legs(), purpose)
                    .subtract(valuer.buckets()
                            .get()
                            .balance(
                                    unit.legs(),
                                    purpose,
                                    instrument -> unit.legs()
                                            .position(instrument.id())
                                            .quantity()
                                            .add(state.signedRemaining(unit.accountId(), instrument.id()))));
        }
        BigInteger sum = valuer.owed(unit.legs(), purpose);
        for (final long instrumentId : unit.legs().positions().keySet()) {
            final Instrument instrument = state.definitions().instruments().get(instrumentId);
            final BigInteger projected = unit.legs()
                    .position(instrumentId)
                    .quantity()
                    .add(state.signedRemaining(unit.accountId(), instrumentId));
            sum = sum.add(valuer.requirement(instrument, projected, purpose));
        }
        return sum.add(valuer.openOrders(unit, purpose));
    }

    private static BigInteger largestStep(final State state, final Valuer valuer, final Legs legs) {
        BigInteger largest = BigInteger.ZERO;
        BigInteger step = BigInteger.ZERO;
        for (final Map.Entry<Long, Position> leg : legs.positions().entrySet()) {
            final Instrument instrument = state.definitions().instruments().get(leg.getKey());
            final BigInteger margin =
                    valuer.requirement(instrument, leg.getValue().quantity(), Purpose.STOP);
            if (margin.compareTo(largest) > 0) {
                largest = margin;
                step = valuer.requirement(instrument, instrument.step(), Purpose.STOP)
                        .subtract(TierBoundaries.cost(valuer, instrument, instrument.step()));
            }
        }
        return step;
    }
}
