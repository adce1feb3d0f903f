package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fork is a JVM of its own with the flags of the one that asked. */
@Timeout(60)
class ForksTest {
    /** Says who it is, with which flags and arguments. */
    static final class Child {
        public static void main(final String[] args) {
            if (args.length == 0) {
                System.exit(3);
            }
            System.out.println(ProcessHandle.current().pid());
            System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
            System.out.println(List.of(args));
        }
    }

    @Test
    void shouldStartWithTheSameFlags() throws IOException {
        final List<String> lines = new ArrayList<>();
        Forks.run(Child.class, List.of("--accounts=5", "-20 % in one"), lines::add);
        assertNotEquals(Long.toString(ProcessHandle.current().pid()), lines.get(0));
        assertEquals(ManagementFactory.getRuntimeMXBean().getInputArguments().toString(), lines.get(1));
        assertEquals("[--accounts=5, -20 % in one]", lines.get(2));
    }

    @Test
    void shouldTellOfAForkThatFails() {
        final IOException told = assertThrows(IOException.class, () -> Forks.run(Child.class, List.of(), line -> {}));
        assertTrue(told.getMessage().contains("Child ended with 3"), told.getMessage());
    }
}
