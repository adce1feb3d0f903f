package io.plimsoll.gateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what all gateways of this process say to their log: code, words. Any thread. */
public final class Told extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.plimsoll.gateway");

    public Told() {
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(final ILoggingEvent event) {
        lines.add(event.getMarkerList().get(0) + " " + event.getFormattedMessage());
    }

    /** Whether there is such a line, with words that no other gateway says. */
    public boolean has(final String code, final String words) {
        return lines.stream().anyMatch(line -> line.startsWith(code + " ") && line.contains(words));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
