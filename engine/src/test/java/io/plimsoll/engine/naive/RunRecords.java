package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.ReadyDecoder;
import java.util.OptionalLong;

/** The page's section "Operator and run records". */
final class RunRecords {
    private final State state;

    RunRecords(final State state) {
        this.state = state;
    }

    void ready(final ReadyDecoder record, final Event event) {
        state.status.ready(record.mode(), record.maxAccounts(), record.maxLegs(), record.maxOrdersInFlight());
        state.status.roomForDefinitions(
                limit(record.maxAssets(), ReadyDecoder.maxAssetsNullValue()),
                limit(record.maxInstruments(), ReadyDecoder.maxInstrumentsNullValue()));
        state.sources.ready();
        state.sources.boundBy(
                record.maxFactAgeNs() == ReadyDecoder.maxFactAgeNsNullValue() || record.maxFactAgeNs() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(record.maxFactAgeNs()));
        tell(event);
    }

    void arm(final Event event) {
        state.status.arm();
        tell(event);
        state.units.keySet().forEach(event::touch);
    }

    void kill(final Event event) {
        state.status.kill();
        tell(event);
        state.funds.draws.clear(); // silently: the EngineState says it
        state.units
                .keySet()
                .forEach(accountId -> OrderStates.cancelAll(accountId, OrderStatusReason.KILLED, state, event));
    }

    void marker(final MarkerDecoder record, final Event event) {
        event.emit(new Output.StateHash(event.cause(), record.marker()));
    }

    private void tell(final Event event) {
        event.emit(new Output.EngineState(event.cause(), state.status.current(), state.status.mode()));
    }

    private static OptionalLong limit(final long value, final long nullValue) {
        return value == nullValue ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
