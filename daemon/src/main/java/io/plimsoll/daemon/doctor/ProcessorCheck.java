package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.run.DaemonConfig;
import java.util.Locale;
import java.util.Set;

/** Whether there are processors for the threads that a configuration lets spin. Stateless. */
final class ProcessorCheck {
    private static final Set<WaitChoice> SPIN = Set.of(WaitChoice.BUSY_SPIN, WaitChoice.YIELDING);
    /** For adapters, housekeeping, the collector, and whatever else the machine does. */
    private static final int OTHERS = 2;

    private ProcessorCheck() {}

    static Finding of(final Machine machine, final DaemonConfig config) {
        final String subject = "processors";
        final int processors = machine.processors();
        final String wait = config.waitChoice().name().toLowerCase(Locale.ROOT).replace('_', '-');
        final int spinning = SPIN.contains(config.waitChoice()) ? (config.topology() == Topology.INLINE ? 1 : 2) : 0;
        return spinning == 0 || spinning + OTHERS <= processors
                ? Finding.good(subject, processors + ", ring.wait " + wait)
                : Finding.warning(
                        subject,
                        processors + ", and ring.wait: " + wait + " keeps " + spinning + " busy",
                        "ring.wait: blocking, or a machine with " + (spinning + OTHERS)
                                + ": who spins takes the others' time");
    }
}
