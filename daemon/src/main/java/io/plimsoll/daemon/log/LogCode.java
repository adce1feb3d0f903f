package io.plimsoll.daemon.log;

import io.plimsoll.journal.talk.EventCode;

/** What a line of the daemon's log is about: docs/operating/logs.md has each with its meaning. */
public enum LogCode implements EventCode {
    RUNNING("the daemon has recovered and runs"),
    RECOVERED("what a start found in the journal, and did about it"),
    ACCOUNTS_SUSPECT("accounts without orders until their next snapshots"),
    EPOCH_OPENED("a new epoch, so that no order id is used twice"),
    SNAPSHOT_PASSED_OVER("a snapshot that a start does not trust"),
    GUARD_WEAK("a price guard that guards less than one might think"),
    ARM("somebody armed the daemon"),
    KILL("the kill switch was thrown"),
    KILL_FILE_UNWRITTEN("a kill could not be left for the next start"),
    RELOAD("somebody changed settings while the daemon runs"),
    SNAPSHOT_WANTED("somebody wants a snapshot now"),
    ACT("an operator's act: halt, hold, force, a price set by hand and the like"),
    LIQUIDATION("an order: whom, what, why, and how long after its cause"),
    FEED("a price source connects, is lost, is silent or comes back"),
    FEED_STOPPED("a price source has ended by a fault"),
    FEED_FAULT("a live price source met a fault of the program and goes on with its next message"),
    FEED_CAPTURE("raw messages of a price source cannot be kept"),
    SOURCE_GAP("records of an account source are missing"),
    SOURCE_REFUSED("a message of an account source that cannot be read"),
    SOURCE_WAITING("an account source is not heard, or is asked for what was missed"),
    SOURCE_LEFT_BEHIND("an account source does not stop"),
    ANSWER_FAILED("the admin port could not answer somebody who looked, by a fault of the program; the daemon goes on"),
    ADMIN_REFUSED("the admin port turned somebody away: no token, a wrong one, or too many requests of one address"),
    DISK_LOW("less disk than wanted"),
    STAGE_FAILED("a stage failed, and the daemon ends"),
    STOPPING("the daemon drains and stops"),
    STOPPED("the daemon has stopped in order"),
    SERVICE_MANAGER("the service manager that started the daemon"),
    FOLLOWING("the follower has caught up with the journal's beginning"),
    SNAPSHOT_WRITTEN("the follower wrote a snapshot"),
    OVERVIEW_STOPPED("what consoles are shown is not kept up any more, by a fault"),
    METRICS_UNREADABLE("a monitor asked for metrics that cannot be read"),
    LATENCY_LOGS("the latency logs of a day cannot be put aside");

    private final String meaning;

    LogCode(final String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
