package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.config.UserError;

/** Puts definitions into force in an engine that runs. One thread at a time, not the engine's. */
final class LiveDefinitions {
    private final Chain chain;
    private final MarginEngine engine;

    LiveDefinitions(final Chain chain, final MarginEngine engine) {
        this.chain = chain;
        this.engine = engine;
    }

    /** Writes those that are not in force, all with one commit; false where all are. */
    boolean write(final DefinitionSet definitions) {
        return new DefinitionRecords(definitions)
                .leavingOut(engine::isInForce)
                .write(chain.port(), InputPort.LIVE_TIME);
    }

    /** Waits for the engine to have judged what was written last; false when it has not within five seconds, as with a large book. */
    boolean areJudged() {
        final long opened = chain.writtenSlot();
        return Await.within5s(() -> chain.processedSlot() >= opened || chain.hasFailed());
    }

    /** Why those that were judged last are not in force, or null where they are. */
    String defect() {
        return engine.lastDefinitionDefect();
    }

    /**
     * Writes what a run begins with: names and scales of feeds are the configuration's, and the engine must not go on with others.
     *
     * @throws UserError where the engine refuses them
     */
    void require(final DefinitionSet definitions) {
        final boolean areOthers = write(definitions);
        if (areOthers && !areJudged()) {
            throw new IllegalStateException("the engine has not taken the definitions within 5 s");
        }
        final String defect = areOthers ? defect() : null;
        if (defect != null) {
            throw new UserError("the journal's definitions cannot become those of the configuration: " + defect
                    + "; ids, price ids, decimals, kinds and settlement assets stay as they are, limits may only rise");
        }
    }
}
