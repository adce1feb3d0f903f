package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon runs on what it is tested on (promise P21). */
@Timeout(20)
class SupportedJdkTest {
    @ParameterizedTest
    @ValueSource(ints = {11, 16, 18, 21, 24, 26})
    void shouldRefuseEveryOtherJdk(final int version) {
        final UserError refused = assertThrows(UserError.class, () -> SupportedJdk.require(version));
        assertEquals(ExitCode.JDK_UNSUPPORTED, refused.exitCode());
        assertTrue(refused.getMessage().contains("expected one of [17, 25]"), refused.getMessage());
    }

    @Test
    void shouldTakeTheOnesThatTheSuiteRunsOn() {
        assertDoesNotThrow(() -> SupportedJdk.require(17));
        assertDoesNotThrow(() -> SupportedJdk.require(25));
    }
}
