package io.plimsoll.daemon.chain;

/**
 * Stands between sequencing and deciding: an input passes once it is as durable as the journal's level demands, so that no order
 * is appended before its cause is.
 */
public interface InputGate {
    /** Lets everything pass at once: an input is in the page cache, and that is enough. */
    InputGate OPEN = new InputGate() {
        @Override
        public void appended(final long sequence) {
            // nobody waits for it
        }

        @Override
        public void await(final long sequence) {
            // passes
        }
    };

    /** Every input up to this sequence stands in the log. The sequencing thread, after each record. */
    void appended(long sequence);

    /**
     * Returns when every input up to this sequence may be acted on. The engine's thread.
     *
     * @throws IllegalStateException when that can no longer happen
     */
    void await(long sequence);
}
