package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Scale;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.Verdict;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that the margin scale reaches. */
final class ScaleObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private Scale before = Scale.NONE;

    ScaleObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        before = state.scale();
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final boolean isCommit = Frame.templateId(buffer, offset) == DefinitionsCommitDecoder.TEMPLATE_ID;
        coverage.hitIf(isCommit && state.scale().ppm() != before.ppm(), Place.SCALE_BOUND_BY_DEFINITIONS);
        if (state.scale().ppm() != Rates.ONE) {
            for (final Output output : outputs) {
                coverage.hitIf(output instanceof Output.Order, Place.ORDER_BY_SCALED_RATES);
            }
        }
        if (Frame.templateId(buffer, offset) == MarginScaleDecoder.TEMPLATE_ID) {
            scale(outputs);
        }
    }

    private void scale(final List<Output> outputs) {
        final int moved = Integer.compare(state.scale().ppm(), before.ppm());
        coverage.hitIf(moved > 0, Place.SCALE_RAISED);
        coverage.hitIf(moved < 0, Place.SCALE_LOWERED);
        for (final Output output : outputs) {
            if (output instanceof Output.UnitStateChange change) {
                coverage.hitIf(moved > 0 && change.current() == Verdict.LIQUIDATE, Place.SCALE_LIQUIDATES);
                coverage.hitIf(moved < 0 && change.current() == Verdict.HEALTHY, Place.SCALE_HEALS);
            }
        }
        if (moved != 0) {
            final Valuer valuer = Valuer.of(state);
            engine.touched().forEach(id -> touched(state.units().get(id), valuer));
        }
    }

    private void touched(final Unit unit, final Valuer valuer) {
        for (final long id : unit.legs().positions().keySet()) {
            final Instrument instrument = state.definitions().instruments().get(id);
            coverage.hitIf(
                    instrument.maintenancePpm() == Rates.ONE
                            && state.stated().instruments().get(id).maintenancePpm() < Rates.ONE,
                    Place.SCALED_RATE_AT_ONE);
            coverage.hitIf(instrument.hasTable(), Place.SCALED_TABLE);
            coverage.hitIf(instrument.terms().sizeFactor() != 0, Place.SCALED_SIZE_FACTOR);
        }
        coverage.hitIf(
                unit.isTrader()
                        && valuer.isPriced(unit.legs())
                        && !unit.legs().positions().isEmpty()
                        && valuer.value(unit.legs()).slack().signum() == 0,
                Place.MAINTENANCE_EXACT_BY_SCALE);
    }
}
