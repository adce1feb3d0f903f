package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import org.agrona.DirectBuffer;

/** The facts on which initial margin alone hangs (docs/internals/initial-margin.md), handed to whoever applies each. Engine thread. */
final class InitialFacts {
    private final AccountFacts facts;
    private final UnitInstrumentFacts unitInstrumentFacts;
    private final OpenInterestDecoder openInterest = new OpenInterestDecoder();
    private final OpenOrdersDecoder openOrders = new OpenOrdersDecoder();
    private final AccountLeverageDecoder leverage = new AccountLeverageDecoder();

    InitialFacts(final EngineState state, final AccountFacts facts) {
        this.facts = facts;
        unitInstrumentFacts = new UnitInstrumentFacts(state, facts);
    }

    /**
     * Applies one.
     *
     * @param body where the message's fields begin
     * @return false, and nothing done, where the record is none of these
     */
    boolean apply(
            final int templateId,
            final DirectBuffer buffer,
            final int body,
            final int block,
            final int version,
            final FiredUnits touched) {
        switch (templateId) {
            case OpenInterestDecoder.TEMPLATE_ID -> {
                openInterest.wrap(buffer, body, block, version);
                if (facts.begin(openInterest.source(), openInterest.sourceSequence(), touched)) {
                    facts.onOpenInterest(openInterest);
                }
            }
            case OpenOrdersDecoder.TEMPLATE_ID -> {
                openOrders.wrap(buffer, body, block, version);
                if (facts.begin(openOrders.source(), openOrders.sourceSequence(), touched)) {
                    unitInstrumentFacts.onOpenOrders(openOrders, touched);
                }
            }
            case AccountLeverageDecoder.TEMPLATE_ID -> {
                leverage.wrap(buffer, body, block, version);
                if (facts.begin(leverage.source(), leverage.sourceSequence(), touched)) {
                    unitInstrumentFacts.onLeverage(leverage, touched);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
