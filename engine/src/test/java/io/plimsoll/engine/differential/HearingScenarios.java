package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Account sources that fall silent for longer than a run allows, are heard again, say that records are missing, or are asked for what was missed. */
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
                    final boolean isPriced = script.dice().oneIn(2) || late == 0;
                    if (late == 0) { // else it has been silent for longer already, as a rule
                        script.then(out -> out.heartbeat(source, script.last(source)));
                    }
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

    /** What was missed of a source is asked for; prices meanwhile, its own word, or a restart; then all of it is here, or another's is. */
    static void resync(final Script script) {
        script.unit(unit -> unit.isTrader()
                        && !unit.legs().positions().isEmpty()
                        && unit.source().isPresent())
                .ifPresent(unit -> {
                    final int source = unit.source().getAsInt();
                    script.then(out -> SourceRecords.resync(out, source, true));
                    for (int i = script.dice().below(3); i >= 0; i--) {
                        script.then(out -> move(script, out, unit));
                    }
                    switch (script.dice().below(8)) {
                        case 0 -> {
                            OperatorScenarios.ready(script);
                            OperatorScenarios.arm(script);
                        }
                        case 1 -> script.then(out -> SourceRecords.resync(out, source, true)); // said twice
                        case 2 -> script.then(out -> SourceRecords.resync(out, STRANGE_SOURCES, false));
                        case 3, 4 -> script.then(out -> out.heartbeat(source, script.last(source)));
                        default -> {} // it is a matter of a moment
                    }
                    if (!script.dice().oneIn(6)) {
                        script.then(out -> SourceRecords.resync(out, source, false));
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
        final boolean isLong = unit.legs().positions().get(id).quantity().signum() > 0;
        final BigInteger moved = switch (script.dice().below(3)) {
            case 0 -> script.dice().scaled(price, 600_000, 1_500_000);
            default ->
                isLong // against it
                        ? script.dice().scaled(price, 600_000, 900_000)
                        : script.dice().scaled(price, 1_100_000, 1_500_000);
        };
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
