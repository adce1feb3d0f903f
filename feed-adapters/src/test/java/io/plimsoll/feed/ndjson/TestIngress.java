package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.fact.FactPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An ingress into a fake ring, that remembers what it complained of. */
final class TestIngress {
    static final long RECEIVE_NS = 1_000_001;
    static final long DUE_NANO_TIME = 2_000_002;
    static final long EVENT_NS = 3_000_003;
    static final int OF_A_FEED = 33;

    final FakePort port;
    final FactPublisher facts;
    final TestDirectory directory = new TestDirectory();
    final NdjsonIngress ingress;
    final List<String> errors = new ArrayList<>();
    final List<FormatException> refused = new ArrayList<>();

    TestIngress() {
        this(new FakePort());
    }

    TestIngress(final FakePort port) {
        this.port = port;
        facts = new FactPublisher(port);
        ingress = new NdjsonIngress(new IngressContext()
                .port(port)
                .facts(facts)
                .directory(directory)
                .epochClock(() -> RECEIVE_NS)
                .nanoClock(() -> DUE_NANO_TIME)
                .eventTime(() -> EVENT_NS)
                .feedSources(source -> source == OF_A_FEED));
        directory.accountOpened("a1", 17);
        directory.accountOpened("a2", 18);
    }

    /** Reads text, single quotes standing for double ones; returns what was published. */
    List<FakePort.Published> read(final String text) {
        return read(text.replace('\'', '"').getBytes(UTF_8));
    }

    List<FakePort.Published> read(final byte[] bytes) {
        try {
            ingress.read("in", new ByteArrayInputStream(bytes), error -> {
                refused.add(error);
                errors.add(error.getMessage());
            });
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
        return port.published();
    }
}
