package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Account sources that fall silent for longer than a run allows, are heard again, or say that records are missing. */
final class HearingScenarios {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int STRANGE_SOURCES = 40_000;

    private HearingScenarios() {}

    /** A restart with another bound, or with none, which forgets who was heard. */
    static void bound(final Script script) {
        script.factAge(
                script.dice().oneIn(4)
                        ? OptionalLong.empty()
                        : OptionalLong.of(script.dice().of(1L, 3L, 10L, 60L) * SECOND_NS));
        OperatorScenarios.ready(script);
        OperatorScenarios.arm(script);
    }

    /** Time until a source is just not, or just, too long silent; then a price, and perhaps a word of the source. */
    static void silence(final Script script) {
        final State state = script.state();
        script.unit(unit -> unit.isTrader()
                        && !unit.legs().positions().isEmpty()
                        && unit.source().isPresent())
                .ifPresent(unit -> {
                    final int source = unit.source().getAsInt();
                    final long late = script.dice().of(0L, 0L, 1L, 1L, SECOND_NS);
                    final boolean isPriced = script.dice().oneIn(2);
                    script.then(out -> {
                        final OptionalLong heardNs = state.sources().heardNs(source);
                        final OptionalLong most = state.sources().maxFactAgeNs();
                        if (heardNs.isPresent() && most.isPresent()) {
                            out.eventNs(Math.max(out.eventNs(), heardNs.getAsLong() + most.getAsLong() + late));
                        }
                        if (isPriced) {
                            move(script, out, unit);
                        } else {
                            out.timer(out.eventNs());
                        }
                    });
                    if (script.dice().oneIn(3)) {
                        PriceMoves.gap(script);
                    }
                    if (!script.dice().oneIn(4)) {
                        script.then(out -> out.heartbeat(source, script.last(source)));
                    }
                });
    }

    private static void move(final Script script, final InputRecords out, final Unit unit) {
        if (unit.legs().positions().isEmpty()) {
            out.timer(out.eventNs());
            return;
        }
        final long id = script.dice().pick(List.copyOf(unit.legs().positions().keySet()));
        final Instrument instrument = script.state().definitions().instruments().get(id);
        final BigInteger price = script.price(instrument.priceId(), instrument.maxPrice());
        final BigInteger moved = script.dice().scaled(price, 600_000, 1_500_000);
        script.tick(out, instrument.priceId(), moved.max(BigInteger.ONE).min(instrument.maxPrice()));
    }

    /** A source's word that nothing is missing, or that something is; or one from before. */
    static void heartbeat(final Script script) {
        final int source = script.unit(unit -> unit.source().isPresent())
                .map(unit -> unit.source().getAsInt())
                .orElse(STRANGE_SOURCES);
        final int kind = script.dice().below(10);
        script.then(out -> {
            switch (kind) {
                case 0 ->
                    out.heartbeat(source, script.last(source) - script.dice().between(1L, 3L));
                case 1 ->
                    out.heartbeat(source, script.skip(source, script.dice().of(1L, 1L, 4L)));
                case 2, 3 -> {
                    final int stranger = STRANGE_SOURCES + script.dice().below(100);
                    out.heartbeat(stranger, script.dice().between(0L, 5L));
                }
                default -> out.heartbeat(source, script.last(source));
            }
        });
    }
}
