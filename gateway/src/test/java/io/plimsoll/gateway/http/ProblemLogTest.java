package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.gateway.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProblemLogTest {
    @Test
    void shouldTellEachProblemOnceAndThatItIsOver() {
        final ProblemLog log = new ProblemLog(GatewayCode.DUTY_FAILED, "over, in a test");
        try (Told told = new Told()) {
            for (final String problem : new String[] {"", "one", "one", "two", "", "", "one"}) {
                log.tell(problem);
            }
            assertEquals(
                    "[DUTY_FAILED one, DUTY_FAILED two, DUTY_FAILED over, in a test, DUTY_FAILED one]",
                    told.toString());
        }
    }
}
