package io.plimsoll.journal;

/** The two logs of a journal, each in its own directory so that each can have its own readers. */
public enum LogName {
    /** Everything that changes a decision. Holds accounts: the operator's alone, mode 0700. */
    INPUTS("inputs", "rwx------", false),
    /** Decisions, for bots of any user to tail: mode 0755, files 0644. */
    ORDERS("orders", "rwxr-xr-x", true);

    private final String directory;
    private final String permissions;
    private final boolean shared;

    LogName(final String directory, final String permissions, final boolean shared) {
        this.directory = directory;
        this.permissions = permissions;
        this.shared = shared;
    }

    /** Name of its directory in the journal's. */
    public String directory() {
        return directory;
    }

    /** What {@code ls} shows for a directory that we created. */
    public String permissions() {
        return permissions;
    }

    /** Whether other users may read it. */
    public boolean shared() {
        return shared;
    }
}
