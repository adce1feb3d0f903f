package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests get threads that are there before new ones, and no address more than its share. */
@Timeout(60)
class AdminThreadsTest {
    private static final int REQUESTS = 300;

    private final AdminThreads threads = new AdminThreads();

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void shouldUseAnIdleThreadBeforeItMakesOne() throws InterruptedException {
        final Set<Thread> used = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < REQUESTS; i++) {
            final CountDownLatch done = new CountDownLatch(1);
            threads.execute(() -> {
                used.add(Thread.currentThread());
                done.countDown();
            });
            assertTrue(done.await(20, TimeUnit.SECONDS));
        }
        // The one before may not be idle yet.
        assertTrue(used.size() < REQUESTS / 4, used.size() + " threads for requests one after the other");
    }

    @Test
    void shouldCountWhatLiesBehindANetworkOfIpv6AsOneAddress() throws Exception {
        for (int i = 0; i < AdminThreads.OF_ONE_ADDRESS; i++) {
            assertTrue(enters("2001:db8::" + Integer.toHexString(i + 1)));
        }
        assertFalse(enters("2001:db8::ffff"));
        assertTrue(enters("2001:db8:0:1::1"), "another network");
        assertTrue(enters("192.0.2.1"));
    }

    // Nobody leaves: that is done at the end of a request.
    private boolean enters(final String address) throws Exception {
        return threads.enters(InetAddress.getByName(address));
    }
}
