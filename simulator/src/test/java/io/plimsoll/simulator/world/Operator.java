package io.plimsoll.simulator.world;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillOrigin;

/** Who is on call: throws the kill switch, and arms again by name and with a reason. */
public final class Operator {
    private static final String NAME = "ada";

    private RunRecords control;
    private MarginEngine engine;

    /** A daemon obeys from now on. */
    public void connect(final InputPort port, final MarginEngine newEngine) {
        control = new RunRecords(port);
        engine = newEngine;
    }

    public void kill() {
        control.kill(KillOrigin.CLI, NAME, "drill", InputPort.LIVE_TIME);
    }

    /** Arms whatever is not armed. */
    public void arm() {
        if (engine.status() != EngineStatus.ARMED) {
            control.arm(NAME, "looked at it", InputPort.LIVE_TIME);
        }
    }
}
