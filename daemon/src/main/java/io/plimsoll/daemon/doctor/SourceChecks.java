package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.feeds.CaptureFeed;
import io.plimsoll.daemon.feeds.CaptureFeedConfig;
import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.FileFeedConfig;
import io.plimsoll.daemon.feeds.LiveFeedConfig;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What feeds and account sources of a configuration need to be there. Nothing is connected to: that is what {@code feeds check} does. Stateless. */
final class SourceChecks {
    private SourceChecks() {}

    static List<Finding> of(final DaemonConfig config, final Map<String, String> environment) {
        final List<Finding> findings = new ArrayList<>();
        for (final FeedConfig feed : config.feeds()) {
            findings.add(feed(feed, environment));
        }
        for (final AccountSourceConfig source : config.accountSources()) {
            findings.add(accounts(source));
        }
        return findings;
    }

    private static Finding feed(final FeedConfig feed, final Map<String, String> environment) {
        final String subject = "feed " + feed.name();
        if (feed instanceof FileFeedConfig file) {
            return Files.isReadable(file.file())
                    ? Finding.good(subject, file.file() + " can be read")
                    : Finding.bad(subject, file.file() + " is not there, or cannot be read", "its 'path'");
        }
        if (feed instanceof CaptureFeedConfig capture) {
            return capture(subject, capture);
        }
        if (feed instanceof LiveFeedConfig live && live.secret().isPresent()) {
            try {
                live.secret().get().read(environment);
            } catch (final UserError e) {
                return Finding.bad(subject, e.getMessage(), "its 'secret'");
            }
            return Finding.good(subject, "its secret can be read");
        }
        return Finding.good(subject, "nothing but its venue is needed: plimsoll feeds check");
    }

    private static Finding capture(final String subject, final CaptureFeedConfig feed) {
        try {
            return Finding.good(subject, CaptureFeed.files(feed).size() + " captured files in " + feed.path());
        } catch (final UserError | IOException e) {
            return Finding.bad(subject, e.getMessage(), "its 'path' and 'recorded'");
        }
    }

    private static Finding accounts(final AccountSourceConfig source) {
        final String subject = "account source " + source.name();
        return switch (source.type()) {
            case QUEUE ->
                Files.isDirectory(source.path())
                        ? Finding.good(subject, "the queue " + source.path() + " is there")
                        : Finding.warning(
                                subject,
                                "there is no queue " + source.path() + " yet",
                                "its 'path', or start the matching engine first");
            case SOCKET -> socket(subject, source.path());
            case STDIN, AERON -> Finding.good(subject, "nothing has to be there before the start");
        };
    }

    private static Finding socket(final String subject, final Path path) {
        final Path folder = path.toAbsolutePath().getParent();
        return !Files.exists(folder) || Files.isWritable(folder)
                ? Finding.good(subject, "listens on " + path)
                : Finding.bad(subject, folder + " cannot be written", "its 'path'");
    }
}
