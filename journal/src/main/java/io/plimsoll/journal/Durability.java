package io.plimsoll.journal;

/** What a record that the engine has acted on survives. A setting of the daemon; what each costs is in docs/decisions/0004. */
public enum Durability {
    /** The death of the process. Nothing is synced: a loss of power may take the last seconds. */
    PAGE_CACHE("page-cache: survives the death of the process, not a loss of power"),
    /** A loss of power, up to the published durable sequence: a sync after so many records or so much time. */
    BATCH_SYNC(
            "batch-sync: survives a loss of power up to the durable sequence; inputs are synced in groups, then acted on"),
    /** The same, with a sync as soon as there is anything to sync. */
    EACH_SYNC(
            "each-sync: survives a loss of power up to the durable sequence; each input is synced at once, then acted on");

    private final String meaning;

    Durability(final String meaning) {
        this.meaning = meaning;
    }

    /** Name and meaning, for logs and status. */
    public String meaning() {
        return meaning;
    }

    /** Whether the engine waits for the disk. */
    public boolean isSynced() {
        return this != PAGE_CACHE;
    }
}
