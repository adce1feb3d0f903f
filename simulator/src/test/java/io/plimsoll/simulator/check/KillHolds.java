package io.plimsoll.simulator.check;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.simulator.Machine;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.Map;
import java.util.TreeMap;

/** P13: a kill holds from its own record on, over restarts, until somebody arms again by name and with a reason. */
public final class KillHolds implements Checker {
    private final TreeMap<Long, Boolean> latchFrom = new TreeMap<>(Map.of(0L, false)); // by input sequence

    @Override
    public void onInput(final JournalRecord record) {
        if (record.templateId() == KillDecoder.TEMPLATE_ID) {
            latchFrom.put(record.sequence(), true);
        } else if (record.templateId() == ArmDecoder.TEMPLATE_ID) {
            final ArmDecoder arm = new ArmDecoder()
                    .wrapAndApplyHeader(record.buffer(), Frame.HEADER_LENGTH, new MessageHeaderDecoder());
            final String name = arm.operatorName();
            final boolean isNamed = !name.isBlank() && !name.equals(Machine.OWN_NAME);
            if (isLatchedAt(record.sequence()) && (!isNamed || arm.reason().isBlank())) {
                throw violation("released by '" + name + "' at input " + record.sequence());
            }
            latchFrom.put(record.sequence(), false);
        }
    }

    @Override
    public void onOutput(final Output output) {
        final boolean acts = output instanceof Output.Order
                || (output instanceof Output.EngineState state && state.status() == EngineStatus.ARMED);
        if (acts && isLatchedAt(output.cause().sequence())) {
            throw violation("after a kill: " + output);
        }
    }

    @Override
    public void onSurvivors(final Survivors survivors) {
        final long left = survivors.records().get(LogName.INPUTS).size();
        latchFrom.tailMap(left, false).clear();
    }

    @Override
    public void onRecovered(final MarginEngine engine) {
        if (engine.isKillLatched() != isLatchedAt(Long.MAX_VALUE)) {
            throw violation("after a restart the latch is " + engine.isKillLatched());
        }
    }

    private boolean isLatchedAt(final long inputSequence) {
        return latchFrom.floorEntry(inputSequence).getValue();
    }
}
